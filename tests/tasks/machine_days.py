"""A machine of days: with their runs, without, with the mail server away, and its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import Engine, select

from models.database import reading
from models.plan import Action
from tasks.follow_up import find_and_record
from tasks.refused import Refused
from tests.stories.world import BOARD_ID, World, address_of
from tests.tasks import machine_acts as acts
from tests.tasks.machine_end import check_end
from tests.tasks.machine_watch import Watch

PLACE: dict[str, tuple[Path, Engine]] = {}


class Days(RuleBasedStateMachine):
    """A board on which days go by."""

    def __init__(self) -> None:
        """A new world, with nothing entered."""
        super().__init__()
        self.watch = Watch(World.of(*PLACE["here"]))
        self.world = self.watch.world
        self.came = 0
        self.begun = False

    def attempt(self, act: Callable[[], None]) -> None:
        """An act that is done, or refused and leaves everything as it was."""
        before = self._register()
        try:
            act()
        except Refused:
            assert self._register() == before, "refused, and something was changed"

    def _register(self) -> list[str]:
        raw: Any = self.world.office.engine.raw_connection()
        try:
            return list(raw.driver_connection.iterdump())
        finally:
            raw.close()

    def one_of(self, column: Any, pick: int) -> str:
        """The value of a column in one of its rows, the last for -1."""
        with reading(self.world.office.engine) as session:
            found = list(session.scalars(select(column)))
        return str(found[pick % len(found)])

    def action(self, pick: int) -> str:
        """The reference of one of the actions."""
        return self.one_of(Action.reference, pick)

    @rule(days=acts.DAYS)
    def go_on(self, days: int) -> None:
        """Days go by, each with its run."""
        self.watch.pass_days(days)

    @rule(days=acts.DAYS)
    def sleep(self, days: int) -> None:
        """Runs are missed; the next one loses nothing."""
        self.watch.sleep(days)

    @rule(days=st.integers(1, 8))
    def be_cut_off(self, days: int) -> None:
        """The mail server is away while the runs go on."""
        self.world.letterbox.shut = True
        self.watch.pass_days(days)
        self.world.letterbox.shut = False

    @rule(post=acts.MOVING)
    def lose_a_reply(self, post: str) -> None:
        """A message arrives, and the server's answer does not."""
        self.watch.lose(address_of(post))

    @rule()
    def run_again(self) -> None:
        """A second run of the day tells nobody what the first one told."""
        self.watch.run()
        if not self.watch.left_over():
            assert self.watch.run() == 0, "a third run of the day found something new"

    @rule(days=st.integers(0, 3))
    def run_and_deliver_later(self, days: int) -> None:
        """A run only records; what it owes is sent some days later."""
        self.watch.run(send=False)
        self.watch.sleep(days)
        self.watch.deliver()

    @rule()
    def try_dry(self) -> None:
        """A dry run says what a run would record, and keeps nothing of it."""
        before = self._register()
        found = find_and_record(self.world.office, BOARD_ID, self.watch.today, keep=False)
        assert self._register() == before, "a dry run has changed something"
        assert self.watch.run(send=False) == found.notices
        self.watch.deliver()

    @invariant()
    def keeps_its_promises(self) -> None:
        """Everything that must be true between two steps."""
        if self.begun:
            self.watch.look()

    def teardown(self) -> None:
        """Sixty WDs later nothing that was due is missing."""
        if self.begun:
            check_end(self.watch)
