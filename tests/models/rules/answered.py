"""What the ladder answers of an action, a line a step, for tables that a secretary could read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from models.rules.causes import board_cause_stands, cause_stands
from models.rules.facts import ActionFacts, BoardFacts, Entry, Stop
from models.rules.ladder import Verdict, view
from models.rules.notices import owed
from models.rules.owed import Notice
from models.rules.questions import StepView
from models.rules.words import Progress, Step, StopKind, VersionCause
from tests.models.rules.builders import (
    BOARD_MEMBER,
    SAFEGUARDING,
    a_board,
    an_action,
    day,
    heard,
    stop,
    told,
    version,
)

# Escalated: E1 to E3 of the action due on 15 October 2010 were told on their days.
ESCALATED = replace(
    heard(
        an_action(),
        told(Step.E1, "2010-10-18"),
        told(Step.E2, "2010-10-22", SAFEGUARDING),
        replace(told(Step.E2, "2010-10-22", first=False), copy=True),
        told(Step.E3, "2010-10-29", BOARD_MEMBER),
    ),
    versions=(an_action().version,),
)
# The date that was missed is an extension, of 1 September.
EXTENDED = heard(
    replace(an_action(), version=version("2010-10-15", "2010-09-01", VersionCause.EXTENDED)),
    a_on="2010-09-01",
)
# The first lines of E1 to E3, each told on its day.
SO_FAR = (
    told(Step.E1, "2010-10-18"),
    told(Step.E2, "2010-10-22", SAFEGUARDING),
    told(Step.E3, "2010-10-29", BOARD_MEMBER),
)
AT_E4 = heard(an_action(), *SO_FAR)


def ended(kind: StopKind, start: str, end: str | None = None, **more: Any) -> Stop:
    """A stop that has a number, which is the cause of what answers it."""
    return replace(stop(kind, start, end), stop_id=4, **more)


def closed(how: Progress, on: str = "2010-11-03", **more: Any) -> Stop:
    """A closure from a day on."""
    return ended(StopKind.CLOSURE, on, closed_as=how, **more)


def answers(
    action: ActionFacts, on: str, *steps: Step, board: BoardFacts | None = None
) -> list[str]:
    """What is said of some steps of an action as of a day."""
    views = view(action, board or a_board(), day(on))
    return [_line(one) for one in views if one.step in steps]


def _line(one: StepView) -> str:
    """ "Z s4 on 3 Nov is due to 3, 4: evidence came in on 3 November 2010"."""
    posts = f" to {', '.join(map(str, one.posts))}" if one.posts else ""
    on = f" on {short(one.planned_on)}" if one.planned_on else ""
    return f"{one.step} {one.cause}{on} is {one.verdict}{posts}: {one.reason}"


def leaves(
    action: ActionFacts, entry: Entry, on: str, board: BoardFacts | None = None
) -> list[str]:
    """Why a line that waits must not leave on a day; [] where it may."""
    why = cause_stands(action, board or a_board(), entry, day(on))
    return [why] if why is not None else []


def boards_line_leaves(board: BoardFacts, entry: Entry, on: str) -> list[str]:
    """The same of a line that is of no action."""
    why = board_cause_stands(board, entry, day(on))
    return [why] if why is not None else []


def notices(owed: Iterable[Notice]) -> list[str]:
    """ "V p1 to 4 first: nobody holds the post", for each notice."""
    return [
        f"{one.step} {one.cause} to {one.post_id}{' first' * one.first}"
        f"{f' for {one.for_post_id}' if one.for_post_id else ''}: {one.reason}"
        for one in owed
    ]


def short(on: date) -> str:
    """ "3 Nov"."""
    return f"{on.day} {on:%b}"


def entries(
    action: ActionFacts, on: str, board: BoardFacts | None = None
) -> list[tuple[int, int, str]]:
    """The post, the person and the cause of each A of a day."""
    found = owed(action, board or a_board(), day(on))
    return [(n.post_id, n.person_id, n.cause) for n in found if n.step is Step.A]


def entry(action: ActionFacts, on: str, board: BoardFacts | None = None) -> tuple[Verdict, str]:
    """What is said of A on a day, and why."""
    one = view(action, board or a_board(), day(on))[0]
    return one.verdict, one.reason


def lists(action: ActionFacts, on: str, ran: str | None = None) -> set[int]:
    """The posts that an M of the day names the action to."""
    return {n.post_id for n in owed(action, a_board(ran=ran), day(on)) if n.step is Step.M}


def month(action: ActionFacts, on: str, ran: str | None = None) -> StepView:
    """What is said of the leads' M on a day."""
    return next(v for v in view(action, a_board(ran=ran), day(on)) if v.step is Step.M)
