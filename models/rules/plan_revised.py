"""A Date cell that says that one date was revised to another: its dates, from the first on.

Source: procedure, "Progress, standing, colour": a revised date in a plan is the current due date,
the first one is kept as original. Two dates without such a word are two where one is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from models.rules.plan_date_reading import DateReading

_WHAT = r"(?:\s+(?:completion|due|target))?(?:\s+(?:date|deadline|timescale))?"
_MOVED = r"(?:re-?vised|extended|moved|amended|changed|slipped|postponed|deferred|updated|put back)"
# With "to", or where no other sense is left: "amended 3 May" may be the day of the amendment.
_NOW = (
    rf"(?:(?:{_MOVED}|re-?scheduled){_WHAT}(?:\s+now)?\s*(?:\bto\b|\buntil\b|\btill\b|:)"
    rf"|(?:re-?vised|rev\.?|now|new(?=\s+(?:date|due|target|deadline))){_WHAT}(?!\w))"
)
_ONCE = rf"(?:was|previous(?:ly)?|formerly|initial(?:ly)?|original(?:ly)?){_WHAT}\b"
_APART = r"[\s,;:.()\[\]/\u2013\u2014-]"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # "Was June 2011, now September 2011".
        rf"{_ONCE}{_APART}+(?P<first>.+?){_APART}+(?:but\s+)?\b{_NOW}(?P<now>.+)",
        # "Moved from June 2011 to September 2011".
        rf"{_MOVED}\s+from\s+(?P<first>.+?)\s+to\s+(?P<now>.+)",
        # "September 2011 (was June 2011)", "Revised: September 2011 (moved from June 2011)".
        rf"(?:{_NOW})?(?P<now>.+?){_APART}+\b(?:{_MOVED}\s+from|{_ONCE}){_APART}+(?P<first>.+)",
        # "June 2011 (revised to September 2011)".
        rf"(?P<first>.+?){_APART}+\b{_NOW}(?P<now>.+)",
    )
)
LONGEST = 200


def revised_in(text: str, read: Callable[[str], DateReading]) -> tuple[DateReading, ...]:
    """The dates that a cell gives, each revised to the next; the reading of the whole where none.

    Each must be one that may be scheduled, and each later than the one before: else it is asked.
    """
    whole = read(text)
    said = _in_order(" ".join(text.split()))
    given = [read(part) for part in said]
    days = [reading.scheduled for reading in given]
    if given and all(was and now and was < now for was, now in pairwise(days)):
        return replace(given[0], text=text), *given[1:]
    return (whole,)


def _in_order(text: str) -> list[str]:
    """The parts of a text that says that one date became another, the first one first."""
    for form in _FORMS if len(text) <= LONGEST else ():
        parts = form.fullmatch(text)
        if parts:
            first, now = _bare(parts["first"]), _bare(parts["now"])
            return [first, *(_in_order(now) or [now])]
    return []


def _bare(part: str) -> str:
    """A part without the signs around it, and with the bracket that closes its own."""
    bare = part.strip(" ,;:.()[]/\u2013\u2014-")
    return f"{bare})" if bare.count("(") > bare.count(")") else bare
