"""The self-check finds nothing in a register that was run properly, and all that is taken out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from hypothesis import HealthCheck, given, settings

from models.rules.audit import findings
from models.rules.audit_facts import Audited, Fault, Finding, RunDay
from models.rules.owed import Day
from models.rules.words import Step
from tests.agreement.playing import Playing
from tests.oracle.generate import EVERYDAY, scenarios
from tests.oracle.scenario import Scenario

# `make fuzz` draws many (tests/conftest.py).
LONG = settings().max_examples > 100
EVERY_DAYS = 9
# Addresses are refused in these worlds, and that is what the self-check says of them.
THEIRS = (Fault.REFUSED, Fault.NO_ADDRESS)


@dataclass
class Checked(Playing):
    """A play that is looked over at the end of days."""

    runs: list[RunDay] = field(default_factory=list)
    found: list[tuple[date, Finding]] = field(default_factory=list)

    def _run(self, day: date) -> Day:
        found = super()._run(day)
        unreached = frozenset((one.action_id, one.step) for one in found.unreached)
        self.runs.append(RunDay(on=day, unreached=unreached))
        return found

    def _send(self, day: date) -> None:
        super()._send(day)
        if len(self.runs) % EVERY_DAYS == 0:
            self.found += [(day, one) for one in self.look(day)]

    def look(self, day: date) -> list[Finding]:
        """What the self-check finds at the end of a day, refused addresses left out."""
        return [one for one in findings(self.audited(day)) if one.fault not in THEIRS]

    def audited(self, day: date) -> Audited:
        """The register as the self-check is told of it."""
        first = self.board.calendar.minus(day, 30)
        return Audited(
            board=self._today(day),
            as_of=day,
            now=datetime.combine(day, time(18), UTC),
            actions=tuple(kept.facts() for kept in self.kept.values()),
            runs=tuple(run for run in self.runs if run.on >= first),
            settled=self._settled(day),
            settled_on=self._settled_on(day),
            last_accepted_on=day,
            secretary_told=tuple(self._secretary_told()),
        )

    def _secretary_told(self) -> Iterator[tuple[int, date]]:
        entries = (line.entry for line in self.lines)
        return ((e.answers_for, e.recorded_on) for e in entries if e.step is Step.S)

    def _settled(self, day: date) -> dict[int, date]:
        numbers = {a.reference: n for n, a in enumerate(self.scenario.actions, 1)}
        events = (e for e in self.scenario.events if e.action and e.on <= day)
        return {numbers[event.action]: event.on for event in events}

    def _settled_on(self, day: date) -> date:
        days = [one.cleared_on for one in self.scenario.refusals]
        for meeting in self.scenario.board.meetings:
            days += [meeting.known_from, meeting.cancelled_on]
        return max((d for d in (*days, date.min) if d and d <= day), default=date.min)


@settings(
    max_examples=500 if LONG else 15,
    derandomize=not LONG,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(scenarios(EVERYDAY))
def test_a_register_that_was_run_properly_has_no_finding(scenario: Scenario) -> None:
    """Random plans, people, meetings, outages, answers and decisions: no false alarm."""
    played = Checked.of(scenario)
    assert isinstance(played, Checked)
    played.play()
    assert played.found == []
