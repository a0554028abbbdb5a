"""The days played forward: who would be told what and when, if every message were accepted.

Source: procedure.md, "Told": a rehearsal assumes acceptance on the day of the run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.notices import Notice, decide
from models.rules.owed import Day
from models.rules.quick import with_other
from models.rules.words import NoticeState


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedDay:
    """A day on which something would be told, and what."""

    on: date
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """The board as it is from a day on: under a policy that holds from then (rule 14)."""

    from_on: date
    board: BoardFacts


def rehearse(
    actions: Iterable[ActionFacts],
    board: BoardFacts,
    start: date,
    end: date,
    later: Sequence[Later] = (),
) -> tuple[RehearsedDay, ...]:
    """The days from `start` to `end`, both included, that would tell anything; nobody answers.

    There is one run each WD. An action is asked only when its next day has come, so that a year
    costs what it tells; where the policy changes, all are asked.
    """
    return tuple(rehearsed_days(actions, board, start, end, later))


def rehearsed_days(
    actions: Iterable[ActionFacts],
    board: BoardFacts,
    start: date,
    end: date,
    later: Sequence[Later],
    *,
    decides: Callable[[list[ActionFacts], BoardFacts, date], Day] = decide,
) -> Iterator[RehearsedDay]:
    """The same, one day after another; `decides` says what a day owes."""
    played = {action.action_id: action for action in actions}
    next_on: dict[int, date | None] = {}
    ran, ledger = list(board.month_runs), board.ledger
    for on, under, first in _runs(board, start, end, later):
        if first:
            next_on = dict.fromkeys(played, on)
        if ran and ran[-1].month != on.month:
            ran = []
        asked = [played[i] for i, day in next_on.items() if day is not None and day <= on]
        if asked or under.packs:  # else nothing is asked that could owe anything
            as_then = with_other(under, month_runs=tuple(ran), list_days={}, ledger=ledger, news={})
            today = decides(asked, as_then, on)
            next_on.update(today.next_on)
            if today.notices:
                played.update(_accepted(played, today.notices, on))
                ledger += tuple(accepted(n, on) for n in today.notices if n.action_id is None)
                yield RehearsedDay(on=on, notices=today.notices)
        ran.append(on)


def _runs(
    board: BoardFacts, start: date, end: date, later: Sequence[Later]
) -> Iterator[tuple[date, BoardFacts, bool]]:
    """Each WD with the board of that day, and whether it is the first on which the board is so."""
    parts = [
        Later(from_on=start, board=board),
        *(one for one in later if start < one.from_on <= end),
    ]
    ends = [*(one.from_on - ONE_DAY for one in parts[1:]), end]
    for one, last in zip(parts, ends, strict=True):
        for n, on in enumerate(one.board.calendar.working_days(one.from_on, last)):
            yield on, one.board, n == 0


def _accepted(
    played: dict[int, ActionFacts], notices: tuple[Notice, ...], on: date
) -> dict[int, ActionFacts]:
    """The actions that were told something, with what they were told in their ledgers."""
    told: dict[int, list[Entry]] = defaultdict(list)
    for one in notices:
        if one.action_id is not None:
            told[one.action_id].append(accepted(one, on))
    return {i: with_other(played[i], ledger=(*played[i].ledger, *new)) for i, new in told.items()}


def all_accepted(action: ActionFacts, on: date) -> ActionFacts:
    """The action with what waits for it accepted on the first day ("Told")."""
    told = (
        replace(e, state=NoticeState.TOLD, told_on=on) if e.state is NoticeState.WAITING else e
        for e in action.ledger
    )
    return replace(action, ledger=tuple(told))


def accepted(one: Notice, on: date) -> Entry:
    """The line that a notice leaves in the ledger where it is accepted on the day of its run."""
    return Entry(
        step=one.step,
        cause=one.cause,
        post_id=one.post_id,
        person_id=one.person_id,
        first=one.first,
        state=NoticeState.TOLD,
        recorded_on=on,
        told_on=on,
        for_post_id=one.for_post_id,
        for_words=one.for_words,
        copy=one.copy,
    )
