"""The register as a file: what agencies send back, with every column the plan had."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from sqlmodel import Session

from models.board_reading import board_facts, board_ids
from models.database import reading
from models.pack_reading import Asked, snapshot
from models.proposing import proposals
from models.rules.facts import BoardFacts
from models.rules.packs import Snapshot
from models.rules.packs_figures import PackFigures, figures
from models.rules.words import Priority
from notifications.packs.working import working_register
from notifications.packs.working_csv import working_csv
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused

__all__ = ["frozen_register", "working_csv", "working_register", "write_register"]

Made = Callable[[PackFigures, Mapping[str, Priority]], bytes]


def write_register(
    office: Office, path: Path, as_of: date | None = None, made: Made = working_register
) -> int:
    """Write the committee's register, every text as text; the number of actions.

    As Excel, or as CSV where `made` makes that. Some of its columns may be edited, and the file
    imported again. Raises Refused where the register has several committees or none.
    """
    day = as_of or office.clock.today()
    with reading(office.engine) as session:
        board, frozen = frozen_register(session, day)
        proposed = proposals(session, board.board_id, day)
    path.write_bytes(made(figures(frozen), proposed))
    return len(frozen.rows)


def frozen_register(session: Session, day: date) -> tuple[BoardFacts, Snapshot]:
    """The one committee's actions as of a day, and its board. Raises Refused."""
    boards = [board_facts(session, i, day, board_calendar) for i in board_ids(session)]
    committees = [(b, c) for b in boards for c in b.committees]
    if len(committees) != 1:
        raise Refused("The register has several committees, or none; make a pack.")
    board, committee_id = committees[0]
    meeting = board.committees[committee_id].next_meeting(day)
    asked = Asked(
        committee_id=committee_id,
        meeting_on=meeting.on if meeting else day,
        freeze_on=day,
        number="register",
    )
    return board, snapshot(session, board, asked)
