"""What the secretary, the chair, the members and those told on the ladder hear: Z, W, U, P, V, S.

Read as:
- Z, "everyone who was told at E2 or above": the posts told (not those copied) at E2 to E5 of the
  ladder that the stop stops, a stand-in told included. Each stop and each new date has its own Z;
  a stop that has ended has none any more. A reopening has none (the closure ended that ladder),
  and an extension asked for has none (it is not in the list).
- W, "the secretary; the committee's chair": W10 the one, W30 the other. Counted from the day the
  evidence or request came in; holds do not lengthen it. A second request takes the place of the
  first. Evidence added while evidence waits is part of it.
- U40, "for U the entry": the entry by which the action is without a date, in the plan or later.
  Its WDs leave out those of a hold or closure.
- V, "the run after a vacancy ... is found": a lead's by the first run while the action is open, any
  other by the run that had to tell somebody there, which tells V itself; "an undeliverable
  address": found when refused, so the next run. "Told by V and in S": of a post of the board, which
  has no agency, V goes to the secretary, the first to stand in for a board member there is not. V
  about a board member goes to that post's stand-in, as soon as V has to be told there.
- P, "a draft not approved by `m-6WD`": on that day with no approval recorded by then, where the
  meeting takes a pack and was known on `m-8WD`; after it, for as long as it is not approved.
  "The secretary and the committee's chair; the members": the one, and the other of an issued pack.
- S, "anything new": answers since the last run, refusals, vacancies told by V (again, where it was
  withdrawn), a draft not approved, a member whose pack goes to a stand-in ("an exception in the
  run report and the pack"), and a run held by the storm guard (each WD).
"""

from collections.abc import Iterator
from datetime import date

from tests.oracle.calendar import ONE, Calendar, known
from tests.oracle.ledger import Due
from tests.oracle.people import Want
from tests.oracle.policy import Policy
from tests.oracle.state import Life
from tests.oracle.stops import STOPS_ALL
from tests.oracle.world import World


def stand_downs(world: World, life: Life) -> Iterator[Due]:
    """Z, each stop of a ladder that had reached E2."""
    causes = [
        (stop.event, stop.version)
        for stop in life.stops
        if stop.kind in STOPS_ALL and stop.covers(world.day)
    ]
    for event, version in causes + life.versions:
        told = told_above(world, life, version)
        if told:
            yield Due("Z", life.action.reference, ("event", event), told, event)


def told_above(world: World, life: Life, version: int) -> list[Want]:
    """Everyone told at E2 or above of a ladder."""
    told: dict[str, Want] = {}
    for stage in range(2, 6):
        for notice in world.ledger.find(life.action.reference, f"E{stage}", ("version", version)):
            if notice.told_on and not notice.copy:
                told.setdefault(notice.to, world.people.want(notice.to))
    return list(told.values())


def undecided(world: World, life: Life) -> Iterator[Due]:
    """W10 and W30 for evidence, and for an extension request."""
    board, people = world.people.board, world.people
    for came in (life.evidence, life.request):
        for place, post in enumerate((board.secretary, board.chair)):
            if came and waited(world, came[1], place) <= world.day:
                step = ("W10", "W30")[place]
                told = [people.want(post)]
                yield Due(step, life.action.reference, ("event", came[0]), told, came[0])


def waited(world: World, came_on: date, place: int) -> date:
    """The day W10 (0) or W30 (1) is planned for."""

    def raw(policy: Policy, calendar: Calendar) -> date:
        return calendar.plus(came_on, policy.waiting[place])

    return world.planned(raw) or date.max


def undated(world: World, life: Life) -> Iterator[Due]:
    """U40, while no date is agreed."""
    if not life.undated or life.closed_on or life.held(world.day):
        return
    gaps = [
        (stop.first, stop.end or world.day + ONE)
        for stop in life.stops
        if stop.kind in {"hold", "closure"}
    ]

    def raw(policy: Policy, calendar: Calendar) -> date:
        return calendar.plus_skipping(life.undated_on, policy.undated, gaps)

    planned = world.planned(raw)
    if planned and planned <= world.day:
        chair = [world.people.want(world.people.board.chair)]
        yield Due("U40", life.action.reference, ("entry", life.undated_by), chair, life.undated_by)


def packs(world: World) -> Iterator[Due]:
    """P, a draft not approved in time, and a pack issued."""
    calendar, people, board = world.calendar, world.people, world.people.board
    for meeting in known(board.meetings, world.day):
        drafted = meeting.takes_pack and meeting.known_from <= calendar.minus(meeting.on, 8)
        late = calendar.minus(meeting.on, 6) <= world.day
        if drafted and late and meeting.on not in world.approved:
            told = [people.want(board.secretary), people.want(board.chair)]
            yield Due("P", None, ("pack", meeting.on), told)
    for on in world.issued:
        members = [people.want(post) for post in board.members]
        yield Due("P", None, ("pack", on, "issued"), members)


def vacancies(world: World) -> Iterator[Due]:
    """V, each vacancy found that lasts."""
    for cause, agency in list(world.vacancies.items()):
        people = world.people
        told = people.board_member(agency) if agency else people.want(people.board.secretary)
        if lasts(world, cause):
            yield Due("V", None, cause, [told])


def lasts(world: World, cause: tuple[object, ...]) -> bool:
    """True while the post is vacant, or the address undeliverable."""
    kind, name = cause[0], str(cause[1])
    if kind == "vacant":
        return world.people.holder(name, world.day) is None
    found_on, cleared_on = world.people.bad[name]
    return found_on == cause[2] and (cleared_on is None or world.day < cleared_on)


def summary(world: World) -> Due | None:
    """S, one message of all that is new."""
    if not world.news and not world.held:
        return None
    about = tuple(sorted({*world.news, *(["held"] if world.held else [])}))
    secretary = world.people.want(world.people.board.secretary)
    return Due("S", None, ("day", world.day), [secretary], about=about)


def vacancy(world: World, want: Want) -> tuple[object, ...]:
    """The vacancy a run finds in looking for somebody to tell: since when, so that the next one
    in the same post is another.
    """
    person = world.people.holder(want.post, world.day)
    if person:
        return ("undeliverable", person, world.people.bad[person][0])
    post = world.people.posts.get(want.post or "")
    ended = [
        tenure.last
        for tenure in (post.tenures if post else ())
        if tenure.last and tenure.last < world.day
    ]
    return ("vacant", want.label, max(ended, default=None))
