"""The full plan in plan order, in the plan's own words beside what became of each action."""

from __future__ import annotations

from models.rules.packs import SnapshotRow
from models.rules.packs_figures import PackFigures
from models.rules.packs_words import some
from models.rules.words import Edition
from notifications.packs.cells import answer, bullets, due, lines, reference, status, text
from notifications.packs.document import Block, Cell, Column, Paragraph, Section, Table, Voice

COLUMNS = (
    Column(title="Reference", share=0),
    Column(title="Recommendation and section", share=3.1),
    Column(title="Key actions", share=2.9),
    Column(title="Evidence and outcomes", share=2.8),
    Column(title="Lead and date, as written", share=1.7),
    Column(title="Status and last answer", share=1.9),
)


def full_plan(figures: PackFigures, edition: Edition) -> Section:
    """Every action with its plan's six columns verbatim, in plan order, laid out landscape.

    Above the policy's number (`[pack] printed_actions`) the workbook has them.
    """
    rows = figures.plan
    blocks: tuple[Block, ...] = (Paragraph(text="The plan has no actions."),)
    if len(rows) > figures.snapshot.printed_actions:
        said = f"The plan has {len(rows):,} actions; the workbook issued with this pack holds them."
        blocks = (Paragraph(text=said),)
    elif rows:
        blocks = (_table(rows, edition),)
    return Section(anchor="plan", heading="The full plan", blocks=blocks, wide=True)


def _table(rows: tuple[SnapshotRow, ...], edition: Edition) -> Table:
    made = tuple(_row(row, edition) for row in rows)
    *columns, last = COLUMNS
    if edition is Edition.PUBLIC:
        last = Column(title="Status", share=last.share)
    return Table(
        caption=f"{some(len(rows), 'action')} in plan order, in the plan's own words",
        columns=(*columns, last),
        rows=made,
        small=True,
    )


def _row(row: SnapshotRow, edition: Edition) -> tuple[Cell, ...]:
    named = f"{row.number}. " if row.number else ""
    return (
        reference(row),
        lines((named + row.recommendation, Voice.PLAIN), (row.section, Voice.QUIET)),
        bullets(row.key_actions),
        _evidence_and_outcomes(row),
        _lead_and_date(row),
        _status(row, edition),
    )


def _evidence_and_outcomes(row: SnapshotRow) -> Cell:
    evidence, outcomes = bullets(row.evidence).lines, bullets(row.outcomes).lines
    headed = lines(("Evidence", Voice.STRONG)).lines + evidence
    return Cell(lines=headed + lines(("Outcomes", Voice.STRONG)).lines + outcomes)


def _lead_and_date(row: SnapshotRow) -> Cell:
    """The plan's words for both, then the due date they were read as."""
    written = row.date_text or "No date in the plan"
    dated = lines((written, Voice.STRONG)).lines
    return Cell(lines=text(row.lead_text).lines + dated + due(row).lines)


def _status(row: SnapshotRow, edition: Edition) -> Cell:
    stands = status(row, why=True)
    if edition is Edition.PUBLIC:
        return stands
    head = lines(("Last answer", Voice.STRONG)).lines
    return Cell(chip=stands.chip, lines=stands.lines + head + answer(row).lines)
