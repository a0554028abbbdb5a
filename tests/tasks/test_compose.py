"""A person's waiting notices as a letter: in what capacity, with which words, and never which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.database import reading
from models.outbox_reading import waiting
from models.rules.letters import Letter, Part
from models.rules.outbox import Waiting
from models.rules.words import Step
from tasks import compose
from tasks.desk import read_desk
from tasks.desk_facts import Desk, sift
from tests.stories.world import (
    BOARD_ID,
    COMMITTEE_POSTS,
    DEPUTY,
    HEAD,
    INDEPENDENT,
    LEAD,
    MANAGER,
    SAFEGUARDING,
    SECRETARY,
    World,
    address_of,
    row,
)

DUE = "17 September 2010"


def on_the_desk(world: World) -> tuple[Desk, dict[int, list[Waiting]]]:
    """The desk as a delivery has it now, and per person what waits."""
    with reading(world.office.engine) as session:
        found = waiting(session, BOARD_ID)
        return read_desk(world.office, session, BOARD_ID, world.today, found), found


def letters(world: World) -> dict[str, Letter]:
    """By the post addressed, the letters that would go out now."""
    desk, found = on_the_desk(world)
    made = [compose.letter(desk, person, notices) for person, notices in found.items()]
    return {letter.to_post: letter for letter in made}


def told_up_to(world: World, last: date) -> World:
    """The world on a day whose notices are recorded and have not left."""
    world.run()
    world.advance(to=last.replace(day=last.day - 1))
    world.let_pass()
    world.on(last).run(send=False)
    return world


def test_each_reads_the_step_in_their_own_capacity(world: World) -> None:
    """E2: the safeguarding lead is asked to take it up, the lead has a copy."""
    world.import_plan(row("1", DUE))
    made = letters(told_up_to(world, date(2010, 9, 24)))
    assert set(made) == {SAFEGUARDING, LEAD}
    (theirs,), (copy,) = made[SAFEGUARDING].lines, made[LEAD].lines
    assert (theirs.step, theirs.copy, copy.copy) == (Step.E2, False, True)
    assert theirs.wanted.startswith(f"Please take this up with the {LEAD}")
    assert copy.wanted.startswith("Your agency's safeguarding lead has been told")
    assert "5 working days after the due date" in theirs.why


def test_a_contributor_is_named_beside_the_lead(world: World) -> None:
    """The first lead named is accountable, the second is told what their part is."""
    world.import_plan(row("1", DUE, lead=f"{LEAD}; {HEAD}"))
    world.run(send=False)
    made = letters(world)
    assert "This is yours" in made[LEAD].lines[0].wanted
    assert f"beside the {LEAD}" in made[HEAD].lines[0].wanted


def test_a_stand_in_is_told_for_which_post(world: World) -> None:
    """The line names the vacant post."""
    world.leaves(LEAD, date(2010, 9, 5))
    world.import_plan(row("1", DUE))
    world.run(send=False)
    (line,) = letters(world)[DEPUTY].lines
    assert line.stand_in_for == LEAD


def test_the_secretarys_list_has_its_parts(world: World) -> None:
    """Overdue, without a date, waiting for a decision: each line in its part."""
    world.import_plan(row("1", DUE), row("2", "TBC"), row("3", "12 November 2010"))
    world.run()
    world.respond("3", "evidence", evidence="Done early.")
    world.advance(to=date(2010, 9, 30))
    world.let_pass()
    world.on(date(2010, 10, 1)).run(send=False)
    lines = letters(world)[SECRETARY].lines
    parts = {line.reference: line.part for line in lines if line.step is Step.M}
    assert parts == {
        "child-q/1": Part.OVERDUE,
        "child-q/2": Part.UNDATED,
        "child-q/3": Part.UNDECIDED,
    }


@pytest.mark.clause("5.13")
def test_the_boards_own_letter_names_the_accountable_body(world: World) -> None:
    """Where the action is the board's own, E5 speaks of that body and of no chief officer."""
    world.import_plan(row("1", DUE, lead=MANAGER, agency="The board itself"))
    line = letters(told_up_to(world, date(2010, 11, 12)))[INDEPENDENT].lines[0]
    assert "A letter to Eastmere Council is drafted" in line.wanted


@pytest.mark.clause("8.1")
def test_no_message_says_what_the_review_recommended(world: World) -> None:
    """Through the whole ladder: references, dates and sentences made by rule, nothing else."""
    world.import_plan(row("1", DUE))
    world.run()
    world.advance(to=date(2010, 11, 12))
    assert {p.to for p in world.unexpected} >= {address_of(post) for post in COMMITTEE_POSTS}
    for post in world.unexpected:
        assert "should be carried out" not in post.text
        assert b"should be carried out" not in post.content
        assert "OFFICIAL-SENSITIVE" in post.text
    world.let_pass()


def test_a_board_that_gives_no_marking_has_that_of_its_policy(world: World) -> None:
    """A message is marked as its pack is; none leaves without a marking."""
    world.import_plan(row("1", DUE))
    world.run(send=False)
    desk, found = on_the_desk(world)
    policy = replace(desk.board.policy, markings=("PROTECT",))
    board, head = replace(desk.board, policy=policy), replace(desk.head, marking="")
    ((person, notices),) = found.items()
    made = compose.letter(replace(desk, board=board, head=head), person, notices)
    assert made.marking == "PROTECT"


@pytest.mark.clause("8.2")
def test_an_address_that_is_not_assured_has_the_bare_notice(world: World) -> None:
    """Reference and date, how to reply and whom to ask: no title, no agency, no standing."""
    outside = "lead@elsewhere.example.com"
    world.contacts((LEAD, f"Holder of {LEAD}", outside, "2010-01-01", ""))
    world.import_plan(row("1", DUE))
    world.run(send=False)
    (line,) = letters(world)[LEAD].lines
    assert (line.short_title, line.agency, line.wanted, line.why, line.standing) == ("",) * 5
    world.run()
    post = world.inbox(outside).expect("child-q/1", "17 September 2010", "Questions:")
    assert "Child Q, recommendation" not in post.text
    assert "Hospital trust" not in post.text


def test_a_notice_of_one_who_has_no_address_any_more_is_sifted_out(world: World) -> None:
    """The reason says so, and the others stay."""
    world.import_plan(row("1", DUE))
    world.run(send=False)
    desk, found = on_the_desk(world)
    ((person, notices),) = found.items()
    boxes = {i: box for i, box in desk.mailboxes.items() if i != person}
    bare = Desk(
        board=desk.board,
        head=desk.head,
        actions=desk.actions,
        words=desk.words,
        mailboxes=boxes,
        sender=desk.sender,
        reply_to=desk.reply_to,
        as_of=desk.as_of,
    )
    assert sift(desk, notices) == (notices, [])
    assert sift(bare, notices) == (
        [],
        [(notices[0], "the person has no address that takes messages")],
    )
