"""What a newer version of a plan says otherwise than the register, cell by cell, and what follows.

The plan's words are followed. What the procedure gives to a person is not: a date, a lead, a
closure, a priority and the agency that answers stay, and the command that changes them is named.
Source: procedure, "Who may do what" (a flow decides nothing).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.contacts import match_key
from models.rules.plan_actions import PlannedAction
from models.rules.plan_fields import date_said
from models.rules.plan_items import PlanItem, cell, written_cells
from models.rules.plan_matching import Words
from models.rules.words import Priority

TITLES = {
    "number": "Number",
    "action_no": "Action number",
    "agency": "Agency",
    "recommendation": "Recommendation",
    "key_actions": "Key actions",
    "evidence": "Evidence",
    "outcomes": "Outcomes",
    "milestones": "Milestones",
    "lead": "Lead",
    "date": "Date",
    "revised": "Revised date",
    "status": "Status",
    "completed": "Completed",
    "progress": "Progress",
    "rag": "Colour",
    "priority": "Priority",
}
_FIGURE = re.compile(r"\d")
_LIST_MARK = re.compile(r"^[\s•·▪◦‣*–-]+", re.MULTILINE)
OVER = ("complete", "not proceeding")


class Outcome(StrEnum):
    """What becomes of a cell that a newer plan has changed."""

    FOLLOWS = "the register says so too"
    DECIDE = "only a person changes it"
    STAYS = "it stays as it was decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An action of the register beside which a newer plan's row is laid.

    `cells` are its row as written, or as it was read where `as_read`. `decided` are what people
    changed since its entry: "date", "lead", "priority", "words". Of an action that a person added
    no row is missed: `of_plan` is False.
    """

    action_id: int
    recommendation_id: int
    reference: str
    words: Words
    cells: Mapping[str, str]
    as_read: bool
    leads: tuple[str, ...]
    due_on: date | None
    priority: Priority
    is_closed: bool
    decided: frozenset[str]
    of_plan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell: what it was, what it is in the newer plan, what becomes of it, and why."""

    name: str
    title: str
    before: str
    after: str
    outcome: Outcome
    why: str

    @property
    def sentence(self) -> str:
        """ "Date: “TBC” is now “May 2011”. Only the committee sets a date: ..."."""
        before, after = self.before or "nothing", self.after or "nothing"
        return f"{self.title}: “{before}” is now “{after}”. {self.why}"


def cell_changes(known: Known, one: PlannedAction) -> tuple[CellChange, ...]:
    """The cells of an action's row that a newer plan has changed, in the order of a plan."""
    after = as_read(one.item) if known.as_read else written_cells(one.item)
    names = [*TITLES, *(name for name in {**known.cells, **after} if name not in TITLES)]
    return tuple(
        _change(name, known.cells.get(name, ""), after.get(name, ""), known, one)
        for name in names
        if _flat(known.cells.get(name, "")) != _flat(after.get(name, ""))
    )


def as_read(item: PlanItem) -> dict[str, str]:
    """A row by what it was read as: beside an action whose row as written is not known."""
    prose = {"key_actions": item.key_actions, "evidence": item.evidence, "outcomes": item.outcomes}
    cells = {
        "recommendation": item.recommendation,
        **{name: "\n".join(texts) for name, texts in prose.items()},
        "lead": item.lead_text,
        **item.extra,
    }
    return {name: text for name, text in cells.items() if text}


def _flat(text: str) -> str:
    """A cell as it is compared: neither its blanks nor the marks of a list say anything."""
    return " ".join(_LIST_MARK.sub("", text).split())


def _change(name: str, before: str, after: str, known: Known, one: PlannedAction) -> CellChange:
    outcome, why = RULES.get(name, _words)(known, one)
    return CellChange(
        name=name,
        title=TITLES.get(name, name),
        before=before.strip(),
        after=after.strip(),
        outcome=outcome,
        why=why,
    )


Ruling = tuple[Outcome, str]


def _words(known: Known, one: PlannedAction) -> Ruling:
    del one
    if known.is_closed:
        return Outcome.STAYS, "The action is closed; it keeps the words it was closed under."
    if "words" in known.decided:
        return Outcome.STAYS, "Its words were edited by hand since; they stay."
    return Outcome.FOLLOWS, "The register follows the plan's words."


def _date(known: Known, one: PlannedAction) -> Ruling:
    if known.is_closed:
        return Outcome.STAYS, "The action is closed."
    due = one.current.scheduled
    if due is not None and due == known.due_on:
        return Outcome.FOLLOWS, "That is its due date already."
    if "date" in known.decided:
        stands = f"{known.due_on}" if known.due_on else "no date"
        return Outcome.STAYS, f"Its date was decided since and stays: {stands}."
    return Outcome.DECIDE, f"Only the committee changes a date: {_dates(known, due, one)}"


def _dates(known: Known, due: date | None, one: PlannedAction) -> str:
    if due is None:
        return f"`matters decide {known.reference} set-date`. As written: {date_said(one.current)}"
    kind = "extend" if known.due_on and due > known.due_on else "set-date"
    return f"`matters decide {known.reference} {kind} --until {due}`."


def _lead(known: Known, one: PlannedAction) -> Ruling:
    if known.is_closed:
        return Outcome.STAYS, "The action is closed."
    if [match_key(name) for name in one.leads] == [match_key(name) for name in known.leads]:
        return _date_of_lead(known, one) or (Outcome.FOLLOWS, "Those are its leads already.")
    stands = "; ".join(known.leads) or "nobody"
    if "lead" in known.decided:
        return Outcome.STAYS, f"Its lead was changed since and stays: {stands}."
    named = " ".join(f'--lead "{name}"' for name in one.leads) or "--lead POST"
    return Outcome.DECIDE, (
        f"An action changes hands by `matters edit {known.reference} {named}`; until then it is "
        f"with {stands}."
    )


def _date_of_lead(known: Known, one: PlannedAction) -> Ruling | None:
    """What becomes of the date in a lead's own cell, where it has moved, come or gone."""
    has_own = any(lead.has_own_date for lead in one.item.leads)
    ruling = _date(known, one)
    moved = ruling[0] is not Outcome.FOLLOWS
    return ruling if moved and (has_own or _FIGURE.search(cell(known.cells, "lead"))) else None


def _status(known: Known, one: PlannedAction) -> Ruling:
    is_over = one.item.status in OVER
    if is_over == known.is_closed:
        return Outcome.FOLLOWS, "It is kept as written; the register says the same."
    if known.is_closed:
        return Outcome.STAYS, (
            f"It stays closed; the committee reopens it: `matters decide {known.reference} reopen`."
        )
    way = "accept" if one.item.status == "complete" else "not-implemented"
    return Outcome.DECIDE, f"Only the committee closes: `matters decide {known.reference} {way}`."


def _priority(known: Known, one: PlannedAction) -> Ruling:
    if one.item.priority is known.priority:
        return Outcome.FOLLOWS, "That is its priority already."
    if "priority" in known.decided:
        return Outcome.STAYS, f"Its priority was decided since and stays: {known.priority}."
    kind = f"priority-{one.item.priority}"
    return Outcome.DECIDE, (
        f"Only the committee sets a priority: `matters decide {known.reference} {kind}`."
    )


def _agency(known: Known, one: PlannedAction) -> Ruling:
    del one
    return Outcome.DECIDE, (
        "Who answers for it does not move with a plan; a lead of that agency takes it over by "
        f"`matters edit {known.reference} --lead POST`."
    )


RULES: Mapping[str, Callable[[Known, PlannedAction], Ruling]] = {
    "date": _date,
    "revised": _date,
    "lead": _lead,
    "status": _status,
    "completed": _status,
    "priority": _priority,
    "agency": _agency,
}


def kept_cells(one: PlannedAction, changes: tuple[CellChange, ...]) -> dict[str, str]:
    """The row as the register keeps it: the newer plan's cells, and the older where they stay.

    What waits for a person is so found again, and said again, by the next update.
    """
    cells = written_cells(one.item)
    for change in changes:
        if change.outcome is not Outcome.FOLLOWS:
            cells.pop(change.name, None)
            if change.before:
                cells[change.name] = change.before
    return cells


def follows(changes: tuple[CellChange, ...]) -> Iterator[CellChange]:
    """The changes that the register follows by itself."""
    return (change for change in changes if change.outcome is Outcome.FOLLOWS)
