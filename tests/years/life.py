"""A board's days, each with all that its schedules begin, and what was wrong in the end."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from flows.story.audit import audit
from flows.story.backup import backup
from flows.story.follow_up import follow_up
from flows.story.packs_due import packs_due
from flows.story.purge import purge
from models.rules.calendar import SATURDAY
from tasks.follow_up import boards
from tasks.health import health
from tasks.looking import verify_history
from tasks.office import Office, straight
from tests.years.board import Board, meetings
from tests.years.people import People

# A pack is drafted ten working days before its meeting, which Christmas makes longer.
FREEZE = timedelta(days=28)
# Health calls a backup of more than four days ago late.
BACKED_UP_ON = (0, 4)


@dataclass
class Life:
    """One board, day after day."""

    board: Board
    office: Office
    random: Random
    counted: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The people draw from the same seed."""
        self.people = People(self.random)

    def live(self) -> Iterator[date]:
        """Each day as it has passed; a fault in one is kept, and the next goes on."""
        self.board.enter(self.office)
        day = self.board.first
        while day <= self.board.last:
            try:
                self._day(self.office.on(day))
            except Exception:  # noqa: BLE001 - whatever it is, it is the verdict
                self.faults.append(f"{day}: {traceback.format_exc(limit=-3)}")
            yield day
            day += timedelta(days=1)

    def _day(self, today: Office) -> None:
        """The schedules in the order of their hours, what people do, and the evening's."""
        day, do = today.clock.today(), straight(today)
        if day.weekday() < SATURDAY:
            self._morning(today)
        if day > self.board.first:
            self.board.changes(today)
        self.people.speak(today)
        self.people.sign(today, self.drafts)
        if day.day == 1:
            self.counted["purges"] += len(purge(do).boards)
        if day.weekday() in BACKED_UP_ON and backup(do) is not None:
            self.counted["backups"] += 1

    def _morning(self, today: Office) -> None:
        do = straight(today)
        for board_id in do(boards):
            report = follow_up(do, board_id, send=True)
            self.counted["notices"] += report.notices
            if report.delivered is not None:
                self.counted["messages"] += report.delivered.accepted
        made = packs_due(do).made
        self.counted["packs"] += len(made)
        self.drafts += [one.pack for one in made]
        for checked in audit(do):
            self.faults += [
                f"{one.on}: {one.says} {one.step} {one.action} {one.post}"
                for one in checked.findings
                if one.new
            ]

    def verdict(self) -> list[str]:
        """What was wrong: a finding of the self-check, a fault, a pack never made, the history."""
        at_end = self.office.on(self.board.last)
        frozen = [
            day
            for year in range(self.board.first.year, self.board.last.year + 1)
            for day in meetings(year)
            if self.board.first + FREEZE < day <= self.board.last
        ]
        if self.counted["packs"] < len(frozen):
            self.faults.append(f"{self.counted['packs']} packs for {len(frozen)} meetings")
        self.faults += verify_history(at_end)
        for one in health(at_end):
            self.faults += [f"health: {words}" for words in one.wrong]
        return self.faults
