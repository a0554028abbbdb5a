"""The dates that stand in a lead cell, and which post each is of: behind its name, or before it.

Source: procedure, "A date beside a lead's name is that lead's".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from models.rules.plan_offices import OfficeWords

_BRACKET_DATE = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*$")
_INNER_DATE = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]](?=[\s,]+[A-Z])")
_DASH = re.compile(r"\s*[\u2013\u2014]\s*|\s-\s+")
_GAP = re.compile(r"\s+(?=[A-Z])")
_TAIL_DATE = re.compile(
    r"\s*(?:[\u2013\u2014:;,]|\s-)\s*((?:by |from |end )?[^\u2013\u2014:;,]{3,40})$"
    r"|\s+(by .{3,40})$"
)
_DAY_AT_THE_END = re.compile(
    r"\s+(\d{1,2}\D.{4,30}|[A-Z][a-z]{2,8} ?\d{2,4}"
    r"|(?i:asap|immediately|ongoing|on-going|monthly|quarterly|annually))$"
)
# What parts a date from the name behind it; without a sign it must end in a year.
_BEFORE_A_NAME = re.compile(r"(?:\s*[:,\u2013\u2014]\s*|\s-\s+|(?<=[)\]])\s+|(?<=\d)\s+)(?=[A-Z])")
_YEARS_ALONE = re.compile(r"\d{4}(?:[/-]\d{2,4})?")
_BEGINS = re.compile(r"\s+(?=[\w(\[])")
_JOIN_AT_THE_END = re.compile(r"(?:[\s,/&+\u2013\u2014-]|\b(?:and|then)\b)+$")
_LONGEST_DATE = 40
_EDGES = " ,\u2013\u2014-"
IsDate = Callable[[str], bool]


def own_date(piece: str, is_date: IsDate) -> tuple[str, str]:
    """A piece without the date beside it, and the date: "(immediately)", "- September 2010"."""
    bracket = _BRACKET_DATE.search(piece)
    if bracket and is_date(bracket[1]):
        return piece[: bracket.start()].strip(_EDGES), bracket[0].strip()
    for pattern in (_TAIL_DATE, _DAY_AT_THE_END):
        tail = pattern.search(piece)
        said = next(filter(None, tail.groups()), "") if tail else ""
        if tail and is_date(said):
            return piece[: tail.start()].strip(_EDGES), said.strip()
    return piece, ""


def after_dates(piece: str, words: OfficeWords, is_date: IsDate) -> Iterator[str]:
    """ "Head of Audit (by May 2011) Matron (June 2011)": a date within a cell ends its lead."""
    begin = 0
    for end in sorted(_ends_of_dates(piece, is_date)):
        name = _DASH.split(piece[end:].partition("(")[0])[0].strip(" ,")
        if words.is_post(name) or words.is_service(name):
            yield _JOIN_AT_THE_END.sub("", piece[begin:end])
            begin = end
    yield piece[begin:]


def _ends_of_dates(piece: str, is_date: IsDate) -> Iterator[int]:
    """Where a date in brackets or after a dash ends, with more behind it."""
    for match in _INNER_DATE.finditer(piece):
        if is_date(match[1]):
            yield match.end()
    for dash in _DASH.finditer(piece):
        for gap in _GAP.finditer(piece, dash.end()):
            if is_date(piece[dash.end() : gap.start()]):
                yield gap.start()


def headed(piece: str, words: OfficeWords, is_date: IsDate) -> Iterator[tuple[str, str]]:
    """ "May 2011 - Matron June 2011 - Head of Audit": each date and what stands behind it.

    A piece that does not open with a date has no date before it.
    """
    date_text, begin = _opening_date(piece, 0, words, is_date)
    for gap in _BEGINS.finditer(piece) if date_text else ():
        if gap.start() > begin:
            following, behind = _opening_date(piece, gap.end(), words, is_date)
            if following:
                yield date_text, _JOIN_AT_THE_END.sub("", piece[begin : gap.start()])
                date_text, begin = following, behind
    yield date_text, piece[begin:]


def _opening_date(piece: str, start: int, words: OfficeWords, is_date: IsDate) -> tuple[str, int]:
    """The longest date that a text opens with at a place, and where the name behind it begins."""
    for sign in reversed([*_BEFORE_A_NAME.finditer(piece, start, start + _LONGEST_DATE)]):
        said = piece[start : sign.start()]
        is_bare = not sign[0].strip() and _YEARS_ALONE.fullmatch(said)
        if not is_bare and not words.is_post(said) and is_date(said):
            return said, sign.end()
    return "", start
