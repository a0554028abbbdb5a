"""What an answer or a decision changes: who may do it, and what follows from it.

Source: procedure.md, "Who may do what", rules 10 and 11. Pure: the facts go in, the changes come
out, and what is not allowed raises NotAllowed with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.standing import day_words
from models.rules.words import (
    DateState,
    DecisionKind,
    Priority,
    Progress,
    ResponseKind,
    StopKind,
    VersionCause,
)


class NotAllowed(Exception):  # noqa: N818 - it reads as what happened
    """What was asked for may not be done; its text is a sentence with a way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: a person and the posts they hold on the day."""

    person_id: int
    post_ids: frozenset[int]
    post_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a lead says of an action."""

    progress: ResponseKind | None = None
    note: str | None = None
    evidence_files: int = 0
    forecast_on: date | None = None
    extension_until: date | None = None
    reason: str | None = None

    @property
    def is_evidence(self) -> bool:
        """True where evidence comes in with it."""
        return self.progress is ResponseKind.EVIDENCE or self.evidence_files > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """What is decided of an action, and on whose authority."""

    kind: DecisionKind
    on: date
    until: date | None = None
    reason: str | None = None
    into_action_id: int | None = None
    meeting_on: date | None = None
    minute: str | None = None
    chairs_action: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStop:
    """A stop to be opened."""

    kind: StopKind
    from_on: date
    until_on: date | None = None
    closed_as: Progress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """A version of the due date to be added."""

    cause: VersionCause
    due_on: date
    state: DateState = DateState.DATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What follows: stops to end that day, stops to open, a new date, a priority.

    `overtakes` says why what still waits is withdrawn, or is empty.
    """

    ends: tuple[StopKind, ...] = ()
    opens: tuple[NewStop, ...] = ()
    version: NewVersion | None = None
    priority: Priority | None = None
    adopts: bool = False
    overtakes: str = ""


# --- Answers -------------------------------------------------------------------------------


def respond(action: ActionFacts, said: Said, by: Actor, board: BoardFacts, on: date) -> Effects:
    """What a lead's answer changes; it never closes an action.

    Raises NotAllowed for an answer by no lead of it, of a closed action, or that says nothing.
    """
    committee = board.committees[action.committee_id]
    if not by.post_ids & {*action.leads, committee.secretary_id}:
        raise NotAllowed(
            f"{action.reference}: only its leads, or the {board.posts[committee.secretary_id].name}"
            " for them, may answer."
        )
    _refuse_closed(action, on)
    _refuse_empty(action, said)
    opens: list[NewStop] = []
    if said.is_evidence and not action.stopped(on, StopKind.EVIDENCE):
        opens.append(NewStop(kind=StopKind.EVIDENCE, from_on=on))
    if said.extension_until is not None:
        opens.append(_asks(action, said, on))
    return Effects(opens=tuple(opens))


def _refuse_closed(action: ActionFacts, on: date) -> None:
    closure = action.stopped(on, StopKind.CLOSURE)
    if closure is not None:
        raise NotAllowed(
            f"{action.reference} was closed on {day_words(closure.from_on)}; if it is not done, "
            "ask the committee to reopen it."
        )


def _refuse_empty(action: ActionFacts, said: Said) -> None:
    if said == Said():
        raise NotAllowed(f"{action.reference}: the answer says nothing; give progress or a note.")
    if said.extension_until is not None and not said.reason:
        raise NotAllowed(f"{action.reference}: more time is asked for with a reason.")


def _asks(action: ActionFacts, said: Said, on: date) -> NewStop:
    """An extension asked for stops E2 and above until it is decided, or for a while (rule 10)."""
    until, due = said.extension_until, action.due_on
    if due is None:
        raise NotAllowed(f"{action.reference} has no date to extend; propose one in a note.")
    if until is None or until <= max(due, on):
        raise NotAllowed(
            f"{action.reference}: an extension is to a day after {day_words(max(due, on))}."
        )
    if action.stopped(on, StopKind.EXTENSION_ASKED):
        raise NotAllowed(f"{action.reference}: more time was asked for already and is undecided.")
    return NewStop(kind=StopKind.EXTENSION_ASKED, from_on=on)


# --- Decisions -----------------------------------------------------------------------------

Follows = Callable[[ActionFacts, Deciding], Effects]


def decide(action: ActionFacts, what: Deciding, by: Actor, board: BoardFacts) -> Effects:
    """What a decision changes. Raises NotAllowed where it may not be taken, or not so.

    The committee decides at a meeting with a minute, the chair between meetings, and the
    secretary may return incomplete evidence. Nobody decides on an action they lead.
    """
    _refuse_wrong_hands(action, what, by, board)
    if what.on < action.entered_on:
        raise NotAllowed(
            f"{action.reference} was entered on {day_words(action.entered_on)}; it cannot be "
            f"decided on {day_words(what.on)}."
        )
    follows = FOLLOWS.get(what.kind)
    if follows is None:
        raise NotAllowed(f"{what.kind} cannot be decided of an action.")
    return follows(action, what)


def _refuse_wrong_hands(action: ActionFacts, what: Deciding, by: Actor, board: BoardFacts) -> None:
    committee = board.committees[action.committee_id]
    if by.post_ids & set(action.leads):
        raise NotAllowed(f"{action.reference}: nobody decides on an action they lead.")
    if what.chairs_action:
        if committee.chair_id not in by.post_ids:
            chair = board.posts[committee.chair_id].name
            raise NotAllowed(f"Only the {chair} takes a chair's action.")
        return
    if what.meeting_on is not None:
        _refuse_no_meeting(what, by, board, action)
        return
    if what.kind is not DecisionKind.RETURN or committee.secretary_id not in by.post_ids:
        raise NotAllowed(
            f"{what.kind}: a decision names its meeting and minute, or is a chair's action."
        )


def _refuse_no_meeting(what: Deciding, by: Actor, board: BoardFacts, action: ActionFacts) -> None:
    committee = board.committees[action.committee_id]
    sits = {committee.secretary_id, committee.chair_id, *committee.member_ids}
    if not by.post_ids & sits:
        raise NotAllowed(f"Decisions of the {committee.name} are recorded by one who sits on it.")
    if what.meeting_on not in {m.on for m in committee.meetings}:
        raise NotAllowed(
            f"The {committee.name} has no meeting on {day_words(what.meeting_on)}; "
            "enter it with `matters meeting`."
        )
    if not what.minute:
        raise NotAllowed("A decision at a meeting names its minute.")
    if what.meeting_on is not None and what.meeting_on > what.on:
        raise NotAllowed(f"The meeting of {day_words(what.meeting_on)} has not been held yet.")


def _accept(action: ActionFacts, what: Deciding) -> Effects:
    _refuse_closed(action, what.on)
    if not action.stopped(what.on, StopKind.EVIDENCE):
        raise NotAllowed(f"{action.reference}: no evidence waits to be accepted.")
    return _closes(what, Progress.CLOSED_ACCEPTED)


def _closes(what: Deciding, how: Progress) -> Effects:
    closure = NewStop(kind=StopKind.CLOSURE, from_on=what.on, closed_as=how)
    ends = (StopKind.EVIDENCE, StopKind.HOLD, StopKind.EXTENSION_ASKED, StopKind.SILENCE)
    return Effects(ends=ends, opens=(closure,), overtakes="the action was closed")


def _return(action: ActionFacts, what: Deciding) -> Effects:
    _refuse_closed(action, what.on)
    if not action.stopped(what.on, StopKind.EVIDENCE):
        raise NotAllowed(f"{action.reference}: no evidence waits to be returned.")
    return Effects(ends=(StopKind.EVIDENCE,))


def _new_date(action: ActionFacts, what: Deciding, cause: VersionCause, *ends: StopKind) -> Effects:
    if what.until is None:
        raise NotAllowed(f"{action.reference}: {what.kind} names the day with --until.")
    return Effects(
        ends=(StopKind.EXTENSION_ASKED, StopKind.HOLD, *ends),
        version=NewVersion(cause=cause, due_on=what.until),
        overtakes="the action has a new date",
    )


def _extend(action: ActionFacts, what: Deciding) -> Effects:
    _refuse_closed(action, what.on)
    if action.due_on is None:
        raise NotAllowed(f"{action.reference} has no date to extend: use set-date.")
    if what.until is not None and what.until <= max(what.on, action.due_on):
        raise NotAllowed(
            f"{action.reference}: an extension is to a day after the decision and after "
            f"{day_words(action.due_on)}."
        )
    return _new_date(action, what, VersionCause.EXTENDED)


def _set_date(action: ActionFacts, what: Deciding) -> Effects:
    _refuse_closed(action, what.on)
    return _new_date(action, what, VersionCause.SET)


def _hold(action: ActionFacts, what: Deciding) -> Effects:
    _refuse_closed(action, what.on)
    if what.until is None or what.until < what.on:
        raise NotAllowed(f"{action.reference}: a hold names its last day with --until.")
    held = NewStop(kind=StopKind.HOLD, from_on=what.on, until_on=what.until + ONE_DAY)
    return Effects(ends=(StopKind.HOLD,), opens=(held,), overtakes="the action is held")


def _not_implemented(action: ActionFacts, what: Deciding) -> Effects:
    _refuse_closed(action, what.on)
    if not what.reason:
        raise NotAllowed(f"{action.reference}: closing as not implemented needs a reason.")
    return _closes(what, Progress.CLOSED_NOT_IMPLEMENTED)


def _superseded(action: ActionFacts, what: Deciding) -> Effects:
    _refuse_closed(action, what.on)
    if what.into_action_id is None or what.into_action_id == action.action_id:
        raise NotAllowed(f"{action.reference}: superseded names another action with --into.")
    return _closes(what, Progress.CLOSED_SUPERSEDED)


def _outside_control(action: ActionFacts, what: Deciding) -> Effects:
    _refuse_closed(action, what.on)
    return _closes(what, Progress.CLOSED_OUTSIDE_CONTROL)


def _reopen(action: ActionFacts, what: Deciding) -> Effects:
    if not action.stopped(what.on, StopKind.CLOSURE):
        raise NotAllowed(f"{action.reference} is not closed.")
    return _new_date(action, what, VersionCause.REOPENED, StopKind.CLOSURE)


def _priority(action: ActionFacts, what: Deciding) -> Effects:
    _refuse_closed(action, what.on)
    high = what.kind is DecisionKind.PRIORITY_HIGH
    return Effects(priority=Priority.HIGH if high else Priority.NORMAL)


def _letter(action: ActionFacts, what: Deciding) -> Effects:
    del action, what
    return Effects()


def _impact_held(action: ActionFacts, what: Deciding) -> Effects:
    closure = action.stopped(what.on, StopKind.CLOSURE)
    if closure is None or closure.closed_as is not Progress.CLOSED_ACCEPTED:
        raise NotAllowed(
            f"{action.reference}: whether the change held is asked of an action that was closed"
            " with its evidence accepted."
        )
    return Effects()


def _adopt(action: ActionFacts, what: Deciding) -> Effects:
    if not action.stopped(what.on, StopKind.CLOSURE):
        raise NotAllowed(f"{action.reference}: its plan does not record it as closed.")
    return Effects(adopts=True)


FOLLOWS: dict[DecisionKind, Follows] = {
    DecisionKind.ACCEPT: _accept,
    DecisionKind.RETURN: _return,
    DecisionKind.EXTEND: _extend,
    DecisionKind.SET_DATE: _set_date,
    DecisionKind.HOLD: _hold,
    DecisionKind.NOT_IMPLEMENTED: _not_implemented,
    DecisionKind.SUPERSEDED: _superseded,
    DecisionKind.OUTSIDE_CONTROL: _outside_control,
    DecisionKind.REOPEN: _reopen,
    DecisionKind.PRIORITY_HIGH: _priority,
    DecisionKind.PRIORITY_NORMAL: _priority,
    DecisionKind.LETTER_SENT: _letter,
    DecisionKind.LETTER_NOT_SENT: _letter,
    DecisionKind.IMPACT_HELD: _impact_held,
    DecisionKind.ADOPT: _adopt,
}


def confirm(
    action: ActionFacts, proposed: date | None, by: Actor, board: BoardFacts, on: date
) -> Effects:
    """What confirming the proposed reading of a date changes; the secretary's to do."""
    committee = board.committees[action.committee_id]
    if committee.secretary_id not in by.post_ids:
        secretary = board.posts[committee.secretary_id].name
        raise NotAllowed(f"Only the {secretary} confirms the reading of a date.")
    _refuse_closed(action, on)
    if action.due_on is not None or proposed is None:
        raise NotAllowed(
            f"{action.reference}: no reading waits to be confirmed; the committee sets a date "
            "with `matters decide ... set-date`."
        )
    return Effects(
        version=NewVersion(cause=VersionCause.CONFIRMED, due_on=proposed),
        overtakes="the action has a new date",
    )
