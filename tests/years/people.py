"""What leads, secretary and chair say over the years, drawn anew each week from a seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from models.rules.progress import Deciding, Said
from models.rules.words import DecisionKind, ResponseKind, Standing
from tasks.answers import respond
from tasks.decisions import decide
from tasks.holding import held_runs, release_held
from tasks.looking import ActionLine, Filter, list_actions
from tasks.office import Office
from tasks.pack_issuing import approve_pack, issue_pack, pack_fingerprint
from tasks.refused import Refused
from tests.stories.world import CHAIR, SECRETARY

WEDNESDAY = 2
CLOSED = {Standing.CLOSED, Standing.CLOSED_LATE}
Act = Callable[["People", Office, ActionLine], None]


@dataclass
class People:
    """Who answer and decide; what they did, counted, and what they were refused."""

    random: Random
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def speak(self, office: Office) -> None:
        """Held messages go the day they are held; the rest is said on Wednesdays."""
        today = office.clock.today()
        for run in held_runs(office, today):
            release_held(office, str(run), by=SECRETARY)
        if today.weekday() != WEDNESDAY:
            return
        for line in list_actions(office, Filter()):
            self._say(office, line)

    def sign(self, office: Office, packs: list[str]) -> None:
        """The chair approves the drafts and the secretary issues them, sooner or later."""
        for reference in [one for one in packs if self.random.random() < 1 / 3]:
            approve_pack(office, reference, pack_fingerprint(office, reference), by=CHAIR)
            issue_pack(office, reference, by=SECRETARY)
            packs.remove(reference)
            self.done["pack issued"] += 1

    def _say(self, office: Office, line: ActionLine) -> None:
        drawn = self.random.random()
        for share, name, act in ACTS:
            drawn -= share
            if drawn < 0:
                self._try(office, line, name, act)
                return

    def _try(self, office: Office, line: ActionLine, name: str, act: Act) -> None:
        """People ask for what cannot be as well; a refusal is theirs to read."""
        try:
            act(self, office, line)
            self.done[name] += 1
        except Refused:
            self.refused[name] += 1

    def later(self, office: Office) -> date:
        """A day within the next two years."""
        return office.clock.today() + timedelta(days=self.random.randrange(30, 700))


def _answer(progress: str, **facts: Any) -> Act:
    def act(people: People, office: Office, line: ActionLine) -> None:
        said = Said(progress=ResponseKind(progress), note="As was said.", **facts)
        respond(office, line.reference, said, by=people.random.choice(line.leads))

    return act


def _extension(people: People, office: Office, line: ActionLine) -> None:
    said = Said(extension_until=people.later(office), reason="Staff are away.")
    respond(office, line.reference, said, by=line.leads[0])


def _decide(kind: DecisionKind, *, until: bool = False, by: str = CHAIR) -> Act:
    def act(people: People, office: Office, line: ActionLine) -> None:
        what = Deciding(
            kind=kind,
            on=office.clock.today(),
            until=people.later(office) if until else None,
            reason="As was discussed.",
            chairs_action=by == CHAIR,
        )
        decide(office, line.reference, what, by=by)

    return act


# Per week and action, closed ones too: some are answered late, and some are opened again.
ACTS: tuple[tuple[float, str, Act], ...] = (
    (0.020, "in progress", _answer("in-progress")),
    (0.010, "not mine", _answer("not-mine")),
    (0.020, "evidence", _answer("evidence")),
    (0.010, "extension asked", _extension),
    (0.040, "accepted", _decide(DecisionKind.ACCEPT)),
    (0.008, "returned", _decide(DecisionKind.RETURN, by=SECRETARY)),
    (0.005, "extended", _decide(DecisionKind.EXTEND, until=True)),
    (0.005, "date set", _decide(DecisionKind.SET_DATE, until=True)),
    (0.003, "held", _decide(DecisionKind.HOLD, until=True)),
    (0.003, "high", _decide(DecisionKind.PRIORITY_HIGH)),
    (0.002, "not implemented", _decide(DecisionKind.NOT_IMPLEMENTED)),
    (0.002, "reopened", _decide(DecisionKind.REOPEN, until=True)),
    (0.010, "impact held", _decide(DecisionKind.IMPACT_HELD)),
)
