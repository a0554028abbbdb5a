"""How fast messages leave, whoever sends them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.rules.mail_pace import Sent, next_place

MINUTE, AHEAD = timedelta(minutes=1), timedelta(minutes=10)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
NINE = datetime(2010, 9, 6, 8, 0, tzinfo=UTC)


def places(per_minute: int, asked_at: list[datetime]) -> list[datetime]:
    """The places of messages for which one was asked at these instants, by any worker."""
    sent, found = Sent(0, LONG_AGO), []
    for now in asked_at:
        sent = next_place(sent, per_minute, now)
        found.append(sent.last_at)
    return found


@given(
    per_minute=st.integers(1, 40),
    gaps=st.lists(st.floats(0, 20, allow_nan=False), min_size=1, max_size=120),
    workers=st.integers(1, 3),
)
def test_no_minute_has_more_messages_than_allowed(
    per_minute: int, gaps: list[float], workers: int
) -> None:
    """Of any that many messages and one more, the last leaves a minute after the first.

    Each worker asks again some time after its own message has left.
    """
    sent, left = Sent(0, LONG_AGO), []
    free_at = [NINE] * workers
    for gap in gaps:
        free_at.sort()
        now = free_at[0] + timedelta(seconds=gap)
        sent = next_place(sent, per_minute, now)
        assert sent.last_at >= now
        left.append(sent.last_at)
        free_at[0] = sent.last_at
    left.sort()
    for first, last in zip(left, left[per_minute:], strict=False):
        assert last - first >= MINUTE


def test_a_short_run_leaves_at_once_and_the_next_message_waits() -> None:
    """Twenty-five messages are not slowed; the twenty-sixth waits for the minute to pass."""
    assert places(25, [NINE] * 27) == [NINE] * 25 + [NINE + MINUTE] * 2


def test_after_a_minute_without_a_message_all_places_are_free_again() -> None:
    """What left an hour ago slows nothing."""
    later = NINE + timedelta(hours=1)
    assert places(2, [NINE, NINE, later, later]) == [NINE, NINE, later, later]


def test_a_minute_after_the_last_place_all_are_free() -> None:
    """To the second."""
    last = Sent(25, NINE)
    assert next_place(last, 25, NINE + MINUTE) == Sent(1, NINE + MINUTE)
    assert next_place(Sent(3, NINE), 25, NINE + MINUTE) == Sent(1, NINE + MINUTE)


def test_a_clock_set_back_stops_nothing() -> None:
    """A place an hour ahead was taken by a clock that went wrong; one a minute ahead was not."""
    back = NINE - timedelta(hours=1)
    assert next_place(Sent(25, NINE), 25, back) == Sent(1, back)
    assert next_place(Sent(25, NINE), 25, NINE - AHEAD) == Sent(1, NINE + MINUTE)
    sooner = NINE - AHEAD - timedelta(seconds=1)
    assert next_place(Sent(25, NINE), 25, sooner) == Sent(1, sooner)
