"""A board whose reviews, meetings and people come and go for as many years as are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from flows.story.import_plan import import_plan
from tasks.committee import enter_committee, enter_meeting
from tasks.contacts import enter_contacts
from tasks.office import Office, straight
from tasks.plan_asked import Import
from tests.stories.furnished import BOARD_FILE, CONTACTS
from tests.stories.world import HEADINGS, LEAD, MANAGER, row, write_csv

COMMITTEE = "Review committee"
MEETING_MONTHS = (1, 4, 7, 10)
REVIEW_ON = (3, 15)
HANDED_OVER_ON = (9, 2)
TUESDAY = 1
PEOPLE = ("Post", "Agency", "Person", "Email", "Kind", "Deputy", "From", "To")
POLICY = "[retention]\nleavers_months = 24\nmessages_months = 36\npapers_months = 24\n"


@dataclass(frozen=True, slots=True)
class Board:
    """Where its files lie, and the first and last of its days."""

    folder: Path
    first: date
    last: date

    @property
    def policy(self) -> Path:
        """The file of its policy, which lets people and texts go in time."""
        path = self.folder / "policy.toml"
        path.write_text(POLICY, encoding="utf-8")
        return path

    def enter(self, office: Office) -> None:
        """The committee with a meeting each quarter, its people, and a first plan."""
        at, engine = office.clock.now(), office.engine
        file = self.folder / "board.toml"
        file.write_text(BOARD_FILE, encoding="utf-8")
        enter_committee(engine, file, at, self.first)
        self._hold_office(office, {})
        for year in range(self.first.year, self.last.year + 2):
            for day in meetings(year):
                if day > self.first:
                    enter_meeting(engine, COMMITTEE, day, at, self.first)
        self.review(office)

    def changes(self, office: Office) -> None:
        """What a day brings by the calendar: a new review each spring, a new lead each autumn."""
        today = office.clock.today()
        if (today.month, today.day) == REVIEW_ON:
            self.review(office)
        if (today.month, today.day) == HANDED_OVER_ON:
            self._hold_office(office, {LEAD: today})

    def review(self, office: Office) -> None:
        """A review's plan, whose dates are near, far, of every kind, or none."""
        today = office.clock.today()
        path = write_csv(self.folder / "plan.csv", HEADINGS, plan(today))
        name = f"review-{today:%Y-%m}"
        asked = Import(path=path, review=name, title="A review", agreed_on=today)
        import_plan(straight(office), asked)

    def _hold_office(self, office: Office, since: dict[str, date]) -> None:
        """The people of this year: who holds a post since today has followed somebody."""
        day = office.clock.today()
        rows = [
            (post, agency, *_holder(post, since.get(post)), kind, deputy, _from(since, post), "")
            for post, agency, kind, deputy in CONTACTS
        ]
        path = write_csv(self.folder / "contacts.csv", PEOPLE, rows)
        enter_contacts(office.engine, path, office.clock.now(), day)


def _from(since: dict[str, date], post: str) -> str:
    return since.get(post, date(2009, 1, 5)).isoformat()


def _holder(post: str, since: date | None) -> tuple[str, str]:
    name = f"Holder of {post}" + (f" since {since.year}" if since else "")
    return name, f"{name.lower().replace(' ', '.')}@eastmere.example.org"


def meetings(year: int) -> list[date]:
    """The Tuesday on or after the 15th of each quarter's first month."""
    middle = [date(year, month, 15) for month in MEETING_MONTHS]
    return [day + timedelta(days=(TUESDAY - day.weekday()) % 7) for day in middle]


def plan(day: date) -> list[tuple[str, ...]]:
    """Rows with the dates that plans have, counted from the day."""
    year = day.year
    dates = (
        f"30 June {year}",
        f"31 December {year}",
        f"January {year + 1}",
        f"28 February {year + 2}",
        f"30 June {year + 5}",
        "Quarterly",
        "Annually",
        "Ongoing",
        "To be agreed",
        "On publication of the national guidance",
    )
    leads = (LEAD, MANAGER)
    return [row(str(n), text, lead=leads[n % 2]) for n, text in enumerate(dates, start=1)]
