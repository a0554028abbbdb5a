"""Corrections: an entry of the history found, what came after it, and that it was struck.

All in the caller's transaction. No flow reaches this module.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from models import outbox_statements as statements
from models.answers import Correction, Decision
from models.chain import Change, append, text_hash
from models.effects_writing import When
from models.history import History
from models.ledger import Notice
from models.recording import number
from models.rules.corrections import Line, may_be_struck
from models.rules.progress import Actor
from models.rules.words import NoticeState
from models.striking_rows import Made


def line_of(entry: History) -> Line:
    """An entry as the rules know it."""
    return Line(seq=entry.seq, what=entry.what, on=entry.holds_from)


def entry_of(session: Session, board_id: int, seq: int) -> History | None:
    """The entry of that number in a board's history, or None."""
    query = select(History).where(col(History.board_id) == board_id, col(History.seq) == seq)
    return session.exec(query).first()


def struck_by(session: Session, entry: History) -> Correction | None:
    """The correction that struck an entry, or None."""
    return session.exec(select(Correction).where(col(Correction.entry_id) == entry.id)).first()


def entries_by_people(session: Session, actions: Collection[int]) -> list[History]:
    """What people said, decided and did of actions, in its order, without what was struck."""
    query = (
        select(History)
        .where(
            col(History.action_id).in_(actions),
            col(History.id).not_in(select(Correction.entry_id)),
        )
        .order_by(col(History.seq))
    )
    return [entry for entry in session.exec(query) if may_be_struck(entry.what)]


def decisions_into(session: Session, actions: Collection[int]) -> list[History]:
    """The decisions by which one of some actions carries on another, without what was struck."""
    carried = select(Decision.id).where(
        col(Decision.into_action_id).in_(actions), col(Decision.struck_on).is_(None)
    )
    query = (
        select(History)
        .where(col(History.subject) == "decision", col(History.subject_id).in_(carried))
        .order_by(col(History.seq))
    )
    return list(session.exec(query))


def conclusion_of(session: Session, review_id: int) -> History | None:
    """The entry by which a review was concluded, unless it was struck."""
    query = (
        select(History)
        .where(
            col(History.what) == "decided conclude",
            col(History.facts).contains(f'"review":{review_id},'),
            col(History.id).not_in(select(Correction.entry_id)),
        )
        .order_by(col(History.seq).desc())
    )
    return session.exec(query).first()


@dataclass(frozen=True, slots=True)
class ToldOf:
    """The notices that were told because of an entry, and the posts that heard it."""

    notices: tuple[int, ...]
    posts: tuple[int, ...]


def told_because(session: Session, entry: History, made: Made) -> ToldOf:
    """Who was told because of an entry: by a cause that it made, of an action, or as a lead by it.

    A message that is on its way counts: it cannot be called back.
    """
    on_its_way = (col(Notice.state) == NoticeState.WAITING) & ~statements.UNSENT
    caused = col(Notice.cause).in_(made.causes) & (col(Notice.action_id) == entry.action_id)
    lead = col(Notice.post_id).in_(made.posts) & (col(Notice.action_id) == entry.action_id)
    since = col(Notice.recorded_on) >= entry.recorded_at.date()
    query = (
        select(col(Notice.id), col(Notice.post_id))
        .where(
            or_(col(Notice.state) == NoticeState.TOLD, on_its_way),
            or_(caused, lead & since, col(Notice.action_id).in_(made.actions)),
        )
        .order_by(col(Notice.id))
    )
    rows = session.execute(query).all()
    return ToldOf(tuple(row[0] for row in rows), tuple(sorted({row[1] for row in rows})))


def record_correction(
    session: Session,
    entry: History,
    reason: str,
    told: ToldOf,
    *,
    by: Actor,
    when: When,
    withdrawn: Sequence[int] = (),
) -> int:
    """The number of the entry that says another was struck; that one stays as it was written."""
    row = _correction(entry, reason, told, by, when)
    session.add(row)
    session.flush()
    facts = {
        "entry": entry.seq,
        "what": entry.what,
        "reason": text_hash(reason),
        "told": list(told.notices),
        "post": by.post_id,
        "withdrawn": list(withdrawn),
    }
    change = Change(
        what="entry struck",
        subject="correction",
        subject_id=number(row),
        action_id=entry.action_id,
        person_id=by.person_id,
        holds_from=when.holds_from,
        facts=facts,
    )
    return append(session, entry.board_id, [change], when.at).seq


def _correction(entry: History, reason: str, told: ToldOf, by: Actor, when: When) -> Correction:
    return Correction(
        board_id=entry.board_id,
        action_id=entry.action_id,
        entry_id=number(entry),
        holds_from=when.holds_from,
        recorded_at=when.at,
        reason=reason,
        told_posts=list(told.posts),
        person_id=by.person_id,
        post_id=by.post_id,
    )
