"""A machine of days on which a policy, the review gate and the storm guard hold things up."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import rule

from models.governance import Meeting
from tests.tasks import machine_acts as acts
from tests.tasks import machine_office as office
from tests.tasks.machine_days import Days

GATE = '[review_gate]\non = true\nstages = ["E2", "E3", "E4", "E5"]\n'
GUARD = "[storm_guard]\nmessages = 3\n"
EARLIER = "[reminders]\nnormal = [25, 8, 1]\n"
CHECKS = "[reminders]\nimpact_months = [1, 2]\n"
POLICIES = st.sampled_from((GATE, GUARD, GATE + GUARD, EARLIER, CHECKS, office.PLAIN))


class Held(Days):
    """A board whose secretary may have to let things go."""

    @rule(text=POLICIES)
    def adopt(self, text: str) -> None:
        """The chair adopts another policy."""
        self.attempt(lambda: office.take_up(self.world, text))

    @rule(pick=acts.PICK, let_go=st.booleans())
    def decide_on_held(self, pick: int, *, let_go: bool) -> None:
        """The secretary releases one of the things that are held, or keeps it back."""
        held = office.held_things(self.world)
        if held:
            which = held[pick % len(held)]
            self.attempt(lambda: office.settle(self.world, which, let_go=let_go))

    @rule(approve=st.booleans())
    def draft_a_pack(self, *, approve: bool) -> None:
        """A pack of the last meeting is drafted; the chair may approve it, and it is issued."""
        met = date.fromisoformat(self.one_of(Meeting.held_on, -1))
        self.attempt(lambda: office.put_together(self.world, met))
        if approve:
            self.attempt(lambda: office.sign(self.world))
            self.attempt(lambda: office.hand_out(self.world))
