"""What the facts say of themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import PolicyChange
from models.rules.known import known_on
from models.rules.records import Decided
from models.rules.words import DecisionKind, PostKind, Progress, Step
from tests.models.rules.builders import (
    CHAIR,
    COMMITTEE,
    HEALTH,
    HOUSING,
    LEAD,
    SAFEGUARDING,
    a_board,
    an_action,
    day,
    heard,
    holds,
    meeting,
    post,
    told,
    version,
    withdrawn,
)


@pytest.mark.clause("6.1")
def test_the_next_meeting_is_on_the_day_or_after() -> None:
    """A meeting of the very day is the next one; after the last there is none."""
    committee = a_board(meetings=("2010-11-17", "2011-01-26")).committees[COMMITTEE]
    assert committee.next_meeting(day("2010-11-17")) == meeting("2010-11-17")
    assert committee.next_meeting(day("2010-11-18")) == meeting("2011-01-26")
    assert committee.next_meeting(day("2011-01-27")) is None


@pytest.mark.clause("6.1")
def test_a_board_is_known_as_of_a_day() -> None:
    """A meeting entered later is none yet, one called off later stands; a refusal is to come."""
    board = a_board(meetings=["2010-11-17", "2010-12-15"], undeliverable=[5, 6])
    entered = replace(board.committees[COMMITTEE].meetings[1], entered_on=day("2010-11-02"))
    called_off = replace(meeting("2010-11-03"), cancelled_on=day("2010-11-02"))
    committee = replace(
        board.committees[COMMITTEE],
        meetings=(board.committees[COMMITTEE].meetings[0], entered),
        called_off=(called_off,),
    )
    refused_on = {5: day("2010-11-02"), 6: day("2010-11-01")}
    board = replace(board, committees={COMMITTEE: committee}, refused_on=refused_on)
    board = replace(board, change=PolicyChange(on=day("2010-11-01"), before=board))
    before, since = known_on(board, day("2010-11-01")), known_on(board, day("2010-11-02"))
    assert since == board
    for one in (before, before.change.before if before.change else board):
        found = one.committees[COMMITTEE]
        assert [m.on for m in found.meetings] == [day("2010-11-03"), day("2010-11-17")]
        assert [m.cancelled_on for m in (*found.meetings, *found.called_off)] == [None, None]
        assert one.undeliverable == {6}


@pytest.mark.clause("5.7")
def test_a_post_is_held_from_a_day_to_the_day_before_another() -> None:
    """A tenure covers its first day and not the day on which it ends."""
    end = day("2010-08-20")
    one = post(LEAD, holds(LEAD, 101, end=end), holds(LEAD, 201, end, nth=1))
    held = [one.holder(day(on)) for on in ("2010-08-19", "2010-08-20")]
    assert [t.person_id for t in held if t] == [101, 201]
    assert one.holder(day("2008-12-31")) is None


@pytest.mark.clause("5.7")
def test_of_two_who_hold_a_post_on_a_day_the_later_does() -> None:
    """Whoever was entered last."""
    both = post(LEAD, holds(LEAD, 101), holds(LEAD, 111, day("2010-09-01"), nth=1))
    held = both.holder(day("2010-10-01"))
    assert held is not None
    assert held.person_id == 111


@pytest.mark.clause("4.6")
def test_an_agency_has_its_post_of_a_kind_or_none() -> None:
    """The first post of the kind that was entered."""
    found = a_board().post_of(HEALTH, PostKind.SAFEGUARDING_LEAD)
    assert found is not None
    assert found.post_id == SAFEGUARDING
    assert a_board().post_of(HOUSING, PostKind.SAFEGUARDING_LEAD) is None


@pytest.mark.clause("5.3")
def test_a_follow_from_day_counts_as_the_day_of_entry() -> None:
    """The later of the two; a follow-from day before the entry changes nothing."""
    action = an_action(entered="2010-08-02")
    assert action.counted_from == day("2010-08-02")
    assert replace(action, follow_from=day("2010-09-01")).counted_from == day("2010-09-01")
    assert replace(action, follow_from=day("2010-07-01")).counted_from == day("2010-08-02")


@pytest.mark.clause("5.1")
def test_a_withdrawn_line_does_not_stand() -> None:
    """The ledger keeps it, and the rules do not count it."""
    line = told(Step.R5, "2010-10-08")
    assert heard(an_action(), line).standing_entries(Step.R5) == (line,)
    assert heard(an_action(), withdrawn(line)).standing_entries(Step.R5) == ()


@pytest.mark.clause("1.6")
def test_a_version_names_the_cause_of_its_notices() -> None:
    """The cause of R and E is the version of the due date."""
    assert version("2010-10-15", "2010-08-02", number=7).key == "v7"


@pytest.mark.clause("3.1")
def test_four_kinds_of_progress_are_closed() -> None:
    """Accepted, not implemented, superseded, outside our control."""
    assert sum(progress.is_closed for progress in Progress) == 4
    assert not Progress.EVIDENCE_SUBMITTED.is_closed


@pytest.mark.clause("6.1")
@pytest.mark.clause("4.15")
def test_the_interval_of_checkpoints_is_the_one_that_was_decided_last() -> None:
    """None where nobody decided; other decisions say nothing of it."""
    first, second, held = (
        Decided(
            decision_id=n,
            kind=kind,
            on=day(on),
            recorded_on=day(on),
            person_id=1,
            post_id=CHAIR,
            interval_months=months,
        )
        for n, (kind, on, months) in enumerate(
            (
                (DecisionKind.INTERVAL, "2010-09-01", 6),
                (DecisionKind.INTERVAL, "2010-10-01", 1),
                (DecisionKind.HOLD, "2010-11-01", None),
            )
        )
    )
    assert an_action().interval_months is None
    assert replace(an_action(), decisions=(first, held)).interval_months == 6
    assert replace(an_action(), decisions=(first, second, held)).interval_months == 1
    assert replace(an_action(), decisions=(first, held)).decided(DecisionKind.HOLD) == (held,)
    assert (first.key, held.key) == ("d0", "d2")
