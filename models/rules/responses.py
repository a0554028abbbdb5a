"""What an answer changes: who may give it, and what follows from it.

Source: procedure.md, "Who may do what" (a lead), rule 10.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.rules.date_words import day_words
from models.rules.decisions import CHANGING
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.progress import (
    Actor,
    Effects,
    NewStop,
    NotAllowed,
    Said,
    is_blank,
    refuse_before_entry,
    refuse_senseless,
)
from models.rules.words import Progress, ResponseKind, StopKind

PROGRESS = {
    ResponseKind.NOT_STARTED: Progress.NOT_STARTED,
    ResponseKind.IN_PROGRESS: Progress.IN_PROGRESS,
    ResponseKind.NOT_MINE: Progress.AWAITING_ALLOCATION,
    ResponseKind.EVIDENCE: Progress.IN_PROGRESS,
}

RECORDED = {
    "answered": "an answer was recorded",
    "answered late": "an answer was recorded",
    "date confirmed": "the date was confirmed",
}
OVERTAKES = (*(f"decided {kind}" for kind in CHANGING), "date confirmed")


def overtaken(later: Iterable[tuple[str, date]]) -> str:
    """How an answer was overtaken by entries of later days; empty where none changed anything."""
    return next((recorded_words(what, on) for what, on in later if what in OVERTAKES), "")


def recorded_words(what: str, on: date) -> str:
    """ "“extend” was decided on 14 September 2010": an entry of the history, said to a lead."""
    kind = what.removeprefix("decided ")
    said = f"“{kind}” was decided" if kind != what else RECORDED.get(what, f"“{what}” was recorded")
    return f"{said} on {day_words(on)}"


def respond(
    action: ActionFacts, said: Said, by: Actor, board: BoardFacts, on: date, *, before: str = ""
) -> Effects:
    """What a lead's answer changes; it never closes an action.

    The secretary may enter it for them. Raises NotAllowed for an answer by anybody else, from
    before the action's entry, or that says nothing. One on a closed action, or that a decision
    has overtaken (`before` says how), is kept and changes nothing.
    """
    refuse_before_entry(action, on, "answered")
    _refuse_others(action, by, board)
    _refuse_empty(action, said)
    _refuse_past_forecast(action, said, on)
    refuse_senseless(said.forecast_on, said.extension_until)
    late = _closed(action, on) or before
    if late:
        return Effects(late=late)
    opens: list[NewStop] = []
    if said.is_evidence and not action.stopped(on, StopKind.EVIDENCE):
        opens.append(NewStop(kind=StopKind.EVIDENCE, from_on=on))
    if said.extension_until is not None:
        opens.append(_asks(action, said.extension_until, on))
    return Effects(opens=tuple(opens))


def _closed(action: ActionFacts, on: date) -> str:
    closure = action.stopped(on, StopKind.CLOSURE)
    return f"it was closed on {day_words(closure.from_on)}" if closure else ""


def _refuse_others(action: ActionFacts, by: Actor, board: BoardFacts) -> None:
    secretary = board.committees[action.committee_id].secretary_id
    if not by.post_ids & {*action.leads, secretary}:
        raise NotAllowed(
            f"{action.reference}: only its leads, or the {board.posts[secretary].name} for them, "
            "may answer."
        )


def _refuse_empty(action: ActionFacts, said: Said) -> None:
    if said.says_nothing:
        raise NotAllowed(f"{action.reference}: the answer says nothing; give progress or a note.")
    if said.is_evidence and not said.evidence_files and is_blank(said.note):
        raise NotAllowed(
            f"{action.reference}: evidence is a file, or a note of what it is and where it lies."
        )
    if said.extension_until is not None and is_blank(said.reason):
        raise NotAllowed(f"{action.reference}: more time is asked for with a reason.")


def _refuse_past_forecast(action: ActionFacts, said: Said, on: date) -> None:
    if said.forecast_on is not None and said.forecast_on < on:
        raise NotAllowed(
            f"{action.reference}: {day_words(said.forecast_on)} is past; a forecast is a day to "
            "come, and what is done is shown by evidence."
        )


def _asks(action: ActionFacts, until: date, on: date) -> NewStop:
    """An extension asked for stops E2 and above until it is decided, or for a while (rule 10)."""
    due = action.due_on
    if due is None:
        raise NotAllowed(f"{action.reference} has no date to extend; propose one in a note.")
    if until <= max(due, on):
        raise NotAllowed(
            f"{action.reference}: an extension is to a day after {day_words(max(due, on))}."
        )
    if action.stopped(on, StopKind.EXTENSION_ASKED):
        raise NotAllowed(f"{action.reference}: more time was asked for already and is undecided.")
    return NewStop(kind=StopKind.EXTENSION_ASKED, from_on=on)
