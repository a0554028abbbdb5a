"""What leads answered, what the committee decided, and what that stopped."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.base import Instant, Table, json_text, words
from models.rules.words import DecisionKind, Priority, Progress, ResponseKind, StopKind


class Response(Table, table=True):
    """What a lead said of an action: `holds_from` is the day, `recorded_at` the instant."""

    __tablename__ = "response"

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    holds_from: date
    recorded_at: datetime = Field(sa_type=Instant)
    progress: ResponseKind | None = Field(default=None, sa_type=words(ResponseKind, "progress"))
    note: str | None = None
    forecast_on: date | None = None
    extension_until: date | None = None
    extension_reason: str | None = None
    struck_on: date | None = None


class Evidence(Table, table=True):
    """A file offered to show that an action is done, stored under its SHA-256."""

    __tablename__ = "evidence"

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    name: str
    sha256: str
    size: int


class Decision(Table, table=True):
    """What was decided, by whom, at which meeting and minute or as a chair's action."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("(meeting_id IS NULL) = (minute_ref IS NULL)", name="minuted"),
        CheckConstraint("NOT (chairs_action AND meeting_id IS NOT NULL)", name="one_way"),
    )

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    review_id: int | None = Field(default=None, foreign_key="review.id", index=True)
    kind: DecisionKind = Field(sa_type=words(DecisionKind, "kind"))
    holds_from: date
    recorded_at: datetime = Field(sa_type=Instant)
    until_on: date | None = None
    event: str | None = None
    interval_months: int | None = None
    reason: str | None = None
    into_action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    minute_ref: str | None = None
    chairs_action: bool = False
    person_id: int = Field(foreign_key="person.id", index=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    struck_on: date | None = None


class Stop(Table, table=True):
    """A period in which steps are not told (rule 10), from a day up to, and without, a day.

    `own_until_on` is the end it was opened with; a decision may have ended it before.
    """

    __tablename__ = "stop"
    __table_args__ = (
        CheckConstraint("(closed_as IS NULL) = (kind <> 'closure')", name="closed_as_kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    kind: StopKind = Field(sa_type=words(StopKind, "kind"))
    from_on: date
    until_on: date | None = None
    own_until_on: date | None = None
    recorded_at: datetime = Field(sa_type=Instant)
    closed_as: Progress | None = Field(default=None, sa_type=words(Progress, "closed_as"))
    awaiting_adoption: bool = False
    reason: str | None = None
    response_id: int | None = Field(default=None, foreign_key="response.id", index=True)
    decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
    ended_by_decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
    struck_on: date | None = None


class Edit(Table, table=True):
    """What the secretary changed of an action by hand; its texts stand here and nowhere else.

    `before` and `after` name the fields that changed; of a change of lead the numbers of the rows
    that ended and that began.
    """

    __tablename__ = "edit"

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    holds_from: date
    recorded_at: datetime = Field(sa_type=Instant)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=json_text())
    after: dict[str, Any] = Field(default_factory=dict, sa_type=json_text())
    reason: str
    person_id: int = Field(foreign_key="person.id", index=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    struck_on: date | None = None


class Proposal(Table, table=True):
    """A priority that the secretary proposes; the committee decides it, or does not."""

    __tablename__ = "proposal"

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    priority: Priority = Field(sa_type=words(Priority, "priority"))
    holds_from: date
    recorded_at: datetime = Field(sa_type=Instant)
    person_id: int = Field(foreign_key="person.id", index=True)
    post_id: int = Field(foreign_key="post.id", index=True)


class Correction(Table, table=True):
    """An entry of the history struck: why, by whom, and who had been told because of it."""

    __tablename__ = "correction"

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    entry_id: int = Field(foreign_key="history.id", unique=True)
    holds_from: date
    recorded_at: datetime = Field(sa_type=Instant)
    reason: str
    told_posts: list[int] = Field(default_factory=list, sa_type=json_text())
    person_id: int = Field(foreign_key="person.id", index=True)
    post_id: int = Field(foreign_key="post.id", index=True)
