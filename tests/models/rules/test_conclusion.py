"""When it was answered whether a change has held, and when a review may be concluded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.conclusion import (
    check_answered_on,
    check_day,
    refuse_early_check,
    refuse_unfinished,
)
from models.rules.facts import ActionFacts, Stop
from models.rules.progress import Deciding, NotAllowed
from models.rules.records import Decided
from models.rules.words import DecisionKind, Progress, Step, StopKind
from tests.models.rules.builders import CHAIR, POLICY, an_action, day, person, stopped
from tests.tables import table

CLOSED = "2010-08-31"


def decided(kind: DecisionKind, on: str) -> Decided:
    """A decision of the chair."""
    return Decided(
        decision_id=1,
        kind=kind,
        on=day(on),
        recorded_on=day(on),
        person_id=person(CHAIR),
        post_id=CHAIR,
    )


ACCEPTED = decided(DecisionKind.ACCEPT, CLOSED)


def closed(
    *decisions: Decided, how: Progress = Progress.CLOSED_ACCEPTED, waits: bool = False
) -> ActionFacts:
    """The action closed on 31 August 2010, with these decisions."""
    closure = Stop(kind=StopKind.CLOSURE, from_on=day(CLOSED), closed_as=how, awaits_adoption=waits)
    return replace(stopped(an_action(), closure), decisions=decisions)


def answered(step: Step, *decisions: Decided) -> date | None:
    """The day on which a check was answered."""
    action = closed(ACCEPTED, *decisions)
    closure = action.stopped(day("2012-01-01"), StopKind.CLOSURE)
    assert closure is not None
    return check_answered_on(action, closure, check_day(closure, step, POLICY))


@pytest.mark.clause("4.16")
def test_a_check_is_answered_on_its_day_or_later() -> None:
    """Six months after 31 August is 28 February; what is said at twelve months answers both."""
    early = decided(DecisionKind.IMPACT_HELD, "2011-02-28")
    late = decided(DecisionKind.IMPACT_HELD, "2011-09-01")
    assert answered(Step.I6) is None
    assert answered(Step.I6, early, late) == day("2011-02-28")
    assert answered(Step.I12, early) is None
    assert answered(Step.I12, early, late) == day("2011-09-01")
    assert answered(Step.I6, late) == day("2011-09-01")


@pytest.mark.clause("4.16")
def test_a_linked_action_answers_both_checks() -> None:
    """The change did not hold: nothing more is asked of what was closed."""
    linked = decided(DecisionKind.IMPACT_NOT_HELD, "2011-03-01")
    assert answered(Step.I6, linked) == answered(Step.I12, linked) == day("2011-03-01")
    at_once, before = (decided(linked.kind, on) for on in (CLOSED, "2010-08-30"))
    assert answered(Step.I6, at_once) == day(CLOSED)
    assert answered(Step.I6, before) is None  # it was said of an earlier closure


@pytest.mark.clause("4.16")
def test_an_open_action_has_no_check_to_be_early_for() -> None:
    """What is said of one is refused elsewhere."""
    what = Deciding(kind=DecisionKind.IMPACT_HELD, on=day("2010-09-30"))
    refuse_early_check(an_action(), what, POLICY)
    with pytest.raises(NotAllowed, match="asked from 28 February 2011, 6 months after"):
        refuse_early_check(closed(ACCEPTED), what, POLICY)


@pytest.mark.clause("3.3", "4.16")
def test_of_a_closure_that_was_adopted_later_nothing_is_asked_of_a_day_before() -> None:
    """The plan recorded it, and its checks had passed when the committee took it over."""
    early, late = (decided(DecisionKind.ADOPT, on) for on in ("2010-10-13", "2011-09-14"))
    refuse_unfinished("child-x", (closed(late),), day("2012-01-01"), POLICY)
    with pytest.raises(NotAllowed, match="since 31 August 2011"):
        refuse_unfinished("child-x", (closed(early),), day("2012-01-01"), POLICY)
    on_the_day = decided(DecisionKind.ADOPT, "2011-08-31")
    refuse_unfinished("child-x", (closed(on_the_day),), day("2012-01-01"), POLICY)
    refuse_unfinished("child-x", (closed(early, late),), day("2012-01-01"), POLICY)


@pytest.mark.clause("4.16")
@table(
    ("action", "said"),
    [
        (an_action(), "child-x/1 is open."),
        (closed(waits=True), "waits to be adopted"),
        (closed(ACCEPTED), "nobody has confirmed since 31 August 2011 that the change held"),
        (closed(ACCEPTED, decided(DecisionKind.IMPACT_HELD, "2011-03-01")), "31 August 2011"),
    ],
)
def test_a_review_is_not_concluded_while_something_is_missing(
    action: ActionFacts, said: str
) -> None:
    """Each action that lacks something is named, with what it lacks."""
    with pytest.raises(NotAllowed, match=f"child-x cannot be concluded yet.*{said}"):
        refuse_unfinished("child-x", (action,), day("2012-01-01"), POLICY)


@pytest.mark.clause("4.16")
def test_a_check_that_is_to_come_is_said_to_come() -> None:
    """Until the day before, nobody can have confirmed it; on the day somebody may."""
    with pytest.raises(NotAllowed, match="the change held is asked on 31 August 2011"):
        refuse_unfinished("child-x", (closed(ACCEPTED),), day("2011-08-30"), POLICY)
    with pytest.raises(NotAllowed, match="nobody has confirmed since 31 August 2011"):
        refuse_unfinished("child-x", (closed(ACCEPTED),), day("2011-08-31"), POLICY)


@pytest.mark.clause("4.16")
def test_of_many_the_first_five_are_named() -> None:
    """A sentence is not a list of forty-nine."""
    with pytest.raises(NotAllowed, match=r"(child-x/1 is open. ){5}And 2 more\."):
        refuse_unfinished("child-x", (an_action(),) * 7, day("2012-01-01"), POLICY)
    with pytest.raises(NotAllowed, match=r"(child-x/1 is open. ?){5}$"):
        refuse_unfinished("child-x", (an_action(),) * 5, day("2012-01-01"), POLICY)


@pytest.mark.clause("4.16")
def test_a_review_is_concluded_when_all_is_closed_and_checked() -> None:
    """Other closures have no check."""
    done = closed(ACCEPTED, decided(DecisionKind.IMPACT_HELD, "2011-08-31"))
    other = closed(how=Progress.CLOSED_NOT_IMPLEMENTED)
    refuse_unfinished("child-x", (done, other), day("2012-01-01"), POLICY)
