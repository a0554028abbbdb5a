"""The sample board through a year, by the stories that the flows wrap."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from deployments.demo.feeding import feed
from deployments.demo.year import FIRST, FLOW_ON, LAST, SAMPLE, Review, answers, weekdays
from flows.story.follow_up import follow_up
from flows.story.import_plan import import_plan
from flows.story.pack import pack
from models.board_reading import board_facts
from models.database import reading
from models.lookup import board_rows
from models.rules.facts import CommitteeFacts, MeetingFacts
from settings import Settings
from tasks.clock import Clock
from tasks.committee import enter_committee
from tasks.contacts import enter_contacts
from tasks.holidays import board_calendar
from tasks.office import Office, straight
from tasks.packs import Wanted
from tasks.plan_asked import Import
from tasks.refused import Refused
from tasks.register import open_register

DEFAULT = Path(__file__).resolve().parents[2] / "var" / "demo"
KEY = "secret.key"
PAGE = "http://127.0.0.1:8300"
MARK = "this-folder-is-made-by-matters-demo"


class Flows(Protocol):
    """A day's run and its packs, as Prefect flows."""

    def follow_up(self, as_of: date) -> None:
        """Run the follow-up of a day, telling what it owes."""

    def packs_due(self) -> None:
        """Draft the packs whose freeze is today."""


@dataclass(slots=True, kw_only=True)
class Played:
    """What the year came to."""

    office: Office
    days: int = 0
    answers: int = 0


def clean(folder: Path) -> None:
    """An empty folder for the demo; one that is not the demo's own is left alone and refused."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise Refused(f"{folder} is not empty and was not made by the demo; name another folder.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).touch()


def open_demo(folder: Path) -> Office:
    """The office of the demo: its own home, files for messages, its own clock.

    The settings of whoever runs it are left aside, so that nothing of the demo reaches anyone.
    """
    key = folder / KEY
    descriptor = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(32))
    settings = demo_settings(folder, FIRST)
    return Office(settings=settings, engine=open_register(settings), clock=Clock(FIRST))


def demo_settings(folder: Path, day: date) -> Settings:
    """The settings of the demo on a day of its year, which are this process's from now on."""
    for name in [name for name in os.environ if name.startswith("MATTERS_")]:
        del os.environ[name]
    os.environ["MATTERS_HOME"] = str(folder / "home")
    os.environ["MATTERS_CLOCK"] = day.isoformat()
    os.environ["MATTERS_PAGE_URL"] = PAGE
    os.environ["MATTERS_SECRET_KEY_FILE"] = str(folder / KEY)
    return Settings()


def enter_sample(office: Office) -> None:
    """The board, its people and the plan, entered on the first day."""
    at, today = office.clock.now(), office.clock.today()
    enter_committee(office.engine, SAMPLE / "board.toml", at, today)
    enter_contacts(office.engine, SAMPLE / "contacts.csv", at, today)
    review = Review()
    import_plan(
        straight(office),
        Import(
            path=SAMPLE / "plan.docx",
            review=review.reference,
            title=review.title,
            agreed_on=review.agreed_on,
            commissioned_on=review.commissioned_on,
        ),
    )


def play_year(
    office: Office, tick: Callable[[date], None], *, flows: Flows | None = None, last: date = LAST
) -> Played:
    """Each weekday's run, then what people say that day, then a pack at its cut-off.

    On FLOW_ON the run and the pack go through Prefect, where `flows` is given.
    """
    played = Played(office=office)
    said = answers()
    meetings, committee = _meetings(office)
    for day in weekdays(FIRST, last):
        os.environ["MATTERS_CLOCK"] = day.isoformat()
        today = office.on(day)
        by_flow = flows if day == FLOW_ON else None
        _morning(today, played, by_flow)
        for entry in said.get(day, ()):
            feed(today, entry)
            played.answers += 1
        for meeting in meetings:
            if meeting.freeze_on == day and meeting.takes_pack:
                _pack(today, committee.name, meeting, by_flow)
        tick(day)
    return played


def _morning(today: Office, played: Played, by_flow: Flows | None) -> None:
    played.days += 1
    if by_flow is not None:
        by_flow.follow_up(today.clock.today())
        return
    for board in _boards(today):
        follow_up(straight(today), board, send=True)


def _pack(today: Office, committee: str, meeting: MeetingFacts, by_flow: Flows | None) -> None:
    if by_flow is not None:
        by_flow.packs_due()
        return
    pack(straight(today), Wanted(committee=committee, meeting_on=meeting.on))


def _boards(office: Office) -> list[int]:
    with reading(office.engine) as session:
        return [row.board_id for row in board_rows(session)]


def _meetings(office: Office) -> tuple[tuple[MeetingFacts, ...], CommitteeFacts]:
    """The sample has one board with one committee."""
    with reading(office.engine) as session:
        (board_id,) = _boards(office)
        board = board_facts(session, board_id, FIRST, board_calendar, until=LAST)
    (committee,) = board.committees.values()
    return committee.meetings, committee
