"""The agencies of a plan beside those that the contacts name, before the plan is entered.

Source: procedure, "Steps": E2 and E3 go to the people of the lead's agency. Interface, "Files": a
post that the contacts do not name belongs to the agency of its section, so that a section which
nobody there belongs to has no people to tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from models.rules.contacts import match_key
from models.rules.plan_checks import problem
from models.rules.plan_items import PlanItem
from models.rules.plan_offices import ORGANISATION_WORDS, words_in
from models.rules.plan_section_labels import section_key
from models.rules.plan_sheets import Problem
from models.rules.plan_states import IN_PROGRESS, OPEN

UNKNOWN = "unknown_agency"
LIKENESS, SLIP, OF_MANY = 0.6, 0.9, 0.3
SMALL = frozenset(["and", "for", "in", "of", "the"])


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlaces:
    """What a board's contacts and its committee's file name.

    `agencies` are those of which somebody holds a post, `posts` the posts that are of one of them,
    `own_sections` the sections of plans that are the board's own.
    """

    board: str
    agencies: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    own_sections: tuple[str, ...] = ()


def strangers(items: Iterable[PlanItem], known: KnownPlaces) -> Iterator[Problem]:
    """A warning for each agency of a plan that the contacts do not name, in its first open row.

    None where the contacts name no agency at all, and none where each of its leads is a post of
    one that they name.
    """
    keys = {match_key(one) for one in (known.board, *known.agencies)}
    own = {section_key(one) for one in known.own_sections}
    by_agency: dict[str, list[PlanItem]] = defaultdict(list)
    for item in items if known.agencies else ():
        name = item.agency_group
        if name and match_key(name) not in keys and section_key(name) not in own:
            by_agency[name].append(item)
    for name, theirs in by_agency.items():
        meant = nearest(name, (*known.own_sections, *known.agencies), (known.board, *by_agency))
        touched = theirs if meant in known.own_sections else _led_by_none(theirs, known)
        if touched:
            yield _stranger(name, touched, meant)


def _led_by_none(items: Sequence[PlanItem], known: KnownPlaces) -> list[PlanItem]:
    """The open rows of which the accountable lead is no post of an agency of the contacts."""
    posts = {match_key(post) for post in known.posts}
    is_open = (item for item in items if item.status in (OPEN, IN_PROGRESS))
    return [item for item in is_open if not posts & {match_key(one.name) for one in item.leads[:1]}]


def _stranger(name: str, touched: Sequence[PlanItem], meant: str) -> Problem:
    rows = "one action" if len(touched) == 1 else f"{len(touched)} actions"
    says = (
        f"“{name}” is no agency that the contacts name, so that of {rows} others are told in the "
        "place of its safeguarding lead and its board member"
    )
    column = touched[0].columns.get("agency", "")
    return problem(touched[0], UNKNOWN, says, column=column, suggestion=meant)


def nearest(name: str, known: Sequence[str], beside: Iterable[str] = ()) -> str:
    """The known name that is most like another; "" where none is.

    A word that several of these names have, or of those `beside` them, is mostly the place's.
    """
    others = {*known, *beside} - {name}
    often = Counter(word for one in others for word in set(words_in(one)))
    common = frozenset(word for word, times in often.items() if times > 1)
    alike = ((_likeness(name, one, common), one) for one in known)
    likeness, nearest_one = max(alike, default=(0.0, ""))
    return nearest_one if likeness >= LIKENESS else ""


def _likeness(one: str, other: str, common: frozenset[str]) -> float:
    """How much two names share: nearly all of their signs, or the words that say which it is."""
    signs = SequenceMatcher(None, match_key(one), match_key(other)).ratio()
    if signs >= SLIP:
        return signs
    mine, theirs = (set(words_in(text)) - common for text in (one, other))
    fewer = min(_weight(mine), _weight(theirs))
    return _weight(mine & theirs) / fewer if fewer else 0.0


def _weight(words: Collection[str]) -> float:
    """ "Service" and "team" say less of a name than its other words."""
    return sum(OF_MANY if word in ORGANISATION_WORDS else 1 for word in words if word not in SMALL)
