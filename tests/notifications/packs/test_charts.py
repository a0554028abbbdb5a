"""Charts draw what their figures say."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.packs import PackCounts
from models.rules.packs_position import Breakdown
from models.rules.packs_words import BRAG_MEANING
from models.rules.words import Brag
from notifications.packs.charts import BAR, FLOOR, bar, trend

SVG = "{http://www.w3.org/2000/svg}"


def breakdown(*counts: int) -> Breakdown:
    """An agency with those counts, red first."""
    pairs = tuple(zip(BRAG_MEANING, counts, strict=True))
    return Breakdown(name="police", counts=pairs, overdue=0, all=sum(counts))


def pack(*counts: int) -> PackCounts:
    """A pack with those counts: blue, grey, red, amber, green."""
    blue, grey, red, amber, green = counts
    return PackCounts(
        number="1", freeze_on=date(2011, 1, 12), blue=blue, grey=grey, red=red, amber=amber,
        green=green, open=red + amber + green, overdue=red,
    )  # fmt: skip


@given(st.lists(st.integers(0, 400), min_size=5, max_size=5), st.integers(0, 500))
def test_a_bar_is_as_long_as_its_actions(counts: list[int], more: int) -> None:
    """The parts of a bar fill the share of its width that its actions are of the most."""
    most = max(1, sum(counts) + more)
    drawn = ET.fromstring(bar("Police & <fire>", breakdown(*counts), most).svg)  # noqa: S314 - our own
    parts = drawn.findall(f"{SVG}rect")
    assert len(parts) == sum(bool(n) for n in counts)
    if parts:
        end = float(parts[-1].attrib["x"]) + float(parts[-1].attrib["width"]) + 0.5
        assert end == pytest.approx(BAR[0] * sum(counts) / most, abs=1.6)


def test_a_bar_says_its_figures() -> None:
    """The words of a bar name the agency and each colour that has actions."""
    assert (
        bar("Police & <fire>", breakdown(2, 0, 3, 0, 0), 5).alt
        == "Police & <fire>: 2 red, 3 green."
    )
    assert bar("Police & <fire>", breakdown(0, 0, 0, 0, 0), 5).alt == "Police & <fire>: no actions."


@given(
    st.lists(
        st.tuples(*[st.integers(0, 2000)] * 5).map(lambda counts: pack(*counts)),
        min_size=1,
        max_size=5,
    )
)
def test_a_column_stands_on_the_floor_and_in_the_picture(packs: list[PackCounts]) -> None:
    """Every part of every column lies between the top and the floor, one above the other."""
    drawn = ET.fromstring(trend(packs).svg)  # noqa: S314 - our own
    parts = [(float(r.attrib["y"]), float(r.attrib["height"])) for r in drawn.iter(f"{SVG}rect")]
    assert len(parts) == sum(bool(p.of(b)) for p in packs for b in Brag)
    assert all(y >= 0 and y + tall <= FLOOR + 0.1 for y, tall in parts)


def test_a_trend_says_its_figures() -> None:
    """The words of a trend have every pack's day and counts."""
    assert trend([pack(4, 0, 2, 1, 7)]).alt == (
        "Actions by colour at the freeze of each pack. 12 Jan 2011: 2 red, 1 amber, 7 green, "
        "4 blue."
    )
