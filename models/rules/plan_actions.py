"""Which actions a plan makes, and the reference that each is given once, at entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.rules.dates import DateReading
from models.rules.plan_items import PlanItem, PlanLead, PlanReading
from models.rules.plan_numbered import of_number

_NOT_PRINTED = re.compile(r"[^A-Za-z0-9.\-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """One action that a plan makes: a row of it, or the part of a row with a date of its own.

    `reference` is without the review's; the first of `leads` is accountable, the others contribute.
    `date` is the first date of the plan, `revisions` are those that followed it, each a slip, and
    `current` is the last of all. The row's other cells are in `item`, verbatim.
    """

    reference: str
    item: PlanItem
    leads: tuple[str, ...]
    date: DateReading
    revisions: tuple[DateReading, ...] = ()

    @property
    def current(self) -> DateReading:
        """The date that counts: the last revised one where the plan has any."""
        return self.revisions[-1] if self.revisions else self.date


def planned_actions(reading: PlanReading, taken: Collection[str] = ()) -> tuple[PlannedAction, ...]:
    """The actions of a plan in plan order: one a row, or one for each distinct date of its leads.

    `taken` are references that the review already has: none is given again. Source: procedure,
    "Leads with different dates are separate actions, numbered in the order of the cell".
    """
    parts = [part for item in reading.items for part in _parts(item)]
    references = reference_numbers([number_of(part.item) for part in parts], taken)
    return tuple(
        PlannedAction(
            reference=reference,
            item=part.item,
            leads=tuple(dict.fromkeys(lead.name for lead in part.leads)),
            date=part.date,
            revisions=part.revisions,
        )
        for reference, part in zip(references, parts, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What one action of a row has of it: the leads whose date it is, and the date."""

    item: PlanItem
    leads: tuple[PlanLead, ...]
    date: DateReading

    @property
    def revisions(self) -> tuple[DateReading, ...]:
        """The plan's revised dates, each other than the one before; none of leads' own dates.

        A lead's own date that is the row's too, as another's is, moves with it.
        """
        if self.leads and all(lead.has_own_date for lead in self.leads):
            return ()
        before = (self.date, *self.item.revisions)
        return tuple(now for was, now in pairwise(before) if now != was)


def _parts(item: PlanItem) -> Iterator[_Part]:
    """The actions of a row: one for each number that has a date, and for each date of its leads."""
    if not item.leads:
        yield from _without_lead(item)
    for group in lead_groups(item):
        yield _Part(of_number(item, group[0].label), group, group[0].date)


def lead_groups(item: PlanItem) -> list[tuple[PlanLead, ...]]:
    """The leads of each action of a row, in the order of the cell; the first is accountable."""
    groups: dict[object, list[PlanLead]] = {}
    for lead in item.leads:
        day, label = lead.date, lead.label if item.numbered else ""
        key = (label, day.due, day.needs_decision)
        groups.setdefault(key if day.due else (key, day.text), []).append(lead)
    return [tuple(group) for group in groups.values()]


def _without_lead(item: PlanItem) -> Iterator[_Part]:
    if not item.numbered:
        yield _Part(item, (), item.date)
    for label, reading in item.numbered.items():
        yield _Part(of_number(item, label), (), reading)


def number_of(item: PlanItem) -> str:
    """The number as printed; a row without one is known by its place."""
    return item.number or f"row-{item.row}"


def as_in_references(number: str) -> str:
    """A number as references have it: its letters, digits, dots and hyphens; "12" for "1/2"."""
    return _NOT_PRINTED.sub("", number) or "0"


def reference_numbers(numbers: Sequence[str], taken: Collection[str] = ()) -> tuple[str, ...]:
    """A reference for each number of a plan, in order, each different from all others.

    Anything but letters, digits, dot and hyphen is left out. A number that stands once and was
    never given keeps its own; else each gets `.K`, the next free K. Source: interface,
    "References".
    """
    printed = [as_in_references(number) for number in numbers]
    often = Counter(printed)
    given = {*taken, *printed}
    suffixes: Counter[str] = Counter()
    references = []
    for number in printed:
        # Where an earlier import gave the number's parts, the bare number stays unused.
        again = often[number] > 1 or number in taken or f"{number}.1" in taken
        references.append(_next_free(number, suffixes, given) if again else number)
    return tuple(references)


def _next_free(number: str, suffixes: Counter[str], given: Collection[str]) -> str:
    while True:
        suffixes[number] += 1
        reference = f"{number}.{suffixes[number]}"
        if reference not in given:
            return reference
