"""A: who is told "this is yours", when, and for what cause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import BoardFacts
from models.rules.ladder import Verdict, view
from models.rules.notices import owed
from models.rules.words import DateState, Step, StopKind, VersionCause
from tests.models.rules.answered import entries, entry
from tests.models.rules.builders import (
    DEPUTY,
    LEAD,
    SAFEGUARDING,
    SECOND,
    SECRETARY,
    START,
    a_board,
    an_action,
    day,
    heard,
    holds,
    post,
    stop,
    stopped,
    told,
    vacant,
    version,
    waits,
    withdrawn,
)
from tests.tables import table

ENTERED = an_action()


@pytest.mark.clause("4.1")
def test_a_is_told_on_the_first_run_after_entry() -> None:
    """Entered on Monday 2 August: that day's run tells it, or the next there is."""
    assert entries(ENTERED, "2010-08-02") == [(LEAD, 101, "v1")]
    assert entries(ENTERED, "2010-08-05") == [(LEAD, 101, "v1")]
    assert entries(heard(ENTERED), "2010-08-05") == []


@pytest.mark.clause("3.2", "4.1")
@table(
    ("cause", "state", "words"),
    [
        (VersionCause.SET, DateState.AWAITING_TRIGGER, "the event that it waits for was named"),
        (VersionCause.SET, DateState.DATED, "its date was set"),
        (VersionCause.CORRECTED, DateState.AWAITING_TRIGGER, "the reading of its date was"),
    ],
)
def test_an_event_that_was_named_is_no_date_that_was_set(
    cause: VersionCause, state: DateState, words: str
) -> None:
    """A tells of either; what waits for an event has no date yet."""
    action = replace(an_action(), version=version(None, "2010-09-15", cause, state=state))
    (told,) = owed(action, a_board(), day("2010-09-15"))
    assert told.reason.startswith(words)


@pytest.mark.clause("4.1")
@table("cause", VersionCause)
def test_a_says_why_it_is_told(cause: VersionCause) -> None:
    """Every cause of a version has words of its own, and the day it holds from."""
    action = replace(ENTERED, version=version("2010-10-15", "2010-08-02", cause))
    verdict, reason = entry(action, "2010-08-02")
    assert verdict is Verdict.DUE
    assert reason.endswith("on 2 August 2010")


@pytest.mark.clause("4.1")
def test_a_part_is_told_that_it_was_split_off() -> None:
    """It has the dates of the whole, whose own day is not when its lead comes to hear of it."""
    part = replace(ENTERED, entered_on=day("2010-08-04"))
    assert entry(part, "2010-08-04")[1] == "the action was split off from another on 4 August 2010"
    whole = replace(ENTERED, entered_on=day("2010-08-02"))
    assert entry(whole, "2010-08-04")[1] == "the action was entered on 2 August 2010"


@pytest.mark.clause("4.1", "5.11")
def test_a_new_date_is_told_to_all_of_its_leads_again() -> None:
    """Rule 11: the new version has an A of its own."""
    action = replace(heard(ENTERED), leads=(LEAD, SECOND))
    extended = version("2010-11-30", "2010-09-15", VersionCause.EXTENDED, number=2)
    assert entries(replace(action, version=extended), "2010-09-15") == [
        (LEAD, 101, "v2"),
        (SECOND, 102, "v2"),
    ]


@pytest.mark.clause("4.1", "5.8")
def test_an_action_without_a_date_is_told_too() -> None:
    """Rule 8: A, M and U40 are all that it has."""
    undated = an_action(None)
    assert entries(undated, "2010-08-02") == [(LEAD, 101, "v1")]
    assert [v.step for v in view(undated, a_board(), day("2010-08-02"))] == [
        Step.A,
        Step.M,
        Step.U40,
    ]


@pytest.mark.clause("5.7")
@table(
    ("case", "board", "expected"),
    [
        ("a deputy", a_board(vacant(LEAD, DEPUTY)), (DEPUTY, 109)),
        ("no deputy: the agency", a_board(vacant(LEAD)), (SAFEGUARDING, 103)),
        (
            "a deputy who has gone as well",
            a_board(vacant(LEAD, DEPUTY), vacant(DEPUTY)),
            (SAFEGUARDING, 103),
        ),
        (
            "nobody in the agency",
            a_board(vacant(LEAD), vacant(SAFEGUARDING)),
            (SECRETARY, 105),
        ),
        ("an address that is refused", a_board(undeliverable=[101]), (SAFEGUARDING, 103)),
    ],
)
def test_a_stand_in_is_told_for_a_vacant_lead(
    case: str, board: BoardFacts, expected: tuple[int, int]
) -> None:
    """Rule 7: the deputy, then the agency's safeguarding lead, then the secretary."""
    (one,) = owed(ENTERED, board, day("2010-08-02"))
    assert (one.post_id, one.person_id) == expected, case
    assert (one.cause, one.for_post_id, one.first) == ("v1", LEAD, True)


@pytest.mark.clause("5.7", "4.13")
def test_a_post_that_falls_vacant_tells_no_stand_in_that_it_is_theirs() -> None:
    """The holder had heard; the vacancy is another matter, and V tells it."""
    gone = post(LEAD, holds(LEAD, 101, START, day("2010-08-20")))
    assert entries(heard(ENTERED), "2010-08-23", a_board(gone)) == []


@pytest.mark.clause("5.7")
def test_no_lead_named_is_a_vacant_lead() -> None:
    """The safeguarding lead of the action's agency is told, once."""
    nobody = replace(ENTERED, leads=())
    assert entries(nobody, "2010-08-02") == [(SAFEGUARDING, 103, "v1")]
    assert (
        entries(replace(nobody, ledger=(told(Step.A, "2010-08-02", SAFEGUARDING),)), "2010-08-03")
        == []
    )


@pytest.mark.clause("5.7")
def test_a_stand_in_who_changes_is_not_a_change_of_lead() -> None:
    """No lead is named; the safeguarding lead was told, and that post falls vacant."""
    nobody = replace(ENTERED, leads=())
    line = replace(told(Step.A, "2010-08-02", SAFEGUARDING), for_words="the lead")
    board = a_board(vacant(SAFEGUARDING))
    assert entries(replace(nobody, ledger=(line,)), "2010-09-06", board) == []
    # A lead who was told and is named no more is another matter: the agency is told.
    assert entries(replace(heard(ENTERED), leads=()), "2010-09-06") == [(SAFEGUARDING, 103, "v1")]


@pytest.mark.clause("5.1", "5.7")
def test_a_refused_contributor_is_told_again() -> None:
    """What was withdrawn was not told; the accountable lead's A stands."""
    line = withdrawn(told(Step.A, "2010-08-02", SECOND, first=False))
    action = replace(heard(ENTERED, line), leads=(LEAD, SECOND))
    assert entries(action, "2010-08-03") == [(SECOND, 102, "v1")]
    # Who heard of a later date alone has not heard of this one, once that is struck.
    later = [told(Step.A, "2010-08-10", p, first=p == LEAD, cause="v2") for p in (LEAD, SECOND)]
    assert entries(replace(action, ledger=(action.ledger[0], *later)), "2010-08-16") == [
        (SECOND, 102, "v1")
    ]


@pytest.mark.clause("1.4")
def test_a_waits_and_is_not_queued_twice() -> None:
    """Queued on 2 August and not accepted yet."""
    waiting = replace(ENTERED, ledger=(waits(Step.A, "2010-08-02"),))
    assert entry(waiting, "2010-08-09")[0] is Verdict.WAITING
    assert entries(waiting, "2010-08-09") == []


@pytest.mark.clause("2.3")
def test_a_silenced_a_waits_for_the_silence_to_end() -> None:
    """The secretary silences A too; it is due on the first run after."""
    action = stopped(ENTERED, stop(StopKind.SILENCE, "2010-08-02", "2010-08-11"))
    verdict, reason = entry(action, "2010-08-10")
    assert verdict is Verdict.HELD_BACK
    assert (
        reason == "silenced by the secretary on 2 August 2010, up to and including 10 August 2010"
    )
    assert entries(action, "2010-08-10") == []
    assert entries(action, "2010-08-11") == [(LEAD, 101, "v1")]


@pytest.mark.clause("5.3")
def test_nothing_is_told_before_a_follow_from_day() -> None:
    """Followed from 20 August: A is planned for that day, and says so before it."""
    action = replace(ENTERED, follow_from=day("2010-08-20"))
    assert entry(action, "2010-08-19") == (
        Verdict.LATER,
        "nothing is told before 20 August 2010",
    )
    assert entries(action, "2010-08-20") == [(LEAD, 101, "v1")]


@pytest.mark.clause("5.7")
def test_where_nobody_is_left_nobody_is_a_new_holder() -> None:
    """The lead had heard, and every address is refused since."""
    board = a_board(undeliverable=[100 + post_id for post_id in range(1, 10)])
    assert entries(heard(ENTERED), "2010-08-23", board) == []
    assert entry(heard(ENTERED), "2010-08-23", board)[0] is Verdict.TOLD


@pytest.mark.clause("5.7")
def test_who_stood_in_for_a_lead_who_is_named_no_more_has_not_heard_for_all() -> None:
    """The deputy heard for the vacant lead; now no lead is named: the agency is told."""
    line = replace(told(Step.A, "2010-08-02", DEPUTY, instead_of=LEAD), for_words="Lead")
    action = replace(ENTERED, leads=(), ledger=(line,))
    assert entries(action, "2010-08-23") == [(SAFEGUARDING, 103, "v1")]


@pytest.mark.clause("5.7")
def test_a_lead_who_heard_for_another_has_heard() -> None:
    """The lead stood in for the second lead, is the only one now, and the post falls vacant."""
    line = replace(told(Step.A, "2010-08-02", LEAD, instead_of=SECOND), for_words="Second lead")
    gone = post(LEAD, holds(LEAD, 101, START, day("2010-08-20")))
    assert entries(replace(ENTERED, ledger=(line,)), "2010-08-23", a_board(gone)) == []
