"""What came back: reports are read, and what they tell of is due again on the next run."""

from __future__ import annotations

from tasks.bounces import Bounced
from tasks.bounces import read_bounces as read
from tasks.office import Do


def read_bounces(do: Do) -> Bounced:
    """The bounce mailbox and the folder of reports, read from where the last reading ended."""
    return do(read)
