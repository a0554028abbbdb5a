"""`follow-up --deliver` less a day on which nothing is owed, beside the job done by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.benchmarks import floor, home
from tests.benchmarks.measuring import Figure, in_turn, spent

TURNS = {1_000: 9, 10_000: 5, 100_000: 3}
BARS = {1_000: 3.0}
# The leads' own domain: letters to it are full, where others have a number and a day alone.
ASSURED = {"MATTERS_MAIL_FROM": "actions@example.org"}
# Peaks in MiB, by the number of actions; a smaller day may take what the smallest of these may.
PEAKS = {100_000: 150.0, 1_000_000: 250.0}


def day_beside_floor(actions: int, made: home.Made, folder: Path) -> Iterator[Figure]:
    """The work of a day less that of an idle one, by CPU beside the floor's; its peak of memory."""
    env = floor.prepare_floor(folder, actions)
    peaks: list[float] = []

    with floor.sink() as sink:

        def ours(day: date, **settings: str) -> float:
            working = folder / "working"
            home.copied(made.home, working)
            url = f"smtp://127.0.0.1:{sink.port}"
            sink.ask("RESET")
            words = [*home.MATTERS, "follow-up", "--deliver"]
            used = spent(words, home.environment(working, day, MATTERS_SMTP_URL=url, **settings))
            peaks.append(used.peak_mib)
            _all_sunk(sink, made.leads if day == home.DAY else 0)
            return used.cpu

        ways = {
            "idle": lambda: ours(home.BEFORE),
            "day": lambda: ours(home.DAY),
            "full": lambda: ours(home.DAY, **ASSURED),
            "floor": lambda: spent(floor.floor_words(folder, sink.port), env).cpu,
        }
        costs = in_turn(ways, TURNS.get(actions, 1))
    what = f"a day of {actions:,} less an idle day, {made.lines:,} lines, {made.leads:,} messages"
    bar = BARS.get(actions, 2.0)
    yield Figure(what, costs["day"] - costs["idle"], costs["floor"], bar, beside="the floor")
    full = costs["full"] - costs["idle"]
    yield Figure(f"{what}, full letters", full, costs["floor"], bar, beside="the floor's bare ones")
    peak = next((mib for size, mib in sorted(PEAKS.items()) if actions <= size), 0.0)
    if peak:
        yield Figure(f"the peak of that day of {actions:,}", max(peaks), peak, 1.0, "MiB", "bar")


def _all_sunk(sink: floor.Sink, owed: int) -> None:
    sunk = int(sink.ask("STATS")["messages"])
    if sunk != owed:
        raise RuntimeError(f"{sunk} messages were sunk, {owed} were owed")
