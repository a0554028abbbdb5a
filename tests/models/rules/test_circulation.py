"""What of an issued pack a message carries, to whom, and whom it has not reached."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.circulation import (
    Carried,
    Enclosure,
    carried,
    carried_words,
    editions_for,
    missed,
)
from models.rules.facts import BoardFacts, Entry
from models.rules.words import Edition, Step
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
    INDEPENDENT,
    MEMBER,
    SECRETARY,
    a_board,
    day,
    holds,
    person,
    post,
    told,
    vacant,
    withdrawn,
)
from tests.models.rules.test_board_steps import ISSUED
from tests.tables import table

BOTH, PUBLIC = (Edition.RESTRICTED, Edition.PUBLIC), (Edition.PUBLIC,)
ENDS = ("pdf", "html", "docx", "xlsx", "manifest.json")


def files(*editions: str, size: int = 300_000) -> tuple[Enclosure, ...]:
    """The files of editions, as large as that."""
    return tuple(
        Enclosure(edition=e, name=f"pack-{e}.{end}", sha256="", size=size, folder="pack-v1")
        for e in editions
        for end in ENDS
    )


def names(some: tuple[Enclosure, ...]) -> list[str]:
    """What they are called."""
    return [one.name for one in some]


@pytest.mark.clause("6.4", "8.2")
def test_a_message_carries_one_edition_as_far_as_it_may_grow() -> None:
    """The PDF before the workbook and the Word copy; the page and the manifest stay at home."""
    both = files("restricted", "public")
    said = carried(both, BOTH, 10)
    assert names(said.files) == [f"pack-restricted.{end}" for end in ("pdf", "xlsx", "docx")]
    assert names(carried(both, PUBLIC, 10).files)[0] == "pack-public.pdf"
    assert carried(files("restricted"), PUBLIC, 10) == Carried()
    assert names(carried(files("public"), BOTH, 10).files)[0] == "pack-public.pdf"
    small = carried(both, BOTH, 1)
    assert names(small.files) == ["pack-restricted.pdf", "pack-restricted.xlsx"]
    assert names(small.left_out) == ["pack-restricted.docx"]
    assert names(carried(both, BOTH, 10, said.files[:2]).files) == ["pack-restricted.docx"]
    assert carried(both, BOTH, 0).files == ()
    one = files("public", size=6_000_000)[:1]
    assert carried(files("restricted", size=6_000_000), BOTH, 10, one).files == ()


@pytest.mark.clause("6.4")
@table(
    ("megabytes", "size", "fits"),
    [(10, 7_307_692, True), (10, 7_307_693, False), (78, 57_000_000, True)],
)
def test_a_file_is_as_large_as_it_travels(megabytes: int, size: int, *, fits: bool) -> None:
    """78 bytes travel for 57 of a file."""
    said = carried(files("public", size=size)[:1], PUBLIC, megabytes)
    assert bool(said.files) is fits
    assert bool(said.left_out) is not fits


@pytest.mark.clause("6.4")
def test_what_is_left_out_is_said_with_where_it_is() -> None:
    """Of the secretary, or in the folder where the board has one."""
    small = carried(files("restricted"), BOTH, 1)
    assert carried_words(small, "Secretary", "") == (
        "Attached: pack-restricted.pdf, pack-restricted.xlsx. Too large for a message: "
        "pack-restricted.docx; ask the Secretary."
    )
    linked = carried_words(
        carried(files("restricted"), BOTH, 0), "Secretary", "https://example.org"
    )
    assert linked.startswith("In the committee's folder: pack-restricted.pdf, ")
    assert linked.endswith("pack-restricted.docx. https://example.org")
    assert carried_words(Carried(), "Secretary", "") == ""
    alone = carried_words(Carried(), "Secretary", "https://example.org")
    assert alone == "In the committee's folder: https://example.org"
    whole = carried_words(carried(files("public")[:1], BOTH, 1), "Secretary", "https://example.org")
    assert whole == "Attached: pack-public.pdf."


@pytest.mark.clause("5.7", "6.5")
def test_the_restricted_edition_is_the_committees() -> None:
    """And a deputy's in a member's place; any other stand-in may have what is published."""
    board = a_board()
    committee = board.committees[1]
    for one in (MEMBER, SECRETARY, CHAIR, INDEPENDENT):
        assert editions_for(one, None, committee, board) == BOTH
    assert editions_for(BOARD_MEMBER, MEMBER, committee, board) == PUBLIC
    posts = {**board.posts, MEMBER: replace(board.posts[MEMBER], deputy_id=BOARD_MEMBER)}
    deputised = replace(board, posts=posts)
    assert editions_for(BOARD_MEMBER, MEMBER, committee, deputised) == BOTH
    assert editions_for(BOARD_MEMBER, None, committee, deputised) == PUBLIC
    posts = {**board.posts, CHAIR: replace(board.posts[CHAIR], deputy_id=BOARD_MEMBER)}
    assert editions_for(BOARD_MEMBER, CHAIR, committee, replace(board, posts=posts)) == PUBLIC


@pytest.mark.clause("4.14", "5.7")
def test_a_member_is_missed_where_no_message_went_to_them() -> None:
    """Vacant, refused, stood in for, or passed by; not while a message of theirs waits."""

    def said(*lines: Entry, board: BoardFacts | None = None) -> list[str]:
        whole = replace(board or a_board(), packs=(ISSUED,), ledger=lines)
        return [one.words.partition(": ")[2] for one in missed(ISSUED, whole, day("2010-11-10"))]

    def line(to: int, absent: int | None = None) -> Entry:
        return replace(told(Step.P, "2010-11-09", to, cause="k6-issued"), for_post_id=absent)

    assert said(line(MEMBER)) == said() == []
    assert said(line(SECRETARY, MEMBER)) == [
        f"the {a_board().posts[SECRETARY].name} is told in their place"
    ]
    assert said(board=a_board(vacant(MEMBER))) == ["nobody holds the post"]
    assert said(board=a_board(undeliverable=[person(MEMBER)])) == [
        "their address takes no messages"
    ]
    assert said(line(SECRETARY)) == ["no message has arrived since 9 November 2010"]
    assert said(replace(line(SECRETARY), cause="k9-issued")) == []
    assert said(withdrawn(line(SECRETARY))) == []
    new = a_board(post(MEMBER, holds(MEMBER, person(MEMBER), day("2010-11-10"))))
    assert said(line(SECRETARY), board=new) == []
    draft = replace(ISSUED, approved_on=None, issued_on=None, issue_by=day("2010-11-09"))
    assert list(missed(draft, a_board(vacant(CHAIR)), day("2010-11-10"))) == []
    (gone,) = missed(ISSUED, replace(a_board(vacant(MEMBER)), ledger=()), day("2010-11-10"))
    assert gone.words.startswith("The pack for the meeting on ")
    assert gone.words.endswith(" was issued and has not reached the Member: nobody holds the post")
