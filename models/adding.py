"""Actions that people add by hand, and parts that they split off, as rows with their entries.

All in the caller's transaction. No flow reaches this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.answers import Stop
from models.chain import Change, append, text_hash
from models.effects_writing import When
from models.hand_writing import HANDED_OVER, lead_rows, withdraw_from
from models.plan import Action, ActionLead, DueVersion, Recommendation, Review
from models.plan_known import references_taken
from models.plan_values import short_title
from models.recording import number
from models.rules.by_hand import Adding
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.plan_actions import reference_numbers
from models.rules.progress import Actor
from models.rules.words import DateState, Level, Progress, StopKind, VersionCause

# What a part takes over from the whole; its reference, leads and days are its own.
OF_THE_WHOLE = {
    "board_id", "review_id", "recommendation_id", "short_title", "level", "priority", "board_own",
    "key_actions", "evidence_wanted", "outcomes", "milestones", "lead_text", "date_text",
    "anomalies", "follow_from",
}  # fmt: skip
OF_A_VERSION = set(DueVersion.model_fields) - {"id", "action_id", "recorded_at"}


def record_addition(
    session: Session, board: BoardFacts, review: Review, what: Adding, *, by: Actor, when: When
) -> str:
    """The reference of an action that is added to a review, with its lead and its date, if any."""
    post = board.posts[what.lead]
    section = board.agencies.get(post.agency_id or 0, board.name)
    found = _recommendation(session, number(review), what, section)
    known = what.text != found.text
    action = Action(
        board_id=board.board_id,
        review_id=number(review),
        recommendation_id=number(found),
        agency_id=post.agency_id or _any_agency(board),
        reference=_references(session, review, [found.number])[0],
        place=_next_place(session, number(review)),
        short_title=short_title(review.title, found.number, found.section),
        level=Level.SINGLE_AGENCY,
        key_actions=[what.text] if known else [],
        entered_on=when.holds_from,
        entry_progress=Progress.NOT_STARTED,
        next_on=when.holds_from,
    )
    session.add(action)
    session.flush()
    _lead(session, number(action), [what.lead], when.holds_from)
    _first_version(session, number(action), what.due_on, when)
    facts = {
        "reference": action.reference,
        "text": text_hash(what.text),
        "leads": [what.lead],
        "due_on": what.due_on,
        "post": by.post_id,
    }
    entry = _entered("action added", number(action), by, when, facts)
    append(session, board.board_id, [entry], when.at)
    return action.reference


def _recommendation(session: Session, review_id: int, what: Adding, section: str) -> Recommendation:
    """The review's recommendation of that number; a new one where it has none."""
    query = (
        select(Recommendation)
        .where(col(Recommendation.review_id) == review_id)
        .order_by(col(Recommendation.place), col(Recommendation.id))
    )
    rows = session.exec(query).all()
    wanted = what.recommendation.strip()
    found = next((row for row in reversed(rows) if row.number == wanted), None)
    if found is None:
        place = max((row.place for row in rows), default=0) + 1
        found = Recommendation(
            review_id=review_id, place=place, number=wanted, section=section, text=what.text
        )
        session.add(found)
        session.flush()
    return found


def _any_agency(board: BoardFacts) -> int:
    """The agency that has the board's own name; else the first: a post of no agency is its own."""
    named = (i for i, name in board.agencies.items() if name == board.name)
    return next(named, min(board.agencies))


def _references(session: Session, review: Review, numbers: Sequence[str]) -> list[str]:
    """References that were never given: the number alone, or the next free `.K`."""
    taken = references_taken(session, number(review))
    return [f"{review.reference}/{one}" for one in reference_numbers(numbers, taken)]


def _next_place(session: Session, review_id: int) -> int:
    query = select(Action.place).where(col(Action.review_id) == review_id)
    return max(session.exec(query), default=-1) + 1


def _lead(session: Session, action_id: int, posts: Iterable[int], day: date) -> None:
    session.add_all(
        ActionLead(action_id=action_id, post_id=post, place=place, from_on=day)
        for place, post in enumerate(posts)
    )


def _first_version(session: Session, action_id: int, due_on: date | None, when: When) -> None:
    version = DueVersion(
        action_id=action_id,
        number=1,
        from_on=when.holds_from,
        recorded_at=when.at,
        cause=VersionCause.ENTERED,
        date_state=DateState.DATED if due_on else DateState.TO_BE_AGREED,
        due_on=due_on,
        earliest_on=due_on,
    )
    session.add(version)


def record_split(
    session: Session,
    board: BoardFacts,
    action: ActionFacts,
    parts: Sequence[int],
    *,
    text: str | None,
    by: Actor,
    when: When,
) -> list[str]:
    """The references of the parts that are split off, each with one lead of its own.

    A part has the dates and holds of the whole and begins its own history. With a `text` that is
    what it is to do, and the whole keeps its leads; else those who lead a part leave the whole.
    """
    whole = session.get_one(Action, action.action_id)
    review = session.get_one(Review, whole.review_id)
    recommendation = session.get_one(Recommendation, whole.recommendation_id)
    references = _references(session, review, [recommendation.number] * (len(parts) + 1))
    references = references[: len(parts)]
    place = _next_place(session, whole.review_id)
    made = [
        _part(session, board, (whole, action), (reference, place + nth, post), text=text, when=when)
        for nth, (reference, post) in enumerate(zip(references, parts, strict=True))
    ]
    ended = [] if text is not None else _leave(session, action, parts, when.holds_from)
    facts: dict[str, Any] = {"parts": made, "leads": list(parts), "rows": ended}
    if text is None:
        facts["withdrawn"] = withdraw_from(session, action.action_id, set(parts), HANDED_OVER)
    split = _entered("split", action.action_id, by, when, facts | {"post": by.post_id})
    entries = [
        _entered("action split off", part, by, when, {"from": action.action_id, "leads": [post]})
        for part, post in zip(made, parts, strict=True)
    ]
    append(session, board.board_id, [split, *entries], when.at)
    return references


def _part(
    session: Session,
    board: BoardFacts,
    of: tuple[Action, ActionFacts],
    given: tuple[str, int, int],
    *,
    text: str | None,
    when: When,
) -> int:
    (whole, action), (reference, place, post) = of, given
    row = Action(
        **whole.model_dump(include=OF_THE_WHOLE),
        agency_id=board.posts[post].agency_id or whole.agency_id,
        reference=reference,
        place=place,
        entered_on=when.holds_from,
        entry_progress=action.progress,
        next_on=when.holds_from,
        split_from_id=whole.id,
    )
    if text is not None:
        row.key_actions = [text]
    session.add(row)
    session.flush()
    _lead(session, number(row), [post], when.holds_from)
    _same_dates(session, action.action_id, number(row), when)
    return number(row)


def _same_dates(session: Session, whole: int, part: int, when: When) -> None:
    """The versions of the whole's date, so that a slip stays a slip, and a hold that stands."""
    versions = session.exec(
        select(DueVersion)
        .where(col(DueVersion.action_id) == whole, col(DueVersion.struck_on).is_(None))
        .order_by(col(DueVersion.number))
    )
    for nth, row in enumerate(versions, 1):
        kept = row.model_dump(include=OF_A_VERSION) | {"number": nth}
        session.add(DueVersion(action_id=part, recorded_at=when.at, **kept))
    day = when.holds_from
    holds = session.exec(
        select(Stop).where(
            col(Stop.action_id) == whole,
            col(Stop.kind) == StopKind.HOLD,
            col(Stop.until_on) > day,
            col(Stop.struck_on).is_(None),
        )
    )
    for hold in holds:
        kept = hold.model_dump(exclude={"id", "action_id", "recorded_at"})
        session.add(Stop(action_id=part, recorded_at=when.at, **kept))


def _leave(session: Session, action: ActionFacts, parts: Sequence[int], day: date) -> list[int]:
    """The numbers of the rows of those who lead a part now and the whole no more."""
    leaving = [row for row in lead_rows(session, action.action_id, day) if row.post_id in parts]
    for row in leaving:
        row.until_on = day
    return [number(row) for row in leaving]


def _entered(what: str, action_id: int, by: Actor, when: When, facts: dict[str, Any]) -> Change:
    return Change(
        what=what,
        subject="action",
        subject_id=action_id,
        action_id=action_id,
        person_id=by.person_id,
        holds_from=when.holds_from,
        facts=facts,
    )
