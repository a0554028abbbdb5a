"""What a pack prints of an action beyond the rules' facts, read in bulk: a query a kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, or_
from sqlmodel import Session, col, select

from models.answers import Decision, Evidence, Response, Stop
from models.ledger import Notice
from models.letter_reading import said_words
from models.plan import Action, DueVersion, Recommendation, Review
from models.plan_values import short_title
from models.rules.words import (
    STAGES,
    DecisionKind,
    NoticeState,
    Precision,
    ResponseKind,
    Step,
    StopKind,
    VersionCause,
)

LETTERS = (DecisionKind.LETTER_SENT, DecisionKind.LETTER_NOT_SENT)


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
    asked_until: date | None = None
    asked_because: str | None = None
    letters_recorded: list[date] = field(default_factory=list)
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
    _letters(session, chosen, as_of, found)
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
    files = _files(session, chosen)
    for row in session.exec(query):
        entry = found[row.action_id]
        words = said_words(
            row.progress,
            row.forecast_on,
            row.extension_until,
            note=row.note is not None,
            files=row.id in files,
        )
        entry.last_answer = f"{row.note} ({words})" if row.note else words
        entry.last_answer_on = row.holds_from
        if row.extension_until is not None:
            entry.asked_until = row.extension_until
            entry.asked_because = row.extension_reason
        if row.progress is ResponseKind.EVIDENCE or row.id in files:
            entry.evidence_note = row.note or entry.evidence_note
            new = (name for name in files.get(row.id or 0, ()) if name not in entry.evidence_files)
            entry.evidence_files.extend(new)


def _files(session: Session, chosen: Select[Any]) -> dict[int, list[str]]:
    """Per answer the names of the files of evidence that came with it."""
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        select(Evidence.response_id, Evidence.name)
        .where(col(Evidence.action_id).in_(chosen))
        .order_by(col(Evidence.id))
    )
    for response, name in session.execute(query):
        found[response].append(name)
    return found


def _letters(session: Session, chosen: Select[Any], as_of: date, found: dict[int, Since]) -> None:
    """The days on which a person recorded that a letter was sent, or is not to be."""
    query = (
        select(col(Decision.action_id), col(Decision.holds_from))
        .where(
            col(Decision.action_id).in_(chosen),
            col(Decision.kind).in_(LETTERS),
            col(Decision.holds_from) <= as_of,
            col(Decision.struck_on).is_(None),
        )
        .order_by(col(Decision.holds_from), col(Decision.id))
    )
    for action, on in session.execute(query):
        found[action or 0].letters_recorded.append(on)


def _closures(session: Session, chosen: Select[Any], as_of: date, found: dict[int, Since]) -> None:
    """Closures that stood on the day; one adopted later was still awaiting it then."""
    query = (
        select(Stop, Decision)
        .outerjoin(Decision, col(Decision.id) == col(Stop.decision_id))
        .where(
            col(Stop.action_id).in_(chosen),
            col(Stop.kind) == StopKind.CLOSURE,
            col(Stop.from_on) <= as_of,
            col(Stop.struck_on).is_(None),
            or_(col(Stop.until_on).is_(None), col(Stop.until_on) > as_of),
        )
    )
    for stop, decision in session.execute(query):
        entry = found[stop.action_id]
        adopted = decision if decision and decision.kind is DecisionKind.ADOPT else None
        later = adopted is not None and adopted.holds_from > as_of
        entry.awaiting_adoption = stop.awaiting_adoption or later
        # A closure that was decided has its decision's reason, and an imported one its own.
        entry.closed_because = decision.reason if decision and not adopted else stop.reason


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
            col(Notice.step).in_(STAGES),
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
