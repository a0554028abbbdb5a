"""What V, P and S say on a day, to whom, once, and when a P is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.rules.board_notices import board_notices, news_words, secretary_notices
from models.rules.facts import BoardFacts, News, PackFacts
from models.rules.notices import decide
from models.rules.rehearsal import accepted
from models.rules.vacancies import Vacant
from models.rules.words import Step
from tests.models.rules.answered import boards_line_leaves, notices
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
    HEALTH,
    INDEPENDENT,
    MEMBER,
    SECRETARY,
    a_board,
    day,
    told,
    vacant,
    waits,
)
from tests.tables import table

P, S, V = Step.P, Step.S, Step.V
VACANT = Vacant(committee_id=1, agency_id=HEALTH, cause="p1", reason="nobody holds the post")
PACK = PackFacts(
    pack_id=6, committee_id=1, meeting_on=day("2010-11-17"), issue_by=day("2010-11-09")
)
ISSUED = replace(PACK, approved_on=day("2010-11-08"), issued_on=day("2010-11-09"))


def owed(
    *ledger: Any,
    on: str = "2010-11-09",
    pack: PackFacts = PACK,
    board: BoardFacts | None = None,
    new: tuple[Vacant, ...] = (),
) -> list[str]:
    """V and P of a day."""
    whole = replace(board or a_board(), packs=(pack,), ledger=ledger)
    return notices(board_notices(new, whole, day(on)))


def news(
    *vacancies: Vacant, held: int = 0, board: BoardFacts | None = None, **counts: int
) -> list[str]:
    """S of 9 November."""
    whole = replace(board or a_board(), news={1: News(**counts)})
    return notices(secretary_notices(vacancies, held, whole, day("2010-11-09")))


def goes(
    pack: PackFacts, cause: str = "k6-draft", on: str = "2010-11-10", post: int = CHAIR
) -> list[str]:
    """Why a P that waits must not leave."""
    return boards_line_leaves(
        replace(a_board(), packs=(pack,)), waits(P, "2010-11-09", post, cause=cause), on
    )


def line(step: Step, cause: str, post: int) -> Any:
    """A line of 8 November."""
    return told(step, "2010-11-08", post, cause=cause)


CASES: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "a draft on its day of issue": (
        owed,
        [
            (
                "P k6-draft to 5 first: the pack for the meeting on 17 November 2010 was not "
                "approved by 9 November 2010"
            ),
            (
                "P k6-draft to 6: the pack for the meeting on 17 November 2010 was not "
                "approved by 9 November 2010"
            ),
        ],
    ),
    "a draft the day before": (lambda: owed(on="2010-11-08"), []),
    "approved": (lambda: owed(pack=replace(PACK, approved_on=day("2010-11-09"))), []),
    "issued": (
        lambda: owed(pack=ISSUED),
        [
            "P k6-issued to 7 first: the pack for the meeting on 17 November 2010 was issued",
        ],
    ),
    "issued tomorrow": (lambda: owed(pack=ISSUED, on="2010-11-08"), []),
    "issued yesterday": (
        lambda: owed(pack=ISSUED, on="2010-11-10"),
        [
            "P k6-issued to 7 first: the pack for the meeting on 17 November 2010 was issued",
        ],
    ),
    "no chair": (
        lambda: owed(board=a_board(vacant(CHAIR))),
        [
            (
                "P k6-draft to 5 first: the pack for the meeting on 17 November 2010 was not "
                "approved by 9 November 2010"
            ),
        ],
    ),
    "no secretary to tell of a draft": (
        lambda: owed(board=a_board(vacant(SECRETARY))),
        [
            (
                "P k6-draft to 6 first for 5: the pack for the meeting on 17 November 2010 was "
                "not approved by 9 November 2010"
            ),
        ],
    ),
    "nobody to tell": (
        lambda: owed(board=a_board(*map(vacant, (SECRETARY, CHAIR, INDEPENDENT)))),
        [],
    ),
    "told to the first-named": (lambda: owed(line(P, "k6-draft", SECRETARY)), []),
    "on its way to the first-named": (
        lambda: owed(waits(P, "2010-11-08", SECRETARY, cause="k6-draft")),
        [
            (
                "P k6-draft to 6: the pack for the meeting on 17 November 2010 was not "
                "approved by 9 November 2010"
            ),
        ],
    ),
    "told to one": (
        lambda: owed(replace(line(P, "k6-draft", CHAIR), first=False)),
        [
            (
                "P k6-draft to 5 first: the pack for the meeting on 17 November 2010 was not "
                "approved by 9 November 2010"
            ),
        ],
    ),
    "told of another pack, in another step": (
        lambda: owed(line(P, "k5-draft", CHAIR), line(S, "k6-draft", SECRETARY)),
        [
            (
                "P k6-draft to 5 first: the pack for the meeting on 17 November 2010 was not "
                "approved by 9 November 2010"
            ),
            (
                "P k6-draft to 6: the pack for the meeting on 17 November 2010 was not "
                "approved by 9 November 2010"
            ),
        ],
    ),
    "two of one vacancy": (
        lambda: owed(on="2010-11-08", new=(VACANT, VACANT)),
        [
            "V p1 to 4 first: nobody holds the post",
        ],
    ),
    "a vacancy that was told": (
        lambda: owed(line(V, "p1", BOARD_MEMBER), on="2010-11-08", new=(VACANT,)),
        [],
    ),
    "two vacancies for one post": (
        lambda: owed(
            line(V, "p3", BOARD_MEMBER),
            line(P, "p1", BOARD_MEMBER),
            on="2010-11-08",
            new=(VACANT, replace(VACANT, cause="p2")),
        ),
        [
            "V p1 to 4 first: nobody holds the post",
            "V p2 to 4 first: nobody holds the post",
        ],
    ),
    "no news": (news, []),
    "all news, one of each": (
        lambda: news(VACANT, answers=1, exceptions=1, held=1, board=None),
        [
            "S 2010-11-09 to 5 first: 1 new answer, 1 exception, 1 held message, 1 vacancy",
        ],
    ),
    "all news, two of each": (
        lambda: news(VACANT, VACANT, held=1, answers=2, exceptions=2),
        [
            "S 2010-11-09 to 5 first: 2 new answers, 2 exceptions, 1 held message, 2 vacancies",
        ],
    ),
    "held before and by this run": (
        lambda: news(held=2, board=a_board()),
        [
            "S 2010-11-09 to 5 first: 2 held messages",
        ],
    ),
    "one more is held": (
        lambda: notices(
            secretary_notices((), 2, replace(a_board(), news={1: News(held=3)}), day("2010-11-09"))
        ),
        [
            "S 2010-11-09 to 5 first: 5 held messages",
        ],
    ),
    "no secretary": (
        lambda: news(answers=1, board=a_board(vacant(SECRETARY))),
        [
            "S 2010-11-09 to 6 first for 5: 1 new answer",
        ],
    ),
    "S of the day was told": (
        lambda: news(
            answers=1, board=replace(a_board(), ledger=(line(S, "2010-11-09", SECRETARY),))
        ),
        [],
    ),
    "the words of everything": (
        lambda: [news_words(News(answers=2, exceptions=2, held=2), 2)],
        [
            "2 new answers, 2 exceptions, 2 held messages, 2 vacancies",
        ],
    ),
    "a draft leaves": (lambda: goes(PACK), []),
    "a draft that was approved": (
        lambda: goes(replace(PACK, approved_on=day("2010-11-10"))),
        [
            "the pack was approved, issued or drafted again",
        ],
    ),
    "a draft that was issued": (
        lambda: goes(ISSUED),
        [
            "the pack was approved, issued or drafted again",
        ],
    ),
    "a pack that was issued leaves": (lambda: goes(ISSUED, "k6-issued", post=MEMBER), []),
    "a draft of another pack": (
        lambda: goes(PACK, "k5-draft"),
        [
            "the pack was approved, issued or drafted again",
        ],
    ),
    "a draft before its day": (
        lambda: goes(PACK, on="2010-11-08"),
        [
            "the pack was approved, issued or drafted again",
        ],
    ),
}


@pytest.mark.clause("4.12", "4.13", "4.14")
@table("case", CASES)
def test_board_steps(case: str) -> None:
    """Each once, with its reason."""
    asked, said = CASES[case]
    assert asked() == said


@pytest.mark.clause("4.12", "4.14", "6.4")
def test_a_draft_that_is_found_late_is_an_exception_of_that_day() -> None:
    """S of the run that tells P, and of no later one; a pack that is issued is no exception."""
    board = replace(a_board(), packs=(PACK,))
    today = decide((), board, day("2010-11-09")).notices
    assert notices(n for n in today if n.step is S) == ["S 2010-11-09 to 5 first: 1 exception"]
    lines = tuple(accepted(one, day("2010-11-09")) for one in today)
    assert decide((), replace(board, ledger=lines), day("2010-11-10")).notices == ()
    issued = decide((), replace(board, packs=(ISSUED,)), day("2010-11-09")).notices
    assert {one.step for one in issued} == {P}


@pytest.mark.clause("4.13", "4.14", "5.7")
def test_a_vacancy_that_p_finds_is_told_by_v() -> None:
    """The chair's post is vacant when a draft is late, or a member's when a pack is issued."""
    for pack, post in ((PACK, CHAIR), (ISSUED, MEMBER)):
        board = replace(a_board(vacant(post)), packs=(pack,))
        today = decide((), board, day("2010-11-09")).notices
        assert [one.cause for one in today if one.step is V] == [f"p{post}-2009-01-01"]
