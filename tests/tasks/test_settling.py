"""A message of unknown outcome is settled by a person, and its step waits no longer.

The plan is entered on Monday 6 September 2010.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tasks.audit import audit
from tasks.deliver import deliver
from tasks.looking import history
from tasks.refused import Refused
from tasks.settling import settle_message, undecided_messages
from tests.stories.furnished import begin
from tests.stories.world import (
    BOARD_ID,
    CHAIR,
    HEAD,
    LEAD,
    NINE,
    SECRETARY,
    At,
    World,
    address_of,
    row,
)

DUE = "17 September 2010"


@pytest.fixture
def dark(world: World) -> World:
    """Yours to do, sent on the 6th and lost twice: nobody knows whether the lead has it."""
    world.import_plan(row("1", DUE))
    world.letterbox.lost.add(address_of(LEAD))
    world.run()
    later = replace(world.office, clock=At(instant=NINE + timedelta(minutes=6)))
    assert deliver(later, BOARD_ID).undecided == 1
    world.letterbox.lost.clear()
    world.let_pass("Yours to do")
    return world


def say(
    world: World, *, arrived: bool, by: str = SECRETARY, reason: str = "It is in the log."
) -> str:
    """What the only undecided message came to, as told by somebody."""
    (one,) = undecided_messages(world.office)
    which = f"m{one.row_id}"
    settle_message(world.office, which, arrived=arrived, reason=reason, by=by)
    return which


def test_the_list_says_what_a_servers_log_can_be_asked(dark: World) -> None:
    """The Message-ID, the post and the steps; no name and no address."""
    (one,) = undecided_messages(dark.office)
    assert one.message_id == dark.letterbox.arrived[0].message_id
    assert (one.posts, one.steps) == ((LEAD,), ("A child-q/1",))


def test_what_arrived_is_told_from_the_day_somebody_says_so(dark: World) -> None:
    """The ladder goes on from there, and nothing is sent again."""
    dark.advance(to=date(2010, 9, 13))
    dark.unexpected.clear()
    which = say(dark, arrived=True)
    assert history(dark.office)[-1].reason == "It is in the log."
    assert undecided_messages(dark.office) == []
    assert dark.steps("1") == ["A 2010-09-13"]
    with pytest.raises(Refused, match="no such message is undecided"):
        settle_message(dark.office, which, arrived=False, reason="No.", by=SECRETARY)
    # The reminder of the 10th is passed over: until the 13th nobody knew that A was told.
    dark.expect(date(2010, 9, 17), LEAD, says=("Due now: child-q/1",))
    dark.unexpected.clear()
    assert [one.kind for one in audit(dark.office, BOARD_ID, keep=False).findings] == []


def test_what_did_not_arrive_is_told_anew(dark: World) -> None:
    """Under another Message-ID, with the next delivery; the step has waited all the while."""
    dark.on(date(2010, 9, 8)).run()
    say(dark, arrived=False, by=CHAIR)
    deliver(dark.office, BOARD_ID)
    posts = [p for p in dark.letterbox.arrived if p.to == address_of(LEAD)]
    assert len({p.message_id for p in posts}) == len(posts[1:]) == 2
    assert [(t.step, t.state) for t in dark.why("1").told] == [("A", "told")]
    assert dark.steps("1") == ["A 2010-09-08"]
    dark.unexpected.clear()


def test_a_contributor_is_told_anew_what_the_lead_was_told(world: World) -> None:
    """The decision's step is told with its lead; the contributor's letter was lost, and leaves."""
    begin(world, lead=f"{LEAD}; {HEAD}")
    world.decide("1", "extend", until=date(2010, 10, 29))
    world.letterbox.lost.add(address_of(HEAD))
    world.on(date(2010, 9, 7)).run()
    later = replace(world.office, clock=At(instant=NINE + timedelta(days=1, minutes=6)))
    assert deliver(later, BOARD_ID).undecided == 1
    world.letterbox.lost.clear()
    say(world, arrived=False)
    world.unexpected.clear()
    world.on(date(2010, 9, 8)).run()
    world.inbox(HEAD).expect("29 October 2010")
    world.unexpected.clear()
    told = [(t.step, t.told_on) for t in world.told() if t.to == HEAD]
    assert max(told) == ("D", date(2010, 9, 8))


def test_only_the_committees_own_settle_with_a_reason(dark: World) -> None:
    """A lead does not say that he was told, and nobody says so without a reason."""
    with pytest.raises(Refused, match="only the secretary or the chair"):
        say(dark, arrived=True, by=LEAD)
    with pytest.raises(Refused, match="--reason"):
        say(dark, arrived=True, reason=" ")
    for wrong in ("12x", "m999"):
        with pytest.raises(Refused, match="matters settle"):
            settle_message(dark.office, wrong, arrived=True, reason="So.", by=SECRETARY)
