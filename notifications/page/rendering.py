"""The lead's page, filled: each page from facts, never from markup that anybody wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from models.rules.date_words import day_words
from models.rules.days_ahead import Ahead
from notifications.page.timeline import LAYERS

HERE = Path(__file__).parent
CHOICES = (
    ("in-progress", "It is under way", ""),
    ("evidence", "It is done", "Send evidence below: files, or a note of what it is and where."),
    ("not-started", "It has not begun", ""),
    ("not-mine", "It is not mine", "Say below whose it is."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page: the board, whom to ask, and where links lead.

    `root` is the path below which the page is served, `base` the one of the link that was opened.
    """

    root: str = ""
    base: str = field(default="", repr=False)
    board: str = "Matters Arising"
    marking: str = ""
    ask_post: str = ""
    ask_address: str = ""

    def words(self) -> dict[str, str]:
        """The same by name, as templates take it."""
        return {name: getattr(self, name) for name in self.__slots__} | {"style": style_mark()}


def page(name: str, frame: Frame, **words: Any) -> str:
    """A page as HTML; every value is escaped, and a name that is missing is an error."""
    return _templates().get_template(f"{name}.html").render(frame.words() | words)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAhead:
    """A day that lies ahead: each thing that falls on it once, with the actions it is of."""

    on: date
    words: str
    falls: tuple[tuple[str, str, tuple[str, ...]], ...]


def by_day(ahead: Iterable[Ahead]) -> tuple[DayAhead, ...]:
    """The days ahead, the earliest first, each once; what is due comes first on its day."""
    days: dict[date, dict[tuple[str, str], list[str]]] = {}
    for one in sorted(ahead, key=lambda one: (one.on, LAYERS.index(one.kind) * -1)):
        falls = days.setdefault(one.on, {})
        falls.setdefault((one.kind, one.words), []).append(one.reference)
    return tuple(
        DayAhead(
            on=day,
            words=day_words(day),
            falls=tuple((*what, tuple(filter(None, refs))) for what, refs in falls.items()),
        )
        for day, falls in days.items()
    )


def lines(text: str) -> Markup:
    """A text of several lines as paragraphs."""
    parts = (line.strip() for line in text.splitlines())
    return Markup("\n").join(Markup("<p>{}</p>").format(escape(one)) for one in parts if one)


@cache
def style() -> str:
    """The style sheet."""
    return (HERE / "page.css").read_text(encoding="utf-8")


@cache
def style_mark() -> str:
    """Twelve characters that change whenever the style sheet does: browsers may keep it."""
    return hashlib.sha256(style().encode()).hexdigest()[:12]


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(lines=lines, day_words=day_words)
    return environment
