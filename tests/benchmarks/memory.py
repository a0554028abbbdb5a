"""The most memory that `matters deliver` takes, for a few messages and for a hundred times as many.

python -m tests.benchmarks.memory 1000 100000 measures these numbers.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.benchmarks import floor, home
from tests.benchmarks.measuring import Figure, Shown, spent

FEW, MANY = 1_000, 10_000
BAR = 1.1
# A plan has at most 20,000 rows, and a contacts file at most 100,000.
ROWS = 10_000


def memory_is_flat(few: int = FEW, many: int = MANY) -> Iterator[Shown]:
    """The peak for many messages beside that for a few."""
    with floor.sink() as sink:
        least, most = _peak(few, sink), _peak(many, sink)
    what = f"the most memory of `matters deliver`, {many:,} messages"
    yield Figure(what, most, least, BAR, "MB", f"{few:,}")


def _peak(messages: int, sink: floor.Sink) -> float:
    """The peak of one delivery of so many messages, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        made = _made(Path(folder), messages)
        url = f"smtp://127.0.0.1:{sink.port}"
        sink.ask("RESET")
        environment = home.environment(made, home.ENTERED, MATTERS_SMTP_URL=url)
        peak = spent([*home.MATTERS, "deliver"], environment).peak_mb
    sunk = int(sink.ask("STATS")["messages"])
    if sunk != messages:
        raise RuntimeError(f"{sunk} messages were sunk, {messages} were owed")
    return peak


def _made(folder: Path, people: int) -> Path:
    """A home in which each of so many people is owed one message."""
    made = home.begun(folder)
    for number, page in enumerate(_pages(people)):
        contacts, plan = folder / f"contacts-{number}.csv", folder / f"plan-{number}.csv"
        home.write(contacts, home.CONTACTS, map(home.contact, page))
        actions = (home.action(n, n, home.LATER) for n in page)
        home.write(plan, home.COLUMNS, [home.SECTION, *actions])
        home.matters(made, home.ENTERED, "contacts", str(contacts))
        home.enter(made, plan, f"part-{number}")
    home.matters(made, home.ENTERED, "follow-up")
    return made


def _pages(people: int) -> Iterator[list[int]]:
    numbers = iter(range(people))
    while page := list(islice(numbers, ROWS)):
        yield page


if __name__ == "__main__":
    for shown in memory_is_flat(*map(int, sys.argv[1:3])):
        print(shown)
