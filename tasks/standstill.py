"""Whether anything leaves, and why the last delivery of a board stopped.

Only whoever sends hears why, and `matters health` is asked by somebody else: it is kept in the home
until a delivery goes on again. It is no fact of the register, and may be thrown away at any time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models.rules.facts import BoardFacts
from models.rules.open_hours import open_between
from models.waiting_reading import last_reply, last_taken_at, waits_since
from tasks.delivered import Delivered
from tasks.kept_json import keep_json
from tasks.office import Office

NAME = "standstill.json"
PATIENCE = timedelta(hours=3)


def keep_standstill(office: Office, board_id: int, done: Delivered) -> None:
    """Written where a delivery stopped for another reason than the hour, gone where one did not."""
    kept = office.settings.home / NAME
    why = "" if done.quiet else done.stopped
    before = _read(kept)
    after = {one: said for one, said in before.items() if one != str(board_id)}
    after |= {str(board_id): why} if why else {}
    if after == before:
        return
    # On a disk that is full, say: health says that something waits then, and of the disk.
    with suppress(OSError):
        keep_json(kept, after)


def stands_still(
    office: Office, session: Session, board: BoardFacts, now: datetime
) -> Iterator[str]:
    """A sentence where something waits and nothing has left for three of the board's open hours."""
    why = _read(office.settings.home / NAME).get(str(board.board_id), "")
    since = waits_since(session, board.board_id, stopped=bool(why))
    if since is None:
        return
    since = max(since, last_taken_at(session, board.board_id) or since)
    hours = board.policy.hours
    zone = ZoneInfo(hours.zone)
    began, ends = since.astimezone(zone), now.astimezone(zone)
    if open_between(began, ends, hours, board.calendar) <= PATIENCE:
        return
    why = (why or last_reply(session, board.board_id)).rstrip(".")
    yield (
        "messages wait, and none has left for more than three hours in which they may"
        f"{f' ({why})' if why else ''}: matters deliver says more"
    )


def _read(kept: Path) -> dict[str, str]:
    try:
        return {str(one): str(said) for one, said in json.loads(kept.read_text("utf-8")).items()}
    except (OSError, ValueError, AttributeError):
        return {}
