"""A pack's snapshot: everything one pack is made of, frozen at its paper cut-off.

Two snapshots with the same bytes make the same pack, so the fingerprint of the bytes is the
fingerprint of the pack ("Meetings and packs": a frozen, numbered, sealed snapshot). The figures
are worked out from it in `packs_figures`; nothing in it is worked out again from the register.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from models.rules.packs_json import LATER, from_json, to_json
from models.rules.words import Brag, DateState, DecisionKind, Priority, Progress, Standing, Step

FORMAT = 1

POLICY = "policy version "


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """One stage that was told: E1 to E5, to a post, on the day it was accepted.

    `current` is false of a ladder that ended with a new date, a closure or a reopening.
    """

    stage: Step
    told_on: date
    told_to: str
    stands_in_for: str | None = None
    current: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter drafted at E5 that nobody has recorded as sent, or as not to be sent."""

    to: str
    drafted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactCheck:
    """The question whether a change has held, 6 or 12 months after closure (I6, I12).

    `answer` is the lead's; `confirmed_on` is the day the committee confirmed that it held;
    `needs_decision` is true once it stood unanswered for 20 working days.
    """

    step: Step
    asked_on: date
    answer: str | None = None
    answered_on: date | None = None
    confirmed_on: date | None = None
    needs_decision: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRow:
    """One action as the register knew it at the freeze; rows stand in plan order.

    `standing_reason` is printed as it is, and so is `brag_word`; where that is empty the colour's
    name is. `days_late` counts calendar days past the current due date while the action is
    overdue, `days_late_original` past the first one; 0 is not late. For a closed action both
    count to the day of closure. `proposed_due_on` is a reading that waits for a decision.
    `short_title` is empty until the secretary sets one. `extra` holds a plan's columns beyond the
    six, in their order. None was not reported. `vacant_leads` are those of the leads' posts that
    nobody held.
    """

    # The plan's own words
    reference: str
    review: str
    number: str
    recommendation: str
    section: str
    agency: str
    short_title: str = ""
    key_actions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    lead_text: str = ""
    date_text: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    # Who and when; the first lead named is accountable, the others contribute
    leads: tuple[str, ...] = ()
    entered_on: date
    date_state: DateState
    date_reason: str = ""
    original_due_on: date | None = None
    due_on: date | None = None
    proposed_due_on: date | None = None
    checkpoint_on: date | None = None
    priority: Priority = Priority.NORMAL
    held_until: date | None = None
    # How it stands on the day of the freeze
    progress: Progress
    standing: Standing
    standing_reason: str
    brag: Brag
    brag_word: str = ""
    slips: int = 0
    days_late: int = 0
    days_late_original: int = 0
    forecast_on: date | None = None
    last_answer: str | None = None
    last_answer_on: date | None = None
    # What waits for a decision
    evidence_since: date | None = None
    evidence_note: str | None = None
    evidence_files: tuple[str, ...] = ()
    extension_asked_on: date | None = None
    extension_until: date | None = None
    extension_reason: str | None = None
    awaiting_adoption: bool = False
    impact_checks: tuple[ImpactCheck, ...] = ()
    # What was told, and how it ended
    escalations: tuple[Escalation, ...] = ()
    unsent_letters: tuple[Letter, ...] = ()
    closed_on: date | None = None
    closed_reason: str | None = None
    closed_late: bool = False
    reopened_on: date | None = None
    # What a reader should know of the data
    anomalies: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    vacant_leads: tuple[str, ...] = field(default=(), metadata=LATER)

    @property
    def is_open(self) -> bool:
        """True while the action is not closed in any of the four ways."""
        return not self.progress.is_closed

    @property
    def is_overdue(self) -> bool:
        """True while the action is open and past its due date, evidence in late or not.

        One that recurs has none: a checkpoint that it missed is shown as overdue.
        """
        return self.is_open and (self.days_late > 0 or self.standing is Standing.OVERDUE)

    @property
    def stage(self) -> Escalation | None:
        """The highest stage told on the ladder that runs now; None before its E1."""
        told = (e for e in self.escalations if e.current)
        return max(told, key=lambda e: (e.stage.value, e.told_on), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCounts:
    """The counts that an issued pack printed: by colour, and what came and went in its period."""

    number: str
    freeze_on: date
    blue: int
    grey: int
    red: int
    amber: int
    green: int
    open: int
    overdue: int
    new: int = 0
    reopened: int = 0
    closed: int = 0

    @property
    def actions(self) -> int:
        """All actions the pack counted, open and closed."""
        return self.blue + self.grey + self.red + self.amber + self.green

    def of(self, brag: Brag) -> int:
        """The number of actions of one colour."""
        by_colour = (self.blue, self.grey, self.red, self.amber, self.green)
        return dict(zip(Brag, by_colour, strict=True))[brag]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousRow:
    """What the previous issued pack said of one action; None was not kept."""

    reference: str
    is_open: bool
    due_on: date | None = None
    is_overdue: bool | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousPack:
    """The last pack that was issued to this committee: the only one compared with."""

    counts: PackCounts
    meeting_on: date
    rows: tuple[PreviousRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairsAction:
    """A decision the chair took between meetings; it is reported at the next."""

    reference: str
    decision: DecisionKind
    decided_on: date
    reason: str | None = None

    @property
    def of_policy(self) -> bool:
        """True where the board's policy was adopted: no action's reference begins so."""
        return self.reference.startswith(POLICY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A review whose actions the committee oversees."""

    reference: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything a pack is made of, at the freeze; "Meetings and packs".

    `earlier` holds the issued packs before the previous one, oldest first, for the trend.
    `exceptions` are sentences on the data: vacancies, undeliverable addresses, held messages.
    Up to `printed_actions` the full plan is printed.
    """

    format: int = FORMAT
    number: str
    board: str
    committee: str
    marking: str
    public_marking: str = "For publication"
    prepared_by: str
    chair: str
    policy_version: str
    meeting_on: date
    freeze_on: date
    next_meeting_on: date | None = None
    previous: PreviousPack | None = None
    earlier: tuple[PackCounts, ...] = ()
    reviews: tuple[Review, ...] = ()
    rows: tuple[SnapshotRow, ...] = ()
    chairs_actions: tuple[ChairsAction, ...] = ()
    exceptions: tuple[str, ...] = ()
    printed_actions: int = field(default=500, metadata=LATER)


def canonical_json(snapshot: Snapshot) -> bytes:
    """One snapshot has one text: sorted keys, no spaces, ASCII only, ISO dates.

    ASCII, so that text with half a surrogate pair, which UTF-8 cannot write, stops no pack.
    """
    return to_json(snapshot)


def snapshot_from_json(text: bytes) -> Snapshot:
    """The snapshot that `canonical_json` wrote, equal to the one it was given.

    Raises ValueError, with the place, for a key, a value or a format it does not know.
    """
    snapshot = from_json(text, Snapshot)
    if snapshot.format != FORMAT:
        raise ValueError(f"this snapshot has format {snapshot.format}; only {FORMAT} can be read")
    return snapshot


def fingerprint(snapshot: Snapshot) -> str:
    """The SHA-256 of the canonical text, 64 hexadecimal digits: it stands on the pack's cover."""
    return hashlib.sha256(canonical_json(snapshot)).hexdigest()
