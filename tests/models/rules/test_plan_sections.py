"""Lines alone above and inside a table: an agency, a recommendation, or a plan's furniture."""

from __future__ import annotations

from models.rules.plan_furniture import is_no_action
from models.rules.plan_section_labels import section_key
from models.rules.plan_sections import agency_named, is_section, title_agency, title_recommendation
from models.rules.plan_sheet_names import agencies_of, not_named
from models.rules.plan_tables import tables
from tests.models.rules.plan_rows import HEADER, read, row
from tests.tables import table


@table(
    ("line", "agency"),
    [
        ("Housing", "Housing"),
        ("Agency: Northmoor Police", "Northmoor Police"), ("Agency: the board", "the board"),
        ("Northmoor Council - Action Plan", "Northmoor Council"),
        ("Overview report recommendations", "Overview report recommendations"),
        ("Westmere Board \u2013 SAR \u2018Rowan\u2019 Improvement Plan", "Westmere Board"),
        ("DHR Ash - Housing - action tracker", "Housing"),
        ("Northvale \u2013 Adult Social Care", "Northvale \u2013 Adult Social Care"),
        ("Overview report: DHR Panel", "Overview report: DHR Panel"),
        ("SAR \u2018Rowan\u2019: improvement plan", ""),
        ("Single agency actions", ""),
        ("Recommendations for  the Board", "Recommendations for the Board"),
        ("Part B: the Board\u2019s tasks", "the Board\u2019s tasks"),
        ("Tasks of all agencies", "Tasks of all agencies"), ("Joint tasks", "Joint tasks"),
        ("Multi-agency tasks and single agency tasks", ""), ("Multi-agency action plan", ""),
        ("Board", ""), ("Closed board tasks", ""), ("Agency tasks", ""),
        ("Domestic Homicide Review \u2018Ash\u2019 \u2013 multi-agency action plan", ""),
        ("Safeguarding Adults Review Ash: Housing", "Housing"),
        ("Safeguarding Adults Review subgroup", "Safeguarding Adults Review subgroup"),
        ("Sheet1", ""), ("Closed actions", ""), ("Table B: completed since last meeting", ""),
        ("Section B \u2013 Northmoor Police", "Northmoor Police"), ("Part 2: Housing", "Housing"),
        ("B) Northmoor Police", "Northmoor Police"), ("iv. Probation", "Probation"),
        ("Appendix C \u2013 Overview report recommendations", "Overview report recommendations"),
        ("Section D Northmoor Police", "Northmoor Police"), ("Area 3 (Housing)", "Housing"),
        ("Section B: 2. Housing", "Housing"), ("4 NHS Trust", "NHS Trust"),
        ("Recommendations for Northmoor Police", "Northmoor Police"),
        ("Northmoor Police (single agency)", "Northmoor Police"),
        ("Northmoor Police \u2013 single-agency recommendations", "Northmoor Police"),
        ("Theme 2 \u2013 Northmoor Police", "Northmoor Police"), ("Theme 1: Sharing records", ""),
        ("Section 3. Theme: Voice of the adult", ""),
        ("Topic of the Day Centre", "Topic of the Day Centre"),
        ("Section 1. Partnership recommendations", "Partnership recommendations"),
        ("Police recommendations", "Police"),
        ("Part Two \u2013 Northmoor Police", "Northmoor Police"),
        ("IMR recommendations: Northmoor Police", "Northmoor Police"),
        ("Section 117 Aftercare Team", "Section 117 Aftercare Team"),
        ("0-19 Service", "0-19 Service"), ("N. Moor Council", "N. Moor Council"),
        ("Closed actions Z", ""), ("HR", "HR"),
        ("Q3 2024", ""), ("SAR 12", ""), ("Child N", ""), ("Action plan v2 (draft)", ""),
        ("Lantern \u2013 Child H", ""), ("Lantern review of Child H", ""),
    ],
)  # fmt: skip
def test_a_line_names_an_agency_or_is_furniture(line: str, agency: str) -> None:
    """The words that every plan uses of itself, and a review's name, are no agency's."""
    assert agency_named(line) == agency


@table(
    "line",
    [
        "OFFICIAL \u2013 SENSITIVE", "Page 2 of 3", "Not protectively marked",
        "Draft v0.3 (4 May 2024)", "OFFICIAL: Page 1/2", "Policy team | Page 4", "2 | P a g e",
    ],
)  # fmt: skip
def test_a_marking_or_a_page_number_in_a_table_is_passed_over(line: str) -> None:
    """It names no agency for the rows below it, ends none, is no row, and is told of once."""
    reading = read(["Housing"], row("1. A"), [line], row("2. B"))
    assert [(one.agency_group, one.number) for one in reading.items] == [
        ("Housing", "1"), ("Housing", "2"),
    ]  # fmt: skip
    (said,) = [one for one in reading.problems if one.code == "passed_over"]
    assert line in said.message
    assert "a page's number or a marking" in said.message


def test_a_line_that_only_begins_like_a_marking_names_an_agency() -> None:
    """ "Protect the vulnerable" is somebody's team, and "Drafting office" too."""
    assert is_section("Protect and care team")
    assert is_section("Draft housing service")


def test_the_last_line_that_names_an_agency_is_the_title() -> None:
    """A sentence above a table is no title, and "Action plan" below the agency's name is none."""
    lines = ["Housing", "Action plan", "The table sets out what was agreed by the panel."]
    assert title_agency(lines) == "Housing"
    longest = "Housing " * 9 + "Northern"
    assert title_agency([longest]) == longest
    assert title_agency([f"{longest}s"]) == ""


@table(
    "line",
    ["Recommendation 3: share records", "3. Share", "Finding 2", "3. Establish a working group",
     "4. Write to the Police", "5. Share records with the police"],
)  # fmt: skip
def test_a_numbered_line_is_no_section(line: str) -> None:
    """What is numbered is a recommendation, unless it is an agency's name."""
    assert not is_section(line)
    assert is_section("3. Northmoor Police")


def test_a_section_is_known_without_its_label() -> None:
    """As the committee's file names it, with the plan's label or without, so it is found."""
    for name in (
        "Part A: The Board\u2019s tasks",
        "The Board\u2019s Tasks",
        "1. the Board's tasks",
    ):
        assert section_key(name) == section_key("the board's tasks")
    assert section_key("Board tasks") != section_key("Agency tasks")


def test_a_sentence_is_no_section() -> None:
    """Of nine words and more, with a stop."""
    assert is_section("The housing team of the north and south.")
    assert not is_section("The housing team of the north and the south.")


def test_a_recommendation_in_a_row_of_its_own_is_that_of_the_rows_below() -> None:
    """No row is made of it; each action below carries it, until the next."""
    reading = read(
        ["Recommendation 3: Share records", "", "", ""],
        ["3.1", "Write it", "Matron", "March 2011"],
        ["3.2", "Send it", "Matron", "May 2011"],
        ["Recommendation 4: Train staff"],
        ["4.1", "Teach", "Trainer", "May 2011"],
        header=["No", "Action", "Lead", "Date"],
    )
    assert [(one.number, one.recommendation, one.carried_forward) for one in reading.items] == [
        ("3.1", "Share records", True),
        ("3.2", "Share records", True),
        ("4.1", "Train staff", True),
    ]
    assert not [one for one in reading.problems if one.code == "missing_recommendation"]


def test_a_recommendation_alone_above_actions_without_one_is_theirs() -> None:
    """In a plan with a column for it the line stands for the rows that leave it empty."""
    reading = read(["1. Share records", "", "", "", "", ""], row("", "Write"), row("2. Look"))
    assert [(one.number, one.recommendation) for one in reading.items] == [
        ("1", "Share records"), ("2", "Look"),
    ]  # fmt: skip


def test_a_label_above_a_single_table_names_its_agency() -> None:
    """In one cell or in two; a title that does not say so is none."""
    for above in (["Agency: Housing"], ["Agency", "Housing"]):
        (sheet,) = tables("", list(enumerate([["Plan of a board"], above, HEADER, row()], 1)))
        assert [one.section for one in sheet.rows] == ["Housing"]


def test_letters_below_a_recommendation_are_its_actions() -> None:
    """A row "b" without a recommendation is a part of the one above."""
    header = ["No", "Recommendation", "Action", "Lead"]
    reading = read(["4", "Share", "Write", "Matron"], ["b)", "", "Send", "Matron"], header=header)
    assert [(one.number, one.action_no) for one in reading.items] == [("4", ""), ("4", "b")]


def test_actions_without_recommendations_have_their_own_numbers() -> None:
    """A plan that has no recommendations is numbered by its actions."""
    header = ["Service", "Action", "Lead", "Target date"]
    reading = read(["Housing", "7. Write it", "Manager", "May 2011"], header=header)
    assert [(one.number, one.agency_group) for one in reading.items] == [("7", "Housing")]


def test_a_column_of_recommendations_may_hold_their_numbers_alone() -> None:
    """ "Rec" above 1, 2, 3 is a column of numbers."""
    reading = read(["3", "Write it", "Matron"], header=["Rec", "Action", "Lead"])
    assert [(one.number, one.recommendation) for one in reading.items] == [("3", "")]


def test_a_recommendation_above_a_table_is_that_of_its_rows() -> None:
    """Where each recommendation has a table of its own, the line above it says which."""
    header = ["Ref", "Action", "Lead", "Completion date"]
    above = ["Recommendation 2: Share records"], ["Recommendation 3: Train staff"]
    grid = [above[0], header, ["2a", "Write", "Matron", "TBC"], above[1], [*header, "Note"],
            ["3a", "Teach", "Trainer", "TBC"]]  # fmt: skip
    found = tables("", list(enumerate(grid, 1)))
    assert [[row.recommendation for row in sheet.rows] for sheet in found] == list(above)
    assert [row.section for sheet in found for row in sheet.rows] == ["", ""]


def test_a_sentence_between_a_recommendation_and_its_table_hides_nothing() -> None:
    """What was found, or whom it is for; nor do the words that plans use of themselves."""
    said = "Recommendation 1: The Board should review its plan of practice."
    found = "The review found that nobody had asked her on eleven occasions."
    assert title_recommendation(["Northmoor Board", said, found]) == said
    assert title_recommendation([said, "Northmoor Police"]) == ""
    assert title_recommendation([said, "Tasks of all agencies"]) == said


def test_one_title_above_the_first_of_several_tables_is_the_plans() -> None:
    """An agency is told by what the other tables are not."""
    grid = [["Homicide: what the provider does"], HEADER, row(), ["Ref", *HEADER], ["2", *row()]]
    found = tables("", list(enumerate(grid, 1)))
    assert [one.section for sheet in found for one in sheet.rows] == ["", ""]


@table(
    ("cells", "total"),
    [
        (("Total", "12 recommendations", ""), True),
        (("Sub-total:", "", "7"), True),
        (("TOTAL", "7", "58 %"), True),
        (("Total", "12", "7", "3", "2"), True),
        (("Total", "", ""), False),
        (("Total Place pilot", "Carry it out", "Head of Service"), False),
        (("12", "7", ""), False),
        (("Total", "Review all placements", ""), False),
        (("Total", " ", "7"), True),
        (("Subscribe", "12", ""), False),
    ],
)
def test_a_row_of_totals_is_no_action(cells: tuple[str, ...], *, total: bool) -> None:
    """A word for a sum and counts beside it, and nothing else."""
    assert (is_no_action(cells) == "counts the others") is total


def test_a_page_named_among_other_words_leaves_an_action() -> None:
    """One whose first word is like that of a sum, too."""
    assert is_no_action(("Subheadings to be made on page 2 of 9", "Matron")) == ""


def test_a_marking_is_no_agency() -> None:
    """Nor is the number of a page beside it."""
    assert agency_named("OFFICIAL - SENSITIVE Page 1 of 2") == ""


@table(
    ("sheets", "agencies"),
    [
        ("Health / Housing", "Health / Housing"),
        ("Section A - Police / Fire Service", "Police / Fire Service"),
        ("SAR Oak / Consent audit 2024 / Closed", " /  / "), ("Audit / Audit B", " / "),
        ("Police / Housing / Northmoor Homes", "Police / Housing / Northmoor Homes"),
        ("Police / Housing / Theme 1: Training", "Police / Housing / "),
        ("Police / Housing / Neglect audit", "Police / Housing / "),
        ("ASC / Police", "ASC / Police"), ("Northmoor Homes / Police", " / Police"),
        ("Westmere Homes / Records", "Westmere Homes / "),
        ("Police / Housing / Northmoor Homes / Southmoor Homes", "Police / Housing /  / "),
        ("Police / Housing / Northmoor Homes / Sheet1 / Old",
         "Police / Housing / Northmoor Homes /  / "),
        ("Police / Housing / Northmoor Homes 2", "Police / Housing / "),
        ("1. Overview report / Police", "Overview report / Police"),
    ],
)  # fmt: skip
def test_a_sheet_is_named_for_an_agency_or_for_something_else(sheets: str, agencies: str) -> None:
    """It is like one, is known to the register, or stands among several that are."""
    names = sheets.split(" / ")
    assert agencies_of(names, ["Westmere homes", "Part A: Overview report"]) == dict(
        zip(names, agencies.split(" / "), strict=True)
    )


def test_a_sheet_that_is_named_for_something_else_is_said() -> None:
    """With a way out; not of one that names an agency, nor of one that names nothing."""
    (said,) = not_named("Training", "")
    assert (said.code, said.severity) == ("unnamed_section", "note")
    assert said.message == (
        "The sheet “Training” has no agency's name: it was taken for the title of its rows."
    )
    assert said.suggestion
    assert not_named("Police", "Police") == not_named("Sheet1", "") == []
