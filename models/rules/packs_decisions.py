"""What a committee is asked to decide, and resolutions that can be minuted as they stand.

One decision a kind, with the actions it covers; each has one draft resolution, numbered as the
decision is. An action stands under the first kind that fits, so that nobody decides it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.rules.date_words import day_words
from models.rules.packs import ChairsAction, Snapshot, SnapshotRow
from models.rules.packs_words import (
    DECISION_WORDS,
    NAMED_AT_MOST,
    counted,
    listed,
    references,
    some,
)
from models.rules.words import DateState, Step

ENTRIES = 3
"""Entries of a plan that a resolution quotes; more are read in the list it rests on."""


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
    """One thing to decide: what is asked, of which actions, and the resolution that would do it.

    `in_public` is the resolution without what the public edition leaves out. `beside` says what
    else is asked of its actions, and of which an earlier decision speaks; it is not for the public.
    """

    ask: Ask
    title: str
    items: tuple[Item, ...]
    resolution: str
    in_public: str
    beside: tuple[str, ...] = ()


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
            taken |= {i.row.reference for i in items if ask not in _BESIDE}
    return tuple(replace(one, beside=_beside(one, asked, snapshot)) for one in asked)


def position_resolution(snapshot: Snapshot) -> str:
    """The first draft resolution of every pack: that its figures be noted."""
    rows, on = snapshot.rows, day_words(snapshot.freeze_on)
    if not rows:
        return f"That it be noted that on {on} the committee had no action to follow."
    is_open = sum(row.is_open for row in rows)
    late = sum(row.is_overdue for row in rows)
    return (
        f"That the position of {some(len(rows), 'action')} on {on} be noted: {counted(is_open)} "
        f"open, {counted(late)} of them overdue, and {counted(len(rows) - is_open)} closed."
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
    waited = f"{some(days, 'day')} before the freeze" if days else "the day of the freeze"
    return f"Received {day_words(row.evidence_since)}, {waited}."


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
    late = some(row.days_late, "calendar day")
    told = [e for e in row.escalations if e.current and e.stage is stage.stage]
    instead = [f"{e.told_to}, for {e.stands_in_for}" for e in told if e.stands_in_for]
    stood_in = f" (a stand-in was told: {'; '.join(instead)})" if instead else ""
    return f"{late} late; {stage.stage}, to {to}, on {day_words(stage.told_on)}{stood_in}."


def _letter_waits(row: SnapshotRow, snapshot: Snapshot) -> str:
    del snapshot
    said = [f"{x.to}, drafted on {day_words(x.drafted_on)}" for x in row.unsent_letters]
    return f"Letter to {listed(said)}: not recorded as sent." if said else ""


def _anomaly(row: SnapshotRow, snapshot: Snapshot) -> str:
    del snapshot
    return " ".join(row.anomalies) if row.is_open else ""


def _adopt(row: SnapshotRow, snapshot: Snapshot) -> str:
    del snapshot
    on = day_words(row.closed_on)
    return f"The plan shows it as closed on {on}." if row.awaiting_adoption else ""


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
    Ask.LETTER: _letter_waits,
    Ask.ANOMALY: _anomaly,
    Ask.ADOPT: _adopt,
    Ask.IMPACT: _impact,
}
_BESIDE = frozenset({Ask.LETTER, Ask.IMPACT})
"""A letter waits whatever else is asked of its action, and so does the answer on impact."""


def _decision(ask: Ask, items: tuple[Item, ...], snapshot: Snapshot, where: str) -> Decision:
    rows = tuple(item.row for item in items)
    said = _resolution(ask, rows, snapshot, where)
    public = said
    if ask is Ask.LETTER:
        names = references([row.reference for row in rows], where)
        public = f"That the letters drafted about {names} be sent."
    return Decision(
        ask=ask, title=_title(ask, len(items)), items=items, resolution=said, in_public=public
    )


def _beside(one: Decision, asked: list[Decision], snapshot: Snapshot) -> tuple[str, ...]:
    """Where else its actions stand, and which escalated ones stand under another decision."""
    own = [item.row for item in one.items]
    said = []
    for number, other in enumerate(asked, start=1):
        there = {item.row.reference for item in other.items}
        if other is one:
            continue
        if both := [r.reference for r in own if r.reference in there]:
            said.append(f"{_also(len(both), number, other.ask)}: {_few(both)}.")
        elif one.ask is Ask.ESCALATED and other.ask not in _BESIDE:
            left = [r for r in snapshot.rows if r.reference in there and _escalated(r, snapshot)]
            if left:
                said.append(
                    f"Escalated as well, and to be decided under decision {number} "
                    f"({_OTHERWISE[other.ask]}): {_few([r.reference for r in left])}."
                )
    return tuple(said)


def _few(names: list[str]) -> str:
    """The references one by one, or past a dozen their number."""
    return listed(names) if len(names) <= NAMED_AT_MOST else some(len(names), "action")


def _also(n: int, number: int, ask: Ask) -> str:
    stand = "This action stands" if n == 1 else "These actions stand"
    return f"{stand} under decision {number} too ({_OTHERWISE[ask]})"


_OTHERWISE = {
    Ask.EVIDENCE: "its evidence waits",
    Ask.EXTENSION: "an extension is asked for",
    Ask.DATE: "a date is to be set",
    Ask.ESCALATED: "escalated",
    Ask.LETTER: "a letter is drafted",
    Ask.ANOMALY: "what the plan says is in doubt",
    Ask.ADOPT: "the plan's record is to be adopted",
    Ask.IMPACT: "whether the change has held",
}


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
        Ask.ESCALATED: f"That {leads} report {by} what is delaying {_it(n)} will be done.",
        Ask.LETTER: _letters(rows, names),
        Ask.ANOMALY: f"That {leads} report {by} whether {_entries(rows, where)}.",
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


def _letters(rows: tuple[SnapshotRow, ...], names: str) -> str:
    """That the letters be sent, and to whom; of a long list, to those whom it names."""
    if len(rows) > NAMED_AT_MOST:
        return f"That the letters drafted about {names} be sent to those named there."
    about: dict[str, list[str]] = {}
    for row in rows:
        for one in row.unsent_letters:
            about.setdefault(one.to, []).append(row.reference)
    said = [f"to {to} about {listed(names)}" for to, names in about.items()]
    n = sum(len(row.unsent_letters) for row in rows)
    return f"That the {'letter' if n == 1 else 'letters'} drafted be sent: {'; '.join(said)}."


def _entries(rows: tuple[SnapshotRow, ...], where: str) -> str:
    """Which entries of the plan are in doubt, by their dates, and what it is that is in doubt."""
    if len(rows) > ENTRIES:
        return f"the plan's entries listed under {where}, with what is in doubt, are right"
    said = [
        f"{row.reference}, {_dated(row)} ({' '.join(row.anomalies).rstrip('.')})" for row in rows
    ]
    return f"the plan's {'entry is' if len(rows) == 1 else 'entries are'} right: {'; '.join(said)}"


def _dated(row: SnapshotRow) -> str:
    return f"with the date “{row.date_text}”" if row.date_text else "without a date"


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
    return "it and when it" if n == 1 else "them and when they"


def _has(n: int) -> str:
    return "has" if n == 1 else "have"


def _the_lead(n: int) -> str:
    return "the lead of" if n == 1 else "the leads of"
