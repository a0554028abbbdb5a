"""What the self-check says of a V that no run told.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.words import Step, StopKind
from tests.models.rules.audited import TWO, Lived, Watched, lived
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
    LEAD,
    SECOND,
    SECRETARY,
    START,
    a_board,
    an_action,
    day,
    holds,
    post,
    stop,
    stopped,
    told,
    vacant,
)
from tests.tables import table

WHOLE = lived(TWO, end="2010-11-30")


def gone(end: str, start: str | None = None) -> Lived:
    """The lead's post, left on a day and perhaps held by another from another; no V was told."""
    tenures = [holds(LEAD, 101, START, day(end))]
    tenures += [holds(LEAD, 201, day(start), nth=1)] if start else []
    return lived(an_action(), a_board(post(LEAD, *tenures)), end="2010-11-30").without(Step.V)


def refused(on: str, **more: Any) -> Lived:
    """The lead's address, refused since a day; no V was told."""
    board = replace(a_board(undeliverable=(101,)), refused_on={101: day(on)}, **more)
    return lived(an_action(), board, end="2010-11-30").without(Step.V)


CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "nobody leads since a day": (
        lambda: gone("2010-09-15").over("2010-09-14", "2010-11-30"),
        [
            "not-told V p1 to 1 (board) of 16 Sep.. 19 Oct: 16 Sep - 30 Nov",
        ],
    ),
    "nobody leads, V was told": (
        lambda: lived(
            an_action(),
            a_board(post(LEAD, holds(LEAD, 101, START, day("2010-09-15")))),
            end="2010-11-30",
        ).over("2010-09-14", "2010-09-20"),
        [],
    ),
    "nobody leads, V of a handover was told": (
        lambda: replace(
            gone("2010-09-15"),
            board=replace(
                gone("2010-09-15").board,
                ledger=(told(Step.V, "2010-09-15", BOARD_MEMBER, cause="p1-2010"),),
            ),
        ).over("2010-09-14", "2010-09-20"),
        [],
    ),
    "nobody leads, V of another was told": (
        lambda: replace(
            gone("2010-09-15"),
            board=replace(
                gone("2010-09-15").board,
                ledger=(
                    told(Step.V, "2010-09-15", BOARD_MEMBER, cause="p11"),
                    told(Step.S, "2010-09-15", SECRETARY, cause="p1"),
                ),
            ),
        ).over("2010-09-14", "2010-09-17"),
        [
            "not-told V p1 to 1 (board) of 16 Sep: 16 Sep - 17 Sep",
        ],
    ),
    "nobody led for a while": (
        lambda: gone("2010-09-15", "2010-09-20").over("2010-09-14", "2010-09-22"),
        [
            "not-told V p1 to 1 (board) of 16 Sep: 16 Sep - 17 Sep",
        ],
    ),
    "nobody has ever led": (
        lambda: (
            lived(an_action(), a_board(vacant(LEAD)), end="2010-11-30")
            .without(Step.V)
            .over("", "2010-08-05")
        ),
        [
            "not-told V p1 to 1 (board) of 3 Aug: 3 Aug - 5 Aug",
        ],
    ),
    "two actions of a vacant lead": (
        lambda: (
            lived(an_action(), a_board(vacant(LEAD)))
            .without(Step.V)
            .but(
                actions=(
                    lived(an_action(), a_board(vacant(LEAD))).action,
                    replace(lived(an_action(), a_board(vacant(LEAD))).action, action_id=2),
                )
            )
            .over("2010-08-03", "2010-08-03")
        ),
        [
            "not-told V p1 to 1 (board) of 3 Aug: 3 Aug - 3 Aug",
        ],
    ),
    "two actions of a vacant lead, one followed from later": (
        lambda: (
            lived(an_action(), a_board(vacant(LEAD)))
            .without(Step.V)
            .but(
                actions=(
                    lived(an_action(), a_board(vacant(LEAD))).action,
                    replace(
                        lived(an_action(), a_board(vacant(LEAD))).action,
                        follow_from=day("2010-08-04"),
                    ),
                )
            )
            .over("2010-08-05", "2010-08-05")
        ),
        [
            "not-told V p1 to 1 (board) of 3 Aug: 5 Aug - 5 Aug",
        ],
    ),
    "nobody leads, given a date later": (
        lambda: (
            lived(
                replace(
                    an_action(), version=replace(an_action().version, from_on=day("2010-08-05"))
                ),
                a_board(vacant(LEAD)),
                end="2010-08-31",
            )
            .without(Step.V)
            .over("2010-08-04", "2010-08-09")
        ),
        [
            "not-told V p1 to 1 (board) of 6 Aug: 6 Aug - 9 Aug",
        ],
    ),
    "left by the second": (
        lambda: (
            lived(
                an_action(),
                a_board(
                    post(
                        LEAD,
                        holds(LEAD, 101, START, day("2010-08-10")),
                        holds(LEAD, 102, day("2010-08-10"), day("2010-09-15"), nth=1),
                    )
                ),
                end="2010-11-30",
            )
            .without(Step.V)
            .over("2010-09-14", "2010-09-20")
        ),
        [
            "not-told V p1 to 1 (board) of 16 Sep: 16 Sep - 20 Sep",
        ],
    ),
    "nobody leads a closed action": (
        lambda: (
            lived(stopped(an_action(), stop(StopKind.CLOSURE, "2010-08-02")), a_board(vacant(LEAD)))
            .without(Step.V)
            .over("", "2010-08-05")
        ),
        [],
    ),
    "nobody leads, followed from later": (
        lambda: (
            lived(
                replace(an_action(), follow_from=day("2010-08-09")),
                a_board(vacant(LEAD)),
                end="2010-08-31",
            )
            .without(Step.V)
            .over("", "2010-08-12")
        ),
        [
            "not-told V p1 to 1 (board) of 9 Aug: 9 Aug - 12 Aug",
        ],
    ),
    "nobody leads, nor is secretary": (
        lambda: (
            lived(an_action(), a_board(vacant(LEAD), vacant(SECRETARY)), end="2010-08-31")
            .without(Step.V)
            .over("", "2010-08-05")
        ),
        [],
    ),
    "no post leads": (
        lambda: replace(WHOLE, board=a_board(without=(SECOND,))).over("", "2010-08-05"),
        [
            "no-holder A v1 to 2 of 2 Aug: 2 Aug - 5 Aug",
        ],
    ),
    "the board leads": (
        lambda: (
            lived(replace(an_action(), leads=(CHAIR,)), a_board(vacant(CHAIR)), end="2010-08-31")
            .without(Step.V)
            .over("2010-08-03", "2010-08-05")
        ),
        [],
    ),
    "an address is refused": (
        lambda: refused("2010-09-15").over("2010-09-14", "2010-09-20"),
        [
            "refused to 1 (board) of 15 Sep: 14 Sep - 20 Sep",
            "not-told V u101 to 1 (board) of 16 Sep: 16 Sep - 20 Sep",
        ],
    ),
    "an address is refused and told": (
        lambda: replace(
            refused("2010-09-15"),
            board=replace(
                refused("2010-09-15").board,
                ledger=(told(Step.V, "2010-09-16", BOARD_MEMBER, cause="u101-2010-09-15"),),
            ),
        ).over("2010-09-14", "2010-09-20"),
        [
            "refused to 1 (board) of 15 Sep: 14 Sep - 20 Sep",
        ],
    ),
    "no address": (
        lambda: (
            lived(
                an_action(),
                replace(
                    a_board(post(LEAD, holds(LEAD, 101, day("2010-08-03")))),
                    unaddressed=frozenset({101}),
                ),
                end="2010-11-30",
            )
            .without(Step.V)
            .over("", "2010-08-06")
        ),
        [
            "no-address to 1 (board) of 3 Aug: 3 Aug - 6 Aug",
            "not-told V u101 to 1 (board) of 4 Aug: 4 Aug - 6 Aug",
        ],
    ),
}


@table("case", CASES)
def test_audit_vacancies(case: str) -> None:
    """A vacancy is missed from the run after the post was left, or its address refused."""
    looked, says = CASES[case]
    assert looked().says(says) == says
