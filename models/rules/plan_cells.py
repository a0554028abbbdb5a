"""A plan's row cell by cell, as it was written: by what a cell was read as, or its own heading."""

from __future__ import annotations

from collections.abc import Mapping

from models.rules.plan_items import PlanItem


def written_cells(item: PlanItem) -> dict[str, str]:
    """The texts of a row that says anything, under "recommendation", "lead" and so on.

    A column that nothing was read from stands under its own heading.
    """
    fields = {heading: name for name, heading in item.columns.items()}
    return {fields.get(heading, heading): text for heading, text in item.cells.items()}


def cell(written: Mapping[str, str] | None, name: str) -> str:
    """The text of a cell; "" where the row has none, or is not known as it was written."""
    return (written or {}).get(name, "")
