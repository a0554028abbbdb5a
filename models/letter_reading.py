"""What a letter needs beyond the rules' facts: titles, names of posts, people's mailboxes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlmodel import Session, col

from models.answers import Evidence, Response
from models.asking import KEPT, Question, listed, numbers_of, of
from models.asking import said as rows_of
from models.governance import Board
from models.people import Address, Person
from models.plan import Action
from models.prepared import Prepared
from models.rules.date_words import day_words
from models.rules.quick import quickly_made
from models.rules.words import ResponseKind


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWords:
    """How an action is named in a message, and what its lead last answered."""

    action_id: int
    reference: str
    short_title: str
    agency_id: int
    milestones: tuple[str, ...] = ()
    last_answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """A person's name and address: they stand in a message and nowhere else."""

    person_id: int
    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What every letter of a board has at its head."""

    board: str
    marking: str
    mail_from: str
    reply_to: str
    accountable_body: str


# True of an answer with which files of evidence came, whatever it says of progress.
HAS_FILES = exists().where(col(Evidence.response_id) == col(Response.id))

# What every round asks is written down once: that costs more than asking it.
_HEAD = Prepared(
    select(
        col(Board.name),
        col(Board.marking),
        col(Board.mail_from),
        col(Board.reply_to),
        col(Board.accountable_body),
    ).where(col(Board.id) == bindparam("board_id"))
)
_MAILBOXES = Prepared(
    select(col(Person.id), col(Person.name), col(Address.email))
    .join(Address, col(Address.person_id) == col(Person.id))
    .where(
        col(Person.board_id) == bindparam("board_id"),
        col(Person.id).in_(numbers_of("whom")),
        col(Address.until_on).is_(None),
        col(Address.undeliverable_on).is_(None),
    )
    .order_by(col(Address.id))
)


def letterhead(session: Session, board_id: int) -> Letterhead:
    """The board's name, marking and addresses, as its committee's file gives them."""
    ((name, marking, mail_from, reply_to, body),) = rows_of(session, _HEAD, board_id=board_id)
    return Letterhead(
        board=name,
        marking=marking,
        mail_from=mail_from,
        reply_to=reply_to,
        accountable_body=body,
    )


def mailboxes(session: Session, board_id: int, people: Collection[int]) -> dict[int, Mailbox]:
    """Per person of these the address that takes messages; who has none is not in it."""
    found = rows_of(session, _MAILBOXES, board_id=board_id, whom=listed(people))
    return {i: Mailbox(person_id=i, name=name, email=email) for i, name, email in found}


def action_words(session: Session, chosen: Select[Any]) -> dict[int, ActionWords]:
    """Per action how it is named and what was last answered."""
    answers = _answers(session, chosen)
    return {
        i: ActionWords(
            action_id=i,
            reference=reference,
            short_title=title,
            agency_id=agency,
            milestones=tuple(milestones or ()),
            last_answer=answers.get(i),
        )
        for i, reference, title, agency, milestones in rows_of(session, _named(chosen))
    }


@lru_cache(KEPT)
def _named(chosen: Select[Any]) -> Question:
    query = select(
        col(Action.id),
        col(Action.reference),
        col(Action.short_title),
        col(Action.agency_id),
        col(Action.milestones),
    ).where(col(Action.id).in_(chosen))
    return of(chosen, query)


@lru_cache(KEPT)
def _answers_of(chosen: Select[Any]) -> Question:
    return of(
        chosen,
        select(
            col(Response.action_id),
            col(Response.holds_from),
            col(Response.progress),
            col(Response.forecast_on),
            col(Response.extension_until),
            col(Response.note).is_not(None),
            HAS_FILES,
        )
        .where(col(Response.action_id).in_(chosen), col(Response.struck_on).is_(None))
        .order_by(col(Response.action_id), col(Response.holds_from), col(Response.id)),
    )


def _answers(session: Session, chosen: Select[Any]) -> dict[int, str]:
    return {
        action: f"{said_words(*said, note=note, files=files)} ({day_words(on)})"
        for action, on, *said, note, files in rows_of(session, _answers_of(chosen))
    }


def said_words(
    progress: ResponseKind | None,
    forecast: date | None,
    extension: date | None,
    *,
    note: bool,
    files: bool,
) -> str:
    """What was said, in words made by rule: "in progress, forecast 31 January 2011".

    Never the lead's own note: that there is one is said where nothing is said of progress.
    """
    parts = [SAID[progress]] if progress else ["a note"] if note else []
    if files and progress is not ResponseKind.EVIDENCE:
        parts.append(SAID[ResponseKind.EVIDENCE])
    if forecast is not None:
        parts.append(f"forecast {day_words(forecast)}")
    if extension is not None:
        parts.append(f"more time asked for, to {day_words(extension)}")
    return ", ".join(parts)


SAID = {
    ResponseKind.NOT_STARTED: "not started",
    ResponseKind.IN_PROGRESS: "in progress",
    ResponseKind.NOT_MINE: "not theirs",
    ResponseKind.EVIDENCE: "evidence sent",
}
