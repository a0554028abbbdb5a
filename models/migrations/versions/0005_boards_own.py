"""What belongs to no action, and where each run stands in the history, are found at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """The secretary's news is read without a search of the whole ledger or history."""
    for table, name, columns, which in (
        ("notice", "ix_notice_of_none", ["board_id", "step"], "action_id IS NULL"),
        ("history", "ix_history_run", ["subject_id"], "what = 'run'"),
    ):
        where = sa.text(which)
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
