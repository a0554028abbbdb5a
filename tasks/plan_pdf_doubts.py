"""A warning in each row of a PDF of which the ends of lines or pages leave open how it reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from models.rules.plan_furniture import is_no_action
from models.rules.plan_sheets import Problem, Sheet, SheetRow

_WAY = (
    "Look at the last row of the page before. If the text goes on there, put both together in the "
    "Word or Excel file and load that."
)

_TWO = (
    "If they are two, load the Word or Excel file that the PDF was made from; in the register "
    "`matters edit ACTION --lead POST` parts them."
)


def with_doubts(
    sheets: Sequence[Sheet], doubtful: Collection[int], joined: Mapping[int, Sequence[str]]
) -> Iterator[Sheet]:
    """The tables of a plan, with a warning in each of the file's rows that are `doubtful`.

    `joined` are, by row, the leads that stand on several lines and were read as one.
    """
    count = 0
    for sheet in sheets:
        found = []
        for row in sheet.rows:
            if is_no_action(row.cells):
                continue
            count += 1
            if row.file_row in doubtful:
                found.append(_doubt(row, count))
            found += (_joined(row, count, said) for said in joined.get(row.file_row, ()))
        yield replace(sheet, problems=(*sheet.problems, *found)) if found else sheet


def _doubt(row: SheetRow, number: int) -> Problem:
    said = next(" ".join(text.split()[:5]) for text in row.cells if text.strip())
    return Problem(
        code="uneven_row",
        severity="warning",
        message=f"Row {number} ({row.stands('the file')}) begins a page of the PDF in mid "
        f"sentence (“{said} …”): what it goes on with could not be told.",
        suggestion=_WAY,
        row=number,
    )


def _joined(row: SheetRow, number: int, said: str) -> Problem:
    return Problem(
        code="joint_leads",
        severity="warning",
        message=f"Row {number} ({row.stands('the file')}): “{said}” goes over a line's end that "
        "may part two posts; it was read as one.",
        suggestion=_TWO,
        row=number,
    )
