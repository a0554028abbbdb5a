"""Which posts a plan's lead cell names, and the dates that stand beside them.

By rule and not by list of posts: a cell is parted where a word for an office stands on each side
(`plan_lead_parts`, `plan_lead_joins`); the words are data (`plan_offices`); `plan_lead_dates` says
which date is whose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from models.rules.plan_lead_dates import IsDate, after_dates, headed, own_date
from models.rules.plan_lead_doubts import is_unsure
from models.rules.plan_lead_parts import Entry, entries_of, posts_in
from models.rules.plan_lead_roles import LEADS, SUPPORTS, at_roles, role_after, role_before
from models.rules.plan_line import clean
from models.rules.plan_offices import OfficeWords, office_words
from models.rules.policy import Offices

_NOT_NAMED = (
    r"(?:#[a-z/0]+[!?]?|choose an item\.?|click or tap .*"
    r"|t\.?b\.?[acd]\.?|n\.?/?a\.?|none|not applicable|unknown|unallocated"
    r"|vacan(?:t|cy)(?:\s*[(\[:,;-].*)?"
    r"|unassigned|(?:to be|not yet|not) (?:confirmed|agreed|identified|appointed|advised|allocated"
    r"|assigned|determined|decided|nominated|known)|[-.?/*]*)"
)
_NO_LEAD = re.compile(rf"(?:(?:lead|post|officer)\W*)?{_NOT_NAMED}(?:\W*(?:lead|post|officer))?\W*")
_NOT_SURE = re.compile(
    r"\s*[(\[/\u2013-]\s*(?:tbc|tba|(?:post |currently )?vacant)\s*[)\]]?$", re.IGNORECASE
)
_NOT_SURE_WITHIN = re.compile(
    r"\s*[(\[]\s*(?:tbc|tba)\s*[)\]](?=\s*[,;/&]|\s+and\b)", re.IGNORECASE
)
_JOIN_AT_END = re.compile(r"(?:^|\s)(?:and|&)$", re.IGNORECASE)  # "Matron; and", a line each
LONGEST_CELL = 2_000  # beyond it a cell is prose, and parting it names nobody
USUAL_OFFICES = Offices()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLead:
    """A post as the plan names it, and the date in the lead's own text ("" where it has none).

    `label` is its number in a numbered cell; `is_unsure` where it may be more than one post;
    `role` is the part that the cell says it has.
    """

    name: str
    date_text: str = ""
    label: str = ""
    is_unsure: bool = False
    role: str = ""


def split_leads(
    text: str, is_date: IsDate, offices: Offices = USUAL_OFFICES
) -> tuple[NamedLead, ...]:
    """The posts that a lead cell names, in its order, each once; `is_date` knows a date text.

    "TBC" and the like name none. Source: procedure, "A date beside a lead's name is that lead's".
    """
    if len(text) > LONGEST_CELL:
        return (NamedLead(name=" ".join(text.split())),)
    words = office_words(offices)
    said = (
        _lead(post, before, entry, is_date, words)
        for entry in entries_of(text, words, is_date)
        for post, before in _posts(entry, words, is_date)
    )
    return _led_first(_once(_with_lone_dates(said)))


class _Before(NamedTuple):
    """What stands before a post: a date, and the part that it has in the action."""

    date: str
    role: str


def _posts(entry: Entry, words: OfficeWords, is_date: IsDate) -> Iterator[tuple[str, _Before]]:
    """The posts of an entry, each with what stands before it."""
    text = at_roles(_NOT_SURE_WITHIN.sub("", entry.text), words)
    for piece in text.split(";"):
        said = _JOIN_AT_END.sub("", " ".join(piece.split()))
        for head, of_date in headed(said, words, is_date):
            for part in after_dates(of_date, words, is_date):
                bare, role = role_before(part.strip(" ,"), words)
                for post in posts_in(bare, words):
                    yield post, _Before(head, role)


def _lead(
    post: str, before: _Before, entry: Entry, is_date: IsDate, words: OfficeWords
) -> NamedLead:
    """One post with its date; no name where the text is a date or leaves the lead open."""
    name, date_text = own_date(post, is_date)
    if not words.is_post(post) and not words.is_service(name) and is_date(post):
        return NamedLead(name="", date_text=post)
    name, role = role_after(_NOT_SURE.sub("", name), words)
    if _NO_LEAD.fullmatch(clean(name)):
        return NamedLead(name="")
    unsure = entry.is_unsure or is_unsure(name, words)
    lead = NamedLead(
        name=name,
        date_text=date_text,
        label=entry.label,
        is_unsure=unsure,
        role=role or before.role,
    )
    return _dated(lead, before.date)


def _with_lone_dates(said: Iterable[NamedLead]) -> list[NamedLead]:
    """The leads, each with the date that stands by itself below it.

    Where the cell opens with such a date it is that of the leads below, up to the next one.
    """
    leads: list[NamedLead] = []
    above = ""
    for lead in said:
        if lead.name:
            leads.append(_dated(lead, above))
        elif above or not leads:
            above = lead.date_text
        else:
            leads[-1] = _dated(leads[-1], lead.date_text)
    return [*leads[:-1], *(_dated(lead, above) for lead in leads[-1:])]


def _dated(lead: NamedLead, date_text: str) -> NamedLead:
    """The lead with one date more: of two that differ a person must say which one holds."""
    said = dict.fromkeys(filter(None, (*lead.date_text.split("; "), date_text)))
    return replace(lead, date_text="; ".join(said))


def _led_first(leads: tuple[NamedLead, ...]) -> tuple[NamedLead, ...]:
    """The leads with who leads first and who supports last, where one action may be theirs all.

    Those with numbers or dates of their own stay in the order of the cell.
    """
    if any(one.label or one.date_text for one in leads):
        return leads
    order = (LEADS, "", SUPPORTS)
    return tuple(sorted(leads, key=lambda one: order.index(one.role)))


def _once(leads: list[NamedLead]) -> tuple[NamedLead, ...]:
    kept: dict[str, NamedLead] = {}
    for lead in leads:
        key = clean(lead.name)
        kept[key] = _dated(kept[key], lead.date_text) if key in kept else lead
    return tuple(kept.values())
