"""What a day owes: the steps that are due, to whom, each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.rules.facts import ActionFacts, BoardFacts, Stop
from models.rules.ladder import Verdict, due_steps, view
from models.rules.notices import Notice, decide, owed
from models.rules.rehearsal import accepted
from models.rules.words import NoticeState, Step, StopKind
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CALENDAR,
    DEPUTY,
    LEAD,
    SAFEGUARDING,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    holds,
    person,
    post,
    ran,
    stop,
    stopped,
    told,
    vacant,
    withdrawn,
)
from tests.models.rules.scenarios import FEW, FROM, TO, actions, boards
from tests.tables import table

DAYS = CALENDAR.working_days(FROM, TO)


def run(
    action: ActionFacts, board: BoardFacts, days: tuple[date, ...]
) -> list[tuple[date, Notice]]:
    """What runs on these days tell, each accepted on its day; asked when its day has come."""
    found: list[tuple[date, Notice]] = []
    next_on: date | None = days[0]
    for on in days:
        if next_on is not None and next_on <= on:
            today = decide((action,), board, on)
            found += [(on, n) for n in today.notices]
            action = after(action, today.notices, on)
            board = told_too(board, today.notices, on)
            next_on = today.next_on[0][1]
        board = ran(board, on)
    return found


def after(action: ActionFacts, notices: tuple[Notice, ...], on: date) -> ActionFacts:
    """The action with the notices that are its own accepted."""
    own = (accepted(n, on) for n in notices if n.action_id is not None)
    return replace(action, ledger=(*action.ledger, *own))


def told_too(board: BoardFacts, notices: tuple[Notice, ...], on: date) -> BoardFacts:
    """The board with the notices that are of no action accepted."""
    own = (accepted(n, on) for n in notices if n.action_id is None)
    return replace(board, ledger=(*board.ledger, *own))


@pytest.mark.clause("5.5")
def test_a_day_that_is_no_working_day_is_quiet() -> None:
    """Rule 5: nothing is told on a Saturday, on Boxing Day or in the closure."""
    for on in (date(2010, 10, 16), date(2010, 12, 28), date(2010, 12, 31)):
        today = decide([heard(an_action())], a_board(), on)
        assert today.quiet
        assert (today.notices, today.next_on) == ((), ())
        assert due_steps(heard(an_action()), a_board(), on) == ()


@pytest.mark.clause("1.6")
def test_a_notice_says_who_what_when_and_why() -> None:
    """E2 on 22 October: to the safeguarding lead, and a copy to the lead."""
    action = heard(an_action(), told(Step.E1, "2010-10-18"))
    first, copy = owed(action, a_board(ran="2010-10-21"), day("2010-10-22"))
    assert (first.post_id, first.person_id) == (SAFEGUARDING, person(SAFEGUARDING))
    assert (first.step, first.cause, first.first, first.copy) == (Step.E2, "v1", True, False)
    assert first.planned_on == day("2010-10-22")
    assert first.reason == "E2: 5 working days after 15 October 2010"
    assert (copy.post_id, copy.first, copy.copy) == (LEAD, False, True)


@pytest.mark.clause("4.13")
def test_a_vacancy_is_reported_beside_the_stand_in() -> None:
    """The board member's post is vacant: its safeguarding lead is told instead, and it is said."""
    so_far = (told(Step.E1, "2010-10-18"), told(Step.E2, "2010-10-22", SAFEGUARDING))
    board = a_board(vacant(BOARD_MEMBER), ran="2010-10-28")
    today = decide([heard(an_action(), *so_far)], board, day("2010-10-29"))
    assert [(u.step, u.post_id, u.told_instead) for u in today.unreached] == [
        (Step.E3, BOARD_MEMBER, True)
    ]
    first = next(n for n in today.notices if n.first)
    assert (first.post_id, first.for_post_id, first.for_words) == (
        SAFEGUARDING,
        BOARD_MEMBER,
        "Board member",
    )


@pytest.mark.clause("4.13")
def test_nobody_to_tell_is_said_and_asked_again() -> None:
    """Every address is refused: no notice, an exception, and the same question the next day."""
    board = a_board(undeliverable=[person(p) for p in range(1, 10)])
    today = decide([an_action()], board, day("2010-08-02"))
    assert today.notices == ()
    assert [(u.step, u.post_id, u.told_instead) for u in today.unreached] == [(Step.A, LEAD, False)]
    assert today.next_on == ((1, day("2010-08-02")),)


@pytest.mark.clause("1.4", "5.7")
def test_while_one_of_two_leads_cannot_be_told_the_action_is_asked_again() -> None:
    """The safeguarding lead has the first's A; in the other's agency nobody can be told."""
    gone = [person(p) for p in range(1, 10) if p != SAFEGUARDING]
    action = replace(an_action(), leads=(LEAD, SECOND))
    today = decide([action], a_board(undeliverable=gone), day("2010-08-02"))
    assert [n.post_id for n in today.notices if n.step is Step.A] == [SAFEGUARDING]
    assert [(u.post_id, u.told_instead) for u in today.unreached] == [(LEAD, True), (SECOND, False)]
    assert today.next_on == ((1, day("2010-08-02")),)


@pytest.mark.clause("5.7")
def test_who_is_refused_is_replaced_and_the_others_are_not_told_again() -> None:
    """E3's board member was refused: the safeguarding lead is told in their stead, once."""
    so_far = (
        told(Step.E1, "2010-10-18"),
        told(Step.E2, "2010-10-22", SAFEGUARDING),
        withdrawn(told(Step.E3, "2010-10-29", BOARD_MEMBER)),
        told(Step.E3, "2010-10-29", SECRETARY, first=False),
        told(Step.E3, "2010-10-29", LEAD, first=False),
    )
    board = a_board(undeliverable=[person(BOARD_MEMBER)], ran="2010-10-29")
    notices = owed(heard(an_action(), *so_far), board, day("2010-11-01"))
    assert [(n.post_id, n.first) for n in notices if n.step is Step.E3] == [(SAFEGUARDING, True)]


@pytest.mark.clause("1.4", "5.7")
def test_a_stand_in_who_was_told_already_counts_for_the_first_named() -> None:
    """The lead was refused and the deputy, a contributor, has A: the ladder goes on from there."""
    lines = (
        withdrawn(told(Step.A, "2010-08-02", LEAD)),
        told(Step.A, "2010-08-02", DEPUTY, first=False),
    )
    board = a_board(vacant(LEAD, DEPUTY))
    action = replace(an_action(), leads=(LEAD, DEPUTY), ledger=lines)
    assert owed(action, board, day("2010-08-03")) == ()
    assert view(action, board, day("2010-08-03"))[0].verdict is Verdict.TOLD
    assert [s.step for s in due_steps(action, board, day("2010-10-18"))] == [Step.E1]


@pytest.mark.clause("1.6", "5.7")
def test_two_vacant_leads_with_one_stand_in_are_one_notice() -> None:
    """Two lead posts of one agency are vacant: its safeguarding lead has one A, and has heard."""
    board = a_board(vacant(LEAD), vacant(DEPUTY))
    action = replace(an_action(), leads=(LEAD, DEPUTY))
    notices = owed(action, board, day("2010-08-02"))
    assert [(n.post_id, n.first, n.for_post_id) for n in notices] == [(SAFEGUARDING, True, LEAD)]
    assert owed(after(action, notices, day("2010-08-02")), board, day("2010-08-03")) == ()


@pytest.mark.clause("1.6")
def test_many_actions_are_decided_together() -> None:
    """Each action has its own notices and its own next day."""
    second = replace(an_action(), action_id=2, leads=(SECOND,))
    today = decide([an_action(), second], a_board(), day("2010-08-02"))
    assert [(n.action_id, n.post_id) for n in today.notices] == [(1, LEAD), (2, SECOND)]
    assert [action_id for action_id, _ in today.next_on] == [1, 2]


@pytest.mark.clause("1.6")
@given(actions(), boards(), st.sampled_from(DAYS))
def test_running_a_day_twice_adds_nothing(action: ActionFacts, board: BoardFacts, on: date) -> None:
    """A second run of the day finds all of it in the ledger, accepted or still waiting."""
    first = decide((action,), board, on).notices
    again, board = after(action, first, on), told_too(board, first, on)
    waiting = tuple(replace(e, state=NoticeState.WAITING, told_on=None) for e in again.ledger)
    for second in (again, replace(action, ledger=waiting)):
        assert decide((second,), ran(board, on), on).notices == ()
        assert decide((second,), board, on).notices == ()


@pytest.mark.clause("1.6", "2.3", "5.3")
@settings(max_examples=FEW)
@given(actions(), boards(), st.sets(st.sampled_from(DAYS)))
def test_nothing_is_told_twice_and_no_stage_goes_down(
    action: ActionFacts, board: BoardFacts, missed: set[date]
) -> None:
    """Whatever days have no run, a notice exists once, and the stages only rise.

    E4 and E5 wait for no stage that a silence keeps: those are told after it, in their own order.
    """
    found = run(action, board, tuple(d for d in DAYS if d not in missed))
    keys = [(n.step, n.cause, n.post_id) for _, n in found]
    assert len(keys) == len(set(keys))
    told = stages(found)
    silenced = any(stop.kind is StopKind.SILENCE for stop in action.stops)
    waiting = [stage for stage in told if stage in (Step.E1, Step.E2, Step.E3)]
    apart = (waiting, [stage for stage in told if stage not in waiting])
    assert all(part == sorted(part) for part in (apart if silenced else (told,)))


@pytest.mark.clause("4.2", "5.3")
@settings(max_examples=FEW)
@given(actions(stopped=False), st.sampled_from(DAYS[:-60]), st.integers(1, 5))
def test_days_missed_and_caught_up_lose_nothing(action: ActionFacts, first: date, n: int) -> None:
    """Up to five WD without a run, once A is told: no list is lost, and every stage is told.

    Reminders are another matter: of several only the latest is told, and after the day none.
    """
    action = after(action, owed(action, a_board(), first), first)
    assume(action.ledger)
    board = a_board(ran=first.isoformat())
    gone = set(CALENDAR.working_days(first, CALENDAR.plus(first, n)))
    usual = run(action, board, tuple(d for d in DAYS if d > first))
    caught_up = run(action, board, tuple(d for d in DAYS if d > first and d not in gone))
    assert lists(usual) <= lists(caught_up)
    # The ladder keeps its pace, so the last stage may still be ahead when the days end.
    assert stages(usual)[:-1] == stages(caught_up)[: len(stages(usual)) - 1]


def lists(found: list[tuple[date, Notice]]) -> set[tuple[str, int]]:
    """The months and posts that were told an M."""
    return {(n.cause, n.post_id) for _, n in found if n.step is Step.M}


def stages(found: list[tuple[date, Notice]]) -> list[Step]:
    """The stages told to their first-named, in the order in which they were told."""
    return [n.step for _, n in found if n.step.is_stage and n.first]


@pytest.mark.clause("5.10")
@settings(max_examples=FEW)
@given(actions(), boards(), st.sampled_from(DAYS))
def test_closing_stops_all_but_what_answers_it(
    action: ActionFacts, board: BoardFacts, on: date
) -> None:
    """From the day it is closed an action owes Z, D, I6 and I12 and nothing else.

    Whoever is to hear of it may have left: that is found then, and the board has V and S of it.
    """
    closed = stopped(action, *action.stops, Stop(kind=StopKind.CLOSURE, from_on=on))
    later = [n for day_on, n in run(closed, board, DAYS) if day_on >= on]
    own = {n.step for n in later if n.action_id is not None}
    assert own <= {Step.Z, Step.D, Step.I6, Step.I12}
    assert {n.step for n in later if n.action_id is None} <= {Step.V, Step.S}
    assert {v.step for v in view(closed, board, on)} <= own | {Step.I6, Step.I12, Step.Z}


@pytest.mark.clause("1.6")
@given(actions(), boards(), st.sampled_from(DAYS))
def test_every_view_and_every_notice_says_why(
    action: ActionFacts, board: BoardFacts, on: date
) -> None:
    """Decisions return a reason, and so does a decision to stay silent."""
    assert all(v.reason for v in view(action, board, on))
    assert all(n.reason and n.planned_on <= on for n in owed(action, board, on))


@pytest.mark.clause("5.10")
@table("kind", [StopKind.EVIDENCE, StopKind.HOLD])
def test_a_stopped_action_still_tells_a_new_holder(kind: StopKind) -> None:
    """Rule 10 stops M, R, C and E: A is stopped by a closure alone."""
    action = stopped(an_action(), stop(kind, "2010-08-02"))
    assert [n.step for n in owed(action, a_board(), day("2010-08-03"))] == [Step.A]


@pytest.mark.clause("1.6", "4.1")
def test_each_lead_has_an_a_of_their_own_cause() -> None:
    """The lead's post has a new holder, and the second lead has not heard of the version."""
    handed = post(
        LEAD,
        holds(LEAD, 101, end=day("2010-08-20")),
        holds(LEAD, 201, day("2010-08-20"), nth=1),
    )
    action = replace(heard(an_action()), leads=(LEAD, SECOND))
    found = decide((action,), a_board(handed), day("2010-08-20"))
    assert [(n.post_id, n.cause, n.reason) for n in found.notices] == [
        (LEAD, "t1011", "the post has a new holder"),
        (SECOND, "v1", "this post had not been told of it before"),
    ]
    assert (found.quiet, found.unreached) == (False, ())


@pytest.mark.clause("4.13")
def test_a_vacant_lead_is_unreached_beside_the_stand_in() -> None:
    """A is told to the agency's safeguarding lead, and the vacancy is said."""
    found = decide((an_action(),), a_board(vacant(LEAD)), day("2010-08-02"))
    assert [n.post_id for n in found.notices if n.step is Step.A] == [SAFEGUARDING]
    assert [(u.post_id, u.told_instead) for u in found.unreached] == [(LEAD, True)]


@pytest.mark.clause("4.3", "5.10")
def test_a_closed_action_without_a_date_is_on_no_list() -> None:
    """Closed in August: not on the secretary's list of 1 September."""
    action = stopped(heard(an_action(None)), stop(StopKind.CLOSURE, "2010-08-20"))
    assert owed(action, a_board(), day("2010-09-01")) == ()


@pytest.mark.clause("1.6")
def test_a_notice_keeps_the_day_for_which_it_was_planned() -> None:
    """No run on Friday 8 October: R5 is told on Monday the 11th."""
    found = owed(heard(an_action()), a_board(), day("2010-10-11"))
    assert [n.planned_on for n in found if n.step is Step.R5] == [day("2010-10-08")]
