"""A plan's own key of letters and colours, printed on the pages of a PDF."""

from __future__ import annotations

from pathlib import Path

from models.rules.plans import PlanReading
from tests.tables import table
from tests.tasks.plan_papers import read as reading
from tests.tasks.plan_pdf_papers import Look, as_pdf

HEADER = ["Ref", "Recommendation", "Action", "Lead", "Date", "Status"]
ROWS = [
    HEADER,
    ["1", "Share", "Write", "Matron", "May 2026", "C"],
    ["2", "Look", "Ask", "Matron", "May 2026", "IP"],
]
LINE = "C = complete, IP = in progress, NS = not started"


def states(plan: PlanReading) -> list[str]:
    """Each row's state, and that nothing is said beside the key's use."""
    assert [(one.severity, one.code) for one in plan.problems if one.row == 0][:1] == [
        ("note", "state_key")
    ]
    return [item.status for item in plan.items]


@table(
    "look",
    [
        Look(above=f"Key: {LINE}\n\n"),
        Look(above="\n\n".join(["Key", *LINE.split(", ")]) + "\n\n"),
        Look(stroke="none", above=f"{LINE}\n\n"),
        Look(more=f")\n{LINE}\n#table(columns: (1fr)"),
    ],
)
def test_a_key_beside_the_tables_is_used(look: Look, tmp_path: Path) -> None:
    """Above a table or below it, in one line or several; it is not named as left out."""
    path = as_pdf(tmp_path / "plan.pdf", ("Plan", ROWS), look=look)
    plan = reading(path)
    assert states(plan) == ["complete", "in progress"]
    assert not [one for one in plan.problems if "C = complete" in one.message]


@table("row", [[LINE, *[""] * 5], [f"Key: {LINE}", *[""] * 5]])
def test_a_key_within_a_table_is_used(row: list[str], tmp_path: Path) -> None:
    """In a row of its own, above the headings."""
    plan = reading(as_pdf(tmp_path / "plan.pdf", ("Plan", [row, *ROWS])))
    assert states(plan) == ["complete", "in progress"]


def test_a_key_that_is_a_table_is_no_row_of_the_plan(tmp_path: Path) -> None:
    """Be it ruled as the plan's table is; nothing of it may be an action."""
    key = [["C", "complete"], ["IP", "in progress"]]
    plan = reading(as_pdf(tmp_path / "plan.pdf", ("Plan", ROWS), ("", key)))
    assert [item.status for item in plan.items] == ["complete", "in progress"]
    said = [(one.severity, one.code) for one in plan.problems if one.row == 0]
    assert said == [("note", "passed_over"), ("note", "state_key")]
