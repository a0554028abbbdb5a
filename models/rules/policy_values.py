"""What a value of a policy may be, held against the default it replaces.

Each check returns the sentence that says what is wrong, or an empty text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from models.rules.calendar import closures
from models.rules.plan_heading_offers import COLUMNS, heading_key
from models.rules.words import STAGES, Division, Step

# Any year without a 29 February.
PLAIN_YEAR = 2001
# A year of working days: the calendar that a run asks reaches little further.
LONGEST_WD = 250
# Of a year; with more, the days that are counted soon lie outside the calendar that a run asks.
MOST_CLOSED = 90
LONGEST_HEADING = 60
A_YEAR = 366
# In months: between two checkpoints, and for keeping what a purge takes out in the end.
LONGEST_INTERVAL = 24
LONGEST_KEPT = 1200
# How many runs a register is asked for, to tell what a day's usual is.
RUNS_LOOKED_AT = 250
ENDS = 2  # of a period: its first day and its last
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
FOLDER = re.compile(r"(https://[^\s/?#@]+(/[^\s#]*)?)?")
CIRCULATE = ("files", "link")
ZONE = re.compile(r"[A-Za-z][\w+-]*(/[A-Za-z][\w+-]*)*")


def mistake(path: tuple[str, ...], old: Any, new: Any) -> str:
    """What is wrong with a value given in place of a default; empty where nothing is."""
    said = _of_its_kind(old, new)
    if said:
        return said
    if path[-1].endswith("_wd"):
        return _short((new,))
    check = CHECKS.get(path)
    return check(new) if check is not None else ""


def _of_its_kind(old: Any, new: Any) -> str:
    if isinstance(old, bool):
        return "" if isinstance(new, bool) else f"it is true or false, not {new!r}"
    if isinstance(old, int):
        return "" if _counts(new) else f"it is a whole number from 0, not {new!r}"
    if isinstance(old, tuple):
        return _as_list(old, new)
    return "" if isinstance(new, str) else f"it is a text, not {new!r}"


def _counts(value: Any) -> bool:
    return type(value) is int and value >= 0


def _as_list(old: tuple[Any, ...], new: Any) -> str:
    if not isinstance(new, list):
        return f"it is a list, not {new!r}"
    if old and isinstance(old[0], int):
        return _as_days(old, new)
    if old and isinstance(old[0], tuple):
        return "" if all(map(_is_period, new)) else "each period is two days of a year, MM-DD"
    return "" if _texts(new) else f"it is a list of texts, not {new!r}"


def _as_days(old: tuple[int, ...], new: list[Any]) -> str:
    """As many numbers as the default has, going the way that its own go."""
    if len(new) != len(old) or not all(map(_counts, new)):
        return f"it is {len(old)} whole numbers from 0, not {new!r}"
    rising = old[0] < old[-1]
    if not all(a < b if rising else a > b for a, b in pairwise(new)):
        return f"each number is {'above' if rising else 'below'} the one before it"
    return _short(new)


def _short(numbers: Iterable[int]) -> str:
    return f"it is at most {LONGEST_WD} working days" if max(numbers) > LONGEST_WD else ""


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_period(value: Any) -> bool:
    return _texts(value) and len(value) == ENDS and all(map(_is_day, value))


def _is_day(value: str) -> bool:
    """True of MM-DD in any year; 29 February is no closure, being in one year of four."""
    try:
        date.fromisoformat(f"{PLAIN_YEAR}-{value}")
    except ValueError:
        return False
    return re.fullmatch(r"\d\d-\d\d", value) is not None


def _closed(periods: Iterable[tuple[str, str]]) -> str:
    days = len(closures(PLAIN_YEAR, PLAIN_YEAR, periods))
    return "" if days <= MOST_CLOSED else f"it is at most {MOST_CLOSED} days a year, not {days}"


def _within(first: int, last: int) -> Callable[[int], str]:
    said = f"it is a whole number from {first} to {last}"
    return lambda value: "" if first <= value <= last else f"{said}, not {value}"


def _after(value: Sequence[int]) -> str:
    return "" if value[0] else "an action is overdue from the day after its date: E1 is 1 or more"


def _day(value: str) -> str:
    return "" if _is_day(value) else f"it is a day of the year, MM-DD, not {value!r}"


def _whole_days(value: Iterable[str]) -> str:
    strange = [one for one in value if not _is_whole_day(one)]
    return f"it is a list of days, YYYY-MM-DD, not {strange[0]!r}" if strange else ""


def _is_whole_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _hour(value: str) -> str:
    return "" if HOUR.fullmatch(value) else f"it is an hour, HH:MM, not {value!r}"


def _zone(value: str) -> str:
    return (
        "" if ZONE.fullmatch(value) else f"it is a time zone such as Europe/London, not {value!r}"
    )


def _circulate(value: str) -> str:
    return "" if value in CIRCULATE else f"a pack goes round as files or as link, not {value!r}"


def _folder(value: str) -> str:
    good = FOLDER.fullmatch(value) is not None and value.isprintable()
    return "" if good else f"it is the address of a folder, https://..., not {value!r}"


def _stages(value: Iterable[str]) -> str:
    known = [stage.value for stage in STAGES]
    strange = [one for one in value if one not in known]
    return f"there is no stage {strange[0]}; it knows {', '.join(known)}" if strange else ""


def _division(value: str) -> str:
    known = ["", *(one.value for one in Division)]  # "" leaves the board's own
    return "" if value in known else f"{value!r} is none of {', '.join(known[1:])}"


def _single_words(value: Iterable[str]) -> str:
    strange = [one for one in value if one.split() != [one]]
    return f"each is one word, and {strange[0]!r} is not" if strange else ""


def _some(value: Iterable[str]) -> str:
    return "" if all(value) and value else "it has at least one text, and none is empty"


CHECKS: Mapping[tuple[str, ...], Callable[[Any], str]] = {
    ("calendar", "division"): _division,
    ("calendar", "closed"): _closed,
    ("reminders", "month_days_ahead"): _within(0, A_YEAR),
    ("reminders", "checkpoint_months"): _within(1, LONGEST_INTERVAL),
    ("ladder", "normal"): _after,
    ("ladder", "high"): _after,
    ("storm_guard", "runs_before"): _within(1, RUNS_LOOKED_AT),
    ("storm_guard", "runs_counted"): _within(1, RUNS_LOOKED_AT),
    ("retention", "leavers_months"): _within(0, LONGEST_KEPT),
    ("retention", "messages_months"): _within(0, LONGEST_KEPT),
    ("retention", "papers_months"): _within(0, LONGEST_KEPT),
    ("hours", "first"): _hour,
    ("hours", "last"): _hour,
    ("hours", "zone"): _zone,
    ("review_gate", "stages"): _stages,
    ("terms", "autumn"): _day,
    ("terms", "spring"): _day,
    ("terms", "summer"): _day,
    ("terms", "ends"): _whole_days,
    ("offices", "posts"): _single_words,
    ("offices", "organisations"): _single_words,
    ("markings",): _some,
    ("pack", "circulate"): _circulate,
    ("pack", "shared_folder"): _folder,
}


def of_words(new: Any) -> str:
    """What is wrong with [words]: each is a step, with the heading it has in a message."""
    if not isinstance(new, Mapping) or not all(_is_heading(one) for one in new.values()):
        return f"each of its words is a text of one line, of at most {LONGEST_HEADING} letters"
    unknown = [key for key in new if key not in set(Step)]
    steps = ", ".join(Step)
    return f"{unknown[0]} is no step; the steps are {steps}" if unknown else ""


def _is_heading(one: Any) -> bool:
    return isinstance(one, str) and one.isprintable() and 0 < len(one.strip()) <= LONGEST_HEADING


def of_headings(new: Any) -> str:
    """What is wrong with [headings]: each is a list of texts, the synonyms of one column."""
    good = isinstance(new, Mapping) and all(map(_texts, new.values()))
    return "" if good else "each heading is a list of texts"


def of_heading(name: str, new: Mapping[str, Any]) -> str:
    """What is wrong with one of [headings]: no column of a plan, or another column's wording."""
    if name not in COLUMNS:
        return f"a plan has no such column; it has {', '.join(COLUMNS)}"
    own = set(map(heading_key, new[name]))
    twice = (other for other in new if other != name and own & set(map(heading_key, new[other])))
    other = next(twice, "")
    return f"one of its headings is also given to {other}" if other else ""
