"""The entries of a lead cell: its lines, bullets and numbers, with what goes on over a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.rules.plan_offices import QUALIFIERS, OfficeWords, words_in

_BULLET = re.compile(
    r"^\s*(?:[•●▪◦·‣\u27a2\uf0b7\uf0a7*]\s*|[-\u2013\u2014]\s+"
    r"|\(?(?P<label>\d{1,2}|[a-h])[.)]\s+)"
)
_NUMBERED_ON = re.compile(r"\s+(?=\(?(?:\d{1,2}|[b-h])[.)]\s+[A-Z])")
_FIRST_NUMBER = re.compile(r"^\s*\(?[1a][.)]\s")
_BLANK_LINES = re.compile(r"\n[ \t\xa0]*\n")
_TRAILING_JOIN = re.compile(r"(?:[,&/\u2013\u2014-]|\b(?:and|of|for|the|to|in))\s*$", re.IGNORECASE)
_LEADING_JOIN = re.compile(r"^\s*(?:[,&/\u2013\u2014(-]|(?:and|of|for|to|in)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a cell, without its bullet; `label` is its number, "" where it has none."""

    text: str
    label: str = ""


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
            begun = _is_begun(entry.text, offices)
            if entry.text and (begun or _goes_on(entry.text, line, bare) or not alone):
                entry = Entry(f"{entry.text} {bare}", entry.label)
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
    """True of a line that names something; where blank lines part the entries only a post does."""
    return offices.is_post(bare) or (not strict and (offices.is_service(bare) or is_date(bare)))


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
