"""One action of a scenario as the register would keep it: what people did to it, by the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.decisions import decide
from models.rules.facts import ActionFacts, BoardFacts, Entry, Stop, Version
from models.rules.progress import Actor, Deciding, Effects, NewStop, Said
from models.rules.records import Decided, Struck
from models.rules.responses import respond
from models.rules.words import (
    DateState,
    DecisionKind,
    NoticeState,
    Priority,
    ResponseKind,
    StopKind,
    VersionCause,
)
from tests.agreement.posts import COMMITTEE_ID, Names
from tests.oracle.scenario import ANSWERS, DECISIONS, Action, Event

SLIPS = (VersionCause.EXTENDED, VersionCause.PLAN_REVISED)
SAID = {
    "progress": Said(progress=ResponseKind.IN_PROGRESS),
    "evidence": Said(progress=ResponseKind.EVIDENCE, evidence_files=1),
    "not-mine": Said(progress=ResponseKind.NOT_MINE),
}


@dataclass
class Line:
    """A line of the ledger that changes as days go by."""

    entry: Entry
    reason: str


@dataclass
class Kept:
    """An action with all that was recorded of it, in the order in which it was."""

    spec: Action
    number: int
    names: Names
    versions: list[Version] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    decisions: list[Decided] = field(default_factory=list)
    answered: list[tuple[date, date | None]] = field(default_factory=list)
    priority: Priority = Priority.NORMAL
    leads: tuple[int, ...] = ()
    struck: list[Struck] = field(default_factory=list)
    struck_places: set[int] = field(default_factory=set)
    recorded: list[tuple[int, Event]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        """As the plan entered it."""
        self._begin()

    def _begin(self) -> None:
        spec = self.spec
        state = DateState.RECURRING if spec.recurring else DateState.TO_BE_AGREED
        revised = VersionCause.PLAN_REVISED if spec.revised else VersionCause.ENTERED
        self.versions = [
            Version(
                version_id=1,
                number=1,
                from_on=spec.entered_on,
                cause=revised,
                state=DateState.DATED if spec.due else state,
                due_on=spec.due,
                recorded_on=spec.entered_on,
            )
        ]
        self.stops, self.decisions, self.answered = [], [], []
        self.priority = Priority.HIGH if spec.high_priority else Priority.NORMAL
        self.leads = tuple(self.names.posts[name] for name in spec.leads)

    def facts(self) -> ActionFacts:
        """What the rules are told of it."""
        spec = self.spec
        forecasts = [until for _, until in self.answered if until]
        return ActionFacts(
            action_id=self.number,
            reference=spec.reference,
            review_id=1,
            committee_id=COMMITTEE_ID,
            agency_id=self.names.agencies[spec.agency],
            entered_on=spec.entered_on,
            leads=self.leads,
            version=self.versions[-1],
            original_due_on=next((v.due_on for v in self.versions if v.due_on), None),
            slips=sum(v.cause in SLIPS for v in self.versions),
            board_own=spec.own,
            priority=self.priority,
            follow_from=spec.follow_from,
            forecast_on=forecasts[-1] if forecasts else None,
            responded_on=self.answered[-1][0] if self.answered else None,
            stops=tuple(sorted(self.stops, key=lambda s: (s.from_on, s.stop_id))),
            ledger=tuple(line.entry for line in self.lines),
            versions=tuple(self.versions),
            decisions=tuple(self.decisions),
            struck=tuple(self.struck),
        )

    # --- What people do --------------------------------------------------------------------

    def record(self, place: int, event: Event, board: BoardFacts) -> None:
        """An event of the scenario, by the rules that the commands ask."""
        if event.kind == "correct":
            self._strike(place, event, board)
            return
        self.recorded.append((place, event))
        self._live(place, event, board)

    def _live(self, place: int, event: Event, board: BoardFacts) -> None:
        if event.kind in ANSWERS:
            self._answer(place, event, board)
        elif event.kind in DECISIONS:
            self._decide(place, event, board)
        elif event.kind == "silence" and event.until:
            until = event.until + ONE_DAY
            silence = NewStop(kind=StopKind.SILENCE, from_on=event.on, until_on=until)
            self._open(place, event.on, [silence])
        elif event.kind == "change-lead":
            self.leads = tuple(self.names.posts[name] for name in event.posts)

    def _answer(self, place: int, event: Event, board: BoardFacts) -> None:
        said = SAID.get(event.kind)
        if event.kind == "forecast":
            said = Said(forecast_on=event.until)
        elif event.kind == "ask-extension":
            said = Said(extension_until=event.until, reason="a reason")
        assert said is not None, event
        by = _actor(board.committees[COMMITTEE_ID].secretary_id)
        self._follow(place, event.on, respond(self.facts(), said, by, board, event.on))
        self.answered.append((event.on, said.forecast_on))

    def _decide(self, place: int, event: Event, board: BoardFacts) -> None:
        trigger = event.kind == "await-trigger"
        kind = DecisionKind.SET_DATE if trigger else DecisionKind(event.kind)
        what = Deciding(
            kind=kind,
            on=event.on,
            until=event.until,
            event="the trial is over" if trigger else None,
            interval_months=event.months if event.kind == "interval" else None,
            reason="a reason",
            into_action_id=999,
            chairs_action=True,
        )
        by = _actor(board.committees[COMMITTEE_ID].chair_id)
        self._follow(place, event.on, decide(self.facts(), what, by, board))
        self.decisions.append(
            Decided(
                decision_id=place,
                kind=kind,
                on=event.on,
                recorded_on=event.on,
                person_id=by.person_id,
                post_id=by.post_id,
                until_on=event.until,
                interval_months=what.interval_months,
                chairs_action=True,
            )
        )

    def _follow(self, place: int, on: date, effects: Effects) -> None:
        ends = [
            replace(s, until_on=on) if s.kind in effects.ends and s.covers(on) else s
            for s in self.stops
        ]
        self.stops = ends
        self._open(place, on, effects.opens)
        if effects.version is not None:
            self._new_version(place, on, effects)
        self.priority = effects.priority or self.priority
        if effects.overtakes:
            self.withdraw(line for line in self.lines if line.entry.state is NoticeState.WAITING)

    def _open(self, place: int, on: date, opens: Iterable[NewStop]) -> None:
        self.stops += [
            Stop(
                kind=new.kind,
                from_on=new.from_on,
                until_on=new.until_on,
                closed_as=new.closed_as,
                stop_id=place * 10 + number,
                recorded_on=on,
            )
            for number, new in enumerate(opens)
        ]

    def _new_version(self, place: int, on: date, effects: Effects) -> None:
        new = effects.version
        assert new is not None
        self.versions.append(
            Version(
                version_id=place + 10,
                number=len(self.versions) + 1,
                from_on=on,
                cause=new.cause,
                state=new.state,
                due_on=new.due_on,
                recorded_on=on,
                review_on=new.review_on,
            )
        )

    def _strike(self, place: int, event: Event, board: BoardFacts) -> None:
        """The register is as if the struck one had not been; who was told because of it is kept."""
        assert event.strikes is not None
        causes = {f"d{event.strikes}", f"v{event.strikes + 10}"}
        causes |= {f"s{event.strikes * 10 + number}" for number in range(10)}
        told = [x.entry for x in self.lines if x.entry.cause in causes and x.entry.told_on]
        self.struck_places.add(event.strikes)
        self._begin()
        for earlier, one in self.recorded:
            if earlier not in self.struck_places:
                self._live(earlier, one, board)
        self.struck.append(
            Struck(
                correction_id=place,
                entry=event.strikes,
                what=event.kind,
                on=event.on,
                recorded_on=event.on,
                told_posts=tuple(dict.fromkeys(entry.post_id for entry in told)),
            )
        )

    # --- What becomes of its notices -------------------------------------------------------

    def withdraw(self, lines: Iterable[Line]) -> None:
        """The notices were never told."""
        for line in lines:
            line.entry = replace(line.entry, state=NoticeState.WITHDRAWN)


def _actor(post_id: int) -> Actor:
    return Actor(person_id=0, post_ids=frozenset({post_id}), post_id=post_id)
