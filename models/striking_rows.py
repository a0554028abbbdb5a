"""The rows that an entry of the history made, struck and standing again.

All in the caller's transaction. No flow reaches this module.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, SQLModel, col, select

from models.answers import Stop
from models.effects_writing import Cause, When, open_stops
from models.history import History
from models.plan import ActionLead, DueVersion
from models.rules.progress import NewStop


@dataclass(frozen=True, slots=True)
class Made:
    """What an entry made: the causes of notices that go back to it, the posts that lead by it."""

    causes: frozenset[str] = frozenset()
    posts: frozenset[int] = frozenset()
    actions: frozenset[int] = frozenset()


@dataclass(slots=True)
class Rows:
    """Rows by the entry that they go back to."""

    session: Session

    def stand_again(self, entry: History, opens: Iterable[NewStop], cause: Cause) -> None:
        """The stops that an entry opens: those it had opened before stand again, others are new."""
        source = col(Stop.response_id) if cause.response_id else col(Stop.decision_id)
        known = {
            row.kind: row
            for row in self.session.exec(
                select(Stop).where(
                    col(Stop.action_id) == entry.action_id, source == entry.subject_id
                )
            )
        }
        new = []
        for one in opens:
            if one.kind in known:
                known[one.kind].struck_on = None
            else:
                new.append(one)
        when = When(holds_from=entry.holds_from, at=entry.recorded_at)
        open_stops(self.session, entry.action_id or 0, new, cause, when)
        self.session.flush()

    def stops(self, entry: History, source: Any) -> list[int]:
        """The numbers of the stops that an entry opened."""
        query = select(col(Stop.id)).where(
            col(Stop.action_id) == entry.action_id, source == entry.subject_id
        )
        return [i for i in self.session.exec(query) if i is not None]

    def versions(self, entry: History) -> list[int]:
        """The numbers of the versions of the date that a decision made."""
        query = select(col(DueVersion.id)).where(
            col(DueVersion.action_id) == entry.action_id,
            col(DueVersion.decision_id) == entry.subject_id,
        )
        return [i for i in self.session.exec(query) if i is not None]

    def until(self, rows: Iterable[int], day: date | None) -> None:
        """Those who lead by these rows lead until a day, or on where there is none."""
        self.set(ActionLead, col(ActionLead.id).in_(list(rows)), until_on=day)

    def mark(self, table: type[SQLModel], rows: Iterable[int], day: date | None) -> None:
        """Rows are struck on a day, or stand again where there is none."""
        key = table.__table__.c.id  # type: ignore[attr-defined]
        self.set(table, key.in_(list(rows)), struck_on=day)

    def set(self, table: type[SQLModel], *where: Any, **values: Any) -> None:
        """Rows of a table have these values now, and whatever was read of them is read anew."""
        self.session.flush()
        self.session.execute(
            update(table)
            .where(*where)
            .values(**values)
            .execution_options(synchronize_session=False)
        )
        self.session.expire_all()
