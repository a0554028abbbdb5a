"""The most memory that `matters deliver` takes, for a few messages and for a hundred times as many.

python -m tests.benchmarks.memory [MESSAGES ...] measures other numbers, 100000 for instance.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.benchmarks import floor, home
from tests.benchmarks.measuring import spent

FEW, MANY = 1_000, 10_000
BAR = 1.1
# A plan has at most 20,000 rows, and a contacts file at most 100,000.
ROWS = 10_000


def memory_is_flat(sizes: tuple[int, ...] = (FEW, MANY)) -> bool:
    """The peak for the most messages beside that for the fewest; True where the bar is reached."""
    with floor.sink() as sink:
        peaks = [_peak(size, sink) for size in sizes]
    said = ", ".join(
        f"{size:,} messages {peak:.0f} MiB" for size, peak in zip(sizes, peaks, strict=True)
    )
    ratio = peaks[-1] / peaks[0]
    print(f"the most memory of `matters deliver`: {said}; {ratio:.2f} times (bar {BAR})")
    return ratio <= BAR


def _peak(messages: int, sink: floor.Sink) -> float:
    """The peak of one delivery of so many messages, in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        made = _made(Path(folder), messages)
        url = f"smtp://127.0.0.1:{sink.port}"
        sink.ask("RESET")
        environment = home.environment(made, home.ENTERED, MATTERS_SMTP_URL=url)
        peak = spent([*home.MATTERS, "deliver"], environment).peak_mib
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
    asked = tuple(int(size) for size in sys.argv[1:])
    raise SystemExit(0 if memory_is_flat(asked or (FEW, MANY)) else 1)
