"""Reviews, recommendations as published, actions, and the versions of their due dates."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlmodel import Field

from models.base import Instant, Table, json_text, partial, words
from models.rules.words import DateState, Level, Precision, Priority, Progress, VersionCause


class Review(Table, table=True):
    """A safeguarding review whose plan is followed; its reference is given once."""

    __tablename__ = "review"
    __table_args__ = (UniqueConstraint("board_id", "reference"),)

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    reference: str
    title: str
    agreed_on: date
    commissioned_on: date | None = None
    entered_on: date
    follow_from: date | None = None
    concluded_on: date | None = None
    source_name: str = ""
    source_sha256: str = ""


class Recommendation(Table, table=True):
    """What the review said should change, verbatim; never edited after import.

    `written` is the plan's row, each cell by what it was read as or by its own heading; a newer
    plan that words the row otherwise adds a recommendation. None where no plan was read for it.
    """

    __tablename__ = "recommendation"

    id: int | None = Field(default=None, primary_key=True)
    review_id: int = Field(foreign_key="review.id", index=True)
    place: int
    number: str
    section: str = ""
    text: str
    written: dict[str, Any] | None = Field(default=None, sa_type=json_text())


_ASKED = text("next_on IS NOT NULL")


class Action(Table, table=True):
    """What an agency agreed to do: the unit that is followed up.

    Overdue, colour and slips are computed, never stored. `next_on` is a lower bound of the day
    on which a notice is next owed; None for never.
    """

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("board_id", "reference"),
        partial(
            "ix_action_next",
            "board_id",
            "next_on",
            "review_id",
            "place",
            "id",
            "struck_on",
            where=_ASKED,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id")
    review_id: int = Field(foreign_key="review.id", index=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    reference: str
    place: int
    short_title: str
    level: Level = Field(default=Level.SINGLE_AGENCY, sa_type=words(Level, "level"))
    priority: Priority = Field(default=Priority.NORMAL, sa_type=words(Priority, "priority"))
    board_own: bool = False
    key_actions: list[str] = Field(default_factory=list, sa_type=json_text())
    evidence_wanted: list[str] = Field(default_factory=list, sa_type=json_text())
    outcomes: list[str] = Field(default_factory=list, sa_type=json_text())
    milestones: list[str] = Field(default_factory=list, sa_type=json_text())
    lead_text: str = ""
    date_text: str = ""
    extra: dict[str, Any] = Field(default_factory=dict, sa_type=json_text())
    anomalies: list[str] = Field(default_factory=list, sa_type=json_text())
    entered_on: date
    follow_from: date | None = None
    entry_progress: Progress = Field(sa_type=words(Progress, "entry_progress"))
    next_on: date | None = None
    superseded_by_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    split_from_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    struck_on: date | None = None


class ActionLead(Table, table=True):
    """A post that leads an action from a day to a day; place 0 is accountable."""

    __tablename__ = "action_lead"

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    place: int
    as_written: str = ""
    from_on: date
    until_on: date | None = None
    struck_on: date | None = None


class DueVersion(Table, table=True):
    """One version of an action's due date: its text for ever, its reading, and who set it.

    A reading that needs a decision has no due date; what it would be stands beside it.
    """

    __tablename__ = "due_version"
    __table_args__ = (
        UniqueConstraint("action_id", "number"),
        CheckConstraint("due_on IS NULL OR date_state = 'dated'", name="dated"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id")
    number: int
    from_on: date
    recorded_at: datetime = Field(sa_type=Instant)
    cause: VersionCause = Field(sa_type=words(VersionCause, "cause"))
    date_state: DateState = Field(sa_type=words(DateState, "date_state"))
    as_written: str = ""
    read_as: str = ""
    earliest_on: date | None = None
    due_on: date | None = Field(default=None, index=True)
    proposed_due_on: date | None = None
    review_on: date | None = None
    precision: Precision = Field(default=Precision.DAY, sa_type=words(Precision, "precision"))
    decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
    struck_on: date | None = None
