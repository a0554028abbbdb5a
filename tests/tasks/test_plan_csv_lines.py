"""Lines of a text that are not parted as its heading row is: none is lost, and each is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.rules.plans import PlanReading
from tests.tasks.plan_papers import read
from tests.tasks.plan_parts import refusal

HEADER = "Ref,Recommendation,Action,Lead,Due"
ABOVE = "1,Share the rota,Print it,Matron,May 2011"
BELOW = "3,Ask the night staff,Write to them,Bursar,June 2011"
CELLS = ("2", "Agree who holds keys", "Name one", "Caretaker", "July 2011")


def reading_of(path: Path, *lines: str) -> PlanReading:
    """The reading of a text of these lines."""
    (path / "plan.csv").write_text("\n".join(lines), encoding="utf-8")
    return read(path / "plan.csv")


def told(reading: PlanReading) -> list[tuple[str, int, str]]:
    """Each problem: its code, its row, and what it says after its place."""
    return [(one.code, one.row, one.message.partition(": ")[2]) for one in reading.problems]


@pytest.mark.parametrize("at_the_end", [False, True])
@pytest.mark.parametrize(
    ("line", "says"),
    [(";".join(CELLS), "semicolons part the line where others have commas"),
     ("\t".join(CELLS), "tabs part the line where others have commas"),
     (";".join((*CELLS[:1], "Agree, soon, who holds keys", *CELLS[2:])), "semicolons part"),
     (f'"{",".join(CELLS)}"', "the whole line stands in quotation marks")],
    ids=["semicolon", "tab", "commas within", "quoted"],
)  # fmt: skip
def test_a_line_parted_otherwise_is_its_row(
    tmp_path: Path, line: str, says: str, *, at_the_end: bool
) -> None:
    """In the middle it heads nothing, and at the end it is not passed over."""
    lines = (HEADER, ABOVE, line) if at_the_end else (HEADER, ABOVE, line, BELOW)
    reading = reading_of(tmp_path, *lines)
    assert [item.number for item in reading.items] == ["1", "2", "3"][: len(lines) - 1]
    assert [item.agency_group for item in reading.items] == [""] * (len(lines) - 1)
    assert [lead.name for lead in reading.items[1].leads] == ["Caretaker"]
    ((code, row, said),) = told(reading)
    assert (code, row) == ("uneven_row", 2)
    assert said.startswith(says)


def test_commas_part_a_line_of_a_file_of_semicolons(tmp_path: Path) -> None:
    """So does a heading row of another kind than all of its rows; many are told in one warning."""
    reading = reading_of(tmp_path, HEADER.replace(",", ";"), ABOVE)
    assert [item.number for item in reading.items] == ["1"]
    many = [";".join((str(n), *CELLS[1:])) for n in range(1, 13)]
    reading = reading_of(tmp_path, HEADER, *many)
    assert len(reading.items) == 12
    (said,) = [one for one in reading.problems if one.code == "uneven_row"]
    assert said.message.startswith("Of 12 rows (the first is row 2 of the file): semicolons part")


def test_more_cells_than_headings_are_said(tmp_path: Path) -> None:
    """A comma without quotation marks moves what stands behind it; the last cell is kept."""
    moved = "2,Agree who holds keys, and when,Name one,Caretaker,July 2011"
    reading = reading_of(tmp_path, HEADER, ABOVE, moved)
    assert reading.items[1].extra == {"(column 6)": "July 2011"}
    assert told(reading)[0][:2] == ("uneven_row", 2)
    assert "6 cells under 5 headings" in reading.problems[0].message
    assert "put a text that holds “,” in quotation marks" in reading.problems[0].suggestion


@pytest.mark.parametrize(
    "lines",
    [("Housing", ABOVE), ("Housing, schools, police, courts and health", ABOVE),
     (ABOVE, "", "Ref,Action,Lead,Due", "2,Name one,Caretaker,July 2011"),
     ("1,Share the rota; print; send; file,Print it", BELOW), (f"{ABOVE},,",)],
    ids=["agency", "agencies", "another table", "left out", "blank"],
)  # fmt: skip
def test_what_only_leaves_out_is_nothing_to_say(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """An agency's line, a narrower table, a row without its last cells, blanks at the end."""
    assert "uneven_row" not in [code for code, _, _ in told(reading_of(tmp_path, HEADER, *lines))]


def test_a_text_of_more_than_a_plan_holds_is_refused_unread(tmp_path: Path) -> None:
    """The limit of a text is lower than that of a packed file, and is asked before it is opened."""
    with (tmp_path / "plan.csv").open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    code, message = refusal(tmp_path / "plan.csv")
    assert (code, message[:40]) == ("unsafe_file", "plan.csv holds 17 MB; the limit is 16 MB")


def test_a_line_with_a_very_long_cell_is_read_as_it_is_parted(tmp_path: Path) -> None:
    """Under no other sign is it looked at: its cells are more than the module takes by itself."""
    line = f'2,Agree,"{"a" * 140_000}"'
    assert len(reading_of(tmp_path, HEADER, ABOVE, line).items) == 2
