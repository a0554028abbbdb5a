"""The lines below a table that are no part of the plan: each is said, and none is read."""

from __future__ import annotations

from models.rules.plan_passed_over import LONGEST_HEAD, below_tables
from models.rules.plan_sections import is_note
from models.rules.plan_tables import Sheet, tables
from tests.tables import table

HEADER = ["No", "Recommendation", "Action", "Lead", "Date"]
OTHER = ["Ref", *HEADER[1:]]
ROW = ["1", "Share records", "Write a protocol", "Matron", "March 2011"]
LAST = "The trust's board has seen this table at each of its meetings."


def read(*rows: list[str]) -> tuple[Sheet, ...]:
    """The tables of a grid."""
    return tables("", list(enumerate(rows, 1)))


@table("header", [HEADER, OTHER])
@table(
    "line",
    [LAST, "* Provisional until May", "\u00b9 See the board's minute", "Note: some dates may move",
     "N.B. dates may move"],
)  # fmt: skip
def test_what_closes_a_table_between_two_is_noted(line: str, header: list[str]) -> None:
    """Under the headings of the first again, or others; it is no row, and names no agency."""
    found = read(["Health"], HEADER, ROW, [line], ["Housing"], header, ROW)
    rows = [row for sheet in found for row in sheet.rows]
    assert [row.section for row in rows] == ["Health", "Housing"]
    said = [one.message for sheet in found for one in sheet.problems]
    assert len(said) == 1
    assert f"“{line}” stands alone" in said[0]


@table(
    ("line", "note"),
    [
        (LAST, True),
        (f"1. {LAST}", False),
        ("The board should look at this table at each of its meetings.", False),
        ("Recommendation 4 is for the agencies that are named in the table.", False),
        ("The board has seen this table.", False),
        (f"{'The table is long, ' * 15}so it ends.".rjust(300, "T"), True),
        (f"{'The table is long, ' * 15}so it ends.".rjust(301, "T"), False),
    ],
)
def test_a_note_is_a_sentence_that_asks_for_nothing(line: str, *, note: bool) -> None:
    """To its stop, without a number, and no longer than one."""
    assert is_note(line) is note


@table("line", ["* Provisional until May", "Note: some dates may move"])
def test_a_footnote_among_rows_is_a_row(line: str) -> None:
    """As a bullet it may be what is recommended; of no row is it the agency."""
    (sheet,) = read(HEADER, ROW, [line], ROW)
    assert [row.section for row in sheet.rows] == ["", "", ""]


@table(
    "line",
    [
        "*Police*",
        "*Police and its partners*",
        "* Police",
        "Note",
        "Notes and queries team",
        "Housing *",
    ],
)
def test_other_lines_may_name_an_agency(line: str) -> None:
    """A sign alone makes no footnote."""
    (sheet,) = read(HEADER, ROW, [line], ROW)
    assert sheet.rows[-1].section == line


def test_a_footnote_below_a_documents_tables_is_noted() -> None:
    """As it is written, cut where it is long; another line is nobody's."""
    long = f"* Note: {'some dates may move ' * 10}"
    one, other = below_tables(["* Provisional until May", "Agreed in May", long])
    says = "“* Provisional until May” stands below a table as a note; it was not read."
    assert (one.code, one.severity, one.message) == ("left_out", "note", says)
    said = other.message.partition("”")[0]
    assert (said[-2:], len(said) <= LONGEST_HEAD + 1) == (" …", True)
