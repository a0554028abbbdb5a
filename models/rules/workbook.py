"""The register's own workbook, come back edited: what may be changed there, and what may not.

Each row came with the marks of its cells as they were exported, so that what a person edited is
told from what has changed in the register since. Pure: cells are texts, as a workbook shows them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

REFERENCE = "Reference"
SHORT_TITLE, LEADS = "Short title", "Leads"
PRIORITY, NOTE, CONFIRM = "Priority proposed", "Progress note", "Confirm the reading"
PROPOSED = "Date proposed"
EDITABLE = (SHORT_TITLE, LEADS, PRIORITY, NOTE, CONFIRM)
KIND = "matters-register 1"
AS_EXPORTED = "As exported"
HOW_TO_EDIT = "How to edit"
MARK = 10
UNWORKED = "a formula without a value"
# What a spreadsheet shows in the place of a value that it could not work out.
_FAULT = re.compile(r"#(?:[a-z][a-z0-9/]*[!?]|n/?a|getting_data)|err:\d{3}", re.IGNORECASE)

_PLAN = "The plan's own words change with a newer version of it: `matters import PLAN --update`."
_NOT_OURS = "The register has no such column: nothing in it is taken, in this row or any other."
_SAVE = "Open the workbook in Excel and save it, which works the formula out, or type the words."
_BROKEN = (
    "It is the fault of a formula that the spreadsheet could not work out: type the words in its "
    "place, or empty the cell, and import the file again."
)
_WORKED_OUT = "It is worked out from the register, and nobody sets it."
_DATE = "A date is the committee's: `matters decide {ref} set-date`, or `extend`."
_ANSWER = "A lead, or the secretary for them, says it: `matters respond {ref}`."
_CLOSES = "Only the committee closes and reopens: `matters decide {ref} accept`, or `reopen`."
COMPUTED = (
    "Colour", "Standing", "Why", "How the date was read", "Slips", "Days late",
    "Days late from the first date", "Closed late", "Anomalies", "Stage", "Stage told", "Notes",
)  # fmt: skip
WAYS: Mapping[str, str] = {
    **dict.fromkeys(COMPUTED, _WORKED_OUT),
    "Reference": "A reference is given once and never changes.",
    "Review": "An action stays with its review.",
    "Agency": "It moves with the lead: `matters edit {ref} --lead POST`.",
    "Progress": "A lead says how far it is: `matters respond {ref} --progress ...`.",
    "Date state": _DATE,
    "Due date": _DATE,
    "Original due date": "The first date is kept for ever.",
    PROPOSED: f"Write yes under “{CONFIRM}” to accept it. {_DATE}",
    "Forecast": "A lead forecasts: `matters respond {ref} --forecast DATE`.",
    "Priority": f"Propose one under “{PRIORITY}”; the committee decides: "
    "`matters decide {ref} priority-high`, or `priority-normal`.",
    "Held until": "The committee holds: `matters decide {ref} hold --until DATE`.",
    "Evidence in since": "Evidence comes in by `matters respond {ref} --evidence FILE`.",
    "Evidence submitted": "Evidence comes in by `matters respond {ref} --evidence FILE`.",
    "Extension asked to": "More time is asked for by `matters respond {ref} --extension DATE`.",
    "Reason for the extension": _ANSWER,
    "Last answer": f"Write it under “{NOTE}”.",
    "Answered": _ANSWER,
    "Closed": _CLOSES,
    "Reopened": _CLOSES,
    "Entered": "The day of entry is kept for ever.",
}


def flat(text: str) -> str:
    """A cell's text as it is compared: line ends of one kind, no blanks at the ends of lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def mark(text: str) -> str:
    """The mark by which a cell is known again; "-" of an empty one."""
    said = flat(text)
    return hashlib.sha256(said.encode()).hexdigest()[:MARK] if said else "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A workbook that came back: its rows by reference, and the marks each was exported with.

    `titles` are the columns that were exported, in the order of the marks.
    """

    titles: tuple[str, ...]
    marks: Mapping[str, tuple[str, ...]]
    rows: Sequence[tuple[int, Mapping[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEdit:
    """One cell that a person edited: what it was, what it is, and why it is not taken, if so."""

    reference: str
    row: int
    title: str
    before: str
    after: str
    why: str = ""

    @property
    def sentence(self) -> str:
        """ "Short title: “A” is now “B”.", and what changes it where it is not taken."""
        said = f"“{self.before or 'nothing'}” is now “{self.after or 'nothing'}”."
        return f"{self.title}: {said} {self.why}".rstrip()


@dataclass(slots=True)
class Edits:
    """What was edited: cells to record, cells refused, cells that the register has so already."""

    taken: list[CellEdit] = field(default_factory=list)
    refused: list[CellEdit] = field(default_factory=list)
    already: int = 0
    rows: int = 0


def edits(returned: Returned, now: Mapping[str, Mapping[str, str]]) -> Edits:
    """The edits of a workbook; `now` are the register's cells, by reference, as of today."""
    found = Edits(refused=list(_of_own_columns(returned)))
    seen: set[str] = set()
    for row, cells in returned.rows:
        reference = flat(cells.get(REFERENCE, ""))
        known = reference in returned.marks and reference in now
        if not known or reference in seen:
            if any(flat(text) for text in cells.values()):
                found.refused.append(_stranger(reference, row, twice=reference in seen))
            continue
        seen.add(reference)
        found.rows += 1
        was = dict(zip(returned.titles, returned.marks[reference], strict=True))
        for title, text in cells.items():
            if title in was and mark(text) != was[title]:
                _sort(found, CellEdit(
                    reference=reference, row=row, title=title,
                    before=flat(now[reference].get(title, "")), after=flat(text),
                ), was[title])  # fmt: skip
    return found


def _of_own_columns(returned: Returned) -> Iterator[CellEdit]:
    """The first cell of each column that was not exported: a person's own, which would be lost."""
    seen = set(returned.titles)
    for row, cells in returned.rows:
        for title, text in cells.items():
            if title not in seen and flat(text):
                seen.add(title)
                edit = CellEdit(
                    reference=flat(cells.get(REFERENCE, "")) or "no reference",
                    row=row, title=title, before="", after=flat(text),
                )  # fmt: skip
                yield _because(edit, _way(edit) if title in WAYS else _NOT_OURS)


def _sort(found: Edits, edit: CellEdit, was: str) -> None:
    """Taken, refused, or already so; what changed on both sides is nobody's to overwrite."""
    if edit.title not in EDITABLE:
        found.refused.append(_because(edit, _way(edit)))
    elif edit.after == UNWORKED:
        found.refused.append(_because(edit, _SAVE))
    elif _FAULT.fullmatch(edit.after):
        found.refused.append(_because(edit, _BROKEN))
    elif mark(edit.after) == mark(edit.before):
        found.already += 1
    elif mark(edit.before) != was:
        found.refused.append(_because(edit, "It was changed in the register since the export."))
    else:
        found.taken.append(edit)


def _way(edit: CellEdit) -> str:
    """What would change the cell; a column of the plan's own has no other way."""
    return WAYS.get(edit.title, _PLAN).format(ref=edit.reference)


def _because(edit: CellEdit, why: str) -> CellEdit:
    return CellEdit(
        reference=edit.reference,
        row=edit.row,
        title=edit.title,
        before=edit.before,
        after=edit.after,
        why=why,
    )


def _stranger(reference: str, row: int, *, twice: bool) -> CellEdit:
    why = (
        "The row stands twice; only the first is looked at."
        if twice
        else "The register exported no such row; an action is entered with `matters add`, or with "
        "a newer version of its plan."
    )
    return CellEdit(
        reference=reference or "no reference", row=row, title="Row", before="", after="a row",
        why=why,
    )  # fmt: skip


def kept_marks(rows: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A line a row as a workbook carries them: its reference and the marks of its cells."""
    for reference, cells in rows.items():
        yield " ".join((reference, *(mark(text) for text in cells)))


def read_marks(lines: Sequence[str], columns: int) -> dict[str, tuple[str, ...]] | None:
    """The marks of each row; None where a line is not as it was written."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        parts = line.split()
        if len(parts) != columns + 1:
            return None
        found[parts[0]] = tuple(parts[1:])
    return found
