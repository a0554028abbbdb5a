"""One lead that is two, because the plan itself names each of them elsewhere.

"Head of Service (North and South)" is one post or two, and no rule over its words can say which.
Where other rows have a "Head of Service (North)" and a "Head of Service (South)", it is two. So are
the names of two posts one behind the other, as where the line's end between them is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from models.rules.contacts import match_key
from models.rules.dates import DateReading
from models.rules.plan_items import PlanItem, PlanLead
from models.rules.plan_offices import office_words
from models.rules.plan_posts_alike import LONGEST_NAME
from models.rules.policy import Offices

_OFFICES = office_words(Offices())
_JOIN = re.compile(r"\s+(?:&|and)\s+|\s*/\s*", re.IGNORECASE)
_SHARED = re.compile(r"\s*[(,\u2013\u2014]\s*|\s+-\s+|\s+(?:of|for)\s+")


def with_known_posts(
    items: Sequence[PlanItem], read: Callable[[str], DateReading]
) -> list[PlanItem]:
    """The items, each lead parted that joins the names of two leads that stand by themselves."""
    names = {lead.name for item in items for lead in item.leads}
    known = set(map(match_key, names))
    parted: dict[str, tuple[str, ...]] = {}
    for name in names:
        ways = (way for way in _ways(name) if all(match_key(one) in known for one in way))
        way = next(ways, ())
        if way:
            parted[name] = way
    return [_parted(item, parted, read) for item in items] if parted else [*items]


def _parted(
    item: PlanItem, parted: dict[str, tuple[str, ...]], read: Callable[[str], DateReading]
) -> PlanItem:
    leads: dict[str, PlanLead] = {}
    for lead in item.leads:
        for name in parted.get(lead.name, (lead.name,)):
            one = replace(lead, name=name, is_unsure=False) if lead.name in parted else lead
            label = lead.label if item.numbered else ""
            key = f"{label} {match_key(name)}"
            leads[key] = _both(leads[key], one, read) if key in leads else one
    return replace(item, leads=tuple(leads.values()))


def _both(kept: PlanLead, again: PlanLead, read: Callable[[str], DateReading]) -> PlanLead:
    """One post that stands twice: of two dates of its own a person must say which one holds."""
    if not again.has_own_date:
        return kept
    if not kept.has_own_date:
        return replace(kept, date=again.date, has_own_date=True)
    said = dict.fromkeys([kept.date.text, again.date.text])
    return replace(kept, date=read("; ".join(said)))


def _ways(name: str) -> Iterator[tuple[str, str]]:
    """The two names that each join may have between: as they stand, or with what they share."""
    if len(name) > LONGEST_NAME:
        return
    yield from _halves(name)
    for join in _JOIN.finditer(name):
        left, right = name[: join.start()], name[join.end() :]
        yield left, right
        for shared in _SHARED.finditer(left):
            head = left[: shared.end()]
            inside = head.rstrip().endswith("(") and right.endswith(")")
            if not inside:  # "Home (North) and South"
                head = f"{head.rstrip(' (')} "
            yield (f"{left})" if inside else left), head + right


def _halves(name: str) -> Iterator[tuple[str, str]]:
    """A name in two at each space where both may end with their office."""
    words = name.split(" ")
    if not _OFFICES.is_office(words[-1].lower()):
        return
    for at in range(2, len(words) - 1):
        if _OFFICES.is_office(words[at - 1].lower()):
            yield " ".join(words[:at]), " ".join(words[at:])
