"""A board's policy: the one that holds, and another one adopted by a decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session

from models import lookup
from models.board_reading import board_facts
from models.chain import chain_end
from models.database import reading, writing
from models.policy_reading import PolicyInForce, policies, policy_in_force
from models.policy_writing import record_policy
from models.rules.facts import BoardFacts, CommitteeFacts
from models.rules.policy import Policy
from models.rules.policy_adoption import adopting_committee
from models.rules.progress import Actor, Deciding, NotAllowed
from models.rules.words import DecisionKind
from tasks.acting import actor_of
from tasks.committee import find_board
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.policy_files import policy_of, policy_text_of
from tasks.refused import Refused
from tasks.rehearsal import rehearse_change
from tasks.rehearsed import Rehearsed

DAYS_SHOWN = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopting:
    """A policy that is to be adopted: its file, and on whose authority."""

    path: Path
    by: str
    board: str = ""
    meeting_on: date | None = None
    minute: str | None = None
    chairs_action: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """A policy that was adopted: its number, from when it holds, and what it changes."""

    board: str
    number: int
    holds_from: date
    played: Rehearsed


def held_by(office: Office, board: str) -> PolicyInForce:
    """The policy that a board's notices are planned by today. Raises Refused."""
    with reading(office.engine) as session:
        found = find_board(session, board or None)
        return policy_in_force(session, found.id or 0, office.clock.today())


def adopt(office: Office, what: Adopting, *, keep: bool = True) -> Adopted:
    """The policy adopted from the next WD on, as a decision with its own number.

    Nothing is kept where `keep` is false: what it would change is shown all the same. Raises
    Refused, and then nothing is recorded.
    """
    text = policy_text_of(what.path, "FILE")
    today = office.clock.today()
    # The days are played before anything is locked: of many actions that takes a while.
    with reading(office.engine) as session:
        board_id = find_board(session, what.board or None).id or 0
        board = board_facts(session, board_id, today, board_calendar)
        last = policies(session, board_id)[-1]
        policy = policy_of(what.path, "FILE", last.policy.number + 1)
        _refuse_no_change(what, policy, last)
        _authorised(session, board, what, today)
        played = rehearse_change(session, board_id, policy, today, today + DAYS_SHOWN)
    holds_from = board.calendar.plus(today, 1)
    with writing(office.engine) as session:
        chain_end(session, board_id)
        _refuse_overtaken(policy, policies(session, board_id)[-1])
        _record(office, session, board, what, text=text, holds_from=holds_from)
        if not keep:
            session.rollback()
    return Adopted(board=board.name, number=policy.number, holds_from=holds_from, played=played)


def _refuse_overtaken(policy: Policy, last: PolicyInForce) -> None:
    if last.policy.number + 1 != policy.number:
        raise Refused(
            f"Version {last.policy.number} was adopted meanwhile, and what was shown is no longer"
            " what would change: try again."
        )


def _refuse_no_change(what: Adopting, policy: Policy, last: PolicyInForce) -> None:
    if replace(policy, number=0) == replace(last.policy, number=0):
        raise Refused(
            f"FILE {what.path}: it says what version {last.policy.number} says, so nothing changes."
        )


def _record(
    office: Office,
    session: Session,
    board: BoardFacts,
    what: Adopting,
    *,
    text: str,
    holds_from: date,
) -> None:
    deciding, actor, committee = _authorised(session, board, what, office.clock.today())
    record_policy(
        session,
        board.board_id,
        deciding,
        by=actor,
        meeting_id=_meeting(session, committee, what),
        text=text,
        holds_from=holds_from,
        at=office.clock.now(),
    )


def _authorised(
    session: Session, board: BoardFacts, what: Adopting, today: date
) -> tuple[Deciding, Actor, CommitteeFacts]:
    """The decision, who takes it, and of which committee. Raises Refused."""
    deciding = Deciding(
        kind=DecisionKind.ADOPT,
        on=today,
        meeting_on=what.meeting_on,
        minute=what.minute,
        chairs_action=what.chairs_action,
    )
    actor = actor_of(session, board, what.by, today, prefer=_seats(board))
    try:
        return deciding, actor, adopting_committee(deciding, actor, board)
    except NotAllowed as error:
        raise Refused(str(error)) from None


def _seats(board: BoardFacts) -> list[int]:
    committees = board.committees.values()
    return [p for c in committees for p in (c.secretary_id, c.chair_id, *c.member_ids)]


def _meeting(session: Session, committee: CommitteeFacts, what: Adopting) -> int | None:
    if what.meeting_on is None:
        return None
    return lookup.meeting_id(session, committee.committee_id, what.meeting_on)
