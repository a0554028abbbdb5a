"""A person's address: what it is, refused or not, and clearing it of a refusal (rule 7)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from models.chain import Change, append, chain_end
from models.letter_reading import Mailbox
from models.people import Address, Person
from models.people_asking import ask_leads_of


def mailbox_of(session: Session, person_id: int) -> Mailbox | None:
    """The person's present address, whether or not it takes messages; None without one."""
    row = session.execute(
        select(col(Person.name), col(Address.email))
        .join(Address, col(Address.person_id) == col(Person.id))
        .where(col(Person.id) == person_id, col(Address.until_on).is_(None))
        .order_by(col(Address.id).desc())
    ).first()
    return Mailbox(person_id=person_id, name=row[0], email=row[1]) if row else None


def record_trial(
    session: Session,
    board_id: int,
    person_id: int,
    outcome: str,
    *,
    by: int | None,
    today: date,
    at: datetime,
) -> bool:
    """True where an address that was refused is cleared of it, since `by` wants it so.

    The history has the test and how it ended; the ledger has nothing of it.
    """
    end = chain_end(session, board_id)
    cleared = by is not None and _cleared(session, person_id, today)
    change = Change(
        what="address cleared" if cleared else "test message",
        subject="person",
        subject_id=person_id,
        person_id=by,
        holds_from=today,
        facts={"outcome": outcome},
    )
    append(session, board_id, [change], at, end=end)
    return cleared


def _cleared(session: Session, person_id: int, today: date) -> bool:
    done: Any = session.execute(
        update(Address)
        .where(
            col(Address.person_id) == person_id,
            col(Address.until_on).is_(None),
            col(Address.undeliverable_on).is_not(None),
        )
        .values(undeliverable_on=None, refusal=None, refused_at=None)
        .execution_options(synchronize_session=False)
    )
    ask_leads_of(session, person_id, today)
    return bool(done.rowcount)
