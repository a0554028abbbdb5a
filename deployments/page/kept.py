"""What is kept of a visitor's overview between two requests: while nothing is recorded anew."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from models.rules.date_words import day_words
from models.rules.overview import summary
from notifications.page.rendering import Frame, by_day, page
from notifications.page.timeline import time_line
from tasks.own_actions import Overview

MOST = 256
# Days further ahead than this are shown to whoever asks for them.
SOON = timedelta(days=56)
# The link, how far the history is, and the day.
Key = tuple[str, tuple[int, str], date]


def overview_words(own: Overview) -> dict[str, Any]:
    """An overview in the words in which the page shows it, the days ahead drawn."""
    days = by_day(own.ahead)
    return {
        "posts": ", ".join(own.posts) or "You hold no post today",
        "today": day_words(own.today_on),
        "summary": summary(own.actions),
        "actions": own.actions,
        "closed": own.closed,
        "soon": [day for day in days if day.on - own.today_on <= SOON],
        "late": [day for day in days if day.on - own.today_on > SOON],
        "time_line": time_line(own.ahead, own.today_on),
    }


@dataclass(frozen=True, slots=True)
class Shown:
    """What a visitor leads, and the page that shows all of it at one link, as it is sent."""

    own: Overview
    html: bytes = field(repr=False)

    @classmethod
    def of(cls, own: Overview, root: str, base: str) -> Shown:
        """An overview as the page of a link."""
        html = page("overview", frame_of(own, root, base), **overview_words(own))
        return cls(own, html.encode())


def frame_of(own: Overview, root: str, base: str) -> Frame:
    """What stands around every page of a visitor."""
    return Frame(
        root=root,
        base=base,
        board=own.board,
        marking=own.marking,
        ask_post=own.ask_post,
        ask_address=own.ask_address,
    )


@dataclass(slots=True)
class Kept:
    """The overviews that were shown last; the key of one changes with all that is recorded.

    There is nothing in one of the visit: each form is on a page of its own.
    """

    _shown: OrderedDict[Key, Shown] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def found(self, key: Key) -> Shown | None:
        """What is kept under a key."""
        with self._lock:
            return self._shown.get(key)

    def keep(self, key: Key, shown: Shown) -> Shown:
        """The same, kept under its key; the oldest is forgotten."""
        with self._lock:
            self._shown[key] = shown
            while len(self._shown) > MOST:
                self._shown.popitem(last=False)
        return shown
