"""Reviews, recommendations and actions, as first laid down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import day, flag, json, key, link, number, word, words

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


def create() -> None:
    """The tables stand, in an order in which each finds what it points to."""
    _review()
    _recommendation()
    _action()
    _action_next()
    _action_lead()


def _review() -> None:
    op.create_table(
        "review",
        key(),
        link("board_id", "board"),
        link("committee_id", "committee"),
        words("reference"),
        words("title"),
        day("agreed_on"),
        day("commissioned_on", null=True),
        day("entered_on"),
        day("follow_from", null=True),
        day("concluded_on", null=True),
        words("source_name"),
        words("source_sha256"),
        sa.UniqueConstraint("board_id", "reference"),
    )


def _recommendation() -> None:
    op.create_table(
        "recommendation",
        key(),
        link("review_id", "review"),
        number("place"),
        words("number"),
        words("section"),
        words("text"),
    )


def _action() -> None:
    op.create_table(
        "action",
        key(),
        link("board_id", "board", index=False),
        link("review_id", "review"),
        link("recommendation_id", "recommendation"),
        link("agency_id", "agency"),
        words("reference"),
        number("place"),
        words("short_title"),
        word("level", "single-agency", "multi-agency", "board", "national"),
        word("priority", "normal", "high"),
        flag("board_own"),
        json("key_actions"),
        json("evidence_wanted"),
        json("outcomes"),
        json("milestones"),
        words("lead_text"),
        words("date_text"),
        json("extra"),
        json("anomalies"),
        day("entered_on"),
        day("follow_from", null=True),
        word("entry_progress", *PROGRESS),
        day("next_on", null=True),
        link("superseded_by_id", "action", null=True),
        link("split_from_id", "action", null=True),
        sa.UniqueConstraint("board_id", "reference"),
    )


def _action_next() -> None:
    asked = sa.text("next_on IS NOT NULL")
    op.create_index(
        "ix_action_next",
        "action",
        ["board_id", "next_on"],
        sqlite_where=asked,
        postgresql_where=asked,
    )


def _action_lead() -> None:
    op.create_table(
        "action_lead",
        key(),
        link("action_id", "action"),
        link("post_id", "post"),
        number("place"),
        words("as_written"),
        day("from_on"),
        day("until_on", null=True),
    )
