"""Days go by under the service: people record, the day is followed up, and what waits is sent."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any
from zoneinfo import ZoneInfo

from deployments.serving.schedules import FOLLOW_UP
from tests.oracle.calendar import Calendar
from tests.oracle.policy import Policy
from tests.oracle.scenario import Scenario
from tests.soak.commands import Commands
from tests.soak.mail import MailServer
from tests.soak.papers import plans
from tests.soak.register import Left, Register
from tests.soak.service import Service

ONE = timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
# Before seven nothing leaves; what waits from the day before leaves after the day's run.
EARLY, MORNING, LAST = clock(6, 50), clock(7, 30), clock(18, 50)
STEP = timedelta(minutes=25)
PATIENCE, AWAY = 300.0, 15.0
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED", ""}


@dataclass
class Days:
    """The days of a scenario, one after the other."""

    made: Scenario
    service: Service
    commands: Commands
    mail: MailServer
    no_server: frozenset[date]
    day: date
    lived: list[date] = field(default_factory=list)
    was_away: set[date] = field(default_factory=set)
    put_off: set[tuple[date, str]] = field(default_factory=set)
    asked: int = 0
    settled: int = 0
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The oracle's calendar says which days are WDs."""
        self.register = Register.of(self.service.home)
        self.calendar = Calendar(self.made.board.division, Policy())

    def live(self, *, peaceful: bool = False) -> None:
        """One day, from what is recorded to what is sent."""
        away = self.day in self.no_server and not peaceful
        if away:
            self.mail.hold()
            self.was_away.add(self.day)
        self._live(away=away)
        self.lived.append(self.day)
        self.day += ONE

    def _live(self, *, away: bool) -> None:
        old, waits = self.service.runs(), not self.register.left().nothing
        self._put_on(EARLY)
        self.mail.door.day = self.day
        self._record()
        if not self.calendar.is_wd(self.day):
            return
        self._wait_for_the_end_of(old)
        if not away:
            self.mail.let_go()
        if not waits:
            self._put_on(MORNING)
        self._follow_up()
        self._put_on(MORNING)
        self._send(away=away)

    def _put_on(self, at: clock) -> None:
        self.service.put_on(datetime.combine(self.day, at))

    def _record(self) -> None:
        """What people say on the day, before its run."""
        for entered, (review, actions) in plans(self.made).items():
            if entered == self.day and entered != self.made.first_day:
                self.commands.enter(review, actions, entered)
        for refusal in self.made.refusals:
            if refusal.cleared_on == self.day:
                self.commands.clear(refusal)
        for event in self.made.events:
            if event.on == self.day:
                self.commands.record(event)

    def _wait_for_the_end_of(self, runs: set[int]) -> None:
        """Until no run is left that may have read an earlier time."""
        deadline = time.monotonic() + PATIENCE
        while runs & self.service.runs():
            if time.monotonic() > deadline:
                self.faults.append(f"{self.day}: a run of an earlier day did not end")
                return
            time.sleep(0.2)

    def _follow_up(self) -> None:
        """The day's follow-up is asked for until it is recorded, one run after the other."""
        timed = FOLLOW_UP.timed
        assert timed is not None
        deadline = time.monotonic() + PATIENCE
        while not self.register.has_run(self.day):
            self._asked_once(dict(timed.parameters), deadline)
            if time.monotonic() > deadline:
                self.faults.append(f"{self.day}: not followed up")
                return

    def _asked_once(self, parameters: dict[str, Any], deadline: float) -> None:
        """One run, until it has recorded the day or ended without."""
        self.asked += 1
        run = self.service.begin(FOLLOW_UP.name, f"{self.day}-{self.asked}", parameters)
        while time.monotonic() < deadline and not self.register.has_run(self.day):
            if self.service.state(run) in ENDED:
                # One that lost its worker may still be at work.
                self._wait_for_the_end_of(self.service.runs())
                return
            time.sleep(0.3)

    def _send(self, *, away: bool) -> None:
        """Until all is told, or the day is over; the time goes on to when a message is due."""
        deadline = time.monotonic() + (AWAY if away else PATIENCE)
        left = self.register.left()
        while not left.nothing and not self._is_over(left):
            if time.monotonic() > deadline:
                break
            time.sleep(0.3)
            left = self.register.left()
        self._settle()
        if not away:
            self._note_put_off(late=time.monotonic() > deadline)

    def _is_over(self, left: Left) -> bool:
        """True where what is left is not tried again today; else the time goes on to its turn."""
        if left.fresh:
            return False
        if left.next_at is None:
            return True
        due = left.next_at.astimezone(LONDON).replace(tzinfo=None)
        last = datetime.combine(self.day, LAST)
        if due > last:
            return True
        if self.service.now() < due:
            self.service.put_on(min(due + STEP, last))
        return False

    def _settle(self) -> None:
        """A person says of what nobody knows whether it arrived."""
        for number, message_id in self.register.left().undecided:
            arrived = message_id in self.mail.door.arrived.kept
            self.commands.settle(number, arrived=arrived)
            self.settled += 1

    def _note_put_off(self, *, late: bool) -> None:
        waiting = self.register.waiting_people()
        if late:
            self.faults.append(f"{self.day}: still to be told after {PATIENCE:.0f} s: {waiting}")
        self.put_off |= {(self.day, person) for person in waiting}

    def as_lived(self) -> Scenario:
        """The scenario as it was, for the oracle to say who should have been told what."""
        return replace(
            self.made,
            last_day=self.lived[-1],
            events=tuple(e for e in self.made.events if e.on <= self.lived[-1]),
            no_server=frozenset(self.was_away),
            put_off=frozenset(self.put_off),
        )
