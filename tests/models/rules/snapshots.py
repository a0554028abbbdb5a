"""An example of a pack: eleven actions frozen on 12 January 2011, and those of other packs."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from models.rules.packs import (
    ChairsAction,
    Escalation,
    ImpactCheck,
    Letter,
    PackCounts,
    PreviousPack,
    PreviousRow,
    Review,
    Snapshot,
    SnapshotRow,
)
from models.rules.words import Brag, DateState, DecisionKind, Progress, Standing, Step

BEFORE, FREEZE, NEXT = date(2010, 10, 13), date(2011, 1, 12), date(2011, 4, 13)


def row(number: int, **changes: Any) -> SnapshotRow:
    """An open action in good order, changed as told."""
    facts: dict[str, Any] = {
        "reference": f"alder/{number}",
        "review": "alder",
        "number": str(number),
        "recommendation": "Agree who writes the record.",
        "section": "Health",
        "agency": "Hospital",
        "leads": ("Named nurse",),
        "entered_on": BEFORE,
        "date_state": DateState.DATED,
        "original_due_on": date(2011, 3, 31),
        "due_on": date(2011, 3, 31),
        "progress": Progress.IN_PROGRESS,
        "standing": Standing.ON_TRACK,
        "standing_reason": "Due 31 March 2011.",
        "brag": Brag.GREEN,
    }
    return SnapshotRow(**{**facts, **changes})


def stage(step: Step, on: date, to: str = "Chair of the committee") -> Escalation:
    """A stage told that day."""
    return Escalation(stage=step, told_on=on, told_to=to)


LATE: dict[str, Any] = {
    "standing": Standing.OVERDUE,
    "brag": Brag.RED,
    "due_on": date(2010, 11, 30),
    "days_late": 43,
}
UNDATED: dict[str, Any] = {
    "date_state": DateState.TO_BE_AGREED,
    "standing": Standing.NO_DATE,
    "brag": Brag.AMBER,
    "due_on": None,
    "original_due_on": None,
    "date_text": "To follow",
}
CLOSED: dict[str, Any] = {
    "progress": Progress.CLOSED_ACCEPTED,
    "standing": Standing.CLOSED,
    "brag": Brag.BLUE,
    "closed_on": date(2010, 12, 1),
}
ROWS = (
    row(1, **LATE, escalations=(stage(Step.E4, date(2011, 1, 5)),)),
    row(2, **{**LATE, "days_late": 60}, escalations=(stage(Step.E1, date(2010, 10, 1)),)),
    row(3, evidence_since=date(2011, 1, 3), progress=Progress.EVIDENCE_SUBMITTED),
    row(4, extension_asked_on=date(2011, 1, 6), extension_until=date(2011, 5, 31)),
    row(5, **UNDATED),
    row(6, **UNDATED, proposed_due_on=date(2011, 2, 1)),
    row(7, **{**LATE, "days_late": 70}, unsent_letters=(Letter(to="Chief", drafted_on=FREEZE),)),
    row(8, anomalies=("Dated before the review began.",)),
    row(9, **CLOSED, awaiting_adoption=True),
    row(
        10,
        **{**CLOSED, "closed_on": date(2010, 6, 1)},
        impact_checks=(ImpactCheck(step=Step.I6, asked_on=FREEZE, needs_decision=True),),
    ),
    row(11, entered_on=FREEZE, notes=("Two leads share one cell.",)),
)
PREVIOUS = PreviousPack(
    counts=PackCounts(
        number="2010-2", freeze_on=BEFORE, blue=1, grey=0, red=1, amber=2, green=6, open=9,
        overdue=1,
    ),
    meeting_on=date(2010, 10, 27),
    rows=tuple(
        PreviousRow(reference=r.reference, is_open=r.number != "10", due_on=date(2010, 11, 30))
        for r in ROWS[:10]
    ),
)  # fmt: skip
SNAPSHOT = Snapshot(
    number="2010-3",
    board="A board",
    committee="A committee",
    marking="OFFICIAL",
    prepared_by="Secretary",
    chair="Chair",
    policy_version="1",
    meeting_on=date(2011, 1, 26),
    freeze_on=FREEZE,
    next_meeting_on=NEXT,
    previous=PREVIOUS,
    reviews=(Review(reference="alder", title="Alder"),),
    rows=ROWS,
    chairs_actions=(
        ChairsAction(
            reference="alder/8", decision=DecisionKind.SET_DATE, decided_on=date(2010, 12, 3)
        ),
    ),
    exceptions=("The post of named nurse is vacant.",),
)
EMPTY = dataclasses.replace(SNAPSHOT, previous=None, rows=(), chairs_actions=(), exceptions=())
CHECK = ImpactCheck(step=Step.I6, asked_on=FREEZE, needs_decision=True)
