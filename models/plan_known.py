"""A review's actions as a newer version of its plan is laid beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.action_reading import action_facts, of_review
from models.answers import Edit
from models.history import History
from models.people import Post
from models.plan import Action, ActionLead, Recommendation
from models.recording import number
from models.rules.facts import ActionFacts
from models.rules.plan_changes import Known
from models.rules.plan_matching import Words
from models.rules.plan_section_labels import bare_section
from models.rules.words import StopKind, VersionCause

OF_THE_PLAN = (VersionCause.ENTERED, VersionCause.PLAN_REVISED)
LEAD, ADDED = "lead", "action added"


def known_actions(session: Session, review_id: int, today: date) -> list[Known]:
    """Every action of a review with its row as written and as it stands, in plan order.

    Struck ones are not among them, nor the parts that were split off: the whole stands for the row.
    Their references are taken all the same.
    """
    facts = {a.action_id: a for a in action_facts(session, of_review(review_id), today)}
    leads = _as_entered(session, review_id)
    edits = _edited(session, review_id)
    query = (
        select(Action, Recommendation)
        .join(Recommendation, col(Recommendation.id) == col(Action.recommendation_id))
        .where(
            col(Action.review_id) == review_id,
            col(Action.struck_on).is_(None),
            col(Action.split_from_id).is_(None),
        )
        .order_by(col(Action.place), col(Action.id))
    )
    posts = _posts(session)
    added = _added_by_hand(session, review_id)
    found = []
    for action, row in session.execute(query).tuples():
        number_ = number(action)
        if number_ in facts:
            of_plan = number_ not in added
            lies = _Lies(facts[number_], leads.get(number_, ()), edits[number_], of_plan)
            found.append(_known(action, row, lies, posts))
    return found


def _posts(session: Session) -> dict[int, str]:
    query = select(Post.id, Post.name)
    return {number_: name for number_, name in session.execute(query).tuples() if number_}


@dataclass(frozen=True, slots=True)
class _Lies:
    """What lies beside an action's own row: its facts, its leads as entered, what people did."""

    facts: ActionFacts
    leads: tuple[str, ...]
    edited: frozenset[str]
    of_plan: bool


def references_taken(session: Session, review_id: int) -> frozenset[str]:
    """Every reference that a review ever gave, without its own: none is given again."""
    query = select(Action.reference).where(col(Action.review_id) == review_id)
    return frozenset(reference.partition("/")[2] for reference in session.exec(query))


def _known(action: Action, row: Recommendation, lies: _Lies, posts: Mapping[int, str]) -> Known:
    facts = lies.facts
    words = Words(
        reference=action.reference.partition("/")[2],
        number=row.number,
        section=bare_section(row.section),
        recommendation=row.text,
        actions=tuple(action.key_actions),
        leads=lies.leads,
        date=action.date_text,
    )
    decided = set(lies.edited)
    if facts.version.cause not in OF_THE_PLAN:
        decided.add("date")
    if facts.priority is not action.priority:
        decided.add("priority")
    return Known(
        action_id=facts.action_id,
        recommendation_id=action.recommendation_id,
        reference=action.reference,
        words=words,
        cells=row.written if row.written is not None else _as_read(action, row),
        as_read=row.written is None,
        leads=tuple(posts[lead] for lead in facts.leads),
        due_on=facts.due_on,
        priority=facts.priority,
        is_closed=any(s.kind is StopKind.CLOSURE and s.until_on is None for s in facts.stops),
        decided=frozenset(decided),
        of_plan=lies.of_plan,
    )


def _as_read(action: Action, row: Recommendation) -> dict[str, str]:
    """The row of an action that was entered before rows were kept as written, or by hand."""
    cells: dict[str, Any] = {
        "recommendation": row.text,
        "key_actions": "\n".join(action.key_actions),
        "evidence": "\n".join(action.evidence_wanted),
        "outcomes": "\n".join(action.outcomes),
        "lead": action.lead_text,
        **action.extra,
    }
    return {name: text for name, text in cells.items() if text}


def _as_entered(session: Session, review_id: int) -> dict[int, tuple[str, ...]]:
    """Per action its leads in the plan's words: those of its first day."""
    query = (
        select(col(ActionLead.action_id), col(ActionLead.as_written), col(ActionLead.from_on))
        .join(Action, col(Action.id) == col(ActionLead.action_id))
        .where(col(Action.review_id) == review_id)
        .order_by(col(ActionLead.from_on), col(ActionLead.place), col(ActionLead.id))
    )
    found: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for action_id, name, from_on in session.execute(query).tuples():
        if not found[action_id] or found[action_id][0][1] == from_on:
            found[action_id].append((name, from_on))
    return {action: tuple(name for name, _ in names) for action, names in found.items()}


def _added_by_hand(session: Session, review_id: int) -> frozenset[int]:
    """The actions that no plan entered: a newer plan need not have them."""
    query = (
        select(History.action_id)
        .join(Action, col(Action.id) == col(History.action_id))
        .where(col(Action.review_id) == review_id, col(History.what) == ADDED)
    )
    return frozenset(action for action in session.exec(query) if action is not None)


def _edited(session: Session, review_id: int) -> dict[int, frozenset[str]]:
    """Per action what a person edited by hand: its lead, or its words."""
    query = (
        select(Edit.action_id, Edit.after)
        .join(Action, col(Action.id) == col(Edit.action_id))
        .where(col(Action.review_id) == review_id, col(Edit.struck_on).is_(None))
    )
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for action_id, after in session.execute(query).tuples():
        found[action_id] |= {_kind(name) for name in after} - {""}
    return found


def _kind(name: str) -> str:
    if name.startswith(LEAD):
        return "lead"
    return "" if name in ("short_title", "rows") else "words"
