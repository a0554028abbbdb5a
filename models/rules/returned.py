"""What a message that came back says of the address it was sent to.

Source: procedure.md, rule 7; RFC 3463 for the meaning of a status.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from enum import Enum, auto

# So many addresses at once, and the fault is hardly theirs.
MANY = 5
# 5.5 a protocol, 5.7 a policy: as in a reply to RCPT, it says nothing of the mailbox.
OURS = ("5", "7")
# What is said of the sender's address, which is ours (3.2).
OUR_ADDRESS = ("1.7", "1.8")


class About(Enum):
    """What a failure speaks of."""

    ADDRESS = auto()
    US = auto()
    TIME = auto()


def about(status: str) -> About:
    """What a status such as 5.1.1 speaks of: the address, ourselves, or a server out of reach.

    A failure with a 4 is a message that was given up after days of trying.
    """
    kind, said = status.split(".", 1)
    if kind == "4":
        return About.TIME
    ours = said.partition(".")[0] in OURS or said in OUR_ADDRESS
    return About.US if ours else About.ADDRESS


def takes_nothing_more(what: About, refused_us: Collection[Hashable]) -> bool:
    """True where the address is undeliverable from now on.

    That a server would not have a message of ours counts against the address too, since nothing
    else arrives there; but not where many say so at once: the fault is then with our server or
    our domain, and it would go to the stand-ins of the whole board.
    """
    if what is About.US:
        return len(refused_us) < MANY
    return what is About.ADDRESS
