"""What has changed since the last pack, and the extract of the year."""

from __future__ import annotations

from models.rules.date_words import day_words
from models.rules.packs import SnapshotRow
from models.rules.packs_figures import PackFigures
from models.rules.packs_since import Changes, Year, YearOfReview
from models.rules.packs_words import PROGRESS_WORDS, some
from notifications.packs.cells import action, number, reference, short_day, text
from notifications.packs.document import Block, Cell, Column, Paragraph, Section, Table

NOT_KEPT = "The last pack did not keep which actions were overdue; this is shown from the next on."


def names_of(rows: tuple[SnapshotRow, ...], most: int = 12) -> str:
    """The references one by one, past a dozen with the number of the others."""
    names = [row.reference for row in rows]
    if not names:
        return "None"
    more = f" and {len(names) - most:,} more, in the lists that follow" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def changed(figures: PackFigures) -> tuple[Block, ...]:
    """One line a kind of change, with the actions it is; nothing for the first pack."""
    made = figures.changes
    if made is None:
        return ()
    columns = (
        Column(title="Change", share=0),
        Column(title="Actions", share=0, right=True),
        Column(title="Which", share=1),
    )
    caption = "What changed since the last pack, beside what came and went"
    return (Table(caption=caption, columns=columns, rows=_lines(made)),)


def _lines(made: Changes) -> tuple[tuple[Cell, ...], ...]:
    known = (
        ("Newly overdue", made.newly_overdue),
        ("No longer overdue", made.no_longer_overdue),
        ("Due date moved later", made.moved),
        ("Closed late", made.closed_late),
    )
    return tuple(
        (text(words), number("\u2013"), text(NOT_KEPT))
        if rows is None
        else (text(words), number(len(rows)), text(names_of(rows)))
        for words, rows in known
    )


def year(figures: PackFigures) -> Section:
    """The financial year: each review's actions, and what closed otherwise with the reason."""
    found = figures.year
    period = f"{day_words(found.first)} to {day_words(found.last)}"
    blocks: list[Block] = [
        Paragraph(
            text=f"The financial year {found.words}: what was entered and closed is counted from "
            f"{period}; what is open, overdue and all there is as at the freeze, "
            f"{day_words(figures.snapshot.freeze_on)}."
        )
    ]
    if found.reviews:
        blocks.append(_reviews(found))
    if found.otherwise:
        blocks.append(_otherwise(found.otherwise))
    else:
        blocks.append(Paragraph(text="No action was closed in any other way in that time."))
    return Section(anchor="year", heading="The year", blocks=tuple(blocks))


def _reviews(found: Year) -> Table:
    figures = (
        ("Entered", [r.entered for r in found.reviews]),
        ("Closed, evidence accepted", [r.accepted for r in found.reviews]),
        ("Closed in any other way", [r.otherwise for r in found.reviews]),
        ("Open at the freeze", [r.open for r in found.reviews]),
        ("Overdue at the freeze", [r.overdue for r in found.reviews]),
        ("All at the freeze", [r.all for r in found.reviews]),
    )
    columns = (
        Column(title="Review", share=1),
        *(Column(title=title, share=0.45, right=True) for title, _ in figures),
    )
    rows = tuple(_review(one) for one in found.reviews)
    total = (text("All reviews"), *(number(sum(counts)) for _, counts in figures))
    caption = f"{some(len(rows), 'review')}: what came and was closed in that time"
    return Table(caption=caption, columns=columns, rows=(*rows, total), total=True)


def _review(one: YearOfReview) -> tuple[Cell, ...]:
    counts = (one.entered, one.accepted, one.otherwise, one.open, one.overdue, one.all)
    return (text(one.title), *(number(n) for n in counts))


def _otherwise(rows: tuple[SnapshotRow, ...]) -> Table:
    columns = (
        Column(title="Reference", share=0),
        Column(title="Action", share=2),
        Column(title="Closed", share=0),
        Column(title="How", share=1.2),
        Column(title="Reason", share=2),
    )
    made = tuple(
        (
            reference(row),
            action(row),
            text(short_day(row.closed_on)),
            text(PROGRESS_WORDS[row.progress]),
            text(row.closed_reason or ""),
        )
        for row in rows
    )
    said = f"{some(len(rows), 'action')} closed in any other way, with the reason"
    return Table(caption=said, columns=columns, rows=made)
