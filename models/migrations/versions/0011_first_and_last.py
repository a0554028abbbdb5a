"""The first and last due date, and the last entry of a kind, are found without a search."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """A day on which nothing is owed looks at neither all dates nor all of the history."""
    op.create_index("ix_due_version_due_on", "due_version", ["due_on"])
    op.create_index("ix_history_what", "history", ["board_id", "what", "seq"])
