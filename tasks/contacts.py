"""Posts, the people who hold them, addresses and deputies, entered from a contacts file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from models.database import writing
from models.people_writing import write_contacts
from models.recording import number
from models.rules.contact_posts import PostsReading, posts_of
from models.rules.contacts import ContactProblem, read_contacts
from tasks.committee import find_board
from tasks.contact_rows import contact_rows
from tasks.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsReport:
    """What a contacts file made and changed: counts, posts and rows, never a name or address."""

    board: str
    posts: int
    people: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    vacant: tuple[str, ...]
    notes: tuple[str, ...]
    doubtful: tuple[str, ...]
    dry_run: bool

    @property
    def exit_code(self) -> int:
        """1 where a post is vacant, a holder missing or a row doubtful, else 0."""
        return 1 if self.vacant or self.missing or self.doubtful else 0

    def as_json(self) -> dict[str, Any]:
        """The report as `matters contacts --json` prints it."""
        return asdict(self)

    def sentences(self) -> list[str]:
        """The report for a person: what was done first, then what wants looking after."""
        done = "Nothing is kept: this was a dry run" if self.dry_run else "Entered"
        posts = "1 post" if self.posts == 1 else f"{self.posts} posts"
        people = "1 person" if self.people == 1 else f"{self.people} people"
        return [
            f"{done}. {self.board}: {posts} held by {people} in the file.",
            *(f"New: {made}." for made in self.new),
            *(f"Changed: {changed}." for changed in self.changed),
            *(f"Note: {note}" for note in self.notes),
            *(f"Please look: {doubtful}" for doubtful in self.doubtful),
            *(f"Held, but not in the file: {post}." for post in self.missing),
            *(f"Vacant: {post}." for post in self.vacant),
        ]


def enter_contacts(
    engine: Engine,
    path: Path,
    at: datetime,
    today: date,
    *,
    dry_run: bool = False,
    board: str | None = None,
) -> ContactsReport:
    """What the file made and changed; with `dry_run` what it would, and nothing is kept.

    Raises Refused with every mistake, each with its row and column, and keeps nothing then
    (interface.md, "Files").
    """
    reading, columns = _read(path)
    with writing(engine) as session:
        found = find_board(session, board)
        entered = write_contacts(session, number(found), reading.posts, columns, at=at, today=today)
        _refuse(path.name, entered.problems)
        report = ContactsReport(
            board=found.name,
            posts=entered.posts,
            people=entered.people,
            new=tuple(entered.new),
            changed=tuple(entered.changed),
            missing=tuple(entered.missing),
            vacant=tuple(entered.vacant),
            notes=reading.notes,
            doubtful=reading.doubtful,
            dry_run=dry_run,
        )
        if dry_run:
            session.rollback()
    return report


def _read(path: Path) -> tuple[PostsReading, frozenset[str]]:
    rows = read_contacts(contact_rows(path))
    reading = posts_of(rows)
    _refuse(path.name, [*rows.problems, *reading.problems])
    return reading, rows.columns


def _refuse(name: str, problems: list[ContactProblem]) -> None:
    if problems:
        problems = sorted(problems, key=lambda problem: problem.row)
        raise Refused("\n".join(f"{name}, {problem.sentence}" for problem in problems))
