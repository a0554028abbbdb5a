"""What the secretary does to the register by hand: silences, edits, additions, splits, corrections.

Source: procedure.md, "Who may do what" (the secretary), rule 11.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts, Stop
from models.rules.progress import (
    Actor,
    Effects,
    NewStop,
    NotAllowed,
    is_blank,
    refuse_before_entry,
    refuse_closed,
    refuse_not_secretary,
    refuse_senseless,
)
from models.rules.standing import working_days
from models.rules.words import StopKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """What is to be changed of an action: its accountable lead, the contributors, its short title.

    None leaves a field as it is. Posts are named by their ids.
    """

    lead: int | None = None
    contributors: tuple[int, ...] | None = None
    short_title: str | None = None
    reason: str = ""

    @property
    def changes_leads(self) -> bool:
        """True where who leads or contributes is to be changed."""
        return self.lead is not None or self.contributors is not None


def silence(
    action: ActionFacts, by: Actor, board: BoardFacts, on: date, *, until: date, reason: str
) -> Effects:
    """A stop of A, M, R and E1 to E3 from a day to the last day silenced.

    At most `[ladder] silence_wd` WD in all for one version of a date; the WDs count, and E4 and E5
    do not wait. Raises NotAllowed for anybody but the secretary, without a reason, or for longer.
    """
    refuse_not_secretary(action.committee_id, by, board, "silences an action")
    refuse_before_entry(action, on, "silenced")
    refuse_closed(action, on)
    if is_blank(reason):
        raise NotAllowed(f"{action.reference}: a silence has a reason.")
    refuse_senseless(until)
    if until < on:
        raise NotAllowed(f"{action.reference}: {day_words(until)} is past; a silence lasts to it.")
    new = Stop(kind=StopKind.SILENCE, from_on=on, until_on=until + ONE_DAY)
    _refuse_too_long(action, new, board)
    opened = NewStop(kind=new.kind, from_on=new.from_on, until_on=new.until_on, reason=reason)
    return Effects(opens=(opened,))


def refuse_longer_silence(
    action: ActionFacts, from_on: date, until_on: date, board: BoardFacts
) -> None:
    """Raises NotAllowed where a silence up to, and without, a day would be one too many."""
    new = Stop(kind=StopKind.SILENCE, from_on=from_on, until_on=until_on)
    _refuse_too_long(action, new, board)


def _refuse_too_long(action: ActionFacts, new: Stop, board: BoardFacts) -> None:
    most = board.policy.ladder.silence_wd
    before = silenced_wd(action.stops, action.version.from_on, board)
    after = silenced_wd((*action.stops, new), action.version.from_on, board)
    if after > most:
        used = f", and {working_days(before)} of them are used" if before else ""
        raise NotAllowed(
            f"{action.reference}: an action is silenced for at most {working_days(most)} in all "
            f"for one date{used}; this would make it {after}. A hold is the committee's."
        )


def silenced_wd(stops: Iterable[Stop], since: date, board: BoardFacts) -> int:
    """The WDs since a day that silences cover, each counted once."""
    calendar, days = board.calendar, set[date]()
    for stop in stops:
        if stop.kind is StopKind.SILENCE and stop.until_on is not None:
            start, last = max(stop.from_on, since), stop.until_on - ONE_DAY
            last = min(last, calendar.last)
            days.update(calendar.working_days(start, last))
    return len(days)


def edit(
    action: ActionFacts, what: Editing, by: Actor, board: BoardFacts, on: date
) -> tuple[int, ...]:
    """The posts that lead an action from a day, the accountable first; as before where unchanged.

    A change of lead is a handover: the new holder is told. Raises NotAllowed for anybody but the
    secretary, without a reason, for nothing, or for a handover of a closed action.
    """
    refuse_not_secretary(action.committee_id, by, board, "edits an action")
    refuse_before_entry(action, on, "edited")
    if is_blank(what.reason):
        raise NotAllowed(f"{action.reference}: an edit has a reason.")
    if what.short_title is not None and is_blank(what.short_title):
        raise NotAllowed(f"{action.reference}: a short title has words.")
    if not what.changes_leads:
        return action.leads
    refuse_closed(action, on)
    return _leads(action, what)


def _leads(action: ActionFacts, what: Editing) -> tuple[int, ...]:
    others = what.contributors if what.contributors is not None else action.leads[1:]
    first = what.lead if what.lead is not None else next(iter(action.leads), None)
    if first is None:
        raise NotAllowed(f"{action.reference} has no lead: name one with --lead.")
    return tuple(dict.fromkeys((first, *others)))


def refuse_split(action: ActionFacts, by: Actor, board: BoardFacts, on: date) -> None:
    """Raises NotAllowed where an action may not be parted: by another hand, closed, one lead.

    Evidence that waits is for the whole: it is decided on first.
    """
    refuse_not_secretary(action.committee_id, by, board, "splits an action")
    refuse_before_entry(action, on, "split")
    refuse_closed(action, on)
    if action.stopped(on, StopKind.EVIDENCE):
        raise NotAllowed(f"{action.reference}: evidence for the whole waits; decide on it first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """An action to be added by hand to a review, under a recommendation's number."""

    recommendation: str
    text: str
    lead: int
    due_on: date | None = None


def refuse_addition(what: Adding, review: str, agreed_on: date, concluded_on: date | None) -> None:
    """Raises NotAllowed where an action may not be added so, or not to this review."""
    if concluded_on is not None:
        raise NotAllowed(
            f"{review} was concluded on {day_words(concluded_on)}; reopening one of its actions "
            "has it followed again."
        )
    if is_blank(what.recommendation) or is_blank(what.text):
        raise NotAllowed(f"{review}: an action has a number and a text.")
    refuse_senseless(what.due_on)
    if what.due_on is not None and what.due_on < agreed_on:
        raise NotAllowed(
            f"{review}: {day_words(what.due_on)} is before its plan was agreed, "
            f"{day_words(agreed_on)}; give a later day, or none and have one set."
        )
