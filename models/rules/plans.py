"""A plan's tables as its items and its problems: nothing is corrected, nothing is left out.

The six columns of the published form, and any other headings that mean them, are read by the same
rules; what has no meaning here is kept under `extra`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from models.rules.calendar import Calendar
from models.rules.plan_carried import carried, led_as_above
from models.rules.plan_cell_reader import CellReader
from models.rules.plan_checks import Checker
from models.rules.plan_columns import Columns
from models.rules.plan_furniture import is_no_action
from models.rules.plan_guesses import understood
from models.rules.plan_items import PlanItem, PlanLead, PlanReading
from models.rules.plan_known_posts import with_known_posts
from models.rules.plan_problem_places import in_their_tables
from models.rules.plan_rows import read_row
from models.rules.plan_tables import Problem, Sheet, SheetRow
from models.rules.plan_whole import absent_columns, duplicates, similar_posts
from models.rules.policy import Offices, Terms

__all__ = ["PlanItem", "PlanLead", "PlanReading", "Problem", "Sheet", "SheetRow", "read_plan"]

USUAL_TERMS, USUAL_OFFICES = Terms(), Offices()


def read_plan(
    sheets: Sequence[Sheet],
    *,
    agreed_on: date,
    commissioned_on: date | None,
    calendar: Calendar,
    headings: Mapping[str, Sequence[str]] | None = None,
    terms: Terms | None = None,
    offices: Offices | None = None,
) -> PlanReading:
    """Every item of a plan's tables, in order, and every problem; accepted where an item stands.

    `headings`, `terms` and `offices` are a board's own. Source: procedure, "Dates as plans write
    them"; interface, `matters read --json`.
    """
    own = terms or USUAL_TERMS, offices or USUAL_OFFICES
    reader = CellReader(agreed_on, commissioned_on, calendar, *own)
    items: list[PlanItem] = []
    problems = [problem for sheet in sheets for problem in _of_sheet(sheet)]
    seen: Counter[str] = Counter()
    guesses: dict[Problem, None] = {}
    number_column = ""
    header: tuple[str, ...] = ()
    for sheet in sheets:
        columns = Columns.of(sheet, headings)
        said = columns.headings
        guesses |= dict.fromkeys(understood(columns))
        seen.update(list(said))
        seen["recommendation"] += any(row.recommendation for row in sheet.rows)
        number_column = number_column or said.get("number") or said.get("recommendation", "")
        above = items[-1] if items and sheet.header == header else None
        items.extend(_items(sheet, columns, reader, len(items), above))
        header = sheet.header
    problems.extend(guesses)
    items = with_known_posts(items)
    problems.extend(in_their_tables(_of_items(items, number_column), sheets))
    problems.extend(absent_columns(seen, len(sheets)))
    if not items:
        problems.append(_empty())
    return PlanReading(items=tuple(items), problems=tuple(problems), accepted=bool(items))


def _of_items(items: Sequence[PlanItem], number_column: str) -> Iterator[Problem]:
    """What is wrong with each item, and with several taken together."""
    checker = Checker()
    yield from chain.from_iterable(checker.problems(item, item.columns) for item in items)
    yield from duplicates(items, number_column)
    yield from similar_posts(items)


def _empty() -> Problem:
    message = "The plan's table has a heading row and nothing below it. Nothing was read."
    return Problem(code="empty_document", severity="error", message=message)


def _of_sheet(sheet: Sheet) -> Iterator[Problem]:
    yield from sheet.problems
    yield from _passed_over(sheet)
    for heading in sheet.hidden:
        message = f"The column “{heading}” is hidden in the file; it was read like the others."
        yield Problem(code="hidden_column", severity="note", message=message, column=heading)


def _passed_over(sheet: Sheet) -> Iterator[Problem]:
    """The rows that count the others, and those of a page's number or a marking."""
    for row in sheet.rows:
        what = is_no_action(row.cells)
        if what:
            said = ", ".join(dict.fromkeys(" ".join(c.split()) for c in row.cells if c.strip()))
            message = f"Row {row.file_row} of the file (“{said}”) {what}: passed over."
            way = "If it is an action of the plan, say in its row what is to be done."
            yield Problem(code="passed_over", severity="note", message=message, suggestion=way)


def _items(
    sheet: Sheet, columns: Columns, reader: CellReader, before: int, above: PlanItem | None
) -> Iterator[PlanItem]:
    """The items of a table; one under the same headings may go on with the item above it."""
    rows = (row for row in sheet.rows if not is_no_action(row.cells))
    for count, row in enumerate(rows, before + 1):
        above = carried(led_as_above(read_row(row, columns, reader, count), above), above)
        yield above
