"""What in a plan's cell may name a person: a plan names posts.

Only a warning rests on it, so it says what is likely and flags no post: a title and a name, a
common first name and a surname, an initial and one, an address, and initials where they stand for
no words. Where a post is expected, so are two capitalised words that no post or service is made of.
"""

from __future__ import annotations

import re

from models.rules.plan_first_names import FIRST_NAMES
from models.rules.plan_offices import AGENCIES, ORGANISATION_WORDS, POST_WORDS, singular
from models.rules.plan_ordinary_words import ORDINARY_WORDS, PLACES, TITLES

_INITIALS = r"[A-Z]\.?\s?[A-Z]\.?(?:\s?[A-Z]\.)?"
_BRACKETED = re.compile(rf"[(\[]\s*({_INITIALS}(?:\s?[/,&]\s?{_INITIALS})*)\s*[)\]]")
# A surname, and no letter that stands for one in a review: \u2018Mr D\u2019.
_NAME = r"[A-Z](?:[a-z\u2019'\-]*[a-z]|[\u2019'][A-Z][a-z]+)"
_BEFORE_A_NAME = re.compile(rf"\b([A-Z][a-z]+)(?=\.?\s+(?:[A-Z]\.?\s+)?({_NAME}))")
# What none of the rules could find anything without: most texts are told by it at little cost.
# It begins with one set of characters, which the engine of `re` looks for before all else.
_MAY_NAME = re.compile(
    r"[A-Z(\[@0](?:(?<=[(\[@])|(?<=0)\d\d"
    r"|(?<=[A-Z])(?<![A-Za-z][A-Z])[a-z]*(?=\.?\s+(?:[A-Z]\.?\s+)?[A-Z][a-z\u2019'\-]))"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_TELEPHONE = re.compile(r"0(?<!\d0)\d{2,4}[ -]?\d{3}[ -]?\d{3,4}(?!\d)")
_KNOWN_WORDS = ORDINARY_WORDS | AGENCIES
_ABBREVIATIONS = frozenset(
    """AD AP BM CE CP CQ DC DI DN DS ED EH FE GP HE HR HT HV IT LA MD PC QA RE SM SW TM UK EU VP
    """.split()  # noqa: SIM905
)
_LONE_INITIALS = re.compile(r"[A-Z]\.\s?[A-Z]\.?(?:\s?[A-Z]\.?)?|[A-Z] ?[A-Z]")
_SURNAME = r"[A-Z][a-z\u2019'\-]+"
_INITIAL_AND_NAME = re.compile(rf"(?:[A-Z]\.\s?){{1,2}}{_SURNAME}|[A-Z] {_SURNAME}")
_NAME_AND_INITIAL = re.compile(r"([A-Z][a-z]+) [A-Z]\.?")
_INITIAL_IN_PROSE = re.compile(rf"(?<![\w.])(?:[A-Z]\.|[B-HJ-WYZ])\s({_SURNAME})")
# What a letter is the number of: "appendix B Housing", "family K Review".
_LETTERED = frozenset(
    """adult annex appendix area baby block case category child family figure form group level
    option part phase plan point question section sibling stage standard table theme tier type
    unit vitamin ward""".split()  # noqa: SIM905 - words read best as words
)
_FULL_NAME = re.compile(rf"{_SURNAME}(?:[ -]{_SURNAME}){{1,2}}")
_ASIDE = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_SMALL = frozenset(["of", "and", "the", "for", "to", "in", "on", "at", "a", "an", "with", "by"])
NEAR = 80  # how far back a word may stand that belongs to an abbreviation


def personal_data(text: str) -> str:
    """The first text of a cell that may name a person; "" where none does.

    Initials in brackets that stand for the words before them are an abbreviation, and no one's.
    """
    if not _MAY_NAME.search(text):
        return ""
    for match in _BRACKETED.finditer(text):
        if _are_initials(match[1], text[: match.start()]):
            return match[0]
    found = (_MAIL.search(text) if "@" in text else None) or _TELEPHONE.search(text)
    return found[0] if found else _person(text) or _with_initial(text)


def named_as_lead(name: str) -> str:
    """The initials or the name that stand where a post is expected; "" for a post or an agency."""
    beside: list[str] = _ASIDE.findall(name)
    parts: list[str] = re.split(r"\s*[/,&;\u2013]\s*|\s+(?:and|-)\s+", name)
    for part in (*parts, *beside):
        bare = part.strip(" .()")
        if _FULL_NAME.fullmatch(bare) and not any(map(_is_ordinary, bare.split())):
            return bare
        named = _NAME_AND_INITIAL.fullmatch(bare)
        if named and named[1] in FIRST_NAMES:
            return bare
        if _INITIAL_AND_NAME.fullmatch(bare) and not _is_ordinary(bare.split()[-1]):
            return part
        if _LONE_INITIALS.fullmatch(part.strip(" ()")) and _letters(part) not in _ABBREVIATIONS:
            return part
    return ""


def _person(text: str) -> str:
    """A title or a first name, and the name after it, unless a place or a post is named so."""
    for match in _BEFORE_A_NAME.finditer(text):
        word, name = match.groups()
        if word in TITLES or (word in FIRST_NAMES and not _is_place(name)):
            before, after = text[: match.start()], next(iter(text[match.end(2) :].split()), "")
            if not before.endswith(("St ", "St. ")) and not _is_place(after):
                return text[match.start() : match.end(2)]
    return ""


def _with_initial(text: str) -> str:
    """An initial and the surname after it, where no word before it has the letter for a number."""
    for match in _INITIAL_IN_PROSE.finditer(text):
        before = text[max(0, match.start() - NEAR) : match.start()].rstrip()
        last = before.rpartition(" ")[2].rpartition("\n")[2]
        begins = not last or last[-1] in ".,;:(-\u2013"
        follows = last[:1].islower() and singular(last) not in _LETTERED
        if (begins or follows) and not _is_ordinary(match[1]):
            return match[0]
    return ""


def _is_ordinary(word: str) -> bool:
    """True of a word that posts, services, places and agencies are named by."""
    low = word.lower().removesuffix("'s").removesuffix("\u2019s")
    known = {singular(low), *low.split("-")}
    return _is_place(word) or not known.isdisjoint(_KNOWN_WORDS)


def _is_place(word: str) -> bool:
    return word.strip(".,;:)\u2019'").lower() in PLACES or _is_post(word)


def _is_post(text: str) -> bool:
    words = {word.lower() for word in re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", text)}
    words |= set(map(singular, words))
    return bool(words & POST_WORDS or words & ORGANISATION_WORDS)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


def _are_initials(said: str, before: str) -> bool:
    """True of letters in brackets that neither a word before them nor common use explains."""
    letters = [_letters(part) for part in re.split(r"[/,&]", said)]
    return not any(one in _ABBREVIATIONS or _abbreviates(one, before) for one in letters)


def _abbreviates(letters: str, before: str) -> bool:
    """True where the letters begin words that stand just before them."""
    words = [
        word
        for word in re.findall(r"[A-Za-z]+", before[-NEAR:].replace("\u2019s", ""))
        if word not in _SMALL
    ]
    initials = "".join(word[0].upper() for word in words[-len(letters) - 1 :])
    return letters in initials
