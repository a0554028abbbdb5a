"""The register as a workbook: what agencies send back, with every column the plan had."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from models.board_reading import board_facts, board_ids
from models.database import reading
from models.pack_reading import Asked, snapshot
from models.rules.packs_figures import figures
from models.rules.words import Edition
from notifications.packs.register import register
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused


def write_register(office: Office, path: Path, as_of: date | None = None) -> int:
    """Write the committee's register as Excel, every text as text; the number of actions.

    Raises Refused where the register has several committees or none.
    """
    day = as_of or office.clock.today()
    with reading(office.engine) as session:
        boards = [board_facts(session, i, day, board_calendar) for i in board_ids(session)]
        committees = [(b, c) for b in boards for c in b.committees]
        if len(committees) != 1:
            raise Refused("--xlsx: the register has several committees, or none; make a pack.")
        board, committee_id = committees[0]
        meeting = board.committees[committee_id].next_meeting(day)
        frozen = snapshot(
            session,
            board,
            Asked(
                committee_id=committee_id,
                meeting_on=meeting.on if meeting else day,
                freeze_on=day,
                number="register",
            ),
        )
    path.write_bytes(register(figures(frozen), Edition.RESTRICTED, set()))
    return len(frozen.rows)
