"""Mistakes put right: an entry of the history struck, never erased.

No flow calls this: people correct.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from sqlmodel import Session

from models import lookup
from models.board_reading import board_facts
from models.chain import chain_end
from models.correcting import (
    conclusion_of,
    decisions_into,
    entries_by_people,
    entry_of,
    line_of,
    record_correction,
    struck_by,
    told_because,
)
from models.database import writing
from models.day_writing import ask_on
from models.effects_writing import When
from models.history import History
from models.rules import corrections as rules
from models.rules.date_words import day_words
from models.rules.facts import BoardFacts
from models.rules.progress import Actor, NotAllowed, refuse_not_secretary
from models.striking import Striking
from models.striking_rows import Made
from models.withdrawal_writing import withdraw_for
from tasks.acting import actor_of, allowed
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused

BECAUSE = "the entry that it goes back to was struck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """An entry that was struck: its number and word, by which entry, and who had been told."""

    entry: int
    what: str
    action: str
    by_entry: int
    told: tuple[str, ...]


def correct(office: Office, entry: int, reason: str, *, by: str, board: str = "") -> Corrected:
    """Strike an entry of the history: the register is then as if it had not been.

    Who had been told because of it is told once more. Raises Refused where later entries rest on
    it, with the number of the one to strike first; then nothing is changed.
    """
    today = office.clock.today()
    with writing(office.engine) as session:
        found = _entry(session, entry, board)
        known = board_facts(session, found.board_id, today, board_calendar)
        actor = _secretary(session, known, found, by, today)
        allowed(partial(rules.refuse_other, line_of(found), reason))
        made = _strike(session, found, today)
        told = told_because(session, found, made)
        touched = sorted({*made.actions, *([found.action_id] if found.action_id else [])})
        withdrawn = [i for one in touched for i in withdraw_for(session, one, BECAUSE)]
        # An action that is gone is asked once more: who had been told of it is to hear so.
        gone = made.actions - ({found.action_id} if told.posts else set())
        ask_on(session, set(touched) - gone, today)
        by_entry = record_correction(
            session,
            found,
            reason,
            told,
            by=actor,
            when=When(holds_from=today, at=office.clock.now()),
            withdrawn=withdrawn,
        )
        return Corrected(
            entry=found.seq,
            what=found.what,
            action=lookup.reference_of(session, found.action_id) if found.action_id else "",
            by_entry=by_entry,
            told=tuple(known.posts[post].name for post in told.posts),
        )


def _entry(session: Session, seq: int, board: str) -> History:
    """The entry of that number; where there are several boards, in the one that is named."""
    ids = {row.name: row.board_id for row in lookup.board_rows(session)}
    if board and board not in ids:
        raise Refused(f"--board {board}: the register knows {', '.join(ids)}.")
    if not board and len(ids) > 1:
        raise Refused(f"Each board has its own numbers: name one with --board: {', '.join(ids)}.")
    board_id = ids[board] if board else next(iter(ids.values()))
    chain_end(session, board_id)
    found = entry_of(session, board_id, seq)
    if found is None:
        raise Refused(f"There is no entry {seq}; `matters history` lists them.")
    struck = struck_by(session, found)
    if struck is not None:
        raise Refused(f"Entry {seq} was struck on {day_words(struck.holds_from)} already.")
    return found


def _secretary(session: Session, board: BoardFacts, entry: History, by: str, day: date) -> Actor:
    """Who strikes it: the secretary of the committee that oversees the action, or of any."""
    committees = lookup.committees_over(session, entry.action_id) or tuple(board.committees)
    secretaries = [board.committees[one].secretary_id for one in committees]
    actor = actor_of(session, board, by, day, prefer=secretaries)
    mine = next((c for c in committees if board.committees[c].secretary_id in actor.post_ids), None)
    asked = committees[0] if mine is None else mine
    allowed(partial(refuse_not_secretary, asked, actor, board, "corrects the register"))
    return actor


def _strike(session: Session, entry: History, today: date) -> Made:
    """What an entry made, taken back; what came after it is put to the rules again."""

    @cache
    def board_on(day: date) -> BoardFacts:
        return board_facts(session, entry.board_id, day, board_calendar)

    striking = Striking(session=session, day=today, board_on=board_on)
    if entry.action_id is None:
        return striking.take_back(entry)
    _refuse_concluded(session, entry)
    others = [e for e in entries_by_people(session, [entry.action_id]) if e.seq != entry.seq]
    striking.standing = [e for e in others if e.seq < entry.seq]
    later = [e for e in others if e.seq > entry.seq]
    for one in later:
        allowed(partial(rules.refuse_built_on, line_of(entry), line_of(one)))
    for one in reversed(later):
        striking.take_back(one)
    made = striking.take_back(entry)
    _refuse_parts(session, entry, made)
    for one in later:
        _again(striking, entry, one)
    return made


def _again(striking: Striking, entry: History, one: History) -> None:
    try:
        striking.do_again(one)
    except NotAllowed as error:
        refusal = rules.refuse_first(line_of(entry), line_of(one), str(error))
        raise Refused(str(refusal)) from None


def _refuse_parts(session: Session, entry: History, made: Made) -> None:
    """What was said of the parts since they were split off, or of an action that was added.

    What was superseded by one of them would be closed, and nothing carry it on.
    """
    others = made.actions - {entry.action_id or 0}
    for one in (*entries_by_people(session, others), *decisions_into(session, made.actions)):
        allowed(partial(rules.refuse_built_on, line_of(entry), line_of(one)))


def _refuse_concluded(session: Session, entry: History) -> None:
    review_id = lookup.review_of(session, entry.action_id or 0)
    concluded = (
        conclusion_of(session, review_id) if lookup.concluded_on(session, review_id) else None
    )
    if concluded is not None and concluded.seq > entry.seq:
        because = "the review was concluded on all that stands"
        raise Refused(str(rules.refuse_first(line_of(entry), line_of(concluded), because)))
