"""What a heading has before and behind the name it gives: its label, and the words for a plan.

"Section B \u2013 Northmoor Police" and "2. Northmoor Police (single agency)" name Northmoor Police:
so it is called in the contacts, and so is a section in the committee's file.
"""

from __future__ import annotations

import re
from functools import lru_cache

from models.rules.contacts import match_key
from models.rules.plan_offices import (
    AGENCIES,
    ORGANISATION_WORDS,
    SUBJECTS,
    is_abbreviation,
    office_words,
    plain,
)
from models.rules.plan_shared_sections import shared_section
from models.rules.policy import Offices

LONGEST_SECTION = 150
_OFFICES = office_words(Offices())
_THEME = r"theme|priority|objective|outcome|aim|goal|strand|work ?stream|topic"
_KIND = rf"{_THEME}|section|part|area|chapter|appendix|annex|schedule|table|group"
_LETTER = r"[A-Za-z]|[ivxIVX]{2,5}|(?i:one|two|three|four|five|six|seven|eight|nine|ten)\b"
_FIGURE = r"\d{1,2}(?:\.\d{1,2})*[a-z]?"
_SIGN = r"\s*[\u2013\u2014:.)\]-]+\s*"
# "Section B \u2013", "Part 2:", "(Theme iv)"; a letter alone is enough where a name follows it.
_NAMED = re.compile(
    rf"[(\[]?(?i:{_KIND})\s+(?i:no\.?\s*)?"
    rf"(?:(?:{_LETTER}|{_FIGURE})(?:{_SIGN}|\s+(?=\())|[A-Z]\s+(?=[A-Z]))(?=\S)"
)
_LABEL_ALONE = re.compile(rf"[(\[]?({_KIND})\s+(?:{_LETTER}|{_FIGURE})[\W_]*", re.IGNORECASE)
# "2.", "B)", "iv -"; "N. Moor" and "W. Dale" are places.
_BARE = re.compile(
    rf"[(\[]?(?:(?:{_FIGURE})(?:{_SIGN}|\s+(?=[A-Z]))|(?!(?:[NSW])\.)(?:{_LETTER})"
    r"(?:[.):\]]+\s+(?:[\u2013\u2014-]\s+)?|\s+[\u2013\u2014-]\s+))(?=[^\W\d_])"
)
_IS_THEME = re.compile(
    rf"[(\[]?(?:{_THEME})(?:\s+(?:no\.?\s*)?(?:{_LETTER}|{_FIGURE})\b|\s*:)", re.IGNORECASE
)
# What a plan wants done, as "Better records", and no agency's name.
_IS_AIM = re.compile(
    r"(?:better|building|clearer|developing|earlier|effective|embedding|ensuring|hearing|how|improved"
    r"|improvements?|improving|keeping|listening|making|managing|promoting|raising|recognising"
    r"|reducing|responding|sharing|stronger|strengthening|supporting|understanding|what|when|why"
    r"|working)\s",
    re.IGNORECASE,
)
_WORK = (
    r"(?:(?:(?:single|individual|multi)[- ]?agency|imr|internal) )?"
    r"(?:action plan|action|recommendation|task|learning)s?"
)
_BEFORE = re.compile(
    rf"^{_WORK}(?: (?:for|of|by|from|to) (?:the )?|\s*[:\u2013\u2014-]\s*)", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"(?:\s*[:\u2013\u2014-])?\s*{_WORK}(?:\s+\d+\s*(?:to|and|&|,|[\u2013-])\s*\d+)?$"
    r"|\s*\((?:single|individual|lead)[- ]?agency[^)]*\)$",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(r"\d[.)]|;")
_BRACKETED = re.compile(r"\(([^()]+)\)")
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_SMALL = frozenset(["and", "at", "for", "in", "of", "on", "the"])


def bare_section(text: str) -> str:
    """The name that a heading gives, without its label and the words for a plan around an agency.

    A heading that is nothing but a label stays as it is.
    """
    said = without_order(text)
    if shared_section(said):
        return said
    for pattern in (_BEFORE, _BEHIND):
        rest = pattern.sub("", said)
        is_named = pattern is _BEFORE and " for " in said and is_titled(rest)
        if is_named or _says_which(rest):
            said = rest
    return said


def _says_which(rest: str) -> bool:
    """True of an agency's name that is more than a word for such bodies: not of "Partnership"."""
    return is_like_an_agency(rest) and plain(rest) not in ORGANISATION_WORDS - AGENCIES


def agency_in_cell(text: str) -> str:
    """ "Housing" for "3. Housing" under Agency; any other text on one line, as it is written."""
    return " ".join(text.split()) if len(text) > LONGEST_SECTION else _one_agency(text)


@lru_cache(maxsize=1024)
def _one_agency(text: str) -> str:
    said = " ".join(text.split())
    bare = without_order(said)
    is_one = is_like_an_agency(bare) and not _AND_ANOTHER.search(bare)
    return bare if is_one else said


def without_order(text: str) -> str:
    """ "Housing" for "Section B: 2. Housing"; any text without such a label as it is."""
    said = " ".join(text.split())
    for pattern in (_NAMED, _BARE):
        said = said[found.end() :] if (found := pattern.match(said)) else said
    inside = _BRACKETED.fullmatch(said)
    return inside[1] if inside else said


def order_of(text: str) -> str:
    """The kind of label that a heading has: "section", "figure", "letter"; "" where it has none."""
    said = " ".join(text.split())
    if found := _NAMED.match(said):
        return found[0].lstrip("([").split()[0].lower()
    if found := _LABEL_ALONE.fullmatch(said):
        return found[1].lower()
    found = _BARE.match(said)
    return "" if not found else "figure" if any(map(str.isdigit, found[0])) else "letter"


def is_theme(text: str) -> bool:
    """True of a heading that names no agency by its own words: a theme, an aim, a label alone."""
    if _LABEL_ALONE.fullmatch(text.strip()):
        return True
    said = without_order(text)
    is_said = any(map(_IS_THEME.match, (text, said))) or _IS_AIM.match(said)
    return bool(is_said) and not is_like_an_agency(bare_section(text))


def is_like_an_agency(text: str) -> bool:
    """True of a name, in capitals as names are, with a word for an organisation in it."""
    if plain(text) in SUBJECTS | AGENCIES or is_abbreviation(text):
        return True
    is_body = _OFFICES.is_agency(text) or _OFFICES.is_organisation(text)
    return is_body and is_titled(text)


def is_titled(text: str) -> bool:
    """True of words that all begin as names do, but for the small ones."""
    words = _WORD.findall(text)
    return bool(words) and all(word[0].isupper() or word in _SMALL for word in words)


def section_key(name: str) -> str:
    """The same text for the ways to write one section: label, case and signs do not count."""
    return match_key(bare_section(name))
