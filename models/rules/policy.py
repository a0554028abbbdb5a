"""The numbers of the procedure: what a board leaves out has the default of procedure.md."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.rules.words import REMINDERS, Priority, Step

ASSURED_DOMAINS = (
    "gov.uk",
    "nhs.net",
    "nhs.uk",
    "police.uk",
    "cjsm.net",
    "gov.scot",
    "gov.wales",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRules:
    """Closure days as MM-DD, both included; a period may run over the new year.

    `division` is whose bank holidays the board has come to keep, in place of its first file's.
    """

    division: str = ""
    closed: tuple[tuple[str, str], ...] = (("12-24", "01-01"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Messages leave on WDs from `first` up to `last`, in the board's own time."""

    first: str = "07:00"
    last: str = "19:00"
    zone: str = "Europe/London"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """WDs before the due date (R20, R5, R0), the monthly list (M), and what recurs (C, I6, I12)."""

    normal: tuple[int, int, int] = (20, 5, 0)
    high: tuple[int, int, int] = (10, 3, 0)
    month_days_ahead: int = 45
    month_late_wd: int = 5
    list_covers_wd: int = 5
    checkpoint_months: int = 3
    checkpoint_late_wd: int = 20
    impact_months: tuple[int, int] = (6, 12)
    impact_late_wd: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """WDs after the due date (E1 to E5), and the pauses that keep the pace."""

    normal: tuple[int, int, int, int, int] = (1, 5, 10, 20, 40)
    high: tuple[int, int, int, int, int] = (1, 3, 5, 10, 20)
    after_entry_wd: int = 5
    after_stop_wd: int = 5
    cutoff_after_e3_wd: int = 5
    extension_wait_wd: int = 20
    no_date_wd: int = 40
    after_change_wd: int = 5
    silence_wd: int = 20
    undecided: tuple[int, int] = (10, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRules:
    """When an action is due soon (WD) and when an update is overdue (calendar days)."""

    due_soon_wd: int = 20
    update_days: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class StormGuard:
    """When a run is held: more messages than this, or than so many times the usual; 0 is off."""

    messages: int = 200
    times_usual: int = 5
    at_least: int = 25
    runs_before: int = 20
    runs_counted: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGate:
    """Keeps escalations for the secretary to release; off by default."""

    on: bool = False
    stages: tuple[str, ...] = ("E4", "E5")
    release_after_wd: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The last day of each school term: MM-DD of any year, and `ends` of the years they name."""

    autumn: str = "12-31"
    spring: str = "04-30"
    summer: str = "08-31"
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """The words for a post and for an organisation that a board adds to those of plan_offices."""

    posts: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRules:
    """WDs before a meeting (freeze, draft, issue), how long what is printed may be, and how a pack
    goes round: with its files, up to so many megabytes a message, or with the address of a folder.
    """

    freeze_wd: int = 10
    draft_wd: int = 8
    issue_wd: int = 6
    printed_actions: int = 500
    circulate: str = "files"
    files_mb: int = 10
    shared_folder: str = ""

    @property
    def cutoff_days(self) -> tuple[int, int, int]:
        """The three, as `calendar.cutoffs` takes them."""
        return self.freeze_wd, self.draft_wd, self.issue_wd


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """After how many months names and addresses of leavers, messages' texts, and working papers
    (files of plans, pages of imports and rehearsals) go; 0 is never.
    """

    leavers_months: int = 0
    messages_months: int = 0
    papers_months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One numbered version of a board's policy; number 0 is the default, never adopted."""

    number: int = 0
    words: dict[str, str] = field(default_factory=dict)
    calendar: CalendarRules = CalendarRules()
    hours: Hours = Hours()
    reminders: Reminders = Reminders()
    ladder: Ladder = Ladder()
    standing: StandingRules = StandingRules()
    storm_guard: StormGuard = StormGuard()
    review_gate: ReviewGate = ReviewGate()
    headings: dict[str, list[str]] = field(default_factory=dict)
    terms: Terms = Terms()
    offices: Offices = Offices()
    assured_domains: tuple[str, ...] = ASSURED_DOMAINS
    markings: tuple[str, ...] = ("OFFICIAL-SENSITIVE", "OFFICIAL")
    pack: PackRules = PackRules()
    retention: Retention = Retention()

    def reminder_days(self, priority: Priority) -> dict[Step, int]:
        """WDs before the due date for each reminder (rule 9)."""
        days = self.reminders.high if priority is Priority.HIGH else self.reminders.normal
        return dict(zip(REMINDERS, days, strict=True))

    def stage_days(self, priority: Priority) -> tuple[int, int, int, int, int]:
        """WDs after the due date for E1 to E5 (rules 3 and 9)."""
        return self.ladder.high if priority is Priority.HIGH else self.ladder.normal
