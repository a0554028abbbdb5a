"""How each step is named to people, and which is more serious."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from models.rules.words import DateState, Step

SERIOUSNESS = (
    *(Step.E5, Step.E4, Step.E3, Step.E2, Step.E1),
    *(Step.R0, Step.R5, Step.R20, Step.A, Step.M),
    *(Step.U40, Step.W30, Step.W10, Step.V, Step.P),
    *(Step.C, Step.I6, Step.I12, Step.D, Step.Z, Step.S),
)


class StepWords(NamedTuple):
    """How a step is named: over its lines, over copies, in a count and in a subject."""

    own: str
    copied: str
    counted: str
    subject: str


_BESIDE = "you are named beside the lead"
STEP_WORDS: Mapping[Step, StepWords] = {
    Step.E5: StepWords(
        "Escalated to you",
        "Escalated to the independent chair: your copy",
        "escalated",
        "Escalated",
    ),
    Step.E4: StepWords(
        "Escalated to the committee",
        "Escalated to the committee: your copy",
        "escalated",
        "Escalated",
    ),
    Step.E3: StepWords(
        "Escalated to you",
        "Escalated to the agency's board member: your copy",
        "escalated",
        "Escalated",
    ),
    Step.E2: StepWords(
        "Escalated to you",
        "Escalated to the agency's safeguarding lead: your copy",
        "escalated",
        "Escalated",
    ),
    Step.E1: StepWords("Overdue", f"Overdue: {_BESIDE}", "overdue", "Overdue"),
    Step.R0: StepWords("Due today", f"Due today: {_BESIDE}", "due now", "Due now"),
    Step.R5: StepWords("Due shortly", f"Due shortly: {_BESIDE}", "due shortly", "Due shortly"),
    Step.R20: StepWords("Coming up", f"Coming up: {_BESIDE}", "coming up", "Coming up"),
    Step.A: StepWords(
        "This is yours", "You are named beside the lead", "newly yours", "Yours to do"
    ),
    Step.M: StepWords("Your list", f"Your list: {_BESIDE}", "on your list", "Your list"),
    Step.U40: StepWords(
        "No agreed date", "No agreed date: your copy", "without an agreed date", "No agreed date"
    ),
    Step.W30: StepWords(
        "Nobody has decided",
        "Nobody has decided: your copy",
        "waiting for a decision",
        "Waiting for a decision",
    ),
    Step.W10: StepWords(
        "Nobody has decided",
        "Nobody has decided: your copy",
        "waiting for a decision",
        "Waiting for a decision",
    ),
    Step.V: StepWords(
        "A post is vacant", "A post is vacant: your copy", "about a vacant post", "Vacant post"
    ),
    Step.P: StepWords(
        "The committee's pack",
        "The committee's pack: your copy",
        "about the pack",
        "The committee's pack",
    ),
    Step.C: StepWords("Checkpoint", f"Checkpoint: {_BESIDE}", "at a checkpoint", "Checkpoint"),
    Step.I6: StepWords(
        "Has the change held?",
        "Has the change held? Your copy",
        "to say whether the change held",
        "Has the change held?",
    ),
    Step.I12: StepWords(
        "Has the change held?",
        "Has the change held? Your copy",
        "to say whether the change held",
        "Has the change held?",
    ),
    Step.D: StepWords("Decided", f"Decided: {_BESIDE}", "decided", "Decided"),
    Step.Z: StepWords(
        "No further action needed from you for now",
        "No further action needed for now: your copy",
        "needing nothing more",
        "No further action for now",
    ),
    Step.S: StepWords(
        "For the secretary",
        "For the secretary: your copy",
        "for the secretary",
        "For the secretary",
    ),
}

STEP_NAMES: Mapping[Step, str] = {
    Step.A: "Told that it is theirs",
    Step.M: "Listed for the month",
    Step.R20: "First reminder",
    Step.R5: "Second reminder",
    Step.R0: "Reminder on the day",
    Step.E1: "Overdue: the lead",
    Step.E2: "Overdue: the agency's safeguarding lead",
    Step.E3: "Overdue: the agency's board member",
    Step.E4: "Overdue: the committee",
    Step.E5: "Overdue: the independent chair",
    Step.U40: "Without a date: the committee's chair",
    Step.Z: "No further action needed for now",
    Step.D: "What was decided",
    Step.V: "A vacancy",
    Step.C: "Checkpoint",
    Step.P: "A pack",
    Step.W10: "Waiting for a decision: the secretary",
    Step.W30: "Waiting for a decision: the committee's chair",
    Step.I6: "Has the change held, after 6 months?",
    Step.I12: "Has the change held, after 12 months?",
    Step.S: "The secretary's day",
}
"""What a step tells, where steps are listed and counted; in the order of the procedure's story."""

_OF_THE_BOARD: Mapping[Step, str] = {
    Step.E2: "Overdue: the committee's secretary",
    Step.E3: "Overdue: the committee's chair",
    Step.E4: "Overdue: the committee and the independent chair",
}


def step_name(
    step: Step,
    *,
    board_own: bool = False,
    for_secretary: bool = False,
    anew: DateState | None = None,
    before: str = "",
) -> str:
    """What a step tells, of an action of the board's own or another (rule 13).

    `for_secretary` is true of the month's list that is the secretary's, `anew` is the state of
    another date than the first, of which A tells; `before` is the due date in words where that is
    no working day.
    """
    if step is Step.M and for_secretary:
        return "On the secretary's list of the month"
    if step is Step.R0 and before:
        return f"Last reminder: the last working day before {before}"
    if step is Step.A and anew:
        event = anew is DateState.AWAITING_TRIGGER
        return "Told of the event that it waits for" if event else "Told of its new date"
    own = _OF_THE_BOARD.get(step) if board_own else None
    return own or STEP_NAMES[step]


LISTED_FOR_SECRETARY = "4.3"
STEP_CLAUSES: Mapping[Step, str] = {
    Step.A: "4.1",
    Step.M: "4.2",
    Step.R20: "4.4",
    Step.R5: "4.4",
    Step.R0: "4.4",
    Step.E1: "4.5",
    Step.E2: "4.6",
    Step.E3: "4.7",
    Step.E4: "4.8",
    Step.E5: "4.9",
    Step.Z: "4.10",
    Step.D: "4.11",
    Step.S: "4.12",
    Step.V: "4.13",
    Step.P: "4.14",
    Step.C: "4.15",
    Step.I6: "4.16",
    Step.I12: "4.16",
    Step.W10: "4.17",
    Step.W30: "4.17",
    Step.U40: "4.18",
}
"""The clause of docs/procedure.md by which a step is told."""
