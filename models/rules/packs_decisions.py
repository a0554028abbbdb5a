"""What a committee is asked to decide, and resolutions that can be minuted as they stand.

One decision a kind, with the actions it covers; each has one draft resolution, numbered as the
decision is. An action stands under the first kind that fits, so that nobody decides it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.date_words import day_words
from models.rules.packs import ChairsAction, Snapshot, SnapshotRow
from models.rules.packs_words import DECISION_WORDS, listed, references, some
from models.rules.words import DateState, Step


class Ask(StrEnum):
    """What kind of decision is asked for, in the order in which it is put."""

    EVIDENCE = "evidence"
    EXTENSION = "extension"
    DATE = "date"
    ESCALATED = "escalated"
    LETTER = "letter"
    ANOMALY = "anomaly"
    ADOPT = "adopt"
    IMPACT = "impact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One action under a decision, and one sentence on why it is there."""

    row: SnapshotRow
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing to decide: what is asked, of which actions, and the resolution that would do it."""

    ask: Ask
    title: str
    items: tuple[Item, ...]
    resolution: str


def decisions(snapshot: Snapshot) -> tuple[Decision, ...]:
    """Every decision that waits, in the order of `Ask`; empty where none does."""
    asked: list[Decision] = []
    taken: set[str] = set()
    for ask, fits in _FITS.items():
        items = tuple(
            Item(row=row, why=why)
            for row in snapshot.rows
            if (row.reference not in taken or ask in _BESIDE) and (why := fits(row, snapshot))
        )
        if items:
            number = len(asked) + 1
            asked.append(_decision(ask, items, snapshot, f"decision {number}"))
            taken.update(item.row.reference for item in items)
    return tuple(asked)


def position_resolution(snapshot: Snapshot) -> str:
    """The first draft resolution of every pack: that its figures be noted."""
    rows, on = snapshot.rows, day_words(snapshot.freeze_on)
    if not rows:
        return f"That it be noted that on {on} the committee had no action to follow."
    is_open = sum(row.is_open for row in rows)
    late = sum(row.is_overdue for row in rows)
    return (
        f"That the position of {some(len(rows), 'action')} on {on} be noted: {is_open or 'none'} "
        f"open, {late or 'none'} of them overdue, and {len(rows) - is_open or 'none'} closed."
    )


def chairs_resolution(snapshot: Snapshot) -> str | None:
    """That what the chair decided between meetings be noted; None where that was nothing."""
    if not snapshot.chairs_actions:
        return None
    said = [
        f"{a.reference} ({chairs_words(a)}, {day_words(a.decided_on)})"
        for a in snapshot.chairs_actions
    ]
    return f"That the chair's decisions between meetings be noted: {listed(said)}."


def chairs_words(one: ChairsAction) -> str:
    """What the chair decided, in words: of an action, or that a policy was adopted."""
    return "adopted" if one.of_policy else DECISION_WORDS[one.decision]


def _evidence(row: SnapshotRow, snapshot: Snapshot) -> str:
    if not row.is_open or row.evidence_since is None:
        return ""
    days = (snapshot.freeze_on - row.evidence_since).days
    waited = f"{some(days, 'day')} at the freeze" if days else "the day of the freeze"
    return f"Evidence in since {day_words(row.evidence_since)}, {waited}."


def _extension(row: SnapshotRow, snapshot: Snapshot) -> str:
    del snapshot  # every fit is asked in the same way
    if not row.is_open or row.extension_asked_on is None:
        return ""
    until = f"to {day_words(row.extension_until)}" if row.extension_until else "to no day named"
    reason = row.extension_reason or "The reason is not reported."
    return f"Asked on {day_words(row.extension_asked_on)}: {until}. {reason}"


def _date(row: SnapshotRow, snapshot: Snapshot) -> str:
    del snapshot
    if not row.is_open or row.date_state is not DateState.TO_BE_AGREED:
        return ""
    written = f"The plan says “{row.date_text}”. " if row.date_text else "The plan gives no date. "
    proposed = f"Proposed: {day_words(row.proposed_due_on)}. " if row.proposed_due_on else ""
    # How a date was read is also the first of its anomalies.
    reasons = dict.fromkeys((row.date_reason, *row.anomalies))
    return (written + proposed + " ".join(reasons)).strip()


def _escalated(row: SnapshotRow, snapshot: Snapshot) -> str:
    del snapshot
    stage = row.stage
    if not row.is_overdue or stage is None or stage.stage not in (Step.E4, Step.E5):
        return ""
    to = "the independent chair" if stage.stage is Step.E5 else "the committee"
    late = some(row.days_late, "day")
    return f"{late} late; {stage.stage}, to {to}, on {day_words(stage.told_on)}."


def _letter(row: SnapshotRow, snapshot: Snapshot) -> str:
    del snapshot
    said = [f"{x.to}, drafted on {day_words(x.drafted_on)}" for x in row.unsent_letters]
    return f"Letter to {listed(said)}: not recorded as sent." if said else ""


def _anomaly(row: SnapshotRow, snapshot: Snapshot) -> str:
    del snapshot
    return " ".join(row.anomalies) if row.is_open else ""


def _adopt(row: SnapshotRow, snapshot: Snapshot) -> str:
    del snapshot
    closed = f" on {day_words(row.closed_on)}" if row.closed_on else ""
    return f"The plan shows it as closed{closed}." if row.awaiting_adoption else ""


def _impact(row: SnapshotRow, snapshot: Snapshot) -> str:
    del snapshot
    waiting = [c for c in row.impact_checks if c.needs_decision and c.confirmed_on is None]
    return " ".join(
        f"Asked on {day_words(c.asked_on)}: {c.answer or 'no answer was reported.'}"
        for c in waiting
    )


_FITS: dict[Ask, Callable[[SnapshotRow, Snapshot], str]] = {
    Ask.EVIDENCE: _evidence,
    Ask.EXTENSION: _extension,
    Ask.DATE: _date,
    Ask.ESCALATED: _escalated,
    Ask.LETTER: _letter,
    Ask.ANOMALY: _anomaly,
    Ask.ADOPT: _adopt,
    Ask.IMPACT: _impact,
}
_BESIDE = frozenset({Ask.LETTER, Ask.IMPACT})
"""A letter waits whatever else is asked of its action, and so does the answer on impact."""


def _decision(ask: Ask, items: tuple[Item, ...], snapshot: Snapshot, where: str) -> Decision:
    rows = tuple(item.row for item in items)
    resolution = _resolution(ask, rows, snapshot, where)
    return Decision(ask=ask, title=_title(ask, len(items)), items=items, resolution=resolution)


def _title(ask: Ask, n: int) -> str:
    """What the committee is asked to do, of how many."""
    actions = some(n, "action")
    return {
        Ask.EVIDENCE: f"Accept or return the evidence for {actions}",
        Ask.EXTENSION: f"Grant or refuse {some(n, 'extension request')}",
        Ask.DATE: f"Set a date for {actions} that {_has(n)} none",
        Ask.ESCALATED: (
            f"Say what is to be done about {some(n, 'overdue action')} escalated to this level"
        ),
        Ask.LETTER: f"Send, or decide not to send, the letters drafted about {actions}",
        Ask.ANOMALY: f"Confirm or correct what the plan says of {actions}",
        Ask.ADOPT: f"Adopt the plan's record of {actions} it shows as closed",
        Ask.IMPACT: f"Confirm that the change has held, or open a linked action, for {actions}",
    }[ask]


def _resolution(ask: Ask, rows: tuple[SnapshotRow, ...], snapshot: Snapshot, where: str) -> str:
    """What would be minuted if it were done."""
    n = len(rows)
    names = references([row.reference for row in rows], where)
    meeting = snapshot.next_meeting_on
    by = f"to the meeting of {day_words(meeting)}" if meeting else "to the next meeting"
    leads = f"{_the_lead(n)} {names}"
    return {
        Ask.EVIDENCE: f"That the evidence for {names} be accepted and {_the(n)} closed.",
        Ask.EXTENSION: (
            f"That the due date be extended for {_to_days(rows, 'extension_until', where)}."
        ),
        Ask.DATE: _dates(rows, snapshot.meeting_on, by, where),
        Ask.ESCALATED: f"That {leads} report {by} what delays {_it(n)} will be done.",
        Ask.LETTER: f"That the letters drafted about {names} be sent.",
        Ask.ANOMALY: f"That {leads} report {by} whether the plan's entry is right.",
        Ask.ADOPT: f"That the plan's record of {names} as closed be adopted.",
        Ask.IMPACT: f"That the change made by {names} be confirmed as having held.",
    }[ask]


def _dates(rows: tuple[SnapshotRow, ...], meeting_on: date, by: str, where: str) -> str:
    """That the proposed dates be set; a day that the meeting finds past could not be met."""
    ready = tuple(r for r in rows if r.proposed_due_on and r.proposed_due_on > meeting_on)
    open_ = [row.reference for row in rows if row not in ready]
    said = []
    if ready:
        said.append(f"the due date be set for {_to_days(ready, 'proposed_due_on', where, 'at')}")
    if open_:
        said.append(f"{_the_lead(len(open_))} {references(open_, where)} propose a date {by}")
    return f"That {', and that '.join(said)}."


def _to_days(rows: Iterable[SnapshotRow], field: str, where: str, word: str = "to") -> str:
    by_day: dict[date | None, list[str]] = {}
    for row in rows:
        by_day.setdefault(getattr(row, field), []).append(row.reference)
    return listed(
        [
            f"{references(names, where)} {word} {day_words(day) if day else 'a day to be named'}"
            for day, names in by_day.items()
        ]
    )


def _the(n: int) -> str:
    return "the action" if n == 1 else "the actions"


def _it(n: int) -> str:
    return "it and the day it" if n == 1 else "them and the days they"


def _has(n: int) -> str:
    return "has" if n == 1 else "have"


def _the_lead(n: int) -> str:
    return "the lead of" if n == 1 else "the leads of"
