"""How fast mail leaves is kept once for all workers."""

from __future__ import annotations

from alembic import op

from models.migrations.columns import instant, key, number

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nothing has left of late."""
    op.create_table("mail_pace", key(), number("taken"), number("messages"), instant("last_at"))
    op.execute("INSERT INTO mail_pace VALUES (1, 0, 0, '2000-01-01 00:00:00')")
