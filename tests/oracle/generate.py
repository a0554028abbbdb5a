"""Random worlds, well-formed by construction, for whoever compares a play with something else.

`scenarios()` draws with every feature in `EVERYDAY`; hand it fewer to look for a difference, or
`EVERYTHING` for packs, storms and changed policies as well.
"""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.oracle.calendar import Calendar
from tests.oracle.generate_answers import Walk, walk
from tests.oracle.generate_people import agencies, committee
from tests.oracle.policy import Policy, PolicyChange
from tests.oracle.scenario import Action, Agency, Event, Meeting, Post, Refusal, Scenario

EVERYDAY = frozenset(
    {
        "answers",
        "decisions",
        "silences",
        "corrections",
        "handovers",
        "vacancies",
        "refusals",
        "meetings",
        "cancellations",
        "outages",
        "server",
        "own",
        "recurring",
        "undated",
        "high",
        "follow-from",
        "late",
        "no-lead",
        "contributors",
    }
)
EVERYTHING = EVERYDAY | {"packs", "storms", "policies"}


@st.composite
def scenarios(draw: st.DrawFn, features: frozenset[str] = EVERYDAY) -> Scenario:
    """A world of 2 to 6 actions, 1 to 3 agencies, 3 to 9 months."""
    first = draw(st.dates(date(2010, 6, 1), date(2012, 6, 1)))
    last = first + timedelta(days=draw(st.integers(90, 270)))
    theirs, posts = draw(agencies(features, first, last))
    board, ours = draw(committee(features, first, last))
    meetings = draw(dates_of_meetings(features, first, last))
    count = draw(st.integers(2, 6))
    actions = tuple(
        draw(one_action(features, f"r/{place + 1}", first, (theirs, posts)))
        for place in range(count)
    )
    walks = [draw(walk(features, action, last, leads_of(posts))) for action in actions]
    people = [tenure.person for post in posts + ours for tenure in post.tenures]
    return Scenario(
        first,
        last,
        replace(board, meetings=meetings),
        posts + ours,
        theirs,
        actions,
        in_order(walks),
        draw(refusals(features, people, first, last)),
        draw(spans("outages" in features, first, last, 8)),
        draw(spans("server" in features, first, last, 4)),
        draw(limits(features)),
        draw(changes(features, first, last)),
    )


def leads_of(posts: tuple[Post, ...]) -> list[str]:
    """The posts that may lead an action."""
    return [post.name for post in posts if post.name.startswith("lead")]


def in_order(walks: list[Walk]) -> tuple[Event, ...]:
    """All events by day; a correction finds the entry it strikes at its new place."""
    numbered = [
        (event.on, walked, place, event)
        for walked, events in enumerate(walks)
        for place, event in enumerate(events)
    ]
    ordered = sorted(numbered, key=lambda entry: entry[:3])
    places = {entry[1:3]: place for place, entry in enumerate(ordered)}
    return tuple(
        event if event.strikes is None else replace(event, strikes=places[walked, event.strikes])
        for _, walked, _, event in ordered
    )


@st.composite
def one_action(
    draw: st.DrawFn,
    features: frozenset[str],
    reference: str,
    first: date,
    theirs: tuple[tuple[Agency, ...], tuple[Post, ...]],
) -> Action:
    """An action as a plan enters it, in the first three weeks."""
    chance = st.integers(0, 9)
    entered = first + timedelta(days=draw(st.integers(0, 20)))
    recurring = "recurring" in features and draw(chance) == 0
    undated = "undated" in features and draw(chance) == 0
    earliest = -60 if "late" in features else 0
    due = entered + timedelta(days=draw(st.integers(earliest, 150)))
    leads = draw(st.permutations(leads_of(theirs[1])))
    many = 2 if "contributors" in features and draw(chance) < 3 else 1
    many = 0 if "no-lead" in features and draw(chance) == 0 else many
    later = entered + timedelta(days=draw(st.integers(1, 30)))
    return Action(
        reference,
        draw(st.sampled_from(theirs[0])).name,
        tuple(leads[:many]),
        entered,
        None if recurring or undated else due,
        recurring=recurring,
        high_priority="high" in features and draw(chance) < 2,
        own="own" in features and draw(chance) < 2,
        follow_from=later if "follow-from" in features and draw(chance) == 0 else None,
    )


@st.composite
def dates_of_meetings(
    draw: st.DrawFn, features: frozenset[str], first: date, last: date
) -> tuple[Meeting, ...]:
    """Up to four meetings on WDs, known from some day before them, one perhaps cancelled."""
    calendar, chance = Calendar("england-and-wales", Policy()), st.integers(0, 9)
    days = {
        calendar.plus(first, draw(st.integers(5, 200)))
        for _ in range(draw(st.integers(0, 4)) if "meetings" in features else 0)
    }
    return tuple(
        Meeting(
            day,
            first if draw(chance) < 7 else max(first, day - timedelta(draw(st.integers(1, 60)))),
            day - timedelta(draw(st.integers(0, 20)))
            if "cancellations" in features and draw(chance) < 2
            else None,
            takes_pack="packs" in features and draw(chance) < 5,
        )
        for day in sorted(days)
        if day <= last + timedelta(days=60)
    )


@st.composite
def spans(draw: st.DrawFn, wanted: bool, first: date, last: date, most: int) -> frozenset[date]:  # noqa: FBT001
    """Days lost, in up to two stretches."""
    lost: set[date] = set()
    for _ in range(draw(st.integers(0, 2)) if wanted else 0):
        begin = first + timedelta(days=draw(st.integers(0, (last - first).days)))
        lost |= {begin + timedelta(days=n) for n in range(draw(st.integers(1, most)))}
    return frozenset(lost)


@st.composite
def refusals(
    draw: st.DrawFn, features: frozenset[str], people: list[str], first: date, last: date
) -> tuple[Refusal, ...]:
    """At most one person whose address refuses for some days, and is cleared or is not."""
    if "refusals" not in features or draw(st.booleans()):
        return ()
    begin = first + timedelta(days=draw(st.integers(0, (last - first).days)))
    end = begin + timedelta(days=draw(st.integers(0, 6)))
    cleared = end + timedelta(days=draw(st.integers(1, 40))) if draw(st.booleans()) else None
    return (Refusal(draw(st.sampled_from(people)), begin, end, cleared),)


def limits(features: frozenset[str]) -> st.SearchStrategy[Policy]:
    """The default policy, or one whose storm guard a small board can wake."""
    if "storms" not in features:
        return st.just(Policy())
    return st.builds(Policy, storm_messages=st.integers(3, 8))


@st.composite
def changes(
    draw: st.DrawFn, features: frozenset[str], first: date, last: date
) -> tuple[PolicyChange, ...]:
    """At most one change of the offsets."""
    if "policies" not in features or draw(st.booleans()):
        return ()
    on = first + timedelta(days=draw(st.integers(10, (last - first).days)))
    reminders = draw(st.sampled_from([(20, 5, 0), (15, 8, 0), (25, 3, 0)]))
    ladder = draw(st.sampled_from([(1, 5, 10, 20, 40), (2, 4, 8, 16, 30), (1, 8, 15, 30, 60)]))
    return (PolicyChange(on, Policy(reminders=reminders, ladder=ladder)),)
