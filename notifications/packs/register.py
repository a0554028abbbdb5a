"""The register of a pack as an Excel workbook: a row an action, every text a text.

The first six columns are those of a plan, so that the file reads back as one. Nothing is a
formula or a link, whatever it looks like; dates are dates; the same snapshot gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from models.rules.date_words import day_words
from models.rules.packs import SnapshotRow
from models.rules.packs_figures import PackFigures
from models.rules.packs_words import DATE_STATE_WORDS, PROGRESS_WORDS, STANDING_WORDS, pack_words
from models.rules.words import Edition
from notifications.packs.cells import colour_word
from notifications.packs.glyphs import legible
from notifications.packs.palette import TINT, WASH, WORD

Value = str | int | date | None
LONGEST = 32_767
"""Characters an Excel cell can hold; a longer text says how much of it is missing."""

PLAN: tuple[tuple[str, int, Callable[[SnapshotRow], Value]], ...] = (
    (
        "Recommendation",
        50,
        lambda r: f"{r.number}. {r.recommendation}" if r.number else r.recommendation,
    ),
    ("Key Actions", 44, lambda r: _listed(r.key_actions)),
    ("Evidence", 34, lambda r: _listed(r.evidence)),
    ("Key Outcome(s)", 34, lambda r: _listed(r.outcomes)),
    ("Lead Officer", 26, lambda r: r.lead_text),
    ("Date", 16, lambda r: r.date_text),
)
OURS: tuple[tuple[str, int, Callable[[SnapshotRow], Value]], ...] = (
    ("Reference", 16, lambda r: r.reference),
    ("Review", 16, lambda r: r.review),
    ("Section", 26, lambda r: r.section),
    ("Agency", 24, lambda r: r.agency),
    ("Short title", 30, lambda r: r.short_title),
    ("Leads", 28, lambda r: "\n".join(r.leads)),
    ("Colour", 10, lambda r: r.brag_word or colour_word(r.brag)),
    ("Standing", 20, lambda r: STANDING_WORDS[r.standing]),
    ("Why", 36, lambda r: r.standing_reason),
    ("Progress", 22, lambda r: PROGRESS_WORDS[r.progress]),
    ("Date state", 16, lambda r: DATE_STATE_WORDS[r.date_state]),
    ("How the date was read", 30, lambda r: r.date_reason),
    ("Original due date", 13, lambda r: r.original_due_on),
    ("Due date", 13, lambda r: r.due_on),
    ("Slips", 8, lambda r: r.slips),
    ("Days late", 9, lambda r: r.days_late),
    ("Days late from the first date", 13, lambda r: r.days_late_original),
    ("Forecast", 13, lambda r: r.forecast_on),
    ("Priority", 10, lambda r: r.priority.value),
    ("Held until", 13, lambda r: r.held_until),
    ("Entered", 13, lambda r: r.entered_on),
    ("Evidence in since", 13, lambda r: r.evidence_since),
    ("Extension asked to", 13, lambda r: r.extension_until),
    ("Closed", 13, lambda r: r.closed_on),
    ("Closed late", 10, lambda r: "yes" if r.closed_late else ""),
    ("Reopened", 13, lambda r: r.reopened_on),
    ("Anomalies", 36, lambda r: _listed(r.anomalies)),
)
RESTRICTED: tuple[tuple[str, int, Callable[[SnapshotRow], Value]], ...] = (
    ("Last answer", 36, lambda r: r.last_answer),
    ("Answered", 13, lambda r: r.last_answer_on),
    ("Evidence submitted", 36, lambda r: r.evidence_note),
    ("Reason for the extension", 36, lambda r: r.extension_reason),
    ("Stage", 8, lambda r: r.stage.stage.value if r.stage else None),
    ("Stage told", 13, lambda r: r.stage.told_on if r.stage else None),
    ("Notes", 36, lambda r: _listed(r.notes)),
)


def register(figures: PackFigures, edition: Edition, lost: set[str] | None = None) -> bytes:
    """One workbook with one sheet, headed, filtered and frozen; `lost` gathers what it cannot hold.

    The plan's six columns, ours, and then the plan's further columns under their own headings.
    The public edition has no column of what leads answered.
    """
    out = io.BytesIO()
    # Texts stay texts: no formula from "=", no link from "https:", no number from "007".
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as book:
        _signed(book, figures)
        sheet = book.add_worksheet("Register")
        _fill(book, sheet, figures.plan, edition, lost)
        sheet.set_header(
            f"&L{_plain(figures.snapshot.board)}&R{_plain(_marking(figures, edition))}"
        )
    return out.getvalue()


def _marking(figures: PackFigures, edition: Edition) -> str:
    snapshot = figures.snapshot
    return snapshot.marking if edition is Edition.RESTRICTED else snapshot.public_marking


def _plain(words: str) -> str:
    """Words in a page's heading, where "&" begins a code; cut to what Excel allows it."""
    return legible(words)[:100].replace("&", "&&")


def _signed(book: Workbook, figures: PackFigures) -> None:
    day = figures.snapshot.freeze_on
    book.set_properties(
        {
            "title": f"Register, {legible(pack_words(figures.snapshot.number))}",
            "subject": f"Data as at {day_words(day)}",
            "author": legible(figures.snapshot.board),
            "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - Excel has no zone
        }
    )


def _fill(
    book: Workbook,
    sheet: Worksheet,
    rows: tuple[SnapshotRow, ...],
    edition: Edition,
    lost: set[str] | None,
) -> None:
    columns = (*PLAN, *OURS, *(RESTRICTED if edition is Edition.RESTRICTED else ()))
    extra = list(dict.fromkeys(name for row in rows for name, _ in row.extra))
    formats = _formats(book)
    for at, (title, width, _) in enumerate((*columns, *((name, 24, str) for name in extra))):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, _fits(title, lost), formats["head"])
    for n, row in enumerate(rows, start=1):
        further = dict(row.extra)
        values = (*(make(row) for _, _, make in columns), *(further.get(x) for x in extra))
        for at, value in enumerate(values):
            style = row.brag.value if columns[at : at + 1] and columns[at][0] == "Colour" else ""
            _write(sheet, (n, at), value, (formats, style), lost)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) + len(extra) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


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


def _fits(words: str, lost: set[str] | None) -> str:
    """The text as a cell can hold it; what does not fit is counted, not dropped in silence."""
    shown = legible(words, lost)
    if len(shown) <= LONGEST:
        return shown
    kept = LONGEST - 80
    return f"{shown[:kept]} … ({len(shown) - kept} more characters stand in the register)"


def _listed(items: tuple[str, ...]) -> str:
    """Items as a plan writes them in one cell: one alone, several with bullets on lines."""
    return "\n".join(f"• {item}" for item in items) if len(items) > 1 else "".join(items)
