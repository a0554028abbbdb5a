"""What a pack prints of an action beyond the rules' facts, read in bulk: a query a kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session, col, select

from models.answers import Decision, Evidence, Response, Stop
from models.ledger import Notice
from models.letter_reading import said_words
from models.plan import Action, DueVersion, Recommendation, Review
from models.plan_writing import short_title
from models.rules.words import DecisionKind, NoticeState, Precision, Step, StopKind, VersionCause


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the plan wrote of an action, word for word."""

    review: str
    review_title: str
    number: str
    section: str
    recommendation: str
    short_title: str
    key_actions: tuple[str, ...]
    evidence: tuple[str, ...]
    outcomes: tuple[str, ...]
    lead_text: str
    date_text: str
    extra: tuple[tuple[str, str], ...]
    anomalies: tuple[str, ...]

    @property
    def own_title(self) -> str:
        """The title the secretary set; empty while it is the one made by rule."""
        made = short_title(self.review_title, self.number, self.section)
        return "" if self.short_title == made else self.short_title


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStage:
    """A stage that was told: on which day, to which post, for which version of the date."""

    step: Step
    told_on: date
    post_id: int
    for_words: str
    cause: str


@dataclass(slots=True, kw_only=True)
class Since:
    """What has happened to an action, as of the day of the snapshot."""

    date_reason: str = ""
    proposed_due_on: date | None = None
    precision: Precision = Precision.NONE
    reopened_on: date | None = None
    last_answer: str | None = None
    last_answer_on: date | None = None
    evidence_note: str | None = None
    evidence_files: list[str] = field(default_factory=list)
    asked_on: date | None = None
    asked_until: date | None = None
    asked_because: str | None = None
    decided: list[tuple[DecisionKind, date, str | None, bool]] = field(default_factory=list)
    awaiting_adoption: bool = False
    closed_because: str | None = None
    stages: list[ToldStage] = field(default_factory=list)


def written(session: Session, chosen: Select[Any]) -> dict[int, Written]:
    """Per action what its plan says."""
    query = (
        select(Action, Recommendation, Review)
        .join(Recommendation, col(Recommendation.id) == col(Action.recommendation_id))
        .join(Review, col(Review.id) == col(Action.review_id))
        .where(col(Action.id).in_(chosen))
    )
    return {
        action.id: Written(
            review=review.reference,
            review_title=review.title,
            number=said.number,
            section=said.section,
            recommendation=said.text,
            short_title=action.short_title,
            key_actions=tuple(action.key_actions or ()),
            evidence=tuple(action.evidence_wanted or ()),
            outcomes=tuple(action.outcomes or ()),
            lead_text=action.lead_text,
            date_text=action.date_text,
            extra=tuple((k, str(v)) for k, v in (action.extra or {}).items()),
            anomalies=tuple(action.anomalies or ()),
        )
        for action, said, review in session.exec(query)
        if action.id is not None
    }


def since(session: Session, chosen: Select[Any], as_of: date) -> dict[int, Since]:
    """Per action what has happened to it up to a day."""
    found: dict[int, Since] = defaultdict(Since)
    _versions(session, chosen, as_of, found)
    _responses(session, chosen, as_of, found)
    _decisions(session, chosen, as_of, found)
    _closures(session, chosen, as_of, found)
    _stages(session, chosen, as_of, found)
    return found


def _versions(session: Session, chosen: Select[Any], as_of: date, found: dict[int, Since]) -> None:
    query = (
        select(DueVersion)
        .where(col(DueVersion.action_id).in_(chosen), col(DueVersion.struck_on).is_(None))
        .order_by(col(DueVersion.action_id), col(DueVersion.number))
    )
    for row in session.exec(query):
        if row.from_on > as_of and row.number > 1:
            continue
        entry = found[row.action_id]
        entry.date_reason = row.read_as or entry.date_reason
        entry.proposed_due_on = row.proposed_due_on
        entry.precision = row.precision
        if row.cause is VersionCause.REOPENED:
            entry.reopened_on = row.from_on


def _responses(session: Session, chosen: Select[Any], as_of: date, found: dict[int, Since]) -> None:
    query = (
        select(Response)
        .where(
            col(Response.action_id).in_(chosen),
            col(Response.holds_from) <= as_of,
            col(Response.struck_on).is_(None),
        )
        .order_by(col(Response.holds_from), col(Response.id))
    )
    holders: dict[int, int] = {}
    for row in session.exec(query):
        entry = found[row.action_id]
        words = said_words(row.progress, row.forecast_on, row.extension_until)
        entry.last_answer = f"{row.note} ({words})" if row.note else words
        entry.last_answer_on = row.holds_from
        if row.extension_until is not None:
            entry.asked_on, entry.asked_until = row.holds_from, row.extension_until
            entry.asked_because = row.extension_reason
        holders[row.id or 0] = row.action_id
        entry.evidence_note = row.note if _is_evidence(row) else entry.evidence_note
    _files(session, holders, found)


def _is_evidence(row: Response) -> bool:
    return row.progress is not None and row.progress.value == "evidence"


def _files(session: Session, holders: dict[int, int], found: dict[int, Since]) -> None:
    query = select(Evidence).order_by(col(Evidence.id))
    for row in session.exec(query):
        if row.response_id in holders and row.name not in found[row.action_id].evidence_files:
            found[row.action_id].evidence_files.append(row.name)


def _decisions(session: Session, chosen: Select[Any], as_of: date, found: dict[int, Since]) -> None:
    query = (
        select(Decision)
        .where(
            col(Decision.action_id).in_(chosen),
            col(Decision.holds_from) <= as_of,
            col(Decision.struck_on).is_(None),
        )
        .order_by(col(Decision.holds_from), col(Decision.id))
    )
    for row in session.exec(query):
        entry = found[row.action_id or 0]
        entry.decided.append((row.kind, row.holds_from, row.reason, row.chairs_action))
        if entry.asked_on is not None and row.holds_from >= entry.asked_on:
            entry.asked_on = entry.asked_until = entry.asked_because = None


def _closures(session: Session, chosen: Select[Any], as_of: date, found: dict[int, Since]) -> None:
    query = select(Stop.action_id, Stop.awaiting_adoption, Stop.reason).where(
        col(Stop.action_id).in_(chosen),
        col(Stop.kind) == StopKind.CLOSURE,
        col(Stop.from_on) <= as_of,
        col(Stop.until_on).is_(None),
    )
    for action, waits, reason in session.execute(query):
        found[action].awaiting_adoption = waits
        found[action].closed_because = reason


def _stages(session: Session, chosen: Select[Any], as_of: date, found: dict[int, Since]) -> None:
    query = (
        select(
            Notice.action_id,
            Notice.step,
            Notice.told_on,
            Notice.post_id,
            Notice.for_words,
            Notice.cause,
        )  # type: ignore[call-overload]
        .where(
            col(Notice.action_id).in_(chosen),
            col(Notice.step).in_([Step.E1, Step.E2, Step.E3, Step.E4, Step.E5]),
            col(Notice.state) == NoticeState.TOLD,
            col(Notice.first).is_(True),
            col(Notice.told_on) <= as_of,
        )
        .order_by(col(Notice.told_on), col(Notice.id))
    )
    for action, step, told, post, words, cause in session.execute(query):
        found[action].stages.append(
            ToldStage(step=step, told_on=told, post_id=post, for_words=words, cause=cause)
        )
