"""Which packs a board's meetings want today, read from the register."""

from __future__ import annotations

from datetime import date

from models.board_reading import board_facts
from models.database import reading
from models.day_writing import last_run_on
from models.meeting_reading import drafted_packs
from models.rules.packs_due import PackDue
from models.rules.packs_due import packs_due as rule
from tasks.holidays import board_calendar
from tasks.office import Office


def packs_due(office: Office, board_id: int, as_of: date | None = None) -> tuple[PackDue, ...]:
    """The packs of a board whose freeze has come, each with the reason to draft it or not."""
    day = as_of or office.clock.today()
    with reading(office.engine) as session:
        board = board_facts(session, board_id, day, board_calendar)
        return rule(
            board.committees.values(),
            drafted_packs(session, board_id),
            day,
            followed_on=last_run_on(session, board_id),
        )
