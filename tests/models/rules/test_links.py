"""When a link and a code of the lead's page are open, and when no more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from models.rules.links import (
    CODE_LASTS,
    CODES_A_DAY,
    LASTS,
    OPENED_LASTS,
    TRIES,
    Code,
    Link,
    code_fault,
    code_refusal,
    is_open,
)

NOW = datetime(2010, 11, 1, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LINK = Link(person_id=1, made_at=NOW, address=b"abcdef")


def opens(after: timedelta, *, revoked: datetime | None = None, address: bytes = b"abcdef") -> bool:
    """Whether a link opens some time after it was made."""
    return is_open(LINK, NOW + after, revoked_at=revoked, address=address)


def test_a_link_opens_for_thirty_days_at_one_address_unless_it_is_revoked() -> None:
    """The minute in which links are revoked takes with it what was made in it."""
    assert opens(timedelta())
    assert opens(LASTS)
    assert not opens(LASTS + SECOND)
    assert not opens(timedelta(days=1), address=b"others")
    assert not opens(timedelta(days=1), revoked=NOW)
    assert opens(timedelta(days=1), revoked=NOW - SECOND)


def test_how_long_each_lasts() -> None:
    """Thirty days, ten minutes, an hour; five tries, ten codes a day."""
    assert [LASTS.days, CODE_LASTS.seconds, OPENED_LASTS.seconds] == [30, 600, 3600]
    assert [TRIES, CODES_A_DAY] == [5, 10]


def test_a_clock_set_back_an_hour_shuts_nobody_out_and_no_link_comes_from_the_future() -> None:
    """Two hours are let go."""
    assert opens(-timedelta(hours=2))
    assert not opens(-timedelta(hours=2) - SECOND)


def test_a_code_is_good_for_ten_minutes_five_tries_and_one_use() -> None:
    """Each fault is said with what to do."""
    fresh = Code(sent_at=NOW, tries=0)
    assert code_fault(fresh, NOW + CODE_LASTS) == ""
    assert code_fault(Code(sent_at=NOW, tries=TRIES - 1), NOW) == ""
    for code, at, word in (
        (None, NOW, "no code"),
        (Code(sent_at=NOW, tries=1, used=True), NOW, "no code"),
        (fresh, NOW + CODE_LASTS + SECOND, "ten minutes"),
        (Code(sent_at=NOW, tries=TRIES), NOW, "five times"),
    ):
        assert word in code_fault(code, at)
        assert "Ask for a new one" in code_fault(code, at)


def test_codes_are_sent_a_minute_apart_and_ten_a_day() -> None:
    """Nobody's mailbox is filled by whoever has found a link."""
    minute = timedelta(minutes=1)
    assert code_refusal((), NOW) == ""
    assert "minute" in code_refusal((NOW - minute + SECOND,), NOW)
    assert code_refusal((NOW - minute,), NOW) == ""
    assert "minute" in code_refusal((NOW - SECOND, NOW - 5 * minute), NOW)
    many = tuple(NOW - n * minute for n in range(1, CODES_A_DAY + 1))
    assert "secretary" in code_refusal(many, NOW)
    assert code_refusal(many[1:], NOW) == ""
