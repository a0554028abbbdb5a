"""What is decided of an action, and of a whole review: its plan's record adopted, and its end.

No flow calls these: people decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from sqlmodel import Session

from models import lookup
from models.action_reading import action_facts, of_review, some
from models.answer_writing import record_conclusion, record_decision
from models.answers_reading import later_change, same_decision
from models.board_reading import board_facts
from models.chain import chain_end
from models.correcting import entries_by_people
from models.database import writing
from models.effects_writing import When
from models.rules import decisions
from models.rules.authority import refuse_wrong_hands
from models.rules.conclusion import refuse_unfinished
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.progress import Deciding, Effects
from models.rules.words import DecisionKind, StopKind
from models.striking import Striking
from tasks.acting import (
    actor_of,
    allowed,
    facts_of,
    out_of_order,
    refuse_future,
    refuse_struck,
    sits,
)
from tasks.answers import Answered, after
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused

OF_REVIEWS = (DecisionKind.ADOPT, DecisionKind.CONCLUDE)


def decide(office: Office, reference: str, what: Deciding, *, by: str, into: str = "") -> Answered:
    """Record what was decided of an action, or of a review: adopt or conclude.

    The same decision twice is recorded once. Raises Refused; then nothing is recorded, of no
    action.
    """
    refuse_future(office, what.on)
    with writing(office.engine) as session:
        review = lookup.review_board(session, reference)
        if review is not None:
            return _of_review(office, session, (reference, *review), what, by=by)
        action, board = facts_of(session, reference, what.on)
        what = replace(what, into_action_id=_into(session, into, action, board, what.on))
        already = _decide(office, session, board, action, what, by=by)
        return after(session, reference, what.on, what.kind.value, already=already)


def _decide(
    office: Office,
    session: Session,
    board: BoardFacts,
    action: ActionFacts,
    what: Deciding,
    *,
    by: str,
) -> bool:
    """True where the decision stands in the register already; else it does now.

    In the caller's transaction. Raises Refused where it may not be taken, or not so.
    """
    actor = actor_of(session, board, by, what.on, prefer=sits(board, action))
    allowed(lambda: refuse_wrong_hands(action, what, actor, board))
    meeting_id = _meeting(session, action, what)
    if same_decision(session, what, meeting_id, action_id=action.action_id):
        return True
    later = later_change(session, action.action_id, what.on)
    if later is not None and what.kind in decisions.CHANGING:
        raise Refused(out_of_order(action.reference, what.on, later))
    effects: Effects = allowed(lambda: decisions.decide(action, what, actor, board))
    record = partial(
        record_decision,
        session,
        board.board_id,
        action,
        what,
        effects=effects,
        by=actor,
        meeting_id=meeting_id,
        when=When(holds_from=what.on, at=office.clock.now()),
    )
    if what.kind in decisions.CHANGING:
        allowed(lambda: _before_later_answers(session, board, action, what.on, record))
    else:
        record()
    return False


def _before_later_answers(
    session: Session, board: BoardFacts, action: ActionFacts, day: date, record: Callable[[], int]
) -> None:
    """A decision is recorded; answers of later days are put to the rules again after it."""

    def board_on(on: date) -> BoardFacts:
        return board_facts(session, board.board_id, on, board_calendar)

    standing = entries_by_people(session, [action.action_id])
    striking = Striking(session=session, day=day, board_on=board_on, standing=standing)
    with striking.answers_after(day):
        record()


def _into(
    session: Session, reference: str, action: ActionFacts, board: BoardFacts, day: date
) -> int | None:
    """The open action of the same board that is to carry on what is superseded."""
    if not reference:
        return None
    row = lookup.find_action(session, reference)
    if row is None or row.board_id != board.board_id:
        raise Refused(f"--into {reference}: there is no such action.")
    refuse_struck(row)
    (other,) = action_facts(session, some([row.action_id]), day)
    if other.action_id != action.action_id and other.stopped(day, StopKind.CLOSURE):
        raise Refused(f"--into {reference}: it is closed; name one that is carried on.")
    return row.action_id


def _meeting(session: Session, action: ActionFacts, what: Deciding) -> int | None:
    if what.meeting_on is None:
        return None
    return lookup.meeting_id(session, action.committee_id, what.meeting_on)


def _of_review(
    office: Office, session: Session, review: tuple[str, int, int], what: Deciding, *, by: str
) -> Answered:
    reference, _, board_id = review
    if what.kind not in OF_REVIEWS:
        raise Refused(f"{reference} is a review: name one of its actions, such as {reference}/1.")
    chain_end(session, board_id)
    board = board_facts(session, board_id, what.on, board_calendar)
    record = _adopt if what.kind is DecisionKind.ADOPT else _conclude
    return record(office, session, board, review, what, by=by)


def _adopt(
    office: Office,
    session: Session,
    board: BoardFacts,
    review: tuple[str, int, int],
    what: Deciding,
    *,
    by: str,
) -> Answered:
    """One resolution adopts what a review's plan records as closed."""
    reference, review_id, _ = review
    waiting = lookup.closures_to_adopt(session, review_id)
    if not waiting:
        raise Refused(f"{reference}: no closure that its plan records waits to be adopted.")
    actions = action_facts(session, some(waiting), what.on)
    for action in actions:
        _decide(office, session, board, action, what, by=by)
    adopted = tuple(action.reference for action in actions)
    return _answered(reference, what, actions, adopted=adopted)


def _conclude(
    office: Office,
    session: Session,
    board: BoardFacts,
    review: tuple[str, int, int],
    what: Deciding,
    *,
    by: str,
) -> Answered:
    """A review ends when all its actions are closed and their impact checks recorded."""
    reference, review_id, _ = review
    actions = action_facts(session, of_review(review_id), what.on)
    if not actions:
        raise Refused(f"{reference}: it has no action on {what.on}.")
    actor = actor_of(session, board, by, what.on, prefer=sits(board, actions[0]))
    for action in actions:
        allowed(partial(refuse_wrong_hands, action, what, actor, board))
    meeting_id = _meeting(session, actions[0], what)
    concluded_on = lookup.concluded_on(session, review_id)
    if concluded_on is not None:
        if same_decision(session, what, meeting_id, review_id=review_id):
            return _answered(reference, what, actions, already=True)
        raise Refused(f"{reference} was concluded on {concluded_on}.")
    allowed(lambda: refuse_unfinished(reference, actions, what.on, board.policy))
    record_conclusion(
        session,
        board.board_id,
        review_id,
        what,
        by=actor,
        meeting_id=meeting_id,
        when=When(holds_from=what.on, at=office.clock.now()),
    )
    return _answered(reference, what, actions)


def _answered(
    reference: str,
    what: Deciding,
    actions: Sequence[ActionFacts],
    *,
    adopted: tuple[str, ...] = (),
    already: bool = False,
) -> Answered:
    return Answered(
        reference=reference,
        on=what.on,
        said=what.kind.value,
        due_on=None,
        progress=actions[0].progress,
        adopted=adopted,
        concluded=what.kind is DecisionKind.CONCLUDE,
        already=already,
    )
