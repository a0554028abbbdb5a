"""`follow-up --deliver` less a day on which nothing is owed, beside the job done by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.benchmarks import floor, home
from tests.benchmarks.measuring import NO_BAR, Figure, Most, Shown, Spent, in_turn, spent

TURNS = {1_000: 9, 10_000: 5, 100_000: 3}
BARS = {1_000: 3.0}
# The leads' own domain: letters to it are full, where others have a number and a day alone.
ASSURED = {"MATTERS_MAIL_FROM": "actions@example.org"}
# Peaks in MB, by the number of actions; a smaller day may take what the smallest of these may.
PEAKS = {100_000: 150.0, 1_000_000: 250.0}


def day_beside_floor(actions: int, made: home.Made, folder: Path) -> Iterator[Shown]:
    """The work of a day less that of an idle one, by CPU beside the floor's."""
    env = floor.prepare_floor(folder, actions)
    with floor.sink() as sink:
        ours = _Day(made, folder / "working", sink)
        ways = {
            "idle": lambda: ours.followed_up(home.BEFORE).cpu,
            "day": lambda: ours.followed_up(home.DAY).cpu,
            "full": lambda: ours.followed_up(home.DAY, **ASSURED).cpu,
            "floor": lambda: spent(floor.floor_words(folder, sink.port), env).cpu,
        }
        costs = in_turn(ways, TURNS.get(actions, 1))
    what = f"a day of {actions:,} less an idle day, {made.lines:,} lines, {made.leads:,} messages"
    bar = BARS.get(actions, 2.0)
    yield Figure(what, costs["day"] - costs["idle"], costs["floor"], bar, beside="the floor")
    full = costs["full"] - costs["idle"]
    yield Figure(f"{what}, full letters", full, costs["floor"], bar, beside="the floor's bare ones")


def peaks(actions: int, made: home.Made, folder: Path) -> Iterator[Shown]:
    """The most memory that a day's finding and delivering takes, in one process."""
    bar = next((most for size, most in sorted(PEAKS.items()) if actions <= size), NO_BAR)
    with floor.sink() as sink:
        full = _Day(made, folder / "working", sink).followed_up(home.DAY, **ASSURED).peak_mb
    yield Most(f"the peak of a day of {actions:,}, {made.leads:,} full letters", full, bar)
    yield Most(f"the peak of the day on which {actions:,} are entered", made.told.peak_mb, bar)
    asked = f"a day that asks each of {actions:,}, and tells half of the leads"
    yield Most(f"the peak of {asked}", made.asked.peak_mb, bar)
    yield Most(f"the day on which {actions:,} are entered", made.told.cpu, unit="s CPU")
    yield Most(asked, made.asked.cpu, unit="s CPU")


@dataclass(frozen=True, slots=True)
class _Day:
    """Days followed up, each on a fresh copy of a home."""

    made: home.Made
    working: Path
    sink: floor.Sink

    def followed_up(self, day: date, **settings: str) -> Spent:
        """What a day cost; RuntimeError where it did not send one message to each who is owed."""
        home.copied(self.made.home, self.working)
        url = f"smtp://127.0.0.1:{self.sink.port}"
        self.sink.ask("RESET")
        words = [*home.MATTERS, "follow-up", "--deliver"]
        used = spent(words, home.environment(self.working, day, MATTERS_SMTP_URL=url, **settings))
        sunk = int(self.sink.ask("STATS")["messages"])
        owed = self.made.leads if day == home.DAY else 0
        if sunk != owed:
            raise RuntimeError(f"{sunk} messages were sunk, {owed} were owed")
        return used
