"""A world in which days pass: the real register, tasks and stories, and a letterbox at the end.

A story reads as a requirement: a plan is imported, days go by, a message is expected. A message
that nobody expected fails the story.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, or_, select
from sqlmodel import col

from flows.story.follow_up import DayReport, follow_up
from flows.story.import_plan import import_plan
from models.asking import said
from models.database import reading
from models.governance import Board
from models.ledger import Notice
from models.ledger_reading import ToldLine
from models.plan import Action
from models.prepared import Prepared
from models.rules.calendar import SATURDAY
from models.rules.progress import Deciding, Said
from models.rules.words import DecisionKind, NoticeState, ResponseKind
from settings import Settings
from tasks import answers
from tasks.clock import Clock
from tasks.committee import enter_meeting
from tasks.contacts import enter_contacts
from tasks.decisions import decide
from tasks.explained import Why
from tasks.explaining import why
from tasks.ledger import told
from tasks.looking import ActionLine, Filter, list_actions, verify_history
from tasks.office import Office, straight
from tasks.plan_asked import Import
from tasks.plans import Imported
from tests.stories.letterbox import Letterbox, Post

BOARD_ID = 1
FIRST = date(2010, 9, 6)
NINE = datetime(2010, 9, 6, 8, 0, tzinfo=UTC)
REVIEW = "child-q"
DUE = "17 September 2010"
REMINDED, LATE = date(2010, 9, 10), date(2010, 9, 20)
ACTION = f"{REVIEW}/1"
HEADINGS = ("Ref", "Agency", "Recommendation", "Key Actions", "Lead Officer", "Date")

LEAD, DEPUTY = "Ward manager", "Deputy ward manager"
SAFEGUARDING, BOARD_MEMBER = "Trust safeguarding lead", "Trust board member"
SECRETARY, CHAIR, MEMBER = "Review secretary", "Committee chair", "Designated nurse"
INDEPENDENT = "Independent chair"
HEAD, SCHOOLS_SAFEGUARDING = "Head of schools", "Schools safeguarding lead"
MANAGER = "Board manager"
COMMITTEE_POSTS = (SECRETARY, CHAIR, MEMBER)

TRUST, SCHOOLS, BOARD = "Hospital trust", "Schools", "Eastmere Safeguarding Board"

WAITING = select(col(Notice.id)).where(col(Notice.state) == NoticeState.WAITING)
ANEW = select(col(Board.id)).where(col(Board.asked_all_on).is_(None))
OWING = Prepared(select(func.min(col(Action.next_on)), or_(WAITING.exists(), ANEW.exists())))


@dataclass(frozen=True, slots=True)
class At(Clock):
    """The clock at an instant of a story, which is no play to the product."""

    instant: datetime = NINE

    def now(self) -> datetime:
        """The instant, whatever the machine says."""
        return self.instant


def address_of(post: str) -> str:
    """The address of the first holder of a post."""
    return f"{post.lower().replace(' ', '.')}@eastmere.example.org"


def row(ref: str, due: str, *, lead: str = LEAD, agency: str = TRUST) -> tuple[str, ...]:
    """One row of a plan."""
    wish = f"Recommendation {ref} should be carried out."
    return (ref, agency, wish, f"Carry out recommendation {ref}", lead, due)


def write_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """A table as a file; the path of it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    return path


@dataclass(slots=True)
class Inbox:
    """What has arrived for one address and was not expected yet."""

    world: World
    address: str

    @property
    def unread(self) -> list[Post]:
        """The messages that nobody has expected yet."""
        return [p for p in self.world.unexpected if p.to == self.address]

    def expect(self, *words: str) -> Post:
        """The oldest unread message, which must say all of the words."""
        assert self.unread, f"nothing arrived for {self.address} by {self.world.today}"
        post = self.unread[0]
        missing = [word for word in words if word not in post.text]
        assert not missing, f"{missing} is not in the message to {self.address}: {post.text}"
        self.world.unexpected.remove(post)
        return post


@dataclass(slots=True)
class World:
    """One board, day after day."""

    office: Office
    letterbox: Letterbox
    unexpected: list[Post] = field(default_factory=list)
    reports: list[DayReport] = field(default_factory=list)
    _read: int = 0

    @classmethod
    def of(cls, template: Path, engine: Engine) -> World:
        """A new world in the place of the last one, copied from the template's register.

        The engine is one for all of them, so that a statement is compiled once a session.
        """
        register = Path(engine.url.database or "")
        engine.dispose()
        shutil.rmtree(register.parent, ignore_errors=True)
        register.parent.mkdir(mode=0o700)
        shutil.copyfile(template / "register.db", register)
        return cls.on_register(engine, register.parent)

    @classmethod
    def on_register(cls, engine: Engine, home: Path) -> World:
        """A world on a register that is furnished already."""
        letterbox = Letterbox()
        settings = Settings(home=home, clock=FIRST)
        office = Office(settings=settings, engine=engine, clock=Clock(FIRST), way=letterbox)
        return cls(office=office, letterbox=letterbox)

    @property
    def today(self) -> date:
        """The day it is."""
        return self.office.clock.today()

    # --- Days ------------------------------------------------------------------------------

    def run(self, *, send: bool = True) -> DayReport:
        """The day's follow-up; what it told is in the inboxes then."""
        report = follow_up(straight(self.office), BOARD_ID, send=send)
        self.reports.append(report)
        self.unexpected += self.letterbox.arrived[self._read :]
        self._read = len(self.letterbox.arrived)
        return report

    def on(self, day: date) -> World:
        """The same world on a day, without a run: the scheduler slept until then."""
        self.office = self.office.on(day)
        return self

    def advance(self, *, to: date, every_day: bool = False) -> World:
        """The days up to and including `to`: each that owes something has its run, and so has `to`.

        One that owes nothing passes without, as `next_on` promises, and so does a weekend (rule
        5); a story with `every_day` holds the promise against a run on each.
        """
        owing = self._owing_from()
        while self.today < to:
            self.on(self.today + timedelta(days=1))
            owes = owing <= self.today and self.today.weekday() < SATURDAY
            if every_day or self.today == to or owes:
                self.run()
                owing = self._owing_from()
        return self

    def _owing_from(self) -> date:
        """The day from which something is owed: at once where a notice waits, or all are asked."""
        with reading(self.office.engine) as session:
            ((asked, at_once),) = said(session, OWING)
        return date.min if at_once else asked or date.max

    # --- What people do --------------------------------------------------------------------

    def import_plan(
        self,
        *rows: tuple[str, ...],
        follow_from: date | None = None,
        review: str = REVIEW,
        heads: Sequence[str] = HEADINGS,
        by: str = "",
    ) -> Imported:
        """The plan entered today."""
        path = write_csv(self.office.settings.home / "plan.csv", heads, rows)
        asked = Import(
            path=path,
            review=review,
            title="Child Q",
            agreed_on=self.today,
            follow_from=follow_from,
            by=by,
        )
        return import_plan(straight(self.office), asked)

    def respond(
        self,
        ref: str,
        progress: str | None = None,
        *,
        by: str = LEAD,
        extension: date | None = None,
        evidence: str | None = None,
    ) -> answers.Answered:
        """The lead's answer of today, with a file of evidence where a text for it is given."""
        said = Said(
            progress=ResponseKind(progress) if progress else None,
            extension_until=extension,
            reason="staff are away" if extension else None,
        )
        files = []
        if evidence is not None:
            files = [self.office.settings.home / "evidence.txt"]
            files[0].write_text(evidence, encoding="utf-8")
        return answers.respond(self.office, f"{REVIEW}/{ref}", said, by=by, evidence=files)

    def decide(
        self, ref: str, kind: str, *, by: str = CHAIR, into: str = "", **facts: Any
    ) -> answers.Answered:
        """Decided today, by the chair between meetings unless the secretary returns evidence."""
        what = Deciding(
            kind=DecisionKind(kind),
            on=self.today,
            chairs_action=by == CHAIR,
            reason="as was discussed",
        )
        other = f"{REVIEW}/{into}" if into else ""
        return decide(self.office, f"{REVIEW}/{ref}", replace(what, **facts), by=by, into=other)

    def decide_review(self, kind: str) -> answers.Answered:
        """Decided today of the whole review, by the chair between meetings."""
        what = Deciding(kind=DecisionKind(kind), on=self.today, chairs_action=True)
        return decide(self.office, REVIEW, what, by=CHAIR)

    def confirm(self, ref: str) -> answers.Answered:
        """The secretary accepts the proposed reading of a date today."""
        return answers.confirm(self.office, f"{REVIEW}/{ref}", by=SECRETARY)

    def meeting(self, day: date) -> None:
        """The committee will meet on a day."""
        enter_meeting(
            self.office.engine, "Review committee", day, self.office.clock.now(), self.today
        )

    def contacts(self, *rows: tuple[str, ...]) -> None:
        """A newer contacts file: Post, Person, Email, From, To."""
        path = self.office.settings.home / "newer.csv"
        write_csv(path, ("Post", "Person", "Email", "From", "To"), rows)
        enter_contacts(self.office.engine, path, self.office.clock.now(), self.today)

    def teams(self, *numbers: int, due: str = "17 September 2010", review: str = REVIEW) -> None:
        """As many teams of the trust, each with an action of its own, entered and not yet told."""
        names = [f"Team {n}" for n in numbers]
        self.contacts(*((n, f"Holder of {n}", address_of(n), "2010-01-01", "") for n in names))
        rows = (row(str(n), due, lead=f"Team {n}") for n in numbers)
        self.import_plan(*rows, review=review)
        self.run(send=False)

    def leaves(self, post: str, last: date) -> None:
        """The first holder of a post leaves it after a day, and nobody follows."""
        self.contacts((post, f"Holder of {post}", address_of(post), "2010-01-01", last.isoformat()))

    # --- What is seen ----------------------------------------------------------------------

    def inbox(self, post: str) -> Inbox:
        """The inbox of an address, or of the first holder of a post."""
        return Inbox(self, post if "@" in post else address_of(post))

    def expect(self, day: date, *posts: str, says: tuple[str, ...] = ()) -> None:
        """By the end of a day each of the posts has had a message that says the words."""
        self.advance(to=day)
        for post in posts:
            self.inbox(post).expect(*says)

    def let_pass(self, *words: str) -> int:
        """Let go of the unread messages that say all the words; how many there were."""
        passed = [p for p in self.unexpected if p.says(*words)]
        self.unexpected = [p for p in self.unexpected if p not in passed]
        return len(passed)

    def why(self, ref: str) -> Why:
        """All that explains an action today."""
        return why(self.office, f"{REVIEW}/{ref}")

    def action(self, ref: str) -> ActionLine:
        """How an action stands today."""
        lines = list_actions(self.office, Filter())
        return next(line for line in lines if line.reference == f"{REVIEW}/{ref}")

    def told(self) -> list[ToldLine]:
        """What the ledger says was told."""
        return told(self.office, BOARD_ID)

    def steps(self, ref: str) -> list[str]:
        """ "E1 2010-09-20": each step of an action with the day it was told to the first-named."""
        lines = [t for t in self.told() if t.action == f"{REVIEW}/{ref}" and t.first]
        return [f"{line.step} {line.told_on}" for line in lines]

    def settings(self, **changed: object) -> None:
        """The same world under other settings; with a mail server's URL, over SMTP."""
        kept = self.office.settings.model_dump(include={"home", "clock", "redirect_to"})
        way = None if "smtp_url" in changed else self.letterbox
        settings = Settings(**(kept | {"mail_rate": 0} | changed))
        self.office = replace(self.office, settings=settings, way=way)

    def end(self) -> None:
        """Nothing unexpected arrived, and the history is whole."""
        left = [f"{post.to}: {post.text[:200]}" for post in self.unexpected]
        assert not left, f"nobody expected {len(left)}: {left}"
        found = verify_history(self.office)
        assert found == [], found
