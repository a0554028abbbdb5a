"""A heading above one of several tables that names nobody, where others name an agency: said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.rules.plan_sections import LONGEST_TITLE, agency_named, is_section
from models.rules.plan_shared_sections import ends_section
from models.rules.plan_sheets import Problem, Sheet

WAY = "If they are one agency's, write “Agency:” and its name above the table."


def with_unnamed(sheets: Sequence[Sheet], lines: Sequence[Sequence[str]]) -> list[Sheet]:
    """The tables, each with a note of the heading above it that leaves its rows to no agency.

    A plan without sections has none to miss; what stands above its first table is mostly its title.
    """
    if not any(row.section for sheet in sheets for row in sheet.rows):
        return [*sheets]
    made = zip(sheets, lines, strict=True)
    return [
        replace(sheet, problems=(*sheet.problems, *_unnamed(sheet, above, is_first=not at)))
        for at, (sheet, above) in enumerate(made)
    ]


def _unnamed(sheet: Sheet, above: Sequence[str], *, is_first: bool) -> Iterator[Problem]:
    heading = next((line for line in reversed(above) if _is_heading(line)), "")
    if not sheet.rows or not heading or agency_named(heading):
        return
    section = sheet.rows[0].section
    own = filter(None, map(agency_named, above))
    if section in own or (is_first and not ends_section(heading)):
        return
    stand = f"stay under “{section}”" if section else "stand under none"
    message = f"“{heading}” above a table names no agency: the rows below it {stand}."
    yield Problem(code="unnamed_section", severity="note", message=message, suggestion=WAY)


def _is_heading(line: str) -> bool:
    return 0 < len(line) <= LONGEST_TITLE and is_section(line) and not line.endswith(".")
