"""The workbook of a pack: the plan's own columns, every text a text, the same bytes twice."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from datetime import datetime, time

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.rules.packs import Snapshot
from models.rules.packs_figures import figures
from models.rules.words import Edition
from notifications.packs.register import LONGEST, register

MakeSnapshot = Callable[..., Snapshot]


def sheet_of(snapshot: Snapshot, edition: Edition = Edition.RESTRICTED) -> Worksheet:
    """The register's one sheet, read back."""
    book = load_workbook(io.BytesIO(register(figures(snapshot), edition)))
    assert book.sheetnames == ["Register"]
    return book["Register"]


def column(sheet: Worksheet, title: str) -> list[object]:
    """The values below a heading."""
    titles = [cell.value for cell in sheet[1]]
    return [row[titles.index(title)].value for row in sheet.iter_rows(min_row=2)]


def test_plans_columns_come_first_and_further_ones_last(snapshot: Snapshot) -> None:
    """The six columns of a plan stand in their order, its further ones at the end."""
    sheet = sheet_of(snapshot)
    titles = [cell.value for cell in sheet[1]]
    assert titles[:6] == [
        "Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date",
    ]  # fmt: skip
    assert titles[-1] == "Theme"
    assert column(sheet, "Theme") == ["records"] * 7


def test_words_of_the_plan_read_back(snapshot: Snapshot) -> None:
    """Number, text, actions and dates come back as they are in the snapshot."""
    sheet = sheet_of(snapshot)
    rows = snapshot.rows
    assert column(sheet, "Recommendation") == [f"{r.number}. {r.recommendation}" for r in rows]
    assert column(sheet, "Key Actions")[:2] == [
        "Write a standard.",
        "• Write a standard.\n• Train those who minute.",
    ]
    due = [r.due_on and datetime.combine(r.due_on, time()) for r in rows]
    assert column(sheet, "Due date") == due
    assert column(sheet, "Colour")[:3] == ["Red", "Green", "Amber"]


@pytest.mark.parametrize("words", ['=HYPERLINK("x")', "+1", "@a", "https://example.org", "007"])
def test_every_text_stays_a_text(make_snapshot: MakeSnapshot, words: str) -> None:
    """What looks like a formula, a link or a number is stored as the text it is."""
    snapshot = make_snapshot(rows=1)
    row = dataclasses.replace(snapshot.rows[0], lead_text=words, extra=(("=A1", words),))
    sheet = sheet_of(dataclasses.replace(snapshot, rows=(row,)))
    titles = [cell.value for cell in sheet[1]]
    for title in ("Lead Officer", "=A1"):
        cell = sheet.cell(2, titles.index(title) + 1)
        assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)
    assert sheet.cell(1, titles.index("=A1") + 1).data_type == "s"


def test_headings_stay_in_sight_and_filter(snapshot: Snapshot) -> None:
    """The first row is frozen, every column has a filter, and headings repeat in print."""
    sheet = sheet_of(snapshot)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"


def test_a_text_too_long_for_a_cell_says_so(make_snapshot: MakeSnapshot) -> None:
    """A text longer than Excel holds is cut, and how much is missing is said."""
    sheet = sheet_of(make_snapshot(rows=1, words="x" * 40_000))
    (held,) = column(sheet, "Recommendation")
    assert isinstance(held, str)
    assert len(held) <= LONGEST
    assert held.endswith("more characters stand in the register)")


def test_odd_characters_stop_no_workbook(make_snapshot: MakeSnapshot) -> None:
    """Controls and half surrogates are shown as code points, emoji as they are."""
    odd = "a\x00b \ud83d \U0001f642"
    (held,) = column(sheet_of(make_snapshot(rows=1, words=odd)), "Recommendation")
    assert str(held).endswith("a[U+0000]b [U+D83D] \U0001f642")


def test_public_edition_has_no_answers(snapshot: Snapshot) -> None:
    """Columns of what leads said and what was escalated are left out."""
    titles = [cell.value for cell in sheet_of(snapshot, Edition.PUBLIC)[1]]
    assert not {"Last answer", "Evidence submitted", "Stage", "Notes"} & set(titles)


def test_same_bytes_twice(snapshot: Snapshot) -> None:
    """The same snapshot gives the same workbook."""
    made = figures(snapshot)
    assert register(made, Edition.RESTRICTED) == register(made, Edition.RESTRICTED)


def test_an_empty_register_has_its_headings(make_snapshot: MakeSnapshot) -> None:
    """Without actions there is a sheet with its headings alone."""
    nothing = dataclasses.replace(make_snapshot(rows=0), previous=None)
    assert sheet_of(nothing).max_row == 1
