"""The register's own workbook: exported, edited, given back; all its edits or none.

Where LibreOffice is installed the workbook goes through it both ways.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlmodel import col

from models.database import reading
from models.history import History
from models.plan import Action
from models.rules.words import VersionCause
from models.rules.workbook import CONFIRM, LEADS, NOTE, PRIORITY, PROPOSED, REFERENCE, SHORT_TITLE
from tasks.looking import verify_history
from tasks.office import straight
from tasks.plan_asked import Import
from tasks.plans import import_plan
from tasks.refused import Refused
from tasks.register_back import is_own
from tasks.register_edits import GivenBack, take_back
from tasks.register_file import write_register
from tests.stories.world import (
    CHAIR,
    FIRST,
    HEAD,
    HEADINGS,
    LEAD,
    REVIEW,
    SECRETARY,
    World,
    row,
    write_csv,
)
from tests.tables import table

Cells = dict[tuple[str, str], Any]
SOFFICE = shutil.which("soffice")
HEADS = (*HEADINGS, "Priority", "Cost")


@pytest.fixture
def entered(world: World) -> World:
    """A plan of three: dated, with a proposed date, and without one; two columns of its own."""
    rows = (
        (*row("1", "17 September 2010"), "Low", "=1+1"),
        (*row("2", "Immediately"), "", "007"),
        (*row("3", "TBC"), "", "£4\nin two parts "),
    )
    path = write_csv(world.office.settings.home / "plan.csv", HEADS, rows)
    what = Import(path=path, review=REVIEW, title="Child Q", agreed_on=FIRST)
    straight(world.office)(import_plan, what)
    return world


def export(world: World, name: str = "register.xlsx") -> Path:
    """The register as it is today, to be edited."""
    path = world.office.settings.home / name
    write_register(world.office, path)
    return path


def edited(path: Path, cells: Mapping[tuple[str, str], Any]) -> Path:
    """The workbook with cells changed, by reference and heading, as a person does."""
    book = load_workbook(path)
    sheet = book["Register"]
    heads = {str(cell.value): n for n, cell in enumerate(sheet[1], 1)}
    lines = {sheet.cell(n, heads[REFERENCE]).value: n for n in range(2, sheet.max_row + 1)}
    for (reference, title), value in cells.items():
        sheet.cell(lines[f"{REVIEW}/{reference}"], heads[title]).value = value
    book.save(path)
    return path


def give(world: World, cells: Cells, *, by: str = SECRETARY, keep: bool = True) -> GivenBack:
    """The register exported, edited and given back."""
    return take_back(world.office, edited(export(world), cells), by=by, keep=keep)


def seen(world: World) -> list[tuple[Any, ...]]:
    """Every cell of the register as it would be exported now."""
    book = load_workbook(export(world, "seen.xlsx"))
    return [tuple(line) for line in book["Register"].iter_rows(values_only=True)]


def entries(world: World) -> list[str]:
    """What the history says was done, in its order."""
    with reading(world.office.engine) as session:
        query = select(col(History.what)).order_by(col(History.seq))
        return list(session.execute(query).scalars())


def test_a_workbook_that_nobody_edited_changes_nothing(entered: World) -> None:
    """Neither on its day nor later, when standings and days have moved on."""
    path = export(entered)
    before, count = seen(entered), len(entries(entered))
    for day in (FIRST, date(2010, 10, 20)):
        done = take_back(entered.on(day).office, path, by=SECRETARY)
        assert (done.recorded, done.refused, done.already, done.rows) == ((), (), 0, 3)
    assert len(entries(entered)) == count
    assert seen(entered.on(FIRST)) == before


def test_what_may_be_edited_is_recorded_as_its_command_does(entered: World) -> None:
    """A title, a handover, a proposal, a note and a confirmed reading, by the one who edited."""
    entered.run()
    entered.let_pass()
    done = give(
        entered,
        {
            ("1", SHORT_TITLE): "Bruising",
            ("1", LEADS): f"{HEAD}\n{LEAD}",
            ("2", PRIORITY): "high",
            ("2", NOTE): "The form is drafted.",
            ("2", CONFIRM): "yes",
        },
    )
    assert (len(done.recorded), done.refused) == (5, ())
    assert sorted(entries(entered)[-5:]) == [
        "answered",
        "date confirmed",
        "edited",
        "handed over",
        "priority proposed",
    ]
    assert entered.action("1").title == "Bruising"
    assert entered.action("1").leads == (HEAD, LEAD)
    assert str(entered.action("2").due_on) == "2010-09-13"
    assert verify_history(entered.office) == []
    entered.advance(to=date(2010, 9, 7))
    entered.inbox(HEAD).expect("This is yours", "Bruising")
    entered.let_pass()


def test_a_priority_is_only_proposed(entered: World) -> None:
    """It stands in the next export until the committee decides, whichever way."""
    give(entered, {("1", PRIORITY): "high"})
    with reading(entered.office.engine) as session:
        assert {a.priority for a in session.execute(select(Action)).scalars()} == {"normal"}
    heads, first = seen(entered)[:2]
    assert first[heads.index(PRIORITY)] == "high"
    entered.decide("1", "priority-normal")
    assert seen(entered)[1][heads.index(PRIORITY)] is None


# Each column that is not edited there, what somebody writes into it, and what its command is.
ELSEWHERE = (
    ("Due date", date(2010, 12, 1), "matters decide child-q/1 set-date"),
    ("Recommendation", "Other words", "matters import PLAN --update"),
    ("Date", "March 2011", "matters import PLAN --update"),
    ("Cost", "2", "matters import PLAN --update"),
    ("Priority (plan)", "High", "matters import PLAN --update"),
    ("Priority", "high", "matters decide child-q/1 priority-high"),
    ("Progress", "Closed", "matters respond child-q/1 --progress"),
    ("Agency", "Schools", "matters edit child-q/1 --lead"),
    ("Closed", date(2010, 9, 6), "matters decide child-q/1 accept"),
    ("Held until", date(2010, 12, 1), "matters decide child-q/1 hold"),
    ("Forecast", date(2010, 12, 1), "matters respond child-q/1 --forecast"),
    ("Last answer", "All done", "Progress note"),
    ("Colour", "Blue", "worked out"),
    ("Review", "Other", "stays with its review"),
    (PROPOSED, date(2010, 12, 1), "matters decide child-q/1 set-date"),
    (SHORT_TITLE, '="Brui"&"sing"', "a formula without a value”. Open the workbook in Excel"),
)


def test_any_other_column_is_listed_with_the_command_that_does_it(entered: World) -> None:
    """It is not taken; what may be edited beside it is recorded all the same."""
    before = seen(entered)
    written = {("1", title): value for title, value, _ in ELSEWHERE}
    done = give(entered, {**written, ("2", SHORT_TITLE): "Forms"})
    said = {refused.title: refused for refused in done.refused}
    assert len(done.refused) == len(said) == len(ELSEWHERE)
    for title, _, way in ELSEWHERE:
        assert said[title].reference == "child-q/1"
        assert way in said[title].sentence
    assert [edit.title for edit in done.recorded] == [SHORT_TITLE]
    assert done.has_exceptions
    after = seen(entered)
    at = before[0].index(SHORT_TITLE)
    assert [line[:at] + line[at + 1 :] for line in after] == [
        line[:at] + line[at + 1 :] for line in before
    ]


@table(
    ("cells", "by", "says"),
    [
        ({("1", LEADS): "Nobody at all"}, SECRETARY, "no post “Nobody at all”"),
        ({("1", LEADS): None}, SECRETARY, "an action has a lead"),
        ({("1", PRIORITY): "urgent"}, SECRETARY, "no priority; it is high or normal"),
        ({("1", CONFIRM): "yes"}, SECRETARY, "no reading waits to be confirmed"),
        ({("2", CONFIRM): "1 December 2010"}, SECRETARY, "matters decide child-q/2 set-date"),
        ({("3", CONFIRM): "yes"}, SECRETARY, "proposes no day"),
        ({("1", PRIORITY): "high"}, CHAIR, "Only the Review secretary proposes a priority"),
        ({("1", SHORT_TITLE): "Mine"}, LEAD, "Only the Review secretary edits"),
        ({("1", NOTE): "All is well"}, HEAD, "only its leads"),
        ({("1", NOTE): "All is well"}, "Nobody", "--by Nobody"),
        ({("1", NOTE): "All is well"}, "", "--by"),
    ],
)
def test_one_edit_that_is_not_allowed_keeps_back_all(
    entered: World, cells: Cells, by: str, says: str
) -> None:
    """Nothing half-saved: the edit is named with its row, and the good one is not recorded."""
    before, count = seen(entered), len(entries(entered))
    with pytest.raises(Refused, match=says):
        give(entered, {("2", NOTE): "A good note", **cells}, by=by)
    assert (seen(entered), len(entries(entered))) == (before, count)


def test_a_lead_may_send_their_notes(entered: World) -> None:
    """Who gives the workbook back does what their post may, and no more."""
    done = give(entered, {("1", NOTE): "We have begun."}, by=LEAD)
    assert [edit.title for edit in done.recorded] == [NOTE]


def test_the_same_file_twice_is_recorded_once(entered: World) -> None:
    """What stands in the register already is counted, on a later day too."""
    path = edited(
        export(entered),
        {("1", SHORT_TITLE): "Bruising", ("1", LEADS): HEAD, ("2", NOTE): "Begun.",
         ("2", PRIORITY): "high", ("2", CONFIRM): "yes"},
    )  # fmt: skip
    assert len(take_back(entered.office, path, by=SECRETARY).recorded) == 5
    count = len(entries(entered))
    again = take_back(entered.on(date(2010, 9, 8)).office, path, by=SECRETARY)
    assert (again.recorded, again.refused, again.already) == ((), (), 5)
    assert len(entries(entered)) == count


def test_what_was_changed_meanwhile_is_not_overwritten(entered: World) -> None:
    """Two people exported; the second is told that the first has been there."""
    mine, other = export(entered, "mine.xlsx"), export(entered, "other.xlsx")
    take_back(entered.office, edited(other, {("1", SHORT_TITLE): "Theirs"}), by=SECRETARY)
    done = take_back(entered.office, edited(mine, {("1", SHORT_TITLE): "Mine"}), by=SECRETARY)
    assert "changed in the register since the export" in done.refused[0].sentence
    assert entered.action("1").title == "Theirs"


def test_a_dry_run_says_the_same_and_keeps_nothing(entered: World) -> None:
    """What would be recorded, after the rules were asked."""
    before, count = seen(entered), len(entries(entered))
    done = give(entered, {("1", SHORT_TITLE): "Bruising"}, keep=False)
    assert [edit.sentence for edit in done.recorded] == [
        "Short title: “nothing” is now “Bruising”."
    ]
    assert (seen(entered), len(entries(entered))) == (before, count)


def change(path: Path, how: Callable[[Any], None]) -> Path:
    """The workbook changed as a whole."""
    book = load_workbook(path)
    how(book)
    book.save(path)
    return path


def test_rows_may_be_left_out_and_moved(entered: World) -> None:
    """An agency gives back its own rows only, in an order of its own; nothing is deleted."""
    path = edited(export(entered), {("3", NOTE): "Begun."})

    def some(book: Any) -> None:
        sheet = book["Register"]
        last = [cell.value for cell in sheet[4]]
        sheet.delete_rows(2, 3)
        sheet.append(last)

    done = take_back(entered.office, change(path, some), by=SECRETARY)
    assert (done.rows, [edit.reference for edit in done.recorded]) == (1, ["child-q/3"])
    assert len(seen(entered)) == 4


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (lambda book: book.remove(book["As exported"]), "has lost the sheet"),
        (lambda book: book["Register"].cell(1, 1, "Wishes"), "“Recommendation” is not there"),
        (lambda book: book["As exported"].cell(3, 1, "child-q/1 zz"), "nobody can tell"),
    ],
)
def test_a_workbook_that_lost_what_it_came_with_is_refused(
    entered: World, how: Callable[[Any], None], says: str
) -> None:
    """What was edited in it cannot be told any more."""
    with pytest.raises(Refused, match=says):
        take_back(entered.office, change(export(entered), how), by=SECRETARY)


def test_a_row_of_ones_own_is_no_action(entered: World) -> None:
    """It is listed; actions are added by their command."""

    def add(book: Any) -> None:
        book["Register"].append(["A new wish"])

    (refused,) = take_back(entered.office, change(export(entered), add), by=SECRETARY).refused
    assert "matters add" in refused.sentence


def test_no_flow_takes_it(entered: World) -> None:
    """The import of a plan refuses it: a person gives their name to edits."""
    path = export(entered)
    assert is_own(path)
    what = Import(path=path, review=REVIEW, title="Q", agreed_on=FIRST, update=True)
    with pytest.raises(Refused, match="the register's own workbook"):
        straight(entered.office)(import_plan, what)
    assert not is_own(entered.office.settings.home / "plan.csv")


def resaved(path: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice opens it and saves it again."""
    assert SOFFICE is not None
    profile = f"-env:UserInstallation=file://{folder}/profile"
    saves = ("--headless", "--convert-to", kind, "--outdir", str(folder / "saved"))
    command = [SOFFICE, profile, *saves, str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "saved" / f"{path.stem}.{kind}"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("through", [("xlsx",), ("ods", "xlsx")], ids=["xlsx", "ods and xlsx"])
def test_libreoffice_gives_back_what_it_was_given(
    entered: World, tmp_path: Path, through: tuple[str, ...]
) -> None:
    """Opened and saved there: not a cell is taken for an edit, and an edit made there is one."""
    path = edited(export(entered), {("1", SHORT_TITLE): "Bruising", ("2", CONFIRM): "yes"})
    saved = path
    for kind in through:
        saved = resaved(saved, kind, tmp_path)
    assert is_own(saved)
    done = take_back(entered.office, saved, by=SECRETARY)
    assert [edit.title for edit in done.recorded] == [SHORT_TITLE, CONFIRM]
    assert (done.refused, done.already, done.rows) == ((), 0, 3)
    assert entered.why("2").dates[-1].cause is VersionCause.CONFIRMED
