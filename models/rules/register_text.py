"""The cells of the register as CSV: nothing in them runs in a spreadsheet, and none is lost by it.

A spreadsheet runs a text that begins with one of a few signs. An apostrophe in front keeps it text,
and is taken off again when the file comes back.
"""

from __future__ import annotations

import re
from datetime import date

from models.rules.workbook import mark

_RUNS = re.compile(r"[\s']*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_KEPT = re.compile(r"'(?=[\s']*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 0?0:00(?::00)?)?")


def kept_as_text(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run it."""
    return f"'{text}" if _RUNS.match(text) else text


def given_back(text: str, was: str) -> str:
    """A cell's text as it was exported, where it is that still; `was` is the mark it had.

    A spreadsheet drops the apostrophe, or writes a day in the way of its country (day first).
    """
    plain = _KEPT.sub("", text, count=1) if text.startswith("'") else text
    ways = (text, _iso(plain))
    return next((way for way in ways if way and mark(way) == was), plain)


def _iso(text: str) -> str:
    found = _DAY.fullmatch(text.strip())
    if not found:
        return ""
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
