"""Whoever opens a link: which person it was made for, and whether it is open today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from models import lookup
from models.board_reading import board_facts, board_ids
from models.database import writing
from models.page_reading import Holder, holder
from models.page_writing import record_revoked
from models.rules.facts import BoardFacts, PostFacts
from models.rules.links import is_open
from notifications.links import address_digest, read_link
from tasks.acting import actor_of
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused

WANTS_KEY = "MATTERS_SECRET_KEY: links to the page are signed with it, and it is not set."


class LinkClosed(Exception):  # noqa: N818 - it reads as what happened
    """The link opens nothing: it was not made here, is too old, or was revoked. Nobody is told
    which: whoever tries links learns nothing of those that there are.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """The person whose link was opened; the link itself is as good as a password."""

    link: str = field(repr=False)
    holder: Holder = field(repr=False)

    @property
    def person_id(self) -> int:
        """Who it is."""
        return self.holder.person_id


def page_key(office: Office) -> str:
    """What links, codes and forms are sealed with. Raises Refused where it is not set."""
    if office.settings.secret_key is None:
        raise Refused(WANTS_KEY)
    return office.settings.secret_key.get_secret_value()


def visitor(office: Office, link: str) -> Visitor:
    """The person that a link was made for. Raises LinkClosed; nothing is changed by asking."""
    key = page_key(office)
    found = read_link(key, link)
    if found is None:
        raise LinkClosed
    with office.engine.connect() as connection:
        whose = holder(connection, found.person_id)
    if whose is None:
        raise LinkClosed
    address = address_digest(key, whose.email)
    if not is_open(found, office.clock.now(), revoked_at=whose.revoked_at, address=address):
        raise LinkClosed
    return Visitor(link=link, holder=whose)


def post_of(board: BoardFacts, person_id: int, day: date) -> PostFacts | None:
    """The first post that a person holds on a day; None where they hold none."""
    return next(iter(posts_of(board, person_id, day)), None)


def posts_of(board: BoardFacts, person_id: int, day: date) -> tuple[PostFacts, ...]:
    """The posts that a person holds on a day."""
    held = ((post, post.holder(day)) for post in board.posts.values())
    return tuple(post for post, who in held if who is not None and who.person_id == person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked:
    """Whose links were revoked: a name to be said on the terminal, and nowhere else."""

    name: str
    until: datetime


def revoke(office: Office, person: str, *, by: str) -> Revoked:
    """All links that a person has had so far open nothing any more; the next message has a new one.

    Raises Refused for nobody, for several, and for somebody who may not.
    """
    today, now = office.clock.today(), office.clock.now()
    with writing(office.engine) as session:
        board_id, person_id = _one(session, person, office)
        board = board_facts(session, board_id, today, board_calendar)
        actor = actor_of(session, board, by, today, prefer=())
        record_revoked(session, board_id, person_id, by=actor, today=today, at=now)
        whose = holder(session.connection(), person_id)
    return Revoked(name=whose.name if whose else person, until=now)


def _one(session: Session, person: str, office: Office) -> tuple[int, int]:
    """The board and number of the one person who is meant; of a vacant post who left it last."""
    today = office.clock.today()
    for board_id in board_ids(session):
        known = lookup.persons_named(session, board_id, person, today)
        if len(known) > 1:
            raise Refused(f"{person}: {len(known)} people are called so; give the address.")
        found = next(iter(known), None) or lookup.last_holder(session, board_id, person, today)
        if found is not None:
            return board_id, found
    raise Refused(f"{person}: nobody of that post, name or address; see `matters contacts`.")
