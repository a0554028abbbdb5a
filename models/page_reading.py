"""What the lead's page asks of the register: whose link it is, what they lead, what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Select, bindparam, func, or_, select
from sqlmodel import Session, col

from models.answers import Correction, Decision, Evidence, Response
from models.asking import AS_OF
from models.history import ChainHead, History
from models.page import LinksRevoked, PageCode
from models.people import Address, Person, Post, Tenure
from models.plan import Action, ActionLead, Recommendation, Review
from models.rules.links import Code
from models.rules.words import ResponseKind

# Of an action's history, what one who answers it would want to have known.
TELLING = ("answered", "decided", "date confirmed", "lead")

# How far a board's history is: its place and its hash.
Head = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose link it is: the person, their present address, and how far their board's history is.

    `history` changes with everything that is recorded, so that what was read stays good while it
    does not.
    """

    person_id: int
    board_id: int
    name: str
    email: str
    revoked_at: datetime | None
    history: Head


_REVOKED = (
    select(func.max(col(LinksRevoked.at)))
    .where(col(LinksRevoked.person_id) == col(Person.id))
    .scalar_subquery()
)
_HOLDER = (
    select(
        col(Person.board_id),
        col(Person.name),
        col(Address.email),
        _REVOKED,
        col(ChainHead.seq),
        col(ChainHead.hash),
    )
    .join(Address, col(Address.person_id) == col(Person.id))
    .join(ChainHead, col(ChainHead.board_id) == col(Person.board_id))
    .where(
        col(Person.id) == bindparam("person_id"),
        col(Person.purged_on).is_(None),
        col(Address.until_on).is_(None),
    )
    .order_by(col(Address.id).desc())
    .limit(1)
)


def holder(connection: Connection, person_id: int) -> Holder | None:
    """The person of that number with their present address; None without one.

    It is asked at each request of the page: of a connection, since a session costs as much again.
    """
    row = connection.execute(_HOLDER, {"person_id": person_id}).first()
    if row is None:
        return None
    board_id, name, email, revoked_at, seq, digest = row
    return Holder(
        person_id=person_id,
        board_id=board_id,
        name=name,
        email=email,
        revoked_at=revoked_at,
        history=(seq, digest),
    )


def led_by(person_id: int) -> Select[tuple[int | None]]:
    """The ids of the actions that a person leads, or helps to, on the day asked about."""
    held = select(col(Tenure.post_id)).where(
        col(Tenure.person_id) == person_id,
        col(Tenure.from_on) <= AS_OF,
        or_(col(Tenure.until_on).is_(None), col(Tenure.until_on) > AS_OF),
    )
    return (
        select(col(Action.id))
        .join(ActionLead, col(ActionLead.action_id) == col(Action.id))
        .where(
            col(Action.struck_on).is_(None),
            col(ActionLead.post_id).in_(held),
            col(ActionLead.from_on) <= AS_OF,
            col(ActionLead.struck_on).is_(None),
            or_(col(ActionLead.until_on).is_(None), col(ActionLead.until_on) > AS_OF),
        )
    )


def ids_led_by(session: Session, person_id: int, day: date) -> tuple[int, ...]:
    """The actions that a person leads, or helps to, on a day."""
    found = session.connection().scalars(led_by(person_id).distinct(), {"as_of": day})
    return tuple(sorted(i for i in found if i is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """An action in the plan's own words: what no message may say, and a code opens."""

    review: str
    recommendation: str
    key_actions: tuple[str, ...]
    evidence_wanted: tuple[str, ...]
    outcomes: tuple[str, ...]


def own_text(session: Session, action_id: int) -> OwnText:
    """The plan's own words for an action."""
    row = session.execute(
        select(
            col(Review.title),
            col(Recommendation.text),
            col(Action.key_actions),
            col(Action.evidence_wanted),
            col(Action.outcomes),
        )
        .join(Review, col(Review.id) == col(Action.review_id))
        .join(Recommendation, col(Recommendation.id) == col(Action.recommendation_id))
        .where(col(Action.id) == action_id)
    ).one()
    return OwnText(
        review=row[0],
        recommendation=row[1],
        key_actions=tuple(row[2] or ()),
        evidence_wanted=tuple(row[3] or ()),
        outcomes=tuple(row[4] or ()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of an action, whole: what was said, of which post, with which files."""

    on: date
    recorded_at: datetime
    post: str
    progress: ResponseKind | None
    note: str
    forecast_on: date | None
    extension_until: date | None
    reason: str
    files: tuple[str, ...]


def answers_of(session: Session, action_id: int) -> tuple[Answer, ...]:
    """The answers of an action that were not struck, the last one first."""
    rows = session.execute(
        select(Response, col(Post.name))
        .join(Post, col(Post.id) == col(Response.post_id))
        .where(col(Response.action_id) == action_id, col(Response.struck_on).is_(None))
        .order_by(col(Response.holds_from).desc(), col(Response.id).desc())
    ).all()
    files = _files(session, (row.id or 0 for row, _ in rows))
    return tuple(
        Answer(
            on=row.holds_from,
            recorded_at=row.recorded_at,
            post=post,
            progress=row.progress,
            note=row.note or "",
            forecast_on=row.forecast_on,
            extension_until=row.extension_until,
            reason=row.extension_reason or "",
            files=tuple(files.get(row.id or 0, ())),
        )
        for row, post in rows
    )


def _files(session: Session, responses: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(col(Evidence.response_id), col(Evidence.name)).where(
        col(Evidence.response_id).in_(list(responses))
    )
    for response_id, name in session.execute(query.order_by(col(Evidence.id))):
        found.setdefault(response_id, []).append(name)
    return found


def recorded_since(
    session: Session, action_id: int, seq: int, *, not_by: int
) -> tuple[tuple[str, date], ...]:
    """What others recorded of an action after a place in the history: what, and of which day."""
    query = (
        select(col(History.what), col(History.holds_from))
        .where(
            col(History.action_id) == action_id,
            col(History.seq) > seq,
            or_(col(History.person_id).is_(None), col(History.person_id) != not_by),
            col(History.id).not_in(select(col(Correction.entry_id))),
        )
        .order_by(col(History.seq))
    )
    return tuple((w, on) for w, on in session.execute(query) if w.startswith(TELLING))


def codes_since(session: Session, person_id: int, since: datetime) -> tuple[datetime, ...]:
    """When codes were sent to a person, from an instant on."""
    query = select(col(PageCode.sent_at)).where(
        col(PageCode.person_id) == person_id, col(PageCode.sent_at) >= since
    )
    return tuple(session.scalars(query))


def last_code(session: Session, person_id: int) -> tuple[Code, PageCode] | None:
    """The code that was sent to a person last, and its row."""
    query = (
        select(PageCode)
        .where(col(PageCode.person_id) == person_id)
        .order_by(col(PageCode.id).desc())
        .limit(1)
    )
    row = session.scalars(query).first()
    if row is None:
        return None
    return Code(sent_at=row.sent_at, tries=row.tries, used=row.used_at is not None), row


def reasons_of(session: Session, action_id: int) -> tuple[tuple[date, str], ...]:
    """Of each decision on an action that has one, the day and the reason; the newest first."""
    query = (
        select(col(Decision.holds_from), col(Decision.reason))
        .where(
            col(Decision.action_id) == action_id,
            col(Decision.struck_on).is_(None),
            col(Decision.reason).is_not(None),
        )
        .order_by(col(Decision.holds_from).desc(), col(Decision.id).desc())
    )
    return tuple((on, reason) for on, reason in session.execute(query) if reason)
