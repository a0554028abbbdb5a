"""The register's workbook given back: edits told from what changed in the register meanwhile."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.rules.workbook import (
    LEADS,
    NOTE,
    SHORT_TITLE,
    UNWORKED,
    Edits,
    Returned,
    edits,
    flat,
    kept_marks,
    mark,
    read_marks,
)
from tests.tables import table

TITLES = ("Reference", SHORT_TITLE, LEADS, NOTE, "Days late", "Cost")
ROW = ("child-q/1", "Bruises", "Head", "", "3", "£4")
NOW = dict(zip(TITLES, ROW, strict=True))
MARKS = read_marks(list(kept_marks({"child-q/1": ROW})), len(TITLES)) or {}
BACK = Returned(titles=TITLES, marks=MARKS, rows=[(2, NOW)])


def given_back(now: dict[str, str] | None = None, **cells: str) -> Edits:
    """The row given back with cells edited; `now` are cells that the register has changed."""
    row = {**NOW, **{title.replace("_", " "): text for title, text in cells.items()}}
    return edits(replace(BACK, rows=[(2, row)]), {"child-q/1": {**NOW, **(now or {})}})


def test_what_nobody_edited_is_no_edit() -> None:
    """Not even where the register says otherwise by now."""
    found = given_back({"Days late": "40", SHORT_TITLE: "Other"})
    assert (found.taken, found.refused, found.already, found.rows) == ([], [], 0, 1)


def test_an_edit_is_taken_refused_or_so_already() -> None:
    """By its column, and by what the register says of the cell now."""
    (taken,) = given_back(Short_title="Bruising").taken
    assert (taken.before, taken.after) == ("Bruises", "Bruising")
    (refused,) = given_back(Days_late="0").refused
    assert "worked out" in refused.why
    assert given_back({SHORT_TITLE: "Bruising"}, Short_title="Bruising").already == 1
    (late,) = given_back({SHORT_TITLE: "Other"}, Short_title="Bruising").refused
    assert "changed in the register since" in late.why


def test_a_column_of_ones_own_is_listed() -> None:
    """Once, by its first cell, also in a row that nobody knows: it would be lost without a word."""
    first = {**NOW, "Reference": "q/9", "Remark": "See me", "Empty": " "}
    rows = [(2, first), (3, {**NOW, "Remark": "Too"}), (4, {"Own": "Ask"})]
    column, own, *strangers = edits(replace(BACK, rows=rows), {"child-q/1": NOW}).refused
    assert (column.title, column.row, column.after) == ("Remark", 2, "See me")
    assert column.why.startswith("The register has no such column")
    assert (own.title, own.reference) == ("Own", "no reference")
    assert [one.title for one in strangers] == ["Row", "Row"]


def test_a_formula_that_was_never_worked_out_is_listed() -> None:
    """Be it where a person may edit or not: its cell is not empty, and nobody knows its words."""
    for title in (SHORT_TITLE, "Cost"):
        found = given_back({}, **{title.replace(" ", "_"): UNWORKED})
        (refused,) = found.refused
        assert (refused.after, found.taken) == (UNWORKED, [])
        assert ("in Excel and save it" in refused.why) == (title == SHORT_TITLE)


@table(
    ("text", "is_taken"),
    [("#VALUE!", False), ("#NAME?", False), ("#DIV/0!", False), ("#N/A", False), ("Err:502", False),
     ("#GETTING_DATA", False), ("#urgent", True), ("#N/A until May", True), ("Err: 5", True)],
)  # fmt: skip
def test_a_fault_of_the_spreadsheet_is_no_edit(text: str, *, is_taken: bool) -> None:
    """It is named with its cell and what to do, and is never recorded as somebody's words."""
    found = given_back({}, Progress_note=text)
    assert [edit.after for edit in found.taken] == [text] * is_taken
    assert ["type the words" in edit.why for edit in found.refused] == [True] * (not is_taken)


def test_a_row_that_was_not_exported_is_listed() -> None:
    """Another reference, none, or the same row again; an empty row is nothing."""
    rows = [(2, NOW), (3, NOW), (4, {**NOW, "Reference": "child-q/9"}), (5, {"Cost": " "})]
    found = edits(replace(BACK, rows=rows), {"child-q/1": NOW, "child-q/9": NOW})
    assert [(e.row, e.reference) for e in found.refused] == [(3, "child-q/1"), (4, "child-q/9")]
    assert found.rows == 1


@table(
    ("title", "text", "says"),
    [
        (NOTE, "Ask them", "Progress note: “nothing” is now “Ask them”."),
        ("Cost", "", "Cost: “£4” is now “nothing”. The plan's own words change with"),
        ("Days late", "0", "Days late: “3” is now “0”. It is worked out from the register"),
        ("Colour", "Red", "Colour: “nothing” is now “Red”. It is worked out from the register"),
        (
            "Progress",
            "Done",
            "Progress: “nothing” is now “Done”. A lead says how far it is: `matters respond child",
        ),
        ("Reference", "", "Row: “nothing” is now “a row”. The register exported no such row;"),
        ("Reference", "q/9", "Row: “nothing” is now “a row”. The register exported no such row;"),
    ],
)
def test_an_edit_is_said_with_what_changes_it(title: str, text: str, says: str) -> None:
    """What was there, what is there now, and the command where the workbook is no way."""
    found = edits(replace(BACK, rows=[(2, {**NOW, title: text})]), {"child-q/1": NOW})
    (edit,) = (*found.taken, *found.refused)
    assert edit.sentence.startswith(says)


def test_a_row_that_stands_twice_is_said_to() -> None:
    """One of no reference has none; one that the register has no more is as unknown."""
    rows = [(2, NOW), (3, NOW), (4, {**NOW, "Reference": ""})]
    twice, none = edits(replace(BACK, rows=rows), {"child-q/1": NOW}).refused
    assert twice.why.startswith("The row stands twice")
    assert none.reference == "no reference"
    assert [one.row for one in edits(BACK, {}).refused] == [2]


@table("line", ["child-q/1", "child-q/1 ab", "child-q/1 - - - - - - -"])
def test_marks_that_are_not_as_they_were_written_are_known(line: str) -> None:
    """Then nothing of the workbook can be told."""
    assert read_marks([line], len(TITLES)) is None


texts = st.text(st.characters(codec="utf-8"), max_size=30)


@given(text=texts)
def test_a_spreadsheet_that_rewrites_line_ends_edits_nothing(text: str) -> None:
    """Blanks at the ends of lines and the kind of a line's end say nothing."""
    plain = text.replace("\r", "")
    assert mark(plain.replace("\n", "  \r\n") + " ") == mark(plain)
    assert (mark(plain) == "-") == (not flat(plain))


@given(
    cells=st.lists(texts, min_size=6, max_size=6), edited=st.lists(texts, min_size=6, max_size=6)
)
def test_each_cell_that_differs_is_told_once(cells: list[str], edited: list[str]) -> None:
    """Taken or refused, and nothing else."""
    was = ("child-q/1", *cells[1:])
    marks = read_marks(list(kept_marks({"child-q/1": was})), len(TITLES)) or {}
    now = dict(zip(TITLES, was, strict=True))
    row = dict(zip(TITLES, ("child-q/1", *edited[1:]), strict=True))
    found = edits(Returned(titles=TITLES, marks=marks, rows=[(2, row)]), {"child-q/1": now})
    told = {edit.title for edit in (*found.taken, *found.refused)}
    assert told == {title for title in TITLES if flat(row[title]) != flat(now[title])}
    assert len(told) == len(found.taken) + len(found.refused)
