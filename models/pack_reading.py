"""The snapshot of a pack: the committee's actions as they stand on the day of the freeze."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session, col, select

from models.action_reading import action_facts
from models.answers import Decision
from models.audit_news import of_committee as found_of_committee
from models.audit_writing import last_check
from models.board_steps_reading import with_steps
from models.governance import Board, PolicyVersion
from models.pack import Pack
from models.pack_circulation import never_reached
from models.pack_rows import Since, Written, since, written
from models.plan import Action, Review
from models.rules import packs
from models.rules.audit import kind_of, says
from models.rules.audit_facts import Kind
from models.rules.calendar import ONE_DAY
from models.rules.date_words import day_words
from models.rules.drafted_letters import unsent
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.packs import Escalation, Letter, Snapshot, SnapshotRow
from models.rules.packs_impact import impact_checks
from models.rules.packs_position import counts_of, reconcile
from models.rules.packs_vacancies import vacancies_told
from models.rules.recipients import lead_agency
from models.rules.standing import closed_late, is_overdue, stands
from models.rules.words import PostKind, Step, StopKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which pack is asked for."""

    committee_id: int
    meeting_on: date
    freeze_on: date
    number: str


def of_committee(board_id: int, committee_id: int) -> Select[Any]:
    """The ids of the actions of all reviews that a committee oversees."""
    return (
        select(col(Action.id))
        .join(Review, col(Review.id) == col(Action.review_id))
        .where(
            col(Action.board_id) == board_id,
            col(Review.committee_id) == committee_id,
            col(Action.struck_on).is_(None),
        )
    )


def snapshot(session: Session, board: BoardFacts, asked: Asked) -> Snapshot:
    """The committee's actions as of the freeze, with what the last issued pack said of them."""
    committee = board.committees[asked.committee_id]
    row = session.exec(select(Board).where(col(Board.id) == board.board_id)).one()
    chosen = of_committee(board.board_id, asked.committee_id)
    before = _last_issued(session, asked)
    previous, earlier = _previous(before)
    after = [m.on for m in committee.meetings if m.on > asked.meeting_on]
    actions = [
        a for a in action_facts(session, chosen, asked.freeze_on) if a.entered_on <= asked.freeze_on
    ]
    words = written(session, chosen)
    done = since(session, chosen, asked.freeze_on)
    return Snapshot(
        number=asked.number,
        board=board.name,
        committee=committee.name,
        marking=row.marking or board.policy.markings[0],
        prepared_by=board.posts[committee.secretary_id].name,
        chair=board.posts[committee.chair_id].name,
        policy_version=str(board.policy.number),
        meeting_on=asked.meeting_on,
        freeze_on=asked.freeze_on,
        next_meeting_on=min(after, default=None),
        previous=previous,
        earlier=earlier,
        reviews=_reviews(words),
        rows=tuple(
            _row(a, board, words[a.action_id], done[a.action_id], asked.freeze_on) for a in actions
        ),
        chairs_actions=_chairs_actions(session, board, actions, previous, asked.freeze_on),
        exceptions=(
            *_exceptions(with_steps(session, board, asked.freeze_on), actions, asked.freeze_on),
            *(never_reached(session, board, before, asked.freeze_on) if before else ()),
            *_self_check(session, board, asked),
        ),
        printed_actions=board.policy.pack.printed_actions,
    )


def _reviews(words: dict[int, Written]) -> tuple[packs.Review, ...]:
    seen = {w.review: w.review_title for w in words.values()}
    return tuple(packs.Review(reference=ref, title=title) for ref, title in sorted(seen.items()))


def _last_issued(session: Session, asked: Asked) -> Pack | None:
    """The last issued pack before this meeting: the only one that is compared with."""
    return session.exec(
        select(Pack)
        .where(
            col(Pack.committee_id) == asked.committee_id,
            col(Pack.issued_on).is_not(None),
            col(Pack.freeze_on) < asked.freeze_on,
        )
        .order_by(col(Pack.freeze_on).desc(), col(Pack.version).desc())
        .limit(1)
    ).first()


def _previous(
    row: Pack | None,
) -> tuple[packs.PreviousPack | None, tuple[packs.PackCounts, ...]]:
    """What that pack said, and the counts of those before it."""
    if row is None:
        return None, ()
    said = packs.snapshot_from_json(row.snapshot)
    counted = (*said.earlier, *((said.previous.counts,) if said.previous else ()))
    pack = packs.PreviousPack(
        counts=counts_of(said, reconcile(said)),
        meeting_on=said.meeting_on,
        rows=tuple(
            packs.PreviousRow(
                reference=r.reference, is_open=r.is_open, due_on=r.due_on, is_overdue=r.is_overdue
            )
            for r in said.rows
        ),
    )
    return pack, counted[-4:]


def _row(
    action: ActionFacts, board: BoardFacts, words: Written, done: Since, as_of: date
) -> SnapshotRow:
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


def _chairs_actions(
    session: Session,
    board: BoardFacts,
    actions: list[ActionFacts],
    previous: packs.PreviousPack | None,
    freeze_on: date,
) -> tuple[packs.ChairsAction, ...]:
    """What the chair decided between meetings since the last issued pack's freeze."""
    names = {a.action_id: a.reference for a in actions}
    start = previous.counts.freeze_on if previous else date.min
    query = (
        select(Decision, PolicyVersion.number)
        .outerjoin(PolicyVersion, col(PolicyVersion.decision_id) == col(Decision.id))
        .where(
            col(Decision.chairs_action).is_(True),
            col(Decision.board_id) == board.board_id,
            col(Decision.holds_from) > start,
            col(Decision.holds_from) <= freeze_on,
            col(Decision.struck_on).is_(None),
        )
        .order_by(col(Decision.holds_from), col(Decision.id))
    )
    return tuple(
        packs.ChairsAction(
            reference=names.get(row.action_id or 0) or f"{packs.POLICY}{number}",
            decision=row.kind,
            decided_on=row.holds_from,
            reason=row.reason,
        )
        for row, number in session.exec(query)
        if row.action_id in names or number is not None
    )


def _exceptions(board: BoardFacts, actions: list[ActionFacts], as_of: date) -> Iterator[str]:
    """Sentences on posts that nobody holds, and on those whose address takes no messages."""
    still_open = [a for a in actions if not a.stopped(as_of, StopKind.CLOSURE)]
    led = {lead for a in still_open for lead in a.leads}
    for post_id, post in sorted(board.posts.items()):
        holder = post.holder(as_of)
        if holder is None and post_id in led:
            yield f"Nobody holds the post of {post.name} on {day_words(as_of)}."
        elif holder is not None and holder.person_id in board.undeliverable:
            yield f"The address of the {post.name} was refused; messages go to a stand-in."
    yield from vacancies_told(still_open, board, as_of)


def _self_check(session: Session, board: BoardFacts, asked: Asked) -> Iterator[str]:
    """Sentences on what the last self-check by the freeze found; addresses are told of above."""
    check = last_check(session, board.board_id, asked.freeze_on)
    for reference, one in found_of_committee(
        session, asked.committee_id, check.found if check else ()
    ):
        if kind_of(one.fault) is not Kind.UNDELIVERABLE:
            said = says(one.fault, one.step, one.on)
            yield f"Self-check{f' of {reference}' if reference else ''}: {said}."
