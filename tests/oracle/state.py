"""Where an action stands on a day, by living through every day from its entry.

Read as:
- "the register is as if the struck one had not been": an action is lived through again from its
  entry without the struck events, so a struck stop never stopped and a struck date never was.
- "Progress, one at a time": evidence waits until a decision accepts or returns it or closes the
  action; an extension, a date set, a hold or a priority decides nothing about evidence.
- "nobody decided" (an extension request): it is decided by an extension, a date set, a reopening
  or a closure, and by a return where no evidence waits to be returned; priority and hold decide
  nothing about it.
- "the last day held": a hold until U ends on U+1, the first day not held; its WDs up to U do not
  count.
- "An extension asked for on or before `d` stops E2 and above until the day after the first meeting
  whose cut-off it met, the decision, or 20 WD where no such meeting is known, whichever is first":
  asked each day with the meetings known that day; once ended it has ended. A cut-off on the day
  of asking is met ("the freeze of a cut-off is taken after the day's run"). The end is the day
  after the meeting, the day of the decision, the 20th WD after the asking.
- "hold the ladder until a day": a later hold replaces an earlier one.
- "closed late": late where it was overdue on the day it was closed, so evidence submitted in time
  and accepted after `d` is closed in time.
- "or last lost its date": the decision that leaves an action without its date.
"""

from dataclasses import dataclass, field
from datetime import date

from tests.oracle.calendar import ONE, Calendar, cut_off, known
from tests.oracle.scenario import ANSWERS, CLOSURES, DECISIONS, Action, Board, Event
from tests.oracle.stops import Stop

ENTRY = -1  # the version, and the cause, of an action's entry
NO_LADDER = -2  # what a reopening ends: the closure had ended the ladder already


@dataclass
class Life:
    """An action's state, moved on day by day."""

    action: Action
    board: Board
    day: date = field(init=False)
    entered: date = field(init=False)
    leads: tuple[str, ...] = field(init=False)
    led_by: int = ENTRY
    due: date | None = field(init=False)
    awaiting_trigger: bool = False
    version: int = ENTRY
    version_on: date = field(init=False)
    granted: bool = False  # the due date is an extension granted
    slips: int = 0
    high: bool = field(init=False)
    undated_by: int = ENTRY
    undated_on: date = field(init=False)
    closed_on: date | None = None
    closed_how: str = ""
    closed_late: bool = False
    closed_by: int = ENTRY
    lead_at_closure: tuple[str, ...] = ()
    evidence: tuple[int, date] | None = None
    request: tuple[int, date] | None = None
    forecast: date | None = None
    answers: list[date] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    silences: list[tuple[date, date]] = field(default_factory=list)
    versions: list[tuple[int, int]] = field(default_factory=list)  # each with the one it ended
    checkpoints: list[tuple[date, int]] = field(default_factory=list)  # since when, each n months
    decisions: list[tuple[int, date]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.entered = self.action.follow_from or self.action.entered_on
        self.day = self.action.entered_on
        self.leads, self.due = self.action.leads, self.action.due
        self.high = self.action.high_priority
        self.version_on = self.undated_on = self.entered
        self.checkpoints = [(self.entered, self.action.months)]

    @property
    def named(self) -> int:
        """What A tells: the last new date, else the entry."""
        return self.versions[-1][0] if self.versions else ENTRY

    @property
    def undated(self) -> bool:
        """ "Date to be agreed": neither dated nor awaiting trigger nor recurring."""
        return self.due is None and not self.awaiting_trigger and not self.recurring

    @property
    def recurring(self) -> bool:
        """Recurring, until a decision gives it one date."""
        return self.action.recurring and self.due is None and not self.awaiting_trigger

    def held(self, day: date) -> bool:
        """True while a hold covers the day."""
        return any(stop.kind == "hold" and stop.covers(day) for stop in self.stops)

    def silenced(self, first: date, last: date | None = None) -> bool:
        """True where a silence covers the day, or any day up to the last."""
        return any(start <= (last or first) and first <= end for start, end in self.silences)

    def overdue(self, day: date) -> bool:
        """ "Overdue from the day after `d`"; not while held, nor while timely evidence waits."""
        if self.closed_on or self.due is None or day <= self.due or self.held(day):
            return False
        return self.evidence is None or self.evidence[1] > self.due

    def live(self, day: date, events: list[tuple[int, Event]], calendar: Calendar) -> None:
        """Move on to the day: what ends by itself, then what was recorded, in order."""
        self.day = day
        self._end_request_stop(day, calendar)
        for place, event in events:
            self._record(place, event)

    def _end_request_stop(self, day: date, calendar: Calendar) -> None:
        for stop in self.stops:
            if stop.kind == "request" and stop.end is None:
                met = [
                    meeting
                    for meeting in known(self.board.meetings, day)
                    if cut_off(calendar, meeting) >= stop.first
                ]
                if day >= (met[0].on + ONE if met else calendar.plus(stop.first, 20)):
                    stop.end = day

    def _record(self, place: int, event: Event) -> None:
        if event.kind in ANSWERS:
            self.answers.append(event.on)
            self._answer(place, event)
        elif event.kind in DECISIONS:
            self.decisions.append((place, event.on))
            self._decide(place, event)
        elif event.kind == "silence" and event.until:
            self.silences.append((event.on, event.until))
        elif event.kind == "change-lead":
            self.leads, self.led_by = event.posts, place

    def _answer(self, place: int, event: Event) -> None:
        if event.kind == "forecast":
            self.forecast = event.until
        elif event.kind == "evidence" and self.evidence is None:
            self.evidence = (place, event.on)
            self.stops.append(Stop("evidence", place, self.version, event.on))
        elif event.kind == "ask-extension":
            self.request = (place, event.on)
            going = any(stop.kind == "request" and stop.end is None for stop in self.stops)
            if self.due and event.on <= self.due and not going:
                self.stops.append(Stop("request", place, self.version, event.on))

    def _decide(self, place: int, event: Event) -> None:
        if event.kind in CLOSURES:
            self._close(place, event)
        elif event.kind == "return":
            self._return(event)
        elif event.kind in {"extend", "set-date", "reopen"}:
            self._new_date(place, event)
        elif event.kind == "hold" and event.until:
            for held in [s for s in self.stops if s.kind == "hold" and s.covers(event.on)]:
                held.end = event.on
            self.stops.append(Stop("hold", place, self.version, event.on, event.until + ONE))
        elif event.kind in {"priority-high", "priority-normal"}:
            self.high = event.kind == "priority-high"
        else:
            self._redefine(place, event)

    def _return(self, event: Event) -> None:
        if self.evidence:
            self._end("evidence", event.on)
            self.evidence = None
        else:
            self._end("request", event.on)
            self.request = None

    def _redefine(self, place: int, event: Event) -> None:
        if event.kind == "interval":
            self.checkpoints.append((event.on, event.months))
        elif event.kind in {"undate", "await-trigger"}:
            self.due, self.granted, self.version = None, False, place
            self.awaiting_trigger = event.kind == "await-trigger"
            self.undated_by, self.undated_on = place, event.on
            self._end("request", event.on)
            self.request = None

    def _new_date(self, place: int, event: Event) -> None:
        ended = self.version
        if event.kind == "reopen":
            ended = NO_LADDER
            self._end("closure", event.on)
            self.closed_on, self.closed_how, self.closed_late = None, "", False
        self.slips += event.kind == "extend"
        self.due, self.version, self.version_on = event.until, place, event.on
        self.granted, self.awaiting_trigger = event.kind == "extend", False
        self.versions.append((place, ended))
        self._end("request", event.on)
        self.request = None

    def _close(self, place: int, event: Event) -> None:
        self.closed_late = self.overdue(event.on)
        self._end("evidence", event.on)
        self._end("request", event.on)
        self.evidence = self.request = None
        self.closed_on, self.closed_how, self.closed_by = event.on, event.kind, place
        self.lead_at_closure = self.leads[:1]
        self.stops.append(Stop("closure", place, self.version, event.on))

    def _end(self, kind: str, day: date) -> None:
        for stop in self.stops:
            if stop.kind == kind and stop.end is None:
                stop.end = day
