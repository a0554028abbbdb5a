"""When the operator is told of a trouble."""

from __future__ import annotations

from datetime import date, timedelta

from models.rules.alerts import alert_owed, told_now
from models.rules.troubles import How, Trouble, trouble_words
from tests.tables import table

TODAY = date(2010, 11, 3)
DOWN, MORE = ("The server is down: 12 wait.",), ("The server is down: 13 wait.",)


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
    ("before", "now", "owed"),
    [
        (None, (), False),
        (None, DOWN, True),
        (told_now(DOWN, TODAY), DOWN, False),
        (told_now(DOWN, TODAY), MORE, False),
        (told_now(DOWN, TODAY), (*DOWN, "Refused: 1."), True),
        (told_now(DOWN, TODAY - timedelta(days=1)), DOWN, True),
        (told_now(DOWN, TODAY), (), True),
        (told_now((), TODAY), (), False),
        (told_now((), TODAY), DOWN, True),
    ],
)
def test_a_trouble_is_told_when_it_begins_or_changes_once_a_day_and_when_it_ends(
    before: object, now: tuple[str, ...], *, owed: bool
) -> None:
    """Its numbers change with every run, and are no change of its kind."""
    assert alert_owed(before, now, TODAY) is owed  # type: ignore[arg-type]
