"""Runs, notices and messages, as first laid down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import data, day, flag, instant, json, key, link, number, word, words

STEPS = (
    "A",
    "M",
    "R20",
    "R5",
    "R0",
    "E1",
    "E2",
    "E3",
    "E4",
    "E5",
    "Z",
    "D",
    "S",
    "V",
    "P",
    "C",
    "I6",
    "I12",
    "W10",
    "W30",
    "U40",
)
STATES = ("queued", "held", "sending", "accepted", "bounced", "failed", "unknown", "withdrawn")


def create() -> None:
    """The tables stand, in an order in which each finds what it points to."""
    _run()
    _notice()
    _notice_indexes()
    _message()
    _message_open()
    _message_notice()
    _message_bytes()


def _run() -> None:
    op.create_table(
        "run",
        key(),
        link("board_id", "board"),
        day("as_of", index=True),
        instant("started_at"),
        instant("finished_at", null=True),
        flag("quiet"),
        number("scanned"),
        number("notices"),
        number("messages"),
        day("held_on", null=True),
        day("released_on", null=True),
        day("refused_on", null=True),
        json("exceptions"),
    )


def _notice() -> None:
    op.create_table(
        "notice",
        key(),
        link("board_id", "board", index=False),
        link("run_id", "run"),
        link("policy_id", "policy_version"),
        link("action_id", "action", null=True),
        link("pack_id", "pack", null=True),
        word("step", *STEPS),
        words("cause"),
        link("post_id", "post"),
        link("person_id", "person"),
        link("for_post_id", "post", null=True),
        words("for_words"),
        flag("first"),
        flag("copied"),
        word("state", "waiting", "told", "passed-over", "withdrawn"),
        day("planned_on"),
        day("recorded_on"),
        day("told_on", null=True),
        words("reason"),
        words("withdrawn_because", null=True),
    )


def _notice_indexes() -> None:
    standing, waiting = sa.text("state <> 'withdrawn'"), sa.text("state = 'waiting'")
    op.create_index(
        "uq_notice_once",
        "notice",
        [sa.text("coalesce(action_id, 0)"), "step", "cause", "post_id"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_index(
        "ix_notice_waiting",
        "notice",
        ["board_id", "person_id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def _message() -> None:
    op.create_table(
        "message",
        key(),
        link("board_id", "board", index=False),
        link("person_id", "person"),
        word("channel", "email", "teams", "both"),
        word("state", *STATES),
        words("message_id", unique=True),
        instant("dated_at"),
        words("template"),
        words("sha256"),
        flag("redirected"),
        number("attempt"),
        words("worker", null=True),
        instant("lease_until", null=True),
        instant("next_attempt_at", null=True),
        word("outcome", "accepted", "transient", "permanent", "unknown", null=True),
        number("code", null=True),
        words("outcome_text", null=True),
        instant("accepted_at", null=True),
    )


def _message_open() -> None:
    on_its_way = sa.text("state IN ('queued', 'sending', 'unknown')")
    op.create_index(
        "ix_message_open",
        "message",
        ["board_id", "state"],
        sqlite_where=on_its_way,
        postgresql_where=on_its_way,
    )


def _message_notice() -> None:
    op.create_table(
        "message_notice",
        link("message_id", "message", primary_key=True, index=False),
        link("notice_id", "notice", primary_key=True),
    )


def _message_bytes() -> None:
    op.create_table(
        "message_bytes",
        link("message_id", "message", primary_key=True, index=False),
        words("envelope_from"),
        words("envelope_to"),
        data("data"),
    )
