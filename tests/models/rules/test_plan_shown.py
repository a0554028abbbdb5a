"""A plan as its reading is shown: what is written beside what is read, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from models.rules.plan_actions import PlannedAction, planned_actions
from models.rules.plan_fields import ADOPTION
from models.rules.plan_report import ReadRow, Remark, counted, read_plan_report
from tests.models.rules.test_plan_keys import grid_of, read
from tests.models.rules.test_plan_readings import read_case
from tests.readings import wanted
from tests.tables import table


def said(case: str) -> list[str]:
    """Each row by its parts and its remarks, the remarks of the whole, and the actions.

    In front may stand the references that the review has ("taken 1"), of these those that the
    plan's own actions have there already ("known 1"), or that there is no review yet.
    """
    before, _, plan = case.rpartition(" >> ")
    word, _, named = before.partition(" ")
    given = named.split(", ")
    reading = read_case(plan)
    actions = planned_actions(reading, given if word == "taken" else ())
    review, known = "" if word == "no" else "q", given if word == "known" else ()
    shown = read_plan_report(reading, "plan.csv", actions, review, known)
    return [
        *(line for row in shown.rows for line in _row(row)),
        *map(_remark, shown.remarks),
        *map(_action, actions),
        ", ".join(f"{name} {count}" for name, count in counted(shown).items()),
    ]


def _action(one: PlannedAction) -> str:
    """Who is to do what by when: of several dates, each that followed the first."""
    dues = " then ".join(str(day.due or day.text) for day in (one.date, *one.revisions))
    return f"{one.reference}: {'; '.join(one.leads)}: {' / '.join(one.item.key_actions)}: {dues}"


def _row(row: ReadRow) -> Iterator[str]:
    over = ", is over" if row.is_over else ""
    yield f"row {row.row} ({row.file_row}), {row.number}, {row.section}, {row.references}{over}"
    for one in row.fields:
        yield f"  {one.name}: {one.written!r} {' / '.join(one.read)} {one.why}".rstrip()
    yield from map(_remark, row.remarks)


def _remark(one: Remark) -> str:
    return f"  {one.severity}, {one.column or 'the file'}: {one.says} {one.suggestion}".rstrip()


def test_a_plan_as_it_is_shown() -> None:
    """Every part of a row, and what a person should do about it."""
    plans = wanted("shown")
    assert {plan: said(plan) for plan in plans} == plans


BY_COLOUR = """Action | Lead | Date | Progress
Write | Matron | May 2011 | [Green] Told all
Write | Matron | May 2011 | [Blue] In progress
Write | Matron | Completed | [Green] Told"""
BY_KEY = """C = complete; X = not going ahead
Action | Lead | Date | RAG
Write | Matron | May 2011 | X"""


@table(
    ("rows", "states"),
    [
        (
            BY_COLOUR,
            [
                "Open; green. The colour of its cells says so.",
                f"Complete; blue. {ADOPTION} The colour of its cells says so.",
                f"Complete; green. {ADOPTION} Its date says so.",
            ],
        ),
        (
            BY_KEY,
            [f"Not proceeding. {ADOPTION} The plan's own key says that “X” is not proceeding."],
        ),
    ],
)
def test_where_a_state_was_found_that_is_not_in_its_column(rows: str, states: list[str]) -> None:
    """By the colour of its cells, by its date, or by the plan's own key."""
    cells, fills = grid_of(rows.replace("\n", " // "))
    reading = read(*cells, fills=fills)
    shown = read_plan_report(reading, "plan.csv", planned_actions(reading))
    found = [field for row in shown.rows for field in row.fields if field.name == "Status"]
    assert [f"{' / '.join(one.read)} {one.why}" for one in found] == states
