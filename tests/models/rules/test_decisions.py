"""What each decision changes, and when it may not be taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.decisions import confirm, decide
from models.rules.facts import ActionFacts, Stop
from models.rules.progress import Actor, Deciding, Effects, NewStop, NewVersion, NotAllowed
from models.rules.repeated import REPLACED_BY
from models.rules.words import (
    DateState,
    DecisionKind,
    Priority,
    Progress,
    Step,
    StopKind,
    VersionCause,
)
from tests.models.rules.builders import (
    CHAIR,
    INDEPENDENT,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    person,
    stop,
    stopped,
    told,
    version,
    waits,
)
from tests.tables import table

BOARD = a_board(meetings=("2010-10-13",))
ON = day("2010-10-14")
DUE = day("2010-10-15")
LATER = day("2010-12-01")
AS_WRITTEN = replace(
    an_action(None), version=replace(an_action(None).version, as_written="To follow")
)
OPEN = an_action()
WAITING = stopped(OPEN, stop(StopKind.EVIDENCE, "2010-10-01"))
WAYS = {
    DecisionKind.ACCEPT: Progress.CLOSED_ACCEPTED,
    DecisionKind.NOT_IMPLEMENTED: Progress.CLOSED_NOT_IMPLEMENTED,
    DecisionKind.SUPERSEDED: Progress.CLOSED_SUPERSEDED,
    DecisionKind.OUTSIDE_CONTROL: Progress.CLOSED_OUTSIDE_CONTROL,
}


def closed(
    how: Progress = Progress.CLOSED_ACCEPTED, *, imported: bool = False, on: str = "2010-09-20"
) -> ActionFacts:
    """The action closed, on 20 September unless on another day."""
    closure = Stop(
        kind=StopKind.CLOSURE,
        from_on=day(on),
        closed_as=how,
        awaits_adoption=imported,
    )
    return stopped(OPEN, closure)


def decided(
    kind: DecisionKind,
    action: ActionFacts = OPEN,
    *,
    until: date | None = None,
    reason: str | None = "As was discussed.",
    into: int | None = 2,
) -> Effects:
    """What follows from a decision of 14 October, at the meeting of the day before."""
    what = Deciding(
        kind=kind,
        on=ON,
        until=until,
        reason=reason,
        into_action_id=into,
        meeting_on=day("2010-10-13"),
        minute="7.2",
    )
    return decide(action, what, by(SECRETARY), BOARD)


def by(post: int) -> Actor:
    """The holder of a post."""
    return Actor(person_id=person(post), post_ids=frozenset({post}), post_id=post)


@pytest.mark.clause("2.4", "5.10")
@table(("kind", "how"), WAYS.items())
def test_an_action_closes_in_four_ways(kind: DecisionKind, how: Progress) -> None:
    """What waits for a decision ends with it, and what waited to be told is withdrawn.

    A hold and a silence end by themselves, on their day.
    """
    effects = decided(kind, WAITING)
    assert effects.opens == (NewStop(kind=StopKind.CLOSURE, from_on=ON, closed_as=how),)
    assert set(effects.ends) == {StopKind.EVIDENCE, StopKind.EXTENSION_ASKED}
    assert effects.overtakes == "the action was closed"
    assert effects.version is None


@pytest.mark.clause("2.4")
def test_only_evidence_that_waits_is_accepted_or_returned() -> None:
    """There must be something for the committee to have seen."""
    for kind, verb in ((DecisionKind.ACCEPT, "accepted"), (DecisionKind.RETURN, "returned")):
        with pytest.raises(NotAllowed, match=f"no evidence waits to be {verb}"):
            decided(kind)


@pytest.mark.clause("2.4", "5.10b")
def test_a_return_lets_the_ladder_go_on() -> None:
    """Nothing but the stop of the evidence ends; the date stands (rule 10)."""
    assert decided(DecisionKind.RETURN, WAITING) == Effects(ends=(StopKind.EVIDENCE,))


@pytest.mark.clause("2.4")
@table("reason", [None, " "])
def test_not_implemented_has_a_reason(reason: str | None) -> None:
    """It is printed in the pack."""
    with pytest.raises(NotAllowed, match="not implemented needs a reason"):
        decided(DecisionKind.NOT_IMPLEMENTED, reason=reason)


@pytest.mark.clause("2.4")
@table("into", [None, OPEN.action_id])
def test_superseded_names_another_action(into: int | None) -> None:
    """Not none, and not itself."""
    with pytest.raises(NotAllowed, match="names another action with --into"):
        decided(DecisionKind.SUPERSEDED, into=into)


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


@pytest.mark.clause("5.9")
@table(
    ("kind", "priority"),
    [
        (DecisionKind.PRIORITY_HIGH, Priority.HIGH),
        (DecisionKind.PRIORITY_NORMAL, Priority.NORMAL),
    ],
)
def test_a_priority_changes_the_pace_and_nothing_told(
    kind: DecisionKind, priority: Priority
) -> None:
    """Rule 9: it applies to steps not yet told, so nothing ends and nothing is withdrawn."""
    assert decided(kind) == Effects(priority=priority)


@pytest.mark.clause("2.4")
@table(
    "kind",
    [
        *WAYS,
        DecisionKind.RETURN,
        DecisionKind.EXTEND,
        DecisionKind.SET_DATE,
        DecisionKind.HOLD,
        DecisionKind.INTERVAL,
        DecisionKind.PRIORITY_HIGH,
        DecisionKind.PRIORITY_NORMAL,
    ],
)
def test_a_closed_action_is_reopened_first(kind: DecisionKind) -> None:
    """Nothing else is decided of it."""
    with pytest.raises(NotAllowed, match=r"closed on 20 September 2010.*reopen it"):
        decided(kind, closed(), until=LATER)


@pytest.mark.clause("4.16")
@table("kind", [DecisionKind.IMPACT_HELD, DecisionKind.IMPACT_NOT_HELD])
def test_whether_a_change_held_is_decided_where_evidence_was_accepted(kind: DecisionKind) -> None:
    """I6 and I12 are asked of no other closure, of no open action, and not within six months."""
    assert decided(kind, closed(on="2010-04-14")) == Effects()
    with pytest.raises(NotAllowed, match="asked from 15 October 2010, 6 months after"):
        decided(kind, closed(on="2010-04-15"))
    for other in (
        OPEN,
        *(closed(how) for how in WAYS.values() if how is not Progress.CLOSED_ACCEPTED),
    ):
        with pytest.raises(NotAllowed, match="whether the change held"):
            decided(kind, other)


@pytest.mark.clause("4.16")
@table("into", [None, OPEN.action_id])
def test_a_change_that_did_not_hold_is_carried_on_by_another_action(into: int | None) -> None:
    """The committee confirms it or opens a linked action."""
    with pytest.raises(NotAllowed, match="carries on is named with --into"):
        decided(DecisionKind.IMPACT_NOT_HELD, closed(on="2010-04-14"), into=into)


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


@pytest.mark.clause("3.3")
def test_a_plans_record_is_adopted_once() -> None:
    """Only a closure that was imported, and only until the committee has resolved on it."""
    assert decided(DecisionKind.ADOPT, closed(imported=True)) == Effects(adopts=True)
    for other in (OPEN, closed()):
        with pytest.raises(NotAllowed, match="no closure that its plan records waits"):
            decided(DecisionKind.ADOPT, other)


@pytest.mark.clause("4.9")
@table("kind", [DecisionKind.LETTER_SENT, DecisionKind.LETTER_NOT_SENT])
def test_a_letter_is_recorded_where_one_was_drafted(kind: DecisionKind) -> None:
    """It is drafted when E5 is told; a stage that still waits has no letter yet."""
    drafted = heard(OPEN, told(Step.E5, "2010-10-12", INDEPENDENT))
    assert decided(kind, drafted) == Effects()
    for other in (OPEN, heard(OPEN, waits(Step.E5, "2010-10-12", INDEPENDENT))):
        with pytest.raises(NotAllowed, match="none was drafted"):
            decided(kind, other)


@pytest.mark.clause("2.4")
@table("kind", [DecisionKind.CONCLUDE])
def test_what_is_of_a_review_is_not_of_an_action(kind: DecisionKind) -> None:
    """A review is concluded, not an action."""
    with pytest.raises(NotAllowed, match="decided of a review, not of an action: name"):
        decided(kind)


@pytest.mark.clause("2.4")
def test_nothing_is_decided_before_the_action_was_entered() -> None:
    """A decision holds from a day on which there was something to decide on."""
    with pytest.raises(NotAllowed, match=r"entered on 18 October 2010.*decided on 14 October"):
        decided(DecisionKind.HOLD, an_action("2010-12-01", "2010-10-18"), until=LATER)


@pytest.mark.clause("2.6")
def test_the_wrong_hands_are_refused_before_anything_else() -> None:
    """Who may not decide learns nothing of how the action stands."""
    what = Deciding(kind=DecisionKind.ACCEPT, on=ON, chairs_action=True)
    with pytest.raises(NotAllowed, match="Only the Chair"):
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


@pytest.mark.clause("4.16")
def test_whether_a_change_held_names_no_other_action_and_no_other_closure() -> None:
    """Seven months after: held needs no link; superseded is asked about as little as before."""
    assert decided(DecisionKind.IMPACT_HELD, closed(on="2010-03-12"), into=None) == Effects()
    for how in (Progress.CLOSED_SUPERSEDED, Progress.CLOSED_NOT_IMPLEMENTED):
        with pytest.raises(NotAllowed, match="is asked of an action that was closed with"):
            decided(DecisionKind.IMPACT_HELD, closed(how, on="2010-03-12"))


@pytest.mark.clause("2.4")
def test_what_is_decided_before_its_time_says_so() -> None:
    """In a sentence."""
    with pytest.raises(NotAllowed, match="it cannot be decided on 14 October 2010"):
        decided(DecisionKind.HOLD, an_action("2010-12-01", "2010-10-18"), until=LATER)


@pytest.mark.clause("2.4")
def test_what_takes_the_place_of_a_decision_is_of_its_own_kind() -> None:
    """A closure is undone by a reopening, a date by another; what answers nothing, by nothing."""
    replaced = {kind: set(REPLACED_BY.get(kind, ())) for kind in DecisionKind}
    closing = {
        DecisionKind.ACCEPT,
        DecisionKind.NOT_IMPLEMENTED,
        DecisionKind.SUPERSEDED,
        DecisionKind.OUTSIDE_CONTROL,
    }
    assert {kind for kind in DecisionKind if DecisionKind.REOPEN in replaced[kind]} == {
        *closing,
        DecisionKind.EXTEND,
        DecisionKind.SET_DATE,
    }
    dating = {DecisionKind.EXTEND, DecisionKind.SET_DATE, DecisionKind.REOPEN}
    assert replaced[DecisionKind.EXTEND] == replaced[DecisionKind.SET_DATE] == dating
    assert replaced[DecisionKind.REOPEN] == closing
    assert replaced[DecisionKind.RETURN] == replaced[DecisionKind.ADOPT] == set()
    for one, other in (
        (DecisionKind.PRIORITY_HIGH, DecisionKind.PRIORITY_NORMAL),
        (DecisionKind.IMPACT_HELD, DecisionKind.IMPACT_NOT_HELD),
        (DecisionKind.LETTER_SENT, DecisionKind.LETTER_NOT_SENT),
        (DecisionKind.HOLD, DecisionKind.HOLD),
        (DecisionKind.INTERVAL, DecisionKind.INTERVAL),
    ):
        assert (replaced[one], replaced[other]) == ({other}, {one})
