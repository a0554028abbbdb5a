"""What is kept of actions beside their own row: dates, leads, stops, answers and the ledger.

One query a kind, whatever the number of actions, as columns and never as live rows. A day's run
asks these several times, and writing one down costs more than asking it: each is kept for the
selection of actions that it was written for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlmodel import Session, col

from models.answers import Decision, Response, Stop
from models.asking import AS_OF, KEPT, Question, of, rows
from models.ledger_rows import ledger
from models.plan import ActionLead, DueVersion
from models.record_rows import decisions, struck
from models.rules.facts import Entry, Version
from models.rules.facts import Stop as StopFacts
from models.rules.records import Decided, Struck
from models.rules.words import DecisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Per action what is kept of it as of a day, each in the order in which it came."""

    versions: dict[int, list[Version]]
    leads: dict[int, list[tuple[int, date]]]
    stops: dict[int, list[StopFacts]]
    answers: dict[int, list[Any]]
    decisions: dict[int, list[Decided]]
    struck: dict[int, list[Struck]]
    ledger: dict[int, list[Entry]]


def lines(session: Session, chosen: Select[Any], as_of: date) -> Lines:
    """The lines of the chosen actions as of a day; seven queries.

    An answer is (action, day, progress, forecast, post), a lead (post, since when).
    """
    return Lines(
        versions=_versions(session, chosen, as_of),
        leads=_leads(session, chosen, as_of),
        stops=_stops(session, chosen, as_of),
        answers=_answers(session, chosen, as_of),
        decisions=decisions(session, chosen, as_of),
        struck=struck(session, chosen, as_of),
        ledger=ledger(session, chosen, as_of),
    )


@lru_cache(KEPT)
def _versions_of(chosen: Select[Any]) -> Question:
    table = DueVersion
    return of(
        chosen,
        select(
            col(table.action_id),
            col(table.id),
            col(table.number),
            col(table.from_on),
            col(table.cause),
            col(table.date_state),
            col(table.due_on),
            col(table.as_written),
            col(table.read_as),
            col(table.review_on),
            col(table.recorded_at),
        )
        .where(col(table.action_id).in_(chosen), col(table.struck_on).is_(None))
        .order_by(col(table.action_id), col(table.number)),
    )


def _versions(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[Version]]:
    found: dict[int, list[Version]] = defaultdict(list)
    for row in rows(session, _versions_of(chosen), as_of):
        number, start = row[2], row[3]
        if start <= as_of or number == 1:
            found[row[0]].append(_version(row))
    return found


def _version(row: Any) -> Version:
    _, i, number, start, cause, state, due, written, read, review, recorded_at = row
    return Version(
        version_id=i,
        number=number,
        from_on=start,
        cause=cause,
        state=state,
        due_on=due,
        as_written=written,
        read_as=read,
        review_on=review,
        recorded_on=recorded_at.date(),
    )


@lru_cache(KEPT)
def _leads_of(chosen: Select[Any]) -> Question:
    return of(
        chosen,
        select(col(ActionLead.action_id), col(ActionLead.post_id), col(ActionLead.from_on))
        .where(
            col(ActionLead.action_id).in_(chosen),
            col(ActionLead.from_on) <= AS_OF,
            col(ActionLead.struck_on).is_(None),
            or_(col(ActionLead.until_on).is_(None), col(ActionLead.until_on) > AS_OF),
        )
        .order_by(col(ActionLead.action_id), col(ActionLead.place)),
    )


def _leads(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[tuple[int, date]]]:
    """Per action the posts that lead it, each with the day since which it has its place."""
    found: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for action, post, since in rows(session, _leads_of(chosen), as_of):
        found[action].append((post, since))
    return found


_ADOPTED_LATER = exists().where(
    col(Decision.id) == col(Stop.decision_id),
    col(Decision.kind) == DecisionKind.ADOPT,
    col(Decision.holds_from) > AS_OF,
)


@lru_cache(KEPT)
def _stops_of(chosen: Select[Any]) -> Question:
    return of(
        chosen,
        select(
            col(Stop.action_id),
            col(Stop.kind),
            col(Stop.from_on),
            col(Stop.until_on),
            col(Stop.closed_as),
            col(Stop.awaiting_adoption),
            col(Stop.id),
            col(Stop.recorded_at),
            col(Stop.own_until_on),
            _ADOPTED_LATER,
        )
        .where(
            col(Stop.action_id).in_(chosen),
            col(Stop.from_on) <= AS_OF,
            col(Stop.struck_on).is_(None),
        )
        .order_by(col(Stop.action_id), col(Stop.from_on), col(Stop.id)),
    )


def _stops(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[StopFacts]]:
    found: dict[int, list[StopFacts]] = defaultdict(list)
    for row in rows(session, _stops_of(chosen), as_of):
        found[row[0]].append(_stop(row, as_of))
    return found


def _stop(row: Any, as_of: date) -> StopFacts:
    """A stop as it stood on a day: what ended or adopted it later had not been decided yet."""
    _, kind, start, end, closed_as, waits, i, recorded_at, own_end, adopted_later = row
    if end is not None and end > as_of:
        end = own_end
    return StopFacts(
        kind=kind,
        from_on=start,
        until_on=end,
        closed_as=closed_as,
        awaits_adoption=bool(waits or adopted_later),
        stop_id=i,
        recorded_on=recorded_at.date(),
    )


@lru_cache(KEPT)
def _answers_of(chosen: Select[Any]) -> Question:
    return of(
        chosen,
        select(
            col(Response.action_id),
            col(Response.holds_from),
            col(Response.progress),
            col(Response.forecast_on),
            col(Response.post_id),
        )
        .where(
            col(Response.action_id).in_(chosen),
            col(Response.holds_from) <= AS_OF,
            col(Response.struck_on).is_(None),
        )
        .order_by(col(Response.action_id), col(Response.holds_from), col(Response.id)),
    )


def _answers(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[Any]]:
    """Per action its answers as (action, day, progress, forecast, post), the latest last."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows(session, _answers_of(chosen), as_of):
        found[row[0]].append(row)
    return found
