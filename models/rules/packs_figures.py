"""The figures of a pack, section by section in the order of the procedure ("Meetings and packs").

Everything a reader sees is chosen, counted and ordered here, once, so that the PDF, the page and
the workbook cannot disagree. What is asked of the committee is in `packs_decisions`, how the
counts reconcile in `packs_position`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.calendar import Quarter, last_whole_quarter, plus_months
from models.rules.date_words import day_words
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
from models.rules.packs_since import Changes, Year, changes, repeat_slippers, year_to
from models.rules.packs_words import are, listed, more_or_fewer, some
from models.rules.words import DateState, Progress, Standing

NAMED_AS_LATEST = 3
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
    resolutions: tuple[str, ...]
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
        sentences=_sentences(snapshot, line, moved),
        resolutions=_resolutions(snapshot, asked),
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


def _resolutions(snapshot: Snapshot, asked: tuple[Decision, ...]) -> tuple[str, ...]:
    chairs = chairs_resolution(snapshot)
    every = [decision.resolution for decision in asked]
    return (*every, position_resolution(snapshot), *([chairs] if chairs else []))


def _overdue(rows: Rows) -> Rows:
    """Overdue actions, and open ones under escalation that are not, the longest late first."""
    late = [r for r in rows if r.is_overdue or (r.is_open and r.stage)]
    return tuple(sorted(late, key=lambda r: (-r.days_late, -r.days_late_original)))


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


def _sentences(
    snapshot: Snapshot, line: Reconciliation, moved: tuple[Moved, ...]
) -> tuple[str, str, str]:
    return (
        _late_sentence(snapshot),
        _closed_sentence(snapshot, line),
        _moved_sentence(snapshot, moved),
    )


def _late_sentence(snapshot: Snapshot) -> str:
    late = sum(r.is_overdue for r in snapshot.rows)
    is_open = sum(r.is_open for r in snapshot.rows)
    said = f"{late or 'None'} of {some(is_open, 'open action')} {are(late)} overdue"
    if not is_open:
        return "No action is open."
    longest = _longest(snapshot)
    if snapshot.previous is None:
        return f"{said}; there is no earlier issued pack to compare with.{longest}"
    change = more_or_fewer(late - snapshot.previous.counts.overdue)
    compared = f"{change} {'from' if change == 'no change' else 'than in'} the last pack"
    return f"{said}, {compared}.{longest}"


def _longest(snapshot: Snapshot) -> str:
    """ " The longest: child-h/5 by 73 days": what is latest is named on the first page."""
    late = [row for row in _overdue(snapshot.rows) if row.is_overdue][:NAMED_AS_LATEST]
    said = listed([f"{row.reference} by {some(row.days_late, 'day')}" for row in late])
    return f" The longest: {said}." if said else ""


def _closed_sentence(snapshot: Snapshot, line: Reconciliation) -> str:
    accepted = sum(r.progress is Progress.CLOSED_ACCEPTED for r in line.closed)
    shut = sum(not r.is_open for r in snapshot.rows)
    if not snapshot.rows:
        return "No action was closed, for none is on the register."
    since = "since the last pack" if snapshot.previous else "up to this first pack"
    all_ = len(snapshot.rows)
    other = len(line.closed) - accepted
    beside = f" and {other} in another way" if other else ""
    said = f"{some(accepted, 'action')} closed with evidence accepted{beside} {since}"
    return f"{said}; {shut or 'none'} of {all_} {are(shut)} now closed."


def _moved_sentence(snapshot: Snapshot, moved: tuple[Moved, ...]) -> str:
    if snapshot.previous is None:
        slipped = sum(r.slips > 0 for r in snapshot.rows)
        has = "has" if slipped == 1 else "have"
        return f"{some(slipped, 'action')} {has} a later date than first agreed."
    since = f"since {day_words(snapshot.previous.counts.freeze_on)}"
    if not moved:
        return f"No due date moved later {since}."
    mean = round(sum(m.days for m in moved) / len(moved))
    average = f"by {some(mean, 'day')}" + (" on average" if len(moved) > 1 else "")
    return f"{some(len(moved), 'due date')} moved later {since}, {average}."
