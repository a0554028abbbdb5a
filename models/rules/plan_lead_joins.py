"""The two sides of an "and" in a lead cell: two posts with what they share, or one post's name.

Each rule takes the left side and the right and returns two posts, or nothing; the first that
returns any holds. Source: procedure, "Dates as plans write them"; a post is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from models.rules.plan_offices import (
    OPENING_WORDS,
    QUALIFIERS,
    OfficeWords,
    is_abbreviation,
    singular,
    words_in,
)

_JOIN = re.compile(r",?\s+(?:&|\+|and)\s+", re.IGNORECASE)
# A title and the word that it is of: no "of", and no college's letters.
_BEGUN = re.compile(r"[\w-]+ (?!(?:of|for|in|at|to)\b|[A-Z]{2})[\w(]")
_TAIL = re.compile(r"(?:, | (?:for|of|in|at) ).*")
_SHARES_ITS_TITLE = frozenset({"designated", "named"})
Pair = tuple[str, str]


def at_joins(part: str, offices: OfficeWords) -> list[str]:
    """The posts that joins part, from the left; the text itself where none does."""
    for left, right, join in joins_of(part):
        for rule in RULES:
            pair = rule(left, right, join, offices)
            if pair:
                return [pair[0], *at_joins(pair[1], offices)]
    return [part]


def joins_of(part: str) -> Iterator[tuple[str, str, str]]:
    """Both sides of each join that stands outside brackets, and the join."""
    for join in _JOIN.finditer(part):
        left = part[: join.start()]
        if left.count("(") <= left.count(")"):
            yield left, part[join.end() :], join[0].strip(" ,").lower()


def _agencies_of_one(left: str, right: str, _join: str, offices: OfficeWords) -> Pair | None:
    """ "Commissioning, North PCT & South Trust": what is before the comma is each agency's."""
    head, comma, tail = left.rpartition(", ")
    if not comma or offices.is_post(head) or offices.is_post(right):
        return None
    if not (offices.is_organisation(tail) and offices.is_organisation(right)):
        return None
    return left, f"{head}, {right}"


def _one_office(left: str, right: str, _join: str, offices: OfficeWords) -> Pair | None:
    """ "Designated and Named Nurse": the office is each title's."""
    words = words_in(left)
    if not words or not all(word in QUALIFIERS for word in words) or not offices.is_post(right):
        return None
    first, _, rest = right.partition(" ")
    if first.lower() not in QUALIFIERS or not offices.is_post(rest):
        return None
    return f"{left} {rest}", right


def _one_title(left: str, right: str, _join: str, offices: OfficeWords) -> Pair | None:
    """ "Designated Doctor and Nurse": the title is each office's, and so is what follows."""
    title, _, office = left.partition(" ")
    first = words_in(right)[:1]
    tail = _TAIL.search(right)
    bare = right[: tail.start()] if tail else right
    if title.lower() not in _SHARES_ITS_TITLE or not offices.is_post(office):
        return None
    if len(words_in(bare)) != 1 or first[0] in OPENING_WORDS or not offices.is_office(first[0]):
        return None
    shared = tail[0] if tail and not _TAIL.search(office) else ""
    return f"{left}{shared}", f"{title} {right}"


def _one_subject(left: str, right: str, _join: str, offices: OfficeWords) -> Pair | None:
    """ "Director and Deputy Director of Nursing": what follows the office is each one's.

    Where the right side begins with the office, as "Matron and Matron of Audit", it is its own.
    """
    words, tail = words_in(left), _TAIL.search(right)
    if tail is None or not words or not offices.is_office(words[-1]):
        return None
    if words[-1] not in words_in(right[: tail.start()])[1:]:
        return None
    return f"{left}{tail[0]}", right


def _name_with_and(left: str, right: str, _join: str, offices: OfficeWords) -> Pair | None:
    """ "Strategic Lead and Learning and Development Manager": the second's own name has an "and".

    The first ends with its office, so that what stands before the next "and" is none of it.
    """
    ends = offices.is_office("".join(words_in(left)[-1:]))
    begun = re.split(r"\s+(?:&|and)\s+", right)[0]
    return (left, right) if ends and not offices.is_post(begun) and offices.is_post(right) else None


def _two_posts(left: str, right: str, join: str, offices: OfficeWords) -> Pair | None:
    """A word for an office on each side; a comma after the second may end what both share."""
    opening = re.split(r", |\s+(?:&|and)\s+", right)[0]
    if not offices.is_post(opening):
        return None
    if not (is_whole(left, offices) or (is_abbreviation(left) and is_alone(right, join, offices))):
        return None
    shared = right.partition(", ")[2]
    needs = join == "and" and ", " not in left and _is_of_both(shared, offices)
    return (f"{left}, {shared}" if needs else left), right


def is_whole(left: str, offices: OfficeWords) -> bool:
    """True of a post that needs no more: "Principal Child" waits for "and Family Social Worker"."""
    words = words_in(left)
    begun = len(words) > 1 and words[0] in QUALIFIERS and _BEGUN.match(left)
    return any(map(offices.is_office, words[1:] if begun else words))


def _is_of_both(shared: str, offices: OfficeWords) -> bool:
    """True of the agency of two posts, which follows the second: "..., Harbour Trust Plus"."""
    return not offices.is_post(shared) and (
        offices.is_organisation(shared) or offices.is_agency(shared)
    )


def is_alone(right: str, join: str, offices: OfficeWords) -> bool:
    """True where the words after an abbreviation are a post by themselves."""
    words = words_in(right)
    many = join == "&" and words[-1].endswith("s")
    return bool(words) and (words[0] in OPENING_WORDS or many or offices.is_office(words[0]))


RULES: tuple[Callable[[str, str, str, OfficeWords], Pair | None], ...] = (
    _agencies_of_one,
    _one_office,
    _one_title,
    _one_subject,
    _name_with_and,
    _two_posts,
)


def in_brackets(post: str, offices: OfficeWords) -> list[str]:
    """ "Heads of Service (North and South)" are two posts; of one head it is not known."""
    match = re.fullmatch(r"([^()]*[^()\s])\s*\(([^()]*?)\s+(?:&|and)\s+([^()]*)\)", post)
    many = match and next(
        (word for word in re.findall(r"[A-Za-z-]+", match[1]) if _is_many(word, offices)), ""
    )
    if not match or not many:
        return [post]
    one = match[1].replace(many, singular(many), 1)
    return [f"{one} ({part})" for part in (*match[2].split(", "), match[3])]


def _is_many(word: str, offices: OfficeWords) -> bool:
    low = word.lower()
    return singular(low) != low and low not in offices.posts and offices.is_office(low)
