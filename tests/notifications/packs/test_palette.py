"""The colours of a pack can be read, and told apart without being seen."""

from __future__ import annotations

from itertools import pairwise

import pytest

from models.rules.words import Brag
from notifications.packs import palette
from notifications.packs.charts import STACK


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2 of a colour written #rrggbb."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2.2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["INK", "QUIET", "LATE", "ACCENT"])
@pytest.mark.parametrize("ground", ["#ffffff", palette.WASH])
def test_text_has_four_and_a_half_to_one(name: str, ground: str) -> None:
    """Each colour of text can be read on white and on the wash (WCAG 2.2, 1.4.3)."""
    assert contrast(getattr(palette, name), ground) >= 4.5


@pytest.mark.parametrize("brag", list(Brag))
def test_chips_and_bars_can_be_read(brag: Brag) -> None:
    """Words on tints and numbers on fills have 4.5:1, edges on white 3:1 (1.4.3, 1.4.11)."""
    assert contrast(palette.WORD[brag], palette.TINT[brag]) >= 4.5
    assert contrast(palette.INK_ON[brag], palette.FILL[brag]) >= 4.5
    assert contrast(palette.EDGE[brag], "#ffffff") >= 3
    assert contrast(palette.EDGE[brag], palette.TINT[brag]) >= 3


def test_every_colour_is_stacked_once() -> None:
    """A column of the trend has each colour, and no two neighbours share a fill."""
    assert sorted(STACK) == sorted(Brag)
    assert all(palette.FILL[a] != palette.FILL[b] for a, b in pairwise(STACK))
