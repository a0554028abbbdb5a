"""The figures of a pack, section by section in the order of the procedure ("Meetings and packs").

Everything a reader sees is chosen, counted and ordered here, once, so that the PDF, the page and
the workbook cannot disagree. What is asked of the committee is in `packs_decisions`, how the
counts reconcile in `packs_position`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.calendar import Quarter, last_whole_quarter, plus_months
from models.rules.packs import Escalation, PackCounts, Snapshot, SnapshotRow, fingerprint
from models.rules.packs_decisions import Decision, chairs_resolution, decisions, position_resolution
from models.rules.packs_position import (
    Breakdown,
    ColourLine,
    Moved,
    Reconciliation,
    breakdown,
    colours,
    counts_of,
    moved_later,
    reconcile,
    standings,
)
from models.rules.packs_sentences import latest_first, sentences, silence
from models.rules.packs_since import Changes, Year, changes, repeat_slippers, year_to
from models.rules.words import DateState, Standing

TREND_LENGTH = 5
Rows = tuple[SnapshotRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFigures:
    """A whole pack as facts; a field a section, in the procedure's order.

    `log` pairs an action with each stage told since the previous issued pack's freeze, oldest
    first. `horizon_on` ends the section on what is due next: the next meeting, or three months
    after the freeze where no later meeting is known (`horizon_is_meeting` is then false).
    """

    snapshot: Snapshot
    fingerprint: str
    quarter: Quarter
    sentences: tuple[str, str, str]
    noted: tuple[str, ...]
    decisions: tuple[Decision, ...]
    reconciliation: Reconciliation
    colours: tuple[ColourLine, ...]
    standings: tuple[tuple[Standing, int], ...]
    trend: tuple[PackCounts, ...]
    changes: Changes | None
    overdue: Rows
    evidence: Rows
    extensions: Rows
    moved: tuple[Moved, ...]
    repeat_slippers: Rows
    closed: Rows
    horizon_on: date
    horizon_is_meeting: bool
    due_next: Rows
    undated: Rows
    anomalies: Rows
    impact: Rows
    by_agency: tuple[Breakdown, ...]
    by_review: tuple[Breakdown, ...]
    year: Year
    log: tuple[tuple[SnapshotRow, Escalation], ...]
    letters: Rows
    notes: tuple[str, ...]
    plan: Rows

    @property
    def resolutions(self) -> tuple[str, ...]:
        """What would be minuted: a resolution a decision, then those that only note."""
        return (*(decision.resolution for decision in self.decisions), *self.noted)

    @property
    def silence(self) -> str:
        """On how many overdue actions nobody has answered; empty where none is overdue."""
        return silence(self.snapshot)


def figures(snapshot: Snapshot) -> PackFigures:
    """Every section, from the snapshot alone; raises DoesNotReconcile where counts do not fit."""
    line = reconcile(snapshot)
    asked = decisions(snapshot)
    horizon = snapshot.next_meeting_on or plus_months(snapshot.freeze_on, 3)
    rows = snapshot.rows
    moved = moved_later(snapshot)
    quarter = last_whole_quarter(snapshot.freeze_on)
    return PackFigures(
        snapshot=snapshot,
        fingerprint=fingerprint(snapshot),
        quarter=quarter,
        sentences=sentences(snapshot, line, moved),
        noted=_noted(snapshot),
        decisions=asked,
        reconciliation=line,
        colours=colours(snapshot),
        standings=standings(snapshot),
        trend=_trend(snapshot, line),
        changes=changes(snapshot, line, moved),
        overdue=_overdue(rows),
        evidence=tuple(r for r in rows if r.is_open and r.evidence_since is not None),
        extensions=tuple(r for r in rows if r.is_open and r.extension_asked_on is not None),
        moved=moved,
        repeat_slippers=repeat_slippers(rows),
        closed=tuple(sorted(line.closed, key=lambda r: (r.closed_on or date.min, r.reference))),
        horizon_on=horizon,
        horizon_is_meeting=snapshot.next_meeting_on is not None,
        due_next=_due_next(snapshot, horizon),
        undated=tuple(r for r in rows if r.is_open and r.date_state is not DateState.DATED),
        anomalies=tuple(r for r in rows if r.is_open and r.anomalies),
        impact=tuple(r for r in rows if r.impact_checks),
        by_agency=breakdown(rows, lambda r: r.agency),
        by_review=breakdown(rows, lambda r: r.review),
        year=year_to(quarter, snapshot),
        log=_log(snapshot),
        letters=tuple(r for r in rows if r.unsent_letters),
        notes=_notes(snapshot, line),
        plan=rows,
    )


def _noted(snapshot: Snapshot) -> tuple[str, ...]:
    chairs = chairs_resolution(snapshot)
    return (position_resolution(snapshot), *([chairs] if chairs else []))


def _overdue(rows: Rows) -> Rows:
    """Overdue actions, and open ones under escalation that are not, the longest late first."""
    late = [r for r in rows if r.is_overdue or (r.is_open and r.stage)]
    return latest_first(late)


def _due_next(snapshot: Snapshot, horizon: date) -> Rows:
    due = [
        r
        for r in snapshot.rows
        if r.is_open and r.due_on and snapshot.freeze_on <= r.due_on <= horizon
    ]
    return tuple(sorted(due, key=lambda r: r.due_on or date.max))


def _log(snapshot: Snapshot) -> tuple[tuple[SnapshotRow, Escalation], ...]:
    since = snapshot.previous.counts.freeze_on if snapshot.previous else date.min
    told = [(r, e) for r in snapshot.rows for e in r.escalations if e.told_on > since]
    return tuple(sorted(told, key=lambda pair: (pair[1].told_on, pair[1].stage.value)))


def _trend(snapshot: Snapshot, line: Reconciliation) -> tuple[PackCounts, ...]:
    """This pack and the issued ones before it, oldest first; this one alone is no trend."""
    before = (*snapshot.earlier, *([snapshot.previous.counts] if snapshot.previous else []))
    return (*before, counts_of(snapshot, line))[-TREND_LENGTH:] if before else ()


def _notes(snapshot: Snapshot, line: Reconciliation) -> tuple[str, ...]:
    """What a reader should know of the data: exceptions, then what each action carries."""
    own = tuple(f"{row.reference}: {note}" for row in snapshot.rows for note in row.notes)
    corrected = tuple(
        f"{row.reference}: closed in the previous pack and open now without a reopening; "
        "it is counted as reopened."
        for row in line.reopened
        if row.reopened_on is None
    )
    return (*snapshot.exceptions, *corrected, *own)
