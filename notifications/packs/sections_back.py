"""The back of a pack: whether closed changes held, the escalations told, and notes on the data."""

from __future__ import annotations

from datetime import date

from models.rules.date_words import day_words
from models.rules.packs import Escalation, ImpactCheck, SnapshotRow
from models.rules.packs_figures import PackFigures
from models.rules.packs_words import are, some
from models.rules.words import Edition, Step
from notifications.packs.cells import bullets, lines, reference, short_day, text
from notifications.packs.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
    Voice,
)
from notifications.packs.sections_lists import NAMED, Spec, listing, or_none


def impact(figures: PackFigures, edition: Edition) -> Section:
    """Whether closed changes have held, as asked 6 and 12 months later."""
    rows = figures.impact
    spec: Spec = (
        *NAMED,
        (Column(title="Closed", share=0), lambda r: text(short_day(r.closed_on))),
        (Column(title="Has the change held?", share=2), lambda r: _checks(r, edition)),
    )
    said = f"{some(len(rows), 'closed action')} asked whether the change has held"
    none = "No impact check is due and none was answered."
    block = or_none(rows, none, lambda: listing(said, rows, spec))
    return Section(anchor="impact", heading="Impact checks", blocks=(block,))


def _checks(row: SnapshotRow, edition: Edition) -> Cell:
    return bullets(_check(c, edition) for c in row.impact_checks)


def _check(check: ImpactCheck, edition: Edition) -> str:
    months = "6" if check.step.value == "I6" else "12"
    asked = f"{months} months, asked {short_day(check.asked_on)}"
    if check.confirmed_on:
        return f"{asked}: confirmed on {day_words(check.confirmed_on)}"
    if check.answer is None:
        return f"{asked}: not answered"
    return (
        f"{asked}: {check.answer if edition is Edition.RESTRICTED else 'answered, not confirmed'}"
    )


def log(figures: PackFigures) -> Section:
    """Every stage told since the last pack, oldest first, and letters nobody has sent."""
    letters = figures.letters
    first: Block = Paragraph(text="No escalation was told since the last pack.")
    if figures.log:
        first = _log_table(figures.log)
    spec: Spec = (*NAMED, (Column(title="Letter to", share=2), _letters))
    n = sum(len(row.unsent_letters) for row in letters)
    unsent = f"{some(n, 'drafted letter')} not recorded as sent"
    none = "No drafted letter waits to be sent."
    second = or_none(letters, none, lambda: listing(unsent, letters, spec))
    return Section(anchor="log", heading="Escalation log", blocks=(first, second))


def _log_table(pairs: tuple[tuple[SnapshotRow, Escalation], ...]) -> Table:
    """One row a stage and day: who was told the same of the same action stand together."""
    columns = (
        Column(title="Reference", share=0),
        Column(title="Stage", share=0),
        Column(title="Told on", share=0),
        Column(title="Told to", share=1),
    )
    told: dict[tuple[str, Step, date], list[tuple[SnapshotRow, Escalation]]] = {}
    for row, one in pairs:
        told.setdefault((row.reference, one.stage, one.told_on), []).append((row, one))
    made = tuple(
        (
            reference(group[0][0]),
            text(stage_.value, Voice.STRONG),
            text(short_day(on)),
            lines(*(line for _, one in group for line in _told_to(one))),
        )
        for (_, stage_, on), group in told.items()
    )
    said = f"{some(len(made), 'escalation')} told, the oldest first"
    return Table(caption=said, columns=columns, rows=made)


def _told_to(told: Escalation) -> tuple[tuple[str, Voice], ...]:
    instead = f"for {told.stands_in_for}" if told.stands_in_for else ""
    return ((told.told_to, Voice.PLAIN), (instead, Voice.QUIET))


def _letters(row: SnapshotRow) -> Cell:
    return bullets(f"{x.to}, drafted {short_day(x.drafted_on)}" for x in row.unsent_letters)


LEFT_OUT = (
    "what leads last answered, in every list and in the full plan",
    "the notes and files submitted as evidence",
    "the reasons given for extension requests and for the chair's decisions",
    "the answers to impact checks",
    "the escalation log, the stages reached and the drafted letters",
    "data-quality notes",
)
"""What the public edition does without; said in the restricted one alone (product rule 31)."""


def notes(figures: PackFigures) -> Section:
    """What a reader should know of the data, and what the public edition leaves out."""
    found = figures.notes
    n = len(found)
    said: Block = Paragraph(text="Nothing in the data needs a note.")
    if found:
        said = Bullets(items=found)
    blocks: tuple[Block, ...] = (
        # Strong, as what leads in to a list: it does not stay behind on the page before.
        Paragraph(text=f"{some(n, 'note')} {are(n)} recorded on the data:", voice=Voice.STRONG)
        if n
        else said,
        *((said,) if n else ()),
        Paragraph(text="The public edition of this pack leaves out:", voice=Voice.STRONG),
        Bullets(items=LEFT_OUT),
    )
    return Section(anchor="notes", heading="Data-quality notes", blocks=blocks)
