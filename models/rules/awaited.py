"""What an action waits for from people, and when they next meet: sentences, where it waits.

Source: procedure.md, "Who may do what", the table of steps (E5, I6, I12), rules 8 and 10, "Meetings
and packs".
"""

from __future__ import annotations

from datetime import date

from models.rules.date_words import day_words
from models.rules.drafted_letters import letter_to, unsent_letters
from models.rules.facts import ActionFacts, BoardFacts, Stop
from models.rules.packs_impact import impact_checks
from models.rules.packs_words import listed, sentence
from models.rules.questions import ask
from models.rules.standing import working_days
from models.rules.vacancies import vacant_leads
from models.rules.words import DateState, Progress, StopKind

EVIDENCE = (
    "The committee, or its chair, accepts the evidence or returns it; the secretary may return it."
)

RECURS = (
    "The committee, or its chair, agrees a date, or how often it is asked how things stand"
    " (`matters decide` with set-date or interval)."
)
VACANT = (
    "{}; who is to be told is entered with `matters contacts`, and another stands in until then."
)


def awaited(
    action: ActionFacts, board: BoardFacts, as_of: date, *, proposed_on: date | None = None
) -> tuple[str, ...]:
    """What a person decides or asks for next, and when; empty where nothing waits for one.

    `proposed_on` is the date as which the plan's words may be confirmed.
    """
    closure = action.stopped(as_of, StopKind.CLOSURE)
    if closure is None:
        decided = _to_decide(action, as_of, proposed_on)
        more = () if decided else _more_time(action, board, as_of)
        named = (*_allocated(action), *_vacant(action, board, as_of))
        asked = (*named, *_looked_at_again(action), *more)
    else:
        decided, asked = _of_closed(action, board, closure, as_of), ()
    meets = (_meets(action, board, as_of),) if decided else ()
    return (*decided, *meets, *asked, *_letters(action, board))


def _of_closed(
    action: ActionFacts, board: BoardFacts, closure: Stop, as_of: date
) -> tuple[str, ...]:
    """What a plan records is adopted; of what was closed on evidence, whether the change held."""
    if closure.awaits_adoption:
        return ("The committee adopts what the plan records of it, by one resolution.",)
    checks = impact_checks(action, board, as_of, answer=None, answer_on=None)
    asked = [day_words(one.asked_on) for one in checks if one.confirmed_on is None]
    said = (
        f"The lead was asked on {listed(asked)} whether the change has held; the committee, or its"
        " chair, confirms that it has, or opens a linked action."
    )
    return (said,) if asked else ()


def _letters(action: ActionFacts, board: BoardFacts) -> tuple[str, ...]:
    """A letter that was drafted at E5, until a person records what became of it."""
    drafted = [day_words(on) for on in unsent_letters(action)]
    said = (
        f"The letter to {letter_to(action, board)}, drafted on {listed(drafted)}, stands in each"
        " pack as unsent until a person records that it was sent or is not to be (`matters decide`"
        " with letter-sent or letter-not-sent)."
    )
    return (said,) if drafted else ()


def _allocated(action: ActionFacts) -> tuple[str, ...]:
    """An action without a lead, or whose lead says that it is not theirs, waits for a lead."""
    if action.progress is not Progress.AWAITING_ALLOCATION:
        return ()
    if not action.leads:
        return ("The secretary names a lead (`matters edit`).",)
    said = "The secretary names another lead (`matters edit`), or says that it stays"
    return (f"{said} (`matters respond`).",)


def _vacant(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[str, ...]:
    """A lead's post that nobody holds, or whose address is refused, waits for the contacts."""
    if not action.leads:
        return ()
    gaps = vacant_leads(ask(action, board, as_of))
    return tuple(VACANT.format(sentence(one.reason)) for one in gaps)


def _to_decide(action: ActionFacts, as_of: date, proposed_on: date | None) -> tuple[str, ...]:
    """What waits for the committee, or for its chair between meetings."""
    found = []
    if action.stopped(as_of, StopKind.EVIDENCE):
        found.append(EVIDENCE)
    if action.stopped(as_of, StopKind.EXTENSION_ASKED):
        found.append("The committee, or its chair, grants more time or declines it.")
    if action.version.state is DateState.TO_BE_AGREED:
        found.append(_agrees(proposed_on))
    if action.version.state is DateState.RECURRING and action.interval_months is None:
        found.append(RECURS)
    return tuple(found)


def _agrees(proposed_on: date | None) -> str:
    agrees = "the committee, or its chair, agrees {}; every pack asks for it."
    if proposed_on is None:
        return sentence(agrees.format("a date"))
    confirms = f"The secretary confirms {day_words(proposed_on)}, as proposed (`matters confirm`)"
    return f"{confirms}, or {agrees.format('another date')}"


def _looked_at_again(action: ActionFacts) -> tuple[str, ...]:
    """An action that waits for an event has a day on which the committee looks at it again."""
    on = action.version.review_on
    if on is None:
        return ()
    said = f"On {day_words(on)} the committee, or its chair, looks at it again."
    return (f"It waits for an event. {said}",)


def _more_time(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[str, ...]:
    """A lead who will be late may ask for more time; a forecast alone changes nothing."""
    due, forecast = action.due_on, action.forecast_on
    if due is None or due < as_of or forecast is None or forecast <= due:
        return ()
    wait = board.policy.ladder.extension_wait_wd
    said = (
        f"If the lead asks for it by {day_words(due)}, E2 and above wait until it is decided,"
        " but no longer than to the day after the first meeting whose papers the request was in"
        f" time for (where no such meeting is known, {working_days(wait)} from the request)."
    )
    return ("A forecast moves no date, and more time has not been asked for.", said)


def _meets(action: ActionFacts, board: BoardFacts, as_of: date) -> str:
    """When the committee next meets, and the next pack into which it comes."""
    committee = board.committees[action.committee_id]
    coming = [m for m in committee.meetings if m.on >= as_of]
    if not coming:
        return f"No meeting of the {committee.name} is known."
    first = coming[0]
    said = f"The {committee.name} next meets on {day_words(first.on)}"
    pack = next((m for m in coming if m.takes_pack and m.freeze_on >= as_of), None)
    if pack is None:
        return f"{said}; no pack is known into which the action comes."
    whose = "its pack" if pack is first else f"the pack for {day_words(pack.on)}"
    return f"{said}; the papers of {whose} are closed on {day_words(pack.freeze_on)}."
