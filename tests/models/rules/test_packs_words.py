"""How numbers, days and lists are said in a pack: absent is never zero, and zero is in words."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.packs_words import (
    NAMED_AT_MOST,
    counted,
    day_or,
    more_or_fewer,
    pack_words,
    references,
    sentence,
    some,
)
from tests.tables import table

MANY = [f"child-x/{n}" for n in range(1, NAMED_AT_MOST + 2)]


@pytest.mark.clause("6.5")
@table(
    ("said", "expected"),
    [
        (pack_words("pack-2010-3"), "pack 2010-3"),
        (pack_words("2010-3"), "pack 2010-3"),
        (sentence("no DATE is agreed"), "No DATE is agreed"),
        (day_or(None), "not reported"),
        (day_or(date(2010, 11, 17)), "17 November 2010"),
        (counted(0), "none"),
        (counted(1500), "1,500"),
        (some(0, "action"), "No actions"),
        (some(1, "action"), "1 action"),
        (some(2, "action"), "2 actions"),
        (some(2, "reply", "replies"), "2 replies"),
        (more_or_fewer(0), "no change"),
        (more_or_fewer(1), "1 more"),
        (more_or_fewer(-1), "1 fewer"),
        (references(MANY[:-1], "overdue").count(","), NAMED_AT_MOST - 2),
        (references(MANY, "overdue"), f"the {len(MANY)} actions listed under overdue"),
    ],
)
def test_how_it_is_said(said: object, expected: object) -> None:
    """In the words of a pack."""
    assert said == expected
