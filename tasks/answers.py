"""What people say of an action, entered: an answer, a decision, a confirmed date.

No flow calls these: people decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlmodel import Session

from models import lookup
from models.action_reading import action_facts, some
from models.answer_writing import record_confirmation, record_decision, record_response
from models.board_reading import board_facts
from models.chain import chain_end
from models.database import writing
from models.effects_writing import When
from models.rules import decisions, responses
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.progress import Actor, Deciding, Effects, NotAllowed, Said
from models.rules.words import DecisionKind, Progress, StopKind
from tasks.evidence import keep_evidence, read_evidence
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an answer or a decision came to: references and words only."""

    reference: str
    on: date
    said: str
    due_on: date | None
    progress: Progress
    files: int = 0
    adopted: tuple[str, ...] = ()


def respond(
    office: Office,
    reference: str,
    said: Said,
    *,
    by: str,
    on: date | None = None,
    evidence: Sequence[Path] = (),
) -> Answered:
    """Record what a lead says of an action, with files of evidence. Raises Refused."""
    offered = [read_evidence(path) for path in evidence]
    said = replace(said, evidence_files=len(offered))
    day = _day(office, on)
    with writing(office.engine) as session:
        action, board = _facts(session, reference, day)
        actor = actor_of(session, board, by, day, prefer=action.leads)
        effects = _allowed(lambda: responses.respond(action, said, actor, board, day))
        when = When(holds_from=day, at=office.clock.now())
        files = [one.file for one in offered]
        record_response(
            session,
            board.board_id,
            action,
            said,
            effects=effects,
            by=actor,
            files=files,
            when=when,
        )
        # Kept before the answer is: an entry never names a file that is not there.
        keep_evidence(office.settings.home, offered)
        return _after(session, reference, day, "answered", len(files))


def decide(office: Office, reference: str, what: Deciding, *, by: str, into: str = "") -> Answered:
    """Record what was decided of an action, or the adoption of all of a review's closures.

    Raises Refused; then nothing is recorded, of no action.
    """
    with writing(office.engine) as session:
        _refuse_future(office, what.on)
        review = lookup.review_board(session, reference)
        if review is not None:
            return _adopt(office, session, reference, review, what, by=by)
        action, board = _facts(session, reference, what.on)
        what = replace(what, into_action_id=_into(session, into, action, board, what.on))
        _decide(office, session, board, action, what, by=by)
        return _after(session, reference, what.on, what.kind.value)


def _adopt(
    office: Office,
    session: Session,
    reference: str,
    review: tuple[int, int],
    what: Deciding,
    *,
    by: str,
) -> Answered:
    """One resolution adopts what a review's plan records as closed."""
    review_id, board_id = review
    if what.kind is not DecisionKind.ADOPT:
        raise Refused(f"{reference} is a review: name one of its actions, such as {reference}/1.")
    waiting = lookup.closures_to_adopt(session, review_id)
    if not waiting:
        raise Refused(f"{reference}: no closure that its plan records waits to be adopted.")
    board = board_facts(session, board_id, what.on, board_calendar)
    actions = action_facts(session, some(waiting), what.on)
    for action in actions:
        _decide(office, session, board, action, what, by=by)
    return Answered(
        reference=reference,
        on=what.on,
        said=what.kind.value,
        due_on=None,
        progress=actions[0].progress,
        adopted=tuple(action.reference for action in actions),
    )


def _decide(
    office: Office,
    session: Session,
    board: BoardFacts,
    action: ActionFacts,
    what: Deciding,
    *,
    by: str,
) -> None:
    actor = actor_of(session, board, by, what.on, prefer=_sits(board, action))
    effects = _allowed(lambda: decisions.decide(action, what, actor, board))
    record_decision(
        session,
        board.board_id,
        action,
        what,
        effects=effects,
        by=actor,
        meeting_id=_meeting(session, action, what),
        when=When(holds_from=what.on, at=office.clock.now()),
    )


def confirm(office: Office, reference: str, *, by: str, on: date | None = None) -> Answered:
    """Accept the proposed reading of an action's date. Raises Refused."""
    day = _day(office, on)
    with writing(office.engine) as session:
        action, board = _facts(session, reference, day)
        actor = actor_of(session, board, by, day, prefer=_sits(board, action))
        proposed = lookup.proposed_due_on(session, action.action_id)
        effects: Effects = _allowed(lambda: decisions.confirm(action, proposed, actor, board, day))
        when = When(holds_from=day, at=office.clock.now())
        record_confirmation(session, board.board_id, action, effects=effects, by=actor, when=when)
        return _after(session, reference, day, "date confirmed")


def _day(office: Office, on: date | None) -> date:
    day = on or office.clock.today()
    _refuse_future(office, day)
    return day


def _refuse_future(office: Office, day: date) -> None:
    today = office.clock.today()
    if day > today:
        raise Refused(f"{day} is after today, {today}: record it when it has happened.")


def _facts(session: Session, reference: str, day: date) -> tuple[ActionFacts, BoardFacts]:
    row = lookup.find_action(session, reference)
    if row is None:
        raise Refused(f"There is no action {reference}; `matters actions` lists the references.")
    # What the register says now is what is decided on: nobody else may record anything meanwhile.
    chain_end(session, row.board_id)
    board = board_facts(session, row.board_id, day, board_calendar)
    (action,) = action_facts(session, some([row.action_id]), day)
    return action, board


def _sits(board: BoardFacts, action: ActionFacts) -> tuple[int, ...]:
    committee = board.committees[action.committee_id]
    return (committee.secretary_id, committee.chair_id, *committee.member_ids)


def actor_of(
    session: Session, board: BoardFacts, by: str, day: date, *, prefer: Sequence[int]
) -> Actor:
    """The person whom `--by` names, in the capacity of the post that may."""
    found = lookup.persons_named(session, board.board_id, by, day)
    if not found:
        raise Refused(
            f"--by {by}: nobody of that post, name or address is known on {day}; "
            "`matters contacts` enters people."
        )
    if len(found) > 1:
        raise Refused(f"--by {by}: {len(found)} people are called so; give the post or address.")
    ((person_id, posts),) = found.items()
    if not posts:
        raise Refused(f"--by {by}: that person holds no post on {day}.")
    named = lookup.post_named(session, board.board_id, by)
    chosen = next((p for p in prefer if p in posts), named if named in posts else posts[0])
    return Actor(person_id=person_id, post_ids=frozenset(posts), post_id=chosen or posts[0])


def _allowed(ask: Callable[[], Effects]) -> Effects:
    try:
        return ask()
    except NotAllowed as error:
        raise Refused(str(error)) from None


def _into(
    session: Session, reference: str, action: ActionFacts, board: BoardFacts, day: date
) -> int | None:
    """The open action of the same board that is to carry on what is superseded."""
    if not reference:
        return None
    row = lookup.find_action(session, reference)
    if row is None or row.board_id != board.board_id:
        raise Refused(f"--into {reference}: there is no such action.")
    (other,) = action_facts(session, some([row.action_id]), day)
    if other.action_id != action.action_id and other.stopped(day, StopKind.CLOSURE):
        raise Refused(f"--into {reference}: it is closed; name one that is carried on.")
    return row.action_id


def _meeting(session: Session, action: ActionFacts, what: Deciding) -> int | None:
    if what.meeting_on is None:
        return None
    return lookup.meeting_id(session, action.committee_id, what.meeting_on)


def _after(session: Session, reference: str, day: date, said: str, files: int = 0) -> Answered:
    action, _ = _facts(session, reference, day)
    return Answered(
        reference=reference,
        on=day,
        said=said,
        due_on=action.due_on,
        progress=action.progress,
        files=files,
    )


DECISIONS = tuple(kind for kind in DecisionKind if kind in decisions.FOLLOWS)
