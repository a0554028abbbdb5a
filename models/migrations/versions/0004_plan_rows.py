"""A plan's row is kept as it was written, and the secretary proposes a priority."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import day, instant, key, link, word

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Of what was entered before, the row as written is not known: it stays empty."""
    written = sa.Column("written", sa.JSON(none_as_null=True), nullable=True)
    op.add_column("recommendation", written)
    op.create_table(
        "proposal",
        key(),
        link("action_id", "action"),
        word("priority", "normal", "high"),
        day("holds_from"),
        instant("recorded_at"),
        link("person_id", "person"),
        link("post_id", "post"),
    )
