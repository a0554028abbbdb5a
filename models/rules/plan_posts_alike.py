"""Posts whose names are nearly equal: listed for a person to merge, and merged by nobody else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from models.rules.contacts import match_key
from models.rules.plan_offices import singular

_WORD = re.compile(r"[^\W_]+(?:[\u2019'][^\W_]+)?")
_SMALL = frozenset(["of", "the", "for", "to", "in", "on", "at", "a", "an", "and"])
# Words that a post's name has or has not, and is the same post.
_BESIDE = frozenset(["team", "service", "unit", "post", "officer", "lead"])
_SHORT = {
    "asst": "assistant", "assoc": "associate", "dep": "deputy", "det": "detective",
    "dir": "director", "exec": "executive", "insp": "inspector", "mgr": "manager",
    "mgt": "management", "mgmt": "management", "ofcr": "officer", "rep": "representative",
    "sgt": "sergeant", "snr": "senior", "supt": "superintendent", "dept": "department",
    "coord": "coordinator", "svc": "service", "hth": "health",
}  # fmt: skip
_SHORTEST_SLIP = 5
_LIKENESS = 0.84
LONGEST_NAME = 200  # a longer one is prose
_LONGEST_RUN = 9  # of words that letters stand for, the small ones counted
_LARGEST_GROUP = 200  # that many names which differ in one word differ by meaning
_SAME = "they differ in case or signs only"


@dataclass(frozen=True, slots=True)
class AlikePosts:
    """Two names that may be one post's, in the order in which they were given, and what differs."""

    first: str
    second: str
    reason: str
    is_one: bool


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    place: int
    key: str
    said: tuple[str, ...]
    words: tuple[str, ...]


Rule = tuple[str, Callable[[_Name], Iterable[Hashable]], Callable[[_Name, _Name], bool]]


def nearly_equal_posts(names: Iterable[str]) -> tuple[AlikePosts, ...]:
    """The pairs of names that differ in little, each once with its reason, in the order given.

    `is_one` where the register takes both for one post already: case and signs. Names are compared
    in small groups that share nearly all of their words, never each with each.
    """
    short = (text for text in dict.fromkeys(names) if len(text) <= LONGEST_NAME)
    known = [_name(text, place) for place, text in enumerate(short)]
    found: dict[tuple[int, int], str] = {}
    for reason, keys_of, holds in _rules(known):
        for one, other in _sharing(known, keys_of):
            if holds(one, other):
                found.setdefault((one.place, other.place), reason)
    texts = [name.text for name in known]
    return tuple(
        AlikePosts(texts[first], texts[second], reason, is_one=reason == _SAME)
        for (first, second), reason in sorted(found.items())
    )


def _rules(known: Sequence[_Name]) -> tuple[Rule, ...]:
    """Why two names are alike, the first that holds: the key they share, and what else is asked."""
    capitals = {word for name in known for word in name.said if _is_abbreviation(word)}
    letters = frozenset(map(str.lower, capitals))
    return (
        (_SAME, lambda name: [name.key], _always),
        ("they differ in a plural or in small words", lambda name: [name.words], _always),
        ("they have the same words in another order", _in_any_order, _always),
        ("one has the first letters of what the other spells out",
         lambda name: _abbreviated(name, letters), _has_letters_of),
        ("a word is spelt in two ways", _with_one_left_out, _is_slip),
        ("one has a word more that may go without saying", _without_beside, _one_word_more),
    )  # fmt: skip


def _name(text: str, place: int) -> _Name:
    said = tuple(word.replace("\u2019", "'") for word in _WORD.findall(text))
    words = (_SHORT.get(word, word) for word in map(str.lower, said))
    kept = tuple(singular(word.replace("'", "")) for word in words if word not in _SMALL)
    return _Name(text, place, match_key(text), said, kept)


def _sharing(
    names: Sequence[_Name], keys_of: Callable[[_Name], Iterable[Hashable]]
) -> Iterator[tuple[_Name, _Name]]:
    """Every two names that have a key in common."""
    groups: dict[Hashable, dict[int, _Name]] = defaultdict(dict)
    for name in names:
        for key in keys_of(name):
            groups[key][name.place] = name
    for group in groups.values():
        if len(group) <= _LARGEST_GROUP:
            yield from combinations(group.values(), 2)


def _in_any_order(name: _Name) -> Iterator[Hashable]:
    yield tuple(sorted(name.words))


def _with_one_left_out(name: _Name) -> Iterator[Hashable]:
    for at in range(len(name.words)):
        yield at, (*name.words[:at], *name.words[at + 1 :])


def _is_slip(one: _Name, other: _Name) -> bool:
    """True of two names in which one word of each differs, by a letter or two."""
    pairs = [(a, b) for a, b in zip(one.words, other.words, strict=True) if a != b]
    return len(pairs) == 1 and _alike(*pairs[0])


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_SLIP or not (one.isalpha() and other.isalpha()):
        return False
    return SequenceMatcher(None, one, other).ratio() >= _LIKENESS


def _abbreviated(name: _Name, letters: frozenset[str]) -> Iterator[Hashable]:
    """The name, and the name with each run of its words as their letters, where some name has them.

    Letters are taken with the small words and without: HoS, DCS.
    """
    if not letters:
        return
    low = [word.lower().replace("'s", "") for word in name.said]
    yield _together(low)
    for start in range(len(low)):
        for end in range(start + 2, min(len(low), start + _LONGEST_RUN) + 1):
            run = low[start:end]
            for short in {_initials(run), _initials(w for w in run if w not in _SMALL)} & letters:
                yield _together([*low[:start], short, *low[end:]])


def _together(words: Iterable[str]) -> str:
    return "".join(word for word in words if word not in _SMALL)


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)


def _is_abbreviation(word: str) -> bool:
    return sum(map(str.isupper, word)) > 1


def _has_letters_of(one: _Name, other: _Name) -> bool:
    """True where one name has in capitals what the other spells out."""
    short, long = sorted((one, other), key=lambda name: len(name.said))
    spelt = {word.lower() for word in long.said}
    return any(_is_abbreviation(word) and word.lower() not in spelt for word in short.said)


def _without_beside(name: _Name) -> Iterator[Hashable]:
    yield name.words
    for at, word in enumerate(name.words):
        if word in _BESIDE:
            yield (*name.words[:at], *name.words[at + 1 :])


def _one_word_more(one: _Name, other: _Name) -> bool:
    return abs(len(one.words) - len(other.words)) == 1


def _always(_one: _Name, _other: _Name) -> bool:
    return True
