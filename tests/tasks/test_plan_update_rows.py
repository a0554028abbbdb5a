"""By which number `--same` calls a row of a file that numbers none, or numbers several alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from tasks.office import straight
from tasks.plan_asked import Import
from tasks.plans import Imported, import_plan
from tests.stories.world import FIRST, LEAD, REVIEW, World
from tests.tasks.plan_pdf_papers import Look, as_pdf

HEADS = ["Ref", "Recommendation", "Key Actions", "Lead Officer", "Date"]
WISH = "Every school is to name a governor who reads the minutes of meetings"
OTHER = "Housing officers must ask about other adults at an address"


def row(ref: str, wish: str) -> list[str]:
    """A row of the plan."""
    return [ref, wish, "Do what is asked", LEAD, "17 September 2010"]


FIRST_TABLE = [
    HEADS,
    row("1", OTHER),
    row("2", "The police should send the form on the same night"),
]


def pdf(path: Path, rows: list[list[str]]) -> Path:
    """Two tables on pages of their own, each with a line above it."""
    look = Look(more=")\n#pagebreak()\n#box(")
    return as_pdf(
        path / "plan.pdf", ("Part one", FIRST_TABLE), ("Part two", [HEADS, *rows]), look=look
    )


def excel(path: Path, rows: list[list[str]]) -> Path:
    """Two sheets, of which each has a row 2."""
    book = Workbook(write_only=True)
    for name, table in (("One", FIRST_TABLE), ("Two", [HEADS, *rows])):
        sheet = book.create_sheet(name)
        for one in table:
            sheet.append(one)
    book.save(path / "plan.xlsx")
    return path / "plan.xlsx"


@pytest.mark.parametrize(
    ("write", "where"), [(pdf, "row 3 (page 2)"), (excel, "row 3 (row 2 of the sheet “Two”)")]
)
def test_a_row_is_called_as_the_report_calls_it(
    write: Callable[[Path, list[list[str]]], Path], where: str, world: World, tmp_path: Path
) -> None:
    """Its place in the plan, which the list of doubts names, and no row of another table's."""

    def lay(rows: list[list[str]], *, same: dict[int, str], update: bool = True) -> Imported:
        path = write(tmp_path, rows)
        what = Import(
            path=path, review=REVIEW, title="Child Q", agreed_on=FIRST, update=update, same=same
        )
        return straight(world.office)(import_plan, what, keep=True)

    lay([row("3", WISH), row("4", WISH)], same={}, update=False)
    done = lay([row("8", WISH)], same={})
    (doubt,) = done.compared.doubts
    assert (doubt.row, doubt.actions) == (3, ("child-q/3", "child-q/4"))
    (said,) = (one.lines for one in done.changes if one.title == "Rows in doubt")
    assert said[0][0] == where
    told = lay([row("8", WISH)], same={3: "child-q/4"})
    assert (told.compared.doubts, told.compared.gone) == ((), ("child-q/3",))
