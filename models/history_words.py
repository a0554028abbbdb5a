"""The words beside the chain: in which post somebody acted, why, and which date it changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.answers import Correction, Decision, Edit, Response, Stop
from models.history import History
from models.people import Post, Tenure
from models.plan import DueVersion
from models.reasons import reasons_given
from models.rules.words import StopKind

Act = tuple[str, int]
Held = tuple[str, date, date | None]


@dataclass(frozen=True, slots=True)
class Acts:
    """Per act what is kept of it outside of the chain, and the names of all posts.

    An act is an answer, a decision, an edit, a silence or a correction; `changes` says from what to
    what an edit changed, which entry a correction struck, and the minute of a decision. `held` has
    per person the posts, each from a day up to, and without, another; `given` the reason of an
    entry whose act has no row, by the entry's id.
    """

    names: dict[int, str] = field(default_factory=dict)
    posts: dict[Act, str] = field(default_factory=dict)
    reasons: dict[Act, str] = field(default_factory=dict)
    dates: dict[Act, tuple[date | None, date | None]] = field(default_factory=dict)
    changes: dict[Act, str] = field(default_factory=dict)
    held: dict[int, list[Held]] = field(default_factory=dict)
    given: dict[int, str] = field(default_factory=dict)

    def held_by(self, person_id: int, day: date) -> str:
        """The posts that a person held on a day; empty where none."""
        of = self.held.get(person_id, [])
        return "; ".join(name for name, since, end in of if since <= day and (not end or day < end))


def acts(session: Session) -> Acts:
    """The posts, reasons, dates and changes of all that people said, decided and did."""
    posts = session.execute(select(col(Post.id), col(Post.name))).all()
    names = {row[0]: row[1] for row in posts}
    found = Acts(names=names, held=_held(session), given=reasons_given(session))
    queries = {
        "decision": _decided(),
        "response": _answered(),
        "edit": _by(Edit),
        "correction": _by(Correction),
    }
    for subject, query in queries.items():
        for row_id, post, reason, *minute in session.execute(query):
            found.posts[subject, row_id] = post
            found.reasons[subject, row_id] = reason or ""
            if any(minute):
                found.changes[subject, row_id] = f"minute {minute[0]}"
    for decision_id, was, now in session.execute(_redated()):
        found.dates["decision", decision_id] = (was, now)
    for stop_id, reason in session.execute(_silenced()):
        found.reasons["stop", stop_id] = reason or ""
    for edit_id, before, after in session.execute(_edited()):
        found.changes["edit", edit_id] = _change(before, after, found.names)
    for correction_id, seq, what in session.execute(_struck()):
        found.changes["correction", correction_id] = f"strikes entry {seq}, {what}"
    return found


def _held(session: Session) -> dict[int, list[Held]]:
    """Per person the posts they have held, in the order of their recording."""
    query = (
        select(col(Tenure.person_id), col(Post.name), col(Tenure.from_on), col(Tenure.until_on))
        .join(Post, col(Post.id) == col(Tenure.post_id))
        .order_by(col(Tenure.id))
    )
    found: dict[int, list[Held]] = defaultdict(list)
    for person, name, since, end in session.execute(query).tuples():
        found[person].append((name, since, end))
    return found


def _by(table: type[Edit | Correction]) -> Any:
    return select(col(table.id), col(Post.name), col(table.reason)).join(
        Post, col(Post.id) == col(table.post_id)
    )


def _silenced() -> Any:
    return select(col(Stop.id), col(Stop.reason)).where(col(Stop.kind) == StopKind.SILENCE)


def _edited() -> Any:
    return select(col(Edit.id), col(Edit.before), col(Edit.after))


def _struck() -> Any:
    return select(col(Correction.id), col(History.seq), col(History.what)).join(
        History, col(History.id) == col(Correction.entry_id)
    )


def _change(before: dict[str, Any], after: dict[str, Any], names: dict[int, str]) -> str:
    """ "from Ward manager to Deputy ward manager": posts by their names, else the texts."""
    if "leads" in after:
        was, now = (", ".join(names[post] for post in one["leads"]) for one in (before, after))
        return f"from {was or 'nobody'} to {now}"
    return "; ".join(f"from “{before.get(name, '')}” to “{after[name]}”" for name in after)


def _decided() -> Any:
    return select(
        col(Decision.id), col(Post.name), col(Decision.reason), col(Decision.minute_ref)
    ).join(Post, col(Post.id) == col(Decision.post_id))


def _answered() -> Any:
    # A note is for whoever answers it: it may name people, and is no reason for anything.
    return select(col(Response.id), col(Post.name), col(Response.extension_reason)).join(
        Post, col(Post.id) == col(Response.post_id)
    )


def _redated() -> Any:
    """Per decision that set a date, the date before it and the new one."""
    before = aliased(DueVersion)
    return (
        select(col(DueVersion.decision_id), col(before.due_on), col(DueVersion.due_on))
        .outerjoin(
            before,
            (col(before.action_id) == col(DueVersion.action_id))
            & (col(before.number) == col(DueVersion.number) - 1),
        )
        .where(col(DueVersion.decision_id).is_not(None))
    )
