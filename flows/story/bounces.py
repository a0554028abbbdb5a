"""What came back: reports are read, and what they tell of is due again on the next run."""

from __future__ import annotations

from tasks.alerts import tell_operator
from tasks.bounces import Bounced
from tasks.bounces import read_bounces as read
from tasks.office import Do


def read_bounces(do: Do) -> Bounced:
    """The bounce mailbox and the folder of reports, read from where the last reading ended.

    The operator is told where they cannot be read, and where many servers refuse us.
    """
    came = do(read)
    refused = f"Addresses whose servers refused us: {came.refused_us}." if came.refused_us else ""
    do(tell_operator, "What comes back", tuple(filter(None, (came.stopped, refused))))
    return came
