"""A table of a plan as its file holds it: what is hidden or filled, and what stands above it."""

from __future__ import annotations

from dataclasses import replace

from models.rules.plan_actions import planned_actions
from models.rules.plan_passed_over import passed_over
from models.rules.plan_report import read_plan_report
from models.rules.plan_sheets import (
    Marks,
    Problem,
    Sheet,
    SheetRow,
    in_section,
    under_recommendation,
)
from models.rules.plan_tables import tables
from models.rules.plan_unnamed import WAY
from models.rules.plans import PlanReading, read_plan
from models.rules.policy import Offices, Terms
from tests.models.rules.plan_rows import CALENDAR, HEADER, row
from tests.models.rules.test_dates import AGREED_ON, COMMISSIONED_ON
from tests.tables import table

SAID = Problem(code="mixed_encoding", severity="note", message="It is mixed.")
TITLES = ["Recommendation", "Action", "Lead", "Date", "RAG", ""]
ROW = ["1. Share", "Write", "Matron", "March 2011", "", ""]


def read(*sheets: Sheet, terms: Terms | None = None, offices: Offices | None = None) -> PlanReading:
    """The reading of these tables."""
    return read_plan(
        sheets, agreed_on=AGREED_ON, commissioned_on=COMMISSIONED_ON, calendar=CALENDAR,
        terms=terms, offices=offices,
    )  # fmt: skip


@table("heading", ["RAG", "Status", "Progress"])
def test_a_filled_cell_tells_by_its_colour(heading: str) -> None:
    """In the column that tells the colour of others; it is kept as the word for it."""
    header = [*TITLES[:4], heading, ""]
    (sheet,) = tables("", [(1, header), (2, ROW)], marks=Marks({(2, 4): "Green", (2, 0): "Red"}))
    (item,) = read(sheet).items
    assert (item.rag, item.cells[heading]) == ("green", "Green")
    loosely = ["Recommended step", "Nurse leading", "Finish by", "Sites", "Colour now", ""]
    (sheet,) = tables("", [(1, loosely), (2, ROW)], marks=Marks({(2, 4): "Green"}))
    assert sheet.rows[0].fills == {4: "Green"}


def test_a_word_goes_before_the_fill_of_its_cell() -> None:
    """A cell that is filled green and says that it is blue is done."""
    told = [*ROW[:4], "Blue", ""]
    (sheet,) = tables("", [(1, TITLES), (2, told)], marks=Marks({(2, 4): "Green"}))
    (item,) = read(sheet).items
    assert (item.rag, item.status, item.cells["RAG"]) == ("blue", "complete", "Blue")
    (sheet,) = tables("", [(1, TITLES), (2, ROW)], marks=Marks({(2, 4): "Blue"}))
    assert read(sheet).items[0].status == "complete"


def test_what_is_hidden_in_a_file_is_read_and_said() -> None:
    """Each hidden column that has a heading; and what the file itself was found to be."""
    grid = [(1, TITLES), (2, ROW), (3, ["Housing", "", "", "", "", ""])]
    grid += [(4, [*TITLES[:5], "Evidence"]), (5, ROW)]
    first, second = tables("Plan", grid, hidden=frozenset({3, 5}), problems=(SAID,))
    assert (first.hidden, second.hidden) == (("Date",), ("Date", "Evidence"))
    assert (first.problems, second.problems) == ((SAID,), ())
    problems = read(first).problems
    assert problems[0] == SAID
    assert problems[1] == Problem(
        code="hidden_column", severity="note", column="Date",
        message="The column “Date” of the sheet “Plan” is hidden in the file; it was read like the "
        "others.",
    )  # fmt: skip
    (unnamed,) = tables("", grid[:2], hidden=frozenset({3}))
    assert read(unnamed).problems[0].message.startswith("The column “Date” is hidden")


def test_a_row_and_a_line_of_a_pdf_have_their_pages() -> None:
    """A row is found by its page, and so is a line that is passed over, a heading or a key."""
    grid = [
        (1, ["G = complete; R = not started"]),
        (2, TITLES),
        (3, [*ROW[:3], "TBC"]),
        (4, ["Theme 2: Training"]),
        (5, [*ROW[:3], "May 2011"]),
        (6, ["Total", "2"]),
        (7, ["Seen by the trust"]),
    ]
    assert SheetRow(file_row=3, cells=()).stands("the file") == "row 3 of the file"
    (sheet,) = tables("", grid, pages={1: 1, 3: 5, 4: 5, 5: 6, 6: 6, 7: 7})
    assert sheet.rows[0].page == 5
    heading, line = sheet.problems
    assert ("(page 5)" in heading.message, "(page 7)" in line.message) == (True, True)
    assert heading.suggestion == WAY
    assert sheet.key is not None
    assert sheet.key.where == "page 1"
    said = "; ".join(one.message for one in read(sheet).problems)
    assert "row 1 (page 5), Date: “TBC”" in said
    assert "A row on page 6 (“Total, 2”) counts the others" in said


def test_a_table_goes_on_in_the_next_under_the_same_headings() -> None:
    """An empty recommendation is the last one above; under other headings it is missing."""
    tops = [row(f"{number}. Share") for number in (1, 2, 3)]
    (first,) = tables("", list(enumerate([HEADER, *tops], 1)))
    (second,) = tables("", [(1, HEADER), (2, row(""))])
    assert read(first, second).items[3].number == "3"
    other = replace(second, header=(*HEADER[:5], "Target date"))
    assert read(first, other).items[3].recommendation == ""
    assert read(replace(first, rows=()), second).items[0].recommendation == ""


def test_a_board_has_terms_and_offices_of_its_own() -> None:
    """They are what its plans are read by."""
    (sheet,) = tables("", [(1, HEADER), (2, row(due="Spring term 2011", lead="Wizard and Matron"))])
    assert str(read(sheet).items[0].date.due) == "2011-04-30"
    own = Terms(spring="04-15")
    assert str(read(sheet, terms=own).items[0].date.due) == "2011-04-15"
    (done,) = tables("", [(1, HEADER), (2, row(due="Completed spring term 2011"))])
    assert str(read(done, terms=own).items[0].completed_on) == "2011-04-15"
    assert len(read(sheet, offices=Offices(posts=("Wizard",))).items[0].leads) == 2


@table(
    ("section", "before", "after"),
    [
        ("Health", ("", ""), ("Health", "Health")),
        ("Health", ("Police", ""), ("Police", "Health")),
        ("Health", ("Police", "Police"), ("Police", "Police")),
        ("", ("", "Police"), ("", "Police")),
    ],
)
def test_a_section_is_for_the_rows_that_stand_in_none(
    section: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    """A row's own stays."""
    rows = tuple(SheetRow(file_row=2, cells=("1",), section=one) for one in before)
    sheet = Sheet(name="", header=("Recommendation",), rows=rows)
    assert tuple(one.section for one in in_section(sheet, section).rows) == after


@table(
    ("header", "recommendation", "after"),
    [
        ("Action", "Share", ("Share", "Meet")),
        ("Action", "", ("", "Meet")),
        ("Recommendation", "Share", ("", "Meet")),
    ],
)
def test_a_recommendation_is_for_rows_without_a_column_for_it(
    header: str, recommendation: str, after: tuple[str, ...]
) -> None:
    """A row's own stays."""
    rows = tuple(SheetRow(file_row=2, cells=("1",), recommendation=one) for one in ("", "Meet"))
    sheet = under_recommendation(Sheet(name="", header=(header,), rows=rows), recommendation)
    assert tuple(one.recommendation for one in sheet.rows) == after


@table(
    ("names", "told"),
    [
        (("North", "South"), ["the sheet “North”", "the sheet “South”"]),
        (("", ""), ["the plan's table 1", "the plan's table 2"]),
    ],
)
def test_a_row_is_told_with_its_table_where_two_have_it(
    names: tuple[str, str], told: list[str]
) -> None:
    """Row 2 of the file is two rows where each sheet counts its own; of one table it is one."""
    undated = [*ROW[:3], "TBC", "", ""]
    grid = [(1, TITLES), (2, undated), (3, ["Total", "1"])]
    said = read(*(sheet for one in names for sheet in tables(one, grid)))
    assert [one.message.partition(" (“")[0] for one in said.problems[:2]] == [
        f"Row 3 of {one}" for one in told
    ]
    assert [one.message.partition(": ")[0] for one in said.problems[2:]] == [
        f"row {row} (row 2 of {one}), Date" for row, one in enumerate(told, 1)
    ]
    shown = read_plan_report(said, "plan", planned_actions(said))
    assert [one.says[:5] for row in shown.rows for one in row.remarks] == ["“TBC”"] * 2
    assert [row.table for row in shown.rows] == told
    alone = read(*tables("North", grid[:2]))
    assert alone.problems[0].message.startswith("row 1 (row 2 of the file), Date: ")


WIDGETS = [["The plan of the day", " ", ""], ["Ref", "Widget", "Deadline"]]


@table(
    ("rows", "says"),
    [
        ([], ""),
        ([["Prepared by the Matron"]], ""),
        ([["Red", "Late"], ["Green", "On the way"]], ""),
        ([["Version", "Author", "What"], ["2", "Matron", "Two rows more"]], ""),
        ([["Key", "What it means"], ["Matron", "who leads it"]], ""),
        ([["C", "Complete"], ["IP", "In progress"]], ""),
        ([["C", "Complete"], ["IP", "In progress"], ["N", "Write it"]], ""),
        ([["Tab", "What is on it"], ["Police", "what they do"]], ""),
        ([["Name", "Signature"], ["The Matron", "Matron"]], ""),
        ([["Signed off by", "When"], ["The trust", "May 2011"]], ""),
        ([["Held by", "Matron"], ["Next look", "May 2011"]], ""),
        ([["Held by", "Matron", "Who"], ["1", "Next look", "May 2011"]], "its row may be"),
        ([["Status", "Agency"], ["Not started", "Police"]], ""),
        ([["Status", "Agency", "Zebra"], ["Not started", "Police", "a b"]], "its row may be"),
        ([["Action", "Agency"], ["Write it", "Police"]], "its row may be"),
        ([["Recommendation", "Agency"], ["Write it", "Police"]], "its row may be"),
        ([["What", "Agency"], ["Write it", "Police"]], "its row may be"),
        ([["Tablet", "Whose"], ["Write it", "Police"]], "(Tablet, Whose)"),
        ([*WIDGETS, ["1", "Write it", "soon"]], ""),
        ([*WIDGETS, ["1", "Write", "May 2011"]], ""),
        ([*WIDGETS, ["1", "Write it", "May 2011"]], "its row may be"),
        ([*WIDGETS, ["", "Write it", "Matron"], ["2", "Go", ""]], "its 2 rows may be"),
        ([["Issue", "Whose"], ["Write it", "Police"]], "(Issue, Whose)"),
        ([["Issue", "Whose"], ["Write it", f"Head of {'x' * 72}"]], "(Issue, Whose)"),
        ([["Issue", "Whose"], ["Write it", f"Head of {'x' * 73}"]], ""),
        ([["Issue", "x" * 113], ["Write it", "Police"]], f"({'Issue, ' + 'x' * 113})"),
        ([["Issue", "x" * 114], ["Write it", "Police"]], "(Issue, …)"),
    ],
)
def test_a_table_that_may_be_a_part_of_the_plan_is_a_warning(
    rows: list[list[str]], says: str
) -> None:
    """Which it is, how many rows, and what to do; what stands beside plans is only noted."""
    told = passed_over("The sheet “B”", rows)
    assert (told.code, told.severity) == ("passed_over", "warning" if says else "note")
    assert "“B”" in told.message
    assert says in told.message
    assert ("head its columns" in told.suggestion) == bool(says)
