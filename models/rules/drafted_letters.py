"""The letter to an agency's chief officer that is drafted with E5: to whom, and until when unsent.

Source: procedure.md, the table of steps (E5), rule 13.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.rules.addressees import lead_agency
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.words import DecisionKind, PostKind, Step

RECORDED = (DecisionKind.LETTER_SENT, DecisionKind.LETTER_NOT_SENT)


def letter_to(action: ActionFacts, board: BoardFacts) -> str:
    """ "the Chief executive": the agency's chief officer, or the body that the board answers to."""
    if action.board_own and board.accountable_body:
        return board.accountable_body
    officer = board.post_of(lead_agency(action, board), PostKind.CHIEF_OFFICER)
    return f"the {officer.name}" if officer else "the agency's chief officer"


def unsent_letters(action: ActionFacts) -> tuple[date, ...]:
    """The days of the letters that nobody has recorded as sent, or as not to be sent."""
    told = (e.told_on for e in action.standing_entries(Step.E5) if e.first)
    recorded = [one.on for one in action.decisions if one.kind in RECORDED]
    return unsent(dict.fromkeys(day for day in told if day is not None), recorded)


def unsent(drafted: Iterable[date], recorded: Iterable[date]) -> tuple[date, ...]:
    """The days of the letters that nothing was recorded of since."""
    last = max(recorded, default=date.min)
    return tuple(on for on in drafted if last < on)
