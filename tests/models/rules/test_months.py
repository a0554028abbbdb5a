"""M: the month's list, for the leads and for the secretary: its day, and what it names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts, PostFacts, Stop
from models.rules.ladder import Verdict, is_month_day, view
from models.rules.months import month_runs, next_month_first
from models.rules.notices import owed
from models.rules.words import Step, StopKind
from tests.models.rules.answered import lists, month
from tests.models.rules.builders import (
    CALENDAR,
    CHAIR,
    LEAD,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    stop,
    stopped,
    told,
    vacant,
    waits,
)
from tests.tables import table

FAR = heard(an_action("2011-03-31"))
DUE = heard(an_action())
UNDATED = heard(an_action(None))


@pytest.mark.clause("4.2")
@table(
    ("case", "on", "ran", "expected"),
    [
        ("the first WD, and a run the day before", "2010-11-01", "2010-10-29", True),
        ("the first WD again, the same day", "2010-11-01", "2010-11-01", True),
        ("the day after the list was made", "2010-11-02", "2010-11-01", False),
        ("the first WD was missed", "2010-11-02", "2010-10-29", True),
        ("missed by five WD: 2 3 4 5 8", "2010-11-08", "2010-10-29", True),
        ("missed by six", "2010-11-09", "2010-10-29", False),
        ("made late, and a second run the same day", "2010-11-08", "2010-11-08", True),
        ("no run ever", "2010-11-03", None, True),
        ("1 May 2011 is a Sunday, the 2nd a holiday", "2011-05-03", "2011-04-28", True),
        ("New Year: the first WD is 4 January", "2011-01-04", "2010-12-23", True),
        ("before the first WD of the month", "2011-01-03", "2010-12-23", False),
    ],
)
def test_the_list_is_made_on_the_first_working_day(
    case: str, on: str, ran: str | None, *, expected: bool
) -> None:
    """The first WD of each month, or the next WD with a run if missed by at most 5 WD."""
    assert is_month_day(a_board(ran=ran), day(on)) is expected, case


@pytest.mark.clause("4.2")
@table(
    ("case", "action", "on", "expected"),
    [
        ("45 days ahead: 1 Sep to 16 Oct", heard(an_action("2010-10-16")), "2010-09-01", {LEAD}),
        ("46 days ahead", heard(an_action("2010-10-17")), "2010-09-01", set()),
        ("due that day", heard(an_action("2010-10-01")), "2010-10-01", {LEAD}),
        ("overdue: the secretary as well", DUE, "2010-11-01", {LEAD, SECRETARY}),
        ("without a date: the secretary as well", UNDATED, "2010-09-01", {LEAD, SECRETARY}),
        ("entered that month", heard(an_action(None, "2010-09-01")), "2010-09-01", set()),
        (
            "followed from a day of that month",
            replace(UNDATED, follow_from=day("2010-09-01")),
            "2010-09-01",
            set(),
        ),
        ("A goes with it", an_action(None, "2010-08-31"), "2010-09-01", {LEAD, SECRETARY}),
        (
            "A is silenced, and so is the list",
            stopped(an_action(None, "2010-08-31"), stop(StopKind.SILENCE, "2010-08-31")),
            "2010-09-01",
            set(),
        ),
        ("far off", FAR, "2010-09-01", set()),
    ],
)
def test_the_list_names_what_is_due_soon_overdue_or_undated(
    case: str, action: ActionFacts, on: str, expected: set[int]
) -> None:
    """Due from today to today + 45 days, overdue, or without a date; not in the month of entry."""
    assert lists(action, on) == expected, case


@pytest.mark.clause("4.3", "5.10")
@table(
    ("case", "given", "expected"),
    [
        ("evidence in: undecided", stop(StopKind.EVIDENCE, "2010-10-20"), {SECRETARY}),
        ("an extension asked for", stop(StopKind.EXTENSION_ASKED, "2010-10-11"), {LEAD, SECRETARY}),
        ("held: not overdue", stop(StopKind.HOLD, "2010-10-20", "2010-12-01"), set()),
        ("silenced: the whole step", stop(StopKind.SILENCE, "2010-10-20"), set()),
        ("closed", stop(StopKind.CLOSURE, "2010-10-20"), set()),
        (
            "evidence in by the date: not overdue",
            stop(StopKind.EVIDENCE, "2010-10-15"),
            {SECRETARY},
        ),
    ],
)
def test_a_stop_takes_an_action_off_the_leads_list(
    case: str, given: Stop, expected: set[int]
) -> None:
    """Rule 10: the leads' M stops; the secretary still has all overdue, undated and undecided."""
    assert lists(stopped(DUE, given), "2010-11-01") == expected, case


@pytest.mark.clause("4.3")
def test_the_secretary_has_a_request_for_more_time_that_is_not_overdue() -> None:
    """Due on 10 December, asked on 20 October: undecided on 1 November."""
    action = stopped(heard(an_action("2010-12-10")), stop(StopKind.EXTENSION_ASKED, "2010-10-20"))
    assert lists(action, "2010-11-01") == {LEAD, SECRETARY}
    assert lists(heard(an_action("2010-12-10")), "2010-11-01") == {LEAD}


@pytest.mark.clause("4.2")
@table(
    ("action", "said"),
    [
        (heard(an_action("2010-10-31")), "it is overdue: due 31 October 2010"),
        (heard(an_action("2010-11-01")), "it is due within 45 days: 1 November 2010"),
        (UNDATED, "it has no date"),
        (FAR, "it is due later than 45 days from now"),
    ],
)
def test_the_list_says_why_it_names_an_action(action: ActionFacts, said: str) -> None:
    """On Monday 1 November 2010."""
    assert month(action, "2010-11-01").reason == said


@pytest.mark.clause("4.2")
def test_the_list_to_come_may_be_on_the_very_day_its_window_opens() -> None:
    """Due on 15 November: 45 days before is Friday 1 October, the first WD of its month."""
    month = next(
        v
        for v in view(heard(an_action("2010-11-15")), a_board(), day("2010-08-10"))
        if v.step is Step.M
    )
    assert month.planned_on == day("2010-10-01")


@pytest.mark.clause("4.2")
def test_one_board_is_asked_for_many_lists() -> None:
    """What it knows of one day, one start or one date is not the answer for another."""
    board = a_board(ran="2010-10-29")
    asked = [("2010-11-01", None), ("2010-11-09", None), ("2010-11-09", "2010-11-05")]
    answers = [is_month_day(board, day(on), day(start) if start else None) for on, start in asked]
    assert answers == [True, False, True]
    days = [
        ("2010-10-12", "2011-03-31"),
        ("2010-10-12", "2011-04-30"),
        ("2011-04-20", "2011-04-30"),
    ]
    found = [
        next(v for v in view(heard(an_action(due)), board, day(on)) if v.step is Step.M).planned_on
        for on, due in days
    ]
    assert found == [day("2011-03-01"), day("2011-04-01"), day("2011-05-03")]


@pytest.mark.clause("4.2")
def test_a_month_is_told_once_though_its_day_was_missed() -> None:
    """Runs on 3 and 4 November after an outage: one list, on the 3rd."""
    assert lists(UNDATED, "2010-11-03", ran="2010-10-29") == {LEAD, SECRETARY}
    assert lists(UNDATED, "2010-11-04", ran="2010-11-03") == set()


@pytest.mark.clause("4.2")
def test_a_second_run_of_the_day_lists_nothing_again() -> None:
    """What was queued that morning waits or is told, and is not queued again."""
    lines = (
        waits(Step.M, "2010-11-01", cause="2010-11"),
        told(Step.M, "2010-11-01", SECRETARY, cause="2010-11", first=False),
    )
    action = heard(an_action(None), *lines)
    assert lists(action, "2010-11-01", ran="2010-11-01") == set()
    # The list of another month is another cause.
    assert lists(action, "2010-12-01", ran="2010-11-30") == {LEAD, SECRETARY}


@pytest.mark.clause("4.3")
def test_the_runs_of_a_month_are_those_since_its_first() -> None:
    """And after December comes January."""
    before = (day("2010-10-29"), day("2010-11-01"))
    assert month_runs(before, day("2010-11-02")) == (day("2010-11-01"), day("2010-11-02"))
    assert next_month_first(CALENDAR, day("2010-12-15")) == day("2011-01-04")


@pytest.mark.clause("2.1")
def test_contributors_are_told_what_the_lead_is_told() -> None:
    """Each lead has the action on a list of their own; the accountable one is first-named."""
    action = replace(UNDATED, leads=(LEAD, SECOND))
    notices = owed(action, a_board(), day("2010-10-01"))
    # The second lead has not heard of it: A as well.
    found = {(n.post_id, n.first) for n in notices if n.step is Step.M}
    assert found == {(LEAD, True), (SECOND, False), (SECRETARY, False)}


@pytest.mark.clause("4.3")
@table(
    ("case", "leads", "changed", "expected"),
    [
        ("the secretary leads it", (SECRETARY,), (), [(SECRETARY, True)]),
        ("the secretary stands in", (SECOND,), (vacant(SECOND),), [(SECRETARY, True)]),
        ("the chair stands in", (LEAD,), (vacant(SECRETARY),), [(LEAD, True), (CHAIR, False)]),
    ],
)
def test_a_post_in_two_roles_has_one_line(
    case: str,
    leads: tuple[int, ...],
    changed: tuple[PostFacts, ...],
    expected: list[tuple[int, bool]],
) -> None:
    """One action stands once on a post's list, as lead before secretary."""
    action = replace(UNDATED, leads=leads, ledger=(told(Step.A, "2010-08-02", leads[0]),))
    notices = owed(action, a_board(*changed), day("2010-10-01"))
    found = [(n.post_id, n.first) for n in notices if n.step is Step.M]
    assert found == expected, case


@pytest.mark.clause("4.2")
def test_the_view_names_the_month_to_come() -> None:
    """Due on 31 March 2011: 45 days before is 14 February, so the list of March is the first."""
    found = month(FAR, "2010-10-12")
    assert (found.planned_on, found.cause) == (day("2011-03-01"), "2011-03")
    assert found.verdict is Verdict.LATER
    assert found.reason == "the list of March 2011"
