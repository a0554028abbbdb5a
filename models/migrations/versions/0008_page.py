"""The lead's page: codes that were sent, and links that were revoked."""

from __future__ import annotations

from alembic import op

from models.migrations.columns import instant, key, link, number, words

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """A register of before has sent no code and revoked no link."""
    op.create_table(
        "page_code",
        key(),
        link("person_id", "person"),
        words("seal"),
        instant("sent_at"),
        number("tries"),
        instant("used_at", null=True),
    )
    op.create_table("links_revoked", key(), link("person_id", "person"), instant("at"))
