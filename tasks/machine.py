"""How the machine does that follows up: its disk, its schema, its clock, what lies open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from models.database import reading
from models.history import ChainHead, History
from models.migrate import current
from models.rules.date_words import minute_words
from models.rules.retention import UNREAD
from tasks.believed import runs_ahead
from tasks.exposed import cannot_be_used, lies_open, wants_setting
from tasks.office import Office
from tasks.parts_down import are_down
from tasks.purging_papers import unread_plans
from tasks.room import MEGABYTE
from tasks.unread import is_unread

# Delivery stops at sixteen (tasks.delivery_round); a board wants to hear of it before.
LEAST_MEGABYTES = 256
# Two machines of one register may be some seconds apart.
APART = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The machine in figures; `wrong` wants a person, `advice` may be meant so."""

    schema: str
    clock: datetime
    last_entry_at: datetime | None
    free_megabytes: int
    wrong: tuple[str, ...]
    advice: tuple[str, ...]


def machine(office: Office) -> Machine:
    """This machine as it does now; nothing is changed."""
    with reading(office.engine) as session:
        last = _last_entry_at(session)
    now = office.clock.now()
    free = shutil.disk_usage(office.settings.home).free // MEGABYTE
    return Machine(
        schema=current(office.engine) or "",
        clock=now,
        last_entry_at=last,
        free_megabytes=free,
        wrong=(
            *_wrong(now, last, free),
            *_ahead(office),
            *_no_room(office.settings.backup_folder),
            *_not_entered(office),
            *is_unread(office),
            *are_down(office.settings.home),
            *cannot_be_used(office.settings),
            *lies_open(office.settings, os.environ),
        ),
        advice=wants_setting(office.settings, os.environ),
    )


def _last_entry_at(session: Session) -> datetime | None:
    """When that was entered with which a board's history ends.

    Whatever a clock that ran ahead had entered stands before it, once anything was entered since.
    """
    ends = and_(
        col(History.board_id) == col(ChainHead.board_id), col(History.seq) == col(ChainHead.seq)
    )
    # Asked of each end: SQLite would go through all the history for the latest of a join.
    at = select(col(History.recorded_at)).where(ends).correlate(ChainHead).scalar_subquery()
    query = select(func.max(at)).select_from(ChainHead)
    found: datetime | None = session.execute(query).scalar()
    return found


def _wrong(now: datetime, last: datetime | None, free: int) -> Iterator[str]:
    if free < LEAST_MEGABYTES:
        yield f"{free} MB are left on the disk of the home: nothing is sent below 16"
    if last is not None and last > now + APART:
        yield (
            f"the last entry of the register is of {minute_words(last)}, and the clock says"
            f" {minute_words(now)}: where the clock is wrong, set it; where it is right, it ran"
            " ahead when that was entered, and the next entry ends this: matters backup FILE makes"
            " one"
        )


def _ahead(office: Office) -> Iterator[str]:
    """Why nothing goes on by itself, with both ways out."""
    if doubt := runs_ahead(office):
        yield doubt.rstrip(".")


def _no_room(folder: Path | None) -> Iterator[str]:
    """The disk for backups may be another than the home's; a missing one is named already."""
    if folder is None or not folder.is_dir():
        return
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < LEAST_MEGABYTES:
        yield f"{free} MB are left on the disk of MATTERS_BACKUP_FOLDER: make room there"


def _not_entered(office: Office) -> Iterator[str]:
    """What a purge leaves in the inbox, until somebody has looked at it."""
    if count := unread_plans(office):
        files = "1 file" if count == 1 else f"{count} files"
        yield f"{files} of the inbox {UNREAD} (matters purge --dry-run names them)"
