"""Why something was let go, kept back or settled is kept in words, beside the hash in its entry."""

from __future__ import annotations

from alembic import op

from models.migrations.columns import link, words

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Of what was recorded before, the words are where they were, or gone."""
    op.create_table(
        "given_reason",
        link("entry_id", "history", primary_key=True, index=False),
        words("text"),
    )
