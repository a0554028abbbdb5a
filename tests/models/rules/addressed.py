"""Who is told a step of an overdue action on 12 November 2010."""

from __future__ import annotations

from models.rules.facts import ActionFacts, BoardFacts
from models.rules.recipients import recipients
from models.rules.words import Step
from tests.models.rules.builders import a_board, an_action, day, heard

ON = day("2010-11-12")
DUE = heard(an_action())


def who(action: ActionFacts, step: Step, board: BoardFacts | None = None) -> list[int]:
    """The posts told a step, the first-named first."""
    found, _ = recipients(action, board or a_board(), step, ON)
    return [one.post_id for one in sorted(found, key=lambda r: not r.first)]
