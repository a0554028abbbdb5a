"""What a lead says on the page, entered as `matters respond` enters it, through the same function.

Nothing that was said is lost: what came too late is kept and said to be late, and what cannot be
taken is given back with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from sqlmodel import Session

from models.database import reading
from models.page_reading import holder, recorded_since
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.progress import Actor, NotAllowed, Said
from models.rules.responses import recorded_words
from models.rules.typed import typed_day
from models.rules.words import ResponseKind
from tasks.answers import Answered, record_answer
from tasks.evidence import Offered
from tasks.office import Office
from tasks.refused import Refused
from tasks.scanning import looked_at
from tasks.visiting import LinkClosed, Visitor, posts_of

HOW = "page"
LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A form as it was filled in: texts only, given back as they are where they are not taken."""

    progress: str = ""
    note: str = field(default="", repr=False)
    forecast: str = ""
    extension: str = ""
    reason: str = field(default="", repr=False)
    whose: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file as it came: its name and its bytes."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an answer came to, and what others recorded while the form was open."""

    answered: Answered
    said: Said = field(repr=False)
    files: tuple[str, ...]
    at: datetime
    meanwhile: tuple[str, ...] = ()


def take_answer(
    office: Office,
    who: Visitor,
    action: tuple[int, str],
    given: Given,
    files: Sequence[Sent],
    *,
    seq: int,
) -> Taken:
    """Record what the visitor says of an action of theirs; the same answer twice is recorded once.

    `action` is its number and its reference; `seq` how far the history was when the form was
    opened. Raises Refused with a sentence for what cannot be taken; then nothing is recorded.
    """
    said = _said(given, office.clock.today())
    offered = [looked_at(office, one.name, one.data) for one in files]
    action_id, reference = action
    done = _recorded(office, who, reference, said, offered)
    # Asked when it stands: whatever came before it is seen.
    with reading(office.engine) as session:
        since = recorded_since(session, action_id, seq, not_by=who.person_id)
    return Taken(
        answered=done,
        said=said,
        files=tuple(one.file.name for one in offered),
        at=office.clock.local(),
        meanwhile=tuple(recorded_words(what, on) for what, on in since),
    )


def _recorded(
    office: Office, who: Visitor, reference: str, said: Said, offered: Sequence[Offered]
) -> Answered:
    today = office.clock.today()

    def visiting(session: Session, board: BoardFacts, action: ActionFacts) -> Actor:
        return _actor(session, board, action, who, today)

    return record_answer(office, reference, said, who=visiting, day=today, offered=offered, how=HOW)


def _actor(
    session: Session, board: BoardFacts, action: ActionFacts, who: Visitor, today: date
) -> Actor:
    """The visitor in the post by which they lead the action; a link may be revoked meanwhile."""
    whose = holder(session.connection(), who.person_id)
    if whose is None or whose.revoked_at != who.holder.revoked_at:
        raise LinkClosed
    posts = [post.post_id for post in posts_of(board, who.person_id, today)]
    mine = next((post for post in action.leads if post in posts), None)
    if mine is None:
        raise Refused(
            f"{action.reference} is no longer yours to answer: its lead has changed. Nothing was "
            "recorded; please tell the secretary named below what you wanted to say."
        )
    return Actor(person_id=who.person_id, post_ids=frozenset(posts), post_id=mine)


def _said(given: Given, today: date) -> Said:
    """A form as what is said of an action. Raises Refused for the first field that is not right."""
    for one in fields(given):
        if len(getattr(given, one.name)) > LONGEST:
            raise Refused(f"At most {LONGEST} characters fit in a field: send the rest as a file.")
    try:
        return Said(
            progress=_progress(given),
            note=_note(given),
            forecast_on=typed_day(given.forecast, "When will it be done", today),
            extension_until=_extension(given, today),
            reason=given.reason.strip() or None,
        )
    except NotAllowed as error:
        raise Refused(str(error)) from None


def _extension(given: Given, today: date) -> date | None:
    until = typed_day(given.extension, "More time until", today)
    if until is None and given.reason.strip():
        raise NotAllowed("More time until: give the day to which you ask for more time.")
    return until


def _progress(given: Given) -> ResponseKind | None:
    if not given.progress:
        return None
    try:
        return ResponseKind(given.progress)
    except ValueError:
        raise NotAllowed("How does it stand: choose one of the answers.") from None


def _note(given: Given) -> str | None:
    """The note, with whose the action is where it is not the lead's own."""
    whose = given.whose.strip()
    if given.progress == ResponseKind.NOT_MINE and not whose and not given.note.strip():
        raise NotAllowed("Whose is it: name the post, or say that you do not know.")
    if whose and given.progress != ResponseKind.NOT_MINE:
        raise NotAllowed("Whose is it: choose “It is not mine” as well, or leave this empty.")
    said = [f"It belongs to: {whose}" if whose else "", given.note.strip()]
    return "\n".join(words for words in said if words) or None
