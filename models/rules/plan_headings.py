"""Which heading of a plan names which of its columns, and which row is a heading row.

The wordings stand in `plan_synonyms`, the signs in `plan_heading_signs`. A heading takes the field
that its words name; where no wording fits, the first sign in it does; else it is none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from models.rules.plan_heading_signs import EITHER, SIGNS
from models.rules.plan_synonyms import SYNONYMS

__all__ = ["SYNONYMS", "also_told", "column_fields", "heading_key", "is_header"]

Headings = Mapping[str, Sequence[str]] | None
_ASIDES = re.compile(r"\([^)]*\)?|\[[^\]]*\]|[\"\u201c\u201d*][^\"\u201c\u201d*]*[\"\u201c\u201d*]")
_BRACKET_S = re.compile(r"\(\s*(?:e|ie)?s\s*\)")
_ENDS = re.compile(r"\s[-\u2013\u2014]\s|[:;?\n]|\b(?:i\.?e|e\.?g)\.")
_YES_NO = re.compile(r"\W+(?:y\W?n|yes\W+no)\b")
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}|[a-h])[.)]\s+")
_FIGURES = re.compile(r"\d\s*$|\d\d")
_NOT_WORDS = re.compile(r"[^a-z0-9#]+")
_JOINS = re.compile(r"\band\b|[/&+,\n]", re.IGNORECASE)
_DESCRIBES = frozenset({"recommendation", "key_actions"})
_ANSWERS = frozenset({"lead", "date", "evidence", "outcomes", "status", "progress", "rag"})
_TOLD_BESIDE = ("lead", "date", "revised", "completed", "status", "progress", "rag")
LONGEST_HEADING = 80
LONGEST_BESIDE = 200
FEWEST = 3
SURE, BY_SIGN = 0, 1_000  # how plainly a heading says it: a board's own word, a mere sign


def heading_key(text: str) -> str:
    """A heading as it is compared: lower case, words alone, in the singular."""
    words = _NOT_WORDS.sub(" ", _BRACKET_S.sub("", text.lower())).split()
    return " ".join(map(_singular, words))


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - as, KPI, its
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


_LAST = (BY_SIGN - 1, ())


def _exact() -> dict[str, tuple[int, tuple[str, ...]]]:
    """Each known wording with how plainly it says which fields it may mean."""
    known = {
        heading_key(said): (rank, (name,))
        for name, wordings in SYNONYMS.items()
        for rank, said in reversed(list(enumerate(wordings, 1)))
    }
    either = {heading_key(said): names for said, names in EITHER.items()}
    return known | {key: (known.get(key, _LAST)[0], names) for key, names in either.items()}


_EXACT = _exact()
_OPENINGS = frozenset(
    said.lower()[:12].partition(" ")[0].rstrip(".:s")
    for said in (*EITHER, *(one for wordings in SYNONYMS.values() for one in wordings))
)
_SIGNS = tuple((re.compile(rf"(?<!\w)(?:{sign})(?!\w)"), names) for sign, names in SIGNS)


@lru_cache(maxsize=4096)
def _wordings(text: str) -> tuple[str, ...]:
    """The keys under which a heading is looked up: whole, without asides, up to its first pause."""
    bare = _YES_NO.sub("", _NUMBERED.sub("", text.lower()))
    without = _ASIDES.sub(" ", _BRACKET_S.sub("", bare))
    keys = [heading_key(bare), heading_key(without), heading_key(_ENDS.split(without.strip())[0])]
    return tuple(dict.fromkeys(key for key in keys if key and len(key) <= LONGEST_HEADING))


def offer_of(text: str, added: Mapping[str, str]) -> tuple[int, tuple[str, ...]]:
    """The fields that a heading may mean, the likeliest first, and how plainly it says so."""
    if len(text) > LONGEST_BESIDE or "%" in text:
        return BY_SIGN, ()
    keys = _wordings(text)
    for key in keys:
        if key in added:
            return SURE, (added[key],)
    found = next((_EXACT[key] for key in keys if key in _EXACT), None)
    return found or _compound(text) or (BY_SIGN, _by_sign(keys))


def _is_known(text: str, added: Mapping[str, str]) -> bool:
    """True of a heading that names its field in so many words."""
    known = any(key in _EXACT or key in added for key in _wordings(text))
    return known or _compound(text) is not None


def _compound(text: str) -> tuple[int, tuple[str, ...]] | None:
    """The fields of a heading that joins several wordings: "Who / when", "Lead and timescale"."""
    if len(text) > LONGEST_HEADING:
        return None
    bare = _YES_NO.sub("", _ASIDES.sub(" ", text.lower()))
    parts = [heading_key(part) for part in _JOINS.split(bare)]
    known = [_EXACT[part][1][0] for part in parts if part in _EXACT]
    if len(known) < 2 or len(known) != sum(map(bool, parts)):  # noqa: PLR2004 - a join is of two
        return None
    prose = [name for name in known if name not in _TOLD_BESIDE and name != "number"]
    return BY_SIGN - 1, tuple(dict.fromkeys(prose or known))


def _by_sign(keys: Sequence[str]) -> tuple[str, ...]:
    for sign, names in _SIGNS:
        if keys and sign.search(keys[-1]):
            return names
    return ()


def is_none_of_ours(text: str) -> bool:
    """True of a heading that is known and names no column of a plan: a scope, a date of entry."""
    keys = _wordings(text)
    return any(not names and sign.search(keys[-1]) for sign, names in _SIGNS if keys)


def column_fields(header: Sequence[str], headings: Headings = None) -> dict[int, str]:
    """The field that each known column of a header holds, by place; unknown columns are absent.

    A field stands once, under the plainest of its headings ("Recommendation" before "Finding"). A
    heading that could mean two fields ("Lead agency", "Completion date") takes the one that no
    other heading has taken. Raises ValueError for a field we do not have.
    """
    added = added_wordings(headings or {})
    offers = {place: offer_of(text, added) for place, text in enumerate(header)}
    fields: dict[int, str] = {}
    for place in sorted(offers, key=lambda at: (offers[at][0], len(offers[at][1]), at)):
        free = [name for name in offers[place][1] if name not in fields.values()]
        if free:
            fields[place] = free[0]
    return fields


def also_told(header: Sequence[str], fields: Mapping[int, str]) -> dict[str, int]:
    """The fields that have no column of their own and stand in another's: "Progress and RAG"."""
    also: dict[str, int] = {}
    for place, own in fields.items():
        for part in _JOINS.split(_ASIDES.sub(" ", header[place])):
            names = _EXACT.get(heading_key(part), (0, ()))[1]
            for name in names[:1]:
                if name in _TOLD_BESIDE and name != own and name not in fields.values():
                    also.setdefault(name, place)
    return also


def added_wordings(headings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The field of each wording that a board adds. Raises ValueError for a field we have not."""
    unknown = unknown_fields(headings)
    if unknown:
        raise ValueError(unknown)
    return {heading_key(text): name for name, texts in headings.items() for text in texts}


def unknown_fields(headings: Mapping[str, object]) -> str:
    """The sentence that says which of a board's [headings] are no columns of a plan, or ""."""
    unknown = sorted(set(headings) - set(SYNONYMS))
    known = ", ".join(SYNONYMS)
    return (
        f"[headings] names {', '.join(unknown)}; the columns of a plan are {known}."
        if unknown
        else ""
    )


def is_header(cells: Sequence[str], headings: Headings = None, *, again: bool = False) -> bool:
    """True of a row that heads a plan's table: what is to be done, and by whom or when.

    Known wordings are enough; where signs must help, three fields and half of the cells are needed
    (four without any known wording), and below a heading row (`again`) all of them, and no
    cell that is none of ours has a figure.
    """
    if any(text.isdigit() or len(text) > LONGEST_BESIDE for text in cells):
        return False
    added = added_wordings(headings or {})
    if again and not added and sum(map(_opens_a_heading, cells)) < 2:  # noqa: PLR2004
        return False
    said = [text for text in cells if text.strip()]
    plain = [text for text in said if _is_known(text, added)]
    if again and not plain:
        return False
    if _heads(column_fields(plain, headings)):
        return True
    if any(_FIGURES.search(text) and not offer_of(text, added)[1] for text in said):
        return False
    fields = column_fields(said, headings)
    enough = len(said) if again else max(FEWEST if plain else FEWEST + 1, 0.5 * len(said))
    return _heads(fields) and len(fields) >= enough


def may_head(cells: Sequence[str], headings: Headings = None) -> bool:
    """True of a row that heads the table of a grid in which no row is plainly a header.

    Three fields are then enough, whatever else stands in the row.
    """
    if any(text.isdigit() or len(text) > LONGEST_BESIDE for text in cells):
        return False
    fields = column_fields(cells, headings)
    return _heads(fields) and len(fields) >= FEWEST


def _opens_a_heading(text: str) -> bool:
    """False of most texts that are no heading, at little cost."""
    return text[:12].lstrip().partition(" ")[0].lower().rstrip(".:s") in _OPENINGS


def _heads(fields: Mapping[int, str]) -> bool:
    found = set(fields.values())
    return bool(found & _DESCRIBES) and (bool(found & _ANSWERS) or found >= _DESCRIBES)
