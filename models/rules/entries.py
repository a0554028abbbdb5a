"""A: "this is yours", to every lead who has not heard of an action as it now stands.

Source: procedure.md, the table of steps (A), "A notice", rules 7, 10 and 11.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.date_words import day_words
from models.rules.facts import Entry
from models.rules.questions import Question, StepView, Verdict, kept_back
from models.rules.quick import quickly_made
from models.rules.recipients import Addressee, Recipient, addressees, holder_of, resolve
from models.rules.stops import covering, stop_words
from models.rules.words import DateState, Step, StopKind, VersionCause

BECAUSE = {
    VersionCause.ENTERED: "the action was entered",
    VersionCause.PLAN_REVISED: "the action was entered, with the date that its plan has revised,",
    VersionCause.CONFIRMED: "the reading of its date was confirmed",
    VersionCause.EXTENDED: "its date was extended",
    VersionCause.SET: "its date was set",
    VersionCause.REOPENED: "it was reopened with a new date",
    VersionCause.CORRECTED: "the reading of its date was corrected",
    VersionCause.FOLLOWED: "following it began",
}
EVENT_NAMED = "the event that it waits for was named"
SPLIT_OFF = "the action was split off from another"
NEW_HOLDER = "the post has a new holder"
HELD_ANEW = "the lead's post has a new holder"


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Unheard:
    """A lead post that A is owed to, who is told (None where nobody can be), and for what cause."""

    lead: Addressee
    who: Recipient | None
    cause: str
    reason: str


def starts_on(q: Question) -> date:
    """The first day on which A can be told: the version's, but never before a follow-from day."""
    return max(q.action.version.from_on, q.action.counted_from)


def entry_view(q: Question) -> StepView:
    """A as of a day; one view stands for all its posts, and is due while one has not heard."""
    start = starts_on(q)
    if q.as_of < start:
        return StepView(
            Step.A, q.key, start, Verdict.LATER, f"nothing is told before {day_words(start)}"
        )
    owed = unheard(q)
    if not owed:
        return _heard_by_all(q, start)
    kept = kept_back(q, Step.A, start, owed[0].cause)
    if kept is not None:
        return kept
    silence = covering(q.stops, q.as_of, StopKind.SILENCE)
    if silence is not None:
        return StepView(Step.A, owed[0].cause, start, Verdict.HELD_BACK, stop_words(silence))
    return StepView(Step.A, owed[0].cause, start, Verdict.DUE, owed[0].reason)


def _heard_by_all(q: Question, start: date) -> StepView:
    if q.first_a_on is None:
        return StepView(Step.A, q.key, start, Verdict.WAITING, "on its way, not yet accepted")
    return StepView(Step.A, q.key, start, Verdict.TOLD, f"told on {day_words(q.first_a_on)}")


def unheard(q: Question) -> tuple[Unheard, ...]:
    """The lead posts whose holder has not heard of the current version, the accountable first.

    Another accountable post, or a new holder of it, is told to the contributors as well.
    """
    lines = q.action.standing_entries(Step.A)
    if _is_heard(q, lines):
        return ()
    leads = addressees(q.action, q.board, Step.A)
    found = {lead: _unheard(q, lines, lead) for lead in leads}
    new = found[leads[0]]
    if new is not None and (new.cause != q.key or _leads_anew(q, lines)):
        beside = (lead for lead in leads[1:] if found[lead] is None)
        found |= {lead: _beside(q, lead, new) for lead in beside}
    return tuple(one for one in found.values() if one is not None)


def _is_heard(q: Question, lines: tuple[Entry, ...]) -> bool:
    """True of most actions: one lead, told of the version as such, who still holds the post."""
    if len(lines) != 1 or len(q.action.leads) != 1:
        return False
    told, lead = lines[0], q.action.leads[0]
    if told.cause != q.key or told.post_id != lead or not told.first:
        return False
    holder = holder_of(q.board.posts[lead], q.board, q.as_of)
    return holder is not None and holder.person_id == told.person_id


def _leads_anew(q: Question, lines: tuple[Entry, ...]) -> bool:
    """True where another lead was told of the version first."""
    return any(e.first and e.cause == q.key for e in lines)


def _beside(q: Question, lead: Addressee, new: Unheard) -> Unheard | None:
    """What a contributor is told with the lead: that it is another, or that the holder is."""
    who = resolve(lead, q.action, q.board, q.as_of)
    if new.who is None:
        return None
    reason = HELD_ANEW if new.reason == NEW_HOLDER else "another post leads the action"
    return Unheard(lead=lead, who=who, cause=f"t{new.who.tenure_id}", reason=reason)


def _unheard(q: Question, lines: tuple[Entry, ...], lead: Addressee) -> Unheard | None:
    who = resolve(lead, q.action, q.board, q.as_of)
    heard = [e for e in lines if _of_post(e, lead, who)]
    if not any(_is_of_version(q, e) for e in heard):
        reason = "this post had not been told of it before" if q.first_a_on else _because(q)
        return Unheard(lead=lead, who=who, cause=q.key, reason=reason)
    if lead.first and who and _leads_now(q, heard, lead, who):
        reason = "the post leads the action now"
        return Unheard(lead=lead, who=who, cause=_leading_cause(heard, who), reason=reason)
    if who is None or who.for_words or _last(heard).person_id == who.person_id:
        return None
    return Unheard(lead=lead, who=who, cause=f"t{who.tenure_id}", reason=NEW_HOLDER)


def _is_of_version(q: Question, entry: Entry) -> bool:
    """True of an A that told of the current version, or since it was told of who leads."""
    since = q.first_a_on is not None and entry.recorded_on >= q.first_a_on
    return entry.cause == q.key or (since and entry.cause.startswith("t"))


def _leads_now(q: Question, heard: list[Entry], lead: Addressee, who: Recipient) -> bool:
    """True of a lead who has not been told as such, or not since another was: once a tenure."""
    if not any(e.first for e in heard):
        return not _was_asked(q, lead, who)
    if who.for_words or any(_is_of_tenure(q, e, who) for e in heard):
        return False
    told = [e for e in q.action.standing_entries(Step.A) if e.first and e.told_on is not None]
    return bool(told) and not _of_post(_last(told), lead, who)


def _is_of_tenure(q: Question, entry: Entry, who: Recipient) -> bool:
    """True of an A for the holder's tenure, or for the version where another led it before."""
    handed_over = entry in q.firsts(Step.A)[1:] and entry.person_id == who.person_id
    tenure = f"t{who.tenure_id}"
    return handed_over or (entry.first and entry.cause in (tenure, leading(tenure)))


def _leading_cause(heard: list[Entry], who: Recipient) -> str:
    """The holder's tenure, or its time as the lead where it was told as a contributor's before."""
    tenure = f"t{who.tenure_id}"
    return leading(tenure) if any(e.cause == tenure for e in heard) else tenure


def leading(tenure: str) -> str:
    """The cause of the A of a tenure that was told as a contributor's, once the post leads."""
    return f"{tenure}-lead"


def _was_asked(q: Question, lead: Addressee, who: Recipient) -> bool:
    """True of a stand-in for a lead who was to be told as the lead before, and refused it."""
    lines = (e for e in q.action.ledger if e.step is Step.A and e.first)
    return who.for_words != "" and any(e.answers_for == lead.post_id for e in lines)


def _of_post(entry: Entry, lead: Addressee, who: Recipient | None) -> bool:
    """True of a line meant for the lead post, or told to the post that is told for it.

    A post is told once, though it leads in two roles or stands in for two posts. Where no lead is
    named, whoever stood in has been told for all that may come after.
    """
    if who is not None and who.post_id == entry.post_id:
        return True
    if lead.post_id is None:
        return entry.for_words != "" and entry.for_post_id is None
    return lead.post_id in (entry.post_id, entry.answers_for)


def _last(heard: list[Entry]) -> Entry:
    """Who heard last: a holder who comes back after another is a new holder."""
    return max(enumerate(heard), key=lambda pair: (pair[1].recorded_on, pair[0]))[1]


def because(cause: VersionCause, state: DateState) -> str:
    """Why a version of a date began: a date was set, or the event that one waits for was named."""
    named = cause is VersionCause.SET and state is DateState.AWAITING_TRIGGER
    return EVENT_NAMED if named else BECAUSE[cause]


def _because(q: Question) -> str:
    version, entered_on = q.action.version, q.action.entered_on
    if version.from_on < entered_on:  # a part has the dates of the whole
        return f"{SPLIT_OFF} on {day_words(entered_on)}"
    return f"{because(version.cause, version.state)} on {day_words(version.from_on)}"
