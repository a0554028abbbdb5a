"""Random worlds, well-formed by construction, for whoever compares a play with something else.

`scenarios()` draws with every feature in `EVERYDAY`; hand it fewer to look for a difference, or
`EVERYTHING` for packs, storms and changed policies as well.
"""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.oracle.generate_answers import Walk, walk
from tests.oracle.generate_people import agencies, committee, dates_of_meetings
from tests.oracle.generate_troubles import (
    answers_to_storms,
    changes,
    limits,
    refusals,
    signed,
    spans,
)
from tests.oracle.scenario import Action, Agency, Event, Post, Scenario

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
    last = first + timedelta(days=draw(st.integers(90, 270) | st.integers(220, 270)))
    theirs, posts = draw(agencies(features, first, last))
    board, ours = draw(committee(features, first, last))
    meetings = draw(dates_of_meetings(features, first, last))
    count = draw(st.integers(2, 6))
    actions = tuple(
        draw(one_action(features, f"r/{place + 1}", first, (theirs, posts)))
        for place in range(count)
    )
    walks = [draw(walk(features, action, last, leads_of(posts))) for action in actions]
    walks.append(draw(signed(meetings)))
    people = [tenure.person for post in posts + ours for tenure in post.tenures]
    near = [event.on for events in walks for event in events]
    made = Scenario(
        first,
        last,
        replace(board, meetings=meetings),
        posts + ours,
        theirs,
        actions,
        in_order(walks),
        draw(refusals(features, people, first, last)),
        draw(spans(first, last, 8)) if "outages" in features else frozenset(),
        draw(spans(first, last, 6, near)) if "server" in features else frozenset(),
        draw(limits(features)),
        draw(changes(features, first, last)),
    )
    if "storms" in features:
        return replace(made, events=in_order([*walks, draw(answers_to_storms(made))]))
    return made


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
