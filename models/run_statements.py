"""The statements of a run, written once: its row, its notices, and what holds them."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, null, select, update

from models.asking import ASKED
from models.governance import Board
from models.ledger import Notice, Run
from models.prepared import Prepared

notice = Notice.__table__  # type: ignore[attr-defined]
NEW_NOTICES = Prepared(
    insert(notice),
    *("board_id", "run_id", "policy_id", "action_id", "step", "cause", "post_id", "person_id"),
    *("for_post_id", "for_words", "first", "copied", "state", "planned_on", "recorded_on"),
    *("reason", "held_on", "pack_id"),
)
run = Run.__table__  # type: ignore[attr-defined]
NEW_RUN = Prepared(
    insert(run).returning(run.c.id),
    *("board_id", "as_of", "started_at", "quiet", "scanned", "notices", "messages", "exceptions"),
    *("counted", "held_on"),
)
END_RUN = Prepared(
    update(run)
    .where(run.c.id == bindparam("the_id"))
    .values(
        notices=bindparam("owed"),
        counted=bindparam("count"),
        held_on=bindparam("since", type_=run.c.held_on.type),
        exceptions=bindparam("missed", type_=run.c.exceptions.type),
    )
)
board = Board.__table__  # type: ignore[attr-defined]
ASKED_ALL = Prepared(
    update(board)
    .where(board.c.id == bindparam("the_id"))
    .values(asked_all_on=bindparam("day", type_=board.c.asked_all_on.type))
)
# A person's and a run's notices are many, an action's are few: found by the action.
NOTICES_OF = Prepared(
    select(notice.c.action_id, notice.c.step, notice.c.cause, notice.c.post_id).where(
        notice.c.run_id + 0 == bindparam("the_run"), notice.c.action_id.in_(ASKED)
    )
)
_OF_RUN = notice.c.run_id == bindparam("the_run")
HOLD = Prepared(
    update(notice).where(_OF_RUN).values(held_on=bindparam("since", type_=notice.c.held_on.type))
)
LET_GO_AGAIN = Prepared(
    update(notice)
    .where(
        _OF_RUN,
        notice.c.action_id == bindparam("of"),
        notice.c.step == bindparam("what", type_=notice.c.step.type),
        notice.c.cause == bindparam("why"),
        notice.c.post_id == bindparam("to"),
    )
    .values(held_on=null())
)
FINISH_RUN = Prepared(
    update(run)
    .where(run.c.id == bindparam("the_id"))
    .values(messages=bindparam("sent"), finished_at=bindparam("ended"))
)
