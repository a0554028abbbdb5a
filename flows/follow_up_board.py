"""The follow-up of one board as a Prefect flow: many boards are shared out among workers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from prefect import State, flow
from pydantic import Field

from flows.doing import ended
from flows.follow_up import TIMEOUT, followed_up
from flows.forms import Form, Scan, open_day, titled
from flows.names import asked_for, day_or_today
from models.rules.date_words import day_words


class OneBoard(Form):
    """Which board is followed up, and for which day."""

    board_id: int = Field(
        ge=1,
        title="Board",
        description="Its number, as `matters health --json` has it.",
    )
    as_of: date | None = Field(
        default=None,
        title="Day",
        description="Choose *A day* for one gone by.",
        json_schema_extra=open_day("Today"),
    )


Asked = Annotated[OneBoard, titled("Which board")]


def run_name() -> str:
    """ "Follow-up of board 3, 3 November 2010"."""
    asked = asked_for(OneBoard)
    day = day_words(asked.as_of) if asked.as_of else day_or_today(None)
    return f"Follow-up of board {asked.board_id}, {day}"


@flow(
    name="follow-up-board",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    persist_result=False,
    log_prints=False,
)
def follow_up_board(board: Asked) -> State[Any]:
    """Finds what a board's day owes, records it and tells it; a second run tells nobody twice."""
    scan = Scan(dry_run=False, as_of=board.as_of)
    return ended(lambda do: followed_up(do, scan, (board.board_id,)), on=board.as_of)
