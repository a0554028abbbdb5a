"""What people record while the service runs: each by the command for it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.kills.worker import start
from tests.oracle.scenario import ANSWERS, Action, Event, Refusal
from tests.soak.board import CHAIR, INTO, SECRETARY
from tests.soak.papers import write_plan
from tests.soak.service import Service

DONE, EXCEPTIONS, STOPPED = 0, 1, 3
PATIENCE = 120.0
PROGRESS = {"progress": "in-progress", "not-mine": "not-mine", "evidence": "evidence"}
AGREED_BEFORE = timedelta(days=30)
BY_SECRETARY = ("--by", SECRETARY)


@dataclass
class Commands:
    """The commands of an operator, in the home of a service."""

    service: Service
    given: int = 0
    again: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def says(self) -> Path:
        """Where the commands say what is wrong."""
        return self.service.folder / "said"

    def give(self, *words: str, ends: Iterable[int] = (DONE, EXCEPTIONS)) -> int:
        """How a command ended; a fault is kept where it did not end as it may.

        One for which there was no room is given again: it says that nothing was kept of it.
        """
        deadline = time.monotonic() + PATIENCE
        while (code := self._ended(words)) == STOPPED and time.monotonic() < deadline:
            self.again += 1
            time.sleep(1)
        self.given += 1
        if code not in ends:
            said = self.says.read_text("utf-8")[-600:]
            self.faults.append(f"matters {' '.join(words)} ended with {code}: {said}")
        return code

    def _ended(self, words: tuple[str, ...]) -> int:
        process = start(self.service.settings(), *words, says=self.says)
        process.join(180)
        code = -1 if process.exitcode is None else process.exitcode
        process.close()
        return code

    def enter(self, review: str, actions: Iterable[Action], on: date) -> None:
        """A plan is imported that was agreed some weeks ago: some of it is overdue already."""
        plan = write_plan(self.service.folder / f"{review}.csv", actions)
        agreed = (on - AGREED_BEFORE).isoformat()
        named = ("--review", review, "--title", f"Review {review}", "--agreed", agreed)
        self.give("import", str(plan), *named)

    def clear(self, refusal: Refusal) -> None:
        """A test message is accepted, and the address is written to again."""
        for _ in range(20):
            words = ("test-message", refusal.person, "--clear", *BY_SECRETARY)
            if self.give(*words, ends=(DONE, EXCEPTIONS, 2)) == DONE:
                return
        self.faults.append(f"the address of {refusal.person} was not cleared")

    def settle(self, number: int, *, arrived: bool) -> None:
        """A person looked in the server's log."""
        found = "--arrived" if arrived else "--lost"
        why = ("--reason", "The server's log says so.")
        self.give("settle", f"m{number}", found, *why, *BY_SECRETARY)

    def record(self, event: Event) -> None:
        """What somebody said or decided of an action."""
        if event.kind in ANSWERS:
            self.give("respond", event.action, *self._answer(event), *BY_SECRETARY)
        elif event.kind == "silence":
            until = ("--until", _iso(event.until), "--reason", "The ward is closed.")
            self.give("silence", event.action, *until, *BY_SECRETARY)
        elif event.kind == "change-lead":
            lead, *others = event.posts
            beside = [word for post in others or [""] for word in ("--contributor", post)]
            why = ("--reason", "A new structure.", *BY_SECRETARY)
            self.give("edit", event.action, "--lead", lead, *beside, *why)
        else:
            self.give("decide", event.action, *_decision(event), "--chairs-action", "--by", CHAIR)

    def _answer(self, event: Event) -> tuple[str, ...]:
        if event.kind == "forecast":
            return ("--forecast", _iso(event.until))
        if event.kind == "ask-extension":
            return ("--extension", _iso(event.until), "--reason", "Staff are away.")
        said = ("--progress", PROGRESS[event.kind])
        if event.kind != "evidence":
            return said
        file = self.service.folder / "evidence.txt"
        file.write_text(f"What was done about {event.action}.\n", encoding="utf-8")
        return (*said, "--evidence", str(file))


def _decision(event: Event) -> tuple[str, ...]:
    words = [event.kind, "--reason", "As was discussed."]
    if event.until:
        words += ["--until", _iso(event.until)]
    if event.kind == "superseded":
        words += ["--into", f"r/{INTO}"]
    if event.kind == "interval":
        words += ["--months", str(event.months)]
    return tuple(words)


def _iso(day: date | None) -> str:
    assert day is not None
    return day.isoformat()
