"""What a flow leaves to be read: counts and references in Markdown, no names and no texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

MOST = 200


def counts(rows: Iterable[tuple[str, object]]) -> str:
    """A table of two columns: what is counted, and how many."""
    return table(("", "Number"), rows)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as a Markdown table; a cell cannot break out of its row."""
    lines = [_row(heads), _row(["---"] * len(heads)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def references(heading: str, found: Iterable[str]) -> str:
    """A heading over references in one paragraph, or nothing where there are none."""
    listed = list(found)
    if not listed:
        return ""
    more = f" and {len(listed) - MOST} more" if len(listed) > MOST else ""
    return f"## {heading}\n\n{', '.join(f'`{one}`' for one in listed[:MOST])}{more}"


def joined(*parts: str) -> str:
    """The parts that say something, a blank line apart."""
    return "\n\n".join(part for part in parts if part)


def tally(words: Iterable[str]) -> list[tuple[str, int]]:
    """How often each word occurs, in the order of the alphabet."""
    return sorted(Counter(words).items())


def plural(n: int, one: str, many: str | None = None) -> str:
    """ "1 notice", "3 notices", "no notices"."""
    return f"{n or 'no'} {one if n == 1 else (many or f'{one}s')}"


def key(*parts: object) -> str:
    """A key as Prefect takes it: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", "-".join(str(part) for part in parts).lower()).strip("-")
