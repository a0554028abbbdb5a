"""A grid of cells as tables: which row heads one, and what its columns mean."""

from __future__ import annotations

import pytest

from models.rules.plan_heading_offers import heading_key
from models.rules.plan_heading_signs import EITHER
from models.rules.plan_headings import column_fields, is_header
from models.rules.plan_synonyms import SYNONYMS
from models.rules.plan_tables import tables
from tests.tables import table

HEADER = ["Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date"]
ROW = ["1. Share records", "Write a protocol", "Protocol", "Safer", "Matron", "March 2011"]


def grid(*rows: list[str]) -> list[tuple[int, list[str]]]:
    """Rows as a file has them, numbered from 1."""
    return list(enumerate(rows, 1))


@table(
    ("header", "fields"),
    [
        (HEADER, ["recommendation", "key_actions", "evidence", "outcomes", "lead", "date"]),
        (
            ["Recommendation", "Scope of recommendation", "Action to take", "Lead agency",
             "Key milestones", "Target date", "Date of completion and outcome"],
            ["recommendation", "", "key_actions", "lead", "milestones", "date", "completed"],
        ),
        (
            ["Ref", "Action", "Action owner", "Due", "Revised due date", "Progress update", "BRAG"],
            ["number", "key_actions", "lead", "date", "revised", "progress", "rag"],
        ),
        (
            ["Finding", "What we will do", "How will we know?", "Who", "By when"],
            ["recommendation", "key_actions", "evidence", "lead", "date"],
        ),
        (
            ["Finding", "Recommendation", "Action", "Completion date", "Priority"],
            ["", "recommendation", "key_actions", "date", "priority"],
        ),
        (
            ["Action", "Who", "Target date", "Completion date"],
            ["key_actions", "lead", "date", "completed"],
        ),
        (
            ["Rec No.", "RECOMMENDATION:", "Actions", "Lead agency", "Lead officer", "Status"],
            ["number", "recommendation", "key_actions", "agency", "lead", "status"],
        ),
    ],
)  # fmt: skip
def test_boards_own_headings_are_known(header: list[str], fields: list[str]) -> None:
    """The headings that boards use mean the fields of the form, whatever their order and case."""
    found = column_fields(header)
    assert [found.get(place, "") for place in range(len(header))] == fields
    assert is_header(header)


def test_a_board_adds_its_own_heading() -> None:
    """A heading that a policy names means the field it is named for."""
    headings = {"lead": ["Champion"], "date": ["Finish line"]}
    header = ["Recommendation", "Champion", "Finish line"]
    assert column_fields(header, headings) == {0: "recommendation", 1: "lead", 2: "date"}


def test_an_unknown_field_is_refused_in_words() -> None:
    """A synonym for a field that does not exist is an error that lists those that do."""
    with pytest.raises(ValueError, match="leed; the columns of a plan are number"):
        column_fields(["x"], {"leed": ["Champion"]})


def test_no_heading_is_plainly_two_fields() -> None:
    """A wording of the table means one field; what may mean two stands in a list of its own."""
    seen: dict[str, set[str]] = {}
    for name, headings in SYNONYMS.items():
        for heading in headings:
            seen.setdefault(heading_key(heading), set()).add(name)
    assert {key for key, names in seen.items() if len(names) > 1} == set()
    for heading, names in EITHER.items():
        assert seen.get(heading_key(heading), {names[0]}) == {names[0]}


@table("row", [ROW, ["Housing"], ["Recommendation", "of the panel"], ["1", "Action", "Lead"], []])
def test_other_rows_head_no_table(row: list[str]) -> None:
    """A row of data, a title and a numbered row are not a header."""
    assert not is_header(row)


def test_titles_sections_blank_rows_and_repeated_headers_are_not_rows() -> None:
    """Only what stands below a header and says something of an action is a row of the table."""
    (sheet,) = tables(
        "Plan",
        grid(["Board"], ["Version 4", ""], [], HEADER, ["Health", "", "", "", "", ""], ROW,
             [" ", ""], HEADER, ["Housing"] * 6, ROW),
    )  # fmt: skip
    assert [(row.file_row, row.section) for row in sheet.rows] == [(6, "Health"), (10, "Housing")]
    assert sheet.header == tuple(HEADER)


def test_a_heading_that_a_lines_end_parts_is_whole() -> None:
    """With its hyphen, and no blank behind it."""
    (sheet,) = tables("", grid(["Ref", "Action", "Lead", "Time-\nscale", "Out -\ncome"], ROW[:5]))
    assert sheet.header[3:] == ("Time-scale", "Out - come")


def test_groups_over_all_columns_leave_the_heading_row_below_them() -> None:
    """Though the groups could head a plan themselves, the row that says more is its header."""
    groups = ["Finding", "", "Response", "Delivery", "Checking", ""]
    header = ["Ref", "What was found", "What was agreed", "Owner", "Due date", "Evidence"]
    (sheet,) = tables("", grid(groups, header, ["1", *ROW[1:]]))
    assert (sheet.header, len(sheet.rows)) == (tuple(header), 1)


def test_a_heading_goes_on_in_the_row_below_it() -> None:
    """Where each word there makes a known heading with the one above; else it is a row."""
    header = ["Ref", "Recommendation", "Action", "Lead", "Target"]
    (sheet,) = tables("", grid(header, ["", "", "", "officer", "date"], ["1", *ROW[1:5]]))
    assert (sheet.header[3:], len(sheet.rows)) == (("Lead officer", "Target date"), 1)
    (sheet,) = tables("", grid(header, ["", "", "", "Matron", "date"], ["1", *ROW[1:5]]))
    assert (sheet.header[3:], len(sheet.rows)) == (("Lead", "Target"), 2)


def test_the_title_of_a_single_table_is_no_agency() -> None:
    """A plan's own title does not become the agency of its rows."""
    (sheet,) = tables("", grid(["Integrated action plan"], HEADER, ROW))
    assert [row.section for row in sheet.rows] == [""]


def test_several_tables_take_the_line_above_each() -> None:
    """Where a sheet holds several tables, the line above each names its agency."""
    found = tables("", grid(["Health"], HEADER, ROW, ["Housing"], ["Ref", *HEADER], ["1", *ROW]))
    assert [[row.section for row in sheet.rows] for sheet in found] == [["Health"], ["Housing"]]
    (one,) = tables("", grid(["Health"], HEADER, ROW, ["Board tasks"], HEADER, ROW))
    assert [row.section for row in one.rows] == ["Health", "Board tasks"]
    (one,) = tables("", grid(["Health"], HEADER, ROW, ["Board tasks"], ROW, HEADER, ROW))
    assert [row.section for row in one.rows] == ["", "Board tasks", "Board tasks"]


def test_a_recommendation_alone_in_its_row_is_not_an_agency() -> None:
    """A numbered or long text alone in its row is a row, so that nothing is lost."""
    numbered = ["2. Train all staff", "", "", "", "", ""]
    long = ["Every agency should " + "train " * 40, "", "", "", "", ""]
    (sheet,) = tables("", grid(HEADER, numbered, long))
    assert len(sheet.rows) == 2


@table(
    ("header", "cells", "is_row"),
    [
        (HEADER, ROW, True),
        (HEADER, ROW[:5], False),
        (["Action", "Lead", "Date"], ROW[3:], True),
        (["Action", "Lead"], ROW[4:], False),
    ],
)
@table("sign", [",", ";", "\t", "|"])
def test_a_row_that_was_never_parted_is_a_row(
    header: list[str], cells: list[str], sign: str, *, is_row: bool
) -> None:
    """A text that has the signs between as many cells is no agency's name."""
    text = sign.join(cells).removeprefix("1. ")
    (sheet,) = tables("", grid(header, [text], ROW[: len(header)]))
    assert (len(sheet.rows) == 2) is is_row
    (sheet,) = tables("", grid(header, [text.replace(sign, f"{sign} ")], ROW[: len(header)]))
    assert len(sheet.rows) == 1


LAST = "The trust's board has seen this table at each of its meetings."


@table(
    ("lines", "rows", "notes"),
    [
        ([LAST], 1, 1), (["Kept by the trust's clerk", "Seen by the trust"], 1, 2),
        ([LAST, "Kept by the trust's clerk"], 1, 2), (["Kept by the clerk.", LAST], 1, 2),
        (["2. " + LAST], 2, 0), ([LAST.replace("has seen", "should see")], 2, 0),
    ],
)  # fmt: skip
def test_the_lines_that_close_a_numbered_table_are_noted_and_no_rows(
    lines: list[str], rows: int, notes: int
) -> None:
    """With a full stop or without, each of several; not what asks, nor what has a number."""
    whole = grid(["No", *HEADER], ["1", *ROW], *[[line] for line in lines])
    (sheet,) = tables("", whole)
    assert (len(sheet.rows), len(sheet.problems)) == (rows, notes)
    assert all(any(said in one.message for one in sheet.problems) for said in lines[:notes])


def test_a_sentence_that_may_be_a_recommendation_is_a_row() -> None:
    """Under Recommendation, unless a blank row parts it; above a row; where none has a number."""
    assert len(tables("", grid(HEADER, ROW, [LAST]))[0].rows) == 2
    assert len(tables("", grid(HEADER, ROW, [], [LAST]))[0].rows) == 1
    assert len(tables("", grid(HEADER, ["Share", *ROW[1:]], [], [LAST]))[0].rows) == 2
    assert len(tables("", grid(["No", *HEADER], ["1", *ROW], [LAST], ["2", *ROW]))[0].rows) == 3


def test_hidden_columns_are_named() -> None:
    """The headings of hidden columns are kept, so that they can be reported."""
    rows = grid([*HEADER, "", "Note"], ROW)
    (sheet,) = tables("", rows, hidden=frozenset({4, 6, 9}))
    assert sheet.hidden == ("Lead Officer",)


def test_a_grid_without_a_header_has_no_table() -> None:
    """Rows without a heading row are no plan's table."""
    assert tables("", grid(ROW, ROW)) == ()
