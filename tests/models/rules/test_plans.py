"""A plan's tables as items and problems: nothing corrected, nothing left out."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.plan_json import to_json
from models.rules.plan_text import inner_dates
from models.rules.plans import PlanItem, PlanReading
from tests.models.rules.plan_rows import read, row
from tests.tables import table


def only(reading: PlanReading) -> PlanItem:
    """The one item of a reading."""
    (item,) = reading.items
    return item


def codes(reading: PlanReading) -> list[tuple[int, str, str]]:
    """Where each problem stands and what it is."""
    return [(one.row, one.column, one.code) for one in reading.problems]


def test_a_plain_row_is_an_item_without_a_problem() -> None:
    """The six columns of the form are read, and a sound row says nothing to worry about."""
    reading = read(row())
    item = only(reading)
    assert (item.number, item.recommendation) == ("1", "Share records")
    assert (item.key_actions, item.evidence) == (("Write a protocol",), ("Protocol",))
    assert [lead.name for lead in item.leads] == ["Matron"]
    assert item.leads[0].date.scheduled == item.date.scheduled == date(2011, 3, 31)
    assert (reading.accepted, reading.problems) == (True, ())


def test_bullets_are_entries_and_letters_stay() -> None:
    """Each line of a cell is an entry without its bullet; a letter of a list is part of it."""
    item = only(
        read(
            row(
                "2. Do this:\na) one\nb) two",
                "\u2022 Write it\n\u2022  Send  it\n\n- Check it\na) Last",
            )
        )
    )
    assert item.recommendation == "Do this: a) one b) two"
    assert item.key_actions == ("Write it", "Send it", "Check it", "a) Last")
    assert only(read(row(actions="Write it "))).key_actions == ("Write it",)


@table(
    ("cell", "number", "rest"),
    [
        ("12. Do it", "12", "Do it"),
        ("4) Do it", "4", "Do it"),
        ("2.1. Do it", "2.1", "Do it"),
        ("Recommendation 7: Do it", "7", "Do it"),
        ("R3. Do it", "R3", "Do it"),
        ("2.1 Do it", "2.1", "Do it"),
        ("4 - Do it", "4", "Do it"),
        ("2.5 million are spent", "", "2.5 million are spent"),
        ("16-17 year olds are housed", "", "16-17 year olds are housed"),
        ("16 and 17 year olds are housed", "", "16 and 17 year olds are housed"),
        ("2010 guidance is read", "", "2010 guidance is read"),
    ],
)
def test_a_number_may_open_the_recommendation(cell: str, number: str, rest: str) -> None:
    """A number with its stop opens a recommendation; a number of the sentence does not."""
    item = only(read(row(cell)))
    assert (item.number, item.recommendation) == (number, rest)


def test_a_number_in_its_own_column_is_kept_without_its_stop() -> None:
    """The column's number governs, and is not repeated in the text."""
    reading = read(["3. ", "3. Share records", "Write it", "Matron"],
                   header=["No.", "Recommendation", "Action", "Lead"])  # fmt: skip
    assert (only(reading).number, only(reading).recommendation) == ("3", "Share records")


@pytest.mark.clause("7.5", "7.6")
def test_a_leads_own_date_governs_and_the_others_have_the_rows() -> None:
    """A date beside a lead is that lead's; a lead without one has the row's."""
    item = only(read(row(lead="Matron\n(immediately)\n\nTeam Manager", due="September 2010")))
    first, second = item.leads
    assert (first.name, first.date.text, first.date.needs_decision) == (
        "Matron",
        "(immediately)",
        True,
    )
    assert (second.name, second.date.scheduled) == ("Team Manager", date(2010, 9, 30))


def test_every_problem_of_a_plan_is_listed_at_once() -> None:
    """Each row's problems are all there, in one reading, with row, column and code."""
    reading = read(
        row("", "", "", ""),
        row("2. Share", lead="Matron & Team Manager", due="31/02/2011"),
        row("3. Ask (KD)", due="someday"),
        row("4. Look", due="TBC", evidence="=1+1"),
        row("5. Brief by June 2011", due="January 2009"),
    )
    assert codes(reading) == [
        (1, "Recommendation", "missing_recommendation"),
        (1, "Key Actions", "missing_action"),
        (1, "Lead Officer", "missing_lead"),
        (1, "Date", "missing_date"),
        (2, "Date", "impossible_date"),
        (2, "Lead Officer", "joint_leads"),
        (3, "Recommendation", "personal_data"),
        (3, "Date", "unreadable_date"),
        (4, "Evidence", "formula_like_text"),
        (4, "Date", "needs_decision"),
        (5, "Date", "due_before_plan"),
        (5, "Recommendation", "inner_date"),
    ]


@table(("longer", "is_said"), [(0, True), (1, False)])
def test_a_day_in_a_name_is_said_unless_the_cell_is_prose(longer: int, *, is_said: bool) -> None:
    """A lead cell of more than two thousand characters names nobody that is looked at."""
    lead = f"Matron (report March 2011 {'x' * (1973 + longer)})"
    found = [(1, "Lead Officer", "date_in_lead")] if is_said else []
    assert (len(lead), codes(read(row(lead=lead)))) == (2000 + longer, found)


def test_a_problem_is_a_sentence_with_a_place_and_a_way_out() -> None:
    """The message names the row, the file's own row and the column, and what was meant."""
    (problem,) = read(row(due="31 September 2020")).problems
    assert problem.message == (
        "row 1 (row 2 of the file), Date: \u201c31 September 2020\u201d does not exist in the "
        "calendar; did you mean 30 September 2020?"
    )


@table(
    ("text", "code"),
    [
        ("Share\u200b records", "invisible_characters"),
        ("Share \u202erecords", "bidi_control"),
        ("Share \u0663 records", "non_latin_digits"),
        ("Share\x0brecords", "invisible_characters"),
        ("Sha\u00adre records", "invisible_characters"),
        ("Share\x0bthe\u200b records", "invisible_characters"),
        ("@share", "formula_like_text"),
        ("\tshare", "formula_like_text"),
        ("- share", "formula_like_text"),
        ("-2+3", "formula_like_text"),
        ("=-380", "formula_like_text"),
        ("Ask Mrs Smith", "personal_data"),
        ("Ask someone@example.org", "personal_data"),
        ("Ask the manager (J.S.)", "personal_data"),
    ],
)
def test_what_a_reader_should_know_of_a_cell(text: str, code: str) -> None:
    """Hidden characters, formula-like text and what may name a person are warned of, and kept."""
    reading = read(row(actions=text))
    assert codes(reading) == [(1, "Key Actions", code)]
    assert only(reading).cells["Key Actions"] == text


def test_a_list_of_dashes_is_a_list_and_no_formula() -> None:
    """One dash a spreadsheet would run; of several, a line each, a person makes a list."""
    (item,) = (reading := read(row(actions="- Share records\n- Tell staff"))).items
    assert item.key_actions == ("Share records", "Tell staff")
    assert not reading.problems


@table(
    "text",
    ["-380", "- 3,800.5 %", "the Director of Nursing (DN)", "the Multi Agency Team (MAT)",
     "caf\u00e9 \u201csaid\u201d", "\u2022 bullet"],
)  # fmt: skip
def test_abbreviations_and_plain_signs_are_no_problem(text: str) -> None:
    """Initials that stand for the words before them name no one; typographic signs are text."""
    assert read(row(actions=text)).problems == ()


@pytest.mark.clause("7.6")
def test_inner_dates_are_milestones_and_never_the_due_date() -> None:
    """A date inside another cell is a milestone and a note; the Date column governs."""
    reading = read(row(actions="Brief staff by 1st December 2010\nReport within 3 months"))
    item = only(reading)
    assert item.milestones == ("by 1st December 2010", "within 3 months")
    assert item.date.due == date(2011, 3, 31)
    assert [(one.code, one.severity) for one in reading.problems] == [("inner_date", "note")]


@table(("longer", "said"), [(0, "by 31st MARCH 2011"), (1, "by 31st March 2011")])
def test_a_date_is_said_as_it_is_written_in_all_but_the_longest_cells(
    longer: int, said: str
) -> None:
    """In one of more than twenty thousand characters its place is not looked for again."""
    text = "Tell all by 31st MARCH 2011. "
    assert inner_dates(text + "x" * (20_000 - len(text) + longer)) == (said,)


def test_a_year_or_a_verb_is_no_inner_date() -> None:
    """A bare year, a financial year's agreement and "may" are not milestones."""
    text = "The 2010/11 agreement (2010) may be used in 10 of 12 cases prior to 2006"
    assert only(read(row(actions=text))).milestones == ()


def test_a_recommendation_carries_on_over_the_rows_below() -> None:
    """A row without number and recommendation belongs to the recommendation above."""
    reading = read(row(), row("", "Train staff"), row("2. Audit"))
    assert [(one.number, one.carried_forward) for one in reading.items] == [
        ("1", False), ("1", True), ("2", False),
    ]  # fmt: skip
    assert reading.items[1].recommendation == "Share records"
    assert reading.problems == ()


def test_parts_of_a_number_carry_the_recommendation_too() -> None:
    """ "1.1" and "1.2" under "1" carry its recommendation; "2" without a text misses its own."""
    header = ["No", "Recommendation", "Action", "Lead"]
    reading = read(["1.1", "Share", "Write", "Matron"], ["1.2", "", "Send", "Matron"],
                   ["2", "", "Look", "Matron"], header=header)  # fmt: skip
    assert [one.carried_forward for one in reading.items] == [False, True, False]
    assert (3, "Recommendation", "missing_recommendation") in codes(reading)
    reading = read(["B-05", "Share", "Write", "Matron"], ["B-05.1", "", "Send", "Matron"],
                   ["B-06", "", "Look", "Matron"], header=header)  # fmt: skip
    assert [one.carried_forward for one in reading.items] == [False, True, False]


def test_a_number_used_twice_is_said_for_each_row() -> None:
    """Two recommendations with one number are both kept, and each is named."""
    reading = read(row("4. Share"), row("4. Look"), row("5. Ask"))
    assert codes(reading) == [
        (1, "Recommendation", "duplicate_reference"),
        (2, "Recommendation", "duplicate_reference"),
    ]
    assert [item.recommendation for item in reading.items] == ["Share", "Look", "Ask"]


def test_a_plan_that_numbers_anew_is_told_so_once() -> None:
    """Under each agency, or under each recommendation, whose rows count on."""
    agencies = read(["Housing"], row("1. A"), row("2. B"), ["Police"], row("1. C"), row("2. D"))
    header = ["No", "Recommendation", "Action", "Lead"]
    lines = [("1", "Share"), ("2", "Share"), ("3", "Share"), ("1", "Look"), ("2", "Look")]
    under = read(*([no, text, "Write", "Matron"] for no, text in lines), header=header)
    for reading, what in ((agencies, "agency"), (under, "recommendation")):
        (said,) = [one for one in reading.problems if one.code == "duplicate_reference"]
        assert (said.row, said.severity) == (0, "note")
        assert f"begins to number anew under each {what}" in said.message


def test_a_number_used_twice_by_mistake_is_no_new_beginning() -> None:
    """A plan that counts on through its agencies has two of one number by mistake."""
    reading = read(["Housing"], row("1. A"), row("2. B"), ["Police"], row("2. C"), row("3. D"))
    assert [one.row for one in reading.problems if one.code == "duplicate_reference"] == [2, 3]


def test_unknown_columns_are_kept_by_their_headings() -> None:
    """What has no meaning here stands under `extra`, as written, and so does a nameless column."""
    reading = read(["1. Share", "Write", "Matron", "n1", "loose"],
                   header=["Recommendation", "Action", "Lead", "Internal note"])  # fmt: skip
    assert dict(only(reading).extra) == {"Internal note": "n1", "(column 5)": "loose"}


def test_a_plan_without_a_date_column_says_so_once() -> None:
    """A column that no table has is one problem, not one for each row."""
    reading = read(["1. Share", "Write", "Matron"], ["2. Look", "See", "Matron"],
                   header=["Recommendation", "Action", "Lead"])  # fmt: skip
    assert codes(reading) == [(0, "", "missing_date")]


def test_a_table_without_rows_is_not_accepted() -> None:
    """A heading row with nothing below it is an empty plan."""
    reading = read()
    assert (reading.accepted, codes(reading)) == (False, [(0, "", "empty_document")])


def test_the_json_has_the_shape_of_the_interface() -> None:
    """`matters read --json` has every field, dates in ISO and null for nothing."""
    shape = to_json(read(row(due="by March 2011")), "plan.csv")
    assert set(shape) == {"file", "accepted", "items", "problems"}
    (item,) = shape["items"]
    fields = (
        "number action_no agency_group recommendation key_actions evidence outcomes milestones "
        "lead_text leads date_text earliest due precision needs_decision date_reason status "
        "status_text rag_text "
        "progress completed_date revised_date_text revised_due revisions rag extra carried_forward"
    )
    assert set(item) == set(fields.split())
    assert item["leads"] == [
        {"name": "Matron", "date_text": "by March 2011", "earliest": None, "due": "2011-03-31",
         "precision": "month", "needs_decision": False},
    ]  # fmt: skip
    (problem,) = to_json(read(row(due="TBC")), "plan.csv")["problems"]
    assert set(problem) == {"code", "severity", "row", "column", "message", "suggestion"}
    assert (problem["code"], problem["severity"], problem["row"]) == (
        "needs_decision",
        "warning",
        1,
    )
