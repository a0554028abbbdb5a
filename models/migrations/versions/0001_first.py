"""The register as first laid down."""

from __future__ import annotations

from models.migrations.first import answers, boards, history, ledger, packs, plans

revision = "0001"
down_revision = None


def upgrade() -> None:
    """An empty database holds the register's tables; the way back is a restored backup."""
    for part in (boards, plans, answers, packs, ledger, history):
        part.create()
