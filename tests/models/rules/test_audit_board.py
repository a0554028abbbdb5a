"""What the self-check says of a board's own P and S that no run told.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.facts import Entry, PackFacts
from models.rules.words import Step
from tests.models.rules.audited import TWO, Lived, Watched, lived
from tests.models.rules.builders import CHAIR, MEMBER, SECRETARY, a_board, day, told, vacant
from tests.tables import table

WHOLE = lived(TWO, end="2010-11-30")


def pack(*lines: Entry, made: str = "2010-10-12", **more: Any) -> Lived:
    """A pack that was to be issued by 18 October, and who was told of it."""
    one = PackFacts(
        pack_id=6, committee_id=1, meeting_on=day("2010-10-26"), issue_by=day("2010-10-18"), **more
    )
    board = replace(WHOLE.board, packs=(one,), ledger=lines)
    return replace(WHOLE, board=board).but(packs_made={6: day(made)})


def answered(on: str, *told_on: str) -> Lived:
    """A lead's last answer, and the days on which the secretary had an S."""
    heard = replace(WHOLE, action=replace(WHOLE.action, responded_on=day(on)))
    return heard.but(secretary_told=tuple((SECRETARY, day(one)) for one in told_on))


def to(*posts: int, cause: str = "k6-draft", step: Step = Step.P) -> tuple[Entry, ...]:
    """A line to each of the posts."""
    return tuple(told(step, "2010-10-18", one, cause=cause) for one in posts)


CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "nothing": (lambda: WHOLE.over("2010-09-01", "2010-09-03"), []),
    "a draft nobody approved": (
        lambda: pack().over("2010-10-13", "2010-10-20"),
        [
            "not-told P k6-draft to 5 (board) of 19 Oct: 19 Oct - 20 Oct",
            "not-told P k6-draft to 6 (board) of 19 Oct: 19 Oct - 20 Oct",
        ],
    ),
    "a draft made late": (
        lambda: pack(made="2010-10-19").over("2010-10-13", "2010-10-21"),
        [
            "not-told P k6-draft to 5 (board) of 20 Oct: 20 Oct - 21 Oct",
            "not-told P k6-draft to 6 (board) of 20 Oct: 20 Oct - 21 Oct",
        ],
    ),
    "a draft, told to both": (
        lambda: pack(*to(SECRETARY, CHAIR)).over("2010-10-13", "2010-10-20"),
        [],
    ),
    "a draft, told to one": (
        lambda: pack(*to(CHAIR)).over("2010-10-13", "2010-10-20"),
        [
            "not-told P k6-draft to 5 (board) of 19 Oct: 19 Oct - 20 Oct",
        ],
    ),
    "a draft, told of in another step": (
        lambda: pack(
            *to(SECRETARY, CHAIR, step=Step.S), *to(SECRETARY, CHAIR, cause="k5-draft")
        ).over("2010-10-13", "2010-10-19"),
        [
            "not-told P k6-draft to 5 (board) of 19 Oct: 19 Oct - 19 Oct",
            "not-told P k6-draft to 6 (board) of 19 Oct: 19 Oct - 19 Oct",
        ],
    ),
    "a draft, told to the chair's stand-in": (
        lambda: pack(
            *to(SECRETARY),
            replace(told(Step.P, "2010-10-18", 8, cause="k6-draft"), for_post_id=CHAIR),
        ).over("2010-10-13", "2010-10-20"),
        [],
    ),
    "a draft, and the people changed": (
        lambda: (
            pack()
            .but(packs_made={6: day("2010-10-12")}, settled_on=day("2010-10-19"))
            .over("2010-10-13", "2010-10-20")
        ),
        [
            "not-told P k6-draft to 5 (board) of 20 Oct: 20 Oct - 20 Oct",
            "not-told P k6-draft to 6 (board) of 20 Oct: 20 Oct - 20 Oct",
        ],
    ),
    "a draft that is unknown": (
        lambda: pack().but(packs_made={}).over("2010-10-13", "2010-10-20"),
        [],
    ),
    "a draft, and no chair": (
        lambda: replace(
            pack(), board=replace(pack().board, posts=a_board(vacant(CHAIR)).posts)
        ).over("2010-10-13", "2010-10-20"),
        [
            "not-told P k6-draft to 5 (board) of 19 Oct: 19 Oct - 20 Oct",
        ],
    ),
    "approved": (lambda: pack(approved_on=day("2010-10-14")).over("2010-10-13", "2010-10-20"), []),
    "issued": (
        lambda: pack(approved_on=day("2010-10-14"), issued_on=day("2010-10-15")).over(
            "2010-10-13", "2010-10-20"
        ),
        [
            "not-told P k6-issued to 7 (board) of 18 Oct: 18 Oct - 20 Oct",
        ],
    ),
    "issued and told": (
        lambda: pack(
            *to(MEMBER, cause="k6-issued"),
            approved_on=day("2010-10-14"),
            issued_on=day("2010-10-15"),
        ).over("2010-10-13", "2010-10-20"),
        [],
    ),
    "an addendum, not told": (
        lambda: pack(
            *to(MEMBER, cause="k6-issued"),
            approved_on=day("2010-10-14"),
            issued_on=day("2010-10-15"),
            addenda=(day("2010-10-18"),),
        ).over("2010-10-13", "2010-10-20"),
        [
            "not-told P k6-addendum-1 to 7 (board) of 19 Oct: 19 Oct - 20 Oct",
        ],
    ),
    "one chairs and is secretary": (
        lambda: replace(
            pack(),
            board=replace(
                pack().board,
                committees={1: replace(pack().board.committees[1], chair_id=SECRETARY)},
            ),
        ).over("2010-10-18", "2010-10-20"),
        [
            "not-told P k6-draft to 5 (board) of 19 Oct: 19 Oct - 20 Oct",
        ],
    ),
    "an answer": (
        lambda: answered("2010-10-13").over("2010-10-12"),
        [
            "not-told S 2010-10-13 to 5 (board) of 14 Oct: 14 Oct - 24 Nov",
        ],
    ),
    "an answer, told that day": (
        lambda: answered("2010-10-13", "2010-10-13").over("2010-10-12", "2010-10-15"),
        [],
    ),
    "an answer, told the next day": (
        lambda: answered("2010-10-13", "2010-10-14").over("2010-10-12", "2010-10-15"),
        [],
    ),
    "an answer, told too late": (
        lambda: answered("2010-10-13", "2010-10-15").over("2010-10-12", "2010-10-18"),
        [
            "not-told S 2010-10-13 to 5 (board) of 14 Oct: 14 Oct - 18 Oct",
        ],
    ),
    "an answer, told before": (
        lambda: answered("2010-10-13", "2010-10-12").over("2010-10-12", "2010-10-15"),
        [
            "not-told S 2010-10-13 to 5 (board) of 14 Oct: 14 Oct - 15 Oct",
        ],
    ),
    "an answer, told to another": (
        lambda: (
            answered("2010-10-13")
            .but(secretary_told=((CHAIR, day("2010-10-14")),))
            .over("2010-10-12", "2010-10-15")
        ),
        [
            "not-told S 2010-10-13 to 5 (board) of 14 Oct: 14 Oct - 15 Oct",
        ],
    ),
    "an answer, and no secretary": (
        lambda: replace(answered("2010-10-13"), board=a_board(vacant(SECRETARY))).over(
            "2010-10-12", "2010-10-15"
        ),
        [],
    ),
    "an answer of two actions, one recorded later": (
        lambda: (
            answered("2010-10-13")
            .but(
                actions=(
                    answered("2010-10-13").action,
                    replace(answered("2010-10-13").action, action_id=2),
                ),
                settled={2: day("2010-10-14")},
            )
            .without(Step.E1, Step.E2)
            .over("2010-10-15", "2010-10-15")
        ),
        [
            "not-told S 2010-10-13 to 5 (board) of 14 Oct: 15 Oct - 15 Oct",
        ],
    ),
    "an answer on each of two days": (
        lambda: (
            answered("2010-10-13")
            .but(
                actions=(
                    answered("2010-10-13").action,
                    replace(answered("2010-10-12").action, action_id=2),
                )
            )
            .over("2010-10-14", "2010-10-14")
        ),
        [
            "not-told S 2010-10-12 to 5 (board) of 13 Oct: 14 Oct - 14 Oct",
            "not-told S 2010-10-13 to 5 (board) of 14 Oct: 14 Oct - 14 Oct",
        ],
    ),
    "an answer, two actions": (
        lambda: (
            answered("2010-10-13")
            .but(
                actions=(
                    answered("2010-10-13").action,
                    replace(answered("2010-10-13").action, action_id=2),
                )
            )
            .without(Step.E1, Step.E2)
            .over("2010-10-14", "2010-10-14")
        ),
        [
            "not-told S 2010-10-13 to 5 (board) of 14 Oct: 14 Oct - 14 Oct",
        ],
    ),
}


@table("case", CASES)
def test_audit_board(case: str) -> None:
    """A step of the board's own is missed from the run after what it tells of."""
    looked, says = CASES[case]
    assert looked().says(says) == says
