"""What an import is asked to do, and where in the register it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlmodel import Session

from models import lookup
from tasks.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import is asked to do.

    `same` says of rows of a newer version, by the row (`PlanItem.row_called`), which action they
    are: its reference, or "new". `by` is who imports it, "" where the register knows nobody yet.
    """

    path: Path
    review: str
    title: str
    agreed_on: date
    commissioned_on: date | None = None
    committee: str = ""
    board: str = ""
    follow_from: date | None = None
    update: bool = False
    by: str = ""
    same: Mapping[int, str] = field(default_factory=dict)


def refuse_words(what: Import) -> None:
    """Raises Refused for a reference, a title or days that no review has."""
    if not what.review or any(c.isspace() or c == "/" for c in what.review):
        raise Refused(
            f"--review {what.review!r}: a reference has no space and no stroke, such as child-n."
        )
    if not what.title.strip():
        raise Refused("--title: give the title under which the review is published.")
    refuse_days(what.agreed_on, what.commissioned_on)
    if what.same and not what.update:
        raise Refused("--same: rows are told apart where a newer version is entered, --update.")


def refuse_days(agreed_on: date, commissioned_on: date | None) -> None:
    """Raises Refused for a review commissioned after its plan was agreed."""
    if commissioned_on is not None and commissioned_on > agreed_on:
        raise Refused("--commissioned: a review is commissioned before its plan is agreed.")


def board_asked(session: Session, name: str) -> lookup.BoardRow:
    """The board of that name, or the only one. Raises Refused."""
    boards = lookup.board_rows(session)
    if not boards:
        raise Refused("The register has no board yet: `matters committee FILE` enters one.")
    chosen = [b for b in boards if b.name == name] if name else list(boards)
    if len(chosen) != 1:
        names = ", ".join(b.name for b in boards)
        raise Refused(f"--board: name one of the register's boards: {names}.")
    return chosen[0]


def committee_asked(session: Session, board: lookup.BoardRow, name: str) -> int:
    """The board's committee of that name, or its only one. Raises Refused."""
    found = lookup.committees_of(session, board.board_id)
    chosen = {n: i for n, i in found.items() if not name or n == name}
    if len(chosen) != 1:
        raise Refused(f"--committee: name one of {board.name}'s committees: {', '.join(found)}.")
    return next(iter(chosen.values()))
