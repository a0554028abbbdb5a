"""Edits, corrections, what is struck, and two more things that a decision can say."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import day, flag, instant, json, key, link, number, word, words
from models.migrations.first.answers import DECISIONS

ALL_DECISIONS = (*DECISIONS[:13], "impact-not-held", *DECISIONS[13:])
KEPT = (
    "id, board_id, action_id, review_id, kind, holds_from, recorded_at, until_on, reason, "
    "into_action_id, meeting_id, minute_ref, chairs_action, person_id, post_id, struck_on"
)
INDEXED = (
    "board_id",
    "action_id",
    "review_id",
    "into_action_id",
    "meeting_id",
    "person_id",
    "post_id",
)


def change() -> None:
    """The tables have what striking an entry and editing by hand need."""
    op.add_column("action", day("struck_on", null=True))
    op.add_column("action_lead", day("struck_on", null=True))
    op.add_column("due_version", day("review_on", null=True))
    _stop()
    if op.get_context().dialect.name == "sqlite":
        _decision_anew()
    else:
        _decision()
    _edit()
    _correction()


def _stop() -> None:
    """Each stop has the end it was opened with; what a decision ended early had none, or a hold's.

    A hold's last day is its decision's.
    """
    op.add_column("stop", day("own_until_on", null=True))
    op.add_column("stop", day("struck_on", null=True))
    op.execute("UPDATE stop SET own_until_on = until_on WHERE ended_by_decision_id IS NULL")
    holds = sa.text(
        "SELECT stop.id, decision.until_on FROM stop JOIN decision"
        " ON decision.id = stop.decision_id WHERE stop.kind = 'hold'"
    ).columns(sa.column("id", sa.Integer), sa.column("until_on", sa.Date))
    own = sa.text("UPDATE stop SET own_until_on = :day WHERE id = :id").bindparams(
        sa.bindparam("day", type_=sa.Date)
    )
    connection = op.get_bind()
    for stop_id, last in connection.execute(holds).all():
        connection.execute(own, {"id": stop_id, "day": _after(last)})


def _after(last: date) -> date:
    return last + timedelta(days=1)


def _decision() -> None:
    op.add_column("decision", words("event", null=True))
    op.add_column("decision", number("interval_months", null=True))
    op.drop_constraint(op.f("ck_decision_kind"), "decision", type_="check")
    listed = ", ".join(f"'{kind}'" for kind in ALL_DECISIONS)
    op.create_check_constraint(op.f("ck_decision_kind"), "decision", f"kind IN ({listed})")


def _decision_anew() -> None:
    """SQLite changes no CHECK: the table is made anew, and those that point to it stay."""
    for column in INDEXED:
        op.drop_index(f"ix_decision_{column}", "decision")
    op.execute("PRAGMA legacy_alter_table = ON")
    op.execute("ALTER TABLE decision RENAME TO decision_before")
    op.execute("PRAGMA legacy_alter_table = OFF")
    _make_decision()
    op.execute(f"INSERT INTO decision ({KEPT}) SELECT {KEPT} FROM decision_before")  # noqa: S608 - our own words
    op.execute("DROP TABLE decision_before")


def _make_decision() -> None:
    op.create_table(
        "decision",
        key(),
        link("board_id", "board"),
        link("action_id", "action", null=True),
        link("review_id", "review", null=True),
        word("kind", *ALL_DECISIONS),
        day("holds_from"),
        instant("recorded_at"),
        day("until_on", null=True),
        words("event", null=True),
        number("interval_months", null=True),
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


def _edit() -> None:
    op.create_table(
        "edit",
        key(),
        link("action_id", "action"),
        day("holds_from"),
        instant("recorded_at"),
        json("before"),
        json("after"),
        words("reason"),
        link("person_id", "person"),
        link("post_id", "post"),
        day("struck_on", null=True),
    )


def _correction() -> None:
    op.create_table(
        "correction",
        key(),
        link("board_id", "board"),
        link("action_id", "action", null=True),
        link("entry_id", "history", index=False),
        day("holds_from"),
        instant("recorded_at"),
        words("reason"),
        json("told_posts"),
        link("person_id", "person"),
        link("post_id", "post"),
        sa.UniqueConstraint("entry_id"),
    )
