"""What is in the text of a plan's cell: its entries, its hidden characters, its inner dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from models.rules.plan_date_periods import WITHIN
from models.rules.plan_line import REMEMBERED, clean, written_in
from models.rules.plan_spans import spans
from models.rules.policy import Terms
from models.rules.words import Precision

_BULLET = re.compile(r"^\s*(?:[•●▪◦·‣\u27a2\uf0b7\uf0a7]\s*|[-\u2013\u2014*]\s+)")
_BULLET_WITHIN = re.compile("[•●▪‣\uf0b7](?<=[^\n].)")  # begins with its signs: that is quick
_INLINE_BULLET = re.compile(r"\s(?=[•●▪‣\uf0b7]\s)")
_WORD = re.compile(r"\w")
_NUMBER = re.compile(
    r"^\s*(?:(?:recommendation|rec)\.?\s*(?:no\.?\s*)?"
    r"(?P<worded>(?:[A-Z]{1,3}[./-]?)?\d{1,3}(?:\.\d{1,3})*[a-z]?)"
    r"|(?P<plain>(?!(?:no|s)[./])(?:[A-Z]{1,3}[./-]?)?\d{1,3}(?:\.\d{1,3})*[a-z]?)"
    r"(?=[.):]|(?:(?<=[Rr]\d)|(?<=[Rr]\d\d)|(?<=(?-i:[A-Z])\d)|(?<=(?-i:[A-Z])\d\d))\s+(?-i:[A-Z])"
    r"|(?:(?<=[./]\d)|(?<=[./]\d\d)|\s+[-\u2013])\s+(?-i:[A-Z])))"
    r"\s*[.):\-\u2013]*\s+(?=\S)",
    re.IGNORECASE,
)
# "(12)" and "(iv)"; a letter in brackets is a part of something that has the number.
_BRACKETED = re.compile(
    r"\s*\((\d{1,3}[a-z]?|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))\)\s+(?=\S)", re.IGNORECASE
)
_WORD_FOR_NUMBER = re.compile(
    r"^(?:recommendation|rec|no|number|ref)\b\.?\s*(?:no\.?\s*)?(?=\w)", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORMULA = frozenset("=+-@\t\r")
# A list with dashes, and a number below nought: "-380" days to go.
_NO_FORMULA = re.compile(r"- [^\n]*\n\s*- |-\s?\d[\d.,]*\s?%?$")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
# No letter or sign of Western Europe, nor a dash, quote or bullet.
_ODD = re.compile("[^\x00-\xac\u00ae-\u024f\u2010-\u2027\u20ac]")
# No sign that `character_codes` looks for: neither odd nor a control.
_NOTEWORTHY = re.compile("[^\x00\t\n\r\x20-\x7e\x80-\xac\u00ae-\u024f\u2010-\u2027\u20ac]")
_INTRODUCES = re.compile(
    r"(?:\b(?:first |final )?(?:drafts?|interim|pilot|report|reviewed?)\s+)?"
    r"(?:\b(?:by|before|prior to|until|from|on|in|no later than|ready for|the|end of|start of|new)"
    r"\s+)+$"
)
_NAMES_OF_TIME = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|autumn|spring|summer)"
)
# A year in four figures or two, a day with a sign or space after it, figures of another script.
_FIGURES = re.compile(
    r"\d(?<!\d\d)(?:(?=[/. -])|\d(?!\d)|(?:(?<=1)9|(?<=2)[01])\d\d(?!\d)|(?<![0-9])\d{3}(?!\d))"
)
_OTHER_FIGURE = re.compile(r"[^\x00-\u02ff\u2000-\u2fff](?<=\d)")
USUAL_TERMS = Terms()
LONGEST_QUOTED = 20_000  # characters of a cell in which a date is looked for as it is written
NEAR = 80  # how far back a word may stand that belongs to a date


def entries(text: str) -> tuple[str, ...]:
    """The entries of a cell, a line each, without bullets; letters and numbers of a list stay."""
    if _WORD.match(text) and "\n" not in text and text.isascii():
        return (one_line(text),)
    if _BULLET_WITHIN.search(text):
        text = _INLINE_BULLET.sub("\n", text)
    lines = [
        one_line(line[bullet.end() :] if (bullet := _BULLET.match(line)) else line)
        for line in text.split("\n")
    ]
    return tuple(filter(None, lines))


def one_line(text: str) -> str:
    """The text with every run of white space as one space, and none at its ends."""
    # Most texts are such already, and are told by it at little cost.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.split())


def without_number(text: str) -> tuple[str, str]:
    """A recommendation's number, without its closing stop, and the rest; ("", text) where none."""
    bracketed = _BRACKETED.match(text)
    if bracketed:
        return bracketed[1], text[bracketed.end() :]
    match = _NUMBER.match(text)
    if not match:
        return "", text
    return match["worded"] or match["plain"], text[match.end() :]


@lru_cache(maxsize=REMEMBERED)
def bare_number(text: str) -> str:
    """A number as printed in a column of its own, without a closing stop or its word.

    "(3)" is 3; a bracket within it stays: "R(3)".
    """
    said = _WORD_FOR_NUMBER.sub("", one_line(text)).rstrip(".:, ")
    if whole := _IN_BRACKETS.fullmatch(said):
        return whole[1].strip(".:, ")
    return said if "(" in said else said.rstrip(".):, ")


def is_plain(text: str) -> bool:
    """True of most texts: nothing in them that `character_codes` would name."""
    if text[:1] in _FORMULA:
        return False
    return (text.isascii() and text.isprintable()) or not _NOTEWORTHY.search(text)


def character_codes(text: str) -> Iterator[str]:
    """The codes of interface.md for the characters of a cell that a reader should know of."""
    if text[:1] in _FORMULA and text.strip(" \n-\u2013\u2014") and not _NO_FORMULA.match(text):
        yield "formula_like_text"
    odd = _ODD.findall(text)
    kinds = {unicodedata.category(char) for char in odd if char not in _BIDI}
    if not _BIDI.isdisjoint(odd):
        yield "bidi_control"
    if "Cf" in kinds or _CONTROL.search(text):
        yield "invisible_characters"
    if "Nd" in kinds:
        yield "non_latin_digits"


def inner_dates(text: str) -> tuple[str, ...]:
    """Each date that stands inside a cell of prose, with the words that introduce it, once.

    Only what is plainly a date counts: a day, month, quarter or term with its year, or a period
    ("within 3 months"). A bare year or a month that may be a verb does not. The words are the
    same whatever days a board's terms end on.
    """
    if not may_hold_date(text):
        return ()
    line = clean(text)
    marks = [
        (span.start, span.end)
        for span in spans(line, USUAL_TERMS)
        if span.precision is not Precision.RANGE and span.first
    ]
    marks.extend((m.start(), m.end()) for m in WITHIN.finditer(line) if _is_period(m))
    whole = (f"{_introduction(line, start)}{line[start:end]}" for start, end in sorted(marks))
    looked_in = text if len(text) <= LONGEST_QUOTED else ""
    written = (written_in(one, looked_in) or _with_capitals(one) for one in dict.fromkeys(whole))
    return tuple(dict.fromkeys(written))


def _introduction(line: str, start: int) -> str:
    """The words in front of a place that belong to the date there."""
    found = _INTRODUCES.search(line[max(0, start - NEAR) : start])
    return found[0] if found else ""


def may_hold_date(text: str) -> bool:
    """False of most cells, at little cost: no year in four figures or two, no 1/2, no period."""
    if not _has_figure(text) and (text.isascii() or not _OTHER_FIGURE.search(text)):
        return "ithin " in text
    return _FIGURES.search(text) is not None or "ithin " in text


def _has_figure(text: str) -> bool:
    """True of 0 to 9. One look for each takes a tenth of the time of a pattern for all of them."""
    return (
        "2" in text or "1" in text or "0" in text or "3" in text or "4" in text
        or "5" in text or "6" in text or "7" in text or "8" in text or "9" in text
    )  # fmt: skip


def _is_period(match: re.Match[str]) -> bool:
    """True of weeks or longer: a period of days in a plan's prose is a standard, not a date."""
    return match[0].startswith("within") and not match["unit"].endswith(("day", "days"))


def _with_capitals(said: str) -> str:
    return _NAMES_OF_TIME.sub(lambda match: match[0].capitalize(), said.strip())
