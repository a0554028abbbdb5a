"""The first page: what is to be decided, what to be noted, and what is not for the public."""

from __future__ import annotations

import dataclasses

from models.rules.packs_figures import figures
from models.rules.words import Edition
from notifications.packs.cover import cover
from tests.notifications.packs.conftest import example

EXAMPLE = example()


def test_what_to_decide_and_what_to_note_are_told_apart() -> None:
    """The numbers are those of the resolutions below; an action under two decisions is said."""
    made = cover(figures(EXAMPLE), Edition.RESTRICTED)
    assert made.asks == (
        "The committee is asked for 5 decisions (1 to 5) on 4 actions, and to note 1 (6). "
        "1 action stands under more than one decision."
    )
    assert len(made.resolutions) == 6


def test_without_a_decision_there_is_nothing_to_count() -> None:
    """The pack of nothing is for noting."""
    made = cover(figures(dataclasses.replace(EXAMPLE, previous=None, rows=())), Edition.PUBLIC)
    assert made.asks == "No decision is asked of the committee; the pack is for noting."


def test_what_was_heard_is_not_for_the_public() -> None:
    """What leads answered stands in the restricted edition alone."""
    made = figures(EXAMPLE)
    said = {edition: " ".join(cover(made, edition).says) for edition in Edition}
    assert "heard on" in said[Edition.RESTRICTED]
    assert "heard on" not in said[Edition.PUBLIC]
