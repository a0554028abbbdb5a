"""E1 to E5: pace, cut-offs, stops, stand-ins.

Read as:
- rule 3, "the WDs from the day a stop began ... do not count towards offsets" (rule 10): towards
  the offsets of E counted from `d`, and the WDs between two stages; the 5 WD of "E1 not before 5 WD
  after the first A" and of rule 4 are no offsets, reminders are counted back from `d`, and each
  stop is counted out only for the stages it stops (an extension asked for: E2 and above; so too
  "no E stage is told before the 5th WD after it ended").
- "E5 ... on the day of E4 where the date missed was an extension granted": its version was made by
  the decision to extend; a date set is none.
- rule 3, "a silenced stage counts, for later ones, as told on its planned day": a stage with a
  silence in force on any day from its planned day until it was told. Where a stop, or the 5 WD
  after it, lies on the planned day, it counts as told on the first day on which it might have
  been: a silence neither hastens nor delays what comes later. After the silence the stages
  silenced are told in order, one a run, before any later one.
- rule 4, "not past": on the day of the cut-off it counts; a cut-off that falls where a stop (or
  the 5th WD after it) lets nothing be told passes without E4.
- rule 7, "if the first-named person of an E stage is a lead of the action, or was first-named at an
  earlier stage": of E2 to E5, since E1 is a lead's by its nature; persons, not posts, are compared;
  the person told as well is no copy.
"""

from collections.abc import Iterator
from datetime import date

from tests.oracle.calendar import ONE, Calendar, cut_off, known
from tests.oracle.ledger import Cause, Due
from tests.oracle.people import Want
from tests.oracle.policy import Policy
from tests.oracle.state import Life
from tests.oracle.stops import STOPS_ALL, Stop
from tests.oracle.world import World


class Ladder:
    """One action's ladder, for the version of its due date that holds today."""

    def __init__(self, world: World, life: Life) -> None:
        self.world, self.life, self.today = world, life, world.day
        self.reference = life.action.reference
        self.cause: Cause = ("version", life.version)

    def stops(self, stage: int) -> list[Stop]:
        """The stops that stop a stage."""
        kinds = STOPS_ALL if stage == 1 else (*STOPS_ALL, "request")
        return [stop for stop in self.life.stops if stop.kind in kinds]

    def _gaps(self, stage: int) -> list[tuple[date, date]]:
        return [(stop.first, stop.end or self.today + ONE) for stop in self.stops(stage)]

    def stopped(self, stage: int, day: date | None = None) -> bool:
        """True of a day (today) on which a stop, or the 5 WD after one, lets the stage not go."""
        calendar, day = self.world.calendar, day or self.today
        return any(
            stop.covers(day) or (stop.end and stop.end <= day < calendar.plus(stop.end, 5))
            for stop in self.stops(stage)
        )

    def told(self, stage: int) -> date | None:
        """The day the stage was told."""
        return self.world.ledger.told_on(self.reference, f"E{stage}", self.cause)

    def counted(self, stage: int) -> date | None:
        """The day the stage counts as told for the next."""
        told = self.told(stage)
        if stage <= 3 and self.life.silences:
            planned = self.planned(stage)
            last = told or self.today
            while planned and planned <= last and self.stopped(stage, planned):
                planned += ONE
            if planned and planned <= last and self.life.silenced(planned, last):
                return planned
        return told

    def planned(self, stage: int) -> date | None:
        """Rules 3, 4, 9 and 14."""
        if stage == 5 and self.life.granted:
            return self.told(4) or self.planned(4)
        return self.world.planned(lambda policy, calendar: self._day(stage, policy, calendar))

    def _day(self, stage: int, policy: Policy, calendar: Calendar) -> date | None:
        told_a, offsets = self.world.told_a(self.life), policy.ladder
        if self.life.due is None or told_a is None:
            return None
        if self.life.high:
            offsets = policy.high_ladder
        own = calendar.plus_skipping(self.life.due, offsets[stage - 1], self._gaps(stage))
        if stage == 1:
            return max(own, calendar.plus(told_a, 5))
        before = self.counted(stage - 1)
        if before is None:
            return None
        between = offsets[stage - 1] - offsets[stage - 2]
        day = max(own, calendar.plus_skipping(before, between, self._gaps(stage)))
        return self._cut_off(before, day, calendar) if stage == 4 else day

    def _cut_off(self, before: date, day: date, calendar: Calendar) -> date:
        cut_offs = [
            cut_off(calendar, meeting)
            for meeting in known(self.world.scenario.board.meetings, self.today)
        ]
        earliest = max(calendar.plus(before, 5), self.today)
        return min([off for off in cut_offs if earliest <= off < day], default=day)

    def next(self) -> list[int]:
        """The stage to queue today, if any; E4 and E5 together after an extension granted."""
        for stage in range(1, 6):
            if self.told(stage):
                continue
            planned = self.planned(stage)
            waits = self.world.ledger.waits(self.reference, f"E{stage}", self.cause)
            if waits or planned is None or planned > self.today:
                return []
            if stage <= 3 and self.life.silenced(self.today):
                continue
            if self.stopped(stage):
                return []
            return [4, 5] if stage == 4 and self.life.granted else [stage]
        return []

    def contacts(self, stage: int) -> list[Want]:
        """Whom the stage names, whom rule 7 adds, whom it copies."""
        life, people = self.life, self.world.people
        wants = people.contacts(life.action, life.leads, stage)
        if stage == 1:
            return wants
        copies = [
            Want(lead.post, lead.label, lead.agency, copy=True)
            for lead in people.leads(life.action, life.leads)
        ]
        return [*wants, *self._as_well(stage), *copies]

    def _first(self, stage: int) -> tuple[Want, str | None]:
        want = self.world.people.contacts(self.life.action, self.life.leads, stage)[0]
        address = self.world.people.reach(want, self.today)
        return want, address.person if address else None

    def _as_well(self, stage: int) -> Iterator[Want]:
        people = self.world.people
        spared = {people.holder(post, self.today) for post in self.life.leads}
        spared |= {
            notice.person
            for before in range(1, stage)
            for notice in self.world.ledger.find(self.reference, f"E{before}", self.cause)
            if notice.first and notice.told_on
        }
        if self._first(stage)[1] in spared:
            for later in range(stage + 1, 6):
                want, person = self._first(later)
                if person and person not in spared:
                    yield want
                    return


def stages(world: World, life: Life) -> Iterator[Due]:
    """E, one stage a run."""
    if life.due is None or life.closed_on or life.due >= world.day:
        return
    ladder = Ladder(world, life)
    for stage in ladder.next():
        wants = ladder.contacts(stage)
        yield Due(f"E{stage}", life.action.reference, ladder.cause, wants, life.version)
