"""The register as CSV: nothing in it runs in a spreadsheet, and it comes back to be recorded."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.rules.workbook import AS_EXPORTED, CONFIRM, KIND, NOTE, REFERENCE, SHORT_TITLE
from tasks.office import straight
from tasks.plan_asked import Import
from tasks.plans import import_plan
from tasks.refused import Refused
from tasks.register_back import is_own
from tasks.register_edits import GivenBack, take_back
from tasks.register_file import working_csv, write_register
from tests.stories.world import FIRST, HEADINGS, REVIEW, SECRETARY, World, row, write_csv

HEADS = (*HEADINGS, "Cost", "Said")
Rows = list[list[str]]


@pytest.fixture
def entered(world: World) -> World:
    """A plan of two, with texts that a spreadsheet would run or write otherwise."""
    rows = (
        (*row("1", "17 September 2010"), "=1+1", "'=kept\nin two lines"),
        (*row("2", "Immediately"), "+44 20", '"so", they; said – @all'),
    )
    path = write_csv(world.office.settings.home / "plan.csv", HEADS, rows)
    what = Import(path=path, review=REVIEW, title="Child Q", agreed_on=FIRST)
    straight(world.office)(import_plan, what)
    return world


def export(world: World) -> Path:
    """The register as CSV, as it is today."""
    path = world.office.settings.home / "register.csv"
    write_register(world.office, path, made=working_csv)
    return path


def cells(path: Path) -> Rows:
    """The lines of the file."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def saved(path: Path, rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """The lines as a spreadsheet writes them."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def edit(rows: Rows, reference: str, title: str, text: str) -> None:
    """One cell written by a person."""
    head = rows[0]
    line = next(one for one in rows if one[head.index(REFERENCE)] == f"{REVIEW}/{reference}")
    line[head.index(title)] = text


def back(world: World, path: Path) -> GivenBack:
    """The file given back by the secretary."""
    return take_back(world.office, path, by=SECRETARY)


def test_nothing_in_it_runs(entered: World) -> None:
    """No cell begins as a formula does, and the plan's own apostrophe is told from ours."""
    head, *rows = cells(export(entered))
    assert head[-1] == KIND
    assert not [text for line in rows for text in line if text[:1] and text[0] in "=+-@\t\r"]
    at, other = head.index("Cost"), head.index("Said")
    assert [line[at] for line in rows[:2]] == ["'=1+1", "'+44 20"]
    assert rows[0][other] == "''=kept\nin two lines"


def as_it_is(rows: Rows) -> Rows:
    """The lines as they are."""
    return rows


def sorted_and_moved(rows: Rows) -> Rows:
    """The lines from the last to the first, and the columns too."""
    return [line[::-1] for line in (rows[0], *reversed(rows[1:]))]


def as_excel(rows: Rows) -> Rows:
    """Days in the way of the country, apostrophes gone."""
    return [list(map(_excel, line)) for line in rows]


def _excel(text: str) -> str:
    try:
        return date.fromisoformat(text).strftime("%d/%m/%Y")
    except ValueError:
        return text.removeprefix("'")


@pytest.mark.parametrize(
    ("change", "delimiter", "encoding"),
    [
        (as_it_is, ",", "utf-8-sig"),
        (sorted_and_moved, ";", "cp1252"),
        (as_excel, "\t", "utf-16"),
    ],
)
def test_what_nobody_edited_changes_nothing(
    entered: World, change: Callable[[Rows], Rows], delimiter: str, encoding: str
) -> None:
    """However a spreadsheet saves it, no cell looks edited."""
    path = export(entered)
    saved(path, change(cells(path)), delimiter=delimiter, encoding=encoding)
    assert is_own(path)
    done = back(entered, path)
    assert (done.recorded, done.refused, done.already, done.rows) == ((), (), 0, 2)


def test_edits_are_taken_or_listed_as_in_the_workbook(entered: World) -> None:
    """A title, a note and a confirmed reading are; a date is the committee's."""
    path = export(entered)
    rows = cells(path)
    for reference, title, text in (
        ("1", SHORT_TITLE, "Bruising"),
        ("2", NOTE, "'- drafted"),
        ("2", CONFIRM, "yes"),
        ("1", "Due date", "01/12/2010"),
    ):
        edit(rows, reference, title, text)
    done = back(entered, saved(path, rows))
    assert {one.title: one.after for one in done.recorded} == {
        SHORT_TITLE: "Bruising",
        NOTE: "- drafted",
        CONFIRM: "yes",
    }
    assert [one.title for one in done.refused] == ["Due date"]
    assert entered.action("1").title == "Bruising"


def test_without_its_marks_it_is_refused(entered: World) -> None:
    """Nobody can tell then what was edited; a file without the column is no register's."""
    path = export(entered)
    rows = cells(path)
    at = rows[0].index(REFERENCE)
    saved(path, [line for line in rows if line[at] != AS_EXPORTED])
    with pytest.raises(Refused, match="has lost the column"):
        back(entered, path)
    assert not is_own(saved(path, [line[:-1] for line in rows]))
