"""Of whom a mail server's refusal speaks: of us, of the addressee, or of the message."""

from __future__ import annotations

import re

from notifications.channels.base import Phase

# RFC 4954: the server wants another login. That is ours to mend and says nothing of an address.
LOGIN_CODES = frozenset({530, 534, 535, 538})
# RFC 3463, 3.6 and 3.8: a protocol or a policy that is in the way, "relaying denied" before all.
# It says nothing of the mailbox, and a server that says it to one says it to everybody. So does
# what is said of our own address (3.2, 7 and 8), be it in answer to theirs.
ABOUT_US = re.compile(rb"5\.[57]\.\d+\b|5\.1\.[78]\b")
OUR_ADDRESS = re.compile(rb"5\.1\.[78]\b")
# Filters take every address, and say of a wrong one only after the message that it is (3.2, 3.3).
THEIR_ADDRESS = re.compile(rb"5\.1\.\d+\b|5\.2\.1\b")


def is_about_us(phase: Phase, code: int, reply: bytes) -> bool:
    """True of a refusal that speaks of our login, our address or our being let in."""
    if phase is Phase.SENDER or code in LOGIN_CODES:
        return True
    spoken_of = ABOUT_US if phase is Phase.RECIPIENT else OUR_ADDRESS
    return spoken_of.match(reply) is not None


def is_about_the_address(reply: bytes) -> bool:
    """True of a final refusal that names the addressee, whenever it comes."""
    return THEIR_ADDRESS.match(reply) is not None
