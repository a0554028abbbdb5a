"""Which row of a newer plan is which action of the register: by reference, by words, or in doubt.

Numbers move, rows are put in the middle, sentences are mended. A row that could be two actions is
said, not guessed (source: interface, "References": given once, never changed or reused).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

_WORD = re.compile(r"\w+")
# The share of words that both have is enough, or enough for a doubt; a number that is the same, in
# the same section, counts as so much of it where numbers have not moved, and less than the last is
# no likeness at all.
ALIKE, DOUBTED, NUMBERED, UNLIKE = 0.85, 0.7, 0.4, 0.3
CLEARLY = 0.1
RARE, NEAREST = 12, 6


@dataclass(frozen=True)
class Words:
    """What a row or an action is recognised by; `reference` is without the review's."""

    reference: str
    number: str
    section: str
    recommendation: str
    actions: tuple[str, ...]
    leads: tuple[str, ...] = ()
    date: str = ""

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The words of the recommendation and the actions, in order."""
        return (*_words(self.recommendation), "|", *_words(" ".join(self.actions)))

    @cached_property
    def counted(self) -> Counter[str]:
        """How often each word stands there."""
        return Counter(self.said)

    @cached_property
    def post(self) -> tuple[str, ...]:
        """The words of the leads."""
        return _words(" ".join(self.leads))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may be one of several actions, by their places; a person settles which."""

    row: int
    actions: tuple[int, ...]


@dataclass(slots=True)
class Matching:
    """Rows and actions by their places: which are one, which are new, gone or in doubt."""

    pairs: dict[int, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


Key = Callable[[Words], Hashable]
Near = dict[int, list[tuple[float, int]]]
# From the plainest likeness to the faintest; the first under which a row is one action holds.
ALL_SAID: tuple[Key, ...] = (
    lambda w: (w.said, w.number, w.section, w.post, w.date),
    lambda w: (w.said, w.number, w.section, w.post),
    lambda w: (w.said, w.section, w.post, w.date),
    lambda w: (w.said, w.number, w.section, w.date),
    lambda w: (w.said, w.section, w.post),
    lambda w: (w.said, w.number, w.section),
    lambda w: (w.said, w.post),
    lambda w: w.said,
)


def match(actions: Sequence[Words], rows: Sequence[Words], new: Collection[int] = ()) -> Matching:
    """Each row of the newer plan with the action it is, where that is plain.

    `new` are the rows, by their places, of which a person has said that they are no action yet.
    """
    found = _Search(actions, rows, new)
    found.same(lambda w: w.reference or None)
    for key in ALL_SAID:
        found.same(key)
    twins = found.twins()
    found.alike(twins)
    return found.matching(twins)


class _Search:
    """A matching under way: the places of the actions and rows that are still alone."""

    def __init__(
        self, actions: Sequence[Words], rows: Sequence[Words], new: Collection[int]
    ) -> None:
        self.actions, self.rows, self.new = actions, rows, new
        self.of_actions = dict.fromkeys(range(len(actions)))
        self.of_rows = dict.fromkeys(row for row in range(len(rows)) if row not in new)
        self.pairs: dict[int, int] = {}
        self.doubts: dict[int, tuple[int, ...]] = {}

    def pair(self, row: int, action: int) -> None:
        self.pairs[row] = action
        del self.of_rows[row], self.of_actions[action]

    def same(self, key: Key) -> None:
        """Pair what is alone on both sides under a key that is the same."""
        actions, rows = _by(key, self.actions, self.of_actions), _by(key, self.rows, self.of_rows)
        for value, places in rows.items():
            others = actions.get(value, ())
            if value is None or len(places) != len(others):
                continue
            # Where nothing at all tells them apart it does not matter which of them is which.
            if len(places) == 1 or key is ALL_SAID[0]:
                for place, other in zip(places, others, strict=True):
                    self.pair(place, other)

    def twins(self) -> dict[int, tuple[int, ...]]:
        """Rows of which several actions have all the words, and nothing tells them apart."""
        actions = _by(lambda w: w.said, self.actions, self.of_actions)
        rows = ((row, tuple(actions.get(self.rows[row].said, ()))) for row in self.of_rows)
        return {row: others for row, others in rows if others}

    def alike(self, apart: Collection[int]) -> None:
        """Pair what is most alike on both sides, by a clear distance; what is not is in doubt."""
        near = self._left(self._near([row for row in self.of_rows if row not in apart]))
        while plain := tuple(_plain(near)):
            for row, action in plain:
                self.pair(row, action)
            near = self._left(near)
        for row, options in near.items():
            score = options[0][0]
            if score >= DOUBTED:
                self.doubts[row] = tuple(a for s, a in options if s >= score - CLEARLY)

    def _left(self, near: Near) -> Near:
        """What is near, of the rows and actions that are still alone."""
        left = (
            (row, [option for option in options if option[1] in self.of_actions])
            for row, options in near.items()
            if row in self.of_rows
        )
        return {row: options for row, options in left if options}

    def _numbered_alike(self, row: int, action: int) -> bool:
        one, other = self.rows[row], self.actions[action]
        return bool(one.number) and (one.number, one.section) == (other.number, other.section)

    def _unmoved(self) -> float:
        """The share of what was found by its words that kept its number: so far numbers count."""
        kept = [self._numbered_alike(row, action) for row, action in self.pairs.items()]
        return sum(kept) / len(kept) if kept else 1.0

    def _near(self, rows: Iterable[int]) -> Near:
        """For each row the actions that share its rarer words or its number, nearest first."""
        holds: dict[str, list[int]] = defaultdict(list)
        named = [action for action in self.of_actions if self.actions[action].number]
        numbered = _by(lambda w: (w.number, w.section), self.actions, named)
        for action in self.of_actions:
            for word in self.actions[action].counted:
                holds[word].append(action)
        counts = NUMBERED * self._unmoved()
        near: Near = {}
        for row in rows:
            words = self.rows[row]
            beside = numbered.get((words.number, words.section), ())
            places = dict.fromkeys((*beside, *_sharing(words, holds)))
            likely = ((_likeness(words, self.actions[action]), action) for action in places)
            options = [
                (score + counts * self._numbered_alike(row, action), action)
                for score, action in likely
                if score >= UNLIKE
            ]
            options.sort(key=lambda option: (-option[0], option[1]))
            near[row] = options
        return near

    def matching(self, twins: dict[int, tuple[int, ...]]) -> Matching:
        doubts = {**self.doubts, **twins}
        held = {action for actions in doubts.values() for action in actions}
        return Matching(
            pairs=self.pairs,
            doubts=[
                Doubt(row, tuple(a for a in actions if a in self.of_actions) or actions)
                for row, actions in sorted(doubts.items())
            ],
            added=sorted({*(row for row in self.of_rows if row not in doubts), *self.new}),
            gone=[action for action in self.of_actions if action not in held],
        )


def _plain(near: Near) -> Iterator[tuple[int, int]]:
    """Rows and actions that are alike, and neither of the two nearly so to any other."""
    rows_of: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for row, options in near.items():
        for score, action in options:
            rows_of[action].append((score, row))
    for row, options in near.items():
        score, action = options[0]
        rivals = [other for other, at in rows_of[action] if at != row]
        rivals += [other for other, _ in options[1:]]
        if score >= ALIKE and score - max(rivals, default=0.0) >= CLEARLY:
            yield row, action


def _by(key: Key, words: Sequence[Words], places: Iterable[int]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        found[key(words[place])].append(place)
    return found


def _sharing(words: Words, holds: dict[str, list[int]]) -> Iterator[int]:
    """The few actions that share most of the rarest words."""
    rarest = sorted((w for w in words.counted if w in holds), key=lambda w: len(holds[w]))
    shared = Counter(a for word in rarest[:RARE] for a in holds[word][:200])
    return (action for action, _ in shared.most_common(NEAREST))


def _likeness(one: Words, other: Words) -> float:
    """The share of words that both have, from 0 to 1."""
    both = (one.counted & other.counted).total()
    return 2 * both / (one.counted.total() + other.counted.total())
