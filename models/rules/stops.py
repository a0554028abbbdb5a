"""What stops the steps of an action, until when, and what it does to the days they are counted in.

Source: procedure.md, rule 10, and the secretary's silence ("Who may do what").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from models.rules.calendar import ONE_DAY, Calendar
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts, MeetingFacts, Stop
from models.rules.words import Step, StopKind

LEADS_STOPS = (StopKind.EVIDENCE, StopKind.HOLD, StopKind.CLOSURE)
# More than any ladder goes on after a stop: a holiday-rich 40 WD are some sixty calendar days.
A_LADDER_LONG = timedelta(days=120)
# The stages that the secretary may silence; A, M and R ask for a silence themselves.
SILENCED = (Step.E1, Step.E2, Step.E3)


def stops_on(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[Stop, ...]:
    """The stops that have begun by a day, earliest first, each with its end for the ladder.

    An extension asked for after the due date stops nothing, and is left out.
    """
    if not action.stops:
        return ()
    begun = (s for s in action.stops if s.from_on <= as_of)
    counted = [_with_its_end(s, action, board) for s in begun if _counts(s, action)]
    return tuple(sorted(counted, key=lambda s: s.from_on))


def _counts(stop: Stop, action: ActionFacts) -> bool:
    if stop.kind is not StopKind.EXTENSION_ASKED:
        return True
    return action.due_on is not None and stop.from_on <= action.due_on


def _with_its_end(stop: Stop, action: ActionFacts, board: BoardFacts) -> Stop:
    """The stop as the ladder sees it; an end beyond the calendar cannot be counted to yet."""
    if stop.kind is StopKind.EXTENSION_ASKED:
        return replace(stop, until_on=extension_ends_on(stop, action, board))
    if stop.until_on is not None and stop.until_on > board.calendar.last - A_LADDER_LONG:
        return replace(stop, until_on=None)
    return stop


def extension_ends_on(stop: Stop, action: ActionFacts, board: BoardFacts) -> date:
    """The day on which an extension that was asked for stops nothing any more.

    The decision, or the day after the first meeting whose cut-off the request met, or 20 WD
    after it where no such meeting is known: whichever is first. The freeze is taken after the
    day's run, so a request of that very day has met it. A meeting that becomes known or is called
    off changes the end from that day on; what has ended has ended.
    """
    committee = board.committees[action.committee_id]
    every = [m for m in (*committee.meetings, *committee.called_off) if m.freeze_on >= stop.from_on]
    end = _end_known_on(stop.from_on, stop, every, board)
    for day in sorted(_changes(every)):
        if stop.from_on < day <= end:
            end = max(day, _end_known_on(day, stop, every, board))
    return min(end, stop.until_on or end)


def _changes(meetings: Iterable[MeetingFacts]) -> set[date]:
    """The days on which one of the meetings became known or was called off."""
    days = {day for m in meetings for day in (m.entered_on, m.cancelled_on)}
    return {day for day in days if day is not None}


def _end_known_on(
    day: date, stop: Stop, meetings: Iterable[MeetingFacts], board: BoardFacts
) -> date:
    met = [m.on for m in meetings if m.counts_on(day)]
    wait = board.policy.ladder.extension_wait_wd
    return min(met) + ONE_DAY if met else board.calendar.plus(stop.from_on, wait)


def covering(stops: Iterable[Stop], day: date, *kinds: StopKind) -> Stop | None:
    """The first stop of one of `kinds` that covers a day, or None."""
    for stop in stops:
        if stop.kind in kinds and stop.covers(day):
            return stop
    return None


def stage_stops(stops: Iterable[Stop], stage: Step) -> tuple[Stop, ...]:
    """The stops that count for a stage: an extension asked for stops E2 and above only."""
    asked = () if stage is Step.E1 else (StopKind.EXTENSION_ASKED,)
    kinds = (*LEADS_STOPS, *asked)
    return tuple(s for s in stops if s.kind in kinds)


def advance(calendar: Calendar, stops: Iterable[Stop], start: date, n: int) -> date | None:
    """The n-th WD strictly after `start` that no stop covers; None under a stop without an end.

    `stops` come earliest first. Where two overlap, a day that both cover is lost once.
    """
    day, counted_to = calendar.plus(start, n), start
    for stop in stops:
        if stop.from_on > day:
            break
        if stop.until_on is None:
            return None
        begin, last = max(stop.from_on - ONE_DAY, counted_to), stop.until_on - ONE_DAY
        if last > begin:
            day = calendar.plus(day, calendar.between(begin, last))
            counted_to = last
    return day


def not_before(calendar: Calendar, stops: Iterable[Stop], n: int) -> list[date]:
    """The n-th WD after each stop that ends: no stage is told before the latest of them."""
    return [calendar.plus(s.until_on, n) for s in stops if s.until_on is not None]


def stop_clause(stop: Stop) -> str:
    """The clause of docs/procedure.md by which a stop stops."""
    named = {StopKind.SILENCE: "2.3", StopKind.EXTENSION_ASKED: "5.10a"}
    return named.get(stop.kind, "5.10")


def stop_words(stop: Stop) -> str:
    """ "held on 1 May 2011, up to and including 30 May 2011": what stops, and from when to when."""
    said = f"{_STOPPED_BY[stop.kind]} on {day_words(stop.from_on)}"
    if stop.kind is StopKind.EVIDENCE:
        if stop.until_on is None:
            return f"{said} and waits for a decision"
        return f"{said} and waited for a decision until {day_words(stop.until_on)}"
    if stop.until_on is None:
        return said
    what = ", which stops E2 and above" if stop.kind is StopKind.EXTENSION_ASKED else ","
    return f"{said}{what} up to and including {day_words(stop.until_on - ONE_DAY)}"


_STOPPED_BY = {
    StopKind.EVIDENCE: "evidence was submitted",
    StopKind.HOLD: "held by the committee or its chair",
    StopKind.CLOSURE: "closed",
    StopKind.EXTENSION_ASKED: "an extension was asked for",
    StopKind.SILENCE: "silenced by the secretary",
}
STOPS_WHAT = {
    StopKind.EVIDENCE: "the leads' lists, reminders and stages",
    StopKind.HOLD: "the leads' lists, reminders and stages",
    StopKind.EXTENSION_ASKED: "stages E2 to E5",
    StopKind.SILENCE: "A, R and M, also on the secretary's list, and E1 to E3",
}
"""The steps that a stop keeps from an open action (rule 10 and the secretary's silence)."""
