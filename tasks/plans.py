"""A plan's file read, and entered into the register as its review's actions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models import lookup
from models.action_reading import action_facts, of_review
from models.board_reading import board_facts
from models.chain import chain_end
from models.database import writing
from models.effects_writing import When
from models.plan_known import known_actions, references_taken
from models.plan_rewording import put_in_order, reword
from models.plan_writing import Entered, enter_plan
from models.review_writing import NewReview, find_review
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.plan_actions import planned_actions
from models.rules.plan_agencies import UNKNOWN
from models.rules.plan_changes import Outcome
from models.rules.plan_items import PlanReading
from models.rules.plan_report import ReadPlan, read_plan_report
from models.rules.plan_tables import Problem
from models.rules.progress import Actor, refuse_not_secretary
from notifications.reading import Changes
from tasks.acting import actor_of, allowed
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.plan_asked import Import, board_asked, committee_asked, refuse_words
from tasks.plan_page import keep_page
from tasks.plan_read import plan_asked
from tasks.plan_said import changes_said
from tasks.plan_update import Compared, compare
from tasks.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import came to: references, posts and the problems of the reading.

    `plan` and `changes` are what is shown of it, `page` is where that lies below the home.
    """

    review: str
    references: tuple[str, ...]
    compared: Compared
    undated: tuple[str, ...]
    vacant: tuple[str, ...]
    problems: tuple[Problem, ...]
    plan: ReadPlan
    changes: tuple[Changes, ...]
    page: str

    @property
    def undecided(self) -> tuple[str, ...]:
        """The actions of which the newer plan says what only a person changes, each once."""
        return tuple(dict.fromkeys(r for r, _ in self.compared.cells(Outcome.DECIDE)))

    @property
    def unknown(self) -> tuple[str, ...]:
        """What is said of each agency that the contacts do not name."""
        return tuple(one.message for one in self.problems if one.code == UNKNOWN)

    @property
    def has_exceptions(self) -> bool:
        """True where a person should look: a date, a vacancy, a row that is not as it was."""
        compared = self.compared
        looks = (self.undated, self.vacant, self.unknown)
        return any(looks) or bool(compared.changed or compared.gone or compared.doubts)


def import_plan(office: Office, what: Import, *, keep: bool = True) -> Imported:
    """Enter a plan's actions under its review; nothing is kept on a dry run.

    Raises Refused for a file that cannot be read, a review entered before (without `update`), or
    a board or committee that is not there or not named where there are several.
    """
    refuse_words(what)
    today = office.clock.today()
    when = When(holds_from=today, at=office.clock.now())
    plan = plan_asked(office, what, today)
    with writing(office.engine) as session:
        board = board_asked(session, what.board)
        # Nobody else enters the same review meanwhile.
        chain_end(session, board.board_id)
        review = _review(what, committee_asked(session, board, what.committee))
        by = _by(session, board.board_id, what.by, review.committee_id, today)
        compared = _compared(session, board.board_id, what, plan, today)
        shown = read_plan_report(plan, what.path.name, compared.called, what.review, compared.known)
        changes = changes_said(compared, what.review)
        page = keep_page(office, shown, what.review, changes=changes, keep=keep)
        entered = _enter(session, (board.board_id, board.name), review, compared, when, by=by)
        facts = board_facts(session, board.board_id, today, board_calendar)
        actions = action_facts(session, of_review(entered.review_id), today)
        if not keep:
            session.rollback()
    new = set(entered.action_ids)
    actions = tuple(a for a in actions if a.action_id in new)
    return Imported(
        review=what.review,
        references=entered.references,
        compared=compared,
        undated=tuple(a.reference for a in actions if _wants_a_date(a)),
        vacant=tuple(sorted(set(_vacant(actions, facts, today)))),
        problems=plan.problems,
        plan=shown,
        changes=changes,
        page=page,
    )


def _enter(
    session: Session,
    board: tuple[int, str],
    review: NewReview,
    compared: Compared,
    when: When,
    *,
    by: Actor | None,
) -> Entered:
    """What a plan brings, written: new actions, newer words, the plan's order."""
    today, at = when.holds_from, when.at
    entered = enter_plan(session, board, review, compared.added, today=today, at=at, by=by)
    where = (board[0], entered.review_id)
    reword(session, where, compared.reworded, today=today, at=at, by=by)
    order = [entered.action_ids[-1 - i] if i < 0 else i for i in compared.order]
    put_in_order(session, entered.review_id, order)
    return entered


def _by(session: Session, board_id: int, by: str, committee_id: int, today: date) -> Actor | None:
    """Who enters the plan, the committee's secretary; None where nobody is named."""
    if not by.strip():
        return None
    board = board_facts(session, board_id, today, board_calendar)
    committee = board.committees[committee_id]
    actor = actor_of(session, board, by, today, prefer=[committee.secretary_id])
    allowed(lambda: refuse_not_secretary(committee_id, actor, board, "enters a plan"))
    return actor


def _compared(
    session: Session, board_id: int, what: Import, plan: PlanReading, today: date
) -> Compared:
    """The plan beside what the register has of its review: all of it is new the first time."""
    planned = planned_actions(plan)
    review = find_review(session, board_id, what.review)
    if review is None or review.id is None:
        _refuse_alike(session, what.review)
        if what.update:
            raise Refused(
                f"--update: the register has no review {what.review}; leave --update out to enter"
                " it."
            )
        return Compared(added=planned, called=planned)
    if not what.update:
        raise Refused(
            f"{what.review} was entered on {review.entered_on}: --update lays a newer version of"
            " its plan beside it."
        )
    known = known_actions(session, review.id, today)
    return compare(known, references_taken(session, review.id), planned, what)


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
