"""Whether the cause of a waiting notice still stands when its message is about to leave.

Source: procedure.md, rule 6; rules 2, 3, 7, 10 and 11 say what takes a cause away.
"""

from __future__ import annotations

from datetime import date

from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.months import for_secretary, in_window, month_cause
from models.rules.questions import Question, Verdict, ask
from models.rules.recipients import recipients, secretary_of
from models.rules.reminders import reminder_is_over
from models.rules.stages import stage_is_over
from models.rules.stops import LEADS_STOPS, covering, stop_words
from models.rules.undated import undated_is_over
from models.rules.words import REMINDERS, STAGES, Step, StopKind

LADDER = (Step.A, Step.M, Step.U40, *REMINDERS, *STAGES)


def cause_stands(action: ActionFacts, board: BoardFacts, entry: Entry, as_of: date) -> str | None:
    """Why a waiting notice must be withdrawn before it leaves, or None where its cause stands.

    Source: rule 6. First whom it is for: the post's holder and address. Then, for A, M, U40, R
    and E, why it was queued: the version of the date or the month, a stop or a silence that came in
    meanwhile, a step that overtook it, a post that the step is no longer told to. The other steps
    answer what has happened already, and that stands.
    """
    post = board.posts.get(entry.post_id)
    holder = post.holder(as_of) if post else None
    if holder is None or holder.person_id != entry.person_id:
        return "the post has another holder"
    if entry.person_id in board.undeliverable:
        return "the address is undeliverable"
    if entry.step not in LADDER:
        return None
    if action.stopped(as_of, StopKind.CLOSURE):
        return "the action was closed"
    q = ask(action, board, as_of)
    return _step_is_over(q, entry) or _told_to_others(q, entry)


def _step_is_over(q: Question, entry: Entry) -> str | None:
    """Why the step would not be told today, or None."""
    if entry.step is Step.M:
        return _month_is_over(q, entry)
    if entry.step is Step.U40:
        return undated_is_over(q, entry.cause)
    if entry.cause.startswith("v") and entry.cause != q.key:
        return "the action has a new date"
    due = q.action.due_on
    if entry.step.is_stage:
        return stage_is_over(q, entry.step)
    if entry.step.is_reminder and due is not None:
        return _stopped(q) or reminder_is_over(q, due, entry.step)
    silence = covering(q.stops, q.as_of, StopKind.SILENCE)
    return stop_words(silence) if silence else None


def _month_is_over(q: Question, entry: Entry) -> str | None:
    if entry.cause != month_cause(q.as_of):
        return "the month of the list is over"
    if _is_secretary_list(q, entry):
        listed = for_secretary(q.action, q.as_of)
        return None if listed else "it is neither overdue, undated nor undecided any more"
    verdict, reason = in_window(q.action, q.board, q.as_of)
    return _stopped(q) or (None if verdict is Verdict.DUE else reason)


def _is_secretary_list(q: Question, entry: Entry) -> bool:
    """True of the secretary's line of M, which no stop of the leads' steps touches."""
    who = secretary_of(q.action, q.board, q.as_of)
    named = who is not None and who.post_id == entry.post_id
    return named and not entry.first and entry.post_id not in q.action.leads


def _stopped(q: Question) -> str | None:
    stop = covering(q.stops, q.as_of, *LEADS_STOPS, StopKind.SILENCE)
    return stop_words(stop) if stop else None


def _told_to_others(q: Question, entry: Entry) -> str | None:
    """Why the post is not told the step any more: another lead, a vacancy filled, or None."""
    if entry.step is Step.M and _is_secretary_list(q, entry):
        return None
    # A lead who can be told is told every step but U40, as its own or as a copy.
    if entry.post_id in q.action.leads and not entry.for_post_id and entry.step is not Step.U40:
        return None
    told, _ = recipients(q.action, q.board, entry.step, q.as_of)
    if any(who.post_id == entry.post_id for who in told):
        return None
    return f"{entry.step} is told to another post now"
