"""What is kept of a visitor's overview between two requests: while nothing is recorded anew."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.rules.date_words import day_words
from models.rules.overview import summary
from notifications.page.rendering import by_day
from notifications.page.timeline import time_line
from tasks.own_actions import Overview

MOST = 256
# The person, how far the history is, and the day.
Key = tuple[int, tuple[int, str], date]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a visitor leads, and the words in which the page shows all of it."""

    own: Overview
    words: dict[str, Any] = field(repr=False)

    @classmethod
    def of(cls, own: Overview) -> Shown:
        """An overview in words, the days ahead drawn."""
        words = {
            "posts": ", ".join(own.posts) or "You hold no post today",
            "today": day_words(own.today_on),
            "summary": summary(own.actions),
            "actions": own.actions,
            "closed": own.closed,
            "ahead": by_day(own.ahead),
            "time_line": time_line(own.ahead, own.today_on),
        }
        return cls(own, words)


@dataclass(slots=True)
class Kept:
    """The overviews that were shown last; the key of one changes with all that is recorded."""

    _shown: OrderedDict[Key, Shown] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def found(self, key: Key) -> Shown | None:
        """What is kept under a key."""
        with self._lock:
            return self._shown.get(key)

    def keep(self, key: Key, own: Overview) -> Shown:
        """An overview, kept under its key; the oldest is forgotten."""
        shown = Shown.of(own)
        with self._lock:
            self._shown[key] = shown
            while len(self._shown) > MOST:
                self._shown.popitem(last=False)
        return shown
