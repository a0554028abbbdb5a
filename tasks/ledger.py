"""The ledger looked at: what was told to which post, when, and in which message."""

from __future__ import annotations

from models.database import reading
from models.ledger_reading import ToldLine, told_lines
from tasks.office import Office


def told(office: Office, board_id: int) -> list[ToldLine]:
    """What a board's people were told, in the order in which they were told."""
    with reading(office.engine) as session:
        return told_lines(session, board_id)
