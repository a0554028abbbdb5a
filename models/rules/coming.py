"""What comes next of one action, if nobody answers or decides: the days of its own rehearsal.

Source: procedure.md, "Told": a rehearsal assumes acceptance on the day of the run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.rules.facts import ActionFacts, BoardFacts
from models.rules.notices import Notice, decide, decide_apart
from models.rules.owed import Day
from models.rules.questions import StepView, Verdict, is_secretary_line
from models.rules.rehearsal import Later, RehearsedDay, accepted, all_accepted, rehearsed_days
from models.rules.words import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A step that an action will be owed: its day and reason, and whom it will be told to."""

    on: date
    view: StepView
    notices: tuple[Notice, ...]
    for_secretary: bool


def coming(
    action: ActionFacts,
    board: BoardFacts,
    as_of: date,
    end: date,
    later: Sequence[Later] = (),
    *,
    through: Step | None = None,
) -> tuple[Coming, ...]:
    """The first day of each step that an action is owed from `as_of` to `end`; nobody answers.

    What comes after the day on which `through` is told is not looked for, nor then what its board
    is told.
    """
    decides = decide if through is None else decide_apart
    days = told_ahead(action, board, as_of, end, later, decides=decides)
    return firsts_of_days(action, board, days, as_of, through=through)


def told_ahead(
    action: ActionFacts,
    board: BoardFacts,
    as_of: date,
    end: date,
    later: Sequence[Later] = (),
    *,
    decides: Callable[[list[ActionFacts], BoardFacts, date], Day] = decide,
) -> Iterator[RehearsedDay]:
    """The days of a rehearsal of this action alone, so that both say the same."""
    asked = all_accepted(action, board.calendar.on_or_after(as_of))
    return rehearsed_days([asked], board, as_of, end, later, decides=decides)


def firsts_of_days(
    action: ActionFacts,
    board: BoardFacts,
    days: Iterable[RehearsedDay],
    as_of: date,
    *,
    through: Step | None = None,
) -> tuple[Coming, ...]:
    """The first day of each step, up to the day on which `through` is told.

    The month's list of the secretary is another than the one of the leads.
    """
    found: dict[tuple[Step, bool], Coming] = {}
    for day in days:
        alike: dict[tuple[Step, bool], list[Notice]] = defaultdict(list)
        for n in day.notices:
            line = accepted(n, day.on)
            own = n.step is Step.M and is_secretary_line(action, board, line)
            alike[n.step, own].append(n)
        for place, notices in alike.items():
            found.setdefault(place, _coming(day.on, notices, as_of, for_secretary=place[1]))
        if (through, False) in found:
            break
    return tuple(found.values())


def _coming(on: date, notices: list[Notice], as_of: date, *, for_secretary: bool) -> Coming:
    one, verdict = notices[0], Verdict.LATER if on > as_of else Verdict.DUE
    view = StepView(one.step, one.cause, on, verdict, one.reason)
    return Coming(on=on, view=view, notices=tuple(notices), for_secretary=for_secretary)


def played(action: ActionFacts, on: date, days: Iterable[RehearsedDay]) -> ActionFacts:
    """The action with what waits accepted on a day, and all that these days tell of it."""
    told = all_accepted(action, on)
    lines = [accepted(n, day.on) for day in days for n in day.notices if n.action_id is not None]
    return replace(told, ledger=(*told.ledger, *lines))
