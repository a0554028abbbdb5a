"""R20, R5 and R0: the reminders before a due date.

The action of the builders is due on Friday 15 October 2010: R20 on 17 September, R5 on 8 October.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.calendar import ONE_DAY
from models.rules.facts import ActionFacts, Entry, Stop
from models.rules.ladder import Verdict, view
from models.rules.words import REMINDERS, NoticeState, Priority, Step, StopKind, VersionCause
from tests.models.rules.builders import (
    a_board,
    an_action,
    day,
    heard,
    played,
    stop,
    stopped,
    told,
    version,
    waits,
)
from tests.tables import table

OPEN = a_board()
DUE = heard(an_action())


def yesterday(on: str) -> str:
    """The day before: a run on it has made the month's lists."""
    return (day(on) - ONE_DAY).isoformat()


def reminders(action: ActionFacts, start: str, end: str) -> list[str]:
    """ "R20 2010-09-17", for each reminder told."""
    found = played(action, OPEN, start, end)
    return [f"{step} {on}" for step in REMINDERS for on in found.get(step, [])]


def verdicts(action: ActionFacts, on: str) -> dict[str, str]:
    """What is said of each reminder on a day; no list is made up that day."""
    views = view(action, a_board(ran=yesterday(on)), day(on))
    return {v.step.value: v.verdict.value for v in views if v.step.is_reminder}


@pytest.mark.clause("4.4")
@table(
    ("case", "due", "expected"),
    [
        ("a Friday", "2010-10-15", ["R20 2010-09-17", "R5 2010-10-08", "R0 2010-10-15"]),
        (
            "a Sunday: R0 on the Friday before; R5 the fifth WD before the Sunday, R20 the 20th",
            "2010-10-17",
            ["R20 2010-09-20", "R5 2010-10-11", "R0 2010-10-15"],
        ),
        (
            # The 20th before is 26 Nov, and the list of 1 Nov is earlier than 5 WD before that.
            "31 December, closed: R0 on 23 Dec; R5 is 23 22 21 20 17",
            "2010-12-31",
            ["R20 2010-11-26", "R5 2010-12-17", "R0 2010-12-23"],
        ),
        (
            "3 May 2011: Easter, the wedding and May Day are in between; 28 27 26 21 20 Apr",
            "2011-05-03",
            ["R20 2011-03-30", "R5 2011-04-20", "R0 2011-05-03"],
        ),
    ],
)
def test_reminders_fall_before_the_due_date(case: str, due: str, expected: list[str]) -> None:
    """`d-20WD`, `d-5WD`, and `d` or the WD before it."""
    assert reminders(heard(an_action(due)), "2010-08-03", "2011-06-30") == expected, case


@pytest.mark.clause("5.9")
def test_high_priority_reminds_later() -> None:
    """Rule 9: 10 and 3 WD before: 1 October, where the list names it, and 12 October."""
    action = replace(DUE, priority=Priority.HIGH)
    assert reminders(action, "2010-09-02", "2010-12-31") == ["R5 2010-10-12", "R0 2010-10-15"]


@pytest.mark.clause("5.2")
@table(
    ("a_on", "expected"),
    [
        ("2010-09-16", ["R20 2010-09-17", "R5 2010-10-08", "R0 2010-10-15"]),
        ("2010-09-17", ["R5 2010-10-08", "R0 2010-10-15"]),  # planned on the day A was told
        ("2010-10-08", ["R0 2010-10-15"]),
        ("2010-10-15", []),
        ("2010-10-20", []),
    ],
)
def test_reminders_planned_by_the_day_a_was_told_are_passed_over(
    a_on: str, expected: list[str]
) -> None:
    """Rule 2: those planned on or before the day A was first told for this version."""
    assert reminders(an_action(entered=a_on), a_on, "2010-12-31") == expected


@pytest.mark.clause("5.2")
def test_of_several_due_only_the_latest_is_told() -> None:
    """No run from 16 September to 8 October: R5 is told and R20 is passed over for good."""
    assert verdicts(DUE, "2010-10-08") == {"R20": "passed-over", "R5": "due", "R0": "later"}
    assert reminders(DUE, "2010-10-08", "2010-12-31") == ["R5 2010-10-08", "R0 2010-10-15"]


@pytest.mark.clause("5.2")
def test_after_the_due_date_none_is_told() -> None:
    """No run until Monday 18 October: all three are passed over."""
    assert set(verdicts(DUE, "2010-10-18").values()) == {"passed-over"}


@pytest.mark.clause("5.1")
def test_a_missed_reminder_is_told_late() -> None:
    """No run on 8 October: R5 is told on the Monday after."""
    assert reminders(DUE, "2010-10-11", "2010-10-14") == ["R5 2010-10-11"]


@pytest.mark.clause("5.2")
@table(
    ("case", "listed", "verdict"),
    [
        ("ten days before: too early", told(Step.M, "2010-09-09", cause="2010-09"), "due"),
        ("the fifth WD before, 16 15 14 13 10", told(Step.M, "2010-09-10", cause="2010-09"), "no"),
        ("queued and not accepted", waits(Step.M, "2010-09-10", cause="2010-09"), "no"),
        (
            "the secretary's list is not the lead's",
            told(Step.M, "2010-09-10", 5, cause="2010-09", first=False),
            "due",
        ),
    ],
)
def test_r20_gives_way_to_the_months_list(case: str, listed: Entry, verdict: str) -> None:
    """Rule 2: passed over where an M queued from 5 WD before its day on listed the action."""
    found = verdicts(heard(an_action(), listed), "2010-09-17")["R20"]
    assert found == ("passed-over" if verdict == "no" else "due"), case


@pytest.mark.clause("5.2")
def test_r20_gives_way_to_the_list_of_the_same_run() -> None:
    """Due on 29 October: R20 falls on 1 October, when the list names the action."""
    found = played(heard(an_action("2010-10-29")), OPEN, "2010-09-02", "2010-10-29")
    assert found[Step.M] == ["2010-10-01"]
    assert Step.R20 not in found


@pytest.mark.clause("5.10")
@table(
    ("case", "given", "expected"),
    [
        (
            "evidence from 7 to 12 Oct: R5 on the day it came back",
            stop(StopKind.EVIDENCE, "2010-10-07", "2010-10-12"),
            ["R5 2010-10-12", "R0 2010-10-15"],
        ),
        ("held over all of them", stop(StopKind.HOLD, "2010-10-07", "2010-11-01"), []),
        (
            "silenced until 11 Oct: due on the first run after",
            stop(StopKind.SILENCE, "2010-10-07", "2010-10-12"),
            ["R5 2010-10-12", "R0 2010-10-15"],
        ),
        (
            "an extension asked for stops no reminder",
            stop(StopKind.EXTENSION_ASKED, "2010-10-07"),
            ["R5 2010-10-08", "R0 2010-10-15"],
        ),
    ],
)
def test_a_stopped_reminder_is_due_when_the_stop_ends(
    case: str, given: Stop, expected: list[str]
) -> None:
    """Rule 1 and 10: a reminder that was kept back is due on the first run after, up to `d`."""
    action = heard(an_action(), told(Step.R20, "2010-09-17"))
    assert reminders(stopped(action, given), "2010-10-04", "2010-12-31") == expected, case


@pytest.mark.clause("5.11")
def test_a_new_date_has_the_reminders_still_ahead() -> None:
    """Rule 11: extended on 1 October to the 29th: its R20 is that day and past, R5 is the 22nd."""
    extended = replace(
        DUE, version=version("2010-10-29", "2010-10-01", VersionCause.EXTENDED, number=2)
    )
    assert reminders(extended, "2010-10-01", "2010-10-29") == ["R5 2010-10-22", "R0 2010-10-29"]


@pytest.mark.clause("1.4")
def test_a_reminder_is_not_queued_twice() -> None:
    """It waits until it is accepted, and was passed over once if the ledger says so."""
    waiting = heard(an_action(), waits(Step.R20, "2010-09-17"))
    assert verdicts(waiting, "2010-09-20")["R20"] == Verdict.WAITING
    line = replace(waits(Step.R20, "2010-09-17"), state=NoticeState.PASSED_OVER)
    assert verdicts(heard(an_action(), line), "2010-09-20")["R20"] == Verdict.PASSED_OVER


@pytest.mark.clause("8.1")
@table(
    ("due", "on", "said"),
    [
        ("2010-10-15", "2010-10-08", "R5: 5 working days before 15 October 2010"),
        ("2010-10-17", "2010-10-11", "R5: 5 working days before 17 October 2010"),
        ("2010-10-15", "2010-10-15", "due today, 15 October 2010"),
        ("2010-10-17", "2010-10-15", "due 17 October 2010, a Sunday"),
        (
            "2010-12-31",
            "2010-12-23",
            "due 31 December 2010, when the board is closed (24 December to 1 January)",
        ),
    ],
)
def test_a_reminder_says_how_long_is_left(due: str, on: str, said: str) -> None:
    """The reason counts working days, and says so where the day itself has come."""
    views = view(heard(an_action(due)), a_board(ran=yesterday(on)), day(on))
    assert [v.reason for v in views if v.verdict is Verdict.DUE] == [said]


@pytest.mark.clause("5.2")
def test_the_latest_of_several_is_named() -> None:
    """None was told by 15 October: R20 gives way to R0, which is the latest, and so does R5."""
    views = view(DUE, a_board(ran="2010-10-14"), day("2010-10-15"))
    said = {v.step: v.reason for v in views if v.verdict is Verdict.PASSED_OVER}
    assert said[Step.R20] == said[Step.R5] == "R0 is due as well, and only the latest is told"


@pytest.mark.clause("5.2")
def test_a_list_that_was_queued_this_morning_counts() -> None:
    """An earlier run of R20's own day queued an M that names the action."""
    action = heard(an_action(), waits(Step.M, "2010-09-17", cause="2010-09"))
    assert verdicts(action, "2010-09-17")["R20"] == "passed-over"
