"""The day on which each notice was told, held against what the history says was accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Integer, String, bindparam, select, type_coerce
from sqlmodel import Session, col

from models.asking import said
from models.ledger import MessageNotice, Notice
from models.prepared import Prepared
from models.rules.words import NoticeState

# A message that was in doubt is accepted by whoever settled it.
_ACCEPTED = frozenset(["message accepted", "message settled"])
# The day as a text: what somebody wrote there by hand may be none.
_TOLD = Prepared(
    select(
        col(Notice.id),
        type_coerce(col(Notice.told_on), String),
        col(MessageNotice.message_id),
    )
    .outerjoin(MessageNotice, col(MessageNotice.notice_id) == col(Notice.id))
    .where(
        col(Notice.board_id) == bindparam("board_id", type_=Integer),
        col(Notice.state) == NoticeState.TOLD,
    )
    .order_by(col(Notice.id))
)


def told_faults(session: Session, board_id: int, entries: Iterable[Any]) -> Iterator[str]:
    """The notices that are told on a day on which no message with them was accepted."""
    accepted: dict[int, set[str]] = defaultdict(set)
    for entry in entries:
        if entry["what"] in _ACCEPTED:
            accepted[entry["subject_id"]].add(str(entry["holds_from"]))
    rows = said(session, _TOLD, board_id=board_id)
    for (notice, on), links in groupby(rows, key=lambda row: (row[0], str(row[1]))):
        if not any(on in accepted[message] for _, _, message in links):
            yield (
                f"The notice numbered {notice} says that it was told on {on}; the history has no "
                "message with it that was accepted on that day."
            )
