"""Boards and actions drawn at random, for what must hold of every one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from models.rules.facts import ActionFacts, BoardFacts, PostFacts, Stop, Tenure
from models.rules.words import Priority, StopKind, VersionCause
from tests.models.rules.builders import (
    BOARD_MEMBER,
    DEPUTY,
    INDEPENDENT,
    LEAD,
    POSTS,
    SAFEGUARDING,
    SECOND,
    SECRETARY,
    START,
    a_board,
    an_action,
    holds,
    person,
    post,
    vacant,
    version,
)

# Each example plays most of a year, so there are fewer than of other properties.
FEW = (settings.default or settings()).max_examples * 2 // 5

FROM, TO = date(2010, 8, 2), date(2011, 4, 28)
MEETINGS = ("2010-09-15", "2010-11-17", "2011-01-26", "2011-03-16", "2011-05-18")
CAUSES = (VersionCause.ENTERED, VersionCause.EXTENDED, VersionCause.SET)
KINDS = tuple(kind for kind in StopKind if kind is not StopKind.CLOSURE)


@st.composite
def stops(draw: st.DrawFn) -> Stop:
    """A stop of any kind but closure, of up to sixty days, some without an end."""
    start = draw(st.dates(FROM, date(2011, 2, 1)))
    end = draw(st.none() | st.integers(0, 60))
    until = None if end is None else start + timedelta(days=end)
    return Stop(kind=draw(st.sampled_from(KINDS)), from_on=start, until_on=until)


@st.composite
def actions(draw: st.DrawFn, *, stop_count: int = 3) -> ActionFacts:
    """An action entered in August to November 2010 and due by February 2011, if it has a date."""
    entered = draw(st.dates(FROM, date(2010, 11, 30))).isoformat()
    due = draw(st.none() | st.dates(date(2010, 6, 1), date(2011, 2, 15)).map(date.isoformat))
    leads = draw(st.sampled_from([(LEAD,), (LEAD, SECOND), (SAFEGUARDING, LEAD), (SECRETARY,), ()]))
    follow = draw(st.none() | st.dates(FROM, date(2011, 1, 31)))
    return replace(
        an_action(due, entered),
        leads=leads,
        version=version(due, entered, draw(st.sampled_from(CAUSES))),
        stops=tuple(draw(st.lists(stops(), max_size=stop_count))),
        priority=draw(st.sampled_from(Priority)),
        board_own=draw(st.booleans()),
        follow_from=follow,
    )


@st.composite
def posts(draw: st.DrawFn) -> tuple[PostFacts, ...]:
    """Some posts vacant, some handed over in the winter, once with a gap."""
    changed = []
    for post_id in draw(st.sets(st.sampled_from(sorted(POSTS)), max_size=4)):
        deputy = draw(st.none() | st.just(DEPUTY))
        handed = draw(st.none() | st.dates(date(2010, 9, 1), date(2011, 3, 1)))
        one = vacant(post_id, deputy)
        if handed is not None:
            gap = timedelta(days=draw(st.integers(0, 20)))
            one = post(post_id, *_handed_over(post_id, handed, handed + gap), deputy=deputy)
        changed.append(one)
    return tuple(changed)


def _handed_over(post_id: int, end: date, start: date) -> tuple[Tenure, Tenure]:
    before = holds(post_id, person(post_id), START, end)
    return before, holds(post_id, 200 + post_id, start, nth=1)


@st.composite
def boards(draw: st.DrawFn) -> BoardFacts:
    """A board with some meetings, some vacancies, and some addresses that are refused."""
    return a_board(
        *draw(posts()),
        meetings=sorted(draw(st.sets(st.sampled_from(MEETINGS)))),
        without=draw(st.sets(st.sampled_from((BOARD_MEMBER, INDEPENDENT)), max_size=1)),
        undeliverable=draw(st.sets(st.sampled_from([person(p) for p in POSTS]), max_size=2)),
    )
