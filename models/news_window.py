"""The time whose news a secretary is told: from the run that queued one S to that of the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from models.asking import firsts, one_of, said
from models.audit_writing import AUDIT
from models.history import History
from models.ledger import Notice
from models.prepared import Prepared
from models.rules.corrections import ANSWERS
from models.rules.facts import CommitteeFacts
from models.rules.words import NoticeState, Step
from models.trouble_writing import SCHEDULE_TROUBLE

OUTCOMES = ("message permanent", "message unknown", "message transient", "message bounced")

# A day's run asks these, news or none: writing one down costs more than asking it.
MEANT: Any = func.coalesce(col(Notice.for_post_id), col(Notice.post_id))
_DAYS = (
    col(Notice.board_id) == bindparam("board_id"),
    col(Notice.action_id).is_(None),
    col(Notice.step) == Step.S,
    col(Notice.state) != NoticeState.WITHDRAWN,
)
_LAST_DAYS = Prepared(select(MEANT, func.max(col(Notice.run_id))).where(*_DAYS).group_by(MEANT))
_LAST_BEFORE = select(func.max(col(Notice.run_id))).where(
    *_DAYS, bindparam("post") == MEANT, col(Notice.run_id) < bindparam("before")
)
_PLACE = Prepared(
    select(col(History.seq)).where(
        col(History.what) == "run", col(History.subject_id) == bindparam("run_id")
    )
)
_ANYTHING = Prepared(
    select(col(History.seq))
    .where(
        col(History.board_id) == bindparam("board_id"),
        col(History.seq) > bindparam("after"),
        one_of(col(History.what), [*ANSWERS, AUDIT, SCHEDULE_TROUBLE, *OUTCOMES]),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What was recorded after the run of one S, up to and including the run of the next.

    Places in the history say it: two things of one moment have an order there.
    """

    after_run: int
    until_run: int | None
    after: int
    until: int | None


def last_told(session: Session, board_id: int) -> dict[int, int]:
    """Per secretary's post the run that queued its last S."""
    return dict(said(session, _LAST_DAYS, board_id=board_id))


def since(session: Session, board_id: int, run_id: int) -> Window | None:
    """The time from the run of an S to now; None where nothing was recorded that would be news."""
    after = _place(session, run_id)
    if not said(session, _ANYTHING, board_id=board_id, after=after):
        return None
    return Window(after_run=run_id, until_run=None, after=after, until=None)


def window_of(session: Session, committee: CommitteeFacts, board_id: int, run_id: int) -> Window:
    """From the run of the S before to the one of a run."""
    asked = {"board_id": board_id, "post": committee.secretary_id, "before": run_id}
    before = int(session.connection().scalar(_LAST_BEFORE, asked) or 0)
    return Window(
        after_run=before,
        until_run=run_id,
        after=_place(session, before),
        until=_place(session, run_id),
    )


def _place(session: Session, run_id: int) -> int:
    """Where a run stands in its board's history."""
    return next(iter(firsts(session, _PLACE, run_id=run_id)), 0) if run_id else 0
