"""Which posts a plan's lead cell names, and the dates that stand beside them.

By rule and not by list: a comma, an ampersand or "and" belongs to a post's name unless what
follows is a post of its own. A post is known by the word for what it is (a head, a manager, a
nurse), or is written as an abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.rules.plan_line import clean

POST_WORDS = frozenset({
    "administrator", "adviser", "advisor", "analyst", "assistant", "auditor", "chair",
    "chairman", "chairperson", "chief", "clerk", "commander", "commissioner", "constable",
    "consultant", "convenor", "convener", "coordinator", "co-ordinator", "dci", "dcs", "dcss",
    "deputy", "developer", "director", "doctor", "executive", "governor", "gp", "head",
    "headteacher", "inspector", "lead", "leader", "lecturer", "manager", "matron", "member",
    "midwife", "nurse", "officer", "owner", "paediatrician", "physician", "practitioner",
    "president", "principal", "professional", "psychiatrist", "psychologist", "registrar",
    "representative", "secretary", "sergeant", "solicitor", "specialist", "superintendent",
    "supervisor", "teacher", "trainer", "treasurer", "visitor", "worker",
})  # fmt: skip
OPENING_WORDS = frozenset({
    "assistant", "associate", "chair", "chief", "clerk", "consultant", "dci", "dcs", "deputy",
    "designated", "detective", "director", "head", "headteacher", "interim", "lead", "named",
    "principal", "strategic", "senior", "superintendent",
})  # fmt: skip
ORGANISATION_WORDS = frozenset({
    "agency", "association", "authority", "board", "borough", "centre", "clinic", "college",
    "commission", "commissioning", "constabulary", "council", "foundation", "group", "hospital",
    "icb", "infirmary", "nhs", "organisation", "partnership", "pct", "police", "practice",
    "provider", "school", "service", "services", "society", "team", "trust", "unit",
    "university",
})  # fmt: skip
_WORD = re.compile(r"[A-Za-z][A-Za-z\u2019'\-]*")
_BULLET = re.compile(r"^\s*(?:[•●▪◦·‣\uf0b7*]\s*|[-\u2013\u2014]\s+|\(?\d{1,2}[.)]\s+)")
_BLANK_LINES = re.compile(r"\n[ \t\xa0]*\n")
_TRAILING_JOIN = re.compile(r"(?:[,&/\u2013\u2014-]|\b(?:and|of|for|the|to|in))\s*$", re.IGNORECASE)
_LEADING_JOIN = re.compile(r"^\s*(?:[,&/\u2013\u2014(-]|(?:and|of|for|to|in)\b)", re.IGNORECASE)
_BRACKET_DATE = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*$")
_TAIL_DATE = re.compile(
    r"\s*(?:[\u2013\u2014:;,]|\s-)\s*((?:by |from |end )?[^\u2013\u2014:;,]{3,40})$"
    r"|\s+(by .{3,40})$"
)
SINGLE_PIECES = 2
LONGEST_CELL = 2_000  # beyond it a cell is prose, and parting it names nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLead:
    """A post as the plan names it, and the date in the lead's own text ("" where it has none)."""

    name: str
    date_text: str = ""


def split_leads(text: str, is_date: Callable[[str], bool]) -> tuple[NamedLead, ...]:
    """The posts that a lead cell names, in its order, each once; `is_date` knows a date text.

    Source: procedure, "A date beside a lead's name is that lead's"; roles as the plan prints them.
    """
    if len(text) > LONGEST_CELL:
        return (NamedLead(name=" ".join(text.split())),)
    leads: list[NamedLead] = []
    for entry in _entries(text):
        for piece in entry.split(";"):
            for post in _posts(" ".join(piece.split()).strip(" ,")):
                name, date_text = _own_date(post, is_date)
                if name:
                    leads.append(NamedLead(name=name, date_text=date_text))
                elif leads and date_text:
                    leads[-1] = NamedLead(name=leads[-1].name, date_text=date_text)
    return _once(leads)


def _once(leads: list[NamedLead]) -> tuple[NamedLead, ...]:
    kept: dict[str, NamedLead] = {}
    for lead in leads:
        key = clean(lead.name)
        if key not in kept or (lead.date_text and not kept[key].date_text):
            kept[key] = lead
    return tuple(kept.values())


def _entries(text: str) -> Iterator[str]:
    """The entries of a cell: between blank lines where there are any, else a line each.

    A line that only goes on (it begins or ends with a joining word, is lower case or in brackets)
    belongs to the one above.
    """
    has_blanks = bool(_BLANK_LINES.search(text.strip()))
    for block in _BLANK_LINES.split(text.strip()):
        entry = ""
        for line in block.split("\n"):
            bare = _BULLET.sub("", line).strip()
            if entry and (_goes_on(entry, line, bare) or (has_blanks and not _is_post(bare))):
                entry = f"{entry} {bare}"
            else:
                if entry:
                    yield entry
                entry = bare
        if entry:
            yield entry


def _goes_on(entry: str, line: str, bare: str) -> bool:
    if _BULLET.match(line):
        return False
    joined = _TRAILING_JOIN.search(entry) or _LEADING_JOIN.match(bare)
    return bool(joined) or bare[:1].islower()


def _own_date(piece: str, is_date: Callable[[str], bool]) -> tuple[str, str]:
    """A piece without the date beside it, and the date: "(immediately)", "- September 2010"."""
    bracket = _BRACKET_DATE.search(piece)
    if bracket and is_date(bracket[1]):
        return piece[: bracket.start()].strip(" ,\u2013\u2014-"), bracket[0].strip()
    tail = _TAIL_DATE.search(piece)
    said = (tail[1] or tail[2]) if tail else ""
    if tail and is_date(said):
        return piece[: tail.start()].strip(" ,\u2013\u2014-"), said.strip()
    return piece, ""


def _posts(piece: str) -> Iterator[str]:
    """The posts of one entry: first at slashes and joins, then at commas before a new post."""
    for part in _at_slashes(piece):
        for joined in _at_joins(part):
            yield from _at_commas(joined)


def _at_slashes(piece: str) -> list[str]:
    """The posts or organisations of a text with slashes.

    "A / B operational managers" are two posts that share their last words.
    """
    parts = [part.strip() for part in re.split(r"\s+/\s+|(?<=\w)/(?=[A-Z][a-z]+ [A-Z])", piece)]
    if len(parts) != SINGLE_PIECES or not _is_post(parts[1]):
        return parts if all(_is_post(part) or _is_organisation(part) for part in parts) else [piece]
    if _is_post(parts[0]):
        return parts
    shared = re.search(r"\b[a-z][a-z\- ]*s$", parts[1])
    return [f"{parts[0]} {shared[0]}", parts[1]] if shared else [piece]


def _at_joins(part: str) -> list[str]:
    for join in re.finditer(r"\s+(&|and)\s+", part):
        left, right = part[: join.start()], part[join.end() :]
        pair = _joined(left, right, join[1])
        if pair:
            return [*pair[:-1], *_at_joins(pair[-1])]
    return [part]


def _joined(left: str, right: str, join: str) -> list[str]:
    """The two posts of a join, or [] where it belongs to a post's name."""
    head, comma, tail = left.rpartition(", ")
    if comma and _is_organisation(tail) and _is_organisation(right) and not _is_post(right):
        return [left, f"{head}, {right}"]
    opening = re.split(r", |\s+(?:&|and)\s+", right)[0]
    if not _is_post(opening):
        return []
    if not (_is_post(left) or (_is_abbreviated(left) and _stands_alone(right, join))):
        return []
    shared = right.partition(", ")[2]
    needs = join == "and" and shared and ", " not in left and not _is_post(shared)
    return [f"{left}, {shared}" if needs else left, right]


def _stands_alone(right: str, join: str) -> bool:
    """True where the words after an abbreviation are a post by themselves."""
    words = _words(right)
    return bool(words) and (words[0] in OPENING_WORDS or (join == "&" and words[-1].endswith("s")))


def _at_commas(part: str) -> Iterator[str]:
    pieces = part.split(", ")
    kept = pieces[0]
    for piece in pieces[1:]:
        words = _words(piece)
        opens = bool(words) and (words[0] in OPENING_WORDS or _post_word(words[-1]))
        if opens and _is_post(piece) and _is_post(kept):
            yield kept
            kept = piece
        else:
            kept = f"{kept}, {piece}"
    yield kept


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _post_word(word: str) -> bool:
    return word in POST_WORDS or word.removesuffix("s") in POST_WORDS


def _is_post(text: str) -> bool:
    return any(map(_post_word, _words(text)))


def _is_abbreviated(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and all(word.isupper() and len(word) > 1 for word in words)


def _is_organisation(text: str) -> bool:
    return any(word in ORGANISATION_WORDS for word in _words(text))
