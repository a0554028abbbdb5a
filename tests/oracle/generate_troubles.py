"""What goes wrong, and what answers it: days lost, refusals, storms, changed numbers, packs."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.oracle.calendar import Calendar
from tests.oracle.policy import Policy, PolicyChange
from tests.oracle.scenario import Event, Meeting, Refusal, Scenario
from tests.oracle.told import play


@st.composite
def spans(
    draw: st.DrawFn, first: date, last: date, most: int, near: list[date] | None = None
) -> frozenset[date]:
    """Days lost, in up to two stretches, some of them about a day on which something happened."""
    lost: set[date] = set()
    for _ in range(draw(st.integers(0, 2))):
        anywhere = first + timedelta(days=draw(st.integers(0, (last - first).days)))
        begin = draw(st.sampled_from([anywhere, *(near or [])])) - timedelta(
            draw(st.integers(0, 3))
        )
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


@st.composite
def answers_to_storms(draw: st.DrawFn, made: Scenario) -> list[Event]:
    """The secretary releases or refuses the first run that the guard held, or leaves it held."""
    held = sorted({notice.on for notice in play(made) if notice.held})
    if not held or draw(st.integers(0, 3)) == 0:
        return []
    on = held[0] + timedelta(days=draw(st.integers(1, 6)))
    if draw(st.booleans()):
        return [Event(on, "release", run_on=held[0])]
    refused = Event(on, "refuse", run_on=held[0])
    again = on + timedelta(days=draw(st.integers(1, 20)))
    return [refused, Event(again, "resume", run_on=held[0])][: draw(st.integers(1, 2))]


@st.composite
def signed(draw: st.DrawFn, meetings: tuple[Meeting, ...]) -> list[Event]:
    """Some packs are approved, in time or late, and then issued.

    None of a meeting called off, and none before anybody knew of the meeting.
    """
    calendar, events = Calendar("england-and-wales", Policy()), []
    for meeting in meetings:
        stands = meeting.takes_pack and meeting.cancelled_on is None
        if stands and draw(st.booleans()):
            approved = calendar.minus(meeting.on, draw(st.integers(4, 8)))
            issued = calendar.plus(approved, draw(st.integers(1, 3)))
            if approved >= meeting.known_from:
                events.append(Event(approved, "approve-pack", run_on=meeting.on))
                events.append(Event(issued, "issue-pack", run_on=meeting.on))
    return events
