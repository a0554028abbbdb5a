"""The versions of a board's policy: which holds on a day, what held before it, and what comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from models.answers import Decision
from models.asking import said
from models.governance import PolicyVersion
from models.prepared import Prepared
from models.rules.calendar import Calendar, cutoffs
from models.rules.facts import BoardFacts, CommitteeFacts, MeetingFacts, PolicyChange
from models.rules.policy import Policy
from models.rules.policy_file import parse_policy

KEPT = 64
# The execution option of an engine that plays: the policy of MATTERS_POLICY.
PLAYED = "played_policy"
_VERSIONS = Prepared(
    select(
        col(PolicyVersion.id),
        col(PolicyVersion.text),
        col(PolicyVersion.number),
        col(PolicyVersion.holds_from),
        col(Decision.holds_from),
    )
    .outerjoin(Decision, col(Decision.id) == col(PolicyVersion.decision_id))
    .where(col(PolicyVersion.board_id) == bindparam("board_id"))
    .order_by(col(PolicyVersion.number))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyInForce:
    """A policy and the row that notices name, since when it holds, and what it took the place of.

    `changed_on` is the day on which it was adopted: it holds from the next WD (rule 14).
    """

    policy_id: int
    policy: Policy
    holds_from: date
    changed_on: date | None = None
    before: PolicyInForce | None = None


def policies(session: Session, board_id: int) -> tuple[PolicyInForce, ...]:
    """The versions that held or will hold, the first one first.

    One that another replaced before it held has never been in force.
    """
    found: list[PolicyInForce] = []
    rows = said(session, _VERSIONS, board_id=board_id)
    for policy_id, text, number, holds_from, decided_on in rows:
        while found and found[-1].holds_from >= holds_from:
            found.pop()
        found.append(
            PolicyInForce(
                policy_id=policy_id,
                policy=_parsed(text, number),
                holds_from=holds_from,
                changed_on=(decided_on or holds_from) if found else None,
                before=found[-1] if found else None,
            )
        )
    return _in_play(session, found) or tuple(found)


def _in_play(session: Session, found: Sequence[PolicyInForce]) -> tuple[PolicyInForce, ...]:
    """The policy of a play, which has always held; notices name the version it stands in for."""
    played = session.connection().get_execution_options().get(PLAYED)
    if played is None:
        return ()
    policy = replace(played, number=found[-1].policy.number)
    return (replace(found[0], policy_id=found[-1].policy_id, policy=policy),)


@lru_cache(KEPT)
def _parsed(text: str, number: int) -> Policy:
    return parse_policy(text, number)


def policy_in_force(session: Session, board_id: int, as_of: date) -> PolicyInForce:
    """The board's policy as of a day: the last one that holds from that day or before."""
    return in_force(policies(session, board_id), as_of)


def in_force(versions: Sequence[PolicyInForce], as_of: date) -> PolicyInForce:
    """The one of a board's versions that holds on a day."""
    return next((one for one in reversed(versions) if one.holds_from <= as_of), versions[0])


def under(
    board: BoardFacts, held: PolicyInForce, calendar_of: Callable[[Policy], Calendar]
) -> BoardFacts:
    """The board with a policy, its calendar and its meetings' freezes; and as it was before."""
    policy, calendar = held.policy, calendar_of(held.policy)
    change = None
    if held.before is not None and held.changed_on is not None:
        before = under(board, held.before, calendar_of)
        change = PolicyChange(on=held.changed_on, before=before)
    if (policy, calendar) != (board.policy, board.calendar):
        frozen = {i: _frozen(one, policy, calendar) for i, one in board.committees.items()}
        board = replace(board, policy=policy, calendar=calendar, committees=frozen)
    return replace(board, change=change)


def _frozen(committee: CommitteeFacts, policy: Policy, calendar: Calendar) -> CommitteeFacts:
    def again(meetings: tuple[MeetingFacts, ...]) -> tuple[MeetingFacts, ...]:
        days = policy.pack.cutoff_days
        return tuple(
            replace(one, freeze_on=cutoffs(one.on, calendar, days).freeze_on) for one in meetings
        )

    return replace(
        committee, meetings=again(committee.meetings), called_off=again(committee.called_off)
    )
