"""A decision of 14 October 2010, at the meeting of the day before, and what follows from it."""

from __future__ import annotations

from datetime import date

from models.rules.decisions import decide
from models.rules.facts import ActionFacts, Stop
from models.rules.progress import Actor, Deciding, Effects
from models.rules.words import DecisionKind, Progress, StopKind
from tests.models.rules.builders import SECRETARY, a_board, an_action, day, person, stopped

BOARD = a_board(meetings=("2010-10-13",))
ON = day("2010-10-14")
LATER = day("2010-12-01")
OPEN = an_action()


def closed(
    how: Progress = Progress.CLOSED_ACCEPTED, *, imported: bool = False, on: str = "2010-09-20"
) -> ActionFacts:
    """The action closed, on 20 September unless on another day."""
    closure = Stop(
        kind=StopKind.CLOSURE,
        from_on=day(on),
        closed_as=how,
        awaits_adoption=imported,
    )
    return stopped(OPEN, closure)


def decided(
    kind: DecisionKind,
    action: ActionFacts = OPEN,
    *,
    until: date | None = None,
    reason: str | None = "As was discussed.",
    into: int | None = 2,
) -> Effects:
    """What follows from a decision of 14 October, at the meeting of the day before."""
    what = Deciding(
        kind=kind,
        on=ON,
        until=until,
        reason=reason,
        into_action_id=into,
        meeting_on=day("2010-10-13"),
        minute="7.2",
    )
    return decide(action, what, by(SECRETARY), BOARD)


def by(post: int) -> Actor:
    """The holder of a post."""
    return Actor(person_id=person(post), post_ids=frozenset({post}), post_id=post)
