"""How fast messages leave: a number a minute, as a mail server counts them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

MINUTE = 60.0


class Pace:
    """At most `per_minute` messages in any 60 seconds; 0 is no limit (MATTERS_MAIL_RATE).

    A short run leaves at once and only a long one is slowed. The clock counts seconds and never
    goes back; both it and the sleep are handed in where time is played.
    """

    __slots__ = ("_clock", "_left_at", "_sleep")

    def __init__(
        self,
        per_minute: int,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if per_minute < 0:
            raise ValueError(f"a pace of {per_minute} messages a minute: use 0 for no limit")
        self._clock = clock
        self._sleep = sleep
        self._left_at: deque[float] = deque(maxlen=per_minute)

    def wait(self) -> float:
        """The seconds slept before the next message may leave; call it before each one."""
        left_at = self._left_at
        if left_at.maxlen == 0:
            return 0.0
        now = self._clock()
        slept = 0.0
        if len(left_at) == left_at.maxlen:
            slept = max(0.0, left_at[0] + MINUTE - now)
            if slept:
                self._sleep(slept)
        left_at.append(now + slept)
        return slept
