"""What the self-check found, kept in the history: one entry for each check that is recorded.

An entry has all that was found then, and apart what was new: a finding that persists is told once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.chain import Change, append
from models.history import History
from models.rules.audit_facts import Fault, Finding
from models.rules.words import Step

AUDIT = "audit"
# A register that is wrong all over has one cause: an entry names so many findings and counts all.
NAMED_AT_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A self-check as it was recorded: of which day, what was found, and what of it was new."""

    on: date
    found: tuple[Finding, ...]
    new: tuple[Finding, ...]
    count: int


def last_check(session: Session, board_id: int, by: date | None = None) -> Check | None:
    """The last self-check of a board, of a day or before where one is given; None before any."""
    query = select(col(History.facts), col(History.holds_from)).where(
        col(History.board_id) == board_id, col(History.what) == AUDIT
    )
    if by is not None:
        query = query.where(col(History.holds_from) <= by)
    row = session.exec(query.order_by(col(History.seq).desc()).limit(1)).first()
    return check_of(*row) if row else None


def check_of(text: str, on: date) -> Check:
    """A self-check from the facts of its entry."""
    facts = json.loads(text)
    return Check(
        on=on,
        found=tuple(map(_finding, facts["found"])),
        new=tuple(map(_finding, facts["new"])),
        count=facts["count"],
    )


def record_check(
    session: Session, board_id: int, as_of: date, found: Iterable[Finding], at: datetime
) -> Check:
    """Record a self-check; a second one of a day that finds the same leaves no second entry."""
    last = last_check(session, board_id)
    known = {one.key: one for one in last.found} if last else {}
    every = tuple({one.key: _as_known(one, known.get(one.key)) for one in found}.values())
    kept = every[:NAMED_AT_MOST]
    new = tuple(one for one in kept if one.key not in known)
    check = Check(on=as_of, found=kept, new=new, count=len(every))
    if last is None or last.on != as_of or last.found != kept:
        append(session, board_id, [_change(board_id, check)], at)
    return check


def _as_known(one: Finding, before: Finding | None) -> Finding:
    """A finding that persists keeps the day it was first found for."""
    return replace(one, on=before.on) if before else one


def _change(board_id: int, check: Check) -> Change:
    return Change(
        what=AUDIT,
        subject=AUDIT,
        subject_id=board_id,
        holds_from=check.on,
        facts={
            "count": check.count,
            "found": [_written(one) for one in check.found],
            "new": [_written(one) for one in check.new],
        },
    )


def _written(one: Finding) -> list[str | int | None]:
    return [one.fault, one.on.isoformat(), one.action_id, one.step, one.cause, one.post_id]


def _finding(row: list[str | int | None]) -> Finding:
    fault, on, action, step, cause, post = row
    return Finding(
        fault=Fault(str(fault)),
        on=date.fromisoformat(str(on)),
        action_id=int(action) if action is not None else None,
        step=Step(str(step)) if step is not None else None,
        cause=str(cause),
        post_id=int(post) if post is not None else None,
    )
