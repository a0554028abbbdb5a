"""Answers, decisions and what they changed, as first laid down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import day, flag, instant, key, link, number, word, words

DECISIONS = (
    "accept",
    "return",
    "extend",
    "set-date",
    "priority-high",
    "priority-normal",
    "interval",
    "hold",
    "not-implemented",
    "superseded",
    "outside-control",
    "reopen",
    "impact-held",
    "letter-sent",
    "letter-not-sent",
    "adopt",
    "conclude",
)
PROGRESS = (
    "awaiting-allocation",
    "not-started",
    "in-progress",
    "evidence-submitted",
    "closed-accepted",
    "closed-not-implemented",
    "closed-superseded",
    "closed-outside-control",
)
CAUSES = (
    "entered",
    "plan-revised",
    "confirmed",
    "extended",
    "set",
    "reopened",
    "corrected",
    "followed",
)
PRECISIONS = (
    "day",
    "month",
    "quarter",
    "term",
    "range",
    "immediate",
    "relative",
    "event",
    "recurring",
    "none",
)


def create() -> None:
    """The tables stand, in an order in which each finds what it points to."""
    _response()
    _evidence()
    _decision()
    _stop()
    _due_version()
    _policy_version()


def _response() -> None:
    op.create_table(
        "response",
        key(),
        link("action_id", "action"),
        link("person_id", "person"),
        link("post_id", "post"),
        day("holds_from"),
        instant("recorded_at"),
        word("progress", "not-started", "in-progress", "not-mine", "evidence", null=True),
        words("note", null=True),
        day("forecast_on", null=True),
        day("extension_until", null=True),
        words("extension_reason", null=True),
        day("struck_on", null=True),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        key(),
        link("response_id", "response"),
        link("action_id", "action"),
        words("name"),
        words("sha256"),
        number("size"),
    )


def _decision() -> None:
    op.create_table(
        "decision",
        key(),
        link("board_id", "board"),
        link("action_id", "action", null=True),
        link("review_id", "review", null=True),
        word("kind", *DECISIONS),
        day("holds_from"),
        instant("recorded_at"),
        day("until_on", null=True),
        words("reason", null=True),
        link("into_action_id", "action", null=True),
        link("meeting_id", "meeting", null=True),
        words("minute_ref", null=True),
        flag("chairs_action"),
        link("person_id", "person"),
        link("post_id", "post"),
        day("struck_on", null=True),
        sa.CheckConstraint("NOT (chairs_action AND meeting_id IS NOT NULL)", name="one_way"),
        sa.CheckConstraint("(meeting_id IS NULL) = (minute_ref IS NULL)", name="minuted"),
    )


def _stop() -> None:
    op.create_table(
        "stop",
        key(),
        link("action_id", "action"),
        word("kind", "evidence", "hold", "closure", "extension-asked", "silence"),
        day("from_on"),
        day("until_on", null=True),
        instant("recorded_at"),
        word("closed_as", *PROGRESS, null=True),
        flag("awaiting_adoption"),
        words("reason", null=True),
        link("response_id", "response", null=True),
        link("decision_id", "decision", null=True),
        link("ended_by_decision_id", "decision", null=True),
        sa.CheckConstraint("(closed_as IS NULL) = (kind <> 'closure')", name="closed_as_kind"),
    )


def _due_version() -> None:
    op.create_table(
        "due_version",
        key(),
        link("action_id", "action", index=False),
        number("number"),
        day("from_on"),
        instant("recorded_at"),
        word("cause", *CAUSES),
        word("date_state", "dated", "to-be-agreed", "awaiting-trigger", "recurring"),
        words("as_written"),
        words("read_as"),
        day("earliest_on", null=True),
        day("due_on", null=True),
        day("proposed_due_on", null=True),
        word("precision", *PRECISIONS),
        link("decision_id", "decision", null=True),
        day("struck_on", null=True),
        sa.CheckConstraint("due_on IS NULL OR date_state = 'dated'", name="dated"),
        sa.UniqueConstraint("action_id", "number"),
    )


def _policy_version() -> None:
    op.create_table(
        "policy_version",
        key(),
        link("board_id", "board"),
        number("number"),
        words("text"),
        day("holds_from"),
        instant("recorded_at"),
        link("decision_id", "decision", null=True),
        sa.UniqueConstraint("board_id", "number"),
        sa.CheckConstraint("number >= 0", name="number"),
    )
