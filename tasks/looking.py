"""What people look up: a list of actions, why an action stands as it does, its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from models import lookup
from models.action_reading import action_facts, all_of, some
from models.board_reading import board_facts, board_ids
from models.chain import verify
from models.database import reading
from models.history_reading import HistoryLine, entries, lines, notices_of
from models.letter_reading import ActionWords, action_words
from models.rules.contacts import match_key
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.ladder import StepView, Verdict, view
from models.rules.recipients import lead_agency
from models.rules.rehearsal import coming
from models.rules.standing import stands
from models.rules.words import Brag, Standing
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused

A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One action of a list, as of a day."""

    reference: str
    title: str
    agency: str
    leads: tuple[str, ...]
    due_on: date | None
    original_due_on: date | None
    standing: Standing
    brag: Brag
    progress: str
    slips: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which actions are wanted; what is empty lets all through."""

    review: str = ""
    lead: str = ""
    agency: str = ""
    standing: Standing | None = None

    def lets(self, line: ActionLine) -> bool:
        """True of a line that is wanted."""
        return (
            (not self.review or line.reference.startswith(f"{self.review}/"))
            and (not self.lead or match_key(self.lead) in map(match_key, line.leads))
            and (not self.agency or match_key(self.agency) == match_key(line.agency))
            and (self.standing is None or line.standing is self.standing)
        )


def list_actions(office: Office, wanted: Filter, as_of: date | None = None) -> list[ActionLine]:
    """The actions that are wanted, in plan order, as they stand on a day.

    Raises Refused for a review, post or agency that the register does not know.
    """
    day = as_of or office.clock.today()
    found: list[ActionLine] = []
    posts: set[str] = set()
    agencies: set[str] = set()
    with reading(office.engine) as session:
        for board_id in board_ids(session):
            board = board_facts(session, board_id, day, board_calendar)
            posts |= {match_key(post.name) for post in board.posts.values()}
            agencies |= {match_key(name) for name in board.agencies.values()}
            words = action_words(session, all_of(board_id))
            actions = action_facts(session, all_of(board_id), day)
            found += [_line(a, board, words[a.action_id], day) for a in actions]
    reviews = {line.reference.partition("/")[0] for line in found}
    _refuse_unknown("--review", wanted.review, wanted.review in reviews)
    _refuse_unknown("--lead", wanted.lead, match_key(wanted.lead) in posts)
    _refuse_unknown("--agency", wanted.agency, match_key(wanted.agency) in agencies)
    return [line for line in found if wanted.lets(line)]


def _refuse_unknown(option: str, word: str, known: bool) -> None:  # noqa: FBT001 - a plain fact
    """A word that the register does not know is a slip of the pen, not an empty list."""
    if word and not known:
        raise Refused(f"{option} {word}: the register does not know it.")


def _line(action: ActionFacts, board: BoardFacts, words: ActionWords, day: date) -> ActionLine:
    reading_ = stands(action, board.calendar, board.policy, day)
    return ActionLine(
        reference=action.reference,
        title=words.short_title,
        agency=board.agencies.get(lead_agency(action, board), ""),
        leads=tuple(board.posts[lead].name for lead in action.leads),
        due_on=action.due_on,
        original_due_on=action.original_due_on,
        standing=reading_.standing,
        brag=reading_.brag,
        progress=action.progress.value,
        slips=action.slips,
        why=reading_.why,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One notice of an action's ledger, in words."""

    step: str
    to: str
    state: str
    told_on: date | None
    recorded_on: date
    reason: str
    policy: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """All that explains an action as of a day."""

    line: ActionLine
    as_written: str
    read_as: str
    told: tuple[Told, ...]
    held_back: tuple[StepView, ...]
    next_steps: tuple[StepView, ...]


def why(office: Office, reference: str, as_of: date | None = None) -> Why:
    """How an action's date was read, how it stands, what was told, held back, and comes next.

    Raises Refused for a reference that is not in the register.
    """
    day = as_of or office.clock.today()
    with reading(office.engine) as session:
        row = lookup.find_action(session, reference)
        if row is None:
            raise Refused(f"There is no action {reference}; `matters actions` lists them.")
        end = day + A_YEAR
        board = board_facts(session, row.board_id, day, board_calendar, until=end)
        chosen = some([row.action_id])
        (action,) = action_facts(session, chosen, day)
        words = action_words(session, chosen)[row.action_id]
        told = _told(session, board, row.action_id, day)
    views = view(action, board, day)
    return Why(
        line=_line(action, board, words, day),
        as_written=action.version.as_written,
        read_as=action.version.read_as,
        told=told,
        held_back=tuple(v for v in views if v.verdict in (Verdict.HELD_BACK, Verdict.PASSED_OVER)),
        next_steps=_waiting(views) + coming(action, board, day, end),
    )


def _waiting(views: Iterable[StepView]) -> tuple[StepView, ...]:
    return tuple(v for v in views if v.verdict is Verdict.WAITING)


def _told(session: Session, board: BoardFacts, action_id: int, day: date) -> tuple[Told, ...]:
    return tuple(
        Told(
            step=n.step.value,
            to=board.posts[n.post_id].name,
            state=n.state.value,
            told_on=n.told_on,
            recorded_on=n.recorded_on,
            reason=n.withdrawn_because or n.reason,
            policy=n.policy,
        )
        for n in notices_of(session, action_id, day)
    )


def history(
    office: Office, reference: str = "", recorded_by: date | None = None
) -> list[HistoryLine]:
    """The history's entries, of one action or of all, as they were known on a day."""
    with reading(office.engine) as session:
        action_id = None
        if reference:
            row = lookup.find_action(session, reference)
            if row is None:
                raise Refused(f"There is no action {reference}; `matters actions` lists them.")
            action_id = row.action_id
        return lines(session, action_id, recorded_by)


def verify_history(office: Office) -> list[str]:
    """A sentence for each board whose history does not fit together; none where all do."""
    faults = []
    with reading(office.engine) as session:
        for board_id in board_ids(session):
            fault = verify(entries(session, board_id))
            if fault is not None:
                faults.append(fault)
    return faults
