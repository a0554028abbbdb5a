"""A lead cell in its parts: its entries (lines, bullets, numbers), and the posts of each entry.

A comma, a stroke or "and" belongs to a post's name unless a word for an office, or an agency,
stands on each side of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.rules.plan_lead_doubts import is_a_doer
from models.rules.plan_lead_joins import at_joins, in_brackets
from models.rules.plan_offices import AGENCIES, QUALIFIERS, OfficeWords, is_abbreviation, words_in

_BULLET = re.compile(
    r"^\s*(?:[•●▪◦·‣\u27a2\uf0b7\uf0a7*]\s*|[-\u2013\u2014]\s+"
    r"|\(?(?P<label>\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+)"
)
_NUMBERED_ON = re.compile(r"\s+(?=\(?(?:\d{1,2}|[b-h]|[ivx]{2,4}|[vx])[.)]\s+[A-Z])")
_FIRST_NUMBER = re.compile(r"^\s*\(?[1ai][.)]\s")
_ASIDE = re.compile(r"(?:\s*[(\[]([^()\[\]]+)[)\]]|\s*[:\u2013-]\s*([^:\u2013]{3,40}))$")
_BLANK_LINES = re.compile(r"\n[ \t\xa0]*\n")
_TRAILING_JOIN = re.compile(r"(?:[,&/\u2013\u2014-]|\b(?:and|of|for|the|to|in))\s*$", re.IGNORECASE)
_LEADING_JOIN = re.compile(r"^\s*(?:[,&/\u2013\u2014(-]|(?:and|of|for|to|in)\b)", re.IGNORECASE)
_HELPED = (
    r"(?:supported|assisted|helped) by"
    r"|with (?:the )?(?:support|help|assistance|input|advice) (?:of|from)"
)
_WITH = re.compile(
    rf"\s+(?:in (?:conjunction|partnership|liaison|consultation|collaboration) with|{_HELPED}"
    r"|(?:together|along|jointly|working) with|alongside|plus|as well as)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_HELPED_IN_BRACKETS = re.compile(rf"\s*\(((?:{_HELPED})\s[^()]*)\)$", re.IGNORECASE)
_LETTERS_AT_THE_END = re.compile(r"\s(?:&|and)\s+([A-Z][A-Za-z]?[A-Z]+)$")
_OWN_BRACKET = re.compile(r"\s*\([^()]*\)$")
_BARE_WITH = re.compile(r"\s+with\s+(?!responsib)", re.IGNORECASE)
_STROKE = re.compile(r"\s+/\s*|\s*/\s+|(?<=[\w)])/(?=[A-Z(])")
_LIST = re.compile(r",\s*(?:(?:and|&)\s+)?|\s*/\s*|\s+(?:and|&)\s+", re.IGNORECASE)
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a cell, without its bullet; `label` is its number, "" where it has none.

    `is_unsure` where a line went on from the one above that may be a post by itself.
    """

    text: str
    label: str = ""
    is_unsure: bool = False


def entries_of(text: str, offices: OfficeWords, is_date: Callable[[str], bool]) -> Iterator[Entry]:
    """The entries of a cell: between blank lines where there are any, else a line each.

    A line that only goes on (it begins or ends with a joining word, is lower case or in brackets,
    or names neither a post nor an agency nor a date) belongs to the one above.
    """
    if _FIRST_NUMBER.match(text):
        text = _NUMBERED_ON.sub("\n", text)
    has_blanks = bool(_BLANK_LINES.search(text.strip()))
    for block in _BLANK_LINES.split(text.strip()):
        entry = Entry("")
        for line in block.split("\n"):
            bare = _BULLET.sub("", line).strip()
            alone = _stands_alone(bare, offices, is_date, strict=has_blanks)
            goes_on = _is_begun(entry.text, offices) or _goes_on(entry.text, line, bare)
            if entry.text and (goes_on or not alone):
                is_unsure = entry.is_unsure or (not goes_on and is_a_doer(bare, offices))
                entry = Entry(f"{entry.text} {bare}", entry.label, is_unsure)
                continue
            if entry.text:
                yield entry
            bullet = _BULLET.match(line)
            entry = Entry(bare, (bullet["label"] or "") if bullet else "")
        if entry.text:
            yield entry


def _stands_alone(
    bare: str, offices: OfficeWords, is_date: Callable[[str], bool], *, strict: bool
) -> bool:
    """True of a line that names something; where blank lines part the entries only a post does.

    A date in brackets or behind a colon does not hide the agency before it.
    """
    aside = _ASIDE.search(bare)
    named = bare[: aside.start()] if aside and is_date(aside[1] or aside[2]) else bare
    return offices.is_post(bare) or (not strict and (offices.is_service(named) or is_date(bare)))


def _is_begun(entry: str, offices: OfficeWords) -> bool:
    """True of words that only begin a post: "Named", or "Lead", before a line with "GP"."""
    words = words_in(entry)
    alone = len(words) == 1 or (words != [] and not offices.is_office(words[-1]))
    return alone and all(word in QUALIFIERS for word in words)


def _goes_on(entry: str, line: str, bare: str) -> bool:
    if _BULLET.match(line):
        return False
    joined = _TRAILING_JOIN.search(entry) or _LEADING_JOIN.match(bare)
    return bool(joined) or bare[:1].islower()


def posts_in(piece: str, offices: OfficeWords) -> Iterator[str]:
    """The posts and agencies of one entry, in its order."""
    agencies = _agencies(piece, offices)
    if agencies:
        yield from agencies
        return
    for company in _at_with(piece, offices):
        for part in _at_strokes(company, offices):
            for joined in at_joins(part, offices):
                for post in _at_commas(joined, offices):
                    yield from in_brackets(post, offices)


def _agencies(piece: str, offices: OfficeWords) -> list[str]:
    """The agencies of a list of nothing else: "Police, Health and Housing"; [] for any other."""
    parts = [part.strip() for part in _LIST.split(piece)]
    if len(parts) < _PAIR or "(" in piece or not all(map(offices.is_service, parts)):
        return []
    if not any(map(offices.is_body, parts)):
        return []
    if "/" in piece:
        return parts
    if len(parts) > _PAIR:
        return parts if any(map(offices.is_agency, parts[:-1])) else []
    left, right = parts
    whole = offices.is_agency(left) and offices.is_agency(right) and "," not in piece
    absorbed = is_abbreviation(left) and not offices.is_known_agency(left) and " " in right
    return parts if whole and not absorbed else []


def _at_with(piece: str, offices: OfficeWords) -> list[str]:
    """Those who act together: beside a plain "with" each must be a post."""
    parts = _WITH.split(_HELPED_IN_BRACKETS.sub(r" \1", piece))
    if all(offices.is_post(part) or offices.is_service(part) for part in parts):
        return [one for part in parts for one in _at_bare_with(part, offices)]
    return [piece]


def _at_bare_with(piece: str, offices: OfficeWords) -> list[str]:
    parts = _BARE_WITH.split(piece)
    return parts if all(map(offices.opens_post, parts)) else [piece]


def _at_strokes(piece: str, offices: OfficeWords) -> list[str]:
    """The posts or organisations of a text with strokes.

    "A / B operational managers" are two posts that share their last words.
    """
    parts = [part.strip() for part in _STROKE.split(piece)]
    if any(part.count("(") != part.count(")") for part in parts):
        return [piece]
    if len(parts) != _PAIR or not offices.is_post(parts[1]):
        known = all(offices.is_post(part) or offices.is_organisation(part) for part in parts)
        apart = any(offices.is_post(part) or offices.is_body(part) for part in parts)
        return parts if known and apart else [piece]
    if offices.is_post(parts[0]):
        is_tight = f"{parts[0]}/{parts[1]}" == piece.strip()
        return [piece] if is_tight and _is_of_last(parts[0], offices) else parts
    shared = re.search(r"\b[a-z][a-z\- ]*s$", parts[1])
    return [f"{parts[0]} {shared[0]}", parts[1]] if shared else [piece]


def _is_of_last(left: str, offices: OfficeWords) -> bool:
    """True of "Quality Lead and MCA" before "/DoLS Manager": the stroke is in the second's name."""
    joined = _LETTERS_AT_THE_END.search(left)
    return (
        joined is not None and not offices.is_post(joined[1]) and joined[1].lower() not in AGENCIES
    )


def _at_commas(part: str, offices: OfficeWords) -> Iterator[str]:
    pieces = part.split(", ")
    kept = pieces[0]
    for piece in pieces[1:]:
        bare = _OWN_BRACKET.sub("", piece)
        if offices.opens_post(bare) and offices.is_post(piece) and offices.is_post(kept):
            yield kept
            kept = piece
        else:
            kept = f"{kept}, {piece}"
    yield kept.strip(" ,")
