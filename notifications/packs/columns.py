"""The columns of the register as a workbook: the plan's, ours, and the plan's further ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from models.rules.packs import SnapshotRow
from models.rules.packs_words import DATE_STATE_WORDS, PROGRESS_WORDS, STANDING_WORDS
from models.rules.words import Edition
from notifications.packs.cells import colour_word

Value = str | int | date | None
Column = tuple[str, int, Callable[[SnapshotRow], Value]]
PLAN: tuple[Column, ...] = (
    (
        "Recommendation",
        50,
        lambda r: f"{r.number}. {r.recommendation}" if r.number else r.recommendation,
    ),
    ("Key Actions", 44, lambda r: _listed(r.key_actions)),
    ("Evidence", 34, lambda r: _listed(r.evidence)),
    ("Key Outcome(s)", 34, lambda r: _listed(r.outcomes)),
    ("Lead Officer", 26, lambda r: r.lead_text),
    ("Date", 16, lambda r: r.date_text),
)
OURS: tuple[Column, ...] = (
    ("Reference", 16, lambda r: r.reference),
    ("Review", 16, lambda r: r.review),
    ("Section", 26, lambda r: r.section),
    ("Agency", 24, lambda r: r.agency),
    ("Short title", 30, lambda r: r.short_title),
    ("Leads", 28, lambda r: "\n".join(r.leads)),
    ("Colour", 10, lambda r: r.brag_word or colour_word(r.brag)),
    ("Standing", 20, lambda r: STANDING_WORDS[r.standing]),
    ("Why", 36, lambda r: r.standing_reason),
    ("Progress", 22, lambda r: PROGRESS_WORDS[r.progress]),
    ("Date state", 16, lambda r: DATE_STATE_WORDS[r.date_state]),
    ("How the date was read", 30, lambda r: r.date_reason),
    ("Original due date", 13, lambda r: r.original_due_on),
    ("Due date", 13, lambda r: r.due_on),
    ("Slips", 8, lambda r: r.slips),
    ("Days late", 9, lambda r: r.days_late),
    ("Days late from the first date", 13, lambda r: r.days_late_original),
    ("Forecast", 13, lambda r: r.forecast_on),
    ("Priority", 10, lambda r: r.priority.value),
    ("Held until", 13, lambda r: r.held_until),
    ("Entered", 13, lambda r: r.entered_on),
    ("Evidence in since", 13, lambda r: r.evidence_since),
    ("Extension asked to", 13, lambda r: r.extension_until),
    ("Closed", 13, lambda r: r.closed_on),
    ("Closed late", 10, lambda r: "yes" if r.closed_late else ""),
    ("Reopened", 13, lambda r: r.reopened_on),
    ("Anomalies", 36, lambda r: _listed(r.anomalies)),
)
RESTRICTED: tuple[Column, ...] = (
    ("Last answer", 36, lambda r: r.last_answer),
    ("Answered", 13, lambda r: r.last_answer_on),
    ("Evidence submitted", 36, lambda r: r.evidence_note),
    ("Reason for the extension", 36, lambda r: r.extension_reason),
    ("Stage", 8, lambda r: r.stage.stage.value if r.stage else None),
    ("Stage told", 13, lambda r: r.stage.told_on if r.stage else None),
    ("Notes", 36, lambda r: _listed(r.notes)),
)


def columns_of(edition: Edition) -> tuple[Column, ...]:
    """The plan's six columns and ours, as an edition has them."""
    return (*PLAN, *OURS, *(RESTRICTED if edition is Edition.RESTRICTED else ()))


def further_columns(rows: Iterable[SnapshotRow]) -> tuple[Column, ...]:
    """The plan's further columns, in the order in which they come up."""
    names = dict.fromkeys(name for row in rows for name, _ in row.extra)
    return tuple((name, 24, _further(name)) for name in names)


def _further(name: str) -> Callable[[SnapshotRow], Value]:
    return lambda row: dict(row.extra).get(name)


def _listed(items: tuple[str, ...]) -> str:
    """Items as a plan writes them in one cell: one alone, several with bullets on lines."""
    return "\n".join(f"• {item}" for item in items) if len(items) > 1 else "".join(items)
