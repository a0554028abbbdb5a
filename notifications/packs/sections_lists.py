"""The lists of a pack: what is late, waits, moved, closed, falls due, or has no date."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.rules.date_words import day_words
from models.rules.packs import SnapshotRow
from models.rules.packs_decisions import Ask
from models.rules.packs_figures import PackFigures
from models.rules.packs_since import days_moved
from models.rules.packs_words import PROGRESS_WORDS, STAGES, counted, some
from models.rules.words import Edition
from notifications.packs.cells import (
    action,
    agency_and_lead,
    answer,
    bullets,
    due,
    late,
    lines,
    number,
    reference,
    short_day,
    stage,
    status,
    text,
)
from notifications.packs.document import Block, Cell, Column, Paragraph, Section, Table, Voice

MakeCell = Callable[[SnapshotRow], Cell]
Spec = tuple[tuple[Column, MakeCell], ...]

SILENT_NAMED = 60
"""Of actions without an answer; the workbook has all of them, with an empty answer."""
NAMED: Spec = (
    (Column(title="Reference", share=0), reference),
    (Column(title="Action", share=2.2), action),
    (Column(title="Agency and lead", share=1.8), agency_and_lead),
)


def listing(caption: str, rows: tuple[SnapshotRow, ...], spec: Spec) -> Table:
    """A table of actions, one a row, the columns as the specification makes them."""
    made = tuple(tuple(make(row) for _, make in spec) for row in rows)
    return Table(caption=caption, columns=tuple(column for column, _ in spec), rows=made)


def or_none(rows: tuple[SnapshotRow, ...], none: str, table: Callable[[], Table]) -> Block:
    """The table, or a sentence where there is nothing to list: zero is said in words."""
    return table() if rows else Paragraph(text=none)


def overdue(figures: PackFigures, edition: Edition) -> Section:
    """What is overdue or escalated, the longest late first, late against both dates."""
    rows = figures.overdue
    restricted = edition is Edition.RESTRICTED
    spec: Spec = (
        *NAMED,
        (Column(title="Due", share=1.1), due),
        (Column(title="How late, in calendar days", share=1.3), late),
        *(((Column(title="Stage", share=0.8), stage),) if restricted else ()),
    )
    said = f"{some(len(rows), 'action')}, the longest overdue first"
    blocks: list[Block] = [
        or_none(rows, "No actions are overdue or escalated.", lambda: listing(said, rows, spec))
    ]
    if rows and restricted:
        if not any(one.ask is Ask.ESCALATED for one in figures.decisions):
            blocks.insert(0, Paragraph(text=STAGES, voice=Voice.QUIET))
        blocks += _answers(rows)
    return Section(anchor="overdue", heading="Overdue and escalated", blocks=tuple(blocks))


def _answers(rows: tuple[SnapshotRow, ...]) -> Iterator[Block]:
    """What the leads of these last answered, and those of whom nothing was heard, by reference."""
    heard = tuple(row for row in rows if row.last_answer)
    silent = [row.reference for row in rows if not row.last_answer]
    spec: Spec = (*NAMED[:2], (Column(title="Last answer", share=2.6), answer))
    none = "No lead of these actions has answered."
    yield or_none(heard, none, lambda: listing("What their leads last answered", heard, spec))
    if silent and heard:
        more = len(silent) - SILENT_NAMED
        names = ", ".join(silent[:SILENT_NAMED]) + (f" and {more:,} more" if more > 0 else "")
        yield Paragraph(text=f"No answer was reported on {some(len(silent), 'action')}: {names}.")


def evidence(figures: PackFigures, edition: Edition) -> Section:
    """Evidence that waits for the committee, with the day since which it does."""
    rows = figures.evidence
    spec: Spec = (
        *NAMED,
        (Column(title="Evidence in", share=0), lambda r: text(short_day(r.evidence_since))),
        *(
            ((Column(title="What was submitted", share=2), _submitted),)
            if edition is Edition.RESTRICTED
            else ()
        ),
    )
    none = "No evidence waits for a decision."
    said = f"{some(len(rows), 'action')} whose lead says it is done"
    block = or_none(rows, none, lambda: listing(said, rows, spec))
    return Section(
        anchor="evidence", heading="Evidence submitted, proposed for closure", blocks=(block,)
    )


def _submitted(row: SnapshotRow) -> Cell:
    files = ", ".join(row.evidence_files)
    return lines((row.evidence_note or "No note was given.", Voice.PLAIN), (files, Voice.QUIET))


def extensions(figures: PackFigures, edition: Edition) -> Section:
    """Requests for a later date, and the dates that moved since the last pack."""
    blocks = (_requests(figures, edition), _moved(figures), _repeated(figures.repeat_slippers))
    return Section(anchor="extensions", heading="Extension requests", blocks=blocks)


def _requests(figures: PackFigures, edition: Edition) -> Block:
    """What is asked for; the reason is for the restricted edition."""
    rows = figures.extensions
    until = Column(title="Asked to", share=0)
    because = Column(title="Reason given", share=1.7)
    spec: Spec = (
        *NAMED,
        (Column(title="Due", share=0), due),
        (until, lambda r: text(short_day(r.extension_until) or "no day named")),
        *(
            ((because, lambda r: text(r.extension_reason or "")),)
            if edition is Edition.RESTRICTED
            else ()
        ),
    )
    said = f"{some(len(rows), 'request')} for a later date"
    return or_none(rows, "No extension is asked for.", lambda: listing(said, rows, spec))


def _moved(figures: PackFigures) -> Block:
    """Whose date moved since the last pack, and by how many days."""
    moved = figures.moved
    days = {m.row.reference: m.days for m in moved}
    spec: Spec = (
        *NAMED,
        (Column(title="Now due", share=0), due),
        (Column(title="Days later", share=0, right=True), lambda r: number(days[r.reference])),
        (Column(title="Slips in all", share=0, right=True), lambda r: number(r.slips)),
    )
    rows = tuple(m.row for m in moved)
    said = f"{some(len(moved), 'due date')} moved later since the last pack, the biggest move first"
    none = (
        "No due date moved later since the last pack."
        if figures.snapshot.previous
        else "Moves of dates are shown from the second pack on."
    )
    return or_none(rows, none, lambda: listing(said, rows, spec))


def _repeated(rows: tuple[SnapshotRow, ...]) -> Block:
    """Whose date has moved again and again, how often and by how many days in all."""
    spec: Spec = (
        *NAMED,
        (Column(title="Now due", share=0), due),
        (Column(title="Slips", share=0, right=True), lambda r: number(r.slips)),
        (Column(title="Days in all", share=0, right=True), lambda r: number(days_moved(r))),
    )
    said = f"{some(len(rows), 'open action')} whose date moved twice or more, the most often first"
    none = "No open action's date has moved twice."
    return or_none(rows, none, lambda: listing(said, rows, spec))


def closed(figures: PackFigures) -> Section:
    """What closed since the last pack, late closures marked."""
    rows = figures.closed
    spec: Spec = (
        *NAMED,
        (Column(title="Due", share=0), due),
        (Column(title="Closed", share=0), _closed_on),
        (Column(title="How", share=1.5), _closed_how),
    )
    none = "No action was closed since the last pack."
    late_ = sum(row.closed_late for row in rows)
    said = f"{some(len(rows), 'action')} closed, {counted(late_)} of them late"
    block = or_none(rows, none, lambda: listing(said, rows, spec))
    return Section(anchor="closed", heading="Closed since the last pack", blocks=(block,))


def _closed_on(row: SnapshotRow) -> Cell:
    late_ = "closed late" if row.closed_late else ""
    return lines((short_day(row.closed_on), Voice.PLAIN), (late_, Voice.LATE))


def _closed_how(row: SnapshotRow) -> Cell:
    return lines(
        (PROGRESS_WORDS[row.progress], Voice.PLAIN), (row.closed_reason or "", Voice.QUIET)
    )


def due_next(figures: PackFigures) -> Section:
    """Open actions due from the freeze to the next meeting, the soonest first."""
    rows, until = figures.due_next, day_words(figures.horizon_on)
    spec: Spec = (
        *NAMED,
        (Column(title="Due", share=0), due),
        (Column(title="Status", share=0), status),
    )
    said = f"{some(len(rows), 'open action')} due by {until}, the soonest first"
    none = f"No open action falls due by {until}."
    blocks: list[Block] = [or_none(rows, none, lambda: listing(said, rows, spec))]
    if not figures.horizon_is_meeting:
        blocks.insert(
            0, Paragraph(text="No later meeting is known; this looks three months ahead.")
        )
    return Section(anchor="due", heading="Due before the next meeting", blocks=tuple(blocks))


def undated(figures: PackFigures) -> Section:
    """Open actions without an agreed date, and what a plan says that cannot be as it stands."""
    rows, odd = figures.undated, figures.anomalies
    spec: Spec = (
        *NAMED,
        (Column(title="The plan says", share=1.3), lambda r: text(r.date_text)),
        (Column(title="Date", share=0.9), due),
        (Column(title="Why", share=1.6), lambda r: text(r.date_reason)),
    )
    odd_spec: Spec = (*NAMED, (Column(title="Anomaly", share=2.4), lambda r: bullets(r.anomalies)))
    none = "Every open action has an agreed date."
    said = f"{some(len(rows), 'open action')} without an agreed date"
    first = or_none(rows, none, lambda: listing(said, rows, spec))
    found = f"{some(len(odd), 'open action')} with an anomaly in the plan"
    no_odd = "No anomaly stands in the plans."
    second = or_none(odd, no_odd, lambda: listing(found, odd, odd_spec))
    return Section(
        anchor="undated", heading="No date or trigger, and anomalies", blocks=(first, second)
    )
