"""How often somebody may ask: buckets that fill again with time, the oldest forgotten first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

MOST_KEPT = 10_000


@dataclass(slots=True)
class Bucket:
    """A number of requests a minute for each key, of which as many may come at once."""

    a_minute: int
    clock: Callable[[], float] = monotonic
    _kept: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, key: str) -> bool:
        """True where one more may come, which is counted; False where it is too many."""
        now = self.clock()
        with self._lock:
            left, at = self._kept.pop(key, (float(self.a_minute), now))
            left = min(self.a_minute, left + (now - at) * self.a_minute / 60)
            self._kept[key] = (left - 1 if left >= 1 else left, now)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return left >= 1
