"""An action that was struck is asked once more, so that whoever was told of it hears so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """It stands in the index of what is asked for as long as it has a day to be asked on."""
    asked = sa.text("next_on IS NOT NULL")
    op.drop_index("ix_action_next", "action")
    op.create_index(
        "ix_action_next",
        "action",
        ["board_id", "next_on", "review_id", "place", "id", "struck_on"],
        sqlite_where=asked,
        postgresql_where=asked,
    )
