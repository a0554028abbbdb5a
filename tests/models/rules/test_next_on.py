"""When an action is asked again: never later than the day it is next owed a notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from models.rules.facts import ActionFacts, BoardFacts
from models.rules.ladder import view
from models.rules.notices import Notice, decide, next_on
from models.rules.policy import Ladder
from models.rules.rehearsal import accepted, rehearse
from models.rules.words import Step, StopKind, VersionCause
from tests.models.rules.builders import (
    DEPUTY,
    LEAD,
    POLICY,
    SAFEGUARDING,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    holds,
    post,
    ran,
    stop,
    stopped,
    told,
    vacant,
    version,
    waits,
)
from tests.models.rules.scenarios import FEW, TO, actions, boards
from tests.tables import table


def asked_again(action: ActionFacts, on: str, board: BoardFacts | None = None) -> str | None:
    """The day on which the action is asked again, as of a day."""
    board = board or a_board(ran=on)
    found = next_on(action, board, view(action, board, day(on)), day(on))
    return found.isoformat() if found else None


@pytest.mark.clause("5.1")
@table(
    ("case", "action", "on", "expected"),
    [
        ("A is due now", an_action(), "2010-08-02", "2010-08-02"),
        (
            "A is on its way",
            replace(an_action(), ledger=(waits(Step.A, "2010-08-02"),)),
            "2010-08-02",
            "2010-08-03",
        ),
        ("the next list", heard(an_action("2011-03-31")), "2010-08-10", "2010-09-01"),
        ("a list before its first WD", heard(an_action("2011-03-31")), "2010-08-01", "2010-08-02"),
        ("R20", heard(an_action()), "2010-09-10", "2010-09-17"),
        ("E1", heard(an_action()), "2010-10-15", "2010-10-15"),
        ("E2", heard(an_action(), told(Step.E1, "2010-10-18")), "2010-10-18", "2010-10-22"),
        (
            "held: the day the hold ends",
            stopped(heard(an_action()), stop(StopKind.HOLD, "2010-10-11", "2010-10-20")),
            "2010-10-18",
            "2010-10-20",
        ),
        (
            "an extension asked for ends with the meeting, or 20 WD",
            stopped(
                heard(
                    an_action(),
                    told(Step.E1, "2010-10-18"),
                    told(Step.W10, "2010-10-18", SECRETARY, cause="s0"),
                ),
                stop(StopKind.EXTENSION_ASKED, "2010-10-04"),
            ),
            "2010-10-19",
            "2010-11-01",
        ),
        (
            "followed later",
            replace(an_action(), follow_from=day("2010-08-20")),
            "2010-08-10",
            "2010-08-20",
        ),
        ("closed", stopped(an_action(), stop(StopKind.CLOSURE, "2010-08-02")), "2010-08-10", None),
    ],
)
def test_an_action_is_asked_again_on_its_next_day(
    case: str, action: ActionFacts, on: str, expected: str | None
) -> None:
    """The nearest of its planned days, the end of a stop, and the next month's list."""
    assert asked_again(action, on) == expected, case


@pytest.mark.clause("4.1")
def test_an_action_is_asked_again_when_its_lead_changes() -> None:
    """A post changes hands on 20 August, before anything else falls."""
    handed = post(
        LEAD,
        holds(LEAD, 101, end=day("2010-08-20")),
        holds(LEAD, 201, day("2010-08-20"), nth=1),
    )
    board = a_board(handed, ran="2010-08-10")
    assert asked_again(heard(an_action("2011-03-31")), "2010-08-10", board) == "2010-08-20"


def every_day(
    action: ActionFacts, board: BoardFacts, start: date, end: date
) -> list[tuple[date, tuple[Notice, ...]]]:
    """What each WD tells where the action is asked every day."""
    found = []
    for on in board.calendar.working_days(start, end):
        notices = decide((action,), board, on).notices
        own = (accepted(n, on) for n in notices if n.action_id is not None)
        others = (accepted(n, on) for n in notices if n.action_id is None)
        action = replace(action, ledger=(*action.ledger, *own))
        board = replace(ran(board, on), ledger=(*board.ledger, *others))
        if notices:
            found.append((on, notices))
    return found


@pytest.mark.clause("5.1")
@settings(max_examples=FEW)
@given(actions(), boards())
def test_asking_only_when_the_day_has_come_loses_nothing(
    action: ActionFacts, board: BoardFacts
) -> None:
    """Asked every day or only from `next_on` on, an action is told the same on the same days."""
    start = action.entered_on
    last = min(TO, start + timedelta(days=160))
    by_day = [(d.on, d.notices) for d in rehearse((action,), board, start, last)]
    assert by_day == every_day(action, board, start, last)


def again(action: ActionFacts, on: str, board: BoardFacts | None = None) -> str:
    """When an action is asked again once the day's notices are recorded."""
    ((_, after),) = decide((action,), board or a_board(ran=on), day(on)).next_on
    return f"{after}"


@pytest.mark.clause("5.1")
@table(
    ("case", "action", "on", "after"),
    [
        ("R5 is told: R0 is next", heard(an_action()), "2010-10-08", "2010-10-15"),
        ("nothing is owed: R5 is next", heard(an_action()), "2010-10-04", "2010-10-08"),
        ("E1 is told: E2 is 4 WD later", heard(an_action()), "2010-10-18", "2010-10-22"),
        (
            "E3 is told: a cut-off may be 5 WD later",
            heard(an_action(), told(Step.E1, "2010-10-18"), told(Step.E2, "2010-10-22")),
            "2010-11-01",
            "2010-11-08",
        ),
        (
            "it was silenced: the next stage may be tomorrow's",
            stopped(heard(an_action()), stop(StopKind.SILENCE, "2010-10-04", "2010-10-11")),
            "2010-10-18",
            "2010-10-19",
        ),
        (
            "a stop ended today: E1 is next, 5 WD later",
            stopped(heard(an_action()), stop(StopKind.HOLD, "2010-10-11", "2010-10-20")),
            "2010-10-20",
            "2010-10-27",
        ),
    ],
)
def test_an_action_is_asked_no_sooner_than_it_may_owe_something(
    case: str, action: ActionFacts, on: str, after: str
) -> None:
    """Not each day, and not today again."""
    assert again(action, on) == after, case


@pytest.mark.clause("5.1", "5.4")
def test_where_e5_goes_with_e4_the_next_stage_may_be_tomorrows() -> None:
    """E1 is told of an extension that was granted and missed."""
    granted = version("2010-10-15", "2010-08-02", VersionCause.EXTENDED)
    action = replace(heard(an_action()), version=granted, versions=(granted,))
    assert again(action, "2010-10-18") == "2010-10-19"


@pytest.mark.clause("5.1", "5.3")
def test_where_stages_are_a_day_apart_the_next_one_is_the_next_days() -> None:
    """E1 is told on Monday the 18th: E2 may be Tuesday's."""
    board = a_board(policy=replace(POLICY, ladder=Ladder(normal=(1, 2, 3, 4, 5))), ran="2010-10-18")
    assert again(heard(an_action()), "2010-10-18", board) == "2010-10-19"


@pytest.mark.clause("4.3", "5.1")
def test_an_action_on_the_secretarys_list_alone_is_asked_that_day() -> None:
    """Evidence in on 24 September: on 1 October no M for its lead, one for the secretary."""
    action = stopped(heard(an_action("2010-09-24")), stop(StopKind.EVIDENCE, "2010-09-24"))
    board = a_board(ran="2010-09-30")
    views = view(action, board, day("2010-10-01"))
    assert next_on(action, board, views, day("2010-10-01")) == day("2010-10-01")


@pytest.mark.clause("4.1", "5.7")
def test_an_action_is_asked_when_who_stands_in_changes() -> None:
    """The deputy's post is taken on 10 September: that matters while the lead's is vacant."""
    taken = post(DEPUTY, holds(DEPUTY, 209, day("2010-09-10")))
    heard_by = replace(told(Step.A, "2010-08-02", SAFEGUARDING, instead_of=LEAD), for_words="Lead")
    waits_for = replace(an_action("2011-03-31"), ledger=(heard_by,))
    board = a_board(vacant(LEAD, DEPUTY), taken)
    assert again(waits_for, "2010-09-02", board) == "2010-09-10"
    board = a_board(post(LEAD, deputy=DEPUTY), taken)
    assert again(heard(an_action("2011-03-31")), "2010-09-02", board) == "2010-10-01"
