"""The register of a pack as an Excel workbook: a row an action, every text a text.

The first six columns are those of a plan, so that the file reads back as one. Nothing is a
formula or a link, whatever it looks like; dates are dates; the same snapshot gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from models.rules.date_words import day_words
from models.rules.packs_figures import PackFigures
from models.rules.packs_words import pack_words
from models.rules.words import Edition
from notifications.packs.columns import Column, Value, columns_of, further_columns
from notifications.packs.glyphs import legible
from notifications.packs.palette import TINT, WASH, WORD

LONGEST = 32_767
"""Characters an Excel cell can hold; a longer text says how much of it is missing."""


def register(figures: PackFigures, edition: Edition, lost: set[str] | None = None) -> bytes:
    """One workbook with one sheet, headed, filtered and frozen; `lost` gathers what it cannot hold.

    The plan's six columns, ours, and then the plan's further columns under their own headings.
    The public edition has no column of what leads answered.
    """
    columns = (*columns_of(edition), *further_columns(figures.plan))
    with bound(figures, edition) as (book, out):
        fill(book, book.add_worksheet("Register"), (figures, edition), columns, lost)
    return out.getvalue()


@contextmanager
def bound(figures: PackFigures, edition: Edition) -> Iterator[tuple[Workbook, io.BytesIO]]:
    """A workbook to be filled and the bytes it becomes; texts stay texts in it.

    No formula from "=", no link from "https:", no number from "007".
    """
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as book:
        _signed(book, figures, edition)
        yield book, out


def _marking(figures: PackFigures, edition: Edition) -> str:
    snapshot = figures.snapshot
    return snapshot.marking if edition is Edition.RESTRICTED else snapshot.public_marking


def _plain(words: str) -> str:
    """Words in a page's heading, where "&" begins a code; cut to what Excel allows it."""
    return legible(words)[:100].replace("&", "&&")


def _signed(book: Workbook, figures: PackFigures, edition: Edition) -> None:
    day = figures.snapshot.freeze_on
    book.set_properties(
        {
            "title": f"Register, {legible(pack_words(figures.snapshot.number))}",
            "subject": f"Data as at {day_words(day)}",
            "author": legible(figures.snapshot.board),
            "keywords": legible(_marking(figures, edition)),
            "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - Excel has no zone
        }
    )


def fill(
    book: Workbook,
    sheet: Worksheet,
    whose: tuple[PackFigures, Edition],
    columns: Sequence[Column],
    lost: set[str] | None,
) -> None:
    """A row an action under the columns' headings, ready to print."""
    figures, edition = whose
    formats = _formats(book)
    for at, (title, width, _) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, _fits(title, lost), formats["head"])
    colour_at = [title for title, _, _ in columns].index("Colour")
    for n, row in enumerate(figures.plan, start=1):
        for at, (_, _, make) in enumerate(columns):
            style = row.brag.value if at == colour_at else ""
            _write(sheet, (n, at), make(row), (formats, style), lost)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(figures.plan), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{_plain(figures.snapshot.board)}&R{_plain(_marking(figures, edition))}")


def _formats(book: Workbook) -> dict[str, Any]:
    text = {"text_wrap": True, "valign": "top"}
    head = {**text, "bold": True, "bg_color": WASH, "bottom": 1}
    coloured = {
        brag.value: {**text, "bold": True, "bg_color": TINT[brag], "font_color": WORD[brag]}
        for brag in TINT
    }
    made = {"": text, "head": head, "day": {**text, "num_format": "d mmm yyyy"}, **coloured}
    return {name: book.add_format(settings) for name, settings in made.items()}


def _write(
    sheet: Worksheet,
    at: tuple[int, int],
    value: Value,
    style: tuple[dict[str, Any], str],
    lost: set[str] | None,
) -> None:
    formats, name = style
    if value is None or value == "":
        sheet.write_blank(*at, None, formats[name])
    elif isinstance(value, date):
        sheet.write_datetime(*at, datetime(value.year, value.month, value.day), formats["day"])  # noqa: DTZ001
    elif isinstance(value, int):
        sheet.write_number(*at, value, formats[name])
    else:
        sheet.write_string(*at, _fits(value, lost), formats[name])


def shown(value: Value) -> str:
    """A cell's text as it is read back: a day as 2010-11-30, nothing as ""."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else _fits(str(value), None)


def _fits(words: str, lost: set[str] | None) -> str:
    """The text as a cell can hold it; what does not fit is counted, not dropped in silence."""
    shown = legible(words, lost)
    if len(shown) <= LONGEST:
        return shown
    kept = LONGEST - 80
    return f"{shown[:kept]} … ({len(shown) - kept} more characters stand in the register)"
