"""The snapshot of a pack: the committee's actions, and what else the freeze found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
from models.pack_rows import Written, since, written
from models.plan import Action, Review
from models.rules import packs
from models.rules.audit import kind_of, says
from models.rules.audit_facts import Kind
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.packs import Snapshot
from models.rules.packs_position import counts_of, reconcile
from models.rules.packs_vacancies import vacancies_told
from models.rules.words import StopKind
from models.snapshot_rows import snapshot_row


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
            snapshot_row(a, board, words[a.action_id], done[a.action_id], asked.freeze_on)
            for a in actions
        ),
        chairs_actions=_chairs_actions(session, board, actions, previous, asked.freeze_on),
        exceptions=tuple(_exceptions(session, board, asked, actions, before)),
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


def _exceptions(
    session: Session,
    board: BoardFacts,
    asked: Asked,
    actions: list[ActionFacts],
    before: Pack | None,
) -> Iterator[str]:
    """Sentences on the posts, on whom the last issued pack never reached, on the self-check."""
    as_of = asked.freeze_on
    yield from _of_posts(with_steps(session, board, as_of), actions, as_of)
    if before is not None:
        yield from never_reached(session, board, before, as_of)
    yield from _self_check(session, board, asked)


def _of_posts(board: BoardFacts, actions: list[ActionFacts], as_of: date) -> Iterator[str]:
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
