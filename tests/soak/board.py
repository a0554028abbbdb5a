"""The board of the soak in the oracle's words: its posts, people, meetings, actions and events.

All of it follows from a seed. A post's name says its agency, so that a plan of strangers is read
as it is meant.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.oracle.calendar import Calendar
from tests.oracle.generate_answers import LONGEST, UNTIL, Path
from tests.oracle.policy import Policy
from tests.oracle.scenario import (
    Action,
    Agency,
    Board,
    Event,
    Kind,
    Meeting,
    Post,
    Refusal,
    Scenario,
    Tenure,
)

FIRST, DAYS = date(2010, 9, 6), 500
SECOND_PLAN = FIRST + timedelta(days=14)
SINCE = date(2010, 1, 1)
AGENCIES = ("Hospital trust", "Schools service", "Housing department")
SECRETARY, CHAIR, INDEPENDENT = "Review secretary", "Committee chair", "Independent chair"
MEMBER = "Designated doctor"
BOARD = "Southmere Safeguarding Board"
FEATURES = frozenset({"answers", "decisions", "silences", "handovers", "contributors"})
# One of a review's actions is what others are superseded by, and nothing else happens to it.
INTO = "1"


def scenario(seed: int, actions: int) -> Scenario:
    """The board and its plans, with all that people will say of them."""
    random = Random(seed)  # noqa: S311 - a seed, not a secret
    posts = tuple(post for name in AGENCIES for post in _posts(name, random))
    leads = [post.name for post in posts if "lead" in post.name.split()[-2:]]
    some = tuple(_action(number, leads, random) for number in range(1, actions + 1))
    events = [event for one in some for event in _walk(one, leads, random)]
    return Scenario(
        first_day=FIRST,
        last_day=FIRST + timedelta(days=DAYS),
        board=Board(SECRETARY, CHAIR, (MEMBER,), INDEPENDENT, meetings=_meetings(random)),
        posts=(*posts, *(_held(name) for name in (SECRETARY, CHAIR, MEMBER, INDEPENDENT))),
        agencies=tuple(Agency(a, *(f"{a} {kind}" for kind in KINDS)) for a in AGENCIES),
        actions=some,
        events=tuple(sorted(events, key=lambda event: event.on)),
        refusals=(_refusal(leads[0], random),),
    )


KINDS = ("safeguarding contact", "board representative", "chief officer")


def _posts(agency: str, random: Random) -> list[Post]:
    """Three leads of an agency, one of whom leaves, and its contacts; one lead left long ago."""
    leads = [f"{agency} lead {word}" for word in ("one", "two", "three")]
    deputy = f"{agency} deputy lead"
    made = [_held(leads[0], agency), _succeeded(leads[1], agency, deputy, random)]
    gone = Tenure(f"holder of {leads[2]}", SINCE, FIRST - timedelta(days=60))
    empty = agency == AGENCIES[-1]
    made.append(Post(leads[2], agency, (gone,)) if empty else _held(leads[2], agency))
    made += [_held(deputy, agency), *(_held(f"{agency} {kind}", agency) for kind in KINDS)]
    return made


def _held(name: str, agency: str | None = None) -> Post:
    return Post(name, agency, (Tenure(f"holder of {name}", SINCE),))


def _succeeded(name: str, agency: str, deputy: str, random: Random) -> Post:
    """Somebody leaves in the first months, and comes to be followed by another."""
    left = FIRST + timedelta(days=random.randint(8, 60))
    came = left + timedelta(days=random.randint(4, 30))
    tenures = (Tenure(f"holder of {name}", SINCE, left), Tenure(f"next holder of {name}", came))
    return Post(name, agency, tenures, deputy if agency == AGENCIES[0] else None)


def _refusal(post: str, random: Random) -> Refusal:
    """One lead's address refuses for some days, and is cleared after that."""
    first = FIRST + timedelta(days=random.randint(9, 25))
    last = first + timedelta(days=4)
    return Refusal(f"holder of {post}", first, last, last + timedelta(days=random.randint(2, 12)))


def _meetings(random: Random) -> tuple[Meeting, ...]:
    """A meeting every five weeks or so, one of them with a pack."""
    calendar = Calendar("england-and-wales", Policy())
    days = [calendar.plus(FIRST, 25 * n + random.randint(0, 4)) for n in range(1, 12)]
    return tuple(Meeting(on, FIRST, takes_pack=place == 1) for place, on in enumerate(days))


def _action(number: int, leads: list[str], random: Random) -> Action:
    """An action of the first plan or, one in four, of the second."""
    review, entered = ("q", SECOND_PLAN) if number % 4 == 0 else ("r", FIRST)
    chance = random.random()
    named = random.sample(leads, 2 if random.random() < 0.2 else 1)
    agency = next(a for a in AGENCIES if named[0].startswith(a))
    due = entered + timedelta(days=random.randint(-15, 100))
    return Action(
        reference=f"{review}/{number}",
        agency=agency,
        leads=() if 0.05 < chance < 0.1 else tuple(named),
        entered_on=entered,
        due=None if chance < 0.05 else due,
        high_priority=chance > 0.85,
    )


def _walk(action: Action, leads: list[str], random: Random) -> list[Event]:
    """What is said of an action: up to five things, some weeks apart, each of which may be said."""
    if action.reference.endswith(f"/{INTO}") or random.random() < 0.25:
        return []
    path, on = Path(FEATURES, action), action.entered_on
    for _ in range(random.randint(1, 5)):
        on += timedelta(days=random.randint(1, 45))
        kinds = [kind for kind in path.may(on) if kind != "reopen" or random.random() < 0.5]
        if not kinds:
            break
        path.record(_event(on, random.choice(kinds), path, leads, random))
    return path.events


def _event(on: date, kind: Kind, path: Path, leads: list[str], random: Random) -> Event:
    """An event of a kind, with what it needs."""
    most = LONGEST.get(kind, 60)
    since = max(on, path.due or on) if kind in {"ask-extension", "extend"} else on
    until = since + timedelta(days=random.randint(1, most)) if kind in UNTIL else None
    posts = tuple(random.sample(leads, random.choice((1, 1, 2)))) if kind == "change-lead" else ()
    return Event(on, kind, path.action.reference, until, 3, posts)
