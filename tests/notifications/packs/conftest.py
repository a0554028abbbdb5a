"""A committee's snapshot with something in every section, for the tests of a pack's files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.rules.packs import (
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
from models.rules.words import Brag, DateState, Progress, Standing, Step

BEFORE, FREEZE = date(2010, 10, 13), date(2011, 1, 12)

KINDS: tuple[dict[str, Any], ...] = (
    {
        "standing": Standing.OVERDUE,
        "brag": Brag.RED,
        "due_on": date(2010, 11, 30),
        "days_late": 43,
        "days_late_original": 104,
        "slips": 1,
        "escalations": (
            Escalation(stage=Step.E3, told_on=date(2010, 12, 14), told_to="Board member"),
            Escalation(
                stage=Step.E4,
                told_on=date(2011, 1, 5),
                told_to="Chair of the committee",
                stands_in_for="Secretary",
            ),
        ),
        "unsent_letters": (Letter(to="Chief officer", drafted_on=FREEZE),),
        "last_answer": "The second cohort is not booked yet.",
        "last_answer_on": date(2010, 12, 9),
    },
    {
        "progress": Progress.EVIDENCE_SUBMITTED,
        "standing": Standing.AWAITING_DECISION,
        "evidence_since": date(2011, 1, 3),
        "evidence_note": "Register of attendance, 96 per cent.",
        "evidence_files": ("register.pdf",),
    },
    {
        "brag": Brag.AMBER,
        "extension_asked_on": date(2011, 1, 6),
        "extension_until": date(2011, 5, 31),
        "extension_reason": "The analyst post is vacant.",
    },
    {
        "date_state": DateState.TO_BE_AGREED,
        "standing": Standing.NO_DATE,
        "brag": Brag.AMBER,
        "due_on": None,
        "original_due_on": None,
        "date_text": "To follow",
        "anomalies": ("Dated before the review began.", "Two leads in one cell."),
    },
    {
        "progress": Progress.CLOSED_ACCEPTED,
        "standing": Standing.CLOSED_LATE,
        "brag": Brag.BLUE,
        "closed_on": date(2010, 12, 1),
        "closed_late": True,
        "impact_checks": (
            ImpactCheck(step=Step.I6, asked_on=FREEZE, answer="Re-audit: 18 of 20 files."),
        ),
    },
    {
        "progress": Progress.CLOSED_SUPERSEDED,
        "standing": Standing.CLOSED,
        "brag": Brag.GREY,
        "closed_on": date(2010, 12, 2),
        "closed_reason": "Taken into the new protocol.",
    },
    {"notes": ("One character could not be read.",), "held_until": date(2011, 2, 1)},
)

MakeSnapshot = Callable[..., Snapshot]


def _row(n: int, words: str, changes: dict[str, Any]) -> SnapshotRow:
    facts: dict[str, Any] = {
        "reference": f"alder-house/{n + 1}",
        "review": "alder-house",
        "number": str(n + 1),
        "recommendation": f"Agree who writes the record of each meeting. {words}".strip(),
        "section": "Recommendations for health",
        "agency": ("Hospital trust", "Police", "Education")[n % 3],
        "key_actions": ("Write a standard.", "Train those who minute.")[: 1 + n % 2],
        "evidence": ("A standard in use.",),
        "outcomes": ("It is known who decided.",),
        "lead_text": "Named nurse",
        "leads": ("Named nurse", "Legal adviser")[: 1 + n % 2],
        "date_text": "March 2011",
        "entered_on": BEFORE,
        "date_state": DateState.DATED,
        "original_due_on": date(2010, 9, 30),
        "due_on": date(2011, 3, 31),
        "progress": Progress.IN_PROGRESS,
        "standing": Standing.ON_TRACK,
        "standing_reason": "Due 31 March 2011.",
        "brag": Brag.GREEN,
        "extra": (("Theme", "records"),),
    }
    return SnapshotRow(**{**facts, **changes})


def example(rows: int = len(KINDS), words: str = "", **changes: Any) -> Snapshot:
    """A snapshot of some rows, one of each kind in turn; `words` end every recommendation."""
    plan = tuple(_row(n, words, KINDS[n % len(KINDS)]) for n in range(rows))
    counts = PackCounts(
        number="2010-2", freeze_on=BEFORE, blue=0, grey=0, red=0, amber=0, green=rows,
        open=rows, overdue=0,
    )  # fmt: skip
    before = PreviousPack(
        counts=counts,
        meeting_on=date(2010, 10, 27),
        rows=tuple(PreviousRow(reference=r.reference, is_open=True) for r in plan),
    )
    facts: dict[str, Any] = {
        "number": "2010-3",
        "board": "Northmoor safeguarding board",
        "committee": "Case review committee",
        "marking": "OFFICIAL-SENSITIVE",
        "prepared_by": "Case review co-ordinator",
        "chair": "Chair of the committee",
        "policy_version": "1",
        "meeting_on": date(2011, 1, 26),
        "freeze_on": FREEZE,
        "next_meeting_on": date(2011, 4, 13),
        "previous": before,
        "reviews": (Review(reference="alder-house", title="Alder House"),),
        "rows": plan,
        "exceptions": ("The post of head of inclusion is vacant.",),
    }
    return Snapshot(**{**facts, **changes})


@pytest.fixture(scope="session")
def make_snapshot() -> MakeSnapshot:
    """Snapshots of some rows, one of each kind in turn; `words` end every recommendation."""
    return example


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """One action of each kind."""
    return example()
