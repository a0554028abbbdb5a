"""Which posts a plan's lead cell names, and the dates that stand beside them.

By rule and not by list of posts: a cell is parted where a word for an office stands on each side
(`plan_lead_parts`, `plan_lead_joins`); the words are data (`plan_offices`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from models.rules.plan_lead_doubts import is_unsure
from models.rules.plan_lead_parts import Entry, entries_of, posts_in
from models.rules.plan_line import clean
from models.rules.plan_offices import OfficeWords, office_words
from models.rules.policy import Offices

_BRACKET_DATE = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*$")
_INNER_DATE = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]](?=[\s,]+[A-Z])")
_DASH = re.compile(r"\s*[\u2013\u2014]\s*|\s-\s+")
_GAP = re.compile(r"\s+(?=[A-Z])")
_TAIL_DATE = re.compile(
    r"\s*(?:[\u2013\u2014:;,]|\s-)\s*((?:by |from |end )?[^\u2013\u2014:;,]{3,40})$"
    r"|\s+(by .{3,40})$"
)
_DAY_AT_THE_END = re.compile(r"\s+(\d{1,2}\D.{4,30}|[A-Z][a-z]{2,8} ?\d{2,4})$")
_ROLE = re.compile(
    r"^(?:jointly|(?:joint )?(?:leads?|support(?:ing)?|owner)"
    r"(?: (?:officers?|agenc(?:y|ies)|person))?)\s*:\s*|^with\s+(?=[A-Z])",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r"\s*(?:[\u2013\u2014]|\s-)\s*(?:lead|support)$|\s*\((?:lead|support)\)$", re.IGNORECASE
)
_BESIDE_A_ROLE = re.compile(
    r"(\((?:lead|support)\))\s*(?:[,/]|\band\b|&)\s*(?=[A-Z])", re.IGNORECASE
)
_NOT_NAMED = (
    r"(?:#[a-z/0]+[!?]?|choose an item\.?|click or tap .*"
    r"|t\.?b\.?[acd]\.?|n\.?/?a\.?|none|not applicable|unknown|vacant|vacancy|unallocated"
    r"|unassigned|(?:to be|not yet|not) (?:confirmed|agreed|identified|appointed|advised|allocated"
    r"|assigned|determined|decided|nominated|known)|[-.?/*]*)"
)
_NO_LEAD = re.compile(rf"(?:(?:lead|post|officer)\W*)?{_NOT_NAMED}(?:\W*(?:lead|post|officer))?\W*")
_NOT_SURE = re.compile(r"\s*[(\[/-]\s*(?:tbc|tba)\s*[)\]]?$", re.IGNORECASE)
_NOT_SURE_WITHIN = re.compile(
    r"\s*[(\[]\s*(?:tbc|tba)\s*[)\]](?=\s*[,;/&]|\s+and\b)", re.IGNORECASE
)
_EDGES = " ,\u2013\u2014-"
LONGEST_CELL = 2_000  # beyond it a cell is prose, and parting it names nobody
USUAL_OFFICES = Offices()
IsDate = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLead:
    """A post as the plan names it, and the date in the lead's own text ("" where it has none).

    `label` is its number in a numbered cell; `is_unsure` where it may be more than one post.
    """

    name: str
    date_text: str = ""
    label: str = ""
    is_unsure: bool = False


def split_leads(
    text: str, is_date: IsDate, offices: Offices = USUAL_OFFICES
) -> tuple[NamedLead, ...]:
    """The posts that a lead cell names, in its order, each once; `is_date` knows a date text.

    "TBC" and the like name none. Source: procedure, "A date beside a lead's name is that lead's".
    """
    if len(text) > LONGEST_CELL:
        return (NamedLead(name=" ".join(text.split())),)
    words = office_words(offices)
    leads: list[NamedLead] = []
    for entry in entries_of(text, words, is_date):
        for post in _posts(entry, words, is_date):
            lead = _lead(post, entry, is_date, words)
            if lead.name:
                leads.append(lead)
            elif leads and is_date(post):
                leads[-1] = replace(leads[-1], date_text=lead.date_text)
    return _once(leads)


def _posts(entry: Entry, words: OfficeWords, is_date: IsDate) -> Iterator[str]:
    text = _NOT_SURE_WITHIN.sub("", entry.text)
    for piece in _BESIDE_A_ROLE.sub(r"\1;", text).split(";"):
        for part in _after_dates(" ".join(piece.split()), words, is_date):
            yield from posts_in(_ROLE.sub("", part.strip(" ,")), words)


def _after_dates(piece: str, words: OfficeWords, is_date: IsDate) -> Iterator[str]:
    """ "Head of Audit (by May 2011) Matron (June 2011)": a date within a cell ends its lead."""
    begin = 0
    for end in sorted(_ends_of_dates(piece, is_date)):
        name = _DASH.split(piece[end:].partition("(")[0])[0].strip(" ,")
        if words.is_post(name) or words.is_service(name):
            yield piece[begin:end]
            begin = end
    yield piece[begin:]


def _ends_of_dates(piece: str, is_date: IsDate) -> Iterator[int]:
    """Where a date in brackets or after a dash ends, with more behind it."""
    for match in _INNER_DATE.finditer(piece):
        if is_date(match[1]):
            yield match.end()
    for dash in _DASH.finditer(piece):
        for gap in _GAP.finditer(piece, dash.end()):
            if is_date(piece[dash.end() : gap.start()]):
                yield gap.start()


def _lead(post: str, entry: Entry, is_date: IsDate, words: OfficeWords) -> NamedLead:
    """One post with its date; no name where the text is a date or leaves the lead open."""
    name, date_text = _own_date(post, is_date)
    if not words.is_post(post) and not words.is_service(name) and is_date(post):
        name, date_text = "", post
    name = _without_role(_NOT_SURE.sub("", name), words)
    if _NO_LEAD.fullmatch(clean(name)):
        return NamedLead(name="", date_text=date_text)
    unsure = entry.is_unsure or is_unsure(name, words)
    return NamedLead(name=name, date_text=date_text, label=entry.label, is_unsure=unsure)


def _without_role(name: str, words: OfficeWords) -> str:
    """A post without the part it has in the action: "Head of Audit (lead)"."""
    bare = _ROLE_AFTER.sub("", name)
    return bare if words.is_post(bare) else name


def _once(leads: list[NamedLead]) -> tuple[NamedLead, ...]:
    kept: dict[str, NamedLead] = {}
    for lead in leads:
        key = clean(lead.name)
        if key not in kept or (lead.date_text and not kept[key].date_text):
            kept[key] = lead
    return tuple(kept.values())


def _own_date(piece: str, is_date: IsDate) -> tuple[str, str]:
    """A piece without the date beside it, and the date: "(immediately)", "- September 2010"."""
    bracket = _BRACKET_DATE.search(piece)
    if bracket and is_date(bracket[1]):
        return piece[: bracket.start()].strip(_EDGES), bracket[0].strip()
    for pattern in (_TAIL_DATE, _DAY_AT_THE_END):
        tail = pattern.search(piece)
        said = next(filter(None, tail.groups()), "") if tail else ""
        if tail and is_date(said):
            return piece[: tail.start()].strip(_EDGES), said.strip()
    return piece, ""
