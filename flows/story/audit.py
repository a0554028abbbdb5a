"""The self-check: every board held against its ledger, by other code than the scan."""

from __future__ import annotations

from flows.story.in_turn import in_turn
from tasks.audit import AuditReport
from tasks.audit import audit as look_over
from tasks.follow_up import boards
from tasks.office import Do


def audit(do: Do, *, keep: bool = True) -> tuple[AuditReport, ...]:
    """Each board looked over as of today; what is new is recorded once, and told in S."""
    return tuple(in_turn(do(boards), lambda board_id: do(look_over, board_id, keep=keep)))
