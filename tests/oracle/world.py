"""The world as it stands on a day of a play: lives, people, ledger, calendar and policy.

Read as:
- rule 14, "plans none of them for a day before the 5th WD after the change unless it was planned
  sooner already": a step's new day, but not before the earlier of the day it had and the 5th WD
  after the change. "From the next WD": runs of the day of the change know nothing of it.
"""

from collections.abc import Callable
from datetime import date

from tests.oracle.calendar import ONE, Calendar
from tests.oracle.ledger import Cause, Ledger
from tests.oracle.people import People, Want
from tests.oracle.policy import Policy
from tests.oracle.scenario import Event, Scenario
from tests.oracle.state import Life


class World:
    """All that a run may look at."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.people = People(scenario)
        self.ledger = Ledger()
        self.lives: dict[str, Life] = {}
        self.corrections: list[tuple[int, Event]] = []
        self.news: list[str] = []  # for S: answers, exceptions, held messages, vacancies
        self.vacancies: dict[Cause, str | None] = {}  # found, with the agency if there is one
        # Of each action's posts since when the last one told A held it, and whether as the lead.
        self.handed: dict[str, dict[str, tuple[date | None, bool]]] = {}
        self.led_last: dict[str, str] = {}  # the post that A was told last as the lead
        self.told_as_lead: dict[str, set[str]] = {}  # by A: the posts, stand-ins among them
        self.listed: dict[tuple[str, bool], date] = {}  # M: the day of the last list that named it
        self.runs: list[date] = []
        self.approved: set[date] = set()
        self.issued: dict[date, int] = {}
        self.held: dict[date, int] = {}  # storm guard: runs held, with their messages
        self.sent: list[int] = []  # messages of each run that sent any
        self.day = scenario.first_day
        self.recorded: dict[date, list[tuple[int, Event]]] = {}
        for place, event in enumerate(scenario.events):
            self.recorded.setdefault(event.on, []).append((place, event))
        self.eras = [(scenario.first_day, scenario.policy, self._calendar(scenario.policy))]

    def _calendar(self, policy: Policy) -> Calendar:
        return Calendar(self.scenario.board.division, policy)

    @property
    def policy(self) -> Policy:
        """The policy that holds today."""
        return self.eras[-1][1]

    @property
    def calendar(self) -> Calendar:
        """The working days of today's policy."""
        return self.eras[-1][2]

    def live(self, day: date) -> None:
        """A calendar day begins: the policy of the day, then what people record."""
        self.day = day
        self.eras = self.eras[:1] + [
            (change.on, change.policy, self._calendar(change.policy))
            for change in self.scenario.policy_changes
            if change.on < day
        ]
        today = [entry for entry in self.recorded.get(day, []) if entry[1].kind == "correct"]
        self.corrections += today
        for action in self.scenario.actions:
            if action.entered_on <= day:
                again = any(event.action == action.reference for _, event in today)
                self._live(action.reference, day, again=again)

    def _live(self, reference: str, day: date, *, again: bool) -> None:
        if again or reference not in self.lives:
            self.lives[reference] = self.relived(reference, day)
        else:
            self.lives[reference].live(day, self._events(reference, day), self.calendar)

    def relived(self, reference: str, until: date) -> Life:
        """The action as it stood on a day, from its entry on, as the record has it today."""
        action = next(a for a in self.scenario.actions if a.reference == reference)
        life, day = Life(action, self.scenario.board), action.entered_on
        while day <= until:
            life.live(day, self._events(reference, day), self.calendar)
            day += ONE
        return life

    def _events(self, reference: str, day: date) -> list[tuple[int, Event]]:
        struck = {event.strikes for _, event in self.corrections}
        return [
            (place, event)
            for place, event in self.recorded.get(day, [])
            if event.action == reference and place not in struck
        ]

    def planned(self, raw: Callable[[Policy, Calendar], date | None]) -> date | None:
        """A step's day through every change of policy and calendar so far (rule 14)."""
        day: date | None = None
        for place, (changed_on, policy, calendar) in enumerate(self.eras):
            new = raw(policy, calendar)
            if place and new and day:
                new = max(new, min(day, calendar.plus(changed_on, 5)))
            day = new
        return day

    def leads(self, life: Life) -> list[Want]:
        """The lead and contributors of today."""
        return self.people.leads(life.action, life.leads)

    def stopped(self, life: Life, day: date, kinds: tuple[str, ...]) -> bool:
        """True where a stop of one of the kinds covers the day."""
        return any(stop.kind in kinds and stop.covers(day) for stop in life.stops)

    def told_a(self, life: Life) -> date | None:
        """The day A was first told for this version."""
        return self.ledger.told_on(life.action.reference, "A", a_cause(life))


def a_cause(life: Life) -> Cause:
    """Why A is told: the entry, or the decision that gave the new date."""
    return ("date", life.named)
