"""The history: one chain a board, append-only, over ids, facts and hashes."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import Instant, Table, partial

OF_A_RUN = text("what = 'run'")
OF_AN_ACTION = text("action_id IS NOT NULL")
OF_A_PERSON = text("person_id IS NOT NULL")


class History(Table, table=True):
    """One recorded change: what, of what, by whom, from which day, recorded when.

    `facts` is canonical JSON without names, addresses or free text (a hash stands for it), so
    that people can be purged while the chain still verifies. Triggers refuse UPDATE and DELETE.
    """

    __tablename__ = "history"
    __table_args__ = (
        UniqueConstraint("board_id", "seq"),
        Index("ix_history_what", "board_id", "what", "seq"),
        partial("ix_history_run", "subject_id", where=OF_A_RUN),
        partial("ix_history_action_id", "action_id", where=OF_AN_ACTION),
        partial("ix_history_person_id", "person_id", where=OF_A_PERSON),
    )

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id")
    seq: int
    recorded_at: datetime = Field(sa_type=Instant)
    holds_from: date
    what: str
    subject: str
    subject_id: int
    action_id: int | None = Field(default=None, foreign_key="action.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    os_user: str
    facts: str
    previous: str
    hash: str


class GivenReason(Table, table=True):
    """Why somebody did what an entry says, where the act has no row of its own to say it in."""

    __tablename__ = "given_reason"

    entry_id: int = Field(foreign_key="history.id", primary_key=True)
    text: str


class ChainHead(Table, table=True):
    """Where a board's chain ends, kept beside it: what is cut off the end is missed then.

    Triggers refuse DELETE, and an UPDATE that does not go forward.
    """

    __tablename__ = "chain_head"

    board_id: int = Field(foreign_key="board.id", primary_key=True)
    seq: int
    hash: str
