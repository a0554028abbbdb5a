"""Whatever people do, in whatever order, and whatever fails: the ledger keeps its promises.

A rule is an act by the function that its command calls, or some days with or without their runs.
What is not allowed is refused and leaves the register as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from sqlalchemy import Engine

from models.governance import Meeting
from models.plan import Review
from models.rules.progress import Said
from models.rules.words import DecisionKind
from tests.stories.world import CHAIR, HEAD, SECRETARY, address_of
from tests.tasks import machine_acts as acts
from tests.tasks.machine_days import PLACE
from tests.tasks.machine_others import Others

DRAWN = (hypothesis.settings.default or hypothesis.settings()).max_examples


@pytest.fixture(scope="module", autouse=True)
def place(template: Path, engine: Engine) -> Iterator[None]:
    """Where worlds are made."""
    PLACE["here"] = (template, engine)
    yield
    PLACE.clear()


class Committee(Others):
    """A board whose people, posts, machines and mail server do what they like."""

    # --- The plan --------------------------------------------------------------------------

    @initialize(rows=st.lists(acts.ROWS, min_size=1, max_size=3))
    def begin(self, rows: list[tuple[str, tuple[str, str]]]) -> None:
        """A plan is entered and followed from today."""
        acts.enter(self.world, "child-q", rows, 0)
        self.begun = True
        self.watch.run()

    @rule(row=acts.ROWS, follow=st.sampled_from((0, 0, 20)))
    def enter(self, row: tuple[str, tuple[str, str]], follow: int) -> None:
        """Another review's plan comes in."""
        self.came += 1
        review = f"child-{self.came}"
        self.attempt(lambda: acts.enter(self.world, review, [row], follow))

    @rule(pick=acts.PICK, ahead=st.sampled_from((0, 10, 40)))
    def add(self, pick: int, ahead: int) -> None:
        """The secretary adds an action."""
        self.came += 1
        number = str(self.came + 100)
        review = self.one_of(Review.reference, pick)
        self.attempt(lambda: acts.write_in(self.world, review, number, ahead))

    @rule(pick=acts.PICK, text=st.sampled_from((None, "The rest of it")))
    def split(self, pick: int, text: str | None) -> None:
        """An action becomes several."""
        self.attempt(lambda: acts.divide(self.world, self.action(pick), text))

    # --- Answers and decisions -------------------------------------------------------------

    @rule(pick=acts.PICK, said=acts.SAID, by=acts.BY, back=acts.BACK)
    def respond(self, pick: int, said: Said, by: str, back: int) -> None:
        """Somebody answers."""
        self.attempt(lambda: acts.say(self.world, self.action(pick), said, by, back))

    @rule(pick=acts.PICK, kind=acts.DECIDED, ahead=acts.AHEAD, back=acts.BACK, other=acts.PICK)
    def decide(self, pick: int, kind: DecisionKind, ahead: int, back: int, other: int) -> None:
        """The chair decides between meetings; evidence is returned by the secretary."""
        how: dict[str, object] = {"back": back}
        how["by"] = SECRETARY if kind is DecisionKind.RETURN else CHAIR
        if kind is DecisionKind.SUPERSEDED:
            how["into"] = self.action(other)
        action = self.action(pick)
        self.attempt(lambda: acts.resolve(self.world, action, kind, ahead, **how))

    @rule(pick=acts.PICK, kind=acts.DECIDED, ahead=acts.AHEAD)
    def resolve(self, pick: int, kind: DecisionKind, ahead: int) -> None:
        """The committee has decided at its last meeting, and it is recorded today."""
        met = date.fromisoformat(self.one_of(Meeting.held_on, -1))
        action = self.action(pick)
        self.attempt(partial(acts.resolve, self.world, action, kind, ahead, meeting_on=met))

    @rule(pick=acts.PICK)
    def confirm(self, pick: int) -> None:
        """A proposed date is confirmed."""
        self.attempt(lambda: acts.confirm(self.world, self.action(pick)))

    @rule(pick=acts.PICK, days=acts.DAYS)
    def silence(self, pick: int, days: int) -> None:
        """An action is silenced for some days."""
        self.attempt(lambda: acts.hush(self.world, self.action(pick), days))

    @rule(pick=acts.PICK, lead=acts.MOVING, contributor=st.sampled_from(("", HEAD)))
    def hand_over(self, pick: int, lead: str, contributor: str) -> None:
        """An action has another lead."""
        self.attempt(lambda: acts.hand_over(self.world, self.action(pick), lead, contributor))

    @rule(back=acts.PICK)
    def correct(self, back: int) -> None:
        """One of the last entries is struck."""
        self.attempt(lambda: acts.strike(self.world, back))

    # --- Posts and meetings ----------------------------------------------------------------

    @rule(post=acts.MOVING)
    def leave(self, post: str) -> None:
        """Whoever held a post at first leaves it, and nobody follows."""
        one = partial(acts.hold, self.world, post, f"Holder of {post}", address_of(post))
        self.attempt(lambda: one(self.watch.today))

    @rule(post=acts.MOVING)
    def come(self, post: str) -> None:
        """Somebody new holds a post; or the same person with another address."""
        self.came += 1
        address = f"newcomer.{self.came}@eastmere.example.org"
        person = f"Newcomer {self.came}"
        self.attempt(lambda: acts.hold(self.world, post, person, address))

    @rule(post=acts.MOVING)
    def refuse(self, post: str) -> None:
        """The address of a post's first holder is no mailbox any more."""
        self.world.letterbox.refused.add(address_of(post))

    @rule(ahead=st.sampled_from((0, 3, 14, 20, 30)), cancel=st.booleans())
    def meet(self, ahead: int, *, cancel: bool) -> None:
        """The committee will meet on a day, or will not."""
        day = self.watch.today + timedelta(days=ahead)
        if cancel:
            day = date.fromisoformat(self.one_of(Meeting.held_on, -1))
        self.attempt(lambda: acts.meet(self.world, day, cancel=cancel))


TestAnyBoard = Committee.TestCase
TestAnyBoard.settings = hypothesis.settings(
    max_examples=max(DRAWN // 3, 1), stateful_step_count=15, deadline=None
)
