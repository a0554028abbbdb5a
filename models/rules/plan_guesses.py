"""What a person should confirm of how a table's columns were understood, and how to say otherwise.

Source: a guess is a warning to confirm; what nobody recognises is kept as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.rules.plan_column_cells import KINDS, KINDS_OF_PROSE
from models.rules.plan_columns import Columns, unnamed
from models.rules.plan_heading_offers import NOT_OURS
from models.rules.plan_sheets import Problem

MEANS = {
    "number": "the number of the recommendation",
    "action_no": "the number of the action",
    "agency": "the agency",
    "recommendation": "the recommendation",
    "key_actions": "what is to be done",
    "evidence": "the evidence",
    "outcomes": "the outcome",
    "milestones": "the milestones",
    "lead": "the lead",
    "date": "the date it is due",
    "status": "the status",
    "progress": "the progress",
    "completed": "the day it was completed",
    "revised": "a revised date",
    "priority": "the priority",
    "rag": "the colour",
}
_KEPT = (
    "If it holds a part of the plan, head it in the file as what it is (Evidence, Lead, Date), or "
    "ask whoever looks after the program to name it in the policy, under [headings]."
)
_OR_ELSE = {
    "date": "it may also mean the day it was completed",
    "completed": "it may also mean the date it is due",
}


def understood(columns: Columns) -> Iterator[Problem]:
    """A warning for each column that was told by a sign or by its cells; a note of those kept."""
    for at in range(len(columns.header)):
        if at in columns.by_cells:
            kind = (KINDS | KINDS_OF_PROSE)[columns.fields[at]]
            yield _guess(columns, at, f"because {kind.says}")
        elif at in columns.by_sign:
            yield _guess(columns, at, _because(columns, at))
    if columns.unread:
        named = ", ".join(f"“{heading}”" for heading in columns.unread)
        one = len(columns.unread) == 1
        message = (
            f"The column {named} is kept as it is written, and nothing is read from it."
            if one
            else f"The columns {named} are kept as they are written, and nothing is read from them."
        )
        yield Problem(
            code="kept_column", severity="note", message=message,
            suggestion=_KEPT,
        )  # fmt: skip


def _because(columns: Columns, at: int) -> str:
    if columns.is_either(at):
        return _OR_ELSE[columns.fields[at]]
    return "no other names one" if columns.is_stand_in(at) else "by a word in its heading"


def _guess(columns: Columns, at: int, why: str) -> Problem:
    heading, name = columns.header[at], columns.fields[at]
    message = f"The column “{heading or unnamed(at)}” is understood as {MEANS[name]}: {why}."
    says = (
        "If it is something else, head the column in the file as what it is. For good, whoever "
        f'looks after the program writes `[headings] {name} = ["{heading}"]` in the policy; under '
        f"{NOT_OURS} if it is none of the plan's."
    )
    return Problem(
        code="column_guessed", severity="warning", message=message, column=heading,
        suggestion=says if heading else "Give the column a heading in the file.",
    )  # fmt: skip
