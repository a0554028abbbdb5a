"""Which backups are kept, and when one is late."""

from __future__ import annotations

from datetime import date, timedelta

from models.rules.backups import is_late, lacks_words, to_let_go

TODAY = date(2026, 11, 26)


def before(*days: int) -> tuple[date, ...]:
    """The days so many days ago."""
    return tuple(TODAY - timedelta(days=n) for n in days)


def test_the_last_thirty_are_kept_and_the_last_of_each_month_for_a_year() -> None:
    """After two years of a backup a day there are thirty, and those of eleven months more."""
    every = before(*range(730))
    gone = set(to_let_go(every, TODAY, {}))
    kept = [day for day in every if day not in gone]
    assert kept[:30] == list(every[:30])
    assert [f"{day:%Y-%m-%d}" for day in kept[30:]] == [
        *("2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30"),
        *("2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31", "2025-11-30"),
    ]


def test_the_last_of_a_month_is_kept_for_366_days() -> None:
    """Beside the last thirty, of which there are more."""
    assert set(to_let_go(before(*range(30), 366), TODAY, {})) == set()
    assert to_let_go(before(*range(30), 367), TODAY, {}) == before(367)


def test_where_backups_have_stopped_the_last_ones_stay() -> None:
    """However old they are: thirty is thirty."""
    old = before(*range(2000, 2040))
    assert set(old) - set(to_let_go(old, TODAY, {})) == set(old[:30])
    assert to_let_go((), TODAY, {}) == ()


def test_the_last_that_lacks_nothing_is_kept_however_old_it_is() -> None:
    """The others go as ever; one of which nothing is known counts where no other is left."""
    every = before(*range(800))
    lacking = dict.fromkeys(every[:700], False)
    always = set(to_let_go(every, TODAY, {}))
    assert always - set(to_let_go(every, TODAY, lacking)) == {every[700]}
    assert always - set(to_let_go(every, TODAY, lacking | {every[702]: True})) == {every[702]}
    two = lacking | {every[702]: True, every[705]: True}
    assert always - set(to_let_go(every, TODAY, two)) == {every[702]}
    assert set(to_let_go(every, TODAY, dict.fromkeys(every, False))) == always
    assert set(to_let_go(every, TODAY, {every[3]: True})) == always


def test_a_backup_is_late_after_four_days() -> None:
    """None at all is late only where they are to be made."""
    assert not is_late(None, TODAY, scheduled=False)
    assert is_late(None, TODAY, scheduled=True)
    four, five = before(4, 5)
    assert not is_late(four, TODAY, scheduled=True)
    assert is_late(five, TODAY, scheduled=False)


def test_what_a_backup_lacks_is_counted() -> None:
    """One file, or several."""
    assert lacks_words(1).startswith("1 file that the register names")
    assert lacks_words(2).startswith("2 files that the register names")
