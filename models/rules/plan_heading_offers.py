"""What a single heading says: the column of a plan that its words name, and how plainly.

The wordings stand in `plan_synonyms`, the signs in `plan_heading_signs`. A heading takes the field
that its words name; where no wording fits, the first sign in it does; else it is none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from models.rules.plan_heading_signs import EITHER, SIGNS, STAND_INS
from models.rules.plan_synonyms import SYNONYMS

NOT_OURS = "extra"
"""Under this name a board lists the headings that are none of a plan's columns."""
COLUMNS = (*SYNONYMS, NOT_OURS)
LONGEST_HEADING = 80
LONGEST_BESIDE = 200
# How plainly a heading says it: a board's own word, the last of our wordings, a mere sign.
SURE, LAST, BY_SIGN = 0, 999, 1_000
TOLD_BESIDE = ("lead", "date", "revised", "completed", "status", "progress", "rag")
ASIDES = re.compile(r"\([^)]*\)?|\[[^\]]*\]|[\"\u201c\u201d*][^\"\u201c\u201d*]*[\"\u201c\u201d*]")
JOINS = re.compile(r"\band\b|[/&+,\n]", re.IGNORECASE)
_BRACKET_S = re.compile(r"\(\s*(?:e|ie)?s\s*\)")
_ENDS = re.compile(r"\s[-\u2013\u2014]\s|[:;?\n]|\b(?:i\.?e|e\.?g)\.")
_YES_NO = re.compile(r"\W+(?:y\W?n|yes\W+no)\b")
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}|[a-h])[.)]\s+")
_ORDINAL = re.compile(r"^(?:\d(?:st|nd|rd|th)|first|second|third)\b|(?:\bno )?\b\d$")
_NOT_WORDS = re.compile(r"[^a-z0-9#\u00c0-\u017f]+")
# An aside that says which of several dates a column has: "Timescale (revised)".
_WHICH_DATE = re.compile(
    r"\(\s*(?:as |if |date |where )?(?:original|initial|revised|amended|extended|new|current|latest"
    r"|actual|completed|achieved)(?!\w*[ )]*(?:/|or\b|and\b))"
)


def heading_key(text: str) -> str:
    """A heading as it is compared: lower case, words alone, in the singular."""
    words = _NOT_WORDS.sub(" ", _BRACKET_S.sub("", text.lower())).split()
    return " ".join(map(_singular, words))


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us")):  # noqa: PLR2004 - as, KPI, its
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


@cache
def _exact() -> dict[str, tuple[int, tuple[str, ...]]]:
    """Each known wording with how plainly it says which fields it may mean."""
    known = {
        heading_key(said): (rank, (name,))
        for name, wordings in SYNONYMS.items()
        for rank, said in enumerate(wordings, 1)
    }
    known |= dict.fromkeys(map(heading_key, STAND_INS), (LAST, ("recommendation",)))
    either = {heading_key(said): names for said, names in EITHER.items()}
    return known | {
        key: (known[key][0] if key in known else LAST, names) for key, names in either.items()
    }


def opening_of(text: str) -> str:
    """The first word of a text, as far as it tells most of a plan's texts from a heading."""
    return text[:12].lstrip().partition(" ")[0].lower().rstrip(".:").removesuffix("s")


OPENINGS = frozenset(
    opening_of(said)
    for said in (*EITHER, *STAND_INS, *(one for wordings in SYNONYMS.values() for one in wordings))
)


@cache
def _signs() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((re.compile(rf"(?<!\w)(?:{sign})(?!\w)"), names) for sign, names in SIGNS)


@lru_cache(maxsize=4096)
def _wordings(text: str) -> tuple[str, ...]:
    """The keys under which a heading is looked up: whole, without asides, up to its first pause.

    An aside that says which date is meant belongs to the heading; the number of
    a revised date does not.
    """
    bare = _YES_NO.sub("", _NUMBERED.sub("", text.lower()))
    keys = [heading_key(bare)]
    if not _WHICH_DATE.search(bare):
        without = ASIDES.sub(" ", _BRACKET_S.sub("", bare))
        keys += [heading_key(without), heading_key(_ENDS.split(without.strip())[0])]
        bare = heading_key(_ORDINAL.sub(" ", keys[-1]))
        keys += [bare] if exact_fields(bare) == ("revised",) else []
    return tuple(dict.fromkeys(key for key in keys if key and len(key) <= LONGEST_HEADING))


def offer_of(text: str, added: Mapping[str, str]) -> tuple[int, tuple[str, ...]]:
    """The fields that a heading may mean, the likeliest first, and how plainly it says so."""
    if len(text) > LONGEST_BESIDE or "%" in text:
        return BY_SIGN, ()
    for key in _wordings(text) if added else ():
        if key in added:
            return SURE, () if added[key] == NOT_OURS else (added[key],)
    return _offered(text)


@lru_cache(maxsize=4096)
def _offered(text: str) -> tuple[int, tuple[str, ...]]:
    """What a heading may mean where no board has words of its own for it."""
    keys = _wordings(text)
    found = next((_exact()[key] for key in keys if key in _exact()), None)
    return found or _compound(text) or (BY_SIGN, _by_sign(keys))


def is_guess(text: str, added: Mapping[str, str]) -> bool:
    """True of a heading that was told by a sign, or that may be the date due or the date done."""
    rank, names = offer_of(text, added)
    return rank == BY_SIGN or set(names) == {"date", "completed"}


def is_known(text: str, added: Mapping[str, str]) -> bool:
    """True of a heading that names its field in so many words."""
    return offer_of(text, added)[0] < BY_SIGN


def _compound(text: str) -> tuple[int, tuple[str, ...]] | None:
    """The fields of a heading that joins several wordings: "Who / when", "Lead and timescale"."""
    if len(text) > LONGEST_HEADING:
        return None
    bare = _YES_NO.sub("", ASIDES.sub(" ", text.lower()))
    parts = [heading_key(part) for part in JOINS.split(bare)]
    known = [_exact()[part][1][0] for part in parts if part in _exact()]
    if len(known) < 2 or len(known) != sum(map(bool, parts)):  # noqa: PLR2004 - a join is of two
        return None
    prose = [name for name in known if name not in TOLD_BESIDE and name != "number"]
    return LAST, tuple(dict.fromkeys(prose or known))


@lru_cache(maxsize=4096)
def _by_sign(keys: tuple[str, ...]) -> tuple[str, ...]:
    for sign, names in _signs():
        if keys and sign.search(keys[-1]):
            return names
    return ()


def is_none_of_ours(text: str, added: Mapping[str, str]) -> bool:
    """True of a heading that is known and names no column of a plan: a scope, a date of entry."""
    keys = _wordings(text)
    signed = any(not names and sign.search(keys[-1]) for sign, names in _signs() if keys)
    return signed or any(added.get(key) == NOT_OURS for key in keys)


@cache
def _stand_ins() -> frozenset[str]:
    return frozenset(map(heading_key, STAND_INS))


def stands_in(text: str, added: Mapping[str, str]) -> bool:
    """True of a heading that is the recommendation only where no other one names it."""
    keys = _wordings(text)
    return not added.keys() & set(keys) and not _stand_ins().isdisjoint(keys)


def laid_aside(header: Sequence[str], added: Mapping[str, str]) -> frozenset[int]:
    """The places of a standard and the like, where another heading says what was found."""
    says = [at for at, text in enumerate(header) if offer_of(text, added)[1] == ("recommendation",)]
    aside = [at for at in says if stands_in(header[at], added)]
    return frozenset(aside if len(aside) < len(says) else ())


def exact_fields(text: str) -> tuple[str, ...]:
    """The fields that a text names in so many words, as it stands."""
    known = _exact().get(heading_key(text))
    return known[1] if known else ()


def added_wordings(headings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The field of each wording that a board adds. Raises ValueError for a field we have not."""
    unknown = unknown_fields(headings)
    if unknown:
        raise ValueError(unknown)
    return {heading_key(text): name for name, texts in headings.items() for text in texts}


def unknown_fields(headings: Mapping[str, object]) -> str:
    """The sentence that says which of a board's [headings] are no columns of a plan, or ""."""
    unknown = sorted(set(headings) - set(COLUMNS))
    known = ", ".join(COLUMNS)
    return (
        f"[headings] names {', '.join(unknown)}; the columns of a plan are {known}."
        if unknown
        else ""
    )
