"""A plan's tables as its items and its problems: nothing is corrected, nothing is left out.

The six columns of the published form, and any other headings that mean them, are read by the same
rules; what has no meaning here is kept under `extra`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from models.rules.calendar import Calendar
from models.rules.plan_action_numbers import called_by_action
from models.rules.plan_carried import carried, led_as_above
from models.rules.plan_cell_reader import CellReader
from models.rules.plan_checks import Checker
from models.rules.plan_columns import Columns
from models.rules.plan_furniture import is_no_action
from models.rules.plan_guesses import understood
from models.rules.plan_items import PlanItem, PlanLead, PlanReading
from models.rules.plan_keyed import keys_of, said_of_keys
from models.rules.plan_keys import Key
from models.rules.plan_known_posts import with_known_posts
from models.rules.plan_offices import OfficeWords, office_words
from models.rules.plan_references import renumbered
from models.rules.plan_rows import read_row
from models.rules.plan_tables import Problem, Sheet, SheetRow
from models.rules.plan_whole import (
    ToldRow,
    absent_columns,
    duplicates,
    no_posts,
    of_table,
    similar_posts,
    tables_called,
)
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
    as_of: date | None = None,
) -> PlanReading:
    """Every item of a plan's tables, in order, and every problem; accepted where an item stands.

    `headings`, `terms` and `offices` are a board's own; nothing was completed after `as_of`.
    Source: procedure, "Dates as plans write them"; interface, `matters read --json`.
    """
    own = terms or USUAL_TERMS, offices or USUAL_OFFICES
    reader = CellReader(agreed_on, commissioned_on, calendar, *own, as_of)
    heads = [Columns.of(sheet, headings) for sheet in sheets]
    called = tables_called(sheets)
    rows = [[(row, is_no_action(row.cells)) for row in sheet.rows] for sheet in sheets]
    keys = keys_of(sheets, heads)
    tables = zip(sheets, rows, heads, called, keys, strict=True)
    items = with_known_posts(list(_items(tables, reader)), reader.date_of)
    problems = (
        *chain.from_iterable(map(of_table, sheets, rows, called)),
        *dict.fromkeys(chain.from_iterable(map(understood, heads))),
        *said_of_keys(keys),
        *_of_items(items, _number_column(heads), office_words(own[1])),
        *absent_columns(heads, sheets),
        *(() if items else (_empty(),)),
    )
    return PlanReading(items=tuple(items), problems=problems, accepted=bool(items))


def _items(
    tables: Iterable[tuple[Sheet, Sequence[ToldRow], Columns, str, Key | None]],
    reader: CellReader,
) -> Iterator[PlanItem]:
    """The items of every table; one under the same headings may go on with the item above it."""
    above: PlanItem | None = None
    header: tuple[str, ...] = ()
    count = 0
    for sheet, rows, columns, table, key in tables:
        above = above if sheet.header == header else None
        header = sheet.header
        made: list[PlanItem] = []
        for row, what in rows:
            if not what:
                count += 1
                item = led_as_above(read_row(row, columns, reader, count, key), above)
                above = carried(replace(item, table=table) if table else item, above)
                made.append(above)
        yield from called_by_action(made)


def _number_column(heads: Sequence[Columns]) -> str:
    """The first heading under which the plan's numbers stand."""
    said = (head.headings for head in heads)
    return next(filter(None, (one.get("number") or one.get("recommendation") for one in said)), "")


def _of_items(
    items: Sequence[PlanItem], number_column: str, offices: OfficeWords
) -> Iterator[Problem]:
    """What is wrong with each item, and with several taken together."""
    checker = Checker()
    yield from chain.from_iterable(checker.problems(item, item.columns) for item in items)
    yield from duplicates(items, number_column)
    yield from renumbered(items, number_column)
    yield from similar_posts(items)
    yield from no_posts(items, offices)


def _empty() -> Problem:
    message = (
        "The plan's table has a heading row and nothing below it. Write each action in a row below "
        "the heading, or load the file in which they stand. Nothing was read."
    )
    return Problem(code="empty_document", severity="error", message=message)
