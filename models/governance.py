"""Boards, agencies, committees and their meetings, and the policy versions that held."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, UniqueConstraint
from sqlmodel import Field

from models.base import Instant, Table, words
from models.rules.words import Division


class Board(Table, table=True):
    """A safeguarding board: runs, messages, limits, policy and chain are its own."""

    __tablename__ = "board"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    division: Division = Field(sa_type=words(Division, "division"))
    # A post is of a board and a board has a chair's post: one of the two waits for the other.
    independent_chair_post_id: int | None = Field(
        default=None,
        sa_type=Integer,
        sa_column_args=(ForeignKey("post.id", use_alter=True),),
        index=True,
    )
    accountable_body: str = ""
    mail_from: str = ""
    reply_to: str = ""
    marking: str = ""
    asked_all_on: date | None = None


class Agency(Table, table=True):
    """A partner organisation; bodies are abolished, so it may name its successor."""

    __tablename__ = "agency"
    __table_args__ = (UniqueConstraint("board_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    name: str
    successor_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    succeeded_on: date | None = None


class Committee(Table, table=True):
    """A standing committee that oversees reviews."""

    __tablename__ = "committee"
    __table_args__ = (UniqueConstraint("board_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    name: str
    secretary_post_id: int = Field(foreign_key="post.id", index=True)
    chair_post_id: int = Field(foreign_key="post.id", index=True)


class CommitteeMember(Table, table=True):
    """A post that sits on a committee, in the order the committee's file names them."""

    __tablename__ = "committee_member"

    committee_id: int = Field(foreign_key="committee.id", primary_key=True)
    post_id: int = Field(foreign_key="post.id", primary_key=True, index=True)
    place: int


class BoardSection(Table, table=True):
    """A section of a plan whose actions are the board's own (rule 13)."""

    __tablename__ = "board_section"

    board_id: int = Field(foreign_key="board.id", primary_key=True)
    name: str = Field(primary_key=True)


class Meeting(Table, table=True):
    """A dated sitting; `takes_pack` None leaves it to the default."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("committee_id", "held_on"),)

    id: int | None = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    held_on: date
    takes_pack: bool | None = None
    cancelled_on: date | None = None
    entered_on: date | None = None


class PolicyVersion(Table, table=True):
    """A policy as it was adopted: its text, number and the decision that adopted it."""

    __tablename__ = "policy_version"
    __table_args__ = (
        UniqueConstraint("board_id", "number"),
        CheckConstraint("number >= 0", name="number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    number: int
    text: str
    holds_from: date
    recorded_at: datetime = Field(sa_type=Instant)
    decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
