"""Charts as SVG, from Jinja2: real text, drawn to one palette, each with its figures in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from models.rules.packs import PackCounts
from models.rules.packs_position import Breakdown
from models.rules.packs_words import BRAG_MEANING
from models.rules.words import Brag
from notifications.packs.cells import colour_word, short_day
from notifications.packs.document import Picture
from notifications.packs.palette import EDGE, FILL, INK_ON

BAR = (240, 16)
HEIGHT, FLOOR, TOP = 232, 206, 26
LEFT, STEP, COLUMN, LEGEND = 50, 110, 66, 84
WIDEST = LEFT + 4 * STEP + COLUMN + LEGEND
STACK = (Brag.GREY, Brag.BLUE, Brag.GREEN, Brag.AMBER, Brag.RED)
LABEL_HEIGHT = 13


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=True).get_template(name)


def words_of(counts: Sequence[tuple[Brag, int]]) -> str:
    """ "2 red, 1 amber, 3 green": the figures of a bar, colours without any left out."""
    return ", ".join(f"{n:,} {brag.value}" for brag, n in counts if n) or "no actions"


def bar(name: str, line: Breakdown, most: int) -> Picture:
    """One stacked bar as long as its number of actions, `most` filling the width."""
    width, height = BAR
    parts, at = [], 0.0
    for brag, n in line.counts:
        length = width * n / max(most, 1)
        if n:
            parts.append({"x": round(at, 2), "width": round(length, 2), **_ink(brag)})
        at += length
    svg = _template("bar.svg").render(width=width, height=height, parts=parts)
    return Picture(svg=svg, alt=f"{name}: {words_of(line.counts)}.")


def trend(packs: Sequence[PackCounts]) -> Picture:
    """Stacked columns, one a pack, oldest first, each part with its number."""
    most = max(1, *(p.actions for p in packs))
    columns = [_column(p, LEFT + n * STEP, most) for n, p in enumerate(packs)]
    ticks = [(value, _height(value, most)) for value in _ticks(most)]
    right = LEFT + (len(packs) - 1) * STEP + COLUMN
    svg = _template("trend.svg").render(
        width=right + LEGEND, height=HEIGHT, floor=FLOOR, columns=columns, ticks=ticks, right=right
    )
    said = "; ".join(f"{short_day(p.freeze_on)}: {words_of(_counts(p))}" for p in packs)
    alt = f"Actions by colour at the freeze of each pack. {said}."
    return Picture(svg=svg, alt=alt, width=round((right + LEGEND) / WIDEST, 3))


def _ink(brag: Brag) -> dict[str, str]:
    word = colour_word(brag)
    return {"fill": FILL[brag], "edge": EDGE[brag], "ink": INK_ON[brag], "word": word}


def _counts(pack: PackCounts) -> list[tuple[Brag, int]]:
    return [(brag, pack.of(brag)) for brag in BRAG_MEANING]


def _height(n: int, most: int) -> float:
    return round((FLOOR - TOP) * n / most, 2)


def _ticks(most: int) -> list[int]:
    """About four round values from zero, none above the highest column."""
    step = next(s * 10**e for e in range(12) for s in (1, 2, 5) if s * 10**e * 4 >= most)
    return list(range(0, most + 1, step))


def _column(pack: PackCounts, x: float, most: int) -> dict[str, object]:
    parts, y = [], float(FLOOR)
    for brag in STACK:
        tall = _height(pack.of(brag), most)
        y -= tall
        shown = tall >= LABEL_HEIGHT
        if tall:
            part = {"y": round(y, 2), "tall": tall, "n": pack.of(brag), "shown": shown}
            parts.append({**part, **_ink(brag)})
    return {"x": x, "width": COLUMN, "parts": parts, "all": pack.actions, "y": round(y, 2),
            "name": f"{pack.freeze_on:%b %Y}"}  # fmt: skip
