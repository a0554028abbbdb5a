"""What a decision of a date changes: set, extended, held, read, or looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.decisions import confirm, decide
from models.rules.facts import ActionFacts
from models.rules.progress import Deciding, Effects, NewStop, NewVersion, NotAllowed
from models.rules.words import DateState, DecisionKind, StopKind, VersionCause
from tests.models.rules.builders import (
    CHAIR,
    SECRETARY,
    a_board,
    an_action,
    day,
    stop,
    stopped,
    version,
)
from tests.models.rules.deciding import BOARD, LATER, ON, OPEN, by, closed, decided
from tests.tables import table

DUE = day("2010-10-15")
AS_WRITTEN = replace(
    an_action(None), version=replace(an_action(None).version, as_written="To follow")
)


@pytest.mark.clause("5.11")
@table(
    ("kind", "cause"),
    [
        (DecisionKind.EXTEND, VersionCause.EXTENDED),
        (DecisionKind.SET_DATE, VersionCause.SET),
    ],
)
def test_a_new_date_is_a_new_version(kind: DecisionKind, cause: VersionCause) -> None:
    """Rule 11: the old ladder ends, and a request with it; evidence waits on, a hold lasts."""
    effects = decided(kind, until=LATER)
    assert effects.version == NewVersion(cause=cause, due_on=LATER, state=DateState.DATED)
    assert set(effects.ends) == {StopKind.EXTENSION_ASKED}
    assert effects.overtakes == "the action has a new date"


@pytest.mark.clause("2.4")
@table("kind", [DecisionKind.EXTEND, DecisionKind.SET_DATE])
def test_a_new_date_is_named(kind: DecisionKind) -> None:
    """Without --until there is none."""
    with pytest.raises(NotAllowed, match="names the day with --until"):
        decided(kind)


@pytest.mark.clause("2.4")
@table(
    ("due", "until"),
    [("2010-10-15", "2010-10-15"), ("2010-10-01", "2010-10-14"), ("2010-10-01", "2010-10-10")],
)
def test_an_extension_is_to_a_day_after_the_decision_and_the_due_date(due: str, until: str) -> None:
    """An extension to a day that is past would be overdue when it is granted."""
    with pytest.raises(NotAllowed, match="a day after the decision and after"):
        decided(DecisionKind.EXTEND, an_action(due), until=day(until))


@pytest.mark.clause("2.4")
def test_an_action_without_a_date_is_given_one_and_not_extended() -> None:
    """An extension is of something."""
    undated = an_action(None)
    with pytest.raises(NotAllowed, match="no date to extend: use set-date"):
        decided(DecisionKind.EXTEND, undated, until=LATER)
    assert decided(DecisionKind.SET_DATE, undated, until=LATER).version is not None


@pytest.mark.clause("2.4")
@table("kind", [DecisionKind.SET_DATE, DecisionKind.REOPEN])
def test_a_date_that_is_set_is_not_past(kind: DecisionKind) -> None:
    """A ladder on a past day would call the action overdue before anybody was told of the date."""
    action = closed() if kind is DecisionKind.REOPEN else an_action(None)
    with pytest.raises(NotAllowed, match="set a day that can still be met"):
        decided(kind, action, until=day("2001-01-01"))
    assert decided(kind, action, until=ON).version is not None


@pytest.mark.clause("2.4", "5.10")
def test_a_hold_lasts_through_its_last_day() -> None:
    """Held until 30 November: the ladder goes on from 1 December. A new hold replaces the old."""
    effects = decided(DecisionKind.HOLD, until=day("2010-11-30"))
    held = NewStop(kind=StopKind.HOLD, from_on=ON, until_on=day("2010-12-01"))
    assert effects == Effects(ends=(StopKind.HOLD,), opens=(held,), overtakes="the action is held")


@pytest.mark.clause("2.4")
@table(
    ("until", "said"),
    [
        (None, "a hold names its last day with --until"),
        (day("2010-10-13"), "13 October 2010 is before the decision; a hold names its last day"),
    ],
)
def test_a_hold_names_its_last_day(until: date | None, said: str) -> None:
    """One without an end would be a closure by another name."""
    with pytest.raises(NotAllowed, match=said):
        decided(DecisionKind.HOLD, until=until)


@pytest.mark.clause("2.4")
def test_an_action_is_reopened_with_a_date() -> None:
    """The closure ends, and a new ladder begins."""
    effects = decided(DecisionKind.REOPEN, closed(), until=LATER)
    assert effects.version == NewVersion(cause=VersionCause.REOPENED, due_on=LATER)
    assert StopKind.CLOSURE in effects.ends
    with pytest.raises(NotAllowed, match="names the day with --until"):
        decided(DecisionKind.REOPEN, closed())
    with pytest.raises(NotAllowed, match="is not closed"):
        decided(DecisionKind.REOPEN, until=LATER)


@pytest.mark.clause("2.4")
def test_a_request_for_more_time_is_declined_where_no_evidence_waits() -> None:
    """Of both, the evidence goes back and the request waits on."""
    asked = stop(StopKind.EXTENSION_ASKED, "2010-10-04")
    alone = decided(DecisionKind.RETURN, stopped(OPEN, asked))
    assert alone == Effects(ends=(StopKind.EXTENSION_ASKED,))
    both = stopped(OPEN, asked, stop(StopKind.EVIDENCE, "2010-10-05"))
    assert decided(DecisionKind.RETURN, both) == Effects(ends=(StopKind.EVIDENCE,))


@pytest.mark.clause("2.2", "2.4")
def test_the_secretary_declines_no_request_for_more_time() -> None:
    """Without a meeting a return is of incomplete evidence."""
    action = stopped(OPEN, stop(StopKind.EXTENSION_ASKED, "2010-10-04"))
    with pytest.raises(NotAllowed, match="declined at a meeting"):
        decide(action, Deciding(kind=DecisionKind.RETURN, on=ON), by(SECRETARY), BOARD)


@pytest.mark.clause("3.2")
def test_an_action_awaits_a_trigger_once_event_and_day_are_named() -> None:
    """It has no due date; the version knows when one looks at it again."""
    what = Deciding(
        kind=DecisionKind.SET_DATE,
        on=ON,
        until=LATER,
        event="The inspection",
        meeting_on=day("2010-10-13"),
        minute="7.2",
    )
    effects = decide(OPEN, what, by(SECRETARY), BOARD)
    assert effects.overtakes == "the action awaits an event"
    assert effects.version == NewVersion(
        cause=VersionCause.SET,
        due_on=None,
        state=DateState.AWAITING_TRIGGER,
        review_on=LATER,
        read_as=(
            "It waits for an event, “The inspection”, and is looked at again on 1 December 2010."
        ),
    )
    for lacks in (replace(what, event=" "), replace(what, until=None)):
        with pytest.raises(NotAllowed, match=r"named with --event.*again with --until"):
            decide(OPEN, lacks, by(SECRETARY), BOARD)


@pytest.mark.clause("4.15")
def test_the_interval_is_of_a_recurring_action() -> None:
    """One to twenty-four months from one checkpoint to the next."""
    recurs = replace(
        an_action(None), version=version(None, "2010-08-02", state=DateState.RECURRING)
    )
    what = Deciding(
        kind=DecisionKind.INTERVAL,
        on=ON,
        interval_months=6,
        meeting_on=day("2010-10-13"),
        minute="7.2",
    )
    assert decide(recurs, what, by(SECRETARY), BOARD) == Effects()
    for months in (None, 0, 25):
        with pytest.raises(NotAllowed, match="an interval is 1 to 24 months"):
            decide(recurs, replace(what, interval_months=months), by(SECRETARY), BOARD)
    with pytest.raises(NotAllowed, match="does not recur"):
        decide(OPEN, what, by(SECRETARY), BOARD)


@pytest.mark.clause("2.2", "7.3")
def test_the_secretary_confirms_the_reading_of_a_date_as_proposed() -> None:
    """The day that was proposed is the due date of a new version."""
    effects = confirm(an_action(None), DUE, by(SECRETARY), BOARD, ON)
    assert effects.version == NewVersion(cause=VersionCause.CONFIRMED, due_on=DUE)
    assert effects.overtakes == "the action has a new date"


@pytest.mark.clause("2.2", "7.3")
@table(
    ("action", "proposed", "post", "said"),
    [
        (an_action(None), DUE, CHAIR, "Only the Secretary confirms"),
        (an_action(None), None, SECRETARY, "“no date” proposes no day"),
        (an_action(None), day("9999-12-31"), SECRETARY, "31 December 9999 is hardly meant"),
        (AS_WRITTEN, None, SECRETARY, "“To follow” proposes no day"),
        (an_action(None), None, SECRETARY, "proposes no day.* `matters decide .* set-date"),
        (OPEN, DUE, SECRETARY, "no reading waits to be confirmed.* `matters decide .* set-date"),
        (closed(), DUE, SECRETARY, "was closed on 20 September 2010"),
        (an_action(None, "2010-10-18"), DUE, SECRETARY, "cannot be confirmed on 14 October"),
    ],
)
def test_a_reading_that_may_not_be_confirmed(
    action: ActionFacts, proposed: date | None, post: int, said: str
) -> None:
    """By another hand, where nothing is proposed, where a date is agreed, closed or not entered."""
    with pytest.raises(NotAllowed, match=said):
        confirm(action, proposed, by(post), BOARD, ON)


@pytest.mark.clause("2.4")
@table("kind", [DecisionKind.EXTEND, DecisionKind.SET_DATE, DecisionKind.HOLD])
def test_no_calendar_is_counted_to_a_year_that_nobody_means(kind: DecisionKind) -> None:
    """A "never" of somebody's spreadsheet stopped every run of the board."""
    assert decided(kind, until=day("2100-12-31"))
    for until in ("2101-01-01", "9999-12-31"):
        with pytest.raises(NotAllowed, match="is hardly meant; is the year right"):
            decided(kind, until=day(until))


@pytest.mark.clause("2.4")
def test_what_can_be_decided_on_the_very_day() -> None:
    """On the day of entry, and held for one day alone."""
    entered = an_action("2010-12-01", ON.isoformat())
    effects = decided(DecisionKind.HOLD, entered, until=ON)
    assert effects.opens == (NewStop(kind=StopKind.HOLD, from_on=ON, until_on=day("2010-10-15")),)


@pytest.mark.clause("4.15")
@table("months", [1, 24])
def test_the_shortest_and_the_longest_interval(months: int) -> None:
    """A month, and two years."""
    recurs = replace(
        an_action(None), version=version(None, "2010-08-02", state=DateState.RECURRING)
    )
    what = Deciding(
        kind=DecisionKind.INTERVAL, on=ON, interval_months=months, meeting_on=ON, minute="7.2"
    )
    board = a_board(meetings=(ON.isoformat(),))
    assert decide(recurs, what, by(SECRETARY), board) == Effects()


@pytest.mark.clause("2.5")
def test_the_chair_declines_a_request_between_meetings() -> None:
    """By a chair's action, with no meeting and no minute."""
    asked = stopped(OPEN, stop(StopKind.EXTENSION_ASKED, "2010-10-11"))
    what = Deciding(kind=DecisionKind.RETURN, on=ON, chairs_action=True, reason="It can be done.")
    assert decide(asked, what, by(CHAIR), BOARD).ends == (StopKind.EXTENSION_ASKED,)
