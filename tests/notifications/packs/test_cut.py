"""What is printed of long lists, and what is said of the others."""

from __future__ import annotations

import pytest

from notifications.packs.cut import MOST_ROWS, cut_short
from notifications.packs.document import Cell, Column, Line, Paragraph, Section, Table


def table(rows: int, caption: str = "Some actions", *, total: bool = False) -> Table:
    """A list of so many rows."""
    made = tuple((Cell(lines=(Line(text=str(n)),)),) for n in range(rows))
    return Table(caption=caption, columns=(Column(title="Reference"),), rows=made, total=total)


def cut(*lengths: int, most: int) -> list[int]:
    """How many rows of lists so long are printed."""
    section = Section(anchor="a", heading="A", blocks=tuple(map(table, lengths)))
    (made,) = cut_short([section], most)
    return [len(b.rows) for b in made.blocks if isinstance(b, Table)]


@pytest.mark.parametrize(
    ("lengths", "printed"),
    [
        ((), []),
        ((10,), [10]),
        ((3, 4, 3), [3, 4, 3]),
        ((11,), [10]),
        ((2, 20, 30), [2, 4, 4]),
        ((0, 5, 6), [0, 5, 5]),
    ],
)
def test_long_lists_are_cut_at_one_length(lengths: tuple[int, ...], printed: list[int]) -> None:
    """Short ones stay whole; all of them together have no more than ten rows."""
    assert cut(*lengths, most=10) == printed


def test_a_cut_list_says_so_and_keeps_its_first_rows() -> None:
    """A table with a total is no list, a wide section is the plan, and words stay."""
    whole = (Paragraph(text="Words."), table(30, total=True))
    long = Section(anchor="a", heading="A", blocks=(*whole, table(3_500, "Late")))
    plan = Section(anchor="plan", heading="Plan", blocks=(table(4_000),), wide=True)
    made, same = cut_short([long, plan])
    assert same == plan
    assert made.blocks[:2] == whole
    late = made.blocks[2]
    assert isinstance(late, Table)
    assert late.rows == table(MOST_ROWS).rows
    assert late.caption == (
        "Late. The first 3,000 are printed; the workbook issued with this pack has every action"
    )
