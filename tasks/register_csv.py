"""The register's own CSV given back: its rows, and the marks that stand in its last column."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from models.rules.register_text import given_back
from models.rules.workbook import AS_EXPORTED, KIND, REFERENCE
from tasks.plan_csv import DELIMITERS, records
from tasks.plan_csv_text import decoded

HEAD = 64 * 1024  # bytes in which the headings stand
Lines = tuple[list[list[str]], list[str]]


def is_own_csv(path: Path) -> bool:
    """True of a text that begins with the headings of an exported register."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return KIND.encode() in head or KIND.encode("utf-16-le") in head


def csv_lines(data: bytes) -> Lines:
    """The register's rows and the lines of its marks, as the workbook's sheets have them.

    Raises KeyError, ValueError, IndexError or PlanRefused for one that has lost what it needs.
    """
    text, _ = decoded(data)
    found = next(filter(None, (_split(text, one) for one in DELIMITERS)), None)
    if found is None:
        raise KeyError(KIND)
    (head, *rows), kept = found, found[0].index(KIND)
    at = head.index(REFERENCE)
    last = next(row for row in rows if row[at : at + 1] == [AS_EXPORTED])
    titles = json.loads(last[kept])
    own = [[] if row is last else row for row in rows]
    lines = [f"{row[at]} {row[kept]}" for row in own if row[kept : kept + 1] not in ([], [""])]
    plain = [_as_exported(row, head, kept, titles) for row in own]
    return [_without(head, kept), *plain], [KIND, last[kept], *lines]


def _split(text: str, delimiter: str) -> list[list[str]]:
    """The rows under a delimiter that gives the heading row its cells; [] under any other."""
    try:
        rows = [record.cells for record in records(text, delimiter)]
    except csv.Error:
        return []
    return rows if rows and KIND in rows[0] and REFERENCE in rows[0] else []


def _as_exported(
    row: Sequence[str], head: Sequence[str], kept: int, titles: Sequence[str]
) -> list[str]:
    """A row's texts, each as it was exported where nobody edited it."""
    marks = dict(zip(titles, row[kept].split(), strict=False)) if kept < len(row) else {}
    own = [given_back(text, marks.get(head[at], "")) for at, text in enumerate(row[: len(head)])]
    return _without(own, kept)


def _without(cells: Sequence[str], place: int) -> list[str]:
    return [text for at, text in enumerate(cells) if at != place]
