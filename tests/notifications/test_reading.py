"""The page of a reading: what a secretary looks through, and a chair may be sent."""

from __future__ import annotations

import re

from models.rules.plan_fields import ReadField
from models.rules.plan_report import ReadPlan, ReadRow, Remark
from notifications.reading import Changes, Said, reading_page

FLAG = Remark(severity="warning", column="Date", says="It is odd.", suggestion="`matters x` helps.")


def row(n: int, *remarks: Remark, text: str = "Wish.", section: str = "Trust") -> ReadRow:
    """One row with its recommendation and date."""
    return ReadRow(
        row=n,
        file_row=n + 2,
        page=0,
        table="",
        number=str(n),
        section=section,
        references=(f"child-q/{n}",),
        recommendation=text,
        fields=(
            ReadField(name="Recommendation", written=text),
            ReadField(
                name="Date", written="TBC", read=("No date; it needs a decision.",), why="Open."
            ),
        ),
        remarks=remarks,
        needs_decision=bool(remarks),
        is_over=False,
    )


def page(*rows: ReadRow, changes: tuple[Changes, ...] = ()) -> str:
    """The page of these rows."""
    plan = ReadPlan(file="plan.xlsx", rows=rows, remarks=(), accepted=bool(rows))
    said = Said(title="How it was read", standing="Nothing has been entered.", changes=changes)
    return reading_page(plan, said)


def test_a_warning_stands_at_the_top_and_in_its_row() -> None:
    """The list at the top leads to the row by a link that is there."""
    text = page(row(1, FLAG), row(2))
    assert text.count("It is odd.") == 2
    assert text.index('href="#row-1"') < text.index('id="row-1"')
    assert "2 rows were read; 1 date needs a decision." in text
    assert "Its date needs a decision" in text


def test_every_row_stands_as_written_beside_as_read() -> None:
    """Under its section, with its reference and the file's own row."""
    text = page(row(1), row(2, section="Schools"))
    assert "child-q/1" in text
    assert ">row 4<" in text
    assert text.index(">Trust<") < text.index("child-q/1") < text.index(">Schools<")
    assert text.count("As it was read</th>") == 2
    assert "No row of it gives a warning." in text


def test_nothing_that_a_plan_says_is_markup() -> None:
    """A plan's words come from others; a command in a suggestion is set as one."""
    text = page(row(1, FLAG, text="<script>alert(1)</script>"))
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "<code>matters x</code> helps." in text


def test_it_is_one_file_for_everybody() -> None:
    """Its language, a title, headed tables, both schemes, print; nothing is loaded."""
    text = page(row(1, FLAG))
    assert '<html lang="en-GB">' in text
    assert "<title>How it was read</title>" in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text
    assert all("scope=" in head for head in re.findall(r"<th\b[^>]*>", text))
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import", text)


def test_what_a_newer_plan_changes_is_said_first() -> None:
    """A list for each kind of change, above the rows."""
    lines = (("child-q/1", "Date: “May” is now “June”."),)
    text = page(row(1), changes=(Changes(title="Changed", says="Listed.", lines=lines),))
    assert text.index("“June”") < text.index("What to look at")


def test_a_file_that_was_refused_says_so() -> None:
    """Nothing was read, and why."""
    why = Remark(severity="error", column="", says="It is empty.", suggestion="")
    plan = ReadPlan(file="plan.xlsx", rows=(), remarks=(why,), accepted=False)
    text = reading_page(plan, Said(title="Refused", standing="Nothing has been entered."))
    assert "Nothing was read." in text
    assert "It is empty." in text
    assert "<table" not in text
