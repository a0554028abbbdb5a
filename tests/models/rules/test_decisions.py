"""What each decision changes, but for those of a date, and when it may not be taken."""

from __future__ import annotations

import pytest

from models.rules.decisions import decide
from models.rules.progress import Deciding, Effects, NewStop, NotAllowed
from models.rules.repeated import REPLACED_BY
from models.rules.words import DecisionKind, Priority, Progress, Step, StopKind
from tests.models.rules.builders import (
    INDEPENDENT,
    SECRETARY,
    an_action,
    heard,
    stop,
    stopped,
    told,
    waits,
)
from tests.models.rules.deciding import BOARD, LATER, ON, OPEN, by, closed, decided
from tests.tables import table

WAITING = stopped(OPEN, stop(StopKind.EVIDENCE, "2010-10-01"))
WAYS = {
    DecisionKind.ACCEPT: Progress.CLOSED_ACCEPTED,
    DecisionKind.NOT_IMPLEMENTED: Progress.CLOSED_NOT_IMPLEMENTED,
    DecisionKind.SUPERSEDED: Progress.CLOSED_SUPERSEDED,
    DecisionKind.OUTSIDE_CONTROL: Progress.CLOSED_OUTSIDE_CONTROL,
}


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
