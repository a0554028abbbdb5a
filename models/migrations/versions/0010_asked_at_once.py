"""What a day asks of is found in an index alone, in the order of the plans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """The index holds all that the question asks: no action is read to be found.

    SQLite looks at `struck_on` of each, though none but those that are not struck are in it.
    """
    asked = sa.text("next_on IS NOT NULL AND struck_on IS NULL")
    op.drop_index("ix_action_next", "action")
    op.create_index(
        "ix_action_next",
        "action",
        ["board_id", "next_on", "review_id", "place", "id", "struck_on"],
        sqlite_where=asked,
        postgresql_where=asked,
    )
