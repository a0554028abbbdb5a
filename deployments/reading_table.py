"""A reading on a terminal: each row of the plan as written beside how it was read, within 100."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterable, Iterator

from deployments.printing import plural, printable
from models.rules.plan_fields import ReadField
from models.rules.plan_report import ReadPlan, ReadRow, Remark
from notifications.reading import Changes

WIDEST, NARROWEST = 100, 60
SHORT = 100
"""Rows of a plan that are all shown; of a longer one those that a person should look at."""
SHOWN = ("Agency", "Lead", "Date", "Revised before", "Revised date", "Status", "Priority")
LONGEST, QUOTED, LISTED = 120, 80, 40
_QUOTED = re.compile(r"“([^”]*)”", re.DOTALL)


def reading_table(plan: ReadPlan) -> str:
    """The rows under their headings, with what a person should know of each below it."""
    width = min(WIDEST, max(NARROWEST, shutil.get_terminal_size((WIDEST, 24)).columns))
    shown = [row for row in plan.rows if len(plan.rows) <= SHORT or row.is_flagged]
    names = [_called(row) for row in shown]
    widths = _widths(width, max((len(word) for name in names for word in name.split()), default=3))
    lines = [*_file(plan.remarks, width)]
    if shown:
        lines += _cells(("Row", "Action", "As written", "As it was read"), widths)
        lines += ["  ".join("-" * each for each in widths)]
    table = ""
    for row, name in zip(shown, names, strict=True):
        lines += [f"{row.table[:1].upper()}{row.table[1:]}", ""] if row.table != table else []
        lines += _lines(row, name, widths)
        table = row.table
    left = len(plan.rows) - len(shown)
    if left:
        lines.append(f"{plural(left, 'further row')} read without a question; the page shows all.")
    return printable("\n".join(lines))


def changes_table(changes: Iterable[Changes]) -> str:
    """What a newer version changes, list by list; "" where it changes nothing."""
    lines: list[str] = []
    for part in changes:
        lines += [
            part.title,
            *textwrap.wrap(part.says, WIDEST, initial_indent="  ", subsequent_indent="  "),
        ]
        for what, says in part.lines[:LISTED]:
            lines += textwrap.wrap(
                f"{what}: {_short(says)}", WIDEST, initial_indent="  - ", subsequent_indent="    "
            )
        left = len(part.lines) - LISTED
        lines += [f"  - and {left} more, which the page names"] if left > 0 else []
        lines.append("")
    return printable("".join(f"{line}\n" for line in lines))


def _short(says: str) -> str:
    """A sentence whose quoted cells are cut; the page has them whole."""
    return _QUOTED.sub(lambda m: f"“{textwrap.shorten(m[1], QUOTED, placeholder=' …')}”", says)


def _called(row: ReadRow) -> str:
    return " ".join(row.references) or row.number or "-"


def _widths(width: int, name: int) -> tuple[int, int, int, int]:
    first, second = 4, min(max(name, 6), 20)
    half = (width - first - second - 6) // 2
    return first, second, half, half


def _file(remarks: Iterable[Remark], width: int) -> Iterator[str]:
    for remark in remarks:
        yield from textwrap.wrap(f"{remark.severity}: {_said(remark)}", width)


def _said(remark: Remark) -> str:
    column = f"{remark.column}: " if remark.column and remark.column not in remark.says else ""
    return f"{column}{remark.says} {remark.suggestion}".rstrip()


def _lines(row: ReadRow, name: str, widths: tuple[int, int, int, int]) -> Iterator[str]:
    """The recommendation's opening, then what was read of who, when and how far."""
    head = row.fields[0]
    written = [textwrap.shorten(head.written or row.recommendation, LONGEST, placeholder=" …")]
    read = [_to_do(row.fields)]
    fields = [field for field in row.fields if field.name in SHOWN]
    left = [(str(row.file_row), name, written[0], read[0])]
    left += [("", "", f"{f.name}: {f.written or '-'}", _read(f)) for f in fields]
    for cells in left:
        yield from _cells(cells, widths)
    for remark in row.remarks:
        mark = "! " if remark.is_flag else "- "
        yield from textwrap.wrap(
            mark + _said(remark),
            sum(widths) + 6,
            initial_indent=" " * 6,
            subsequent_indent=" " * 8,
        )
    yield ""


def _to_do(fields: tuple[ReadField, ...]) -> str:
    """What is to be done, and how many entries the row's prose was read as."""
    cells = (field for field in fields if field.name == "Key actions")
    said = "; ".join("; ".join(field.read) or field.written for field in cells)
    counts = _counted(fields)
    return f"{textwrap.shorten(said, LONGEST, placeholder=' …')} ({counts})" if said else counts


def _counted(fields: Iterable[ReadField]) -> str:
    """ "3 key actions, 1 evidence": how many entries its prose was read as."""
    parts = [
        f"{max(len(field.read), 1)} {word if len(field.read) < 2 else many}"  # noqa: PLR2004
        for field in fields
        for name, word, many in ENTRIES
        if field.name == name
    ]
    return ", ".join(parts) or "no action of its own"


ENTRIES = (
    ("Key actions", "action", "actions"),
    ("Evidence", "piece of evidence", "pieces of evidence"),
    ("Outcomes", "outcome", "outcomes"),
    ("Milestones", "milestone", "milestones"),
)


def _read(field: ReadField) -> str:
    return f"{'; '.join(field.read) or 'as written'} {field.why}".rstrip()


def _cells(cells: tuple[str, ...], widths: tuple[int, int, int, int]) -> Iterator[str]:
    """One row of cells, wrapped within their columns."""
    wrapped = [
        [
            line
            for part in cell.splitlines() or [""]
            for line in textwrap.wrap(part, width) or ([""] if not cell.strip() else [])
        ]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for at in range(max(map(len, wrapped))):
        parts = [column[at] if at < len(column) else "" for column in wrapped]
        padded = [part.ljust(width) for part, width in zip(parts, widths, strict=True)]
        yield "  ".join(padded).rstrip()
