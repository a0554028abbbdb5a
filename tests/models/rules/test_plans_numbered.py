"""A Date cell with a date for each number: mapped where the numbers fit, else asked."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.plan_actions import planned_actions
from models.rules.plan_numbered import numbered
from tests.models.rules.plan_rows import read, row

THREE = "1. Write it\n2. Teach it\nto all\n3. Audit it"


def made(**cells: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    """The actions of a row: reference, key actions, leads and scheduled day."""
    actions = planned_actions(read(row("4. Share records", **cells)))
    return [
        (one.reference, one.item.key_actions, one.leads, str(one.current.scheduled))
        for one in actions
    ]


@pytest.mark.clause("7.5")
def test_a_numbered_date_is_its_actions() -> None:
    """Each numbered action is one by itself, with the row's lead and its own date."""
    due = "1. March 2011\n2. 15/04/2011 3. end of May 2011"
    assert made(actions=THREE, due=due) == [
        ("4.1", ("1. Write it",), ("Matron",), "2011-03-31"),
        ("4.2", ("2. Teach it", "to all"), ("Matron",), "2011-04-15"),
        ("4.3", ("3. Audit it",), ("Matron",), "2011-05-31"),
    ]
    assert made(actions=THREE, due=due, lead="")[1][2:] == ((), "2011-04-15")
    (item,) = read(row(actions=THREE, due="1. by March 2011 2. by June 2011 3. by May 2011")).items
    assert (item.date.earliest, item.date.scheduled) == (date(2011, 3, 31), date(2011, 6, 30))
    both = made(actions="The team will\na) Write it\nb) Teach it", due="a) by May 2011; b) TBC")
    assert [actions for _, actions, _, _ in both] == [
        ("The team will", "a) Write it"),
        ("The team will", "b) Teach it"),
    ]


@pytest.mark.clause("7.5")
def test_a_numbered_date_is_its_leads() -> None:
    """Where the leads have the numbers, a date goes with its lead, save where that has its own."""
    lead = "a) Matron\nb) Team Manager (May 2011)"
    assert made(lead=lead, due="a) March 2011; b) April 2011") == [
        ("4.1", ("Write a protocol",), ("Matron",), "2011-03-31"),
        ("4.2", ("Write a protocol",), ("Team Manager",), "2011-05-31"),
    ]
    every = made(lead=lead, due="a) March 2011; b) April 2011", actions=THREE)
    assert [actions for _, actions, _, _ in every] == [(*THREE.split("\n"),)] * 2
    undated = made(lead="a) Matron\nb) Team Manager", due="a) TBC; b) TBC")
    assert [leads for _, _, leads, _ in undated] == [("Matron",), ("Team Manager",)]


@pytest.mark.clause("7.3")
def test_numbers_that_do_not_fit_are_asked() -> None:
    """Other counts, or actions without numbers, leave several dates where one is asked for."""
    for actions, of_them in ((THREE, "3 numbered actions"), ("Write", "actions without numbers")):
        reading = read(row(actions=actions, due="1. March 2011 2. May 2011"))
        (item,) = reading.items
        assert (item.date.scheduled, item.date.due) == (None, None)
        assert item.date.why == f"It gives 2 numbered dates for {of_them}."
        assert len(planned_actions(reading)) == 1


@pytest.mark.clause("7.3", "7.5")
def test_each_waits_only_for_its_own_reading() -> None:
    """A date that needs a decision holds its own action alone, and is the only problem."""
    reading = read(row(actions=THREE, due="1. March 2011 2. TBC 3. 31/02/2011"))
    days = [one.date.scheduled for one in planned_actions(reading)]
    assert days == [date(2011, 3, 31), None, None]
    codes = {one.code for one in reading.problems if one.severity != "note"}
    assert codes == {"needs_decision", "impossible_date"}
    (item,) = reading.items
    assert (item.date.needs_decision, item.date.earliest) == (True, date(2011, 3, 1))
    assert item.date.text == "1. March 2011 2. TBC 3. 31/02/2011"


@pytest.mark.clause("7.3")
def test_what_only_looks_numbered_is_not() -> None:
    """Numbers run from the first on, and there are two or more."""
    for text in (
        "1. March 2011",
        "2. March 3. April",
        "1.12.2010",
        "31 March 2011",
        "1. A 3. B",
        "1. A 2.1 B",
        "",
    ):
        assert numbered(text) == {}
    assert list(numbered(" ".join(f"{n}. May 2011" for n in range(1, 12))))[8:] == ["9", "10", "11"]
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    assert list(numbered(" ".join(f"({n}) May 2011" for n in (*roman, "xi")))) == roman
    assert numbered("Action 1: May 2011, Action 2: June 2011") == {
        "1": "May 2011",
        "2": "June 2011",
    }


@pytest.mark.clause("7.5")
def test_leads_whose_days_are_the_same_are_together() -> None:
    """The day counts, not the words for it."""
    lead = "Matron (31 March 2011)\nTeam Manager"
    assert [one[2] for one in made(lead=lead)] == [("Matron", "Team Manager")]
