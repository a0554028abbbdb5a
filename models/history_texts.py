"""The words and dates that stand beside the chain, held against what its entries tell of them.

An entry has a text by its hash, so that it can be purged; what is gone is not missed, and what
stands in its place is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlmodel import Session, col

from models.answers import Correction, Decision, Edit, Response, Stop
from models.asking import said
from models.chain import text_hash
from models.governance import PolicyVersion
from models.history import GivenReason, History
from models.plan import Action, DueVersion
from models.prepared import Prepared

_BOARD = bindparam("board_id", type_=Integer)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Where the rows of an act stand, and per text what the facts of its entry call it."""

    words: str
    facts: tuple[str, ...]
    rows: Prepared


def _of_board(table: Any, *columns: Any) -> Prepared:
    return Prepared(select(col(table.id), *columns).where(col(table.board_id) == _BOARD))


def _of_actions(table: Any, *columns: Any) -> Prepared:
    query = select(col(table.id), *columns).join(Action, col(Action.id) == col(table.action_id))
    return Prepared(query.where(col(Action.board_id) == _BOARD))


_KEPT = {
    "response": _Kept(
        "answer",
        ("note", "reason"),
        _of_actions(Response, col(Response.note), col(Response.extension_reason)),
    ),
    "decision": _Kept(
        "decision",
        ("reason", "minute", "event"),
        _of_board(Decision, col(Decision.reason), col(Decision.minute_ref), col(Decision.event)),
    ),
    "edit": _Kept("edit", ("reason",), _of_actions(Edit, col(Edit.reason))),
    "correction": _Kept("correction", ("reason",), _of_board(Correction, col(Correction.reason))),
    "stop": _Kept("silence", ("reason",), _of_actions(Stop, col(Stop.reason))),
    "policy": _Kept("policy", ("text",), _of_board(PolicyVersion, col(PolicyVersion.text))),
}
_GIVEN = Prepared(
    select(col(GivenReason.entry_id), col(GivenReason.text))
    .join(History, col(History.id) == col(GivenReason.entry_id))
    .where(col(History.board_id) == _BOARD)
)
_DATED = Prepared(
    select(col(DueVersion.decision_id), col(DueVersion.due_on))
    .join(Decision, col(Decision.id) == col(DueVersion.decision_id))
    .where(col(Decision.board_id) == _BOARD, col(DueVersion.due_on).is_not(None))
)


def facts_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry tells; empty where somebody wrote into it what nobody can read."""
    try:
        facts = json.loads(entry["facts"])
    except (TypeError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}


def altered_texts(
    session: Session, board_id: int, entries: Iterable[Mapping[str, Any]]
) -> Iterator[str]:
    """A sentence for each reason, minute, note, policy or date that is not the one recorded."""
    kept = {
        subject: {row[0]: row[1:] for row in said(session, one.rows, board_id=board_id)}
        for subject, one in _KEPT.items()
    }
    dates = dict(said(session, _DATED, board_id=board_id))
    given = dict(said(session, _GIVEN, board_id=board_id))
    for entry in entries:
        if entry["id"] in given and text_hash(given[entry["id"]]) != facts_of(entry).get("reason"):
            yield f"The reason of history entry {entry['seq']} is not the one that was given."
        texts = kept.get(entry["subject"], {}).get(entry["subject_id"])
        if texts is None:
            continue
        facts = facts_of(entry)
        yield from _texts(entry, facts, texts)
        if entry["subject"] == "decision":
            yield from _date(entry, facts, dates.get(entry["subject_id"]))


def _texts(
    entry: Mapping[str, Any], facts: Mapping[str, Any], texts: Iterable[str | None]
) -> Iterator[str]:
    one = _KEPT[entry["subject"]]
    for name, text in zip(one.facts, texts, strict=True):
        if text and name in facts and text_hash(text) != facts[name]:
            yield _not_the_one(f"{name} of the {one.words}", entry)


def _date(entry: Mapping[str, Any], facts: Mapping[str, Any], due_on: date | None) -> Iterator[str]:
    if due_on is not None and "until" in facts and due_on.isoformat() != facts["until"]:
        yield _not_the_one("due date of the decision", entry)


def _not_the_one(what: str, entry: Mapping[str, Any]) -> str:
    return (
        f"The {what} numbered {entry['subject_id']} is not the one that history entry"
        f" {entry['seq']} tells of."
    )
