"""Posts, the people who hold them, and their addresses.

Names and addresses stand here and nowhere else: everything else names people by id.
"""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Instant, Table, words
from models.rules.words import Channel, PostKind


class Post(Table, table=True):
    """A post of an agency or of the board; `match_key` is its name without case and spacing."""

    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("board_id", "match_key"),)

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    name: str
    match_key: str
    kind: PostKind = Field(sa_type=words(PostKind, "kind"))
    deputy_post_id: int | None = Field(default=None, foreign_key="post.id", index=True)
    channel: Channel = Field(default=Channel.EMAIL, sa_type=words(Channel, "channel"))
    teams_secret: str | None = None


class Person(Table, table=True):
    """A person who holds posts; people are one where their address is the same."""

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    name: str
    purged_on: date | None = None


class Tenure(Table, table=True):
    """Who holds a post from a day up to, and without, a day."""

    __tablename__ = "tenure"

    id: int | None = Field(default=None, primary_key=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    from_on: date
    until_on: date | None = None


class Address(Table, table=True):
    """A mailbox; undeliverable from a permanent refusal until it is changed or cleared."""

    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("board_id", "match_key"),)

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    email: str
    match_key: str
    from_on: date
    until_on: date | None = None
    undeliverable_on: date | None = None
    refusal: str | None = None
    refused_at: datetime | None = Field(default=None, sa_type=Instant)
