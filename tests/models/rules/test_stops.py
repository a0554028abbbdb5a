"""What stops steps, until when, and how days are counted across it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.facts import Stop
from models.rules.ladder import Verdict, view
from models.rules.stops import (
    STOPS_WHAT,
    advance,
    covering,
    extension_ends_on,
    not_before,
    stage_stops,
    stop_words,
    stops_on,
)
from models.rules.words import Step, StopKind
from tests.models.rules.builders import CALENDAR, a_board, an_action, day, heard, stop, stopped
from tests.models.rules.scenarios import stops
from tests.tables import table

HOLD, EVIDENCE, ASKED = StopKind.HOLD, StopKind.EVIDENCE, StopKind.EXTENSION_ASKED
KINDS = (EVIDENCE, HOLD, StopKind.CLOSURE, ASKED, StopKind.SILENCE)


@pytest.mark.clause("5.10b")
@table(
    ("case", "given_stops", "start", "n", "expected"),
    [
        ("none", (), "2010-10-15", 5, "2010-10-22"),
        (
            "over: it ended before",
            (stop(HOLD, "2010-10-01", "2010-10-15"),),
            "2010-10-15",
            1,
            "2010-10-18",
        ),
        ("18 19 20 lost", (stop(HOLD, "2010-10-18", "2010-10-21"),), "2010-10-15", 5, "2010-10-27"),
        (
            "a weekend is nothing lost",
            (stop(HOLD, "2010-10-16", "2010-10-18"),),
            "2010-10-15",
            1,
            "2010-10-18",
        ),
        (
            "it begins on the day counted",
            (stop(HOLD, "2010-10-22", "2010-10-25"),),
            "2010-10-15",
            5,
            "2010-10-25",
        ),
        (
            "it begins the day after",
            (stop(HOLD, "2010-10-25", "2010-11-01"),),
            "2010-10-15",
            5,
            "2010-10-22",
        ),
        (
            "over Christmas: 20 to 23 lost",
            (stop(HOLD, "2010-12-20", "2011-01-04"),),
            "2010-12-17",
            1,
            "2011-01-04",
        ),
        (
            "one day long: from and to the same day",
            (stop(HOLD, "2010-10-18", "2010-10-18"),),
            "2010-10-15",
            1,
            "2010-10-18",
        ),
        (
            "one inside the other",
            (stop(HOLD, "2010-10-18", "2010-10-27"), stop(EVIDENCE, "2010-10-20", "2010-10-22")),
            "2010-10-15",
            1,
            "2010-10-27",
        ),
        ("without an end", (stop(EVIDENCE, "2010-10-18"),), "2010-10-15", 1, None),
    ],
)
def test_stopped_days_are_not_counted(
    case: str, given_stops: tuple[Stop, ...], start: str, n: int, expected: str | None
) -> None:
    """Rule 10: the WDs from the day a stop began to the day before it ended do not count."""
    found = advance(CALENDAR, given_stops, day(start), n)
    assert found == (day(expected) if expected else None), case


@pytest.mark.clause("5.10b")
@given(
    st.lists(stops(), max_size=4), st.dates(date(2010, 8, 2), date(2011, 3, 1)), st.integers(1, 40)
)
def test_counting_agrees_with_walking_day_by_day(some: list[Stop], start: date, n: int) -> None:
    """The n-th WD that no stop covers, found by walking, is the one that is counted."""
    in_order = sorted((s for s in some if s.until_on), key=lambda s: s.from_on)
    walked = [
        d
        for d in CALENDAR.working_days(start, date(2012, 10, 31))
        if d > start and not any(s.covers(d) for s in in_order)
    ]
    assert advance(CALENDAR, in_order, start, n) == walked[n - 1]


@pytest.mark.clause("5.10a")
@table(
    ("case", "asked", "meetings", "expected"),
    [
        ("no meeting: 20 WD, 18 Oct to 12 Nov", stop(ASKED, "2010-10-15"), (), "2010-11-12"),
        ("frozen that very day", stop(ASKED, "2010-10-15"), ("2010-10-29",), "2010-10-30"),
        (
            "frozen the day before: the next",
            stop(ASKED, "2010-10-15"),
            ("2010-10-28", "2010-11-17"),
            "2010-11-18",
        ),
        (
            "two meetings ahead",
            stop(ASKED, "2010-10-15"),
            ("2010-10-29", "2010-11-17"),
            "2010-10-30",
        ),
        ("decided first", stop(ASKED, "2010-10-15", "2010-10-20"), ("2010-10-29",), "2010-10-20"),
        ("decided after", stop(ASKED, "2010-10-15", "2010-11-17"), ("2010-10-29",), "2010-10-30"),
    ],
)
def test_an_extension_asked_for_stops_until_the_meeting_it_met(
    case: str, asked: Stop, meetings: tuple[str, ...], expected: str
) -> None:
    """The day after the first meeting whose cut-off it met, the decision, or 20 WD."""
    board = a_board(meetings=meetings)
    assert extension_ends_on(asked, an_action(), board) == day(expected), case


@pytest.mark.clause("5.10")
def test_a_stop_counts_from_the_day_it_began() -> None:
    """One that begins later is not known yet; an extension asked for after the date is none."""
    later, asked = stop(HOLD, "2010-11-01"), stop(ASKED, "2010-10-16")
    action = stopped(an_action(), later, asked)
    assert stops_on(action, a_board(), day("2010-10-31")) == ()
    assert stops_on(action, a_board(), day("2010-11-01")) == (later,)
    assert stops_on(stopped(an_action(None), asked), a_board(), day("2010-11-01")) == ()


@pytest.mark.clause("5.10b")
def test_a_hold_beyond_the_calendar_has_no_end_yet() -> None:
    """Held until 2030, whose holidays nobody handed in: no stage has a day, and nothing fails."""
    held = stopped(heard(an_action()), stop(HOLD, "2010-10-18", "2030-01-01"))
    views = view(held, a_board(ran="2010-10-18"), day("2010-10-19"))
    e1 = next(v for v in views if v.step is Step.E1)
    assert (e1.planned_on, e1.verdict) == (None, Verdict.HELD_BACK)


@pytest.mark.clause("5.10b")
def test_a_stop_near_the_end_of_the_calendar_has_no_end_yet() -> None:
    """The calendar ends with 2012: 120 days before is 2 September, and a day later is too late."""
    counted, not_yet = (
        stop(HOLD, "2012-06-01", "2012-09-02"),
        stop(HOLD, "2012-06-01", "2012-09-03"),
    )
    found = stops_on(stopped(an_action(), counted, not_yet), a_board(), day("2012-06-01"))
    assert [s.until_on for s in found] == [day("2012-09-02"), None]


@pytest.mark.clause("5.10")
def test_stops_come_in_the_order_in_which_they_began() -> None:
    """Whatever the order in which they were recorded: days lost to two are lost once."""
    later, earlier = (
        stop(EVIDENCE, "2010-10-25", "2010-11-01"),
        stop(HOLD, "2010-10-18", "2010-10-27"),
    )
    action = stopped(an_action(), later, earlier)
    assert stops_on(action, a_board(), day("2010-11-01")) == (earlier, later)


@pytest.mark.clause("5.10a")
def test_an_extension_asked_for_stops_no_e1() -> None:
    """It stops E2 and above; a silence is no stop of the stages' days."""
    asked, silence, hold = (
        stop(ASKED, "2010-10-15", "2010-11-01"),
        stop(StopKind.SILENCE, "2010-10-15"),
        stop(HOLD, "2010-10-15", "2010-11-01"),
    )
    assert stage_stops((asked, silence, hold), Step.E1) == (hold,)
    assert stage_stops((asked, silence, hold), Step.E2) == (asked, hold)


@pytest.mark.clause("5.10b")
def test_a_stop_covers_its_first_day_and_not_its_last() -> None:
    """From the day it began to the day before it ended."""
    hold = stop(HOLD, "2010-10-18", "2010-10-20")
    days = ("2010-10-17", "2010-10-18", "2010-10-19", "2010-10-20")
    assert [covering((hold,), day(d), HOLD) is hold for d in days] == [False, True, True, False]
    assert covering((hold,), day("2010-10-18"), EVIDENCE) is None


@pytest.mark.clause("5.10b")
def test_no_stage_is_told_before_the_fifth_day_after_a_stop() -> None:
    """Ended on 20 October: 21 22 25 26 27; an open one has no such day."""
    ended, still = stop(HOLD, "2010-10-18", "2010-10-20"), stop(EVIDENCE, "2010-10-18")
    assert not_before(CALENDAR, (ended, still), 5) == [day("2010-10-27")]


@pytest.mark.clause("5.10")
def test_a_stop_is_said_in_words() -> None:
    """What stops, since when and, where it is known, the last day of it."""
    assert stop_words(stop(HOLD, "2010-10-18", "2010-10-20")).endswith(
        "2010, up to and including 19 October 2010"
    )
    assert stop_words(stop(ASKED, "2010-10-18", "2010-10-20")).endswith(
        "2010, which stops E2 and above up to and including 19 October 2010"
    )
    assert stop_words(stop(EVIDENCE, "2010-10-18", "2010-10-20")).endswith(
        "2010 and waited for a decision until 20 October 2010"
    )
    assert [stop_words(stop(kind, "2010-10-18")) for kind in KINDS] == [
        "evidence was submitted on 18 October 2010 and waits for a decision",
        "held by the committee or its chair on 18 October 2010",
        "closed on 18 October 2010",
        "an extension was asked for on 18 October 2010",
        "silenced by the secretary on 18 October 2010",
    ]


@pytest.mark.clause("2.3", "5.10", "5.10a")
@table(
    ("kind", "what"),
    [
        (EVIDENCE, "the leads' lists, reminders and stages"),
        (HOLD, "the leads' lists, reminders and stages"),
        (ASKED, "stages E2 to E5"),
        (StopKind.SILENCE, "A, R and M, also on the secretary's list, and E1 to E3"),
    ],
)
def test_what_a_stop_stops_is_said(kind: StopKind, what: str) -> None:
    """Of an open action; a closure is the end of all but what answers it."""
    assert STOPS_WHAT[kind] == what
