"""A scenario played by the product's own rules, day by day, on a register in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from models.rules.causes import board_cause_stands, cause_stands
from models.rules.facts import BoardFacts, Entry, News
from models.rules.months import month_runs
from models.rules.notices import decide
from models.rules.owed import Day, Notice
from models.rules.policy import Policy
from models.rules.words import NoticeState, Step
from tests.agreement.kept import Kept, Line
from tests.agreement.posts import COMMITTEE_ID, Names, board_of, meetings_on, packs_on
from tests.oracle.scenario import ANSWERS, Scenario

ONE = timedelta(days=1)
# How the words of an S name the kinds of its news.
NEWS = {
    "answer": "answer",
    "exception": "exception",
    "held": "held",
    "vacancy": "vacancy",
    "vacancies": "vacancy",
}


@dataclass(frozen=True, order=True)
class Heard:
    """One notice that was told: when, which step, of what, to which post, and whether a copy.

    What an S is of are the kinds of its news.
    """

    on: date
    step: str
    action: str
    to: str
    copy: bool


@dataclass
class Playing:
    """The register of a scenario while its days go by."""

    scenario: Scenario
    names: Names
    board: BoardFacts
    kept: dict[int, Kept] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    refused_on: dict[int, date] = field(default_factory=dict)
    ran: tuple[date, ...] = ()
    answers: int = 0
    exceptions: int = 0

    @classmethod
    def of(cls, scenario: Scenario) -> Playing:
        """Before the first day."""
        names = Names.of(scenario)
        return cls(scenario, names, board_of(scenario, names, Policy()))

    def play(self) -> list[Heard]:
        """Everybody who was told, in the order of the days."""
        day = self.scenario.first_day
        while day <= self.scenario.last_day:
            self._events(day)
            if day not in self.scenario.no_run and self.board.calendar.is_wd(day):
                self._run(day)
                self._send(day)
            day += ONE
        return sorted(self._heard())

    def _events(self, day: date) -> None:
        for number, action in enumerate(self.scenario.actions, 1):
            if action.entered_on == day:
                self.kept[number] = Kept(action, number, self.names)
        numbers = {a.reference: n for n, a in enumerate(self.scenario.actions, 1)}
        for place, event in enumerate(self.scenario.events):
            if event.on == day and event.action:
                self.kept[numbers[event.action]].record(place, event, self._today(day))
                self.answers += event.kind in ANSWERS

    def _today(self, day: date) -> BoardFacts:
        """The board as of a day."""
        meetings, off = meetings_on(self.scenario, self.board.calendar, self.board.policy, day)
        committee = self.board.committees[COMMITTEE_ID]
        committee = replace(committee, meetings=meetings, called_off=off)
        for one in self.scenario.refusals:
            person = self.names.people[one.person]
            refused = self.refused_on.get(person)
            if refused and one.cleared_on and refused < one.cleared_on <= day:
                self.refused_on.pop(person)
        return replace(
            self.board,
            committees={COMMITTEE_ID: committee},
            undeliverable=frozenset(self.refused_on),
            refused_on=dict(self.refused_on),
            month_runs=self.ran,
            ledger=tuple(line.entry for line in self.lines),
            packs=packs_on(self.scenario, self.board.calendar, self.board.policy, day),
            news={COMMITTEE_ID: News(answers=self.answers, exceptions=self.exceptions)},
        )

    def _run(self, day: date) -> Day:
        facts = [kept.facts() for kept in self.kept.values()]
        found = decide(facts, self._today(day), day)
        for notice in found.notices:
            line = Line(_entry(notice, day), notice.reason)
            lines = self.lines if notice.action_id is None else self.kept[notice.action_id].lines
            lines.append(line)
        self.ran, self.answers, self.exceptions = month_runs(self.ran, day), 0, 0
        return found

    def _waiting(self) -> dict[int, list[tuple[Kept | None, Line]]]:
        found: dict[int, list[tuple[Kept | None, Line]]] = defaultdict(list)
        for owner, lines in self._all():
            for line in lines:
                if line.entry.state is NoticeState.WAITING:
                    found[line.entry.person_id].append((owner, line))
        return found

    def _all(self) -> Iterator[tuple[Kept | None, list[Line]]]:
        yield None, self.lines
        for kept in self.kept.values():
            yield kept, kept.lines

    def _send(self, day: date) -> None:
        """Causes checked again; then accepted, refused for good, or left to wait."""
        for person, waiting in self._waiting().items():
            board = self._today(day)
            good = [line for owner, line in waiting if self._stands(owner, line, board, day)]
            if not good or day in self.scenario.no_server:
                continue
            if self._refuses(person, day):
                self.refused_on[person] = day
                self.exceptions += 1
                _change(good, state=NoticeState.WITHDRAWN, bounced=True)
            else:
                _change(good, state=NoticeState.TOLD, told_on=day)

    def _stands(self, owner: Kept | None, line: Line, board: BoardFacts, day: date) -> bool:
        if owner is None:
            because = board_cause_stands(board, line.entry, day)
        else:
            because = cause_stands(owner.facts(), board, line.entry, day)
        if because is not None:
            _change([line], state=NoticeState.WITHDRAWN)
        return because is None

    def _refuses(self, person: int, day: date) -> bool:
        return any(
            self.names.people[one.person] == person and one.first <= day <= one.last
            for one in self.scenario.refusals
        )

    def _heard(self) -> Iterator[Heard]:
        for owner, lines in self._all():
            for line in lines:
                entry = line.entry
                if entry.told_on is not None:
                    yield Heard(
                        entry.told_on,
                        entry.step.value,
                        owner.spec.reference if owner else _about(line),
                        self.names.post(entry.post_id),
                        copy=entry.copy,
                    )


def _about(line: Line) -> str:
    """The kinds of news that an S tells of."""
    kinds = [kind for kind in NEWS if kind in line.reason] if line.entry.step is Step.S else []
    return " ".join(sorted({NEWS[kind] for kind in kinds}))


def _change(lines: Iterable[Line], **values: object) -> None:
    for line in lines:
        line.entry = replace(line.entry, **values)  # type: ignore[arg-type]


def _entry(notice: Notice, day: date) -> Entry:
    return Entry(
        step=notice.step,
        cause=notice.cause,
        post_id=notice.post_id,
        person_id=notice.person_id,
        first=notice.first,
        state=NoticeState.WAITING,
        recorded_on=day,
        for_post_id=notice.for_post_id,
        for_words=notice.for_words,
        copy=notice.copy,
    )
