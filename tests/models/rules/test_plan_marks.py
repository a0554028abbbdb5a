"""Words struck through and footnotes: what is read of a row, what waits, and what is kept."""

from __future__ import annotations

import re
from datetime import date

from models.rules.plan_actions import planned_actions
from models.rules.plan_sheets import Marks, Struck
from models.rules.plan_tables import tables
from models.rules.plans import PlanReading, read_plan
from models.rules.words import Precision
from tests.models.rules.plan_rows import CALENDAR
from tests.models.rules.test_dates import AGREED_ON, COMMISSIONED_ON
from tests.models.rules.test_plan_readings import lines
from tests.readings import wanted
from tests.tables import table

HEADER = ["No", "Recommendation", "Action", "Lead", "Date", "Revised date", "Status"]
ROW = ["1", "Share the rota", "Print it", "Matron", "March 2011", "", ""]


def read(row: list[str], marks: Marks, width: int = len(HEADER)) -> PlanReading:
    """The reading of one row with what its cells show."""
    return read_plan(
        tables("", [(1, HEADER[:width]), (2, row[:width])], marks=marks),
        agreed_on=AGREED_ON, commissioned_on=COMMISSIONED_ON, calendar=CALENDAR,
    )  # fmt: skip


def struck(at: int, words: str, rest: str = "") -> Marks:
    """Marks of one cell, through some words of which a line goes."""
    return Marks(struck={(2, at): Struck(words, rest)})


def said(case: str) -> list[str]:
    """A plan of one row as it is read: ~struck words~, and footnotes in ^...^."""
    header, cells = ([cell.strip(" ") for cell in row.split("|")] for row in case.split(" // "))
    row, marks = [], Marks()
    for at, cell in enumerate(cells):
        text = re.sub(r" ?\^.*\^", "", cell)
        for note in re.findall(r"\^(.*)\^", cell):
            marks.footnotes[2, at] = note
        for words in re.findall("~(.*)~", text):
            marks.struck[2, at] = Struck(words, re.sub("~.*~", "", text).strip())
        row.append(text.replace("~", ""))
    return lines(
        read_plan(
            tables("", [(1, header), (2, row)], marks=marks),
            agreed_on=AGREED_ON, commissioned_on=COMMISSIONED_ON, calendar=CALENDAR,
        )
    )  # fmt: skip


def test_a_row_with_marks_says_what_stands() -> None:
    """What is struck through or noted is told of, and what is in doubt waits."""
    plans = wanted("marks")
    assert {plan: said(plan) for plan in plans} == plans


def test_a_cell_is_filled_with_a_state_where_a_column_tells_one() -> None:
    """Elsewhere a colour is an ornament."""
    green = Marks(fills={(2, at): "Green" for at in range(len(ROW))})
    assert read(ROW, green).items[0].rag == "green"
    assert read(ROW, green, width=5).items[0].rag == ""


def test_struck_words_are_not_read_and_stay_with_the_cell() -> None:
    """What stands beside them is: the day that holds is the one without a line through it."""
    row = [*ROW[:4], "Soon May 2011", "", ""]
    reading = read(row, struck(4, "Soon", "May 2011"))
    (item,) = reading.items
    assert (item.date.text, item.date.scheduled) == ("May 2011", date(2011, 5, 31))
    assert item.cells["Date"] == "Soon May 2011 [struck through: Soon]"
    ((code, column),) = [(one.code, one.column) for one in reading.problems]
    assert (code, column) == ("left_out", "Date")
    assert "“Soon” is struck through in the file" in reading.problems[0].message


@table(
    ("rest", "first", "then", "code"),
    [
        ("May 2011", date(2011, 3, 31), [date(2011, 5, 31)], "flagged_date"),
        ("31 March 2011", date(2011, 3, 31), [], "left_out"),
        ("January 2011", None, [], "needs_decision"),
        ("Soon", None, [], "unreadable_date"),
    ],
)
def test_a_date_struck_through_beside_a_later_one_was_the_first(
    rest: str, first: date | None, then: list[date], code: str
) -> None:
    """A revised date in a plan is the current due date, the first one is kept as original."""
    reading = read([*ROW[:4], f"March 2011 {rest}", "", ""], struck(4, "March 2011", rest))
    (item,) = reading.items
    assert (item.date.scheduled, item.leads[0].date) == (first, item.date)
    assert [one.scheduled for one in item.revisions] == then
    assert reading.problems[0].code == code


def test_a_date_struck_through_is_no_date() -> None:
    """Nobody has said what holds in its stead: it is kept, and no day is proposed."""
    reading = read(ROW, struck(4, "March 2011"))
    (item,) = reading.items
    for one in (item.date, item.leads[0].date):
        assert (one.text, one.due, one.needs_decision) == ("March 2011", None, True)
        assert one.precision is Precision.NONE
    assert [(one.code, one.column) for one in reading.problems] == [("needs_decision", "Date")]


@table(
    ("at", "words"),
    [(1, "Share the rota"), (2, "Print it"), (3, "Matron"), (5, "May 2011")],
)  # fmt: skip
def test_what_counts_struck_through_whole_waits_for_a_decision(at: int, words: str) -> None:
    """What is to be done, by whom, or a later date: the words are shown, nothing is scheduled."""
    row = [words if at == place else text for place, text in enumerate(ROW)]
    reading = read(row, struck(at, words))
    (item,) = reading.items
    assert (item.recommendation, item.key_actions) == ("Share the rota", ("Print it",))
    assert item.lead_text == "Matron"
    (action,) = planned_actions(reading)
    assert action.current.scheduled is None
    assert f"{HEADER[at]} is struck through" in action.current.why
    assert {one.column for one in reading.problems} >= {HEADER[at], "Date"}
    (said,) = [one for one in reading.problems if one.column == HEADER[at]]
    how, code = ("nothing stands in its place", "needs_decision") if at < 4 else ("was not", None)
    assert how in said.message
    assert code in (said.code, None)


@table("first", [0, 1])
def test_a_row_struck_through_is_said_once_and_waits(first: int) -> None:
    """Its number may have been left; it may be withdrawn, and only a person says so."""
    marks = Marks(struck={(2, at): Struck(ROW[at], "") for at in range(first, 5)})
    reading = read(ROW, marks)
    (item,) = reading.items
    assert (item.number, item.status, item.date.due) == ("1", "open", None)
    assert item.recommendation == "Share the rota"
    of_row = [one for one in reading.problems if not one.column]
    assert [(one.code, one.severity, one.row) for one in of_row] == [
        ("needs_decision", "warning", 1)
    ]
    assert of_row[0].message.startswith("row 1 (row 2 of the file): the row is struck through")
    assert "if it is withdrawn, say so in its status" in of_row[0].message
    assert len(reading.problems) == 2


def test_a_status_struck_through_does_not_count() -> None:
    """An action is not complete by a word that was taken back."""
    reading = read([*ROW[:6], "Complete"], struck(6, "Complete"))
    (item,) = reading.items
    assert (item.status, item.cells["Status"]) == ("open", "Complete [struck through: Complete]")
    assert item.date.scheduled == date(2011, 3, 31)
    assert "left_out" in [one.code for one in reading.problems]


@table(
    ("at", "note", "scheduled"),
    [(4, "Subject to funding being agreed.", None), (4, "Moved to Spring 2011", None),
     (2, "Only the night rota.", date(2011, 3, 31)), (3, "Until May.", date(2011, 3, 31))],
)  # fmt: skip
def test_a_footnote_is_kept_with_its_cell_and_read_with_its_date(
    at: int, note: str, scheduled: date | None
) -> None:
    """Its words are said; beside a date they count as words in the cell would."""
    reading = read(ROW, Marks(footnotes={(2, at): note}))
    (item,) = reading.items
    assert item.date.scheduled == scheduled
    assert item.cells[HEADER[at]] == f"{ROW[at]} [footnote: {note}]"
    assert item.lead_text == "Matron"
    (said,) = [one for one in reading.problems if one.code == "left_out"]
    assert (said.column, said.severity) == (HEADER[at], "warning")
    assert f"the footnote “{note}”" in said.message
