"""The history and an action's notices, read to be shown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy
from sqlalchemy import func
from sqlmodel import Session, col, select

from models.answers import Correction
from models.governance import PolicyVersion
from models.history import History
from models.history_subjects import subjects
from models.history_words import Acts, acts
from models.ledger import Notice, Run
from models.plan import Action
from models.rules.history_facts import Names, said, texts_of
from models.rules.words import NoticeState, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One entry of the history, with the words that stand beside the chain and may be purged.

    `by` is the post in which somebody acted, `reason` why; `dates` are the due date before and
    after, where the entry changed it. `about` names what the entry is of, where no action says
    so, and `said` has its facts in words. `struck_by` is the number of the entry that struck it.
    """

    seq: int
    recorded_at: datetime
    holds_from: date
    what: str
    action: str | None
    person_id: int | None
    by: str
    os_user: str
    reason: str
    dates: tuple[date | None, date | None] | None
    change: str
    about: str
    said: str
    facts: str
    hash: str
    struck_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One notice of an action as the ledger has it."""

    step: Step
    cause: str
    post_id: int
    copied: bool
    for_post_id: int | None
    for_words: str
    state: NoticeState
    told_on: date | None
    recorded_on: date
    reason: str
    withdrawn_because: str | None
    policy: int
    held_on: date | None
    released_on: date | None
    refused_on: date | None
    run_held_on: date | None
    run_id: int
    # The first notice of the step in its run: the secretary releases the step by it.
    first_id: int


def lines(session: Session, action_id: int | None, end: datetime | None) -> list[HistoryLine]:
    """The entries of an action or of all that were recorded before an instant."""
    query = (
        select(History, Action.reference)
        .outerjoin(Action, col(Action.id) == col(History.action_id))
        .order_by(col(History.board_id), col(History.seq))
    )
    if action_id is not None:
        query = query.where(col(History.action_id) == action_id)
    if end is not None:
        query = query.where(col(History.recorded_at) < end)
    words, struck = acts(session), _struck(session, end)
    names = subjects(session, with_messages=action_id is None)
    return [_line(row, reference, words, names, struck) for row, reference in session.exec(query)]


def _line(
    row: History, reference: str | None, words: Acts, names: Names, struck: Mapping[int, int]
) -> HistoryLine:
    act = (row.subject, row.subject_id)
    facts = json.loads(row.facts)
    elsewhere = [*(("until", "due_on") if act in words.dates else ())]
    elsewhere += ["post"] if row.person_id or row.subject == "tenure" else []
    return HistoryLine(
        seq=row.seq,
        recorded_at=row.recorded_at,
        holds_from=row.holds_from,
        what=row.what,
        action=reference,
        person_id=row.person_id,
        by=words.posts.get(act) or _post(row, facts, words),
        os_user=row.os_user,
        reason=words.given.get(row.id or 0) or words.reasons.get(act) or "",
        dates=words.dates.get(act),
        change=words.changes.get(act, ""),
        about="" if reference else names.get(act, ""),
        said=_said(row, facts, names, elsewhere),
        facts=row.facts,
        hash=row.hash,
        struck_by=struck.get(row.id or 0),
    )


def _said(row: History, facts: Mapping[str, Any], names: Names, left_out: Sequence[str]) -> str:
    """The facts in words; of a change to what was entered, which texts were changed."""
    texts = texts_of(facts) if row.what.endswith(("-changed", "-set")) else ""
    return "; ".join(filter(None, (said(_ended(row, facts), names, left_out), texts)))


def _ended(row: History, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts with the last day of a silence or a tenure, of which the day after it is kept."""
    if row.subject not in ("stop", "tenure") or not facts.get("until"):
        return facts
    last = date.fromisoformat(facts["until"]) - timedelta(days=1)
    return {**facts, "until": None, "up_to_and_including": last}


def _post(row: History, facts: Mapping[str, Any], words: Acts) -> str:
    """The post in which somebody acted whose act has no row of its own; else what they held."""
    if row.person_id is None:
        return ""
    named = words.names.get(facts.get("post", 0))
    return named or words.held_by(row.person_id, row.recorded_at.date())


def _struck(session: Session, end: datetime | None) -> dict[int, int]:
    """Per entry that was struck by an instant the number of the entry that says so."""
    query = select(col(Correction.entry_id), col(History.seq)).join(
        History,
        (col(History.subject) == "correction") & (col(History.subject_id) == col(Correction.id)),
    )
    if end is not None:
        query = query.where(col(History.recorded_at) < end)
    return dict(session.execute(query).tuples().all())


_NOTICES: Any = sqlalchemy.select(
    col(Notice.step),
    col(Notice.cause),
    col(Notice.post_id),
    col(Notice.copied),
    col(Notice.for_post_id),
    col(Notice.for_words),
    col(Notice.state),
    col(Notice.told_on),
    col(Notice.recorded_on),
    col(Notice.reason),
    col(Notice.withdrawn_because),
    col(PolicyVersion.number),
    col(Notice.held_on),
    col(Notice.released_on),
    col(Notice.refused_on),
    col(Run.held_on),
    col(Run.id),
    func.min(col(Notice.id)).over(
        partition_by=(col(Notice.run_id), col(Notice.step), col(Notice.cause))
    ),
)


def notices_of(session: Session, action_id: int, day: date) -> list[NoticeLine]:
    """An action's notices recorded up to a day, withdrawn ones too, in their order."""
    query = (
        _NOTICES.join(PolicyVersion, col(PolicyVersion.id) == col(Notice.policy_id))
        .join(Run, col(Run.id) == col(Notice.run_id))
        .where(col(Notice.action_id) == action_id, col(Notice.recorded_on) <= day)
        .order_by(col(Notice.id))
    )
    names = tuple(NoticeLine.__slots__)
    return [NoticeLine(**dict(zip(names, row, strict=True))) for row in session.execute(query)]
