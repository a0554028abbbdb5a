"""The ledger: runs, the notices they owed, and the messages that carried them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import LargeBinary, literal_column, text
from sqlmodel import Field, col

from models.base import Instant, Table, json_text, partial, words
from models.rules.words import Channel, MessageState, NoticeState, Outcome, Step

# Why what a refused address was to be told is withdrawn.
ADDRESS_REFUSED = "the address was refused"

# What is withdrawn says why. Its state is left out: a notice that is told moves no entry then.
STANDING = text("withdrawn_because IS NULL")
OF_NO_ACTION = text("action_id IS NULL")
OPEN_NOTICE = text("state = 'waiting'")
OPEN_STATES = (MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN)
OPEN_MESSAGE = text("state IN ('queued', 'sending', 'unknown')")


class Run(Table, table=True):
    """One day's follow-up of a board; a run on a day that is not a WD records that it was quiet."""

    __tablename__ = "run"

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    as_of: date = Field(index=True)
    started_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
    quiet: bool = False
    scanned: int = 0
    notices: int = 0
    messages: int = 0
    held_on: date | None = None
    released_on: date | None = None
    refused_on: date | None = None
    exceptions: list[dict[str, Any]] = Field(default_factory=list, sa_type=json_text())
    counted: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class Notice(Table, table=True):
    """One step, for one cause, to one post. Unless withdrawn, it exists once."""

    __tablename__ = "notice"
    __table_args__ = (
        partial(
            "uq_notice_once",
            text("coalesce(action_id, 0)"),
            "step",
            "cause",
            "post_id",
            unique=True,
            where=STANDING,
        ),
        partial(
            "ix_notice_waiting",
            "board_id",
            "person_id",
            where=OPEN_NOTICE,
        ),
        partial(
            "ix_notice_of_none",
            "board_id",
            "step",
            where=OF_NO_ACTION,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id")
    run_id: int = Field(foreign_key="run.id", index=True)
    policy_id: int = Field(foreign_key="policy_version.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    pack_id: int | None = Field(default=None, foreign_key="pack.id", index=True)
    step: Step = Field(sa_type=words(Step, "step"))
    cause: str
    post_id: int = Field(foreign_key="post.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    for_post_id: int | None = Field(default=None, foreign_key="post.id", index=True)
    for_words: str = ""
    first: bool
    copied: bool
    state: NoticeState = Field(sa_type=words(NoticeState, "state"))
    planned_on: date
    recorded_on: date
    told_on: date | None = None
    reason: str
    withdrawn_because: str | None = None
    held_on: date | None = None
    released_on: date | None = None
    refused_on: date | None = None


class Message(Table, table=True):
    """A person's notices of one run on their way by one channel; its bytes stand apart."""

    __tablename__ = "message"
    __table_args__ = (
        partial(
            "ix_message_open",
            "board_id",
            "state",
            where=OPEN_MESSAGE,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: Channel = Field(sa_type=words(Channel, "channel"))
    state: MessageState = Field(sa_type=words(MessageState, "state"))
    message_id: str = Field(unique=True)
    dated_at: datetime = Field(sa_type=Instant)
    template: str
    sha256: str
    redirected: bool = False
    attempt: int = 0
    worker: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=Instant)
    next_attempt_at: datetime | None = Field(default=None, sa_type=Instant)
    outcome: Outcome | None = Field(default=None, sa_type=words(Outcome, "outcome"))
    code: int | None = None
    outcome_text: str | None = None
    accepted_at: datetime | None = Field(default=None, sa_type=Instant)


class MessageNotice(Table, table=True):
    """Which notices a message carries; a notice goes by two messages where a post chose both."""

    __tablename__ = "message_notice"

    message_id: int = Field(foreign_key="message.id", primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", primary_key=True, index=True)


class MessageBytes(Table, table=True):
    """The frozen bytes of a message and its envelope, apart so that they can be purged."""

    __tablename__ = "message_bytes"

    message_id: int = Field(foreign_key="message.id", primary_key=True)
    envelope_from: str
    envelope_to: str
    data: bytes = Field(sa_type=LargeBinary)


# What waits and what is under way, in the words of the indexes that hold nothing else: where a
# state is a value that is handed in, a database cannot know that an index has all there is of it.
WAITS = col(Notice.state) == literal_column(f"'{NoticeState.WAITING}'")
UNDER_WAY = col(Message.state).in_([literal_column(f"'{state}'") for state in OPEN_STATES])


class MailPace(Table, table=True):
    """How fast messages leave, in one row for all workers: `models.rules.mail_pace.Sent`.

    `taken` counts the places, so that each is taken once.
    """

    __tablename__ = "mail_pace"

    id: int | None = Field(default=None, primary_key=True)
    taken: int
    messages: int
    last_at: datetime = Field(sa_type=Instant)
