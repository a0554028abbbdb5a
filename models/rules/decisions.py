"""What a decision changes: what may be decided of an action as it stands, and what follows.

Source: procedure.md, "Who may do what", rules 10 and 11. Who may decide is in `authority`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.rules.authority import refuse_wrong_hands
from models.rules.calendar import ONE_DAY
from models.rules.conclusion import refuse_early_check
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.policy_values import LONGEST_INTERVAL
from models.rules.progress import (
    Actor,
    Deciding,
    Effects,
    NewStop,
    NewVersion,
    NotAllowed,
    is_blank,
    refuse_before_entry,
    refuse_closed,
    refuse_senseless,
)
from models.rules.words import (
    DateState,
    DecisionKind,
    Priority,
    Progress,
    Step,
    StopKind,
    VersionCause,
)

Follows = Callable[[ActionFacts, Deciding], Effects]


def decide(action: ActionFacts, what: Deciding, by: Actor, board: BoardFacts) -> Effects:
    """What a decision changes. Raises NotAllowed where it may not be taken, or not so.

    The committee decides at a meeting with a minute, the chair between meetings, and the
    secretary may return incomplete evidence. Nobody decides on an action they lead.
    """
    refuse_wrong_hands(action, what, by, board)
    refuse_before_entry(action, what.on, "decided")
    refuse_senseless(what.until)
    follows = FOLLOWS.get(what.kind)
    if follows is None:
        raise NotAllowed(
            f"{what.kind} is decided of a review, not of an action: name the review alone."
        )
    effects = follows(action, what)
    refuse_early_check(action, what, board.policy)
    return effects


def _accept(action: ActionFacts, what: Deciding) -> Effects:
    refuse_closed(action, what.on)
    if not action.stopped(what.on, StopKind.EVIDENCE):
        raise NotAllowed(f"{action.reference}: no evidence waits to be accepted.")
    return _closes(what, Progress.CLOSED_ACCEPTED)


def _closes(what: Deciding, how: Progress) -> Effects:
    closure = NewStop(kind=StopKind.CLOSURE, from_on=what.on, closed_as=how)
    ends = (StopKind.EVIDENCE, StopKind.EXTENSION_ASKED)
    return Effects(ends=ends, opens=(closure,), overtakes="the action was closed")


def _return(action: ActionFacts, what: Deciding) -> Effects:
    """Evidence goes back; where none waits, a request for more time is declined.

    The secretary returns incomplete evidence; a request is the committee's or the chair's.
    """
    refuse_closed(action, what.on)
    if action.stopped(what.on, StopKind.EVIDENCE):
        return Effects(ends=(StopKind.EVIDENCE,))
    if not action.stopped(what.on, StopKind.EXTENSION_ASKED):
        raise NotAllowed(
            f"{action.reference}: no evidence waits to be returned, and no request for more time."
        )
    if not what.chairs_action and what.meeting_on is None:
        raise NotAllowed(
            f"{action.reference}: a request for more time is declined at a meeting, with its "
            "minute, or by a chair's action."
        )
    return Effects(ends=(StopKind.EXTENSION_ASKED,))


def _new_date(action: ActionFacts, what: Deciding, cause: VersionCause, *ends: StopKind) -> Effects:
    if what.until is None:
        raise NotAllowed(f"{action.reference}: {what.kind} names the day with --until.")
    return _dated(NewVersion(cause=cause, due_on=what.until), *ends)


def _dated(version: NewVersion, *ends: StopKind) -> Effects:
    return Effects(
        ends=(StopKind.EXTENSION_ASKED, *ends),
        version=version,
        overtakes="the action has a new date" if version.due_on else "the action awaits an event",
    )


def _extend(action: ActionFacts, what: Deciding) -> Effects:
    refuse_closed(action, what.on)
    if action.due_on is None:
        raise NotAllowed(f"{action.reference} has no date to extend: use set-date.")
    if what.until is not None and what.until <= max(what.on, action.due_on):
        raise NotAllowed(
            f"{action.reference}: an extension is to a day after the decision and after "
            f"{day_words(action.due_on)}."
        )
    return _new_date(action, what, VersionCause.EXTENDED)


def _set_date(action: ActionFacts, what: Deciding) -> Effects:
    refuse_closed(action, what.on)
    _refuse_past(action, what)
    if what.event is not None:
        return _awaits(action, what, what.event)
    return _new_date(action, what, VersionCause.SET)


def _awaits(action: ActionFacts, what: Deciding, event: str) -> Effects:
    """An action awaits a trigger only once a decision names the event and a review day."""
    if is_blank(event) or what.until is None:
        raise NotAllowed(
            f"{action.reference}: what it waits for is named with --event, and the day to look "
            "at it again with --until."
        )
    return _dated(
        NewVersion(
            cause=VersionCause.SET,
            due_on=None,
            state=DateState.AWAITING_TRIGGER,
            read_as=(
                f"It waits for an event, “{event.strip()}”, and is looked at again on "
                f"{day_words(what.until)}."
            ),
            review_on=what.until,
        )
    )


def _interval(action: ActionFacts, what: Deciding) -> Effects:
    refuse_closed(action, what.on)
    if action.version.state is not DateState.RECURRING:
        raise NotAllowed(
            f"{action.reference} does not recur: an interval is of an action that has checkpoints "
            "and no date."
        )
    months = what.interval_months or 0
    if not 1 <= months <= LONGEST_INTERVAL:
        raise NotAllowed(
            f"{action.reference}: an interval is 1 to {LONGEST_INTERVAL} months; give it with "
            "--months."
        )
    return Effects()


def _refuse_past(action: ActionFacts, what: Deciding) -> None:
    """A date that is set begins a ladder: one that is past would be overdue before it was told."""
    if what.until is not None and what.until < what.on:
        raise NotAllowed(
            f"{action.reference}: {day_words(what.until)} is before the decision of "
            f"{day_words(what.on)}; set a day that can still be met."
        )


def _hold(action: ActionFacts, what: Deciding) -> Effects:
    refuse_closed(action, what.on)
    if what.until is None:
        raise NotAllowed(f"{action.reference}: a hold names its last day with --until.")
    if what.until < what.on:
        raise NotAllowed(
            f"{action.reference}: {day_words(what.until)} is before the decision; "
            "a hold names its last day."
        )
    held = NewStop(kind=StopKind.HOLD, from_on=what.on, until_on=what.until + ONE_DAY)
    return Effects(ends=(StopKind.HOLD,), opens=(held,), overtakes="the action is held")


def _not_implemented(action: ActionFacts, what: Deciding) -> Effects:
    refuse_closed(action, what.on)
    if is_blank(what.reason):
        raise NotAllowed(f"{action.reference}: closing as not implemented needs a reason.")
    return _closes(what, Progress.CLOSED_NOT_IMPLEMENTED)


def _superseded(action: ActionFacts, what: Deciding) -> Effects:
    refuse_closed(action, what.on)
    if what.into_action_id is None or what.into_action_id == action.action_id:
        raise NotAllowed(f"{action.reference}: superseded names another action with --into.")
    return _closes(what, Progress.CLOSED_SUPERSEDED)


def _outside_control(action: ActionFacts, what: Deciding) -> Effects:
    refuse_closed(action, what.on)
    return _closes(what, Progress.CLOSED_OUTSIDE_CONTROL)


def _reopen(action: ActionFacts, what: Deciding) -> Effects:
    if not action.stopped(what.on, StopKind.CLOSURE):
        raise NotAllowed(f"{action.reference} is not closed.")
    _refuse_past(action, what)
    return _new_date(action, what, VersionCause.REOPENED, StopKind.CLOSURE)


def _priority(action: ActionFacts, what: Deciding) -> Effects:
    refuse_closed(action, what.on)
    high = what.kind is DecisionKind.PRIORITY_HIGH
    return Effects(priority=Priority.HIGH if high else Priority.NORMAL)


def _letter(action: ActionFacts, what: Deciding) -> Effects:
    if all(entry.told_on is None for entry in action.standing_entries(Step.E5)):
        raise NotAllowed(
            f"{action.reference}: {what.kind} is of a letter, and none was drafted; that comes "
            "with E5."
        )
    return Effects()


def _impact(action: ActionFacts, what: Deciding) -> Effects:
    closure = action.stopped(what.on, StopKind.CLOSURE)
    if closure is None or closure.closed_as is not Progress.CLOSED_ACCEPTED:
        raise NotAllowed(
            f"{action.reference}: whether the change held is asked of an action that was closed"
            " with its evidence accepted."
        )
    if what.kind is DecisionKind.IMPACT_NOT_HELD:
        _refuse_no_link(action, what)
    return Effects()


def _refuse_no_link(action: ActionFacts, what: Deciding) -> None:
    if what.into_action_id is None or what.into_action_id == action.action_id:
        raise NotAllowed(
            f"{action.reference}: where the change has not held, the open action that carries on "
            "is named with --into; `matters add` enters one."
        )


def _adopt(action: ActionFacts, what: Deciding) -> Effects:
    closure = action.stopped(what.on, StopKind.CLOSURE)
    if closure is None or not closure.awaits_adoption:
        raise NotAllowed(
            f"{action.reference}: no closure that its plan records waits to be adopted."
        )
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
    DecisionKind.INTERVAL: _interval,
    DecisionKind.IMPACT_HELD: _impact,
    DecisionKind.IMPACT_NOT_HELD: _impact,
    DecisionKind.ADOPT: _adopt,
}

# What changes how an action stands: one of an earlier day cannot be recorded after it.
CHANGING = (
    DecisionKind.ACCEPT,
    DecisionKind.RETURN,
    DecisionKind.EXTEND,
    DecisionKind.SET_DATE,
    DecisionKind.HOLD,
    DecisionKind.NOT_IMPLEMENTED,
    DecisionKind.SUPERSEDED,
    DecisionKind.OUTSIDE_CONTROL,
    DecisionKind.REOPEN,
)


def confirm(
    action: ActionFacts, proposed: date | None, by: Actor, board: BoardFacts, on: date
) -> Effects:
    """What confirming the proposed reading of a date changes; the secretary's to do."""
    committee = board.committees[action.committee_id]
    if committee.secretary_id not in by.post_ids:
        secretary = board.posts[committee.secretary_id].name
        raise NotAllowed(f"Only the {secretary} confirms the reading of a date.")
    refuse_before_entry(action, on, "confirmed")
    refuse_closed(action, on)
    if action.due_on is not None:
        raise NotAllowed(
            f"{action.reference} is due on {day_words(action.due_on)}: no reading waits to be "
            f"confirmed. {_other_date(action)}"
        )
    if proposed is None:
        written = action.version.as_written or "no date"
        raise NotAllowed(
            f"{action.reference}: no reading waits to be confirmed; “{written}” proposes no day. "
            f"{_other_date(action)}"
        )
    refuse_senseless(proposed)
    return Effects(
        version=NewVersion(cause=VersionCause.CONFIRMED, due_on=proposed),
        overtakes="the action has a new date",
    )


def _other_date(action: ActionFacts) -> str:
    """The way to any date but the one that a reading proposes."""
    return (
        f"Any other date is a decision: `matters decide {action.reference} set-date --until DATE` "
        "with its meeting and minute, or as a chair's action."
    )
