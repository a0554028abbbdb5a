"""The awkward days of the calendar: each ladder counted on a printed calendar, by hand.

Three boards keep the bank holidays of their divisions and are closed from 24 December to 1 January.
Where a list of the month names the action in the five WD before R20, there is no R20.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.calendar import cutoffs
from models.rules.facts import BoardFacts
from models.rules.standing import is_overdue
from models.rules.words import Division, Step
from tests.models.rules.bank_holidays import (
    ENGLAND_AND_WALES,
    NORTHERN_IRELAND,
    SCOTLAND,
    working_days_of,
)
from tests.models.rules.builders import a_board, an_action, day, heard, played
from tests.tables import table

DIVISIONS = (ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND)
BOARDS = {one: replace(a_board(), calendar=working_days_of(one)) for one in DIVISIONS}


def ladder(board: BoardFacts, due: str, start: str, end: str) -> str:
    """ "R5 04-14, R0 04-21, E1 04-26": what nobody answers, from a day to a day."""
    action = heard(an_action(due, entered="2010-01-05"))
    found = played(action, board, start, end)
    told = [(on, step) for step in found for on in found[step] if step not in (Step.A, Step.M)]
    return ", ".join(f"{step} {on[5:]}" for on, step in sorted(told))


# fmt: off
LADDERS = (
    (
        # Back: 30 November is St Andrew's Day. On: the closure, then Monday 3 January is free, and
        # in Scotland Tuesday the 4th as well.
        "Christmas 2010: due on Friday 17 December", "2010-12-17", ("2010-11-02", "2011-03-01"),
        (
            "R20 11-19, R5 12-10, R0 12-17, E1 12-20, E2 01-04, E3 01-11, E4 01-25, E5 02-22",
            "R20 11-18, R5 12-10, R0 12-17, E1 12-20, E2 01-05, E3 01-12, E4 01-26, E5 02-23",
            "R20 11-19, R5 12-10, R0 12-17, E1 12-20, E2 01-04, E3 01-11, E4 01-25, E5 02-22",
        ),
    ),
    (
        # The day itself is closed: R0 on Thursday the 23rd, overdue on New Year's Day.
        "31 December on a Friday", "2010-12-31", ("2010-11-02", "2011-03-08"),
        (
            "R20 11-26, R5 12-17, R0 12-23, E1 01-04, E2 01-10, E3 01-17, E4 01-31, E5 02-28",
            "R20 11-25, R5 12-17, R0 12-23, E1 01-05, E2 01-11, E3 01-18, E4 02-01, E5 03-01",
            "R20 11-26, R5 12-17, R0 12-23, E1 01-04, E2 01-10, E3 01-17, E4 01-31, E5 02-28",
        ),
    ),
    (
        # Good Friday is the 22nd; Easter Monday works in Scotland; the wedding is Friday the 29th,
        # May Day Monday the 2nd, the spring holiday Monday the 30th.
        "29 April 2011: due on Maundy Thursday", "2011-04-21", ("2011-03-02", "2011-06-30"),
        (
            "R20 03-24, R5 04-14, R0 04-21, E1 04-26, E2 05-04, E3 05-11, E4 05-25, E5 06-23",
            "R20 03-24, R5 04-14, R0 04-21, E1 04-25, E2 05-03, E3 05-10, E4 05-24, E5 06-22",
            "R20 03-24, R5 04-14, R0 04-21, E1 04-26, E2 05-04, E3 05-11, E4 05-25, E5 06-23",
        ),
    ),
    (
        # The 20th WD before is 1 February, the day of the list. St Patrick's Day is Monday 19
        # March; Good Friday 6 April, and Easter Monday the 9th but for Scotland.
        "leap day, a Wednesday", "2012-02-29", ("2012-01-04", "2012-05-01"),
        (
            "R5 02-22, R0 02-29, E1 03-01, E2 03-07, E3 03-14, E4 03-28, E5 04-27",
            "R5 02-22, R0 02-29, E1 03-01, E2 03-07, E3 03-14, E4 03-28, E5 04-26",
            "R5 02-22, R0 02-29, E1 03-01, E2 03-07, E3 03-14, E4 03-29, E5 04-30",
        ),
    ),
    (
        # The clocks go back that night. The 20th WD before is Monday 4 October, one WD after the
        # list. The 40th WD after is beyond Christmas; Scotland loses 30 November and 4 January.
        "a month end on a Sunday, 31 October", "2010-10-31", ("2010-09-02", "2011-01-10"),
        (
            "R5 10-25, R0 10-29, E1 11-01, E2 11-05, E3 11-12, E4 11-26, E5 01-04",
            "R5 10-25, R0 10-29, E1 11-01, E2 11-05, E3 11-12, E4 11-26, E5 01-06",
            "R5 10-25, R0 10-29, E1 11-01, E2 11-05, E3 11-12, E4 11-26, E5 01-04",
        ),
    ),
    (
        # The clocks go forward that night. Northern Ireland loses 17 March on the way back.
        "Sunday 27 March 2011", "2011-03-27", ("2011-02-02", "2011-05-31"),
        (
            "R20 02-28, R5 03-21, R0 03-25, E1 03-28, E2 04-01, E3 04-08, E4 04-26, E5 05-26",
            "R20 02-28, R5 03-21, R0 03-25, E1 03-28, E2 04-01, E3 04-08, E4 04-25, E5 05-25",
            "R20 02-25, R5 03-21, R0 03-25, E1 03-28, E2 04-01, E3 04-08, E4 04-26, E5 05-26",
        ),
    ),
)
# fmt: on


@pytest.mark.clause("1.1", "1.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9")
@table(
    ("case", "due", "over", "expected"),
    LADDERS,
    ids=[row[1] for row in LADDERS],
)
def test_a_ladder_over_awkward_days(
    case: str, due: str, over: tuple[str, str], expected: tuple[str, str, str]
) -> None:
    """England and Wales, Scotland, Northern Ireland: each counts its own working days."""
    assert tuple(ladder(BOARDS[one], due, *over) for one in DIVISIONS) == expected, case


@pytest.mark.clause("1.1", "4.2", "4.3")
@table(
    ("month", "england_and_wales", "scotland", "northern_ireland"),
    [
        ("2011-01-01", "2011-01-04", "2011-01-05", "2011-01-04"),  # closed, Sunday, free, free
        ("2011-05-01", "2011-05-03", "2011-05-03", "2011-05-03"),  # a Sunday, then May Day
        ("2011-08-01", "2011-08-01", "2011-08-02", "2011-08-01"),  # Scotland's summer holiday
        ("2012-01-01", "2012-01-03", "2012-01-04", "2012-01-03"),  # a Sunday, free, free
        ("2012-02-29", "2012-02-01", "2012-02-01", "2012-02-01"),
        ("2010-10-31", "2010-10-01", "2010-10-01", "2010-10-01"),
    ],
)
def test_the_months_list_is_made_on_its_first_working_day(
    month: str, england_and_wales: str, scotland: str, northern_ireland: str
) -> None:
    """The first day of a month that is a working day of the board."""
    found = [BOARDS[one].calendar.first_of_month(day(month)).isoformat() for one in DIVISIONS]
    assert found == [england_and_wales, scotland, northern_ireland]


@pytest.mark.clause("6.2")
@table(
    ("meeting", "division", "freeze", "draft", "issue"),
    [
        # Wednesday 12 January: 11 10 7 6 5 4 January, 23 22 21 20 December.
        ("2011-01-12", ENGLAND_AND_WALES, "2010-12-20", "2010-12-22", "2011-01-04"),
        # The same without the 4th, and the 17th at the end.
        ("2011-01-12", SCOTLAND, "2010-12-17", "2010-12-21", "2010-12-23"),
        # Wednesday 4 May: 3, 28 27 26, 21 20 19 18, 15 14.
        ("2011-05-04", NORTHERN_IRELAND, "2011-04-14", "2011-04-18", "2011-04-20"),
        # The same with Easter Monday, and without the 14th.
        ("2011-05-04", SCOTLAND, "2011-04-15", "2011-04-19", "2011-04-21"),
        # Wednesday 14 March 2012, over the end of February: 13 12, 9 to 5, 2 1, 29.
        ("2012-03-14", ENGLAND_AND_WALES, "2012-02-29", "2012-03-02", "2012-03-06"),
    ],
)
def test_papers_are_cut_off_over_awkward_days(
    meeting: str, division: Division, freeze: str, draft: str, issue: str
) -> None:
    """Ten, eight and six working days of the division before the meeting."""
    found = cutoffs(day(meeting), working_days_of(division), (10, 8, 6))
    assert [on.isoformat() for on in (found.freeze_on, found.draft_on, found.issue_on)] == [
        freeze,
        draft,
        issue,
    ]


@pytest.mark.clause("1.1")
@table(
    ("case", "closed", "expected"),
    [
        # 20 21 22 23, and 6 January is the fifth; 7, 10 to 13 is the tenth.
        ("closed to 5 January", (("12-24", "01-05"),), "E1 12-20, E2 01-06, E3 01-13"),
        # 20 to 24; Monday and Tuesday are bank holidays; 29 30 31, 4 5.
        ("never closed", (), "E1 12-20, E2 12-24, E3 01-05"),
        # 21 to 24 December; 29 30 31, 4 5 6.
        ("one day", (("12-20", "12-20"),), "E1 12-21, E2 12-29, E3 01-06"),
        (
            "two periods: 21 22 23, 6 and 7 January; 10 to 14",
            (("12-24", "01-05"), ("12-20", "12-20")),
            "E1 12-21, E2 01-07, E3 01-14",
        ),
    ],
)
def test_a_board_closes_on_days_of_its_own(
    case: str, closed: tuple[tuple[str, str], ...], expected: str
) -> None:
    """Due on Friday 17 December 2010, in England and Wales."""
    board = replace(a_board(), calendar=working_days_of(ENGLAND_AND_WALES, closed))
    assert ladder(board, "2010-12-17", "2010-12-18", "2011-01-17") == expected, case


@pytest.mark.clause("1.3")
@table("due", ["2010-10-31", "2010-12-25", "2010-12-31", "2011-03-27"])
def test_a_due_date_is_never_rolled(due: str) -> None:
    """A Sunday, Christmas Day or the night the clocks change: overdue from the day after."""
    action = an_action(due, entered="2010-01-05")
    assert not is_overdue(action, day(due))
    assert is_overdue(action, date.fromordinal(day(due).toordinal() + 1))
