"""The files by which the board of the soak is entered: committee, contacts and plans."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from tests.oracle.scenario import Action, Post, Scenario
from tests.soak.board import BOARD, CHAIR, FIRST, INDEPENDENT, MEMBER, SECRETARY

CONTACTS = ("Post", "Agency", "Person", "Email", "Kind", "Deputy", "From", "To")
PLAN = ("Ref", "Agency", "Recommendation", "Key Actions", "Lead Officer", "Date", "Priority")
OWN_KINDS = {
    SECRETARY: "secretary",
    CHAIR: "chair",
    INDEPENDENT: "independent chair",
    MEMBER: "member",
}
KINDS = {
    "safeguarding contact": "safeguarding lead",
    "board representative": "board member",
    "chief officer": "chief officer",
}
COMMITTEE = """
board = "{board}"
independent_chair = "{independent}"
accountable_body = "Southmere Council"
mail_from = "actions@southmere.example.org"
[committee]
name = "Review committee"
secretary = "{secretary}"
chair = "{chair}"
members = ["{member}"]
meetings = [{meetings}]
packs = [{packs}]
"""


def address_of(person: str) -> str:
    """The address of a person."""
    return f"{person.replace(' ', '.').lower()}@southmere.example.org"


def write_committee(path: Path, made: Scenario) -> Path:
    """The board, its committee and the days of its meetings."""
    meetings = [meeting.on.isoformat() for meeting in made.board.meetings]
    packs = [meeting.on.isoformat() for meeting in made.board.meetings if meeting.takes_pack]
    text = COMMITTEE.format(
        board=BOARD,
        independent=INDEPENDENT,
        secretary=SECRETARY,
        chair=CHAIR,
        member=MEMBER,
        meetings=", ".join(meetings),
        packs=", ".join(packs),
    )
    path.write_text(text, encoding="utf-8")
    return path


def write_contacts(path: Path, made: Scenario) -> Path:
    """Every post with who holds it from when to when, those to come included."""
    return _write(path, CONTACTS, (row for post in made.posts for row in _held(post)))


def _held(post: Post) -> Iterable[Sequence[str]]:
    kind = OWN_KINDS.get(post.name) or next(
        (kind for ending, kind in KINDS.items() if post.name.endswith(ending)), "lead"
    )
    for one in post.tenures:
        last = one.last.isoformat() if one.last else ""
        who = (one.person, address_of(one.person), kind, post.deputy or "")
        yield (post.name, post.agency or BOARD, *who, one.first.isoformat(), last)


def write_plan(path: Path, actions: Iterable[Action]) -> Path:
    """The rows of a plan."""
    return _write(path, PLAN, map(_row, actions))


def _row(action: Action) -> Sequence[str]:
    number = action.reference.rpartition("/")[2]
    wish = (f"Recommendation {number} should be carried out.", f"Carry out number {number}")
    priority = "High" if action.high_priority else "Normal"
    return (number, action.agency, *wish, "; ".join(action.leads), _day(action.due), priority)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "TBC"


def plans(made: Scenario) -> dict[date, tuple[str, list[Action]]]:
    """Per day of entry the review and the actions of its plan."""
    found: dict[date, tuple[str, list[Action]]] = {}
    for action in made.actions:
        review = action.reference.partition("/")[0]
        found.setdefault(action.entered_on, (review, []))[1].append(action)
    return dict(sorted(found.items(), key=lambda entry: (entry[0] != FIRST, entry[0])))


def _write(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    return path
