"""What a person keeps back is marked on each notice, and a run says how many messages count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import day

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """A notice can be held, released and refused; the storm guard counts what a run would send.

    Of the runs there were, what they sent is what counts: none was held.
    """
    for name in ("held_on", "released_on", "refused_on"):
        op.add_column("notice", day(name, null=True))
    op.add_column("run", sa.Column("counted", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE run SET counted = messages")
