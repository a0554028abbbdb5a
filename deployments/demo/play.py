"""The sample board through a year, by the stories that the flows wrap."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from deployments.demo.feeding import feed
from deployments.demo.year import FIRST, LAST, SAMPLE, Review, answers, weekdays
from flows.story.follow_up import follow_up
from flows.story.import_plan import import_plan
from flows.story.pack import pack
from models.database import reading
from models.lookup import board_rows
from models.reading import board_facts
from models.rules.facts import CommitteeFacts, MeetingFacts
from settings import Settings
from tasks.clock import Clock
from tasks.committee import enter_committee
from tasks.contacts import enter_contacts
from tasks.holidays import board_calendar
from tasks.office import Office, straight
from tasks.packs import PackMade, Wanted
from tasks.plans import Import
from tasks.refused import Refused
from tasks.register import open_register

MARK = "this-folder-is-made-by-matters-demo"
AsFlow = Callable[[Office, date], None]


@dataclass(slots=True, kw_only=True)
class Played:
    """What the year came to."""

    office: Office
    folder: Path
    days: int = 0
    messages: int = 0
    notices: int = 0
    answers: int = 0
    packs: list[PackMade] = field(default_factory=list)
    seconds: float = 0.0


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
    for name in [name for name in os.environ if name.startswith("MATTERS_")]:
        del os.environ[name]
    os.environ["MATTERS_HOME"] = str(folder / "home")
    os.environ["MATTERS_CLOCK"] = FIRST.isoformat()
    settings = Settings()
    return Office(settings=settings, engine=open_register(settings), clock=Clock(FIRST))


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
    office: Office,
    folder: Path,
    tick: Callable[[date], None],
    *,
    last: date = LAST,
) -> Played:
    """Each weekday's run, then what people say that day, then a pack at its cut-off."""
    began = time.monotonic()
    played = Played(office=office, folder=folder)
    said = answers()
    meetings, committee = _meetings(office)
    for day in weekdays(FIRST, last):
        os.environ["MATTERS_CLOCK"] = day.isoformat()
        today = office.on(day)
        _morning(today, played)
        for entry in said.get(day, ()):
            feed(today, entry)
            played.answers += 1
        for meeting in meetings:
            if meeting.freeze_on == day and meeting.takes_pack:
                out = folder / "packs" / f"pack-{meeting.on}"
                played.packs.append(_pack(today, committee.name, meeting, out))
        tick(day)
    played.seconds = time.monotonic() - began
    return played


def _morning(today: Office, played: Played) -> None:
    for board in _boards(today):
        report = follow_up(straight(today), board, send=True)
        played.days += 1
        played.notices += report.notices
        played.messages += report.delivered.accepted if report.delivered else 0


def _pack(today: Office, committee: str, meeting: MeetingFacts, out: Path) -> PackMade:
    wanted = Wanted(committee=committee, meeting_on=meeting.on)
    return pack(straight(today), wanted, out=out)


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
