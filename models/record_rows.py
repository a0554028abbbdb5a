"""What people recorded of actions, as rows: decisions, and entries that were struck."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, exists, select
from sqlmodel import Session, col

from models.answers import Correction, Decision, Stop
from models.asking import AS_OF, KEPT, Question, of, rows
from models.history import History
from models.rules.records import Decided, Struck
from models.rules.words import DecisionKind, StopKind

_ENDED_A_REQUEST = exists().where(
    col(Stop.ended_by_decision_id) == col(Decision.id),
    col(Stop.kind) == StopKind.EXTENSION_ASKED,
)


@lru_cache(KEPT)
def _decisions_of(chosen: Select[Any]) -> Question:
    return of(
        chosen,
        select(
            col(Decision.action_id),
            col(Decision.id),
            col(Decision.kind),
            col(Decision.holds_from),
            col(Decision.recorded_at),
            col(Decision.person_id),
            col(Decision.post_id),
            col(Decision.until_on),
            col(Decision.interval_months),
            col(Decision.into_action_id),
            col(Decision.chairs_action),
            col(Decision.meeting_id).is_not(None),
            col(Decision.event).is_not(None),
            _ENDED_A_REQUEST,
        )
        .where(
            col(Decision.action_id).in_(chosen),
            col(Decision.holds_from) <= AS_OF,
            col(Decision.struck_on).is_(None),
        )
        .order_by(col(Decision.holds_from), col(Decision.id)),
    )


def decisions(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[Decided]]:
    """Per action what was decided of it, the latest day last."""
    found: dict[int, list[Decided]] = defaultdict(list)
    for row in rows(session, _decisions_of(chosen), as_of):
        found[row[0]].append(_decided(row))
    return found


def _decided(row: Any) -> Decided:
    _, i, kind, on, recorded_at, person, post, until, months, into, *flags = row
    chairs, meeting, event, request = flags
    return Decided(
        decision_id=i,
        kind=kind,
        on=on,
        recorded_on=recorded_at.date(),
        person_id=person,
        post_id=post,
        until_on=until,
        interval_months=months,
        into_action_id=into,
        chairs_action=chairs,
        at_meeting=meeting,
        awaits_event=event,
        declines=kind is DecisionKind.RETURN and request,
    )


@lru_cache(KEPT)
def _struck_of(chosen: Select[Any]) -> Question:
    return of(
        chosen,
        select(
            col(Correction.action_id),
            col(Correction.id),
            col(History.seq),
            col(History.what),
            col(Correction.holds_from),
            col(Correction.recorded_at),
            col(Correction.told_posts),
        )
        .join(History, col(History.id) == col(Correction.entry_id))
        .where(col(Correction.action_id).in_(chosen), col(Correction.holds_from) <= AS_OF)
        .order_by(col(Correction.id)),
    )


def struck(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[Struck]]:
    """Per action the entries of its history that were struck, in the order of their striking."""
    found: dict[int, list[Struck]] = defaultdict(list)
    for row in rows(session, _struck_of(chosen), as_of):
        action, i, entry, what, on, recorded_at, posts = row
        found[action].append(
            Struck(
                correction_id=i,
                entry=entry,
                what=what,
                on=on,
                recorded_on=recorded_at.date(),
                told_posts=tuple(posts),
            )
        )
    return found
