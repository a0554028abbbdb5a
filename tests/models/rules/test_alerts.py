"""When the operator is told of a trouble."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from models.rules.alerts import Told, alert_owed, known_after
from models.rules.troubles import How, Trouble, trouble_words
from tests.tables import table

TODAY = date(2010, 11, 3)
DOWN, MORE = ("The server is down: 12 wait.",), ("The server is down: 13 wait.",)


def told(troubles: tuple[str, ...], on: date = TODAY, of: tuple[int, ...] = (1,)) -> Told:
    """What the operator knows after these were told of boards that were well before."""
    return known_after(None, troubles, on, of)


@table(
    ("flow", "how", "on", "words"),
    [
        ("no-flow", How.LATE, None, "A run did not begin in time"),
        ("no-flow", How.FAILED, TODAY, "A run stopped on a fault on 3 November 2010"),
        ("no-flow", How.CRASHED, TODAY, "A run was cut off on 3 November 2010"),
        ("backup", How.TIMED_OUT, None, "The backup took longer than it may and was stopped"),
        (
            "backup",
            How.REFUSED,
            TODAY,
            "The backup was refused on 3 November 2010; its run in Prefect says why",
        ),
    ],
)
def test_a_trouble_of_a_run_is_a_sentence(flow: str, how: How, on: date | None, words: str) -> None:
    """What became of which run, and on which day."""
    assert trouble_words(Trouble(flow, how), on) == words


@table(
    ("before", "now", "of", "owed"),
    [
        (None, (), (1,), False),
        (None, DOWN, (1,), True),
        (told(DOWN), DOWN, (1,), False),
        (told(DOWN), MORE, (1,), False),
        (told(DOWN), (*DOWN, "Refused: 1."), (1,), True),
        (told(DOWN, TODAY - timedelta(days=1)), DOWN, (1,), True),
        (told(DOWN), (), (1,), True),
        (known_after(told(DOWN), (), TODAY, (1,)), (), (1,), False),
        (known_after(told(DOWN), (), TODAY, (1,)), DOWN, (1,), True),
        # What another board is well of, or in as well, is no news.
        (told(DOWN), (), (2, 3), False),
        (told(DOWN), DOWN, (2,), False),
        (known_after(told(DOWN), DOWN, TODAY, (2,)), (), (1,), False),
        (known_after(told(DOWN), DOWN, TODAY, (2,)), (), (1, 2), True),
    ],
)
def test_a_trouble_is_told_when_it_begins_or_changes_once_a_day_and_when_it_ends(
    before: Told | None, now: tuple[str, ...], of: tuple[int, ...], *, owed: bool
) -> None:
    """Its numbers change with every run, and are no change of its kind."""
    assert alert_owed(before, known_after(before, now, TODAY, of)) is owed


def test_what_was_told_is_known_until_the_last_board_is_well() -> None:
    """One kind after another, each once a day; the next day begins anew."""
    both = known_after(told(DOWN), ("Refused: 1.",), TODAY, (2,))
    assert both == Told(kinds=("Refused: n.", "The server is down: n wait."), on=TODAY, of=(1, 2))
    assert known_after(both, (), TODAY + timedelta(days=1), (2,)) == replace(both, of=(1,))
    later = known_after(both, DOWN, TODAY + timedelta(days=1), (1,))
    assert later == told(DOWN, TODAY + timedelta(days=1), (1, 2))


def test_what_is_known_is_kept_in_order() -> None:
    """Whichever board or trouble was first: a file that changes is a change that is told."""
    many = tuple(f"{place} is full: 1 file." for place in ("c", "f", "a", "e", "b", "d"))
    known = told(many, of=(8, 1))
    assert known.of == (1, 8)
    assert [one[0] for one in known.kinds] == ["a", "b", "c", "d", "e", "f"]
    assert known_after(known, (), TODAY, (1, 8)) == Told(kinds=(), on=TODAY, of=())
