"""A reading as people see it: written beside read, with every remark in its row's place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.rules.calendar import Calendar
from models.rules.plan_actions import planned_actions
from models.rules.plan_fields import fields_of
from models.rules.plan_report import ReadPlan, ReadRow, counted, read_plan_report
from models.rules.plan_suggestions import DATES, ONE_OR_TWO, SUGGESTIONS, suggestion_of
from models.rules.plans import Problem, Sheet, SheetRow, read_plan
from tests.models.rules.plan_rows import read
from tests.readings import wanted
from tests.tables import table

HEADS = ("Ref", "Recommendation", "Key Actions", "Lead Officer", "Date", "Status", "Cost code")
AGREED = date(2010, 10, 20)
CALENDAR = Calendar(date(2009, 1, 1), date(2015, 12, 31), frozenset())


def shown(*rows: tuple[str, ...], review: str = "child-q") -> ReadPlan:
    """Rows of a plan, each from its file's third row on, as they are shown."""
    made = tuple(SheetRow(file_row=n, cells=cells) for n, cells in enumerate(rows, 3))
    sheet = Sheet(name="Plan", header=HEADS, rows=made)
    reading = read_plan([sheet], agreed_on=AGREED, commissioned_on=None, calendar=CALENDAR)
    return read_plan_report(reading, "plan.xlsx", planned_actions(reading), review)


def of(row: ReadRow, name: str) -> tuple[str, tuple[str, ...], str]:
    """What is shown of one part of a row."""
    return next((f.written, f.read, f.why) for f in row.fields if f.name == name)


def test_a_cell_stands_beside_its_reading_with_the_reason() -> None:
    """The text as written, the day it was read as, and one sentence why."""
    (row,) = shown(("1", "Wish.", "a) One\nb) Two", "Head", "December 2010", "", "")).rows
    assert (row.file_row, row.references) == (3, ("child-q/1",))
    written, read, why = of(row, "Date")
    assert (written, read) == ("December 2010", ("31 December 2010.",))
    assert "A month means its last day" in why
    assert of(row, "Key actions")[1] == ("a) One", "b) Two")
    (row,) = shown(("1", "Wish.", "One", "Head", "3/12/2010", "", "")).rows
    assert of(row, "Date") == ("3/12/2010", ("3 December 2010.",), "")


def test_a_remark_beside_its_row_names_no_place() -> None:
    """Be it a row of the file, or a page of a PDF."""
    for page in (0, 3):
        row = SheetRow(file_row=9, page=page, cells=("1", "W.", "A", "Head", "TBC", "", ""))
        sheet = Sheet(name="", header=HEADS, rows=(row,))
        reading = read_plan([sheet], agreed_on=AGREED, commissioned_on=None, calendar=CALENDAR)
        (shown_row,) = read_plan_report(reading, "p", planned_actions(reading)).rows
        (remark,) = shown_row.remarks
        assert shown_row.page == page
        assert remark.says.startswith("“TBC”: the plan leaves")


@table(
    ("page", "sheet", "called"),
    [
        (0, "", 9),
        (3, "", 2),
        (0, "Trust", 2),
        (3, "Trust", 2),
    ],
)
def test_a_row_is_called_by_the_number_that_a_person_sees(
    page: int, sheet: str, called: int
) -> None:
    """The file's, where the file numbers its rows, and does so once; else the report's own."""
    (item,) = read(["1", "W.", "A", "Head", "TBC", "", ""], header=list(HEADS)).items
    assert replace(item, row=2, file_row=9, page=page, table=sheet).row_called == called


def test_what_was_read_as_it_is_written_is_not_said_twice() -> None:
    """No line of reading where there is nothing to compare."""
    (row,) = shown(("1", "Wish.", "One", "Head", "December 2010", "", "X 4")).rows
    assert of(row, "Recommendation") == ("Wish.", (), "")
    assert of(row, "Key actions")[1] == ()
    assert of(row, "Cost code") == ("X 4", (), "")
    (row,) = shown(("", "4", "One", "Head", "December 2010", "", "")).rows
    assert of(row, "Recommendation") == ("4", (), "")


def test_every_row_has_its_agency_and_its_status_as_read() -> None:
    """The colour with it; what the plan does not say is said too."""
    header = ["Ref", "Action", "Lead", "Date", "Status", "RAG"]
    said = read(["Housing"], ["1", "Do", "Head", "May 2011", "Under way", "A"],
                ["2", "Do", "Head", "May 2011", "", ""], header=header)  # fmt: skip
    first, second = read_plan_report(said, "plan.csv", planned_actions(said)).rows
    assert of(first, "Agency") == ("", ("Housing (from the heading above)",), "")
    _, named, *_ = fields_of(replace(said.items[0], table="the sheet “Agency: Housing”"))
    assert named.read == ("Housing (from the sheet's name)",)
    _, other, *_ = fields_of(replace(said.items[0], table="the sheet “Agency: Police”"))
    assert other.read == ("Housing (from the heading above)",)
    assert of(first, "Status") == ("Under way\nA", ("In progress; amber.",), "")
    assert of(second, "Status") == ("", ("Open.",), "The plan says nothing of it.")
    (own,) = shown(("1", "Wish.", "One", "Head", "May 2011", "", "")).rows
    assert of(own, "Agency")[1] == ("No agency is named.",)


def test_joint_leads_are_told_apart() -> None:
    """The first is accountable, the others contribute; of different dates each has its action."""
    (row,) = shown(("1", "Wish.", "One", "Head of A; Head of B", "December 2010", "", "")).rows
    assert of(row, "Lead")[1] == ("Head of A (accountable)", "Head of B (contributes)")
    leads = "Head of A; Head of B; Head of C (by May 2011)"
    (row,) = shown(("1", "Wish.", "One", leads, "December 2010", "", "")).rows
    assert row.references == ("child-q/1.1", "child-q/1.2")
    assert [one.partition(")")[0] for one in of(row, "Lead")[1]] == [
        "Head of A (action 1 of 2, accountable",
        "Head of B (action 1 of 2, contributes",
        "Head of C (action 2 of 2",
    ]
    (remark,) = (one for one in row.remarks if "leads are named" in one.says)
    assert "so that the row becomes 2 actions, one for each date." in remark.says
    assert remark.suggestion == "If it is one action, write one date for all of its leads."


@table(
    ("text", "says", "way"),
    [
        (
            "Immediately",
            "27 October 2010 is proposed",
            "`matters confirm child-q/1` accepts 27 October",
        ),
        ("TBC", "No date; it needs", "The committee sets a date, `matters decide child-q/1"),
    ],
)
def test_a_date_to_be_decided_names_the_command(text: str, says: str, way: str) -> None:
    """A proposed day is confirmed; any other is the committee's."""
    (row,) = shown(("1", "Wish.", "One", "Head", text, "", "")).rows
    assert row.needs_decision
    assert of(row, "Date")[1][0].startswith(says)
    assert any(remark.suggestion.startswith(way) for remark in row.remarks)


def test_of_several_dates_the_one_that_is_proposed_is_named_first() -> None:
    """The command is that of the action whose day can be accepted."""
    two = ("1", "Wish.", "1. One\n2. Two", "Head", "1. TBC 2. Immediately", "", "")
    (row,) = shown(two).rows
    ways = [one.suggestion for one in row.remarks if one.is_flag]
    assert [way.partition(";")[0] for way in ways] == [
        "`matters confirm child-q/1.2` accepts 27 October 2010"
    ] * 2


REVISED = ("Date", "Revised date")


@table(
    ("dates", "cells", "ways"),
    [
        (REVISED, ("TBC", "May 2011"), ["The revised date is what counts."]),
        (REVISED, ("Monday 5 April 2011", ""), ["It is followed up as it stands."]),
        (("Date",), ("Monday 5 April 2011 (revised Monday 6 June 2012)",),
         ["It is followed up as it stands."] * 2),
        (("Revised date", "Revised date"), ("Monday 5 April 2011", "May 2011"),
         ["It is followed up as it stands."]),
    ],
)  # fmt: skip
def test_a_date_that_was_revised_in_another_column_is_settled(
    dates: tuple[str, ...], cells: tuple[str, ...], ways: list[str]
) -> None:
    """In one cell, or below headings that are alike, nobody is told which of the two is meant."""
    reading = read(["1", "Do", "Head", *cells], header=["Ref", "Action", "Lead", *dates])
    (row,) = read_plan_report(reading, "p", planned_actions(reading), "q").rows
    assert [one.suggestion for one in row.remarks] == ways


def test_a_revised_date_that_is_open_settles_nothing() -> None:
    """Nor where the rows could not be made actions."""
    reading = read(["1", "Do", "Head", "TBC", "TBC"], header=["Ref", "Action", "Lead", *REVISED])
    for planned in (planned_actions(reading), ()):
        (row,) = read_plan_report(reading, "p", planned, "q").rows
        assert all("sets a date" in one.suggestion for one in row.remarks)


def test_what_the_plan_says_is_over_needs_no_date() -> None:
    """It is imported as the plan says, and its date is nobody's to decide."""
    plan = shown(("1", "Wish.", "One", "Head", "TBC", "Complete", ""))
    (row,) = plan.rows
    assert (row.is_over, row.needs_decision) == (True, False)
    assert "until the committee adopts it" in of(row, "Status")[1][0]
    assert counted(plan) == {"rows": 1, "decide": 0, "flagged": 0, "over": 1, "stated": 1}


def test_what_the_register_has_already_is_not_asked_again() -> None:
    """A newer version's dates are laid beside those that stand; a new row's are to be decided."""
    plan = shown(("1", "Wish.", "One", "Head", "TBC", "", ""), ("2", "A.", "B", "C", "TBC", "", ""))
    assert [row.needs_decision for row in plan.rows] == [True, True]
    rows = tuple(
        SheetRow(file_row=n, cells=(str(n), "W.", "A", "B", "TBC", "", "")) for n in (1, 2)
    )
    sheet = Sheet(name="Plan", header=HEADS, rows=rows)
    reading = read_plan([sheet], agreed_on=AGREED, commissioned_on=None, calendar=CALENDAR)
    again = read_plan_report(reading, "p", planned_actions(reading), "child-q", {"1"})
    assert [row.needs_decision for row in again.rows] == [False, True]
    assert [row.is_flagged for row in again.rows] == [False, True]
    assert "what counts is the date that stands there" in again.rows[0].remarks[0].suggestion
    doubted = read_plan_report(reading, "p", (), "child-q", {"1"})
    assert "set-date" in doubted.rows[0].remarks[0].suggestion


def test_a_remark_stands_in_its_rows_place_without_repeating_it() -> None:
    """The message's own place is left out there; a remark on the file stands above all rows."""
    plan = shown(("1", "Wish.", "One", "", "December 2010", "", ""))
    (remark,) = plan.rows[0].remarks
    assert (remark.column, remark.says) == ("Lead Officer", "No lead is written.")
    assert remark.suggestion.startswith("Name the post")
    whole = Problem(code="hidden_sheet", severity="warning", message="A sheet is hidden.")
    reading = read_plan([], agreed_on=AGREED, commissioned_on=None, calendar=CALENDAR)
    said = read_plan_report(
        type(reading)(items=(), problems=(whole,), accepted=False), "plan.xlsx", ()
    )
    assert [remark.says for remark in said.remarks] == ["A sheet is hidden."]
    long = Problem(
        code="cell_too_long", severity="error", message="Row 2: too long.", row=2, column="Lead"
    )
    refused = type(reading)(items=(), problems=(long,), accepted=False)
    (one,) = read_plan_report(refused, "p.csv", ()).remarks
    assert (one.column, one.says) == ("", "Row 2: too long.")


def test_one_post_that_may_be_two_is_said_with_a_way_out() -> None:
    """The warning is told what to do, and not what is told of several."""
    (row,) = shown(("1", "W.", "One", "Head of A and Bed Finder", "December 2010", "", "")).rows
    told = [one.suggestion for one in row.remarks if "may be more than one post" in one.says]
    assert told == [ONE_OR_TWO]


def test_what_can_be_done_about_each_problem() -> None:
    """A way out for every code that has no words of its own, and the problem's own before it."""
    ways = wanted("ways_out")
    ranks = {code: "warning" if code in DATES else "note" for code in ways}
    said = [Problem(code=code, severity=rank, message="So it is.") for code, rank in ranks.items()]
    assert {one.code: [suggestion_of(one, "q/1", AGREED)] for one in said} == ways
    assert set(SUGGESTIONS) < set(ways)
    own = Problem(code="left_out", severity="note", message="So it is.", suggestion="Look again.")
    assert suggestion_of(own, "q/1", None) == "Look again."
    soft = Problem(code="flagged_date", severity="note", message="So it is.")
    assert suggestion_of(soft, "q/1", AGREED) == "It is followed up as it stands."
    rows = [
        ["Share", "Write", "Matron", "March 2011", "9"],
        ["Meet", "Ask", "Head", "May 2011", "8"],
    ]
    told = read(*rows, header=["Recommendation", "Action", "", "Date", "Cost"]).problems
    kept = (
        "If it holds a part of the plan, head it in the file as what it is (Evidence, Lead, Date), "
        "or ask whoever looks after the program to name it in the policy, under [headings]."
    )
    assert [one.suggestion for one in told] == ["Give the column a heading in the file.", kept]
