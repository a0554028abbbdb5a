"""A plan's own key of states: what it prints of its letters and colours, and what they then mean.

A key is two or more pairs of a mark and words, together in a line ("Green = done, Red = not begun")
or below one another; it is used where a status or a colour of the plan is one of its marks.
Source: procedure, "Progress, standing, colour": what a plan says is complete is imported so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from models.rules.plan_key_words import state_meant

_COLOUR = "(?i:red|amber|yellow|orange|green|blue|gr[ae]y)"
_MARK = re.compile(rf"{_COLOUR}|[A-Z]{{1,3}}")
_PAIR = re.compile(
    rf"(?:^|(?<=[\s,;|/(]))({_MARK.pattern})(?:\s*[=:\u2013\u2014]\s*|\s*-\s+|\s+means\s+)"
)
_LABELS = r"(?:[\w/]+ ){0,2}(?:key|legend|codes?|ratings?|status|b?ragb?)"
_LABEL = re.compile(rf"{_LABELS}(?:\s*[:\u2013-]\s*|\W*$)", re.IGNORECASE)
_LABEL_WITHIN = re.compile(rf"(?<=[.;] ){_LABELS}\s*[:\u2013-]\s*", re.IGNORECASE)
_OPENS_COLOUR = re.compile(rf"^{_COLOUR}\s*[=:\u2013\u2014-]\s*")
_SAME = {"r": "red", "a": "amber", "g": "green", "b": "blue", "yellow": "amber", "orange": "amber"}
_AROUND = " \t\n,;|/()."
FEWEST, LONGEST = 2, 400
Cells = Sequence[str]
Rows = Iterable[tuple[int, Cells]]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Key:
    """Where a key stands, its marks with their words, and the state that each is known to mean.

    `rows` are those of its grid, of which it is all that they say.
    """

    where: str
    words: Mapping[str, str]
    states: Mapping[str, str]
    rows: Sequence[int] = ()

    @property
    def is_understood(self) -> bool:
        """True of a key of which two marks or more mean a state that is known."""
        return len(self.states) >= FEWEST


def mark_of(text: str) -> str:
    """The mark that a cell is: "c" for "C", "green" for "G"; its text where it is none."""
    said = text.strip().lower()
    return _SAME.get(said, said)


def find_key(rows: Rows, fills: Mapping[Place, str], where: Callable[[int], str]) -> Key | None:
    """The first key of a grid that is understood, else the first that is none; None without one.

    `fills` are the colours of its cells; `where` says how a person finds a row.
    """
    keys = [key for group in _groups(rows, fills) if (key := _key(group, where))]
    return next((key for key in keys if key.is_understood), next(iter(keys), None))


def key_of_grid(
    name: str, rows: Rows, fills: Mapping[Place, str], pages: Mapping[int, int]
) -> Key | None:
    """What a grid prints of its states, beside its tables; `name` is its sheet's, or "" in a file.

    `pages` say on which page of a PDF a row stands.
    """

    def where(row: int) -> str:
        sheet = f"row {row} of the sheet “{name}”" if name else f"row {row}"
        return f"page {pages[row]}" if row in pages else sheet

    return find_key(rows, fills, where)


def keys_beside(rows: Rows, fills: Mapping[Place, str], where: str) -> tuple[Key, ...]:
    """The key of a table that is not the plan's, if it is one."""
    found = find_key(rows, fills, lambda _: where)
    return (found,) if found else ()


def keys_of_lines(lines: Iterable[str]) -> tuple[Key, ...]:
    """The key among the lines beside a document's tables, if there is one."""
    return keys_beside(enumerate([line] for line in lines), {}, "a line beside its tables")


_Group = tuple[list[int], list[tuple[str, str]]]


def _groups(rows: Rows, fills: Mapping[Place, str]) -> Iterator[_Group]:
    """The pairs that stand together, with their rows."""
    told = ((row, list(_pairs(row, cells, fills))) for row, cells in rows)
    for _, group in groupby(told, lambda one: bool(one[1])):
        together = list(group)
        yield [row for row, _ in together], [pair for _, pairs in together for pair in pairs]


def _key(group: _Group, where: Callable[[int], str]) -> Key | None:
    """The pairs as a key: two or more marks, none of them with two meanings."""
    rows, pairs = group
    words = {mark_of(mark): said for mark, said in pairs}
    if len(words) < FEWEST:
        return None
    states = {mark: state for mark, said in words.items() if (state := state_meant(said))}
    is_one = len(words) == len({(mark_of(mark), said) for mark, said in pairs})
    return Key(where(rows[0]), words, states if is_one else {}, tuple(rows))


def _pairs(row: int, cells: Cells, fills: Mapping[Place, str]) -> Iterator[tuple[str, str]]:
    """The marks of one row with their words, where it says nothing else."""
    filled = [at for at, text in enumerate(cells) if text.strip()]
    if sum(len(cells[at]) for at in filled) > LONGEST:
        return
    if filled and _LABEL.fullmatch(cells[filled[0]].strip()):
        filled = filled[1:]
    texts = [cells[at].strip() for at in filled]
    if all(map(_MARK.fullmatch, texts[::2])) and len(texts) % 2 == 0:
        yield from ((mark, _said(text)) for mark, text in zip(texts[::2], texts[1::2], strict=True))
    elif (
        len(texts) == 1
        and (colour := _filled(row, filled[0], fills))
        and state_meant(_said(texts[0]))
    ):
        yield colour, _said(texts[0])
    else:
        yield from _in_line("   ".join(texts))


def _filled(row: int, at: int, fills: Mapping[Place, str]) -> str:
    """The colour of a cell, or of the empty one before it."""
    return fills.get((row, at)) or fills.get((row, at - 1), "")


def _said(text: str) -> str:
    """The words of a mark: "Blue \u2013 complete" beside a blue cell are "complete"."""
    return " ".join(_OPENS_COLOUR.sub("", text.strip()).split()).strip(_AROUND)


def _in_line(text: str) -> Iterator[tuple[str, str]]:
    """The pairs of a line that is nothing but a key, with or without a label before it.

    A sentence before the label is none of it: "Agreed in May. RAG: Green = done, Red = late".
    """
    label = _LABEL.match(text) or _LABEL_WITHIN.search(text)
    line = text[label.end() :] if label else text
    found = list(_PAIR.finditer(line))
    if not found or line[: found[0].start(1)].strip(_AROUND):
        return
    ends = [one.start(1) for one in found[1:]] + [len(line)]
    said = [line[one.end() : end].strip(_AROUND) for one, end in zip(found, ends, strict=True)]
    if all(said):
        yield from ((one[1], words) for one, words in zip(found, said, strict=True))
