"""Agencies, a committee and its meetings, and who holds their posts when."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.oracle.calendar import Calendar
from tests.oracle.policy import Policy
from tests.oracle.scenario import Agency, Board, Meeting, Post, Tenure

ALWAYS = date(2010, 1, 1)


@st.composite
def tenures(
    draw: st.DrawFn, features: frozenset[str], name: str, first: date, last: date
) -> tuple[Tenure, ...]:
    """Held always; or left one day, and perhaps filled again; or never held."""
    chance = draw(st.integers(0, 11)) if "vacancies" in features else 11
    if chance == 0:
        return ()
    if chance > 3:
        return (Tenure(f"{name}, holder", ALWAYS),)
    left = first + timedelta(days=draw(st.integers(0, (last - first).days)))
    before = Tenure(f"{name}, holder before", ALWAYS, left)
    if chance == 1:
        return (before,)
    back = left + timedelta(days=draw(st.integers(1, 40)))
    return (before, Tenure(f"{name}, holder after", back))


@st.composite
def agencies(
    draw: st.DrawFn, features: frozenset[str], first: date, last: date
) -> tuple[tuple[Agency, ...], tuple[Post, ...]]:
    """One to three agencies with two leads each, some with a deputy."""
    made, posts = [], []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        agency = f"agency {number}"
        names = [
            f"{kind} {number}"
            for kind in (
                "lead",
                "lead other",
                "deputy",
                "safeguarding lead",
                "board member",
                "chief officer",
            )
        ]
        for place, name in enumerate(names):
            held = draw(tenures(features, name, first, last))
            deputy = names[2] if place < 2 and draw(st.booleans()) else None
            posts.append(Post(name, agency, held, deputy))
        made.append(Agency(agency, names[3], names[4], names[5]))
    return tuple(made), tuple(posts)


@st.composite
def committee(
    draw: st.DrawFn, features: frozenset[str], first: date, last: date
) -> tuple[Board, tuple[Post, ...]]:
    """A committee; its chair and the independent chair are always there."""
    always = (Tenure("chair, holder", ALWAYS),), (Tenure("independent chair, holder", ALWAYS),)
    members = tuple(f"member {number}" for number in range(1, draw(st.integers(0, 2)) + 1))
    posts = (
        Post("secretary", None, draw(tenures(features, "secretary", first, last))),
        Post("chair", None, always[0]),
        Post("independent chair", None, always[1]),
        *(Post(name, None, draw(tenures(features, name, first, last))) for name in members),
    )
    return Board("secretary", "chair", members, "independent chair"), posts


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
