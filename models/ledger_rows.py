"""What actions were told, as lines of the ledger, as of a day: one query however many they are."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from models.asking import AS_OF, KEPT, Question, of, rows
from models.ledger import ADDRESS_REFUSED, Notice
from models.rules.facts import Entry
from models.rules.words import NoticeState


@lru_cache(KEPT)
def _ledger_of(chosen: Select[Any]) -> Question:
    table = Notice
    return of(
        chosen,
        select(
            col(table.action_id),
            col(table.step),
            col(table.cause),
            col(table.post_id),
            col(table.person_id),
            col(table.first),
            col(table.state),
            col(table.recorded_on),
            col(table.told_on),
            col(table.for_post_id),
            col(table.for_words),
            col(table.copied),
            col(table.refused_on),
            col(table.released_on),
            col(table.withdrawn_because) == ADDRESS_REFUSED,
        )
        .where(col(table.action_id).in_(chosen), col(table.recorded_on) <= AS_OF)
        .order_by(col(table.action_id), col(table.id)),
    )


def ledger(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[Entry]]:
    """Per action its notices, withdrawn ones too: a list that was withdrawn is told again."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for row in rows(session, _ledger_of(chosen), as_of):
        found[row[0]].append(_entry(row, as_of))
    return found


def _entry(row: Any, as_of: date) -> Entry:
    """A line of the ledger as it stood on a day: what was told or refused later waited still."""
    _, step, cause, post, person, first, state, recorded, told, meant, words, *marks = row
    copied, *days, bounced = marks
    kept, let_go = (day is not None and day <= as_of for day in days)
    if (told is not None and told > as_of) or (days[0] is not None and not kept):
        state, told = NoticeState.WAITING, None
    return Entry(
        step=step,
        cause=cause,
        post_id=post,
        person_id=person,
        first=first,
        state=state,
        recorded_on=recorded,
        told_on=told,
        for_post_id=meant,
        for_words=words,
        copy=copied,
        refused=kept and not let_go,
        let_go=kept and let_go,
        bounced=bool(bounced),
    )
