"""What a plan's own words mean as a due date ("Dates as plans write them")."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.calendar import Calendar
from models.rules.dates import DateReading, read_date
from models.rules.plan_text import may_hold_date
from models.rules.policy import Terms
from models.rules.words import Precision
from tests.tables import table

CALENDAR = Calendar(
    first=date(2008, 1, 1), last=date(2030, 12, 31), closed=frozenset({date(2010, 10, 25)})
)
AGREED_ON = date(2010, 10, 20)
COMMISSIONED_ON = date(2010, 4, 20)


def read(text: str, **changed: object) -> DateReading:
    """The reading of a text in the plan of these tests, with the facts that a test changes."""
    facts: dict[str, object] = {
        "agreed_on": AGREED_ON,
        "commissioned_on": COMMISSIONED_ON,
        "calendar": CALENDAR,
        **changed,
    }
    return read_date(text, **facts)  # type: ignore[arg-type]


def day(text: str) -> date | None:
    """A day in ISO, or None for ""."""
    return date.fromisoformat(text) if text else None


# One test a table: what pytest spends on a case is ten times what the reading takes.
PLAIN = (
    ("December 2010", "2010-12-01", "2010-12-31", "month"),
    ("  december\u00a02010 ", "2010-12-01", "2010-12-31", "month"),
    ("Dec 10", "2010-12-01", "2010-12-31", "month"),
    ("Dec-10", "2010-12-01", "2010-12-31", "month"),
    ("Dec '10", "2010-12-01", "2010-12-31", "month"),
    ("12/2010", "2010-12-01", "2010-12-31", "month"),
    ("Feb 2012", "2012-02-01", "2012-02-29", "month"),
    ("end of March 2011", "", "2011-03-31", "month"),
    ("by end March 2011", "", "2011-03-31", "month"),
    ("before the end of March 2011", "", "2011-03-31", "month"),
    ("1 December 2010", "2010-12-01", "2010-12-01", "day"),
    ("1st December, 2010", "2010-12-01", "2010-12-01", "day"),
    ("1\nst\nDecember 2010", "2010-12-01", "2010-12-01", "day"),
    ("Friday 31st of December 2010", "2010-12-31", "2010-12-31", "day"),
    ("Ready for 1st December 2010", "", "2010-12-01", "day"),
    ("December 10th, 2010", "2010-12-10", "2010-12-10", "day"),
    ("10.2010", "2010-10-01", "2010-10-31", "month"),
    ("01 02 2011", "2011-02-01", "2011-02-01", "day"),
    ("end of year 2010", "", "2010-12-31", "range"),
    ("01/02/11", "2011-02-01", "2011-02-01", "day"),
    ("1.2.2011", "2011-02-01", "2011-02-01", "day"),
    ("01-02-2011", "2011-02-01", "2011-02-01", "day"),
    ("2011-02-01", "2011-02-01", "2011-02-01", "day"),
    ("2011-02-01 00:00:00", "2011-02-01", "2011-02-01", "day"),
    ("29/02/2012", "2012-02-29", "2012-02-29", "day"),
    ("Q3 2010/11", "2010-10-01", "2010-12-31", "quarter"),
    ("Quarter 4 of 2010-11", "2011-01-01", "2011-03-31", "quarter"),
    ("first quarter 2011/2012", "2011-04-01", "2011-06-30", "quarter"),
    ("Autumn term 2010", "2010-09-01", "2010-12-31", "term"),
    ("End of Spring Term 2011", "", "2011-04-30", "term"),
    ("summer term 2011", "2011-04-01", "2011-08-31", "term"),
    ("Autumn term September - December 2010", "2010-09-01", "2010-12-31", "term"),
    ("Oct \u2013 end Dec 10", "2010-10-01", "2010-12-31", "range"),
    ("November to February 2011", "2010-11-01", "2011-02-28", "range"),
    ("between January and March 2011", "2011-01-01", "2011-03-31", "range"),
    ("from January until March 2011", "2011-01-01", "2011-03-31", "range"),
    ("1 Sept - 31 Dec 2011", "2011-09-01", "2011-12-31", "range"),
    ("Sept 10 - March 11", "2010-09-01", "2011-03-31", "range"),
    ("Autumn term 2010/11", "2010-09-01", "2010-12-31", "term"),
    ("Spring term 2010/11", "2011-01-01", "2011-04-30", "term"),
    ("2011-03", "2011-03-01", "2011-03-31", "month"),
    ("31Mar2011", "2011-03-31", "2011-03-31", "day"),
    ("31-Mar-11", "2011-03-31", "2011-03-31", "day"),
    ("1 - 15 March 2011", "2011-03-01", "2011-03-15", "range"),
    ("28 February to 3 March 2011", "2011-02-28", "2011-03-03", "range"),
    ("end of 2011", "", "2011-12-31", "range"),
    ("end of 2010/11", "", "2011-03-31", "range"),
    ("within 3 months of the agreement of this plan", "2010-10-20", "2011-01-20", "relative"),
    ("within six weeks of 1 January 2011", "2011-01-01", "2011-02-12", "relative"),
    ("within 1 month of 31 January 2011", "2011-01-31", "2011-02-28", "relative"),
)


@pytest.mark.clause("7.2")
def test_a_plain_date_is_scheduled() -> None:
    """A month, quarter, term or range means its last day, and a day itself; no one is asked."""
    wanted = {text: (day(first), day(due), day(due), how) for text, first, due, how in PLAIN}
    readings = {text: read(text) for text in wanted}
    assert {
        text: (r.earliest, r.due, r.scheduled, r.precision) for text, r in readings.items()
    } == (wanted)
    assert [text for text, reading in readings.items() if reading.needs_decision] == []


UNSAID = (
    ("Q3 2010", "quarter"),
    ("Q4", "quarter"),
    ("Autumn 2024", "term"),
    ("winter 2010", "term"),
    ("Summer term", "term"),
    ("autumn half term 2010", "term"),
    ("from September 2011", "range"),
    ("September 2011 onwards", "range"),
    ("w/c 6 December 2010", "range"),
    ("start of the autumn term 2011", "range"),
    ("September 2010 -", "range"),
    ("31 March 2011 / 30 June 2011", "range"),
    ("31 March 2011 and 30 June 2011", "range"),
    ("December 2011 to March 2011", "range"),
    ("On the advice of counsel", "event"),
    ("following the inquest", "event"),
    ("subject to funding", "event"),
    ("TBC", "none"),
    ("to be agreed", "none"),
    ("Completed", "none"),
    ("Completed December 2010", "month"),
    ("Ongoing", "recurring"),
    ("on-going", "recurring"),
    ("Annually, each September", "recurring"),
    ("Monthly from Jan 2011", "recurring"),
    ("Within 3 months", "relative"),
    ("within six months of publication", "relative"),
    ("6 months", "relative"),
    ("3 months from the date of publication", "relative"),
    ("December", "month"),
    ("Oct-Dec", "month"),
    ("31/12", "day"),
    ("October half term 2010", "term"),
    ("Spring / Summer 2011", "term"),
    ("mid 2011", "range"),
    ("Immediate - completed", "none"),
    ("31st March", "day"),
    ("by Easter 2011", "event"),
)


@pytest.mark.clause("7.3")
def test_what_a_person_must_say_has_no_due_date() -> None:
    """Without a year, an end, an anchor or a single date there is no due date until it is said."""
    wanted = {text: (None, None, "needs_decision", how) for text, how in UNSAID}
    readings = {text: read(text) for text in wanted}
    assert {text: (r.due, r.scheduled, r.problem, r.precision) for text, r in readings.items()} == (
        wanted
    )
    assert [text for text, reading in readings.items() if not reading.needs_decision] == []


@pytest.mark.clause("7.3")
@table("text", ["", "  \n", "-", "n/a", "None", "?"])
def test_an_empty_cell_is_a_missing_date(text: str) -> None:
    """Nothing written, or a sign for nothing, is a missing date."""
    assert read(text).problem == "missing_date"


@pytest.mark.clause("7.1")
@table("text", ["=TODAY()", "see minutes", "x" * 500, "12", "the moon"])
def test_what_is_no_date_is_unreadable(text: str) -> None:
    """A text without any date in it is unreadable, and kept."""
    reading = read(text)
    assert (reading.problem, reading.text, reading.due) == ("unreadable_date", text, None)


@pytest.mark.clause("7.4")
@table(
    ("text", "suggestion"),
    [
        ("31/02/2011", "28 February 2011"),
        ("30th February 2012", "29 February 2012"),
        ("31 September 2020", "30 September 2020"),
        ("13/13/2011", ""),
        ("0 March 2011", ""),
        ("31 June", "30 June"),
    ],
)
def test_a_day_that_does_not_exist_is_never_corrected(text: str, suggestion: str) -> None:
    """An impossible date has no due date, and the month's last day as a suggestion."""
    reading = read(text)
    assert (reading.problem, reading.due) == ("impossible_date", None)
    assert reading.suggestion == suggestion
    assert "does not exist" in reading.why


@pytest.mark.clause("7.3")
@table("text", ["Immediately", "(immediately)", "ASAP", "as soon as possible"])
def test_immediately_proposes_five_working_days(text: str) -> None:
    """Five WDs after the plan was agreed are proposed, over a bank holiday, and not scheduled."""
    reading = read(text)
    assert reading.precision is Precision.IMMEDIATE
    assert (reading.earliest, reading.due) == (AGREED_ON, date(2010, 10, 28))
    assert reading.needs_decision
    assert reading.scheduled is None


@pytest.mark.clause("7.3")
def test_immediately_beyond_the_calendar_has_no_proposal() -> None:
    """Where the calendar ends first nothing is proposed, and nothing fails."""
    reading = read("Immediately", agreed_on=date(2030, 12, 30))
    assert (reading.due, reading.needs_decision) == (None, True)


@pytest.mark.clause("7.2")
@table(
    ("text", "due"),
    [
        ("early March 2011", 10),
        ("mid-March 2011", 20),
        ("Mid March 2011", 20),
        ("late March 2011", 31),
    ],
)
def test_soft_months_are_flagged(text: str, due: int) -> None:
    """Early, mid and late read as the 10th, the 20th and the last day, with a flag."""
    reading = read(text)
    assert reading.scheduled == date(2011, 3, due)
    assert reading.flags


@pytest.mark.clause("7.2")
def test_by_a_month_is_its_last_day_flagged() -> None:
    """ "By December 2010" is read as the last day, flagged."""
    reading = read("by December 2010")
    assert (reading.scheduled, reading.flags) == (date(2010, 12, 31), ("by",))


@pytest.mark.clause("7.2")
def test_before_a_month_is_the_day_before_it() -> None:
    """ "Before March 2011" ends with February, flagged, and so does before its start."""
    assert read("before the start of March 2011").scheduled == date(2011, 2, 28)
    reading = read("before March 2011")
    assert (reading.scheduled, reading.flags) == (date(2011, 2, 28), ("before",))


@pytest.mark.clause("7.3")
@table("text", ["March 2011?", "March 2011 (TBC)", "March 2011 subject to funding"])
def test_a_doubtful_date_is_proposed_only(text: str) -> None:
    """A date with a doubt beside it is a proposal, for a person to confirm."""
    reading = read(text)
    assert (reading.due, reading.scheduled) == (date(2011, 3, 31), None)


@pytest.mark.clause("7.1")
def test_to_be_completed_by_is_not_completed() -> None:
    """ "To be completed by March 2011" is a due date, not a status."""
    assert read("To be completed by March 2011").scheduled == date(2011, 3, 31)


@pytest.mark.clause("7.4")
def test_a_date_before_the_commissioning_waits() -> None:
    """A due date before the review was commissioned needs a decision, with the slip suggested."""
    reading = read("January 2010")
    assert (reading.due, reading.scheduled) == (date(2010, 1, 31), None)
    assert (reading.problem, reading.suggestion) == ("due_before_plan", "January 2011")


@pytest.mark.clause("7.4")
def test_a_date_before_the_plan_is_scheduled_and_flagged() -> None:
    """From the commissioning to the day before the agreed date it is scheduled and flagged."""
    assert read("19/10/2010").scheduled == date(2010, 10, 19)
    assert read("19/10/2010").flags == ("before the plan was agreed",)
    assert read("20/04/2010").scheduled == COMMISSIONED_ON
    assert read("19/04/2010").scheduled is None
    assert read("20/10/2010").flags == ()


@pytest.mark.clause("7.4")
def test_without_a_commissioning_date_the_agreed_date_is_the_floor() -> None:
    """Where the commissioning is not known, what is before the agreed date needs a decision."""
    reading = read("19/10/2010", commissioned_on=None)
    assert reading.scheduled is None
    assert reading.why.endswith(", which is before the plan was agreed on 20 October 2010.")
    assert read("20/10/2010", commissioned_on=None).scheduled == AGREED_ON


@pytest.mark.clause("7.4")
def test_a_far_year_waits() -> None:
    """A date over ten years on is more likely a slip than a plan."""
    assert read("31/03/2110").scheduled is None


@pytest.mark.clause("7.3")
def test_a_bare_year_is_too_wide() -> None:
    """A year alone is proposed as its last day and not scheduled; financial years end in March."""
    assert (read("2011").due, read("2011").scheduled) == (date(2011, 12, 31), None)
    assert read("2011/12").due == date(2012, 3, 31)


@pytest.mark.clause("7.2")
def test_the_boards_own_terms_govern() -> None:
    """Where the board has term dates, a term ends on them."""
    terms = Terms(autumn="12-17")
    assert read("Autumn term 2010", terms=terms).due == date(2010, 12, 17)
    assert read("End of the Autumn Term 2010", terms=terms).due == date(2010, 12, 17)


@pytest.mark.clause("7.1")
def test_a_spreadsheets_own_number_is_the_day_it_keeps() -> None:
    """The day is certain, so it is scheduled, and said; far from the plan it is asked about."""
    reading = read("40513.0")
    assert (reading.due, reading.scheduled) == (date(2010, 12, 1), date(2010, 12, 1))
    assert reading.flags
    assert "1 December 2010" in reading.why
    assert read("48000").scheduled is None


@pytest.mark.clause("7.1")
def test_digits_of_another_script_are_read() -> None:
    """Arabic-Indic and full-width digits are read as 0 to 9, and the text is kept."""
    text = "\u0663\u0661/\u0660\u0663/\u0662\u0660\u0661\u0661"
    assert (read(text).due, read(text).text) == (date(2011, 3, 31), text)


@pytest.mark.clause("7.1")
def test_any_figure_may_be_of_a_date() -> None:
    """Of whatever script; a text without one holds none, unless it names a period."""
    assert all(may_hold_date(f"{one}/{one}") for one in "0123456789")
    assert may_hold_date("\u0663/\u0663/\u0664\u0664")
    assert not may_hold_date("as agreed")
    assert may_hold_date("within a month")
    assert may_hold_date("within a month (form B1)")
    assert not may_hold_date("as agreed (form B1)")


@pytest.mark.clause("7.1")
def test_invisible_characters_do_not_hide_a_date() -> None:
    """A zero-width space or a direction mark inside a date changes nothing."""
    assert read("31\u200b March\u200e 2011").due == date(2011, 3, 31)


@pytest.mark.clause("7.1")
def test_every_reading_says_why_in_one_sentence() -> None:
    """The reason is one sentence that ends in a full stop."""
    for text in ("December 2010", "TBC", "31/02/2011", "", "Q3 2010", "Immediately", "by May 2011"):
        why = read(text).why
        assert why.endswith(".")
        assert ". " not in why
