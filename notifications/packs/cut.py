"""What is printed of long lists: the first rows of each, and where the others stand.

A row takes 0.1 MB while it is laid out, and nobody reads four thousand of them on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from notifications.packs.document import Block, Section, Table

MOST_ROWS = 3_000
"""Of all lists together: some two hundred and fifty pages."""


def cut_short(sections: Sequence[Section], most: int = MOST_ROWS) -> tuple[Section, ...]:
    """The sections with as many rows in their lists as may be printed, each list's first.

    Short lists stay whole, and long ones are cut at one length. A table that ends in a total is
    no list, and a wide section is the plan, which the policy's own number bounds.
    """
    blocks = [b for s in sections if not s.wide for b in s.blocks]
    lists = [b for b in blocks if isinstance(b, Table) and not b.total]
    longest = _longest([len(one.rows) for one in lists], most)
    return tuple(s if s.wide else _cut(s, longest) for s in sections)


def _longest(lengths: Sequence[int], most: int) -> int:
    """The length at which lists are cut so that they come to no more than `most` rows."""
    left = most
    for place, length in enumerate(sorted(lengths)):
        share = left // (len(lengths) - place)
        if length > share:
            return share
        left -= length
    return most


def _cut(section: Section, longest: int) -> Section:
    return replace(section, blocks=tuple(_first(block, longest) for block in section.blocks))


def _first(block: Block, longest: int) -> Block:
    if not isinstance(block, Table) or block.total or len(block.rows) <= longest:
        return block
    said = (
        f"{block.caption}. The first {longest:,} are printed; the workbook issued with this pack "
        "has every action"
    )
    return replace(block, caption=said, rows=block.rows[:longest])
