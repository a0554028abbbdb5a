"""A meeting says on which day it was entered: only those known on a day count on it."""

from __future__ import annotations

from alembic import op

from models.migrations.columns import day

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Of the meetings there were, nobody knows since when: they count as known all along."""
    op.add_column("meeting", day("entered_on", null=True))
