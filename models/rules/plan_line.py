"""A cell's text as the rules compare it: one line of lower-case words, and its slips mended."""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain

REMEMBERED = 256  # texts of cells that stand in many rows, how each was read
_NOT_ASCII = re.compile(r"[^\x00-\x5f\x61-\x7f]")  # and the grave accent, an apostrophe here
_SPACE = re.compile(r"\s+")
_BROKEN_ORDINAL = re.compile(r"(?<=\d)\s+(st|nd|rd|th)\b")
_APOSTROPHES = frozenset("\u2018\u2019\u201b\u00b4`\u02bc\uff07")
_WRITTEN_AS = {r"\-": "[-\u2010-\u2015\u2212]", "'": "['\u2018\u2019\u201b\u00b4`\u02bc]"}
_QUOTED = re.compile("\u201c([^\u201d]*)\u201d")
_MONTHS = tuple(month_name[n].lower() for n in range(1, 13))
_WELSH_NAMES = (
    "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi",
    "hydref", "tachwedd", "rhagfyr",
)  # fmt: skip
_WELSH = dict(zip(_WELSH_NAMES, _MONTHS, strict=True))
_WORD = re.compile(r"(?<![a-z])[a-z]{3,10}(?![a-z])")
_NUMBER_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?[ /.-]{0,2}(?:of )?$")
_NUMBER_AFTER = re.compile(r"[ ,.'/-]{0,3}\d")
_NOTE_MARK = re.compile("(?<=\\d)[\u00b9\u00b2\u00b3\u2070-\u2079]+(?!\\w)")
_TWO_QUARTERS = re.compile(
    r"\b(?:q|qtrs?\.? |quarters? )([1-4])(\s?(?:[-/&]|and|to)\s?)([1-4])"
    r"(?=\W*$|[ ,(]+(?:fy ?)?['\d])"
)
_JOINED_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)(?=[a-z]{3})")
_FAR_BACK = 8
_SHORTEST_SLIP = 5
_LIKENESS = 0.85


def clean(text: str) -> str:
    """The text in one line of lower-case words, without what the eye does not see.

    Ordinals broken over lines are joined ("1 / st / December"), digits of other scripts become
    0 to 9, every dash becomes a hyphen.
    """
    folded = text if text.isascii() and "`" not in text else _fold(text)
    line = _SPACE.sub(" ", folded).strip().lower()
    return _BROKEN_ORDINAL.sub(r"\1", line)


def _fold(text: str) -> str:
    """The text in plain signs, without the mark of a note behind a figure."""
    plain = unicodedata.normalize("NFKC", _NOTE_MARK.sub("", text))
    return _NOT_ASCII.sub(lambda char: _folded(char[0]), plain)


@lru_cache(maxsize=1024)
def _folded(char: str) -> str:
    """A sign as the rules have it: a digit of any script, a dash, an apostrophe, what is unseen."""
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if kind == "Pd" or char == "\u2212":
        return "-"
    if char in _APOSTROPHES:
        return "'"
    return "" if kind == "Cf" else char


def quoted_as_written(sentence: str, text: str) -> str:
    """The sentence, each of its quotations as the text has it; unquoted where it has it not."""
    return _QUOTED.sub(lambda match: _as_written(match[1], text), sentence)


def _as_written(said: str, text: str) -> str:
    found = written_in(said, text)
    return f"\u201c{found}\u201d" if found else said


def written_in(said: str, text: str) -> str:
    """The words of a cleaned line as the text has them, on one line; "" where it has them not."""
    words = r"\s+".join(map(re.escape, said.split()))
    for sign, signs in _WRITTEN_AS.items():
        words = words.replace(sign, signs)
    found = re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE)
    return " ".join(found[0].split()) if found else ""


def mended(line: str) -> tuple[str, tuple[str, ...]]:
    """The line with its months in English and spelt in full, and what was taken for which month.

    A word counts that stands beside a number and is one slip away from a month's name; a Welsh
    name is no slip.
    """
    line = _TWO_QUARTERS.sub(r"q\1\2q\3", _JOINED_ORDINAL.sub(r"\1 ", line))
    slips: list[str] = []

    def month(match: re.Match[str]) -> str:
        word = match[0]
        if not _beside_a_number(line, match.start(), match.end()):
            return word
        meant = _WELSH.get(word) or _slip_of(word)
        if word not in _WELSH and meant != word:
            slips.append(f"\u201c{word}\u201d is taken for {meant.capitalize()}")
        return meant

    return _WORD.sub(month, line), tuple(slips)


def _beside_a_number(line: str, start: int, end: int) -> bool:
    before = line[max(0, start - _FAR_BACK) : start]
    return bool(_NUMBER_AFTER.match(line, end) or _NUMBER_BEFORE.search(before))


def _slip_of(word: str) -> str:
    """The month of which a word is a slip; the word itself where it is none."""
    if len(word) < _SHORTEST_SLIP:
        return word
    mixed = (month for month in _MONTHS if sorted(month) == sorted(word))
    return next(chain(mixed, get_close_matches(word, _MONTHS, 1, _LIKENESS)), word)
