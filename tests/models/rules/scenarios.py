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

# A strategy that is made anew for each draw is looked over anew, which takes longer than the draw.
STOP_STARTS, STOP_ENDS = st.dates(FROM, date(2011, 2, 1)), st.none() | st.integers(0, 60)
STOP_KINDS = st.sampled_from(KINDS)
ENTERED = st.dates(FROM, date(2010, 11, 30)).map(date.isoformat)
DUE = st.none() | st.dates(date(2010, 6, 1), date(2011, 2, 15)).map(date.isoformat)
LEADS = st.sampled_from([(LEAD,), (LEAD, SECOND), (SAFEGUARDING, LEAD), (SECRETARY,), ()])
FOLLOWED = st.none() | st.dates(FROM, date(2011, 1, 31))
CAUSED, PRIORITIES, EITHER = st.sampled_from(CAUSES), st.sampled_from(Priority), st.booleans()
SOME_POSTS = st.sets(st.sampled_from(sorted(POSTS)), max_size=4)
DEPUTIES = st.none() | st.just(DEPUTY)
HANDED = st.none() | st.dates(date(2010, 9, 1), date(2011, 3, 1))
GAPS = st.integers(0, 20)
SOME_MEETINGS = st.sets(st.sampled_from(MEETINGS))
WITHOUT = st.sets(st.sampled_from((BOARD_MEMBER, INDEPENDENT)), max_size=1)
REFUSED = st.sets(st.sampled_from([person(p) for p in POSTS]), max_size=2)


@st.composite
def stops(draw: st.DrawFn) -> Stop:
    """A stop of any kind but closure, of up to sixty days, some without an end."""
    start, end = draw(STOP_STARTS), draw(STOP_ENDS)
    until = None if end is None else start + timedelta(days=end)
    return Stop(kind=draw(STOP_KINDS), from_on=start, until_on=until)


SOME_STOPS = st.lists(stops(), max_size=3)


@st.composite
def actions(draw: st.DrawFn, *, stopped: bool = True) -> ActionFacts:
    """An action entered in August to November 2010 and due by February 2011, if it has a date."""
    entered, due, leads, follow = draw(ENTERED), draw(DUE), draw(LEADS), draw(FOLLOWED)
    return replace(
        an_action(due, entered),
        leads=leads,
        version=version(due, entered, draw(CAUSED)),
        stops=tuple(draw(SOME_STOPS)) if stopped else (),
        priority=draw(PRIORITIES),
        board_own=draw(EITHER),
        follow_from=follow,
    )


@st.composite
def posts(draw: st.DrawFn) -> tuple[PostFacts, ...]:
    """Some posts vacant, some handed over in the winter, once with a gap."""
    changed = []
    for post_id in draw(SOME_POSTS):
        deputy, handed = draw(DEPUTIES), draw(HANDED)
        one = vacant(post_id, deputy)
        if handed is not None:
            gap = timedelta(days=draw(GAPS))
            one = post(post_id, *_handed_over(post_id, handed, handed + gap), deputy=deputy)
        changed.append(one)
    return tuple(changed)


def _handed_over(post_id: int, end: date, start: date) -> tuple[Tenure, Tenure]:
    before = holds(post_id, person(post_id), START, end)
    return before, holds(post_id, 200 + post_id, start, nth=1)


CHANGED_POSTS = posts()


@st.composite
def boards(draw: st.DrawFn) -> BoardFacts:
    """A board with some meetings, some vacancies, and some addresses that are refused."""
    return a_board(
        *draw(CHANGED_POSTS),
        meetings=sorted(draw(SOME_MEETINGS)),
        without=draw(WITHOUT),
        undeliverable=draw(REFUSED),
    )
