"""A plan's file read, and entered into the register as its review's actions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from models import lookup
from models.action_reading import action_facts, of_review
from models.board_reading import board_facts
from models.chain import chain_end
from models.database import reading, writing
from models.plan_writing import NewReview, enter_plan, find_review, references_of
from models.policy_reading import policy_in_force
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.plan_actions import PlannedAction, planned_actions
from models.rules.plan_items import PlanReading
from models.rules.plan_report import ReadPlan, read_plan_report
from models.rules.plan_tables import Problem
from models.rules.policy import Policy
from models.rules.words import Division
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.plan_asked import Import, board_asked, committee_asked, refuse_words
from tasks.plan_files import read_plan_file
from tasks.plan_page import keep_page
from tasks.refused import Refused

YEARS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import came to: references, posts and the problems of the reading."""

    review: str
    references: tuple[str, ...]
    unchanged: int
    changed: tuple[str, ...]
    undated: tuple[str, ...]
    vacant: tuple[str, ...]
    problems: tuple[Problem, ...]
    plan: ReadPlan
    page: str

    @property
    def has_exceptions(self) -> bool:
        """True where a person should look: a decision is needed, or a post is vacant."""
        return bool(self.undated or self.vacant or self.changed)


def read(path: Path, *, agreed_on: date, commissioned_on: date | None) -> PlanReading:
    """How a plan's file would be read under the default policy; saves nothing."""
    years = [agreed_on.year, (commissioned_on or agreed_on).year]
    calendar = board_calendar(
        Division.ENGLAND_AND_WALES, Policy(), min(years) - 1, max(years) + YEARS
    )
    return read_plan_file(
        path, agreed_on=agreed_on, commissioned_on=commissioned_on, calendar=calendar
    )


def report(reading: PlanReading, path: Path, review: str = "") -> ReadPlan:
    """A reading as it is shown, with the references that a first import would give."""
    return read_plan_report(reading, path.name, planned_actions(reading), review)


def import_plan(office: Office, what: Import, *, keep: bool = True) -> Imported:
    """Enter a plan's actions under its review; nothing is kept on a dry run.

    Raises Refused for a file that cannot be read, a review entered before (without `update`), or
    a board or committee that is not there or not named where there are several.
    """
    refuse_words(what)
    today = office.clock.today()
    plan = _plan(office, what, today)
    with writing(office.engine) as session:
        board = board_asked(session, what.board)
        # Nobody else enters the same review meanwhile.
        chain_end(session, board.board_id)
        new = _new(session, board.board_id, what, plan)
        shown = report(plan, what.path, what.review)
        page = keep_page(office, shown, what.review, keep=keep)
        entered = enter_plan(
            session,
            (board.board_id, board.name),
            _review(what, committee_asked(session, board, what.committee)),
            new.planned,
            today=today,
            at=office.clock.now(),
        )
        facts = board_facts(session, board.board_id, today, board_calendar)
        actions = action_facts(session, of_review(entered.review_id), today)
        if not keep:
            session.rollback()
    added = [a for a in actions if a.reference in set(entered.references)]
    return Imported(
        review=what.review,
        references=entered.references,
        unchanged=new.unchanged,
        changed=new.changed,
        undated=tuple(a.reference for a in added if _wants_a_date(a)),
        vacant=tuple(sorted(set(_vacant(added, facts, today)))),
        problems=plan.problems,
        plan=shown,
        page=page,
    )


def _plan(office: Office, what: Import, today: date) -> PlanReading:
    """The plan as its file is read under the board's policy; no transaction waits for it."""
    with reading(office.engine) as session:
        board = board_asked(session, what.board)
        committee_asked(session, board, what.committee)
        policy = policy_in_force(session, board.board_id, today).policy
    years = [what.agreed_on.year, (what.commissioned_on or what.agreed_on).year, today.year]
    plan = read_plan_file(
        what.path,
        agreed_on=what.agreed_on,
        commissioned_on=what.commissioned_on,
        calendar=board_calendar(board.division, policy, min(years) - 1, max(years) + YEARS),
        headings=policy.headings or None,
        terms=policy.terms,
    )
    if not plan.accepted:
        raise Refused("\n".join(p.message for p in plan.problems if p.severity == "error"))
    return plan


@dataclass(frozen=True, slots=True)
class _New:
    """The planned actions that are not in the register, how many are, and which differ there."""

    planned: Sequence[PlannedAction]
    unchanged: int = 0
    changed: tuple[str, ...] = ()


def _new(session: Session, board_id: int, what: Import, plan: PlanReading) -> _New:
    planned = planned_actions(plan)
    review = find_review(session, board_id, what.review)
    if review is None or review.id is None:
        _refuse_alike(session, what.review)
        return _New(planned)
    if not what.update:
        raise Refused(
            f"{what.review} was entered on {review.entered_on}: --update adds what its plan has"
            " beyond what was entered."
        )
    known = references_of(session, review.id)
    new = [one for one in planned if one.reference not in known]
    changed = tuple(
        f"{what.review}/{one.reference}"
        for one in planned
        if known.get(one.reference, one.item.recommendation) != one.item.recommendation
    )
    return _New(new, len(planned) - len(new), changed)


def _refuse_alike(session: Session, reference: str) -> None:
    """One reference names one review, whoever writes it and in whichever board it is."""
    alike = lookup.review_alike(session, reference)
    if alike is not None:
        raise Refused(
            f"--review {reference}: the register has a review {alike} already; give this one a "
            "reference of its own."
        )


def _wants_a_date(action: ActionFacts) -> bool:
    """True of an open action whose date needs a decision."""
    return action.due_on is None and not any(s.closed_as for s in action.stops)


def _vacant(actions: Iterable[ActionFacts], board: BoardFacts, today: date) -> Iterator[str]:
    leads = (board.posts[lead] for action in actions for lead in action.leads)
    return (post.name for post in leads if post.holder(today) is None)


def _review(what: Import, committee_id: int) -> NewReview:
    return NewReview(
        reference=what.review,
        title=what.title.strip(),
        committee_id=committee_id,
        agreed_on=what.agreed_on,
        commissioned_on=what.commissioned_on,
        follow_from=what.follow_from,
        source_name=what.path.name,
        source_sha256=hashlib.sha256(what.path.read_bytes()).hexdigest(),
    )
