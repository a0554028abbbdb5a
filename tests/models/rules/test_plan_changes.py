"""What a newer version of a plan says otherwise than the register, and what becomes of it."""

from __future__ import annotations

from models.rules.plan_actions import PlannedAction, planned_actions
from models.rules.plan_changes import Known, as_read, cell_changes, follows, kept_cells
from models.rules.plan_items import cell, written_cells
from models.rules.plan_matching import Words
from tests.models.rules.plan_rows import read
from tests.readings import wanted

HEADER = [
    "Recommendation", "Action", "Agency", "Lead", "Date", "Status", "Priority", "Evidence",
    "Outcome", "Note", "Revised date", "Completed", "Milestones", "Progress", "RAG", "Action no",
    "No",
]  # fmt: skip
KEPT = {"words", "date", "lead", "priority"}


def planned(row: str) -> PlannedAction:
    """The action of a row; cells that are not written at its end are empty."""
    cells = [cell.strip(" ").replace("\\n", "\n") for cell in row.split("|")]
    (one,) = planned_actions(read(cells, header=HEADER))
    return one


def known(state: set[str], row: str) -> Known:
    """The register's action of a row, with what people did to it since."""
    one = planned(row)
    return Known(
        action_id=1,
        recommendation_id=1,
        reference="q/1",
        words=Words("1", "1", "", "", ()),
        cells=as_read(one.item) if "as read" in state else written_cells(one.item),
        as_read="as read" in state,
        leads=one.leads,
        due_on=one.current.scheduled,
        priority=one.item.priority,
        is_closed="closed" in state,
        decided=frozenset(state & KEPT),
        of_plan=True,
    )


def said(case: str) -> list[str]:
    """The sentence of each cell that changed, and the row as the register keeps it."""
    state, _, rows = case.partition(": ")
    before, after = rows.split(" => ")
    one = planned(after)
    changes = cell_changes(known(set(state.split(", ")), before), one)
    followed = [change.name for change in follows(changes)]
    kept = (f"{name} {text}" for name, text in kept_cells(one, changes).items())
    lines = [
        *(f"{change.name}: {change.outcome}. {change.sentence}" for change in changes),
        f"followed: {', '.join(followed) or 'nothing'}",
        f"kept: {'; '.join(kept)}",
    ]
    return [line.replace("\n", "\\n") for line in lines]


def test_what_becomes_of_a_cell_that_a_newer_plan_has_changed() -> None:
    """The plan's words are followed; what is a person's to decide is named with its command."""
    cases = wanted("changes")
    assert {case: said(case) for case in cases} == cases


def test_of_a_row_that_is_not_known_as_written_no_cell_says_anything() -> None:
    """Nor does one that was empty."""
    assert (cell(None, "lead"), cell({}, "lead"), cell({"lead": "Matron"}, "lead")) == (
        "", "", "Matron",
    )  # fmt: skip
