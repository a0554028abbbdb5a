"""What of a PDF stands in no table: each page says what of it was not read."""

from __future__ import annotations

from pathlib import Path

from tests.tasks.plan_papers import read as reading
from tests.tasks.plan_pdf_papers import Look, as_pdf

HEADER = ["No", "Recommendation", "Action", "Lead", "Due date"]
ROW = ["1", "Share the records", "Write a guide", "Matron", "May 2026"]
PROSE = "The plan is looked at by the delivery group in every second month."


def notes(path: Path) -> list[str]:
    """What is said to be left out."""
    return [one.message for one in reading(path).problems if one.code == "left_out"]


def test_what_stands_below_beside_and_above_a_table_is_named(tmp_path: Path) -> None:
    """Sentences above it, and all below it and beside it; titles and sections are read."""
    key = ")\nRAG: R not begun, G done\n#place(top + right, dx: 1.2cm, dy: 2.2cm)[Late]#box("
    look = Look(above=f"= Plan of a review\n\n{PROSE}\n\n", more=f", {key}")
    path = as_pdf(tmp_path / "plan.pdf", ("Section 1: Health", [HEADER, ROW]), look=look)
    (note,) = notes(path)
    assert note == (
        f"Page 1: “{PROSE}”, “Late”, “RAG: R not begun, G done” stand in no table of the plan; "
        "they were not read."
    )


def test_a_page_without_a_table_is_named_and_not_its_sentences(tmp_path: Path) -> None:
    """A report with the plan behind it is no list of its sentences."""
    look = Look(above=f"{PROSE}\n#pagebreak()\nSo it says. {PROSE}\n#pagebreak()\n")
    path = as_pdf(tmp_path / "plan.pdf", ("Plan", [HEADER, ROW]), look=look)
    assert notes(path) == [
        "Pages 1 and 2 have no table of the plan; their sentences were not read."
    ]


def test_what_stands_between_the_parts_of_a_table_is_named(tmp_path: Path) -> None:
    """A table that goes on over the page with a line between has lost none of it."""
    more = (
        ")\nSee the annex\n#pagebreak()\n#table(columns: (1fr,) * 5, [2], [Ask], [Do], [Matron], "
        "[May 2026]"
    )
    path = as_pdf(tmp_path / "plan.pdf", ("Plan", [HEADER, ROW]), look=Look(more=f", {more}"))
    assert len(reading(path).items) == 2
    assert notes(path) == [
        "Page 1: “See the annex” stands in no table of the plan; it was not read."
    ]


def test_titles_agencies_and_what_runs_on_are_not_left_out(tmp_path: Path) -> None:
    """Nor is a recommendation that stands above its table."""
    wish = "Recommendation 1: The agencies should make certain that every record is shared by all."
    tables = [("Health", [HEADER, ROW]), (wish, [HEADER[2:], ROW[2:]])]
    look = Look(running="Action plan of a board", above="= Plan of a review\n\n")
    assert not notes(as_pdf(tmp_path / "plan.pdf", *tables, look=look))


def test_a_table_that_is_no_plan_is_said_to_be_passed_over(tmp_path: Path) -> None:
    """As in Word: a list of meetings by a note, what may be actions by a warning."""
    meetings = [["Meetings", "15 October 2026"], ["Held by", "Partnership Manager"]]
    doubtful = [["What it is", "Whoever"], ["Write a guide to sharing", "Head of Care"]]
    tables = [("", meetings), ("Plan", [HEADER, ROW]), ("More", doubtful)]
    problems = reading(as_pdf(tmp_path / "plan.pdf", *tables)).problems
    found = [(one.severity, one.message) for one in problems if one.code == "passed_over"]
    assert [severity for severity, _ in found] == ["note", "warning"]
    assert found[0][1].startswith("A table on page 1 that begins “Meetings” is not a table")
    assert "“What it is” was passed over" in found[1][1]
