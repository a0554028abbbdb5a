"""A whole world in the procedure's words: what was so, what people did, which runs took place.

Everything a play of the oracle needs is here, and nothing of the product. Days are plain dates.
On one day things happen in this order: the day's events in the order of the list, the run (which
queues), the sending (which checks causes again, and is accepted, refused or has to wait).

Read as:
- "the first run after": what is recorded on a day is recorded before that day's run.
- "days and times are the board's": an oracle has no hours; on a WD with a run messages leave,
  on any other day nothing does.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tests.oracle.policy import Policy, PolicyChange

Division = Literal["england-and-wales", "scotland", "northern-ireland"]
Kind = Literal[
    # answers: "a lead updates progress, forecasts, submits evidence, asks for an extension,
    # says 'not mine'"
    "progress",
    "forecast",  # until: the forecast day
    "evidence",
    "ask-extension",  # until: the day asked for
    "not-mine",
    # Decisions, "the committee decides ... the chair may do the same between meetings"
    "accept",
    "return",  # of evidence, or of an extension request; the secretary may return evidence
    "extend",  # until: "to a day after the decision"
    "set-date",  # until: the new due date
    "priority-high",
    "priority-normal",
    "interval",  # months: "until the committee sets another interval"
    "hold",  # until: "the last day held"
    "not-implemented",
    "superseded",
    "outside-control",
    "reopen",  # until: "reopen (with a date)"
    "impact-held",
    "await-trigger",  # "only once a decision names the event and a review day" (until)
    "undate",  # the action loses its date: U40, "or last lost its date"
    # the secretary's
    "silence",  # until: the last day silenced
    "change-lead",  # posts: the new leads in order
    "correct",  # strikes: the place in `Scenario.events` of the entry struck
    "release",  # run_on: the day of the held run
    "refuse",  # run_on
    "resume",  # run_on: "not due again until the secretary says so"
    # packs: run_on is the meeting's day
    "approve-pack",
    "issue-pack",
]
ANSWERS = frozenset({"progress", "forecast", "evidence", "ask-extension", "not-mine"})
CLOSURES = frozenset({"accept", "not-implemented", "superseded", "outside-control"})
DECISIONS = CLOSURES | {
    "return",
    "extend",
    "set-date",
    "priority-high",
    "priority-normal",
    "interval",
    "hold",
    "reopen",
    "impact-held",
    "await-trigger",
    "undate",
}


@dataclass(frozen=True)
class Tenure:
    """A person holds a post from a day to a day, both included."""

    person: str
    first: date
    last: date | None = None


@dataclass(frozen=True)
class Post:
    """ "The person to tell": a post, who holds it when, and its deputy (another post's name)."""

    name: str
    agency: str | None = None  # none for posts of the board and its committee
    tenures: tuple[Tenure, ...] = ()
    deputy: str | None = None


@dataclass(frozen=True)
class Refusal:
    """Rule 7: "a permanent refusal ... makes the address undeliverable until it is changed or a
    person clears it". What leaves for the person in these days (both included) is refused.
    """

    person: str
    first: date
    last: date
    cleared_on: date | None = None  # the first day the address is good again


@dataclass(frozen=True)
class Meeting:
    """ "For a meeting on day m"; "only meetings known on the day of a run count"."""

    on: date
    known_from: date
    cancelled_on: date | None = None
    takes_pack: bool = False


@dataclass(frozen=True)
class Board:
    """A board, its one committee, and the posts of both, by name."""

    secretary: str
    chair: str
    members: tuple[str, ...] = ()
    independent_chair: str | None = None
    division: Division = "england-and-wales"
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True)
class Agency:
    """An agency and the posts the ladder knows in it, by name; none where it has no such post."""

    name: str
    safeguarding_lead: str | None = None
    board_member: str | None = None
    chief_officer: str | None = None


@dataclass(frozen=True)
class Action:
    """One action as its plan entered it."""

    reference: str
    agency: str  # of its section: "a post the contacts do not name", "no lead named"
    leads: tuple[str, ...]  # "the first lead named is accountable", the others contributors
    entered_on: date
    due: date | None = None  # dated where there is one
    recurring: bool = False  # else "date to be agreed"
    months: int = 3  # "quarterly until the committee sets another interval"
    high_priority: bool = False  # rule 9: "set by decision or by the plan"
    own: bool = False  # rule 13: "the board's own actions"
    follow_from: date | None = None  # rule 3: "nothing is told before it"
    revised: bool = False  # slipped: "revised in the plan"


@dataclass(frozen=True)
class Event:
    """One thing a person recorded on a day. Its place in `Scenario.events` is its name."""

    on: date
    kind: Kind
    action: str = ""  # a reference; empty for runs and packs
    until: date | None = None
    months: int = 3
    posts: tuple[str, ...] = ()
    strikes: int | None = None
    run_on: date | None = None


@dataclass(frozen=True)
class Scenario:
    """A world from its first day to its last. `events` stand in the order of their days."""

    first_day: date
    last_day: date
    board: Board
    posts: tuple[Post, ...]
    agencies: tuple[Agency, ...]
    actions: tuple[Action, ...]
    events: tuple[Event, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    no_run: frozenset[date] = field(
        default_factory=frozenset
    )  # our outages: nothing runs or leaves
    no_server: frozenset[date] = field(default_factory=frozenset)  # nothing is accepted that day
    policy: Policy = field(default_factory=Policy)
    policy_changes: tuple[PolicyChange, ...] = ()
    # Nothing is accepted that day for the person: the server puts it off to another one.
    put_off: frozenset[tuple[date, str]] = field(default_factory=frozenset)
