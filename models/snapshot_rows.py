"""A row of a pack's snapshot: an action as it stands on the day of the freeze."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.pack_rows import Since, Written
from models.rules.calendar import ONE_DAY
from models.rules.drafted_letters import unsent
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.packs import Escalation, Letter, SnapshotRow
from models.rules.packs_impact import impact_checks
from models.rules.recipients import lead_agency
from models.rules.standing import closed_late, is_overdue, stands
from models.rules.words import PostKind, Step, StopKind


def snapshot_row(
    action: ActionFacts, board: BoardFacts, words: Written, done: Since, as_of: date
) -> SnapshotRow:
    """The action as of a day, with what the plan wrote of it and what was done; asks no query."""
    reading = stands(action, board, as_of)
    late, late_original = _days_late(action, as_of)
    row = SnapshotRow(
        reference=action.reference,
        review=words.review,
        number=words.number,
        recommendation=words.recommendation,
        section=words.section,
        agency=board.agencies.get(lead_agency(action, board), words.section),
        leads=tuple(board.posts[lead].name for lead in action.leads),
        entered_on=action.entered_on,
        date_state=action.version.state,
        original_due_on=action.original_due_on,
        due_on=action.due_on,
        priority=action.priority,
        progress=action.progress,
        standing=reading.standing,
        standing_reason=reading.why,
        brag=reading.brag,
        brag_word=reading.brag.value.capitalize(),
        slips=action.slips,
        days_late=late,
        days_late_original=late_original,
        forecast_on=action.forecast_on,
        escalations=_escalations(action, board, done),
        unsent_letters=_letters(action, board, done),
        vacant_leads=_vacant(action, board, as_of),
    )
    row = _with_waiting(_with_words(row, words), action, done, as_of)
    checks = impact_checks(
        action, board, as_of, answer=done.last_answer, answer_on=done.last_answer_on
    )
    return replace(_with_ends(row, action, done, as_of), impact_checks=checks)


def _with_words(row: SnapshotRow, words: Written) -> SnapshotRow:
    """What the plan wrote, beside how the action stands."""
    return replace(
        row,
        short_title=words.own_title,
        key_actions=words.key_actions,
        evidence=words.evidence,
        outcomes=words.outcomes,
        lead_text=words.lead_text,
        date_text=words.date_text,
        extra=words.extra,
        anomalies=words.anomalies,
    )


def _with_waiting(row: SnapshotRow, action: ActionFacts, done: Since, as_of: date) -> SnapshotRow:
    """What was answered, and what waits for a decision: a date, a hold's end, evidence, time."""
    evidence = action.stopped(as_of, StopKind.EVIDENCE)
    held = action.stopped(as_of, StopKind.HOLD)
    asked = action.stopped(as_of, StopKind.EXTENSION_ASKED)
    return replace(
        row,
        date_reason=done.date_reason,
        proposed_due_on=None if action.due_on else done.proposed_due_on,
        # A stop ends on the first day that is free again; people count the last that is not.
        held_until=held.until_on - ONE_DAY if held and held.until_on else None,
        last_answer=done.last_answer,
        last_answer_on=done.last_answer_on,
        evidence_since=evidence.from_on if evidence else None,
        evidence_note=done.evidence_note if evidence else None,
        evidence_files=tuple(done.evidence_files) if evidence else (),
        extension_asked_on=asked.from_on if asked else None,
        extension_until=done.asked_until if asked else None,
        extension_reason=done.asked_because if asked else None,
    )


def _with_ends(row: SnapshotRow, action: ActionFacts, done: Since, as_of: date) -> SnapshotRow:
    """How it was closed or reopened; what was odd in the plan is settled by either or by a date."""
    closure = action.stopped(as_of, StopKind.CLOSURE)
    settled = closure is not None or action.version.number > 1
    return replace(
        row,
        awaiting_adoption=done.awaiting_adoption,
        closed_on=closure.from_on if closure else None,
        closed_reason=done.closed_because if closure else None,
        closed_late=closed_late(action, as_of),
        reopened_on=done.reopened_on,
        anomalies=() if settled else row.anomalies,
    )


def _days_late(action: ActionFacts, as_of: date) -> tuple[int, int]:
    """Calendar days past the current and the first due date, to the day of closure if closed.

    An action that was extended may be late against the first date alone: the same rule is asked
    of both.
    """
    first = replace(action, version=replace(action.version, due_on=action.original_due_on))
    return _late(action, as_of), _late(first, as_of)


def _late(action: ActionFacts, as_of: date) -> int:
    closure = action.stopped(as_of, StopKind.CLOSURE)
    late = closed_late(action, as_of) if closure else is_overdue(action, as_of)
    if not late or action.due_on is None:
        return 0
    return ((closure.from_on if closure else as_of) - action.due_on).days


def _escalations(action: ActionFacts, board: BoardFacts, done: Since) -> tuple[Escalation, ...]:
    """The stages told; those of an ended ladder stay in the log and are no longer current."""
    return tuple(
        Escalation(
            stage=one.step,
            told_on=one.told_on,
            told_to=board.posts[one.post_id].name,
            stands_in_for=one.for_words or None,
            current=one.cause == action.version.key,
        )
        for one in done.stages
    )


def _vacant(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[str, ...]:
    """The posts of an open action's leads that nobody holds that day."""
    if action.stopped(as_of, StopKind.CLOSURE):
        return ()
    posts = [board.posts[lead] for lead in action.leads]
    return tuple(post.name for post in posts if post.holder(as_of) is None)


def _letters(action: ActionFacts, board: BoardFacts, done: Since) -> tuple[Letter, ...]:
    """The letter drafted at E5, until a person records that it was sent or is not to be."""
    drafted = [one.told_on for one in done.stages if one.step is Step.E5]
    officer = board.post_of(lead_agency(action, board), PostKind.CHIEF_OFFICER)
    to = board.accountable_body if action.board_own else (officer.name if officer else "")
    return tuple(
        Letter(to=to or "the agency's chief officer", drafted_on=on)
        for on in unsent(drafted, done.letters_recorded)
    )
