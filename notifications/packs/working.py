"""The register as a workbook to be edited and given back: a few of its columns may be changed.

It carries, on a hidden sheet, the marks of its cells as they were exported, so that an edit is told
from what has changed in the register meanwhile (source: `models.rules.workbook`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook

from models.rules.packs import SnapshotRow
from models.rules.packs_figures import PackFigures
from models.rules.words import Edition, Priority
from models.rules.workbook import (
    AS_EXPORTED,
    CONFIRM,
    EDITABLE,
    HOW_TO_EDIT,
    KIND,
    NOTE,
    PRIORITY,
    PROPOSED,
    kept_marks,
)
from notifications.packs.columns import Column, columns_of, further_columns
from notifications.packs.register import bound, fill, shown

MARKS, HELP = AS_EXPORTED, HOW_TO_EDIT
TO_EDIT_FILL = "#fff4cc"
LINES = (
    "This workbook may be edited and given back: matters import FILE --update --by YOU",
    "Only the columns with a yellow heading are taken:",
    "Short title: by which messages name the action.",
    "Leads: a post a line, the accountable one first. A change is a handover; the new one is told.",
    "Priority proposed: high or normal. The committee decides it.",
    "Progress note: what is new; it is recorded as an answer of today.",
    "Confirm the reading: yes accepts the day under Date proposed.",
    "A change in any other column is listed, with the command that does it, and not taken.",
    "Rows may be sorted, hidden and left out: nothing is deleted.",
)


def working_columns(
    rows: Sequence[SnapshotRow], proposed: Mapping[str, Priority]
) -> tuple[Column, ...]:
    """The register's columns, those to be edited, and the plan's own under names of their own."""
    to_edit: tuple[Column, ...] = (
        (PROPOSED, 13, lambda r: r.proposed_due_on),
        (CONFIRM, 12, lambda _: None),
        (PRIORITY, 12, lambda r: _word(proposed.get(r.reference))),
        (NOTE, 36, lambda _: None),
    )
    ours = (*columns_of(Edition.RESTRICTED), *to_edit)
    taken = {title for title, _, _ in ours}
    further = further_columns(rows)
    return (*ours, *((_other(title, taken), width, make) for title, width, make in further))


def _word(priority: Priority | None) -> str | None:
    return priority.value if priority else None


def _other(title: str, taken: set[str]) -> str:
    """A plan's heading, told apart where we have a column of that name."""
    return f"{title} (plan)" if title in taken else title


def working_cells(
    rows: Sequence[SnapshotRow], columns: Sequence[Column]
) -> dict[str, tuple[str, ...]]:
    """Per reference the texts of its cells, as they are read back from the workbook."""
    return {row.reference: tuple(shown(make(row)) for _, _, make in columns) for row in rows}


def working_register(figures: PackFigures, proposed: Mapping[str, Priority]) -> bytes:
    """The workbook: the register, how to edit it, and the marks of its cells."""
    columns = working_columns(figures.plan, proposed)
    titles = [title for title, _, _ in columns]
    with bound(figures, Edition.RESTRICTED) as (book, out):
        sheet = book.add_worksheet("Register")
        fill(book, sheet, (figures, Edition.RESTRICTED), columns, set())
        yellow = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "top",
                "bottom": 1,
                "bg_color": TO_EDIT_FILL,
            }
        )
        last = max(len(figures.plan), 1)
        for at, title in enumerate(titles):
            if title in EDITABLE:
                sheet.write_string(0, at, title, yellow)
        for title, words in ((PRIORITY, ["high", "normal"]), (CONFIRM, ["yes"])):
            at = titles.index(title)
            sheet.data_validation(1, at, last, at, {"validate": "list", "source": words})
        _more(book, titles, working_cells(figures.plan, columns))
    return out.getvalue()


def _more(book: Workbook, titles: Sequence[str], cells: Mapping[str, tuple[str, ...]]) -> None:
    """The sheet that says how to edit, and the hidden one by which edits are known."""
    lines = book.add_worksheet(HELP)
    lines.set_column(0, 0, 100)
    for at, line in enumerate(LINES):
        lines.write_string(at, 0, line)
    marks = book.add_worksheet(MARKS)
    marks.hide()
    marks.write_string(0, 0, KIND)
    marks.write_string(1, 0, json.dumps(titles, ensure_ascii=False))
    for at, line in enumerate(kept_marks(cells), 2):
        marks.write_string(at, 0, line)
