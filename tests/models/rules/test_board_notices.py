"""V, S and P: what is told of a board or a committee and of no one action."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.board_notices import addendum_number, news_words
from models.rules.causes import board_cause_stands
from models.rules.facts import ActionFacts, BoardFacts, Entry, News, PackFacts
from models.rules.notices import decide
from models.rules.rehearsal import accepted
from models.rules.words import NoticeState, Step
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
    COMMITTEE,
    LEAD,
    MEMBER,
    SAFEGUARDING,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    holds,
    person,
    post,
    told,
    vacant,
    withdrawn,
)
from tests.tables import table

PACK = PackFacts(
    pack_id=3,
    committee_id=COMMITTEE,
    meeting_on=date(2010, 11, 17),
    issue_by=date(2010, 11, 9),
)
ADDED = replace(PACK, issued_on=date(2010, 11, 9), addenda=(date(2010, 11, 10),))
FOUND = date(2010, 8, 2)
WITHDRAWN_V = withdrawn(
    told(Step.V, "2010-08-02", BOARD_MEMBER, cause=f"p{SAFEGUARDING}-2009-01-01")
)


def day_of(action: ActionFacts, board: BoardFacts, on: str) -> dict[Step, list[tuple[str, int]]]:
    """The day's V, S and P: each step's causes and posts."""
    found: dict[Step, list[tuple[str, int]]] = {}
    for n in decide([action], board, day(on)).notices:
        if n.action_id is None:
            found.setdefault(n.step, []).append((n.cause, n.post_id))
    return found


@pytest.mark.clause("4.13")
def test_a_vacancy_is_told_once_to_the_board_member_and_the_secretary() -> None:
    """The lead left on 1 September; found on the run of the 2nd, and never told again."""
    board = a_board(post(LEAD, holds(LEAD, person(LEAD), end=day("2010-09-02"))), ran="2010-09-01")
    found = day_of(heard(an_action()), board, "2010-09-02")
    assert found == {
        Step.V: [("p1-2010-09-02", BOARD_MEMBER)],
        Step.S: [("2010-09-02", SECRETARY)],
    }
    notices = decide([heard(an_action())], board, day("2010-09-02")).notices
    after = replace(
        board,
        ledger=tuple(accepted(n, day("2010-09-02")) for n in notices if n.action_id is None),
    )
    assert day_of(heard(an_action()), after, "2010-09-03") == {}


@pytest.mark.clause("4.13")
@table(
    ("case", "board", "action", "cause", "to"),
    [
        ("never held", a_board(vacant(LEAD)), an_action(), "p1-2009-01-01", BOARD_MEMBER),
        (
            "refused",
            replace(a_board(undeliverable=[101]), refused_on={101: date(2010, 8, 2)}),
            an_action(),
            "u101-2010-08-02",
            BOARD_MEMBER,
        ),
        (
            "no address",
            replace(a_board(), unaddressed=frozenset({101})),
            an_action(),
            "u101",
            BOARD_MEMBER,
        ),
        ("no lead named", a_board(), replace(an_action(), leads=()), "n1", BOARD_MEMBER),
    ],
)
def test_each_kind_of_vacancy_has_a_cause_of_its_own(
    case: str, board: BoardFacts, action: ActionFacts, cause: str, to: int
) -> None:
    """The post and since when, the person and when they were refused, or the action."""
    assert day_of(action, board, "2010-08-03")[Step.V] == [(cause, to)], case


@pytest.mark.clause("4.13", "5.7")
@table(
    ("case", "board", "expected"),
    [
        (
            "whom V is for is vacant too: that is told as well, to who stands in",
            a_board(vacant(LEAD), vacant(BOARD_MEMBER)),
            [("p1-2009-01-01", SAFEGUARDING), ("p4-2009-01-01", SAFEGUARDING)],
        ),
        (
            "the secretary, who should have the news",
            a_board(vacant(LEAD), vacant(SECRETARY)),
            [("p1-2009-01-01", BOARD_MEMBER), (f"p{SECRETARY}-2009-01-01", CHAIR)],
        ),
        (
            "a member whose address was refused, though nothing is due to them",
            replace(a_board(undeliverable=[person(MEMBER)]), refused_on={person(MEMBER): FOUND}),
            [(f"u{person(MEMBER)}-2010-08-02", SECRETARY)],
        ),
        (
            "V was withdrawn, and the post is vacant still",
            replace(a_board(vacant(SAFEGUARDING)), ledger=(WITHDRAWN_V,)),
            [(f"p{SAFEGUARDING}-2009-01-01", BOARD_MEMBER)],
        ),
        (
            "V was kept back by the secretary",
            replace(a_board(vacant(SAFEGUARDING)), ledger=(replace(WITHDRAWN_V, refused=True),)),
            [],
        ),
    ],
)
def test_every_vacancy_that_is_found_is_told(
    case: str, board: BoardFacts, expected: list[tuple[str, int]]
) -> None:
    """A post of the board is of no agency: the secretary is told of it."""
    found = day_of(heard(an_action()), board, "2010-08-03")
    assert found.get(Step.V, []) == expected, case
    assert (Step.S in found) is bool(expected), case


@pytest.mark.clause("4.13")
def test_one_vacancy_of_many_actions_is_told_once() -> None:
    """Two actions of one vacant lead: one V, and one vacancy in the secretary's S."""
    both = [an_action(), replace(an_action(), action_id=2)]
    today = decide(both, a_board(vacant(LEAD)), day("2010-08-03"))
    assert [n.reason for n in today.notices if n.action_id is None] == [
        "the post of Lead of the service has been vacant since 1 January 2009",
        "1 vacancy",
    ]


@pytest.mark.clause("4.12")
def test_the_secretary_hears_of_what_is_new_and_of_nothing_else() -> None:
    """Answers, exceptions and held messages in counts; a day without news has no S."""
    news = News(answers=2, exceptions=1, held=3)
    board = replace(a_board(), news={COMMITTEE: news})
    assert day_of(heard(an_action()), board, "2010-08-10") == {Step.S: [("2010-08-10", SECRETARY)]}
    assert news_words(news, 1) == "2 new answers, 1 exception, 3 held messages, 1 vacancy"
    assert day_of(heard(an_action()), a_board(), "2010-08-10") == {}


@pytest.mark.clause("4.14")
@table(
    ("pack", "on", "expected"),
    [
        (PACK, "2010-11-08", []),
        (PACK, "2010-11-09", [("k3-draft", SECRETARY), ("k3-draft", CHAIR)]),
        (replace(PACK, approved_on=date(2010, 11, 8)), "2010-11-10", []),
        (replace(PACK, issued_on=date(2010, 11, 9)), "2010-11-10", [("k3-issued", MEMBER)]),
        (ADDED, "2010-11-09", [("k3-issued", MEMBER)]),
        (ADDED, "2010-11-10", [("k3-issued", MEMBER), ("k3-addendum-1", MEMBER)]),
    ],
)
def test_a_pack_is_told_of(pack: PackFacts, on: str, expected: list[tuple[str, int]]) -> None:
    """A draft not approved by its day of issue, six WD before; a pack issued, each addendum."""
    board = replace(a_board(ran="2010-11-05"), packs=(pack,))
    assert day_of(heard(an_action()), board, on).get(Step.P, []) == expected


@pytest.mark.clause("4.14")
def test_a_notice_of_an_addendum_says_which() -> None:
    """By its cause; that of the pack itself is of none."""
    causes = ("k3-addendum-1", "k3-addendum-12", "k3-issued", "k3-draft")
    assert [addendum_number(one) for one in causes] == [1, 12, 0, 0]


def waiting(step: Step, cause: str, post_id: int) -> Entry:
    """A line of a step of no action that has not left yet."""
    line = told(step, "2010-11-09", post_id, cause=cause)
    return replace(line, state=NoticeState.WAITING, told_on=None)


def without_members(board: BoardFacts, pack: PackFacts) -> BoardFacts:
    """The board with a pack, and nobody on its committee but its officers."""
    committee = replace(board.committees[COMMITTEE], member_ids=())
    return replace(board, packs=(pack,), committees={COMMITTEE: committee})


@pytest.mark.clause("5.6")
@table(
    ("case", "board", "line", "stands"),
    [
        ("still vacant", a_board(vacant(LEAD)), waiting(Step.V, "p1", BOARD_MEMBER), True),
        ("filled", a_board(), waiting(Step.V, "p1-2010-11-01", BOARD_MEMBER), False),
        (
            "still refused",
            a_board(undeliverable=[101]),
            waiting(Step.V, "u101", BOARD_MEMBER),
            True,
        ),
        ("cleared", a_board(), waiting(Step.V, "u101-2010-11-01", BOARD_MEMBER), False),
        ("no lead", a_board(), waiting(Step.V, "n1", BOARD_MEMBER), True),
        ("a draft", replace(a_board(), packs=(PACK,)), waiting(Step.P, "k3-draft", CHAIR), True),
        ("approved", a_board(), waiting(Step.P, "k3-draft", CHAIR), False),
        (
            "an addendum",
            replace(a_board(), packs=(ADDED,)),
            waiting(Step.P, "k3-addendum-1", MEMBER),
            True,
        ),
        (
            "none of that number",
            replace(a_board(), packs=(ADDED,)),
            waiting(Step.P, "k3-addendum-2", MEMBER),
            False,
        ),
        (
            "issued to a committee whose last member has left",
            without_members(a_board(), ADDED),
            waiting(Step.P, "k3-issued", MEMBER),
            False,
        ),
        ("news stays news", a_board(), waiting(Step.S, "2010-11-09", SECRETARY), True),
        (
            "who was to be told left",
            a_board(vacant(SECRETARY)),
            waiting(Step.S, "x", SECRETARY),
            False,
        ),
    ],
)
def test_a_cause_is_checked_again(
    case: str, board: BoardFacts, line: Entry, *, stands: bool
) -> None:
    """When the message is about to leave: a vacancy filled or a draft approved is not told."""
    assert (board_cause_stands(board, line, day("2010-11-10")) is None) is stands, case
