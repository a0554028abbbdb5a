"""What people do by hand: edits, corrections, checkpoints, what an action waits for."""

from __future__ import annotations

from models.migrations.third import by_hand

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """The register can be edited and corrected by hand, and nothing in it is lost."""
    by_hand.change()
