"""The self-check: every board held against its ledger, by other code than the scan."""

from __future__ import annotations

from tasks.audit import AuditReport
from tasks.audit import audit as look_over
from tasks.follow_up import boards
from tasks.office import Do


def audit(do: Do, *, keep: bool = True) -> tuple[AuditReport, ...]:
    """Each board looked over as of today; what is new is recorded once, and told in S."""
    return tuple(do(look_over, board_id, keep=keep) for board_id in do(boards))
