"""The full plan in plan order, in the plan's own words beside what became of each action."""

from __future__ import annotations

from models.rules.packs import SnapshotRow
from models.rules.packs_figures import PackFigures
from models.rules.packs_words import some
from models.rules.words import Edition
from notifications.packs.cells import answer, bullets, due, lines, reference, status, text
from notifications.packs.document import Block, Cell, Column, Paragraph, Section, Table, Voice

PRINTED = 500
"""Actions printed in full; above that the workbook has the plan (the scale rule of packs)."""

PAGE_CHARACTERS = 1500
"""Characters one cell may have before its row may be cut by a page; above, it would not fit one."""

COLUMNS = (
    Column(title="Reference", share=0),
    Column(title="Recommendation and section", share=2.8),
    Column(title="Key actions", share=2.5),
    Column(title="Evidence and outcomes", share=2.2),
    Column(title="Lead, as written", share=1.15),
    Column(title="Date, as written, and due", share=1.05),
    Column(title="Status", share=1.25),
)
LAST_ANSWER = Column(title="Last answer", share=1.3)


def full_plan(figures: PackFigures, edition: Edition) -> Section:
    """Every action with its plan's six columns verbatim, in plan order, laid out landscape."""
    rows = figures.plan
    blocks: tuple[Block, ...] = (Paragraph(text="The plan has no actions."),)
    if len(rows) > PRINTED:
        said = f"The plan has {len(rows)} actions; the workbook issued with this pack holds them."
        blocks = (Paragraph(text=said),)
    elif rows:
        blocks = (_table(rows, edition),)
    return Section(anchor="plan", heading="The full plan", blocks=blocks, wide=True)


def _table(rows: tuple[SnapshotRow, ...], edition: Edition) -> Table:
    restricted = edition is Edition.RESTRICTED
    made = tuple((*_row(row), *((answer(row),) if restricted else ())) for row in rows)
    return Table(
        caption=f"{some(len(rows), 'action')} in plan order, in the plan's own words",
        columns=(*COLUMNS, *((LAST_ANSWER,) if restricted else ())),
        rows=made,
        small=True,
        splits=tuple(n for n, row in enumerate(made) if max(map(_length, row)) > PAGE_CHARACTERS),
    )


def _row(row: SnapshotRow) -> tuple[Cell, ...]:
    named = f"{row.number}. " if row.number else ""
    return (
        reference(row),
        lines((named + row.recommendation, Voice.PLAIN), (row.section, Voice.QUIET)),
        bullets(row.key_actions),
        _evidence_and_outcomes(row),
        text(row.lead_text),
        _date(row),
        status(row, why=True),
    )


def _evidence_and_outcomes(row: SnapshotRow) -> Cell:
    evidence, outcomes = bullets(row.evidence).lines, bullets(row.outcomes).lines
    headed = lines(("Evidence", Voice.STRONG)).lines + evidence
    return Cell(lines=headed + lines(("Outcomes", Voice.STRONG)).lines + outcomes)


def _date(row: SnapshotRow) -> Cell:
    return Cell(lines=text(row.date_text).lines + due(row).lines)


def _length(cell: Cell) -> int:
    return sum(len(line.text) + 40 for line in cell.lines)
