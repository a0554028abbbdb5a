"""A column that no heading tells is known by its cells, where that is plain; and it is said."""

from __future__ import annotations

from datetime import date

from models.rules.plans import PlanReading
from tests.models.rules.plan_rows import read

HEADER = ["Recommendation", "Action", "Champion", "Finish line", "Evidence"]
ROWS = (
    ["1. Share", "Write", "Ward Manager", "March 2011", "Text"],
    ["2. Look", "See", "Head of Housing", "TBC", "Report by the manager"],
)


def of_columns(reading: PlanReading) -> list[tuple[str, str, str]]:
    """What is said of a plan's columns: the code, the column, and the field it was taken for."""
    found = [one for one in reading.problems if one.code in ("column_guessed", "kept_column")]
    return [
        (one.code, one.column, one.suggestion.partition("[headings] ")[2].partition(" =")[0])
        for one in found
    ]


def test_dates_and_posts_are_known_without_their_headings() -> None:
    """Where no heading names them, a column of dates is the date and one of posts the lead."""
    first, second = read(*ROWS, header=HEADER).items
    assert ([lead.name for lead in first.leads], first.date.due) == (
        ["Ward Manager"],
        date(2011, 3, 31),
    )
    assert (second.date.text, dict(second.extra)) == ("TBC", {})


def test_rec_is_what_its_cells_are() -> None:
    """Beside another column for it "Rec" numbers the recommendation; where it says one it is it."""
    header = ["Rec", "Panel recommendation", "Action", "Owner", "Due"]
    rest = ["Write", "Matron", "March 2011"]
    items = read(["4", "Share records", *rest], ["", "", *rest], header=header).items
    assert [(i.number, i.recommendation, i.carried_forward) for i in items] == [
        ("4", "Share records", False), ("4", "Share records", True),
    ]  # fmt: skip
    (item,) = read(["Share records", "Seen by the panel", *rest], header=header).items
    assert item.recommendation == "Share records"


def test_what_is_to_be_done_is_known_where_no_heading_says_it() -> None:
    """A row that says plainly who and when heads a plan; the prose before them is the rest."""
    header = ["Ref", "Ambition", "Promise", "Owner", "Due date", "Status", "Evidence"]
    row = ["4", "Records are shared by all", "Write a protocol for it", "Matron", "May 2011",
           "Open", "Text"]  # fmt: skip
    (item,) = read(row, header=header).items
    assert (item.recommendation, item.key_actions) == (row[1], (row[2],))


def test_letters_in_front_of_the_action_are_its_parts() -> None:
    """ "a" and "b" number what is to be done, and are no colours."""
    header = ["Ref", "Recommendation", "Step", "Action", "Owner", "Due"]
    rest = ["Write", "Matron", "March 2011"]
    items = read(["4", "Share", "a", *rest], ["", "", "b)", *rest], header=header).items
    assert [(i.number, i.action_no, i.rag) for i in items] == [("4", "a", ""), ("4", "b", "")]


def test_what_is_guessed_is_a_warning_that_names_the_way_to_say_otherwise() -> None:
    """Each column once, with the field that a policy gives it; a board's word asks nothing."""
    reading = read(*ROWS, header=HEADER)
    assert of_columns(reading) == [
        ("column_guessed", "Champion", "lead"),
        ("column_guessed", "Finish line", "date"),
    ]
    said = next(one for one in reading.problems if one.column == "Champion")
    assert said.severity == "warning"
    assert said.message.endswith("is understood as the lead: because its cells name posts.")
    own = {"lead": ["Champion"], "date": ["Finish line"]}
    again = read(*ROWS, header=HEADER, headings=own)
    assert [one.lead_text for one in again.items] == ["Ward Manager", "Head of Housing"]
    assert of_columns(again) == []


def test_a_boards_own_word_for_a_recommendation_stands_in_for_none() -> None:
    """ "Standard" is the recommendation only where nothing else is, or where the board says so."""
    header = ["Recommendation", "Standard", "Action", "Lead", "Date"]
    rows = ["Share", "Keep to it", "Write", "Matron", "May 2011"]
    said = [
        read(rows, header=header, headings=own).items[0].recommendation
        for own in (None, {"recommendation": ["Standard"]})
    ]
    assert said == ["Share", "Keep to it"]


def test_a_board_says_that_a_column_is_none_of_the_plans() -> None:
    """Under `extra` a heading is kept as it is written, whatever its cells are."""
    own = {"extra": ["Finish line", "Champion"]}
    reading = read(*ROWS, header=HEADER, headings=own)
    assert dict(reading.items[0].extra) == {
        "Champion": "Ward Manager",
        "Finish line": "March 2011",
    }
    assert of_columns(reading) == []


def test_numbers_colours_and_states_are_known_by_their_cells_too() -> None:
    """A column without a heading in front of the rest numbers it; years and places do not."""
    header = ["", "Recommendation", "Action", "Lead", "Date", "Seen", "How far", "Year"]
    reading = read(
        ["R1", "Share", "Write", "Matron", "May 2011", "A", "Not started", "2011"],
        ["R2", "Look", "See", "Matron", "May 2011", "green", "Completed", "2012"],
        header=header,
    )
    assert [(one.number, one.rag, one.status) for one in reading.items] == [
        ("R1", "amber", "open"), ("R2", "green", "complete"),
    ]  # fmt: skip
    assert [dict(one.extra) for one in reading.items] == [{"Year": "2011"}, {"Year": "2012"}]
    assert of_columns(reading)[-1] == ("kept_column", "", "")


def test_the_prose_beside_the_other_is_what_no_heading_names() -> None:
    """Between the recommendation and its lead it is the action; in front of one the reason."""
    rows = [["Ward", "Share", "Write the protocol", "Matron", "May 2011"],
            ["Clinic", "Look", "See all of it", "Matron", "June 2011"]]  # fmt: skip
    reading = read(*rows, header=["Where", "Recommendation", "Put right", "Lead", "Date"])
    assert [one.key_actions for one in reading.items] == [
        ("Write the protocol",),
        ("See all of it",),
    ]
    assert ("column_guessed", "Put right", "key_actions") in of_columns(reading)
    reasons = [["Records were not shared in time", "Write", "Matron", "May 2011"]]
    reading = read(*reasons, header=["Shared failing", "Action", "Lead", "Date"])
    assert reading.items[0].recommendation == "Records were not shared in time"
    places = [["Ward", "Write", "Matron", "May 2011"]]
    reading = read(*places, header=["Shared place", "Action", "Lead", "Date"])
    assert reading.items[0].extra["Shared place"] == "Ward"


def test_a_target_that_is_no_date_leaves_the_date_to_another_column() -> None:
    """A heading may mean it; where no cell is a date, it does not."""
    rows = [["1. Share", "Write", "Matron", "95% of staff", "May 2011"],
            ["2. Look", "See", "Matron", "All wards", "June 2011"]]  # fmt: skip
    reading = read(*rows, header=["Recommendation", "Action", "Lead", "Target", "Finish line"])
    assert [one.date.text for one in reading.items] == ["May 2011", "June 2011"]
    assert reading.items[0].extra["Target"] == "95% of staff"


def test_a_sign_in_a_heading_is_a_guess_and_so_is_one_of_two_meanings() -> None:
    """ "Steps we take" and "Completion date" ask to be confirmed; "Lead" and "Action" do not."""
    header = ["Recommendation", "Steps we take", "Lead", "Completion date"]
    reading = read(["1. Share", "Write", "Matron", "May 2011"], header=header)
    assert of_columns(reading) == [
        ("column_guessed", "Steps we take", "key_actions"),
        ("column_guessed", "Completion date", "date"),
    ]
    assert "may also mean the day it was completed" in reading.problems[1].message


def test_what_the_cells_do_not_tell_plainly_stays_unknown() -> None:
    """A heading that names the field goes before; a note with a date in it is no date."""
    header = ["Recommendation", "Action", "Lead", "Extract", "Date added"]
    note = "The manager said in March 2011 that this waits for the new building to be ready"
    (item,) = read(["1. Share", "Write", "Matron", note, "1 May 2011"], header=header).items
    assert dict(item.extra) == {"Extract": note, "Date added": "1 May 2011"}
    assert item.date.due is None
