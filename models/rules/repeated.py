"""What a decision or an answer has to be said again for: another that took its place since.

The same thing twice is recorded once; said again after something else, it is said anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.rules.standing import CLOSING
from models.rules.words import DecisionKind, ResponseKind

DATING = (DecisionKind.EXTEND, DecisionKind.SET_DATE, DecisionKind.REOPEN)
# Per kind the decisions on the same action after which it no longer stands as it was taken.
REPLACED_BY: Mapping[DecisionKind, tuple[DecisionKind, ...]] = {
    **dict.fromkeys(CLOSING, (DecisionKind.REOPEN,)),
    DecisionKind.REOPEN: CLOSING,
    DecisionKind.EXTEND: DATING,
    DecisionKind.SET_DATE: DATING,
    DecisionKind.HOLD: (DecisionKind.HOLD,),
    DecisionKind.INTERVAL: (DecisionKind.INTERVAL,),
    DecisionKind.PRIORITY_HIGH: (DecisionKind.PRIORITY_NORMAL,),
    DecisionKind.PRIORITY_NORMAL: (DecisionKind.PRIORITY_HIGH,),
    DecisionKind.IMPACT_HELD: (DecisionKind.IMPACT_NOT_HELD,),
    DecisionKind.IMPACT_NOT_HELD: (DecisionKind.IMPACT_HELD,),
    DecisionKind.LETTER_SENT: (DecisionKind.LETTER_NOT_SENT,),
    DecisionKind.LETTER_NOT_SENT: (DecisionKind.LETTER_SENT,),
}


def contradicts(
    later: tuple[ResponseKind | None, date | None], said: tuple[ResponseKind | None, date | None]
) -> bool:
    """True where a later answer of the same post says another progress or forecast."""
    return any(
        new is not None and old is not None and new != old
        for new, old in zip(later, said, strict=True)
    )
