"""What a server put off, or may have lost, is tried again: its bytes, its pauses, its end."""

from __future__ import annotations

from datetime import date

from models.rules.words import MessageState
from tasks.deliver import Delivered
from tests.notifications.channels.conftest import Serve
from tests.stories.world import FIRST, World, address_of, row
from tests.tasks.delivering import mailed, rows, send


def test_a_lost_reply_is_tried_once_more_with_the_same_bytes(world: World, serve: Serve) -> None:
    """After that it is for a person: no third copy, and every delivery says that one is open."""
    running = mailed(world, serve, lost=frozenset({"team.1"}))
    world.teams(1, 2)
    first = send(world)
    assert (first.accepted, first.unknown, first.waiting) == (1, 1, 1)
    assert send(world, 4).unknown == 0
    second = send(world, 6)
    assert (second.unknown, second.undecided) == (1, 1)
    last = send(world, 500)
    assert (last.unknown, last.undecided, last.has_exceptions) == (0, 1, True)
    copies = [content for _, to, content in running.post.arrived if "team.1" in to]
    assert len(copies) == 2
    assert copies[0] == copies[1]


def test_a_temporary_refusal_is_tried_again_with_growing_pauses(world: World, serve: Serve) -> None:
    """451 now, accepted later: the same Message-ID, and the step is told on that day."""
    running = mailed(world, serve, rcpt={"team.1": "451 4.7.1 try later"})
    world.teams(1)
    assert send(world).transient == 1
    assert send(world, 2) == Delivered(waiting=1)
    assert send(world, 8).transient == 1
    running.post.rcpt.clear()
    assert send(world, 30) == Delivered(accepted=1)
    (row_,) = rows(world.office.engine)
    assert (row_.state, row_.attempt) == (MessageState.ACCEPTED, 3)
    assert world.why("1").told[0].told_on == FIRST


def test_a_message_is_given_up_after_five_days_and_its_step_is_due_again(
    world: World, serve: Serve
) -> None:
    """The notice is withdrawn with the reason; the next run owes the step again."""
    mailed(world, serve, rcpt={"team.1": "451 4.7.1 try later"})
    world.teams(1, due="29 October 2010")
    send(world)
    send(world, 60 * 24 * 7)
    assert [m.state for m in rows(world.office.engine)] == [MessageState.FAILED]
    assert world.on(date(2010, 9, 14)).run(send=False).notices == len(("A", "the secretary's S"))
    told = [(t.step, t.state, t.reason) for t in world.why("1").told]
    assert told[0] == ("A", "withdrawn", "no delivery within 5 days")
    assert told[1][:2] == ("A", "waiting")


def test_no_retry_goes_past_a_pilot_that_began_or_to_one_that_ended(world: World) -> None:
    """What was lost at the true addressee is the pilot's then, and the other way round."""
    world.teams(1)
    true, pilot = address_of("Team 1"), "pilot@eastmere.example.org"
    world.letterbox.lost |= {true, pilot}
    for minutes, redirect in ((0, None), (6, pilot), (12, None)):
        world.settings(redirect_to=redirect)
        assert send(world, minutes).unknown == 1
    assert [post.to for post in world.letterbox.arrived] == [true, pilot, true]
    assert {m.outcome_text for m in rows(world.office.engine)[:2]} == {
        "messages to this person go elsewhere now"
    }


def test_what_was_never_handed_over_is_gathered_anew(world: World, serve: Serve) -> None:
    """Of two actions in a refused message one is closed: the other goes out in a new message."""
    running = mailed(world, serve, rcpt={"ward.manager": "451 4.7.1 try later"})
    world.import_plan(row("1", "17 September 2010"), row("2", "17 September 2010"))
    world.run(send=False)
    send(world)
    world.decide("1", "not-implemented")
    running.post.rcpt.clear()
    again = send(world, 10)
    assert (again.accepted, again.withdrawn, again.waiting) == (1, 1, 0)
    ((_, _, content),) = running.post.arrived
    assert b"child-q/2" in content
    assert b"child-q/1" not in content
    assert [m.state for m in rows(world.office.engine)] == [
        MessageState.WITHDRAWN,
        MessageState.ACCEPTED,
    ]


def test_what_may_have_arrived_goes_out_again_as_it_is(world: World, serve: Serve) -> None:
    """A lost reply, then one of two actions is closed: the copy has the same bytes all the same."""
    running = mailed(world, serve, lost=frozenset({"ward.manager"}))
    world.import_plan(row("1", "17 September 2010"), row("2", "17 September 2010"))
    world.run(send=False)
    send(world)
    world.decide("1", "not-implemented")
    send(world, 10)
    first, second = (content for _, _, content in running.post.arrived)
    assert first == second
