"""Whether the cause of a waiting notice still stands when its message is about to leave.

Source: procedure.md, rule 6; rules 2, 3, 7, 10 and 11 say what takes a cause away.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.rules.board_notices import pack_is_over
from models.rules.checkpoints import checkpoint_is_over
from models.rules.decided import decided_is_over
from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.impact import impact_is_over
from models.rules.months import for_secretary, in_window, month_cause
from models.rules.questions import BEFORE_A, Question, Verdict, ask, is_secretary_line
from models.rules.recipients import holder_of, recipients, secretary_of
from models.rules.reminders import reminder_is_over
from models.rules.stages import stage_is_over
from models.rules.stood_down import stood_down_is_over
from models.rules.stops import LEADS_STOPS, covering, stop_words
from models.rules.undated import undated_is_over
from models.rules.undecided import undecided_is_over
from models.rules.vacancies import vacancy_is_over
from models.rules.words import Step, StopKind

# What answers something that has happened stands whoever leads the action, and though it is closed.
ANSWERS = {Step.D: decided_is_over, Step.Z: stood_down_is_over}
# Whoever decides on an action is told these, and no lead of it.
OF_NO_LEAD = (Step.U40, Step.W10, Step.W30)
RUNNING = {
    Step.U40: undated_is_over,
    Step.C: checkpoint_is_over,
    Step.W10: undecided_is_over,
    Step.W30: undecided_is_over,
}


def cause_stands(action: ActionFacts, board: BoardFacts, entry: Entry, as_of: date) -> str | None:
    """Why a waiting notice must be withdrawn before it leaves, or None where its cause stands.

    Source: rule 6. First whom it is for: the post's holder and address. Then why it was queued:
    the version of the date or the month, a stop or a silence that came in meanwhile, a step that
    overtook it, the decision or the evidence it answers, a post that is no longer told the step.
    """
    changed = _whom_is_over(board, entry, as_of)
    if changed is not None:
        return changed
    q = ask(action, board, as_of)
    answers = ANSWERS.get(entry.step)
    if answers is not None:
        return answers(q, entry.cause) or _other_leads(q, entry)
    if action.struck_on is not None:
        return "the action was struck"
    if entry.step in (Step.I6, Step.I12):
        return impact_is_over(q, entry.step, entry.cause)
    if action.stopped(as_of, StopKind.CLOSURE):
        return "the action was closed"
    return _step_is_over(q, entry) or _told_to_others(q, entry)


def board_cause_stands(board: BoardFacts, entry: Entry, as_of: date) -> str | None:
    """The same of V, S and P, which are of no action."""
    changed = _whom_is_over(board, entry, as_of)
    if changed is not None:
        return changed
    if entry.step is Step.V:
        return vacancy_is_over(board, entry.cause, as_of)
    return pack_is_over(board, entry.cause, as_of) if entry.step is Step.P else None


def _whom_is_over(board: BoardFacts, entry: Entry, as_of: date) -> str | None:
    post = board.posts.get(entry.post_id)
    holder = post.holder(as_of) if post else None
    if holder is None or holder.person_id != entry.person_id:
        return "the post has another holder"
    return "the address is undeliverable" if entry.person_id in board.undeliverable else None


def _step_is_over(q: Question, entry: Entry) -> str | None:
    """Why the step would not be told today, or None."""
    if entry.step is Step.M:
        return _month_is_over(q, entry)
    over = RUNNING.get(entry.step)
    if over is not None:
        return over(q, entry.cause)
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
    before_a = None if _goes_after_a(q, entry) else BEFORE_A
    return _stopped(q) or (before_a if verdict is Verdict.DUE else reason)


def _goes_after_a(q: Question, entry: Entry) -> bool:
    """True where A was told, or waits for the same person: it leaves in one message with the list.

    An A that waits for somebody else may be withdrawn as it is about to leave, and then nobody has
    been told that the action is theirs ("Told").
    """
    lines = q.action.standing_entries(Step.A)
    return any(a.told_on is not None or a.person_id == entry.person_id for a in lines)


def _is_secretary_list(q: Question, entry: Entry) -> bool:
    """True of the secretary's line of M, which no stop of the leads' steps touches."""
    return is_secretary_line(q.action, q.board, entry)


def _stopped(q: Question) -> str | None:
    stop = covering(q.stops, q.as_of, *LEADS_STOPS, StopKind.SILENCE)
    return stop_words(stop) if stop else None


def _other_leads(q: Question, entry: Entry) -> str | None:
    """Why a decision is told to another post now, or None; Z and a correction have posts of old."""
    return _told_to_others(q, entry) if entry.cause.startswith("d") else None


def _told_to_others(q: Question, entry: Entry) -> str | None:
    """Why the post is not told the step any more: another lead, a vacancy filled, or None."""
    if entry.step is Step.M and _is_secretary_list(q, entry):
        who = secretary_of(q.action, q.board, q.as_of)
        same = who is not None and who.post_id == entry.post_id
        return None if same else "the secretary's list is told to another post now"
    board = _as_it_began(q.board, q.as_of)
    if _is_told_as_lead(q, board, entry):
        return None
    told, _ = recipients(q.action, board, entry.step, q.as_of)
    if any(who.post_id == entry.post_id for who in told):
        return None
    return f"{entry.step} is told to another post now"


def _is_told_as_lead(q: Question, board: BoardFacts, entry: Entry) -> bool:
    """True of a lead who can be told: they are told all that has leads, as theirs or as a copy."""
    if entry.post_id not in q.action.leads or entry.step in OF_NO_LEAD:
        return False
    return holder_of(board.posts[entry.post_id], board, q.as_of) is not None


def _as_it_began(board: BoardFacts, as_of: date) -> BoardFacts:
    """The board as the day's messages began to leave: a refusal among them is for the next run.

    So it is the same who is told whatever message comes first.
    """
    today = {person for person, on in board.refused_on.items() if on == as_of}
    return replace(board, undeliverable=board.undeliverable - today) if today else board
