"""Boards, posts and people, committees and their meetings, as first laid down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import day, flag, instant, key, link, number, word, words


def create() -> None:
    """The tables stand, in an order in which each finds what it points to."""
    _board()
    _agency()
    _post()
    _person()
    _tenure()
    _address()
    _committee()
    _committee_member()
    _board_section()
    _meeting()
    _chair_of_board()


def _board() -> None:
    op.create_table(
        "board",
        key(),
        words("name", unique=True),
        word("division", "england-and-wales", "scotland", "northern-ireland"),
        link("independent_chair_post_id", "post", null=True, later=True),
        words("accountable_body"),
        words("mail_from"),
        words("reply_to"),
        words("marking"),
        day("asked_all_on", null=True),
    )


def _agency() -> None:
    op.create_table(
        "agency",
        key(),
        link("board_id", "board"),
        words("name"),
        link("successor_id", "agency", null=True),
        day("succeeded_on", null=True),
        sa.UniqueConstraint("board_id", "name"),
    )


def _post() -> None:
    op.create_table(
        "post",
        key(),
        link("board_id", "board"),
        link("agency_id", "agency", null=True),
        words("name"),
        words("match_key"),
        word(
            "kind",
            "lead",
            "safeguarding lead",
            "board member",
            "chief officer",
            "secretary",
            "chair",
            "independent chair",
            "member",
        ),
        link("deputy_post_id", "post", null=True),
        word("channel", "email", "teams", "both"),
        words("teams_secret", null=True),
        sa.UniqueConstraint("board_id", "match_key"),
    )


def _person() -> None:
    op.create_table(
        "person",
        key(),
        link("board_id", "board"),
        words("name"),
        day("purged_on", null=True),
    )


def _tenure() -> None:
    op.create_table(
        "tenure",
        key(),
        link("post_id", "post"),
        link("person_id", "person"),
        day("from_on"),
        day("until_on", null=True),
    )


def _address() -> None:
    op.create_table(
        "address",
        key(),
        link("board_id", "board"),
        link("person_id", "person"),
        words("email"),
        words("match_key"),
        day("from_on"),
        day("until_on", null=True),
        day("undeliverable_on", null=True),
        words("refusal", null=True),
        instant("refused_at", null=True),
        sa.UniqueConstraint("board_id", "match_key"),
    )


def _committee() -> None:
    op.create_table(
        "committee",
        key(),
        link("board_id", "board"),
        words("name"),
        link("secretary_post_id", "post"),
        link("chair_post_id", "post"),
        sa.UniqueConstraint("board_id", "name"),
    )


def _committee_member() -> None:
    op.create_table(
        "committee_member",
        link("committee_id", "committee", primary_key=True, index=False),
        link("post_id", "post", primary_key=True),
        number("place"),
    )


def _board_section() -> None:
    op.create_table(
        "board_section",
        link("board_id", "board", primary_key=True, index=False),
        words("name", primary_key=True),
    )


def _meeting() -> None:
    op.create_table(
        "meeting",
        key(),
        link("committee_id", "committee"),
        day("held_on"),
        flag("takes_pack", null=True),
        day("cancelled_on", null=True),
        sa.UniqueConstraint("committee_id", "held_on"),
    )


def _chair_of_board() -> None:
    # Boards and posts point to each other. SQLite takes a key to a table that is yet to be made.
    if op.get_context().dialect.name != "sqlite":
        op.create_foreign_key(None, "board", "post", ["independent_chair_post_id"], ["id"])
