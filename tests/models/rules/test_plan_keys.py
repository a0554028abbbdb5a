"""A plan's own key of its letters and colours: what is one, and what its rows then are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from models.rules.calendar import Calendar
from models.rules.plan_key_words import state_meant
from models.rules.plan_keyed import mark_said
from models.rules.plan_keys import Key, find_key, key_of_grid, keys_beside, keys_of_lines
from models.rules.plan_sheets import Marks
from models.rules.plan_tables import tables
from models.rules.plans import PlanReading, read_plan
from tests.readings import wanted
from tests.tables import table

CALENDAR = Calendar(first=date(2008, 1, 1), last=date(2030, 12, 31))
HEADER = ["Ref", "Action", "Lead", "Date", "Status"]
LETTERS = "Status key: C = complete; IP = in progress; X = not going ahead"


def read(*rows: list[str], fills: dict[tuple[int, int], str] | None = None) -> PlanReading:
    """The reading of a sheet of these rows, the first of which stand above its header."""
    marks = Marks(fills=fills or {})
    return read_plan(
        tables("", enumerate(rows, 1), marks=marks),
        agreed_on=date(2010, 10, 20),
        commissioned_on=date(2010, 4, 20),
        calendar=CALENDAR,
    )


def key_of(*lines: str) -> Key | None:
    """The key of a grid of one cell a row."""
    return find_key(((n, [line]) for n, line in enumerate(lines)), {}, lambda row: f"row {row}")


def grid_of(case: str) -> tuple[list[list[str]], dict[tuple[int, int], str]]:
    """The cells of a case and their fills: rows parted by //, cells by |, a fill as "[Green] "."""
    rows, fills = list[list[str]](), dict[tuple[int, int], str]()
    for row, line in enumerate(case.split(" // "), 1):
        rows.append([])
        for at, cell in enumerate(line.split("|")):
            fill, text = re.fullmatch(r"\s*(?:\[(\w+)\])?\s*(.*?)\s*", cell).groups()  # type: ignore[union-attr]
            rows[-1].append(text)
            fills |= {(row, at): fill} if fill else {}
    return rows, fills


def key_said(case: str) -> list[str]:
    """Where the key of a grid stands, and what each of its marks is, or its words alone."""
    rows, fills = grid_of(case)
    key = key_of_grid("", enumerate(rows, 1), fills, {})
    if not key:
        return ["no key"]
    marks = (
        f"{mark_said(mark)} is {key.states[mark]}"
        if mark in key.states
        else f"{mark_said(mark)} ({said})"
        for mark, said in key.words.items()
    )
    return [f"{key.where}: {', '.join(marks)}"]


def test_what_is_a_key() -> None:
    """In a line, in cells side by side, below one another, or as filled cells."""
    keys = wanted("keys")
    assert {case: key_said(case) for case in keys} == keys


def keyed_said(case: str) -> list[str]:
    """What each row of a plan is, by which mark of its key, and what is said of the key."""
    rows, fills = grid_of(case)
    reading = read(*rows, fills=fills)
    return [
        *(
            f"row {one.file_row}: {one.status}{f', by {one.keyed}' if one.keyed else ''}"
            for one in reading.items
        ),
        *(one.message for one in reading.problems if one.code == "state_key"),
    ]


@pytest.mark.clause("3.3")
def test_what_a_row_is_by_the_key_of_its_plan() -> None:
    """By its letter, or by its colour where no words of its own say it."""
    plans = wanted("keyed")
    assert {case: keyed_said(case) for case in plans} == plans


@table(
    ("line", "states"),
    [
        ("Green = done   Amber = under way   Red = not yet begun",
         {"green": "complete", "amber": "in progress", "red": "open"}),
        (LETTERS, {"c": "complete", "ip": "in progress", "x": "not proceeding"}),
        ("RAG: R - not started, G - complete", {"red": "open", "green": "complete"}),
        ("G = complete, once the board agrees; R = not started", {}),  # a complete with a doubt
        ("G = complete; G = in progress", None),  # one mark alone
        ("See note A: the audit is complete. B: it is in progress.", None),  # words before it
        ("The audit - complete - was in progress in May", None),
        ("C Complete", None),
    ],
)  # fmt: skip
def test_a_line_of_marks_and_words_is_a_key(line: str, states: dict[str, str] | None) -> None:
    """Two pairs or more that fill their row; nothing in running text is one."""
    found = key_of(line)
    understood = dict(found.states) if found and found.is_understood else {}
    assert (found is None) == (states is None)
    assert understood == (states or {})


@table(
    ("words", "state"),
    [
        ("done", "complete"),
        ("action is complete", "complete"),
        ("complete, or nearly", ""),
        ("complete and awaiting sign-off", ""),
        ("complete (evidence seen)", "complete"),
        ("in progress and on track", "in progress"),
        ("in progress and awaiting sign-off", "in progress"),
        ("in progress, or complete", ""),
        ("not started, incomplete", ""),
        ("not yet begun", "open"),
        ("will not be pursued", "not proceeding"),
        ("high priority", ""),
    ],
)
def test_what_the_words_of_a_key_mean(words: str, state: str) -> None:
    """A state that is known and nothing that speaks against it: who is complete is told nothing."""
    assert state_meant(words) == state


@pytest.mark.clause("3.3")
def test_a_row_is_what_the_key_above_it_says_of_its_letter() -> None:
    """And the report says which key was used, and what the row then is."""
    reading = read(
        [LETTERS, "", "", "", ""],
        HEADER,
        ["1", "Write", "Matron", "31/12/2010", "C"],
        ["2", "Send", "Matron", "31/12/2010", "IP"],
        ["3", "Ring", "Matron", "31/12/2010", "X"],
        ["4", "Meet", "Matron", "31/12/2010", "Completed"],
    )
    states = ["complete", "in progress", "not proceeding", "complete"]
    assert [one.status for one in reading.items] == states
    assert [one.keyed for one in reading.items] == ["C", "IP", "X", ""]
    (said,) = [one.message for one in reading.problems if one.code == "state_key"]
    assert said.startswith(
        "The plan's own key of states (row 1) was used: C is complete (“complete"
    )
    assert not [one for one in reading.problems if one.code == "unknown_state"]


@pytest.mark.clause("3.3")
def test_a_row_is_what_the_key_says_of_its_colour_where_no_words_do() -> None:
    """A row's own words go before its colour; without a key a green cell says nothing of it."""
    key = ["Green = done   Amber = under way", "", "", "", ""]
    rows = (HEADER, ["1", "Write", "Matron", "31/12/2010", ""],
            ["2", "Send", "Matron", "31/12/2010", "In progress"])  # fmt: skip
    fills = {(3, 4): "green", (4, 4): "green"}
    keyed = read(key, *rows, fills=fills)
    assert [one.status for one in keyed.items] == ["complete", "in progress"]
    bare = read(["Progress report", "", "", "", ""], *rows, fills=fills)
    assert [one.status for one in bare.items] == ["open", "in progress"]
    assert not [one for one in bare.problems if one.code == "state_key"]


@pytest.mark.clause("3.3")
def test_a_key_that_is_not_understood_is_said_and_not_used() -> None:
    """Two of its marks stand in the plan, and nobody knows what its words mean."""
    reading = read(
        ["F = agreed with Bramley; K = see the annex", "", "", "", ""],
        HEADER,
        ["1", "Write", "Matron", "31/12/2010", "F"],
        ["2", "Send", "Matron", "31/12/2010", "K"],
    )
    assert [one.status for one in reading.items] == ["open", "open"]
    (said,) = [one for one in reading.problems if one.code == "state_key"]
    assert said.message.startswith("What looks like a key of states (row 1) was not understood:")
    assert (said.severity, said.suggestion.partition(",")[0]) == ("note", "If it is one")


@pytest.mark.clause("3.3")
def test_a_key_of_marks_that_no_row_has_is_left_alone() -> None:
    """A title that happens to be one changes nothing and is not spoken of."""
    reading = read([LETTERS, "", "", "", ""], HEADER, ["1", "Write", "Matron", "31/12/2010", ""])
    assert [one.status for one in reading.items] == ["open"]
    assert not [one for one in reading.problems if one.code == "state_key"]


def test_the_lines_beside_a_documents_tables_are_searched() -> None:
    """A legend one below another."""
    (key,) = keys_of_lines(["Our plan", "C = complete", "IP = in progress", "Agreed in May"])
    assert (key.where, dict(key.states)) == (
        "a line beside its tables",
        {"c": "complete", "ip": "in progress"},
    )


@table(("longer", "is_key"), [(0, True), (1, False)])
def test_a_long_row_is_no_key(longer: int, *, is_key: bool) -> None:
    """It is running text that happens to have signs in it."""
    line = "C = complete; IP = in progress, "
    assert bool(key_of(line + "x" * (400 - len(line) + longer))) is is_key


@table(
    ("name", "pages", "where"),
    [
        ("", {}, "row 7"),
        ("Police", {}, "row 7 of the sheet “Police”"),
        ("", {7: 2}, "page 2"),
        ("", {6: 2}, "row 7"),
    ],
)
def test_where_a_key_stands(name: str, pages: dict[int, int], where: str) -> None:
    """As a person finds it: by its row, in a workbook with its sheet, in a PDF by its page."""
    key = key_of_grid(name, [(7, [LETTERS])], {}, pages)
    assert key is not None
    assert key.where == where


def test_lines_without_a_key_have_none() -> None:
    """Nothing is kept of them."""
    assert keys_of_lines(["Our plan", "C = complete"]) == ()


@pytest.mark.clause("3.3")
def test_the_key_of_another_sheet_is_used_where_a_plans_own_is_none() -> None:
    """The first that is understood, of those whose marks the plan has; a note, with a way out."""
    rows = [HEADER, *(["1", "Write", "Matron", "May 2011", mark] for mark in ("F", "K", "C", "IP"))]
    (sheet,) = tables("Plan", enumerate([["F = see the annex; K = see the minutes"], *rows], 1))
    beside = keys_beside([(1, [LETTERS])], {}, "the sheet “Key”")
    (reading,) = [
        read_plan(
            [replace(sheet, keys_beside=beside)],
            agreed_on=date(2010, 10, 20),
            commissioned_on=None,
            calendar=CALENDAR,
        )
    ]
    assert [one.status for one in reading.items] == ["open", "open", "complete", "in progress"]
    (said,) = [one for one in reading.problems if one.code == "state_key"]
    assert said.message.startswith("The plan's own key of states (the sheet “Key”) was used")
    assert (said.severity, said.suggestion.partition(",")[0]) == ("note", "If it is one")


@pytest.mark.clause("3.3")
def test_a_row_of_a_tables_cells_that_is_its_key_is_no_action() -> None:
    """It is said, and kept as a row where it is not understood."""
    plan = ["1", "Write", "Matron", "31/12/2010", "C"]
    for said, rows in (("C = Complete", 1), ("C = see the annex", 2)):
        reading = read(HEADER, plan, [said, "IP = In progress", "", "", ""])
        assert len(reading.items) == rows
        notes = [one for one in reading.problems if one.code == "passed_over"]
        told = f"What stands on row 3 of the file (“{said}, IP = In progress”)"
        assert [note.message.startswith(told) for note in notes] == [True] * (2 - rows)
        assert {note.severity for note in notes} <= {"note"}
