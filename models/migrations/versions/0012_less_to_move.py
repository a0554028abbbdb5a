"""What a day writes moves no index that it says nothing of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

STANDING = sa.text("withdrawn_because IS NULL")
ONCE = (sa.text("coalesce(action_id, 0)"), "step", "cause", "post_id")


def upgrade() -> None:
    """A notice that is told stays where it is in the index that keeps it unique.

    And an entry of no action, or of nobody, is in no index of actions or people: most say how an
    attempt at a message ended.
    """
    op.execute(
        "UPDATE notice SET withdrawn_because = 'withdrawn'"
        " WHERE state = 'withdrawn' AND withdrawn_because IS NULL"
    )
    op.drop_index("uq_notice_once", "notice")
    op.create_index(
        "uq_notice_once",
        "notice",
        list(ONCE),
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    for column in ("action_id", "person_id"):
        named = sa.text(f"{column} IS NOT NULL")
        op.drop_index(f"ix_history_{column}", "history")
        op.create_index(
            f"ix_history_{column}",
            "history",
            [column],
            sqlite_where=named,
            postgresql_where=named,
        )
