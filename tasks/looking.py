"""What people look up: a list of actions, and the history."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from models import lookup
from models.action_reading import action_facts
from models.board_reading import board_facts, board_ids
from models.choosing import Of, actions_of, leads_of
from models.database import reading
from models.history_checking import faults_of, hash_at, head_of
from models.history_reading import HistoryLine, lines
from models.letter_reading import ActionWords, action_words
from models.rules.contacts import match_key
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.recipients import lead_agency
from models.rules.standing import stands
from models.rules.words import Brag, Standing
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused

# More digits are no number of the register's: its database has none so large.
NUMBER = re.compile(r"[0-9]{1,18}")
MARK = re.compile(r"[0-9a-f]{64}")


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
    with reading(office.engine) as session:
        boards = board_ids(session)
        among = {board_id: _among(session, board_id, wanted) for board_id in boards}
        review = lookup.review_board(session, wanted.review) if wanted.review else None
        _refuse_unknown("--review", wanted.review, review is not None)
        _refuse_unknown("--lead", wanted.lead, any(of.post_id for of in among.values()))
        _refuse_unknown("--agency", wanted.agency, any(of.agency_id for of in among.values()))
        lines = [
            line
            for board_id, of in among.items()
            if not _is_elsewhere(wanted, of)
            for line in _lines(session, board_id, replace(of, review_id=review and review[0]), day)
        ]
    return [line for line in lines if wanted.lets(line)]


def _among(session: Session, board_id: int, wanted: Filter) -> Of:
    """The board's post and agency of which actions are wanted."""
    return Of(
        post_id=lookup.post_named(session, board_id, wanted.lead) if wanted.lead else None,
        agency_id=lookup.agency_named(session, board_id, wanted.agency) if wanted.agency else None,
    )


def _is_elsewhere(wanted: Filter, of: Of) -> bool:
    """True of a board that knows nothing of the post or agency that is wanted."""
    return bool((wanted.lead and not of.post_id) or (wanted.agency and not of.agency_id))


def _lines(session: Session, board_id: int, of: Of, day: date) -> list[ActionLine]:
    """The board's actions that may be wanted, in plan order, as they stand on a day."""
    chosen = actions_of(session, board_id, of)
    posts = None if of == Of() else leads_of(chosen)
    board = board_facts(session, board_id, day, board_calendar, chosen=posts)
    words = action_words(session, chosen)
    actions = action_facts(session, chosen, day)
    return [line_of(a, board, words[a.action_id], day) for a in actions if a.entered_on <= day]


def _refuse_unknown(option: str, word: str, known: bool) -> None:  # noqa: FBT001 - a plain fact
    """A word that the register does not know is a slip of the pen, not an empty list."""
    if word and not known:
        raise Refused(f"{option} {word}: the register does not know it.")


def line_of(action: ActionFacts, board: BoardFacts, words: ActionWords, day: date) -> ActionLine:
    """One action of the list, as of a day."""
    reading_ = stands(action, board, day)
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


def history(
    office: Office, reference: str = "", recorded_by: date | None = None
) -> list[HistoryLine]:
    """The history's entries, of one action or of all, as they were known at the end of a day."""
    end = office.clock.end_of(recorded_by) if recorded_by is not None else None
    with reading(office.engine) as session:
        action_id = None
        if reference:
            row = lookup.find_action(session, reference)
            if row is None:
                raise Refused(f"There is no action {reference}; `matters actions` lists them.")
            action_id = row.action_id
        return lines(session, action_id, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The last entry of a board's history: to be written down where nobody can alter it."""

    board: str
    number: int
    hash: str

    @property
    def mark(self) -> str:
        """ "1234:ab12...", as `matters verify --mark` takes it."""
        return f"{self.number}:{self.hash}"


def verify_history(office: Office, marks: Iterable[str] = ()) -> list[str]:
    """A sentence for each fault of a board's history; none where all are whole.

    A mark is the number and the hash of an entry as they were once written down. Raises Refused
    for one that is neither.
    """
    noted = [_mark(mark) for mark in marks]
    faults = []
    with reading(office.engine) as session:
        boards = lookup.board_rows(session)
        for one in boards:
            said = faults_of(session, one.board_id)
            faults += [f"{one.name}: {s}" for s in said] if len(boards) > 1 else said
        known = [(seq, hash_at(session, b.board_id, seq)) for seq, _ in noted for b in boards]
    return faults + [
        f"History entry {seq} is not the one that was written down as {mark}."
        for seq, mark in noted
        if (seq, mark) not in known
    ]


def endings(office: Office, board_id: int | None = None) -> list[Ending]:
    """Where each board's history ends, or one board's."""
    with reading(office.engine) as session:
        boards = [one for one in lookup.board_rows(session) if board_id in (None, one.board_id)]
        found = [(one.name, head_of(session, one.board_id)) for one in boards]
    return [Ending(board=name, number=end.seq, hash=end.hash) for name, end in found if end]


def _mark(text: str) -> tuple[int, str]:
    number, _, noted = text.partition(":")
    if not NUMBER.fullmatch(number) or not MARK.fullmatch(noted):
        raise Refused(f"--mark {text}: it is the number and hash of an entry, such as 12:ab34...")
    return int(number), noted
