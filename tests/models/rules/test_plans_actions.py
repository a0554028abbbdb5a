"""The actions that a plan makes, their references, and any table at all."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from sys import gettrace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.plan_actions import planned_actions, reference_numbers
from models.rules.plan_json import to_json
from tests.models.rules.plan_rows import HEADER, read, row
from tests.tables import table


@pytest.mark.clause("7.5")
def test_a_row_is_an_action_and_leads_with_other_dates_are_their_own() -> None:
    """One action a row, or one for each date of its leads; the first lead named is the first."""
    reading = read(
        row("1. Share", lead="Matron & Team Manager"),
        row("2. Look", lead="Matron (immediately)\nTeam Manager\nHead Teacher"),
        row("3. Ask", lead=""),
    )
    actions = planned_actions(reading)
    assert [(one.reference, one.leads) for one in actions] == [
        ("1", ("Matron", "Team Manager")),
        ("2.1", ("Matron",)),
        ("2.2", ("Team Manager", "Head Teacher")),
        ("3", ()),
    ]
    assert [one.date.scheduled for one in actions[1:3]] == [None, date(2011, 3, 31)]


@pytest.mark.clause("7.5")
@table("same", ["As above", "as above.", "Ditto", "\u201d"])
def test_a_lead_cell_that_says_as_above_means_the_leads_above(same: str) -> None:
    """Under another such cell too; what was written stays, and the date is the row's own."""
    first, second = row("1. Share", lead="Matron & Chair"), row("2. Ask", lead=same)
    *_, last = read(first, second, row("3. Look", lead=same, due="April 2011")).items
    assert [lead.name for lead in last.leads] == ["Matron", "Chair"]
    assert {lead.date.due for lead in last.leads} == {date(2011, 4, 30)}
    assert last.lead_text == same
    assert read(row("1. Share", lead=same)).items[0].lead_text == same


@pytest.mark.clause("7.3")
def test_what_is_told_of_a_decision_is_that_of_the_date_that_counts() -> None:
    """A sound date that was revised to "TBC" is not scheduled, and neither are its leads."""
    plan = read(
        ["1", "Write", "Matron & Chair", "31/12/2010", "TBC"],
        ["2", "Ask", "Matron", "TBC", "31/03/2011"],
        header=["Ref", "Action", "Owner", "Due", "Revised due date"],
    )
    first, second = to_json(plan, "plan.csv")["items"]
    told = [first["needs_decision"], *(lead["needs_decision"] for lead in first["leads"])]
    assert (told, second["needs_decision"]) == ([True, True, True], False)


@pytest.mark.clause("3.3")
def test_a_revised_date_is_current_and_the_first_is_kept() -> None:
    """The revised date is what is due now; the plan's first date stays beside it."""
    reading = read(["1", "Write", "Matron", "31/12/2010", "31/03/2011"],
                   header=["Ref", "Action", "Owner", "Due", "Revised due date"])  # fmt: skip
    (action,) = planned_actions(reading)
    assert (action.date.due, action.current.due) == (date(2010, 12, 31), date(2011, 3, 31))


@pytest.mark.clause("3.3")
def test_a_date_that_is_revised_in_its_own_cell_keeps_what_is_written() -> None:
    """The first date has the whole of the cell's words, the revised one its own."""
    reading = read(row("1. Share", due="December 2010, revised to March 2011"))
    (action,) = planned_actions(reading)
    assert (action.date.due, action.current.due) == (date(2010, 12, 31), date(2011, 3, 31))
    assert action.date.text == "December 2010, revised to March 2011"


@pytest.mark.clause("3.3")
@table(
    ("headings", "cells"),
    [
        (["Revised date 1", "Revised date 2"], ["31/03/2011", "30/06/2011"]),
        (["2nd extension", "1st extension"], ["30/06/2011", "31/03/2011"]),
        (["Revised date 1", "Revised date 2", "Revised date 3"],
         ["31/03/2011", "30/06/2011", "n/a"]),
        (["Revised date", "Current due date"], ["31/03/2011", "30/06/2011"]),
        (["Revised date"], ["1st revision: 31/03/2011\n2nd revision: 30/06/2011"]),
        (["Date revised", "Revised by"], ["Rev 1 - 31/03/2011; Rev 2 - 30/06/2011", "Clerk"]),
    ],
)  # fmt: skip
def test_of_several_revised_dates_the_last_one_given_counts(
    headings: list[str], cells: list[str]
) -> None:
    """Each is a version of its own; by their numbers, and not by what an empty column says."""
    header = ["Ref", "Action", "Owner", "Due", *headings]
    reading = read(["1", "Write", "Matron", "31/12/2010", *cells], header=header)
    (action,) = planned_actions(reading)
    days = [action.date.due, *(one.due for one in action.revisions)]
    assert days == [date(2010, 12, 31), date(2011, 3, 31), date(2011, 6, 30)]
    assert action.current.due == date(2011, 6, 30)
    dates = [one for one in reading.problems if one.code.endswith("date")]
    assert not dates


@pytest.mark.clause("7.5")
def test_references_take_the_next_free_number() -> None:
    """Rows with one number get `.K` in plan order, past what is taken and what the plan prints."""
    assert reference_numbers(["1", "2", "2", "2.1"]) == ("1", "2.2", "2.3", "2.1")
    assert reference_numbers(["4", "5"], taken={"4", "5.1"}) == ("4.1", "5.2")
    assert reference_numbers(["a/1", "a 1", "R(3)"]) == ("a1.1", "a1.2", "R3")


NUMBERS = st.lists(st.sampled_from(["1", "1.1", "1.2", "2", "2a", "(2)", "", "3/4"]), max_size=9)


@pytest.mark.clause("7.5")
@given(first=NUMBERS, second=NUMBERS)
def test_a_reference_is_never_given_twice(first: list[str], second: list[str]) -> None:
    """References of a plan and of its additions are all different, and only what is printed."""
    given_first = reference_numbers(first)
    given_later = reference_numbers(second, taken=given_first)
    together = sorted([*given_first, *given_later])
    assert all(one != other for one, other in pairwise(together))
    assert all(char.isalnum() or char in ".-" for one in together for char in one)


CELLS = st.one_of(
    st.text(max_size=40),
    st.sampled_from([*HEADER, "1. Do", "Matron & Head", "March 2011", "TBC", "(immediately)",
                     "\u2022 a\n\u2022 b"]),
)  # fmt: skip


@pytest.mark.clause("7.1")
@given(rows=st.lists(st.lists(CELLS, max_size=8), max_size=6))
def test_any_table_has_a_reading(rows: list[list[str]]) -> None:
    """Any cells read without an error, row numbers run from 1, and every cell is kept."""
    reading = read(*rows)
    assert [item.row for item in reading.items] == list(range(1, len(reading.items) + 1))
    assert reading.accepted == bool(reading.items)
    assert len(planned_actions(reading)) >= len(reading.items)
    kept = {text for item in reading.items for text in item.cells.values()}
    assert all(set(item.extra.values()) <= kept for item in reading.items)
    to_json(reading, "any")


REPEATED = ("& Head ", "a@", "0", "(AB) ", " ", "1/", "end of ", "March 2011 ", "\u2022", "- ",
            "\n\n", "within 3 ", "\u00a0", "Head, ", "done 1 May 11 ", "May: Head ")  # fmt: skip


def seconds_to_read(piece: str, length: int) -> float:
    """The CPU time of a table in which each of ten cells is the piece over and over."""
    text = piece * (length // len(piece))
    began = process_time()
    reading = read([text] * 6, row(text), row(actions=text), row(lead=text), row(due=text))
    assert reading.accepted
    return process_time() - began


@pytest.mark.clause("7.1")
@table("piece", REPEATED)
def test_a_cell_of_repetitions_is_read_at_once(piece: str) -> None:
    """No cell can be written whose reading takes longer than its length warrants.

    What takes the square of its length 150 ms here takes a quarter of an hour below.
    """
    # Whoever notes each line that runs takes ten times as long.
    assert seconds_to_read(piece, 2_500) < (1.5 if gettrace() else 0.15)


@pytest.mark.clause("7.1")
@pytest.mark.fuzz
@table("piece", REPEATED)
def test_a_very_long_cell_of_repetitions_is_read_at_once(piece: str) -> None:
    """Twenty times the length may take twenty times as long, and no longer."""
    assert seconds_to_read(piece, 200_000) < 6
