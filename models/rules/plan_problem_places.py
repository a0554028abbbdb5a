"""Where a problem stands in a file of several tables: its row with its sheet, or its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.rules.plan_furniture import is_no_action
from models.rules.plan_sheets import Problem, Sheet


def in_their_tables(problems: Iterable[Problem], sheets: Sequence[Sheet]) -> list[Problem]:
    """The problems, each row of the file told with its table where two tables have such a row."""
    rows = [row.file_row for sheet in sheets for row in sheet.rows]
    if len(set(rows)) == len(rows):
        return list(problems)
    labels = [label for at, sheet in enumerate(sheets, 1) for label in _labels(at, sheet)]
    return [_told(one, labels[one.row - 1]) if one.row else one for one in problems]


def _labels(at: int, sheet: Sheet) -> list[str]:
    """What a table is called, once for each of its rows that is an action."""
    label = f"the sheet “{sheet.name}”" if sheet.name else f"the plan's table {at}"
    return [label for row in sheet.rows if not is_no_action(row.cells)]


def _told(problem: Problem, label: str) -> Problem:
    where = f"(row {problem.file_row} of the file)"
    message = problem.message.replace(where, f"(row {problem.file_row} of {label})", 1)
    return replace(problem, message=message)
