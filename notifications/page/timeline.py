"""The days ahead as a drawing: a line for each action, each kind of day with a shape of its own.

The same days stand below it in words; nothing is told by colour alone. Places are in per cent and
shapes in pixels, so that it fits a telephone and a sheet of paper alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from markupsafe import Markup, escape

from models.rules.date_words import day_words
from models.rules.days_ahead import Ahead

LONGEST, SHORTEST = timedelta(days=270), timedelta(days=28)
# Of so many months each is named, of more every second or third: their names do not touch.
EACH, EVERY_SECOND = 3, 7
# No name of a month fits before, where today has its own, nor beyond.
FIRST_NAME, LAST_NAME = 20.0, 92.0
SHAPES = {
    "due": "M0 -9 L9 0 L0 9 L-9 0z",
    "meeting": "M-6 -6 H6 V6 H-6z",
    "stage": "M0 -8 L8 6 H-8z",
    "forecast": "M0 -8 L8 0 L0 8 L-8 0z",
    "reminder": "M-5 0 a5 5 0 1 0 10 0 a5 5 0 1 0 -10 0z",
}
# What matters most is drawn last, over the rest.
LAYERS = ("reminder", "stage", "meeting", "forecast", "due")


def time_line(days: Iterable[Ahead], today: date) -> Markup:
    """A drawing of the days up to nine months ahead; nothing where there is none.

    The actions come as they are given, the committee's meetings last.
    """
    shown = [one for one in days if one.on - today <= LONGEST]
    if not shown:
        return Markup()
    last = max(*(one.on for one in shown), today + SHORTEST)
    said = (
        f"A time line from {day_words(today)} to {day_words(last)}. "
        "The same days follow below in words."
    )
    lanes = "".join(_lane(name, some, today, last) for name, some in _by_action(shown))
    return Markup(  # noqa: S704 - every part is a number, a word of ours, or escaped
        f'<div class="line" role="img" aria-label="{said}">{lanes}{_axis(today, last)}</div>'
    )


def _by_action(days: list[Ahead]) -> Iterator[tuple[str, list[Ahead]]]:
    """The days of each action, in the order in which the actions come first."""
    names = list(dict.fromkeys(one.reference for one in days if one.reference))
    for name in names:
        yield name, [one for one in days if one.reference == name]
    meetings = [one for one in days if not one.reference]
    if meetings:
        yield "Committee", meetings


def _lane(name: str, days: list[Ahead], today: date, last: date) -> str:
    layers = sorted(days, key=lambda one: LAYERS.index(one.kind))
    marks = "".join(_mark(one, today, last) for one in layers)
    line = '<line x2="100%" y1="14" y2="14"/>'
    return f'<div class="lane"><span>{escape(name)}</span><svg>{line}{marks}</svg></div>'


def _mark(one: Ahead, today: date, last: date) -> str:
    x = _place(one.on, today, last)
    return f'<svg x="{x}%" y="14" class="{one.kind}"><path d="{SHAPES[one.kind]}"/></svg>'


def _place(on: date, today: date, last: date) -> float:
    return round(100 * (on - today).days / (last - today).days, 1)


def _axis(today: date, last: date) -> str:
    firsts = [(_place(day, today, last), f"{day:%b}") for day in _first_days(today, last)]
    step = 1 if len(firsts) <= EACH else 2 if len(firsts) <= EVERY_SECOND else 3
    ticks = "".join(
        f'<svg x="{x}%"><path d="M0 0 v8"/></svg>' for x in (0, *(x for x, _ in firsts))
    )
    fitting = [one for one in firsts if FIRST_NAME < one[0] < LAST_NAME]
    names = "".join(f'<text x="{x}%" y="24">{month}</text>' for x, month in fitting[::step])
    today_name = '<text class="today" y="24">Today</text>'
    return f'<div class="lane axis"><span></span><svg>{ticks}{today_name}{names}</svg></div>'


def _first_days(today: date, last: date) -> Iterator[date]:
    day = _next_first(today)
    while day <= last:
        yield day
        day = _next_first(day)


def _next_first(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
