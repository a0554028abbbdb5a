"""Rows added and changed, with the history entries and the sentences that tell of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from sqlmodel import Session

from models.chain import Change, text_hash


class Row(Protocol):
    """A row of a table that numbers its rows."""

    id: int | None


def number(row: Row) -> int:
    """The number that the database gave a row; raises ValueError where it has none yet."""
    if row.id is None:
        raise ValueError("the row has not been flushed")
    return row.id


@dataclass(slots=True)
class Recording:
    """What one entry of a file does: rows written, entries for the history, sentences.

    `changes` go to the chain at the end of the transaction. Of a row that was made by this entry
    no changes are told, since it is new altogether.
    """

    session: Session
    today: date
    changes: list[Change] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    new: dict[int, Row] = field(default_factory=dict)

    def add(self, row: Row, subject: str, sentence: str, **facts: object) -> int:
        """The number of a row that is new, once it is written."""
        self.session.add(row)
        self.session.flush()
        return self.tell_new(row, subject, sentence, **facts)

    def tell_new(self, row: Row, subject: str, sentence: str, **facts: object) -> int:
        """The number of a new row that was written; it is told as made."""
        self.made.append(sentence)
        # By identity, since rows of two tables have the same numbers; and kept, so that no other
        # row takes the place of one that was forgotten.
        self.new[id(row)] = row
        self.note(f"{subject}-entered", subject, number(row), **facts)
        return number(row)

    def set(self, row: Row, subject: str, whose: str, **wanted: object) -> bool:
        """True where the row had other values; it has these now."""
        changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        for name, value in changed.items():
            setattr(row, name, value)
            if id(row) not in self.new:
                self.changed.append(f"{whose}: {_word(name)}")
        if changed:
            self.note(f"{subject}-changed", subject, number(row), **_facts(changed))
        return bool(changed)

    def note(self, what: str, subject: str, subject_id: int, **facts: object) -> None:
        """An entry for the history, of today."""
        self.changes.append(
            Change(
                what=what,
                subject=subject,
                subject_id=subject_id,
                holds_from=self.today,
                facts=facts,
            )
        )


def _word(column: str) -> str:
    """A column as people call it: "deputy" of deputy_post_id."""
    return column.removesuffix("_id").removesuffix("_post").replace("_", " ")


def _facts(changed: dict[str, object]) -> dict[str, object]:
    """Values as the chain may hold them: a plain text goes in by its hash."""
    return {
        name: text_hash(value)
        if isinstance(value, str) and not isinstance(value, StrEnum)
        else value
        for name, value in changed.items()
    }
