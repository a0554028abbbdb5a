"""What is kept of people's pages: never another state than the register's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain, repeat

import pytest

from deployments.page.kept import Kept, Latest
from deployments.page.readying import Readying
from deployments.page.shown import Shown, frame_of, overview_words
from deployments.page.site import Site
from models.database import open_engine, reading, writing
from models.page_news import concerns
from models.page_reading import Holder, holder
from models.purging import purge
from notifications.page.rendering import page
from tasks import page_codes
from tasks.by_hand import Chosen, Edited, add, edit, silence, split
from tasks.clock import Clock
from tasks.committee import enter_meeting
from tasks.corrections import correct
from tasks.deliver import deliver
from tasks.looking import history
from tasks.office import Office
from tasks.own_actions import Overview, overview
from tasks.own_played import OwnPlayed
from tasks.policies import Adopting, adopt
from tests.stories.world import BOARD_ID, CHAIR, DUE, HEAD, LEAD, REVIEW, SECRETARY, World, row
from tests.tasks.page_visits import SECRET, visits, with_page

Act = Callable[[World], object]
LATER = date(2010, 10, 29)
SOONER = "[ladder]\nnormal = [1, 2, 10, 20, 40]\n"


def whose(world: World, person_id: int) -> Holder:
    """Who opens a page, as the register has them now."""
    with world.office.engine.connect() as connection:
        found = holder(connection, person_id)
    assert found
    return found


def shown(world: World, kept: Kept, person_id: int, played: OwnPlayed | None = None) -> Overview:
    """What a person is shown now; it must be what the register says."""
    one = whose(world, person_id)
    own = (kept.found(world.office, one) or kept.read(world.office, one)).own
    with reading(world.office.engine) as session:
        fresh = overview(world.office, session, one, played)
    assert replace(own, seq=0) == replace(fresh, seq=0)
    return own


def strikes(what: str) -> Act:
    """The last entry of a kind is struck."""
    return lambda world: correct(
        world.office,
        next(h.seq for h in reversed(history(world.office)) if h.what == what),
        "A slip.",
        by=SECRETARY,
    )


def adopts(world: World) -> None:
    """Another policy, which holds from tomorrow."""
    file = world.office.settings.home / "policy.toml"
    file.write_text(SOONER, encoding="utf-8")
    adopt(world.office, Adopting(path=file, by=CHAIR, chairs_action=True))


def tomorrow(world: World) -> None:
    """The next day, and no run yet."""
    world.on(world.today + timedelta(days=1))


OF_OTHERS: dict[str, Act] = {
    "answers": lambda w: w.respond("2", "evidence", by=HEAD, evidence="Done.", extension=LATER),
    "returns": lambda w: w.decide("2", "return", by=SECRETARY),
    "dates": lambda w: w.decide("2", "set-date", until=LATER),
    "hastens": lambda w: w.decide("2", "priority-high"),
    "closes": lambda w: w.decide("2", "outside-control"),
    "reopens": lambda w: w.decide("2", "reopen", until=LATER),
    "holds": lambda w: w.decide("2", "hold", until=LATER),
    "confirms": lambda w: w.confirm("4"),
    "sends a code": lambda w: page_codes.send_code(w.office, visits(w, HEAD)),
}
OF_THE_LEAD: dict[str, Act] = {
    "answers": lambda w: w.respond("1", "in-progress"),
    "sends evidence": lambda w: w.respond("1", "evidence", evidence="Done.", extension=LATER),
    "returns": lambda w: w.decide("1", "return", by=SECRETARY),
    "extends": lambda w: w.decide("1", "extend", until=LATER),
    "strikes": strikes("decided extend"),
    "holds": lambda w: w.decide("1", "hold", until=LATER),
    "hastens": lambda w: w.decide("1", "priority-high"),
    "is silent": lambda w: silence(
        w.office, Chosen(action=f"{REVIEW}/1"), date(2010, 9, 10), "Moving.", by=SECRETARY
    ),
    "adds": lambda w: add(
        w.office, REVIEW, "9", "Do it.", lead=LEAD, due_on=LATER, by=SECRETARY
    ),
    "strikes it": strikes("action added"),
    "hands over": lambda w: edit(
        w.office, f"{REVIEW}/1", Edited(lead=HEAD, reason="Moved."), by=SECRETARY
    ),
    "takes back": strikes("handed over"),
    "gets another's": lambda w: edit(
        w.office, f"{REVIEW}/2", Edited(lead=LEAD, reason="Moved."), by=SECRETARY
    ),
    "splits": lambda w: split(w.office, f"{REVIEW}/3", by=SECRETARY),
    "is owed": lambda w: w.run(send=False),
    "is told": lambda w: deliver(w.office, BOARD_ID),
    "meets": lambda w: w.meeting(date(2010, 10, 6)),
    "does not": lambda w: enter_meeting(
        w.office.engine, "Review committee", date(2010, 10, 6), w.office.clock.now(), w.today,
        cancel=True,
    ),
    "adopts": adopts,
    "has a secretary": lambda w: w.contacts(
        (SECRETARY, "Newcomer", "newcomer@eastmere.example.org", "2010-09-06", "")
    ),
    "enters": lambda w: w.import_plan(row("1", DUE), review="child-r"),
    "closes": lambda w: w.decide("1", "not-implemented"),
    "another day": tomorrow,
    "runs": lambda w: w.run(),
    "leaves": lambda w: w.leaves(LEAD, w.today - timedelta(days=1)),
}  # fmt: skip


@pytest.fixture
def told(world: World) -> World:
    """Two leads, each with actions, and told of them."""
    with_page(world).import_plan(
        row("1", DUE),
        row("2", "30 September 2010", lead=HEAD),
        row("3", "TBC", lead=f"{LEAD}; {HEAD}"),
        row("4", "Immediately", lead=HEAD),
    )
    world.run()
    return world


def test_a_page_that_is_kept_shows_what_the_register_says(told: World) -> None:
    """After whatever is recorded; what was recorded of others alone has nothing read again."""
    kept, person_id, played = Kept(), visits(told).person_id, OwnPlayed()
    before = shown(told, kept, person_id, played)
    for what, act in OF_OTHERS.items():
        act(told)
        assert shown(told, kept, person_id, played) is before, what
    for what, act in OF_THE_LEAD.items():
        act(told)
        now = shown(told, kept, person_id, played)
        assert now is not before, what
        before = now
    assert not before.actions
    told.let_pass()


def test_one_that_was_closed_long_ago_is_shown_when_it_is_reopened(told: World) -> None:
    """It is not on the page any more, and yet the page is of it."""
    told.decide("1", "outside-control")
    kept, person_id = Kept(), visits(told).person_id
    told.on(date(2011, 3, 1))
    assert not shown(told, kept, person_id).closed
    told.decide("1", "reopen", until=date(2011, 3, 31))
    assert f"{REVIEW}/1" in {one.reference for one in shown(told, kept, person_id).actions}
    told.let_pass()


@dataclass(frozen=True, slots=True)
class AtMidnight(Clock):
    """The last minute of a day (23:59 in London) at the first look, and then the next day."""

    looks: Iterator[datetime] = field(
        default_factory=lambda: chain(
            [datetime(2010, 9, 16, 22, 59, tzinfo=UTC)],
            repeat(datetime(2010, 9, 16, 23, 0, tzinfo=UTC)),
        )
    )

    def now(self) -> datetime:
        """Another instant at each look."""
        return next(self.looks)


def test_what_was_read_at_midnight_is_not_the_next_days(told: World) -> None:
    """All of it is of the day on which it began to be read, and goes for that day alone."""
    kept, one = Kept(), whose(told, visits(told).person_id)
    read = kept.read(replace(told.office, clock=AtMidnight()), one).own
    told.on(date(2010, 9, 16))
    assert shown(told, kept, one.person_id) is read
    told.on(date(2010, 9, 17))
    assert shown(told, kept, one.person_id).today_on == told.today
    told.let_pass()


def test_a_register_that_was_brought_back_is_read_anew(told: World) -> None:
    """Its history went another way, be it shorter, longer or as long."""
    one = whose(told, visits(told).person_id)
    seq, digest = one.history
    with told.office.engine.connect() as connection:
        for known in ((seq + 1, digest), (seq, "another"), (seq - 1, "another")):
            assert concerns(connection, one, known, ())
    told.let_pass()


def test_pages_are_read_before_anybody_asks(told: World) -> None:
    """Once the register is quiet: of everybody who has a link, and of nobody a second time."""
    told.settings(page_url="https://actions.example.org", secret_key=SECRET)
    site = Site(told.office)
    ahead = Readying(site)
    people = [whose(told, visits(told, post).person_id) for post in (LEAD, HEAD)]
    assert [ahead.look(), site.kept.found(told.office, people[0])] == [0, None]
    laid = ahead.look()
    assert laid >= len(people)
    found = [site.kept.found(told.office, one) for one in people]
    assert [one.own.posts for one in found if one] == [(LEAD,), (HEAD,)]
    told.respond("1", "in-progress")
    assert [ahead.look(), ahead.look(), ahead.look()] == [0, laid, 0]
    again = [site.kept.found(told.office, whose(told, one.person_id)) for one in people]
    assert all(again)
    assert [now is before for now, before in zip(again, found, strict=True)] == [False, True]
    told.let_pass()


def test_nothing_is_kept_of_whoever_was_purged_nor_of_another_day(told: World) -> None:
    """Nor of whoever has had no message for a month: once the register is quiet again."""
    told.settings(page_url="https://actions.example.org", secret_key=SECRET)
    site, office = Site(told.office), told.office
    lead, head = (whose(told, visits(told, post).person_id) for post in (LEAD, HEAD))
    ahead = Readying(site)
    assert [ahead.look(), ahead.look() > 0] == [0, True]
    assert site.kept.found(office, lead)
    with writing(office.engine) as session:
        purge(session, BOARD_ID, (lead.person_id,), (), today=told.today, at=office.clock.now())
    assert [ahead.look(), ahead.look() > 0] == [0, True]
    assert site.kept.found(office, lead) is None
    head = whose(told, head.person_id)
    assert site.kept.found(office, head)
    site.office = told.on(told.today + timedelta(days=40)).office
    assert [ahead.look(), ahead.look()] == [0, 0]
    assert site.kept.found(office, head) is None
    told.let_pass()


@dataclass(slots=True)
class Stumbling(Kept):
    """It cannot read the page of whoever is asked about first."""

    tried: list[int] = field(default_factory=list)

    def read(self, office: Office, whose: Holder) -> Shown:
        """What it is in others' case."""
        self.tried.append(whose.person_id)
        if whose.person_id == self.tried[0]:
            raise LookupError("a name")
        return Kept.read(self, office, whose)


def test_a_page_that_cannot_be_read_stops_no_other(
    told: World, caplog: pytest.LogCaptureFixture
) -> None:
    """It is tried once for all that is recorded, and its kind of fault said once a day."""
    told.settings(page_url="https://actions.example.org", secret_key=SECRET)
    site = Site(told.office)
    site.kept = kept = Stumbling()
    ahead = Readying(site)
    looks = [ahead.look() for _ in range(4)]
    first, *others = kept.tried
    assert looks == [0, len(others), 0, 0]
    assert others
    assert first not in others
    told.respond("1", "in-progress")
    assert [ahead.look(), ahead.look()] == [0, len(others)]
    assert kept.tried.count(first) == 2
    said = [line.getMessage() for line in caplog.records if line.name == "matters.page"]
    assert said == ["The pages are not read ahead: LookupError"]
    told.let_pass()


def test_what_cannot_be_read_ahead_is_said_once(
    told: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Not at each look, and without what somebody wrote; the page answers as it did."""
    away = replace(told.office, engine=open_engine("sqlite://"))
    ahead = Readying(Site(away), every=0.001)
    looks = ahead.start()
    while not caplog.records:
        looks.join(0.001)
        assert looks.is_alive()
    looks.join(0.05)
    ahead.stop.set()
    looks.join()
    said = [line.getMessage() for line in caplog.records if line.name == "matters.page"]
    assert said == ["The pages are not read ahead: OperationalError"]
    told.let_pass()


def test_each_link_is_shown_the_page_with_itself_in_it(told: World) -> None:
    """A person has many links, and one page; of what is kept the oldest is forgotten."""
    kept, one = Kept("/page"), whose(told, visits(told).person_id)
    shown = kept.read(told.office, one)
    assert kept.found(told.office, one) is shown
    first, second = shown.at("/page/l/one"), shown.at("/page/l/two")
    assert b'href="/page/l/one/' in first
    assert first.replace(b"/l/one", b"/l/two") == second
    drawn = page("overview", frame_of(shown.own, "/page", '/a&b"<'), **overview_words(shown.own))
    assert shown.at('/a&b"<') == drawn.encode()
    few: Latest[int, str] = Latest(most=2)
    for n in (1, 2, 1, 3):
        few.put(n, f"{n}")
    assert [few.get(n) for n in (1, 2, 3)] == ["1", None, "3"]
    told.let_pass()
