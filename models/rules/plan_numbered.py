"""A Date cell with a date for each number: "1. March 2011 2. May 2011", one for each action.

Source: procedure, "Dates as plans write them" (two dates where one is asked for need a decision):
numbers that fit those of the actions or the leads say which date is whose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from models.rules.plan_date_reading import DateReading, dated, proposed
from models.rules.plan_items import PlanItem, PlanLead
from models.rules.plan_line import REMEMBERED
from models.rules.words import Precision

_LABEL = re.compile(
    r"(?:^|(?<=[\s;,]))\(?(?:(?:action|rec)\s+)?"
    r"(?:(\d{1,2}|[a-h]|[ivx]{1,4})\s?[.):](?:\s+(?=\S)|(?=[a-z]))"
    # "1.1" of recommendation 1; "30.04.2025" is a day.
    r"|(\d{1,2}\.\d{1,2})(?:[.):]*\s+|\s*[:\u2013-]\s*)(?=\S))",
    re.IGNORECASE,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@lru_cache(maxsize=REMEMBERED)
def numbered(text: str) -> Mapping[str, str]:
    """The entries of a text by their numbers, where these run from the first on; else none."""
    found: list[tuple[str, re.Match[str]]] = []
    wanted = {"1", "a", "i"}
    for match in _LABEL.finditer(text):
        label = _label_of(match)
        if label in wanted or (not found and label.endswith(".1")):
            found.append((label, match))
            wanted = {label_after(label)}
    if len(found) < len("12") or text[: found[0][1].start()].strip():
        return {}
    ends = [match.start() for _, match in found[1:]] + [len(text)]
    return {
        label: text[match.end() : end].strip(" \n\t;,")
        for (label, match), end in zip(found, ends, strict=True)
    }


def _label_of(match: re.Match[str]) -> str:
    return (match[1] or match[2]).lower()


def label_after(label: str) -> str:
    """The number or letter that follows; what follows the last is no number."""
    first, dot, last = label.rpartition(".")
    if dot:
        return f"{first}.{int(last) + 1}"
    if label in _ROMAN:
        return (*_ROMAN, "")[_ROMAN.index(label) + 1]
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)


def labels_of(entries: Iterable[str]) -> tuple[str, ...]:
    """The numbers of a cell's entries, of those that have one."""
    found = (_LABEL.match(entry) for entry in entries)
    return tuple(_label_of(match) for match in found if match)


def _parted(entries: Sequence[str], labels: Sequence[str]) -> tuple[str, ...]:
    """The entries, and each number of these that stands within a line as an entry of its own."""
    parts: list[str] = []
    for entry in entries:
        found = [match for match in _LABEL.finditer(entry) if _label_of(match) in labels]
        starts = sorted({0, *(match.start() for match in found)})
        ends = [*starts[1:], len(entry)]
        parts += (entry[a:b].strip(" ;,") for a, b in zip(starts, ends, strict=True))
    return tuple(parts)


def of_number(item: PlanItem, label: str) -> PlanItem:
    """The item with the key actions of one number alone, where these are numbered as its dates."""
    if labels_of(item.key_actions) != tuple(item.numbered):
        return item
    return replace(item, key_actions=_of_label(item.key_actions, label))


def _of_label(entries: Sequence[str], label: str) -> tuple[str, ...]:
    """The entries of one number, with the lines below it that have none, and those above all."""
    kept, current = [], ""
    for entry in entries:
        match = _LABEL.match(entry)
        current = _label_of(match) if match else current
        if current in {"", label}:
            kept.append(entry)
    return tuple(kept)


def dated_by_number(item: PlanItem, read: Callable[[str], DateReading]) -> PlanItem:
    """The item with each numbered date given to the lead or the action of its number.

    Where its numbers are those of neither, the Date cell still has several dates, and says so.
    """
    said = numbered(item.date.text)
    if not said:
        return item
    readings = {label: read(text) for label, text in said.items()}
    labels = tuple(said)
    actions = _parted(item.key_actions, labels)
    if tuple(lead.label for lead in item.leads) == labels:
        leads = [replace(lead, date=_own(lead, readings)) for lead in item.leads]
    elif labels_of(actions) == labels:
        item = replace(item, key_actions=actions)
        leads = [
            replace(lead, date=reading, label=label)
            for label, reading in readings.items()
            for lead in item.leads
        ]
    else:
        return replace(item, date=_not_matched(item.date, len(labels), labels_of(actions)))
    return replace(
        item,
        leads=tuple(leads),
        date=_together(item.date.text, readings),
        revisions=tuple(map(_of_all, item.revisions)),
        numbered=readings,
    )


def _of_all(revised: DateReading) -> DateReading:
    """A revised date that is for all numbers; one under a number of its own is none, and waits."""
    own = _LABEL.match(revised.text)
    if not own or revised.needs_decision:
        return revised
    return proposed(revised, f"it stands under the number {_label_of(own)} alone")


def _own(lead: PlanLead, readings: Mapping[str, DateReading]) -> DateReading:
    return lead.date if lead.has_own_date else readings[lead.label]


def _not_matched(date: DateReading, count: int, actions: Sequence[str]) -> DateReading:
    many = "s" if len(actions) > 1 else ""
    of_them = f"{len(actions)} numbered action{many}" if actions else "actions without numbers"
    return replace(date, why=f"It gives {count} numbered dates for {of_them}.")


def _together(text: str, readings: Mapping[str, DateReading]) -> DateReading:
    """The reading of the whole cell: it spans its dates, and waits where one of them does."""
    dues = [one.due for one in readings.values() if one.due]
    firsts = [one.earliest or one.due for one in readings.values()]
    why = f"It gives a date for each of {len(readings)} numbers, and each is read by itself."
    reading = dated(Precision.RANGE, min(filter(None, firsts), default=None), None, why)
    if len(dues) == len(readings):
        reading = replace(reading, due=max(dues))
    waits = any(one.needs_decision for one in readings.values())
    return replace(proposed(reading) if waits else reading, text=text)
