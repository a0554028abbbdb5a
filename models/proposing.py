"""The priorities that the secretary proposes: written, and read while nobody has decided."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from models.action_reading import PRIORITIES, action_facts, some
from models.answers import Decision, Proposal
from models.chain import Change, append
from models.effects_writing import When
from models.plan import Action
from models.recording import number
from models.rules.facts import ActionFacts
from models.rules.progress import Actor
from models.rules.words import Priority


def record_proposal(
    session: Session,
    board_id: int,
    action: ActionFacts,
    priority: Priority,
    *,
    by: Actor,
    when: When,
) -> None:
    """Record that a priority is proposed; it changes no step until the committee decides it."""
    row = Proposal(
        action_id=action.action_id,
        priority=priority,
        holds_from=when.holds_from,
        recorded_at=when.at,
        person_id=by.person_id,
        post_id=by.post_id,
    )
    session.add(row)
    session.flush()
    change = Change(
        what="priority proposed",
        subject="proposal",
        subject_id=number(row),
        action_id=action.action_id,
        person_id=by.person_id,
        holds_from=when.holds_from,
        facts={"priority": priority, "post": by.post_id},
    )
    append(session, board_id, [change], when.at)


def proposals(session: Session, board_id: int, today: date) -> dict[str, Priority]:
    """Per reference the priority that is proposed and differs; a later decision settles it."""
    query = (
        select(Proposal)
        .join(Action, col(Action.id) == col(Proposal.action_id))
        .where(col(Action.board_id) == board_id)
        .order_by(col(Proposal.id))
    )
    found = {row.action_id: row for row in session.exec(query)}
    decided = select(Decision.action_id, Decision.recorded_at).where(
        col(Decision.kind).in_(PRIORITIES), col(Decision.struck_on).is_(None)
    )
    settled = {i for i, at in session.exec(decided) if i in found and found[i].recorded_at <= at}
    actions = action_facts(session, some(set(found) - settled), today)
    return {
        action.reference: found[action.action_id].priority
        for action in actions
        if found[action.action_id].priority is not action.priority
    }
