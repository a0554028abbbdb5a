"""Cells of the register in a spreadsheet: nothing runs there, and what comes back is the same."""

from __future__ import annotations

from models.rules.register_text import given_back, kept_as_text
from models.rules.workbook import mark
from tests.tables import table


@table(
    ("text", "kept"),
    [
        ("Write", "Write"),
        ("2010-10-15", "2010-10-15"),
        ("=1+1", "'=1+1"),
        ("  @all", "'  @all"),
        ("'-x", "''-x"),
        ("'s own", "'s own"),
        ("", ""),
    ],
)
def test_what_would_run_has_an_apostrophe_in_front(text: str, kept: str) -> None:
    """And loses it when it comes back."""
    assert kept_as_text(text) == kept
    assert given_back(kept, mark(text)) == text


@table(
    ("text", "was", "back"),
    [
        ("15/10/2010", "2010-10-15", "2010-10-15"),
        (" 15.10.2010 00:00:00 ", "2010-10-15", "2010-10-15"),
        ("5-1-2010 0:00", "2010-01-05", "2010-01-05"),
        ("31/02/2010", "2010-02-28", "31/02/2010"),
        ("15/10/2010", "2010-10-16", "15/10/2010"),
        ("=1+1", "=1+1", "=1+1"),
        ("'=1+1", "'=1+1", "'=1+1"),
        ("''=1+1", "=2", "'=1+1"),
        ("", "Write", ""),
        ("Ask", "Write", "Ask"),
        ("Ask", "", "Ask"),
        ("Ask '=1", "Write", "Ask '=1"),
    ],
)
def test_a_cell_is_what_it_was_where_a_spreadsheet_wrote_it_otherwise(
    text: str, was: str, back: str
) -> None:
    """A day in the way of its country, day first; what a person changed stays changed."""
    assert given_back(text, mark(was)) == back
