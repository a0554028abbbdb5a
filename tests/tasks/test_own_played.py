"""What a visitor leads, played ahead only where anything of it is new."""

from __future__ import annotations

from datetime import timedelta

from models.action_reading import action_facts, some
from models.board_reading import board_facts
from models.database import reading
from models.page_reading import ids_led_by
from models.rules.days_ahead import A_YEAR
from models.rules.facts import BoardFacts
from models.rules.overview import OwnAction
from tasks.holidays import board_calendar
from tasks.own_actions import overview
from tasks.own_played import Basis, OwnPlayed
from tasks.visiting import Visitor, posts_of
from tests.stories.world import DUE, HEAD, LEAD, SECRETARY, World, row
from tests.tasks.page_visits import sees, visits, with_page


def shown(world: World, who: Visitor, played: OwnPlayed) -> tuple[OwnAction, ...]:
    """The visitor's actions, in the order in which they are read."""
    today = world.today
    with reading(world.office.engine) as session:
        board = board_facts(session, 1, today, board_calendar, until=today + A_YEAR)
        posts = frozenset(post.post_id for post in posts_of(board, who.person_id, today))
        basis = Basis(board=board, posts=posts, today=today, later=())
        facts = action_facts(session, some(ids_led_by(session, who.person_id, today)), today)
        return played.shown(who.person_id, basis, facts)


def boards(played: OwnPlayed) -> dict[int, BoardFacts]:
    """The facts of boards that are held, each object once."""
    return {id(basis.board): basis.board for basis, _ in played._of.values()}


def test_only_what_changed_is_played_again(world: World) -> None:
    """An answer to one action leaves the other as it was; a new day leaves neither.

    What is shown is the same as if all were played.
    """
    with_page(world).import_plan(row("1", "17 September 2010"), row("2", "30 September 2010"))
    world.run()
    who, played = visits(world), OwnPlayed()
    first = shown(world, who, played)
    assert all(a is b for a, b in zip(first, shown(world, who, played), strict=True))
    world.respond("1", "in-progress")
    second = shown(world, who, played)
    assert [a is b for a, b in zip(first, second, strict=True)] == [False, True]
    world.on(world.today + timedelta(days=1)).run()
    third = shown(world, who, played)
    assert [a is b for a, b in zip(second, third, strict=True)] == [False, False]
    with reading(world.office.engine) as session:
        assert overview(world.office, session, who.holder, played) == sees(world, who)
    assert third == shown(world, visits(world, LEAD), OwnPlayed())
    for people, day, same in (
        ([who.person_id], world.today, True),
        ([], world.today, False),
        ([who.person_id], world.today - timedelta(days=1), False),
    ):
        before = shown(world, who, played)
        played.keep(people, day)
        again = shown(world, who, played)
        assert [a is b for a, b in zip(before, again, strict=True)] == [same, same]
    world.let_pass()


def test_the_facts_of_a_board_are_held_once(world: World) -> None:
    """However many people were shown what they lead, and none of what the board was before."""
    with_page(world).import_plan(row("1", "17 September 2010"), row("2", DUE, lead=HEAD))
    world.run()
    people, played = [visits(world, LEAD), visits(world, HEAD)], OwnPlayed()
    for one in people:
        shown(world, one, played)
    assert len(boards(played)) == 1
    before = boards(played)
    world.contacts((SECRETARY, "Newcomer", "newcomer@eastmere.example.org", "2010-09-06", ""))
    shown(world, people[0], played)
    assert len(boards(played)) == 1
    assert not boards(played).keys() & before.keys()
    world.let_pass()
