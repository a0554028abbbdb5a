"""What stands in a cell: an action in as many words as it takes, and whether its post is held."""

from __future__ import annotations

import dataclasses

from models.rules.words import Standing
from notifications.packs.cells import ROOM, SHORT, action, action_to_decide, late, led_by
from tests.notifications.packs.conftest import example
from tests.tables import table

ROW = example().rows[0]


@table(
    ("words", "shown"),
    [
        ("Agree who writes.", "Agree who writes."),
        ("a" * SHORT + " b" * (ROOM // 2), "a" * SHORT + " b" * (ROOM // 2)),
        (f"{'word ' * 30}end. {'more ' * 30}", f"{'word ' * 30}end.\u00a0…"),
        ("word " * 60, f"{'word ' * 27}word\u00a0…"),
    ],
)
def test_words_to_decide_on_end_with_their_phrase(words: str, shown: str) -> None:
    """Two lines more, if the sentence or the phrase ends there; else as in any list."""
    row = dataclasses.replace(ROW, short_title="", recommendation=words)
    assert action_to_decide(row).lines[0].text == shown
    named = dataclasses.replace(row, short_title="A title")
    assert action_to_decide(named) == action(named)


@table(
    ("vacant", "said"),
    [((), []), (("Nurse",), ["the post is vacant"]), (("Head",), ["vacant: Head"])],
)
def test_a_vacant_post_is_said_beside_the_lead(vacant: tuple[str, ...], said: list[str]) -> None:
    """The accountable lead's own post, or which of the others."""
    row = dataclasses.replace(ROW, leads=("Nurse", "Head"), vacant_leads=vacant)
    assert [line.text for line in led_by(row).lines if "vacant" in line.text] == said


@table(
    ("days", "standing", "said"),
    [
        (1, Standing.OVERDUE, "1 day late"),
        (0, Standing.OVERDUE, "a checkpoint missed"),
        (0, Standing.NO_DATE, "not late"),
    ],
)
def test_what_has_no_date_is_late_by_its_checkpoint(
    days: int, standing: Standing, said: str
) -> None:
    """In days where there is a date."""
    row = dataclasses.replace(ROW, days_late=days, standing=standing)
    assert late(row).lines[0].text == said
