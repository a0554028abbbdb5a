"""What a plan says of an action's state, in whatever words it has."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.calendar import Calendar
from models.rules.plan_completions import completion_of, day_said
from models.rules.plan_states import rag_of, status_of
from models.rules.plan_tables import tables
from models.rules.plans import PlanItem, PlanReading, read_plan
from tests.tables import table

CALENDAR = Calendar(first=date(2008, 1, 1), last=date(2030, 12, 31))


HEADER = ["Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date"]


def read(
    *rows: list[str], header: list[str] | None = None, as_of: date | None = None
) -> PlanReading:
    """The reading of a table of these rows under this header."""
    grid = list(enumerate([header or HEADER, *rows], 1))
    return read_plan(
        tables("", grid),
        agreed_on=date(2010, 10, 20),
        commissioned_on=date(2010, 4, 20),
        calendar=CALENDAR,
        as_of=as_of,
    )


def only(reading: PlanReading) -> PlanItem:
    """The one item of a reading."""
    (item,) = reading.items
    return item


@pytest.mark.clause("3.3")
def test_the_state_that_a_plan_has_for_an_action_is_read() -> None:
    """Status, progress, completion, revised date and colour are read where a plan has them."""
    header = ["Ref", "Action", "Owner", "Due", "Revised due date", "Status", "Progress update",
              "Date completed", "RAG"]  # fmt: skip
    reading = read(
        ["1", "Write", "Matron", "31/12/2010", "31/03/2011", "In progress", "Drafted", "", "Amber"],
        ["2", "Send", "Matron", "31/12/2010", "", "Closed", "", "15/12/2010", "B"],
        header=header,
    )
    first, second = reading.items
    assert first.date.due == date(2010, 12, 31)
    assert first.revised is not None
    assert first.revised.scheduled == date(2011, 3, 31)
    assert (first.status, first.progress, first.rag) == ("in progress", "Drafted", "amber")
    assert (second.status, second.completed_on, second.rag) == (
        "complete",
        date(2010, 12, 15),
        "blue",
    )


@pytest.mark.clause("3.3")
@table(
    ("status", "read_as"),
    [
        ("", "open"), ("Not started", "open"), ("Open", "open"), ("Underway", "in progress"),
        ("Partially complete", "in progress"), ("Not complete", "in progress"),
        ("Complete - ongoing monitoring", "complete"), ("Closed", "complete"),
        ("On track", "in progress"), ("Delayed", "in progress"), ("Overdue", "open"),
        ("Done", "complete"), ("To be completed", "open"), ("Merged with 4", "not proceeding"),
        ("Complete, to be closed by the board", "complete"), ("Not implemented", "open"),
        ("Closed as not implemented", "not proceeding"),
        ("To be implemented", "open"), ("Will be closed in May", "open"), ("To complete", "open"),
        ("80% complete", "in progress"), ("Phase 1 complete", "in progress"),
        ("Complete when the policy is signed", "in progress"), ("Complete?", "in progress"),
        ("Complete by the end of May", "open"), ("Cannot be completed", "in progress"),
        ("Complete - no further action", "complete"), ("100% complete", "complete"),
        ("Complete. Two of three wards were seen", "complete"),
        ("Not fully implemented", "in progress"), ("Implemented", "complete"),
        ("\u2610 Complete \u2612 In progress", "in progress"), ("\u2610 Complete", "open"),
        ("[ ] Complete [x] In progress", "in progress"), ("(\u2713) Complete", "complete"),
        ("( ) Open (\u2713) Under way", "in progress"), ("[x] Complete", "complete"),
        ("\u2610 Not started \u2610 In progress \u2611 Complete", "complete"),
        ("Completed: No", "open"), ("Completed \u2013 Yes / No", "open"),
        ("Complete: Y", "complete"),
        ("Completed 3 May; reopened 9 June", "in progress"), ("Closed in error", "in progress"),
        ("Not accepted", "not proceeding"), ("Superseded", "not proceeding"), ("Blue", "complete"),
    ],
)  # fmt: skip
def test_status_is_one_of_four(status: str, read_as: str) -> None:
    """Whatever words a plan has for it, a status is open, in progress, complete or stopped."""
    assert status_of({"status": status}) == read_as


@pytest.mark.clause("3.3")
@table(
    ("cells", "read_as"),
    [
        ({"progress": "Completed - see minutes"}, "complete"),
        ({"progress": "To be completed"}, "open"),
        ({"date": "Completed"}, "complete"),
        ({"date": "Ongoing"}, "open"),
        ({"date": "Not proceeding"}, "not proceeding"),
        ({"rag": "Blue"}, "complete"),
        ({"rag": "Green"}, "open"),
        ({"completed": "1 March 2011"}, "complete"),
        ({"completed": "Yes"}, "complete"),
        ({"completed": "\u2713"}, "complete"),
        ({"completed": "No"}, "open"),
        ({"rag": "Complete"}, "complete"),
        ({"rag": "On track"}, "in progress"),
        ({"progress": "Ongoing: two of three teams"}, "in progress"),
        ({"progress": "Superseded by 12"}, "not proceeding"),
        ({"progress": "The team that is in progress of moving"}, "open"),
        ({"progress": "Not yet started"}, "open"),
        ({"progress": "Completed".ljust(52) + "reopened"}, "in progress"),
        ({"progress": "Completed".ljust(53) + "reopened"}, "complete"),
        ({"progress": "Completed for most", "completed": "Completed for most"}, "open"),
        ({"status": "\u2610 Complete", "progress": "Completed"}, "open"),
        ({"status": "Not complete: \u2611 policy \u2610 training"}, "in progress"),
    ],
)
def test_without_a_status_column_other_cells_speak(cells: dict[str, str], read_as: str) -> None:
    """Completion is read from progress, date, colour or completion date; green is not complete."""
    assert status_of(cells) == read_as


@pytest.mark.clause("3.3")
@table(
    ("text", "says"),
    [
        ("", "not done"), ("\u2610 Completed 12 May 2011", "not done"), ("Yes", "done"),
        ("Completed", "done, and more"), ("12 May 2011?", "not done, and more, in doubt"),
        ("Actioned 12 May 2011", "done 2011-05-12"), ("12 May, 4 June 2011", "done 2011-06-04"),
        ("12 May 2011: completed, audited 4 June 2011", "done 2011-05-12, and more"),
        ("Audit of 3 May 2011: completed", "done 2011-05-03, and more"),
        ("12 May 2011 and 4 June 2011 both wards", "done 2011-05-12, and more"),
        ("Completed: 80% of staff", "not done, and more, in doubt"),
        ("Awaited", "not done, and more"),
    ],
)  # fmt: skip
def test_a_completion_cell_says_done_or_not(text: str, says: str) -> None:
    """With the day where it has one; what is in doubt is not done."""
    one = completion_of(text)
    words = f"{'done' if one.is_done else 'not done'} {one.on or ''}".strip()
    more = f"{', and more' if one.says_more else ''}{', in doubt' if one.is_in_doubt else ''}"
    assert words + more == says


@pytest.mark.clause("3.3")
@table(
    ("text", "colour"),
    [("RED", "red"), ("a", "amber"), ("Yellow", "amber"), ("Red / Amber / Green", ""), ("", ""),
     ("grade", ""), ("G.", "green"), ("(B)", "blue"), ("A - drafted", "amber"), ("A plan", ""),
     ("Amber: red cases remain", "amber"), ("Amber/Red", "")],
)  # fmt: skip
def test_a_colour_is_one_word(text: str, colour: str) -> None:
    """A cell that names one colour has it; a key of all of them has none."""
    assert rag_of(text) == colour


@pytest.mark.clause("3.3")
def test_a_progress_column_may_tell_the_colour() -> None:
    """Where the heading of the progress says that it tells RAG, its colour is read."""
    rows = [["1. Share", "Write", "Matron", "Drafted - Amber"]]
    told = read(*rows, header=["Recommendation", "Action", "Lead", "Progress and RAG status"])
    untold = read(*rows, header=["Recommendation", "Action", "Lead", "Progress"])
    assert (only(told).rag, only(untold).rag) == ("amber", "")


@pytest.mark.clause("5.9")
@table(
    ("text", "priority"),
    [
        ("High quality supervision is part of this aim, for all staff", "normal"),
        ("High".ljust(37) + "now", "high"),
        ("High".ljust(38) + "now", "normal"),
        ("High", "high"),
        ("URGENT", "high"),
        ("1", "high"),
        ("Medium", "normal"),
        ("", "normal"),
    ],
)
def test_a_plan_may_set_priority(text: str, priority: str) -> None:
    """A plan's own priority column sets it (rule 9), and stays among the extra columns."""
    item = only(read(["1. Share", "Write", "Matron", text],
                     header=["Recommendation", "Action", "Lead", "Priority"]))  # fmt: skip
    assert item.priority == priority
    assert dict(item.extra) == ({"Priority": text} if text else {})


@pytest.mark.clause("3.3")
@table(
    ("status", "progress", "day"),
    [
        ("Completed 12/11/2010", "", "2010-11-12"), ("Closed 12.11.10", "", "2010-11-12"),
        ("Complete (12 November 2010)", "", "2010-11-12"),
        ("Complete - November 2010", "", "2010-11-30"),
        ("", "Completed on 12 November 2010 and signed off", "2010-11-12"),
        ("Blue: closed at the meeting on 12 November 2010", "", "2010-11-12"),
        ("Complete", "12 November 2010: completed. Audit 4 May 2011", "2010-11-12"),
        ("Completed 12 November 2010", "Closed 1 December 2010", "2010-11-12"),
        ("[x] Complete 12 November 2010", "", "2010-11-12"),
        ("Complete", "Letter sent 9 October 2010; reply awaited", "complete"),
        ("Complete", "Completed training on 9 October 2010", "complete"),
        ("Complete - audit 4 May 2011", "", "complete"), ("Complete 2010", "", "complete"),
        ("Completed 4 May, 9 June 2010", "", "complete"), ("Closed 1 May 2011", "", "complete"),
        ("", "Letter sent 9 October 2010; reply awaited", "open"),
        ("In progress", "Completed 12 November 2010", "in progress"),
        ("Complete by 30 November 2010", "", "open"),
        ("Completed".ljust(284) + "12 November 2010", "", "2010-11-12"),
    ],
)  # fmt: skip
def test_a_status_or_progress_that_says_the_day_of_completion_has_it(
    status: str, progress: str, day: str
) -> None:
    """The day beside the word for done, of an action that is complete; none that is to come."""
    row = ["1. Share", "Write", "Matron", status, progress]
    header = ["Recommendation", "Action", "Lead", "Status", "Progress"]
    item = only(read(row, header=header, as_of=date(2011, 1, 26)))
    assert str(item.completed_on or item.status) == day


@pytest.mark.clause("3.3")
def test_a_completion_cell_has_its_day_and_its_words_are_progress() -> None:
    """The day is the completion date; what else is said is progress where that has no column."""
    header = ["Recommendation", "Action", "Lead", "Date of completion and outcome"]
    reading = read(
        ["1. Share", "Write", "Matron", "12 May 2011: staff trained"],
        ["2. Look", "See", "Matron", "12 May 2011"],
        header=header,
    )
    first, second = reading.items
    assert (first.completed_on, first.status) == (date(2011, 5, 12), "complete")
    assert (first.progress, second.progress) == ("12 May 2011: staff trained", "")


@pytest.mark.clause("3.3")
def test_a_date_that_says_completed_is_the_day_of_completion() -> None:
    """What stands in the Date cell of a finished action is no due date."""
    (item,) = read(["1. Share", "Write", "Policy", "Safe", "Matron", "Completed 3 May 2011"]).items
    assert (item.status, item.completed_on) == ("complete", date(2011, 5, 3))
    assert item.date.scheduled is None


@pytest.mark.clause("3.3")
@table("said", ["", "N/A", "-", "None", "No change"])
def test_a_revised_date_that_is_none_leaves_the_first_one(said: str) -> None:
    """An action is not without a date because its revised one says nothing."""
    header = ["Recommendation", "Action", "Lead", "Due", "Revised due date"]
    reading = read(["1. Share", "Write", "Matron", "May 2011", said], header=header)
    assert reading.items[0].revised is None
    assert reading.problems == ()


@pytest.mark.clause("3.3")
def test_nothing_was_completed_on_a_day_that_is_to_come() -> None:
    """The action stays open, or complete by its own word, and the day is said."""
    header = ["Ref", "Action", "Owner", "Due", "Date completed", "Progress"]
    rows = [["1", "Write", "Matron", "31/12/2010", "12/11/2010", ""],
            ["2", "Send", "Matron", "31/12/2010", "12/11/2030", ""],
            ["3", "Ask", "Matron", "31/12/2010", "Withdrawn", ""]]  # fmt: skip
    reading = read(*rows, header=header, as_of=date(2010, 11, 12))
    assert [(item.status, item.completed_on) for item in reading.items] == [
        ("complete", date(2010, 11, 12)),
        ("open", None),
        ("not proceeding", None),
    ]
    said = [one.message for one in reading.problems if one.code == "not_completed"]
    assert [text.partition("Date completed: ")[2][:16] for text in said] == ["12 November 2030"]
    again = [item.status for item in read(*rows, header=header).items]
    assert again == ["complete", "complete", "not proceeding"]


@pytest.mark.clause("3.3")
@table("said", ["Completed 12 May 2011, all told", "Done; all told on 12 May 2011"])
def test_what_a_completion_to_come_says_beside_its_day_completes_nothing(said: str) -> None:
    """Its words are the row's progress, and are no progress that says that it is done."""
    header = ["Ref", "Action", "Owner", "Due", "Date completed"]
    row = ["1", "Write", "Matron", "31/12/2010", said]
    item = only(read(row, header=header, as_of=date(2011, 1, 26)))
    assert (item.status, item.completed_on, item.progress) == ("open", None, said)


@pytest.mark.clause("3.3")
@table(("longer", "said"), [(0, date(2011, 3, 20)), (1, None), (2, None), (14, None)])
def test_a_day_beyond_the_opening_of_a_long_text_is_not_read(
    longer: int, said: date | None
) -> None:
    """Nor is one that the opening's end would cut: "20 March 20" is no day of 2020."""
    end = " on 20 March 2011"
    text = f"Complete by {end:x>{300 + longer - len('Complete by ')}}"
    assert (len(text), day_said(text)) == (300 + longer, said)
    assert day_said(f"Complete 20 March 2011. {text}") == date(2011, 3, 20)
