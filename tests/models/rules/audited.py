"""A register that was run properly, for the tests of the self-check, and what was done to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from models.rules.audit import findings
from models.rules.audit_facts import Audited, Finding, RunDay
from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.records import Decided
from models.rules.rehearsal import accepted, rehearse
from models.rules.words import DecisionKind, Step
from tests.models.rules.builders import CALENDAR, LEAD, SECOND, a_board, an_action, day

Spoil = Callable[[Entry], Entry | None]


@cache
def runs_from(first: date, last: date) -> tuple[RunDay, ...]:
    """A run on each WD from a day to another, each of which reached whom it should."""
    return tuple(RunDay(on=one) for one in CALENDAR.working_days(first, last))


@dataclass(frozen=True, slots=True)
class Lived:
    """An action and its board, with all that the runs of its days told."""

    action: ActionFacts
    board: BoardFacts
    start: date
    last: date
    more: dict[str, Any] = field(default_factory=dict)
    # The last day on which nobody could be told of a step.
    dark: dict[Step, date] = field(default_factory=dict)

    def on(self, on: date) -> Audited:
        """The register at the end of a day, as the self-check is told of it."""
        first = max(self.start, CALENDAR.minus(on, 30))
        known = tuple(e for e in self.action.ledger if e.recorded_on <= on)
        board = tuple(e for e in self.board.ledger if e.recorded_on <= on)
        given: dict[str, Any] = {
            "board": replace(self.board, ledger=board),
            "actions": (replace(self.action, ledger=known),),
            "runs": self._runs(first, on),
            "as_of": on,
            "now": datetime.combine(on, time(18), UTC),
        }
        return Audited(**given | self.more)

    def _runs(self, first: date, last: date) -> tuple[RunDay, ...]:
        runs = runs_from(first, last)
        return tuple(self._dark(run) for run in runs) if self.dark else runs

    def _dark(self, run: RunDay) -> RunDay:
        steps = (step for step, last in self.dark.items() if run.on <= last)
        return replace(run, unreached=frozenset((self.action.action_id, step) for step in steps))

    def unreached(self, step: Step, last: str) -> Lived:
        """The same, where nobody could be told of a step until a day."""
        return replace(self, dark={step: day(last)})

    def but(self, **more: Any) -> Lived:
        """The same, told otherwise."""
        return replace(self, more=self.more | more)

    def spoilt(self, change: Spoil) -> Lived:
        """The same register with its lines changed, or left out."""
        lines = filter(None, map(change, self.action.ledger))
        others = filter(None, map(change, self.board.ledger))
        return replace(
            self,
            action=replace(self.action, ledger=tuple(lines)),
            board=replace(self.board, ledger=tuple(others)),
        )

    def with_lines(self, *lines: Entry) -> Lived:
        """The register with more lines of the action."""
        ledger = (*self.action.ledger, *lines)
        return replace(self, action=replace(self.action, ledger=ledger))

    def given_to(self, step: Step, meant: int, post: int, person: int) -> Lived:
        """The register with a post's lines of a step told to another post in its place."""
        return self.spoilt(
            lambda e: (
                replace(e, post_id=post, person_id=person, for_post_id=meant)
                if e.step is step and e.post_id == meant
                else e
            )
        )

    def without(self, *steps: Step, post: int | None = None) -> Lived:
        """The register without the lines of some steps, or without those of one post."""
        return self.spoilt(lambda e: None if e.step in steps and post in (None, e.post_id) else e)

    def over(self, start: str = "", end: str = "") -> Watched:
        """The register on each WD from a day to another."""
        first, last = day(start) if start else self.start, day(end) if end else self.last
        return Watched(self, tuple(CALENDAR.working_days(first, last)))


@dataclass(frozen=True, slots=True)
class Watched:
    """A register, and the days on which it is looked at."""

    register: Lived
    days: tuple[date, ...]

    def says(self, expected: Sequence[str] | None = None) -> list[str]:
        """What the self-check says, with the first and the last day on which it says so.

        Where it is known what to expect, the ends of it are looked at, the days beside, and each
        twentieth: what is wrong stays so for longer.
        """
        days = self.days if expected is None else self._ends(" ".join(expected))
        return spans((one, findings(self.register.on(one))) for one in days)

    def _ends(self, expected: str) -> Iterator[date]:
        named = set(re.findall(r"(\d+ [A-Z][a-z]{2})\b", expected))
        near = {*range(0, len(self.days), 20), len(self.days) - 1}
        for at, one in enumerate(self.days):
            if _short(one) in named:
                near |= {at - 1, at, at + 1}
        return (one for at, one in enumerate(self.days) if at in near)


def lived(action: ActionFacts, board: BoardFacts | None = None, end: str = "2011-01-31") -> Lived:
    """The action after every run from its entry to a day, each message accepted at once."""
    return _lived(action, board, end) if board else _on_the_small_board(action, end)


@cache
def _on_the_small_board(action: ActionFacts, end: str) -> Lived:
    return _lived(action, a_board(), end)


def _lived(action: ActionFacts, board: BoardFacts, end: str) -> Lived:
    action = action if action.versions else replace(action, versions=(action.version,))
    notices = [
        (one, today.on)
        for today in rehearse((action,), board, action.entered_on, day(end))
        for one in today.notices
    ]
    own = tuple(accepted(one, on) for one, on in notices if one.action_id is not None)
    theirs = tuple(accepted(one, on) for one, on in notices if one.action_id is None)
    return Lived(
        replace(action, ledger=(*action.ledger, *own)),
        replace(board, ledger=theirs),
        action.entered_on,
        day(end),
    )


def spans(looks: Iterable[tuple[date, Iterable[Finding]]]) -> list[str]:
    """ "not-told E2 v1 of 22 Oct: 22 Oct - 3 Dec", for each thing that is found on any day."""
    seen: dict[str, list[tuple[date, date]]] = {}
    for on, found in looks:
        for one in found:
            seen.setdefault(" ".join(_words(one)), []).append((one.on, on))
    return [f"{words} of {_between(days)}" for words, days in seen.items()]


def _words(one: Finding) -> Iterator[str]:
    """A finding but for its day; the action is the one there is, where it is of one."""
    yield one.fault
    yield from (str(part) for part in (one.step, one.cause) if part)
    if one.post_id is not None:
        yield f"to {one.post_id}"
    if one.action_id is None:
        yield "(board)"


def _between(days: list[tuple[date, date]]) -> str:
    (of, first), (of_last, last) = days[0], days[-1]
    moved = "" if of == of_last else f".. {_short(of_last)}"
    return f"{_short(of)}{moved}: {_short(first)} - {_short(last)}"


def _short(on: date) -> str:
    return f"{on.day} {on:%b}"


TWO = replace(an_action(), leads=(LEAD, SECOND))


def decided(kind: DecisionKind, on: str, **more: Any) -> Decided:
    """A decision of the chair, recorded on its day unless told otherwise."""
    whole: dict[str, Any] = {"recorded_on": day(on), "person_id": 106, "post_id": 6}
    return Decided(decision_id=7, kind=kind, on=day(on), **whole | more)


def made(*steps: Step, **what: Any) -> Spoil:
    """The lines of some steps made otherwise."""
    return lambda e: replace(e, **what) if e.step in steps else e
