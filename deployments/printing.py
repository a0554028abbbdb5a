"""What commands print: one JSON document, or lines that fit a terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

_STEERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def print_json(document: Any) -> None:
    """One JSON document on stdout; days and instants are ISO 8601."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write("\n")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows in columns as wide as they need be, two spaces apart, under their headings."""
    texts = [[str(cell) if cell is not None else "" for cell in row] for row in rows]
    widths = [max(len(head), *(len(row[i]) for row in texts), 0) for i, head in enumerate(heads)]
    lines = [_line(heads, widths), _line(["-" * width for width in widths], widths)]
    lines += [_line(row, widths) for row in texts]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(c.ljust(w) for c, w in zip(cells, widths, strict=True)).rstrip()


def plural(n: int, one: str, many: str | None = None) -> str:
    """ "1 notice", "3 notices", "no notices"."""
    words = one if n == 1 else (many or f"{one}s")
    return f"{n or 'no'} {words}"


def printable(text: str) -> str:
    """The lines with a mark in the place of what would move the cursor or turn the writing.

    A plan's words come from others: what they hold is shown on a terminal and never obeyed.
    """
    return "\n".join(_STEERS.sub("\N{REPLACEMENT CHARACTER}", line) for line in text.split("\n"))
