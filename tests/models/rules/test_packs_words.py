"""How numbers, days and lists are said in a pack: absent is never zero, and zero is in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from models.rules.packs_words import (
    NAMED_AT_MOST,
    counted,
    day_or,
    listed,
    more_or_fewer,
    pack_words,
    references,
    sentence,
    some,
)
from tests.tables import table


@pytest.mark.clause("6.5")
@table(
    ("say", "given", "expected"),
    [
        (pack_words, ("pack-2010-3",), "pack 2010-3"),
        (pack_words, ("2010-3",), "pack 2010-3"),
        (sentence, ("no DATE is agreed",), "No DATE is agreed"),
        (day_or, (None,), "not reported"),
        (day_or, (date(2010, 11, 17),), "17 November 2010"),
        (counted, (0,), "none"),
        (counted, (1500,), "1,500"),
        (some, (0, "action"), "No actions"),
        (some, (1, "action"), "1 action"),
        (some, (2, "action"), "2 actions"),
        (some, (2, "reply", "replies"), "2 replies"),
        (more_or_fewer, (0,), "no change"),
        (more_or_fewer, (1,), "1 more"),
        (more_or_fewer, (-1,), "1 fewer"),
        (more_or_fewer, (1500,), "1,500 more"),
        (listed, ((),), ""),
        (listed, (("a", "b", "c"),), "a, b and c"),
        (references, (["a"] * NAMED_AT_MOST, "overdue"), f"{'a, ' * (NAMED_AT_MOST - 2)}a and a"),
        (references, (["a"] * 13, "overdue"), "the 13 actions listed under overdue"),
    ],
)
def test_how_it_is_said(say: Callable[..., str], given: tuple[object, ...], expected: str) -> None:
    """In the words of a pack."""
    assert say(*given) == expected
