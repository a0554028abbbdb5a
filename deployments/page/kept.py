"""What is kept of people's overviews between two requests: while nothing of them is recorded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from deployments.page.shown import Shown
from models.database import reading
from models.page_news import concerns
from models.page_reading import Head, Holder
from tasks.office import Office
from tasks.own_actions import overview
from tasks.own_played import MOST, OwnPlayed

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(slots=True)
class Latest(Generic[Key, Value]):
    """What was put in last, each under its key, and no more than so many."""

    most: int = MOST
    _kept: OrderedDict[Key, Value] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def get(self, key: Key) -> Value | None:
        """What is kept under a key."""
        with self._lock:
            return self._kept.get(key)

    def put(self, key: Key, value: Value) -> Value:
        """The same, kept under its key; what was put in first is forgotten."""
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return value

    def forget(self, is_over: Callable[[Key, Value], bool]) -> None:
        """Keep no more what is over."""
        with self._lock:
            for key in [key for key, value in self._kept.items() if is_over(key, value)]:
                del self._kept[key]


@dataclass(frozen=True, slots=True)
class Read:
    """What a person is shown, as it was on a day at a place of the history."""

    shown: Shown
    at: Head
    on: date


@dataclass(slots=True)
class Kept:
    """What was read last of each person, with the page that shows it; `root` is the page's path."""

    root: str = ""
    _read: Latest[int, Read] = field(default_factory=Latest, repr=False)
    _played: OwnPlayed = field(default_factory=OwnPlayed, repr=False)

    def found(self, office: Office, whose: Holder) -> Shown | None:
        """What a person is shown, where it was read today and nothing of it was recorded since."""
        read = self._read.get(whose.person_id)
        if read is None or read.on != office.clock.today():
            return None
        if read.at != whose.history:
            with office.engine.connect() as connection:
                if concerns(connection, whose, read.at, read.shown.own.ids):
                    return None
            self._read.put(whose.person_id, Read(read.shown, whose.history, read.on))
        return read.shown

    def read(self, office: Office, whose: Holder) -> Shown:
        """The same, read from the register.

        What is recorded while it is read is told twice at most, and never passed over.
        """
        with reading(office.engine) as session:
            own = overview(office, session, whose, self._played)
        read = Read(Shown.of(own, self.root), whose.history, own.today_on)
        return self._read.put(whose.person_id, read).shown

    def keep(self, people: Collection[int], on: date) -> None:
        """Forget what was read on another day, and of everybody else: they may have been purged."""
        self._read.forget(lambda person_id, read: person_id not in people or read.on != on)
        self._played.keep(people, on)
