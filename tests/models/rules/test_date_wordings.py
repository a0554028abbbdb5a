"""Date cells as the plans of many boards have them, and what a careful secretary reads in each."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import Calendar
from models.rules.dates import DateReading, read_date
from models.rules.policy import Terms
from tests.readings import wanted as readings_of

CALENDAR = Calendar(first=date(2008, 1, 1), last=date(2030, 12, 31))
AGREED_ON, COMMISSIONED_ON = date(2010, 10, 20), date(2010, 4, 20)


def read(text: str, terms: Terms | None = None) -> DateReading:
    """The reading of a text in the plan of these tests."""
    return read_date(
        text, agreed_on=AGREED_ON, commissioned_on=COMMISSIONED_ON, calendar=CALENDAR, terms=terms
    )


SCHEDULED = """
31st March2011                         2011-03-31 day
31stMar 2011                           2011-03-31 day
2011/03/31                             2011-03-31 day
31/March/2011                          2011-03-31 day
Friday, 17 December 2010               2010-12-17 day
17 Dec 2010 at 5pm                     2010-12-17 day
By 31st March 2011 at the latest       2011-03-31 day
no later than 31 March 2011            2011-03-31 day
Due: 4/3/11                            2011-03-04 day
To go to Board on 15 March 2011        2011-03-15 day
Feedback from agencies by 4 March 2011  2011-03-04 day
before 1 March 2011                    2011-02-28 day
week ending 10 December 2010           2010-12-10 day
w/e 10/12/10                           2010-12-10 day
31 March 2011 (end of Q4)              2011-03-31 day
Immediately (by 31 October 2010)       2010-10-31 day
31 Mawrth 2011                         2011-03-31 day
31 March 2011\u00b9                         2011-03-31 day
31 March (2011)                        2011-03-31 day
In place for 1 September 2011          2011-09-01 day
Complete by 30 August 2011             2011-08-30 day
Apirl 2011                             2011-04-30 month
Not completed \u2013 June 2011             2011-06-30 month
early in March 2011                    2011-03-10 month
early/mid March 2011                   2011-03-20 month
Q.3 2010/11                            2010-12-31 quarter
January2011                            2011-01-31 month
Jan., 2011                             2011-01-31 month
March/April 2011                       2011-04-30 range
Sept \u201811                          2011-09-30 month
Decmber 2010                           2010-12-31 month
Rhagfyr 2010                           2010-12-31 month
by end of Jan 2011                     2011-01-31 month
End of month Jan 2011                  2011-01-31 month
Target date: March 2011                2011-03-31 month
To be completed March 2011             2011-03-31 month
ASAP and no later than March 2011      2011-03-31 month
Sept 2011 (new academic year)          2011-09-30 month
Protocol agreed by January 2011        2011-01-31 month
mid to late March 2011                 2011-03-31 month
mid - February 2011                    2011-02-20 month
March 2011 (Q4)                        2011-03-31 month
Q4 2010/11 (March 2011)                2011-03-31 month
within 3 months (January 2011)         2011-01-31 month
following consultation, by March 2011  2011-03-31 month
Q3 10/11                               2010-12-31 quarter
Q3 FY10/11                             2010-12-31 quarter
2010/11 Q4                             2011-03-31 quarter
Quarter four (2010/11)                 2011-03-31 quarter
first quarter of 2011/12               2011-06-30 quarter
1st quarter 2011/12                    2011-06-30 quarter
Q4 (Jan-Mar) 2010/11                   2011-03-31 quarter
Oct-Dec (Q3) 2010/11                   2010-12-31 quarter
by end of Q4 2010-11                   2011-03-31 quarter
Q3 (October \u2013 December 2010)      2010-12-31 range
Q3 2010 (Oct to Dec 2010)              2010-12-31 range
By end of financial year 2010/11       2011-03-31 range
Q3-Q4 2010/11                          2011-03-31 range
Late Jan \u2013 early Feb 2011           2011-02-10 range
year end 2010/11                       2011-03-31 range
End of calendar year 2010              2010-12-31 range
Dec 10 \u2013 Mar 11                   2011-03-31 range
29 Nov to 3 Dec 2010                   2010-12-03 range
Mon 6 - Fri 10 December 2010           2010-12-10 range
Q3-4 2010/11                           2011-03-31 range
Q2 (Jul-Sep) 2011                      2011-09-30 range
Q4 2011 (October to December)          2011-12-31 range
31.03. \u2013 30.06.2011                   2011-06-30 range
Autumn term 2010-11                    2010-12-31 term
Spring Term 11                         2011-04-30 term
within 3 months of the plan being agreed       2011-01-20 relative
Within 20 working days of agreement            2010-11-17 relative
6 weeks from sign-off of the action plan       2010-12-01 relative
6 mths from the agreed date            2011-04-20 relative
within 10 WD of plan approval          2010-11-03 relative
"""


ASKED = """
Q2 (December 2010)                     quarter
2010 Q3                                quarter
Q3 2010/12                             quarter
Q3 (Jan-Mar) 2010/11                   quarter
Christmas 2010                         event
Michaelmas term 2010                   term
Term 3 2010/11                         term
by the start of the spring term 2011   term
End of the academic year 2010/11       range
FY 2011                                range
Q4 (Jan-Mar) 2011                      quarter
Spring term / summer term 2011         term
Before the autumn term 2011            term
Extended from June to September 2011   range
2011-01-01/2011-03-31                  range
w.e.f. 1 April 2011                    range
Effective 1 April 2011                 range
April 2011 on                          range
1 July 2011 at the earliest            range
originally June 2011                   month
c. March 2011                          month
__ March 2011                          month
first Monday of March 2011             month
post-inquest March 2011                month
31 March 2011 \u2713                       day
Review: March 2011                     month
o/g                                    recurring
qtrly                                  recurring
as soon as is reasonably practicable   immediate
Immediately on approval of the plan    immediate
At publication                         event
Not proceeding                         none
Year end                               range
end of the month                       month
2010-12                                range
first week of March 2011               month
2 weeks before 31 March 2011           day
following trial in March 2011          month
March 2011, once funding is agreed     month
29/30 March 2011                       range
1 and 15 March 2011                    range
December 2010 (revised March 2011)     range
Oct \u2013 Dec 2010 TBC                range
Post April 2011                        range
No earlier than March 2011             range
With effect from 1 April 2011          range
Commence training January 2011         range
Fortnightly                            recurring
Half-yearly                            recurring
Business as usual                      recurring
Dec 2010 then quarterly                recurring
within a fortnight                     relative
3 to 6 months                          relative
over the next 12 months                relative
within 3 months of January 2011        relative
within 3 months of agreement of funding        relative
Immediately after the inquest          event
After training has been completed      event
On completion of the audit             event
as soon as a manager is in post        event
Once the winter grant is paid          event
Following the summer inspection        event
Before winter                          term
Once the bid for autumn 2010 is won    term
TBC \u2013 awaiting funding            none
No timescale given                     none
Already in place                       none
Long term                              none
"""


def table(text: str) -> dict[str, tuple[str, ...]]:
    """A table's rows: a wording, two spaces, and what is read in it."""
    rows = (line.split("  ") for line in text.strip().split("\n"))
    return {row[0]: tuple(" ".join(row[1:]).split()) for row in rows}


@pytest.mark.clause("7.2")
def test_a_wording_with_one_meaning_is_scheduled() -> None:
    """Each of these gives its day, whatever stands beside it."""
    wanted = table(SCHEDULED)
    readings = {text: read(text) for text in wanted}
    assert {
        text: (str(one.scheduled), one.precision.value) for text, one in readings.items()
    } == wanted


@pytest.mark.clause("7.3")
def test_a_wording_with_two_meanings_or_none_is_asked() -> None:
    """None of these is scheduled before a person says what is meant."""
    wanted = table(ASKED)
    readings = {text: read(text) for text in wanted}
    assert {text: (one.precision.value,) for text, one in readings.items()} == wanted
    assert [text for text, one in readings.items() if one.scheduled or not one.why] == []


def said(wording: str) -> list[str]:
    """A whole reading, line by line."""
    one = read(wording)
    asked = "asked" if one.needs_decision else "kept"
    lines = [f"{one.earliest or '-'} {one.due or '-'} {asked} {one.problem or '-'}", one.why]
    flags = [f"flags: {'; '.join(one.flags)}"] if one.flags else []
    return [*lines, *flags, *([f"perhaps: {one.suggestion}"] if one.suggestion else [])]


NUMBERS = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.clause("7.2")
def test_a_period_may_be_counted_in_words() -> None:
    """Within so many days, in words as in figures, of a day that is named."""
    for count, word in enumerate(NUMBERS.split(), 1):
        due = read(f"within {word} days of 1 December 2010").due
        assert (
            due == read(f"within {count} days of 1 December 2010").due == date(2010, 12, 1 + count)
        )


@pytest.mark.clause("7.1")
def test_a_text_of_four_hundred_characters_is_read_and_no_longer_one() -> None:
    """Beyond it a cell is prose."""
    longest = "31 March 2011 " + "a" * 386
    assert (len(longest), read(longest).due) == (400, date(2011, 3, 31))
    assert read(longest + "a").why == "It is too long to be a date."


@pytest.mark.clause("7.1")
def test_a_reservation_that_the_reason_does_not_say_is_said() -> None:
    """Other words and a period beside the day; what the reason says is not said again."""
    reading = read("within 3 months (by January 2011)")
    assert reading.flags == ("by", "other words beside the date", "a period beside the date")
    assert reading.reservations == (
        "the cell has other words beside the date",
        "the cell has a period beside the date",
    )


@pytest.mark.clause("7.1", "7.2", "7.3", "7.4")
def test_every_word_of_a_reading() -> None:
    """Its first and last day, kept or asked, the reason, its reservations and the suggestion."""
    wanted = readings_of("dates")
    assert {wording: said(wording) for wording in wanted} == wanted


PROPOSED = """
March 2011 and ongoing                 2011-03-31
Dec 2010 then quarterly                2010-12-31
Dec 2010 \u2013 complete               2010-12-31
March 2011, once funding is agreed     2011-03-31
Immediate and ongoing                  2010-10-27
Immediately (contract: March 2011)     2011-03-31
Oct \u2013 Dec 2010 TBC                2010-12-31
Complete 30 August 2011                2011-08-30
Complete end of August 2011            2011-08-31
"""


@pytest.mark.clause("7.3")
def test_a_day_with_something_against_it_is_proposed() -> None:
    """The day is the proposal that a person may confirm."""
    wanted = table(PROPOSED)
    assert {text: (str(read(text).due),) for text in wanted} == wanted


@pytest.mark.clause("7.4", "7.3")
def test_a_suggestion_says_what_was_perhaps_meant() -> None:
    """It is never taken: a month-first day, a term for a season, a feast's day, the later date."""
    suggested = {
        "12/25/2010": "25 December 2010",
        "Spring 2011": "spring term 2011, ending 30 April 2011",
        "before Easter 2011": "24 April 2011",
        "Xmas 2010": "25 December 2010",
        "New Year 2011": "1 January 2011",
        "w/c 6 December 2010": "10 December 2010",
        "w/b 6 December 2010": "10 December 2010",
        "wk commencing 6/12/10": "10 December 2010",
        "week beginning 6 December 2010": "10 December 2010",
        "December 2010, revised to March 2011": "31 March 2011",
        "Q3 2010": "31 December 2010 (financial) or 30 September 2010 (calendar)",
    }
    assert {text: read(text).suggestion for text in suggested} == suggested
    assert [text for text in suggested if read(text).due] == []


@pytest.mark.clause("7.1")
def test_another_weekday_is_said() -> None:
    """A weekday that the day is not is flagged; one that it is says nothing."""
    assert read("Wed 1 December 2010").flags == ()
    assert read("1 December 2010 (Wednesday)").flags == ()
    reading = read("Mon 1 December 2010")
    assert (reading.scheduled, reading.flags) == (date(2010, 12, 1), ("another weekday",))
    assert reading.why.endswith("and that is a Wednesday and not a Mon.")


@pytest.mark.clause("7.1")
def test_a_misspelt_month_is_said() -> None:
    """A month that is one slip away is read, flagged, and the sentence says for which."""
    for slip in ("Febuary 2011", "Feburary 2011", "28 Februry 2011"):
        reading = read(slip)
        assert (reading.scheduled, reading.flags) == (date(2011, 2, 28), ("a month misspelt",))
        assert "is taken for February" in reading.why
    assert read("Match 2011").scheduled is None


@pytest.mark.clause("7.2")
def test_a_board_gives_the_last_days_of_its_terms() -> None:
    """The day of a year that the board gave governs, and its day of every year in other years."""
    ends = ("2010-10-22", "2010-12-17", "2011-04-08", "2012-05-25")
    terms = Terms(autumn="12-18", ends=ends)
    dues = {
        "Autumn term 2010": "2010-12-17", "Spring term 2011": "2011-04-08",
        "Autumn term 2011": "2011-12-18", "Summer term 2011": "2011-08-31",
        "Spring term 2012": "2012-04-30", "Summer term 2012": "2012-05-25",
    }  # fmt: skip
    assert {term: str(read(term, terms).due) for term in dues} == dues


@pytest.mark.clause("7.1")
@given(day=st.dates(min_value=date(2010, 10, 20), max_value=date(2019, 12, 31)))
def test_a_day_in_any_of_its_forms_is_read_back(day: date) -> None:
    """With its weekday, its ordinal or words beside it, a day is that day."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0)
    nth = f"{day.day}{ending or 'th'}"
    ways = (
        f"{day:%A} {nth} {day:%B %Y}", f"{day:%a}, {day:%d %b %y}", f"{nth} of {day:%B, %Y}",
        f"{day:%B} {nth}, {day:%Y}", f"no later than {day:%d-%b-%Y}", f"{day:%Y/%m/%d}",
        f"to be completed by {day.day}/{day.month}/{day:%y}", f"{day:%d . %m . %Y}",
        f"{nth}\n{day:%B}\u00a0{day:%Y}", f"w/e {day:%d/%m/%Y}",
    )  # fmt: skip
    assert {way: read(way).scheduled for way in ways} == dict.fromkeys(ways, day)


@pytest.mark.clause("7.2")
@given(year=st.integers(2011, 2018), number=st.integers(1, 4))
def test_a_quarter_in_any_of_its_forms_is_read_back(year: int, number: int) -> None:
    """A financial quarter is its last day, its years before it or after."""
    years = f"{year}/{(year + 1) % 100:02d}"
    ways = (
        f"Q{number} {years}", f"Quarter {number} {years.replace('/', '-')}", f"{years} Q{number}",
        f"end of Q{number} ({years})", f"Q{number} {years[2:]}", f"by Q{number} of {years}",
    )  # fmt: skip
    last = date(year + (number == 4), (3, 6, 9, 12)[number % 4], (31, 30, 30, 31)[number % 4])
    assert {way: read(way).scheduled for way in ways} == dict.fromkeys(ways, last)
