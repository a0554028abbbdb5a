"""The days ahead as a drawing: one line, a mark a day, each kind with a shape of its own.

The same days stand beside it in words; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from markupsafe import Markup

from models.rules.date_words import day_words
from models.rules.overview import Ahead

WIDTH, HEIGHT, SIDE, LINE_Y = 320, 64, 10, 26
LONGEST = timedelta(days=270)
SHORTEST = timedelta(days=28)
WIDE_MONTHS = 5
SHAPES = {
    "due": '<path class="due" d="M{x} 16 l8 10 l-8 10 l-8 -10z" fill="#a3141c"/>',
    "meeting": '<rect x="{left}" y="20" width="12" height="12" fill="#1d3b5c"/>',
    "stage": '<path d="M{x} 18 l8 14 h-16z" fill="#7a4a00"/>',
    "forecast": '<path d="M{x} 17 l7 9 l-7 9 l-7 -9z" fill="#fff" stroke="#1c5c2e"'
    ' stroke-width="2"/>',
    "reminder": '<circle cx="{x}" cy="26" r="5" fill="#454c54"/>',
}


def time_line(days: Iterable[Ahead], today: date) -> Markup:
    """A drawing of the days up to nine months ahead; nothing where there is none."""
    shown = [one for one in days if one.on - today <= LONGEST]
    if not shown:
        return Markup()
    last = max(*(one.on for one in shown), today + SHORTEST)
    marks = "".join(_mark(one, today, last) for one in _in_layers(shown))
    said = (
        f"A time line from {day_words(today)} to {day_words(last)}. "
        "The same days follow below in words."
    )
    return Markup(  # noqa: S704 - every part is a number or a word of ours
        f'<svg class="line" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" aria-label="{said}">'
        f'<path d="M{SIDE} {LINE_Y} H{WIDTH - SIDE}" stroke="#16191d" stroke-width="2"/>'
        f"{_months(today, last)}{marks}</svg>"
    )


def _in_layers(days: list[Ahead]) -> list[Ahead]:
    """What matters most is drawn last, over the rest."""
    order = ("reminder", "stage", "meeting", "forecast", "due")
    return sorted(days, key=lambda one: order.index(one.kind))


def _mark(one: Ahead, today: date, last: date) -> str:
    x = _place(one.on, today, last)
    return SHAPES[one.kind].format(x=x, left=round(x - 6, 1))


def _place(on: date, today: date, last: date) -> float:
    share = (on - today).days / (last - today).days
    return round(SIDE + share * (WIDTH - 2 * SIDE), 1)


def _months(today: date, last: date) -> str:
    firsts = list(_first_days(today, last))
    step = 1 if len(firsts) <= WIDE_MONTHS else 2
    parts = []
    for n, first in enumerate(firsts):
        x = _place(first, today, last)
        parts.append(f'<path d="M{x} 38 v6" stroke="#16191d"/>')
        if n % step == 0 and x < WIDTH - 2 * SIDE:
            parts.append(f'<text x="{x}" y="58" font-size="12" fill="#16191d">{first:%b}</text>')
    return "".join(parts)


def _first_days(today: date, last: date) -> Iterator[date]:
    day = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= last:
        yield day
        day = (day + timedelta(days=32)).replace(day=1)
