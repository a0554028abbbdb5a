"""Which post is vacant, since when, who hears of it, and when a V is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.rules.facts import ActionFacts, BoardFacts, PostFacts
from models.rules.notices import decide
from models.rules.questions import ask
from models.rules.vacancies import (
    Vacant,
    untold,
    vacant_leads,
    vacant_words,
    who_hears,
)
from models.rules.words import Step, StopKind
from tests.models.rules.answered import boards_line_leaves, ended
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
    HEALTH,
    INDEPENDENT,
    LEAD,
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
    waits,
)
from tests.tables import table

V = Step.V


def left(*ends: str) -> PostFacts:
    """The lead's post, held until the last of some days, one tenure after another."""
    starts = [START, *map(day, ends)]
    spans = zip(starts, map(day, ends), strict=False)
    return post(LEAD, *(holds(LEAD, 101 + n, a, b, nth=n) for n, (a, b) in enumerate(spans)))


def found(
    board: BoardFacts, on: str = "2010-11-03", action: ActionFacts | None = None
) -> list[str]:
    """The vacancies among the leads of an action as of a day."""
    q = ask(action or an_action(), board, day(on))
    return [f"{one.cause} of {one.agency_id}: {one.reason}" for one in vacant_leads(q)]


def a_vacancy(cause: str = "p1", agency: int | None = HEALTH) -> Vacant:
    """A vacancy of an agency."""
    return Vacant(committee_id=1, agency_id=agency, cause=cause, reason="nobody holds it")


def new(*some: Vacant, **more: Any) -> list[str]:
    """Which of them were never told."""
    line = replace(told(V, "2010-11-01", BOARD_MEMBER, cause="p1"), **more)
    return [one.cause for one in untold(some, replace(a_board(), ledger=(line,)))]


def hears(board: BoardFacts, one: Vacant | None = None) -> list[str]:
    """Who is told V of a vacancy."""
    who = who_hears(one or a_vacancy(), board, day("2010-11-03"))
    return [f"{who.post_id} for {who.for_post_id}, first: {who.first}"] if who else []


def goes(cause: str, board: BoardFacts) -> list[str]:
    """Why a V that waits must not leave."""
    return boards_line_leaves(
        board, waits(V, "2010-11-03", BOARD_MEMBER, cause=cause), "2010-11-04"
    )


def refused(**more: Any) -> BoardFacts:
    """A board where the lead's address is refused."""
    return replace(a_board(undeliverable=(101,)), **more)


CASES: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "nobody is vacant": (lambda: found(a_board()), []),
    "nobody has ever held it": (
        lambda: found(a_board(vacant(LEAD)), "2010-11-03"),
        [
            (
                "p1-2009-01-01 of 10: the post of Lead of the service has been vacant since 1 "
                "January 2009"
            ),
        ],
    ),
    "left on a day": (
        lambda: found(a_board(left("2010-11-03")), "2010-11-03"),
        [
            (
                "p1-2010-11-03 of 10: the post of Lead of the service has been vacant since 3 "
                "November 2010"
            ),
        ],
    ),
    "left by the second": (
        lambda: found(a_board(left("2010-06-01", "2010-11-01")), "2010-11-03"),
        [
            (
                "p1-2010-11-01 of 10: the post of Lead of the service has been vacant since 1 "
                "November 2010"
            ),
        ],
    ),
    "held again from tomorrow": (
        lambda: found(
            a_board(
                post(
                    LEAD,
                    holds(LEAD, 101, START, day("2010-11-01")),
                    holds(LEAD, 102, day("2010-11-04"), day("2010-12-01"), nth=1),
                )
            ),
            "2010-11-03",
        ),
        [
            (
                "p1-2010-11-01 of 10: the post of Lead of the service has been vacant since 1 "
                "November 2010"
            ),
        ],
    ),
    "refused": (
        lambda: found(refused(refused_on={101: day("2010-11-02")})),
        [
            (
                "u101-2010-11-02 of 10: the address of the Lead of the service was refused on "
                "2 November 2010"
            ),
        ],
    ),
    "no address": (
        lambda: found(replace(a_board(), unaddressed=frozenset({101}))),
        [
            "u101 of 10: the Lead of the service has no address",
        ],
    ),
    "nobody leads": (
        lambda: found(a_board(), action=replace(an_action(), leads=())),
        [
            "n1 of 10: no lead is named for child-x/1",
        ],
    ),
    "before it is followed": (
        lambda: found(
            a_board(vacant(LEAD)), "2010-11-03", replace(an_action(), follow_from=day("2010-11-04"))
        ),
        [],
    ),
    "on the day it is followed from": (
        lambda: found(
            a_board(vacant(LEAD)), "2010-11-03", replace(an_action(), follow_from=day("2010-11-03"))
        ),
        [
            (
                "p1-2009-01-01 of 10: the post of Lead of the service has been vacant since 1 "
                "January 2009"
            ),
        ],
    ),
    "closed": (
        lambda: found(
            a_board(vacant(LEAD)),
            "2010-11-03",
            replace(an_action(), stops=(ended(StopKind.CLOSURE, "2010-11-03"),)),
        ),
        [],
    ),
    "one of two leads": (
        lambda: found(
            a_board(vacant(SECOND)), "2010-11-03", replace(an_action(), leads=(LEAD, SECOND))
        ),
        [
            "p2-2009-01-01 of 11: the post of Second lead has been vacant since 1 January 2009",
        ],
    ),
    "told before": (lambda: new(a_vacancy()), []),
    "another was told": (
        lambda: new(a_vacancy("p2"), a_vacancy("p2"), a_vacancy("p1")),
        [
            "p2",
        ],
    ),
    "S was told": (
        lambda: new(a_vacancy(), step=Step.S),
        [
            "p1",
        ],
    ),
    "of no agency": (
        lambda: new(a_vacancy("p5", None)),
        [
            "p5",
        ],
    ),
    "the board member": (
        lambda: hears(a_board()),
        [
            "4 for None, first: True",
        ],
    ),
    "the board member is gone": (
        lambda: hears(a_board(vacant(BOARD_MEMBER))),
        [
            "3 for 4, first: True",
        ],
    ),
    "no board member": (
        lambda: hears(a_board(without=(BOARD_MEMBER,))),
        [
            "3 for None, first: True",
        ],
    ),
    "nobody is left": (
        lambda: hears(a_board(*map(vacant, (BOARD_MEMBER, 3, SECRETARY, CHAIR, INDEPENDENT)))),
        [],
    ),
    "V leaves": (lambda: goes("p1-2010-11-01", a_board(vacant(LEAD))), []),
    "V of a post that is held again": (
        lambda: goes("p1-2010-11-01", a_board()),
        [
            "the vacancy is over on 4 November 2010",
        ],
    ),
    "V of an address": (lambda: goes("u101-2010-11-01", refused()), []),
    "V of a holder without one": (
        lambda: goes("u101", replace(a_board(), unaddressed=frozenset({101}))),
        [],
    ),
    "V of an address that works again": (
        lambda: goes("u101-2010-11-01", a_board()),
        [
            "the vacancy is over on 4 November 2010",
        ],
    ),
    "V of an action without a lead": (lambda: goes("n1", a_board()), []),
    "V of a post that is not there": (lambda: goes("none: Board member", a_board()), []),
    "V of a post by its words": (lambda: goes("p: 1", a_board()), []),
    "the words of a post": (
        lambda: [vacant_words(a_board(), "p1-2010-11-01", day("2010-11-03"))],
        [
            "Lead of the service",
        ],
    ),
    "the words of an address": (
        lambda: [vacant_words(a_board(vacant(SECOND)), "u101", day("2010-11-03"))],
        [
            "Lead of the service",
        ],
    ),
    "the words of two posts of one": (
        lambda: [
            vacant_words(a_board(post(SECOND, holds(SECOND, 101))), "u101", day("2010-11-03"))
        ],
        [
            "Lead of the service, Second lead",
        ],
    ),
    "the words of nobody's address": (
        lambda: [vacant_words(a_board(), "u999", day("2010-11-03"))],
        [
            "the post",
        ],
    ),
    "the words of no lead": (
        lambda: [vacant_words(a_board(), "n1", day("2010-11-03"))],
        [
            "lead",
        ],
    ),
    "the words of no post": (
        lambda: [vacant_words(a_board(), "none: Board member", day("2010-11-03"))],
        [
            "Board member",
        ],
    ),
}


@pytest.mark.clause("4.13")
@table("case", CASES)
def test_vacancies(case: str) -> None:
    """A vacancy is told once, to the board member of its agency, while it lasts."""
    asked, said = CASES[case]
    assert asked() == said


@pytest.mark.clause("4.3", "4.13")
def test_a_closed_action_finds_no_vacant_secretary_on_the_day_of_the_list() -> None:
    """It is on no list, whatever else is owed of it that day; an open one is, and finds them."""
    board, on = a_board(vacant(SECRETARY)), day("2010-12-01")
    undated = heard(an_action(due=None))
    assert [n.step for n in decide([undated], board, on).notices if n.step is V] == [V]
    closed = stopped(undated, stop(StopKind.CLOSURE, "2010-11-17"))
    assert decide([closed], board, on).notices == ()
