"""A plan's own key of its letters and colours: what is one, and what its rows then are."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.calendar import Calendar
from models.rules.plan_key_words import state_meant
from models.rules.plan_keys import Key, find_key, keys_of_lines
from models.rules.plan_sheets import Marks
from models.rules.plan_tables import tables
from models.rules.plans import PlanReading, read_plan
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
        ("in progress and on track", "in progress"),
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
    (said,) = [one.message for one in reading.problems if one.code == "state_key"]
    assert said.startswith("What looks like a key of states (row 1) was not understood:")


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
