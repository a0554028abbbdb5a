"""Rows that no page can hold are known before they are laid out."""

from __future__ import annotations

import pytest

from notifications.packs.document import Cell, Column, Line, Table
from notifications.packs.measure import tall_rows


def table(*texts: str, share: float = 1.0, small: bool = False) -> Table:
    """A table of a reference, a text and another column, a row for each text."""
    rows = tuple(
        (Cell(lines=(Line(text="a/1"),)), Cell(lines=(Line(text=text),)), Cell()) for text in texts
    )
    columns = (
        Column(title="Reference", share=0),
        Column(title="A", share=share),
        Column(title="B"),
    )
    return Table(caption="c", columns=columns, rows=rows, small=small)


def test_only_rows_that_may_not_fit_are_named() -> None:
    """A short text is kept whole, one of several pages is not."""
    assert tall_rows(table("short", "word " * 2000, "")) == (1,)


@pytest.mark.parametrize("small", [False, True])
def test_a_narrow_column_is_tall_sooner(small: bool) -> None:  # noqa: FBT001 - a parameter
    """The same text is tall in a narrow column and not in a wide one."""
    text = "word " * 220
    assert tall_rows(table(text, share=9, small=small)) == ()
    assert tall_rows(table(text, share=0.2, small=small)) == (0,)


def test_line_ends_count() -> None:
    """Fifty short lines are taller than a page on its side."""
    assert tall_rows(table("x\n" * 50, small=True)) == (0,)
