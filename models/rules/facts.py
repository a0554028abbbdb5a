"""What the rules are told: frozen facts, read in bulk from the register.

Ids are the register's own. A day range is half open: `until_on` is the first day after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.rules.calendar import Calendar
from models.rules.policy import Policy
from models.rules.quick import quickly_made
from models.rules.records import Decided, Struck
from models.rules.words import (
    Channel,
    DateState,
    DecisionKind,
    NoticeState,
    PostKind,
    Priority,
    Progress,
    Step,
    StopKind,
    VersionCause,
)


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of an action's due date; a new one starts a new ladder (rule 11)."""

    version_id: int
    number: int
    from_on: date
    cause: VersionCause
    state: DateState
    due_on: date | None = None
    as_written: str = ""
    read_as: str = ""
    # When one looks again at an action that waits for an event.
    review_on: date | None = None
    recorded_on: date | None = None

    @property
    def known_on(self) -> date:
        """The day it was known: a day may be told of later."""
        return max(self.from_on, self.recorded_on or self.from_on)

    @property
    def key(self) -> str:
        """The cause of the notices that this version gives rise to."""
        return f"v{self.version_id}"


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A period in which steps are not told (rule 10); open where `until_on` is None.

    A closure that a plan recorded awaits adoption until the committee resolves on it.
    """

    kind: StopKind
    from_on: date
    until_on: date | None = None
    closed_as: Progress | None = None
    awaits_adoption: bool = False
    stop_id: int = 0
    recorded_on: date | None = None

    @property
    def key(self) -> str:
        """The cause of the notices that this stop gives rise to."""
        return f"s{self.stop_id}"

    @property
    def known_on(self) -> date:
        """The day it was known: a day may be told of later."""
        return max(self.from_on, self.recorded_on or self.from_on)

    def covers(self, day: date) -> bool:
        """True from the day it began to the day before it ended."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger: a step, for one cause, to one post."""

    step: Step
    cause: str
    post_id: int
    person_id: int
    first: bool
    state: NoticeState
    recorded_on: date
    told_on: date | None = None
    for_post_id: int | None = None
    # Whom a stand-in was told for; the only trace where no post was named that could be vacant.
    for_words: str = ""
    copy: bool = False
    # Withdrawn because a person kept it back: the step is not due again until they say so.
    refused: bool = False
    # Kept back once, and released since: nothing holds it a second time.
    let_go: bool = False
    # Withdrawn because the address refused it for good (rule 7).
    bounced: bool = False

    @property
    def answers_for(self) -> int:
        """The post the step was meant for, where another stood in for it."""
        return self.for_post_id or self.post_id


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """All that the rules need to know of one action, as of a day."""

    action_id: int
    reference: str
    review_id: int
    committee_id: int
    agency_id: int
    entered_on: date
    leads: tuple[int, ...]
    version: Version
    original_due_on: date | None
    slips: int = 0
    board_own: bool = False
    priority: Priority = Priority.NORMAL
    progress: Progress = Progress.NOT_STARTED
    follow_from: date | None = None
    forecast_on: date | None = None
    responded_on: date | None = None
    # The day the action was entered without a date or last lost it; else its version's first day.
    undated_since: date | None = None
    stops: tuple[Stop, ...] = ()
    ledger: tuple[Entry, ...] = ()
    # Every version that has held, the current one last.
    versions: tuple[Version, ...] = ()
    # In the order of their days, without those that were struck.
    decisions: tuple[Decided, ...] = ()
    struck: tuple[Struck, ...] = ()
    # The day on which the action's own entry was struck; None for what is in the register.
    struck_on: date | None = None

    @property
    def due_on(self) -> date | None:
        """The current due date: a calendar date that is never rolled."""
        return self.version.due_on

    @property
    def counted_from(self) -> date:
        """The day of entry, or the follow-from day given at import (rule 3)."""
        return max(self.entered_on, self.follow_from or self.entered_on)

    def stopped(self, day: date, *kinds: StopKind) -> Stop | None:
        """The stop of one of `kinds` that covers `day`, or None."""
        for stop in self.stops:
            if stop.kind in kinds and stop.covers(day):
                return stop
        return None

    @property
    def interval_months(self) -> int | None:
        """The months between checkpoints that were decided last; None where nobody decided."""
        months = [d.interval_months for d in self.decisions if d.kind is DecisionKind.INTERVAL]
        return months[-1] if months else None

    def decided(self, *kinds: DecisionKind) -> tuple[Decided, ...]:
        """The decisions of these kinds, in the order of their days."""
        return tuple(d for d in self.decisions if d.kind in kinds)

    def standing_entries(self, step: Step) -> tuple[Entry, ...]:
        """The ledger's lines for a step, without those withdrawn."""
        told = [e for e in self.ledger if e.step is step]
        return tuple([e for e in told if e.state is not NoticeState.WITHDRAWN])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Who holds a post from a day to a day."""

    tenure_id: int
    person_id: int
    from_on: date
    until_on: date | None = None

    def covers(self, day: date) -> bool:
        """True while the person holds the post."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    """A post of an agency or of the board; plans name posts, messages go to holders."""

    post_id: int
    name: str
    agency_id: int | None
    kind: PostKind
    deputy_id: int | None = None
    channel: Channel = Channel.EMAIL
    teams_secret: str | None = None
    tenures: tuple[Tenure, ...] = ()

    def holder(self, day: date) -> Tenure | None:
        """Who holds the post on `day`; None where it is vacant."""
        for tenure in reversed(self.tenures):
            if tenure.covers(day):
                return tenure
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """A meeting of a committee, with the freeze of its papers."""

    meeting_id: int
    on: date
    freeze_on: date
    takes_pack: bool = False
    # From when to when it was known and stood; None for all along, and for still.
    entered_on: date | None = None
    cancelled_on: date | None = None

    def counts_on(self, day: date) -> bool:
        """True of a meeting that was known on a day and stood."""
        known = self.entered_on is None or self.entered_on <= day
        return known and (self.cancelled_on is None or day < self.cancelled_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeFacts:
    """A standing committee: its secretary, chair, members and meetings, earliest first."""

    committee_id: int
    name: str
    secretary_id: int
    chair_id: int
    member_ids: tuple[int, ...] = ()
    meetings: tuple[MeetingFacts, ...] = ()
    called_off: tuple[MeetingFacts, ...] = ()

    def next_meeting(self, day: date) -> MeetingFacts | None:
        """The first meeting on or after `day` that is known."""
        return next((m for m in self.meetings if m.on >= day), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFacts:
    """A pack of a committee, as far as its people are told of it (step P).

    `addenda` are the days of its addenda, in the order of their numbers from 1.
    """

    pack_id: int
    committee_id: int
    meeting_on: date
    issue_by: date
    approved_on: date | None = None
    issued_on: date | None = None
    addenda: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new for a committee's secretary since their last S, in counts."""

    answers: int = 0
    exceptions: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFacts:
    """A board as of a day: calendar, policy, posts, agencies and committees.

    `ledger` has the lines that belong to no action, `refused_on` the day on which a person's
    address was refused, `news` what is new by committee.
    """

    board_id: int
    name: str
    calendar: Calendar
    policy: Policy
    posts: Mapping[int, PostFacts]
    committees: Mapping[int, CommitteeFacts]
    agencies: Mapping[int, str] = field(default_factory=dict)
    independent_chair_id: int | None = None
    accountable_body: str = ""
    undeliverable: frozenset[int] = frozenset()
    unaddressed: frozenset[int] = frozenset()
    # The days before the one asked about on which a run looked at the board, in the same month.
    month_runs: tuple[date, ...] = ()
    # What held before the policy was last changed; a change before that one is that board's own.
    change: PolicyChange | None = None
    refused_on: Mapping[int, date] = field(default_factory=dict)
    ledger: tuple[Entry, ...] = ()
    packs: tuple[PackFacts, ...] = ()
    news: Mapping[int, News] = field(default_factory=dict)
    # What the runs that sent any sent, the latest first; None where no run is held (a rehearsal).
    sent: tuple[int, ...] | None = None
    _of_kind: dict[tuple[int | None, PostKind], PostFacts] = field(
        init=False, repr=False, compare=False
    )
    # What the rules have worked out for whoever asks again: the reminders of a due date; whether
    # the lists of a start are made on a day; when the first list will name what is due on a day.
    reminder_days: dict[tuple[Priority, date], dict[Step, date]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    list_days: dict[tuple[date, date], bool] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    next_lists: dict[tuple[date, date], date] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Find each agency's posts of a kind once: they are asked for with every action."""
        found: dict[tuple[int | None, PostKind], PostFacts] = {}
        for post in self.posts.values():
            found.setdefault((post.agency_id, post.kind), post)
        object.__setattr__(self, "_of_kind", found)

    def post(self, post_id: int | None) -> PostFacts | None:
        """A post by its number; None where a step is meant for one that does not exist."""
        return self.posts.get(post_id) if post_id is not None else None

    def post_of(self, agency_id: int, kind: PostKind) -> PostFacts | None:
        """The agency's post of a kind: the first one entered; None where there is none."""
        return self._of_kind.get((agency_id, kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange:
    """The day on which a policy was changed, and the board as it was under the one before."""

    on: date
    before: BoardFacts
