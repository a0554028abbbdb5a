"""How often somebody may ask, and how much send: buckets that fill again, the oldest forgotten."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

MOST_KEPT = 10_000


@dataclass(slots=True)
class Bucket:
    """So much a minute for each key; `most` may come at once, where that is more."""

    a_minute: int
    most: int = 0
    clock: Callable[[], float] = monotonic
    _kept: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, key: str, much: int = 1) -> bool:
        """True where so much more may come, which is counted; False where it is too much."""
        now, most = self.clock(), max(self.a_minute, self.most)
        with self._lock:
            left, at = self._kept.pop(key, (float(most), now))
            left = min(most, left + (now - at) * self.a_minute / 60)
            self._kept[key] = (left - much if left >= much else left, now)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return left >= much
