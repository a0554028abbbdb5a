"""A board and its committee entered from their file; a meeting added or cancelled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.database import writing
from models.governance import Board, Committee
from models.governance_writing import DivisionSettled, write_committee
from models.meeting_writing import MeetingRefused, set_meeting
from models.rules.calendar import SENSIBLE_YEARS
from models.rules.committees import CommitteeFile, FileProblem, read_committee
from models.rules.contacts import match_key
from tasks.refused import Refused

LARGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeReport:
    """What a committee's file made and changed; sentences about posts, never about people."""

    board: str
    committee: str
    made: tuple[str, ...]
    changed: tuple[str, ...]
    vacant: tuple[str, ...]
    meetings: tuple[date, ...]
    notes: tuple[str, ...]
    dry_run: bool

    @property
    def exit_code(self) -> int:
        """1 where a post is vacant or something is noted that a person should see, else 0."""
        return 1 if self.vacant or self.notes else 0

    def as_json(self) -> dict[str, Any]:
        """The report as `matters committee --json` prints it."""
        return asdict(self) | {"meetings": [day.isoformat() for day in self.meetings]}

    def sentences(self) -> list[str]:
        """The report for a person: what was done first, then what wants looking after."""
        done = "Nothing is kept: this was a dry run" if self.dry_run else "Entered"
        days = ", ".join(day.isoformat() for day in self.meetings) or "none"
        return [
            f"{done}. {self.board}: {self.committee}; meetings: {days}.",
            *(f"New: {made}." for made in self.made),
            *(f"Changed: {changed}." for changed in self.changed),
            *(f"Please look: {note}" for note in self.notes),
            *(f"Vacant: {post}." for post in self.vacant),
        ]


def enter_committee(
    engine: Engine, path: Path, at: datetime, today: date, *, dry_run: bool = False
) -> CommitteeReport:
    """What the file made and changed; with `dry_run` what it would, and nothing is kept.

    Raises Refused with every mistake of the file, each with its line (interface.md, "Files").
    """
    file = read_committee_file(path)
    with writing(engine) as session:
        try:
            laid = write_committee(session, file, at=at, today=today)
        except DivisionSettled as error:
            raise Refused(f"{path.name}, {error}") from None
        report = CommitteeReport(
            board=file.board,
            committee=file.name,
            made=tuple(laid.made),
            changed=tuple(laid.changed),
            vacant=tuple(laid.vacant),
            meetings=laid.meetings,
            notes=tuple(laid.notes),
            dry_run=dry_run,
        )
        if dry_run:
            session.rollback()
    return report


def read_committee_file(path: Path) -> CommitteeFile:
    """What the file says, or Refused with a sentence for each mistake."""
    text = _text(path)
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # Its own text ends "(at line 3, column 7)".
        raise Refused(f"{path.name} is not TOML: {error}.") from None
    file, problems = read_committee(parsed)
    if file is None:
        raise Refused("\n".join(_sentence(path.name, text, problem) for problem in problems))
    return file


def enter_meeting(
    engine: Engine,
    committee: str,
    day: date,
    at: datetime,
    today: date,
    *,
    cancel: bool = False,
    board: str | None = None,
) -> str:
    """A sentence: the committee's meeting of a day is known, or is cancelled.

    Raises Refused where there is no such committee, where several have the name and `board` is not
    given, and where the meeting cannot be cancelled.
    """
    if day.year not in SENSIBLE_YEARS:
        raise Refused(f"{day} is hardly the day of a meeting; is the year right?")
    with writing(engine) as session:
        found = find_committee(session, committee, board)
        try:
            changed = set_meeting(session, found, day, cancel=cancel, at=at, today=today)
        except MeetingRefused as error:
            raise Refused(str(error)) from None
        state = "is cancelled; what was told because of it stays told" if cancel else "is entered"
        return f"{found.name}: the meeting of {day} {state}{'' if changed else ', as it was'}."


def find_board(session: Session, name: str | None) -> Board:
    """The board of that name, or the only one where no name is given; Refused with a sentence."""
    boards = session.exec(select(Board).order_by(col(Board.name))).all()
    found = [one for one in boards if name is None or match_key(one.name) == match_key(name)]
    if len(found) == 1:
        return found[0]
    if not boards:
        raise Refused("There is no board yet; enter its file first: matters committee FILE.")
    known = "; ".join(one.name for one in boards)
    asked = f'No board is called "{name}"' if name is not None else "There are several boards"
    raise Refused(f"{asked}; name one with --board: {known}.")


def find_committee(session: Session, name: str, board: str | None) -> Committee:
    """The committee of that name, of the board if one is given; Refused with a sentence."""
    query = select(Committee).order_by(col(Committee.name))
    if board is not None:
        query = query.where(col(Committee.board_id) == find_board(session, board).id)
    committees = session.exec(query).all()
    found = [one for one in committees if match_key(one.name) == match_key(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f'Several boards have a committee "{name}"; name the board with --board.')
    known = "; ".join(one.name for one in committees) or "there is none yet"
    raise Refused(f'No committee is called "{name}". Known: {known}.')


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(f"{path.name} is larger than 1 MB, so it is no committee's file.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Refused(
            f"{path.name}, line {line}: it is not UTF-8 text; save it as UTF-8."
        ) from None


def _sentence(name: str, text: str, problem: FileProblem) -> str:
    """ "board.toml, line 9, committee.secratary: ..."; without a line where the key is absent."""
    written = re.escape(problem.key.rpartition(".")[2])
    place = re.search(rf"^\s*\[?\s*[\"']?{written}[\"']?\s*[\]=]", text, re.MULTILINE)
    line = f", line {text[: place.end()].count(chr(10)) + 1}" if place else ""
    return f"{name}{line}, {problem.key}: {problem.message}"
