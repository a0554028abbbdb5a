"""How fast messages leave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels.pace import Pace


class Played:
    """A clock that goes on only when somebody sleeps or works."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        """The seconds now."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Go on by so much."""
        assert seconds > 0
        self.now += seconds


@given(
    per_minute=st.integers(1, 40),
    work=st.lists(st.floats(0, 20, allow_nan=False), min_size=1, max_size=120),
)
def test_no_minute_has_more_messages_than_allowed(per_minute: int, work: list[float]) -> None:
    """Of any that many messages and one more, the last leaves a minute after the first."""
    played = Played()
    pace = Pace(per_minute, clock=played.clock, sleep=played.sleep)
    left: list[float] = []
    for seconds in work:
        played.now += seconds
        pace.wait()
        left.append(played.now)
    for first, last in zip(left, left[per_minute:], strict=False):
        assert last - first >= 60.0 - 1e-6


def test_a_short_run_leaves_at_once_and_the_next_message_waits() -> None:
    """Twenty-five messages are not slowed; the twenty-sixth waits for the minute to pass."""
    played = Played()
    pace = Pace(25, clock=played.clock, sleep=played.sleep)
    assert [pace.wait() for _ in range(25)] == [0.0] * 25
    assert pace.wait() == 60.0


def test_no_limit_never_sleeps() -> None:
    """Nought is no limit: the clock is not even asked."""

    def asked() -> float:
        raise AssertionError("nobody need ask")

    def slept(_: float) -> None:
        raise AssertionError("nobody need sleep")

    pace = Pace(0, clock=asked, sleep=slept)
    assert sum(pace.wait() for _ in range(1000)) == 0.0


def test_a_pace_below_nought_is_refused() -> None:
    """A slip in a setting is a sentence, not a run that never ends."""
    with pytest.raises(ValueError, match="use 0 for no limit"):
        Pace(-1)
