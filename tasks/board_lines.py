"""The lines of a letter that belong to no action: a vacancy, a pack, the secretary's day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from models.held_news import NewsLine
from models.rules.board_notices import ADDENDUM, addendum_number
from models.rules.circulation import (
    Enclosure,
    Packed,
    carried,
    carried_words,
    editions_for,
)
from models.rules.date_words import day_words
from models.rules.facts import BoardFacts, CommitteeFacts, PackFacts
from models.rules.letters import Line
from models.rules.outbox import Waiting
from models.rules.vacancies import vacant_words
from models.rules.wording import Occasion, Reader, answer_by, wanted, why
from models.rules.words import Edition, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Of:
    """A notice of no action, with the board and the day it is told of.

    `packed` are the files that may go with it, `before` those that go with its message already.
    """

    board: BoardFacts
    notice: Waiting
    as_of: date
    packed: Packed = field(default_factory=dict)
    before: tuple[Enclosure, ...] = ()


def board_lines(of: Of, news: Sequence[NewsLine]) -> Iterator[Line]:
    """What a notice of V, P or S says: one line, or one for each thing that is new."""
    if of.notice.step is Step.S:
        yield from (_news(of, one) for one in news)
    elif of.notice.step is Step.P:
        yield _pack(of)
    else:
        yield _vacancy(of)


def committee_of(board: BoardFacts, notice: Waiting) -> CommitteeFacts:
    """The committee that a notice of no action concerns: its secretary's, its pack's, the first."""
    pack = _pack_facts(board, notice)
    if pack is not None:
        return board.committees[pack.committee_id]
    post = notice.answers_for
    every = board.committees.values()
    return next((c for c in every if c.secretary_id == post), next(iter(every)))


def _pack_facts(board: BoardFacts, notice: Waiting) -> PackFacts | None:
    if notice.step is not Step.P:
        return None
    return next((p for p in board.packs if notice.cause.startswith(f"k{p.pack_id}-")), None)


def _news(of: Of, one: NewsLine) -> Line:
    return Line(
        step=Step.S,
        action_id=one.action_id,
        reference=one.reference,
        short_title="",
        agency="",
        date_words="",
        wanted=one.words,
        why=_why(of, Occasion(step=Step.S, reader=Reader.SECRETARY, as_of=of.as_of)),
        standing="",
        part=one.part,
    )


def _vacancy(of: Of) -> Line:
    words = vacant_words(of.board, of.notice.cause, of.as_of)
    said = of.notice.reason
    occasion = Occasion(step=Step.V, reader=Reader.BOARD_MEMBER, as_of=of.as_of, vacant_post=words)
    return _line(of, occasion, words, f"{said[:1].upper()}{said[1:]}.")


def _pack(of: Of) -> Line:
    pack = _pack_facts(of.board, of.notice)
    meeting_on = pack.meeting_on if pack else None
    issued = of.notice.cause.endswith("-issued")
    addendum = addendum_number(of.notice.cause)
    occasion = Occasion(
        step=Step.P,
        reader=Reader.MEMBER if issued or addendum else Reader.SECRETARY,
        as_of=of.as_of,
        meeting_on=meeting_on,
        issued=issued,
        addendum=addendum,
    )
    reference = f"the meeting on {day_words(meeting_on)}" if meeting_on else "the next meeting"
    line = _line(of, occasion, reference, "")
    return _enclosing(of, line, pack) if pack and occasion.reader is Reader.MEMBER else line


def _enclosing(of: Of, line: Line, pack: PackFacts) -> Line:
    """The line with the files of what was issued, or where they stand, as the board prefers."""
    rules, committee = of.board.policy.pack, of.board.committees[pack.committee_id]
    editions = _editions(of, committee)
    most = rules.files_mb if rules.circulate == "files" else 0
    said = carried(of.packed.get(pack.pack_id, ()), editions, most, of.before)
    folder = rules.shared_folder if set(editions) - {Edition.PUBLIC} else ""
    ask = of.board.posts[committee.secretary_id].name
    words = carried_words(said, ask, folder)
    return replace(line, files=said.files, enclosed=words, folder_url=folder)


def _editions(of: Of, committee: CommitteeFacts) -> tuple[str, ...]:
    """Which files the reader may have: of the pack, or of the addendum where it tells of one."""
    notice = of.notice
    may_have = editions_for(notice.post_id, notice.for_post_id, committee, of.board)
    addendum = addendum_number(notice.cause)
    if not addendum:
        return may_have
    # An addendum is marked as the restricted edition is.
    return (f"{ADDENDUM}-{addendum}",) if Edition.RESTRICTED in may_have else ()


def _line(of: Of, occasion: Occasion, reference: str, standing: str) -> Line:
    return Line(
        step=of.notice.step,
        action_id=None,
        reference=reference,
        short_title="",
        agency="",
        date_words="",
        wanted=wanted(occasion),
        wanted_by=answer_by(occasion, of.board.calendar),
        why=_why(of, occasion),
        standing=standing,
        copy=of.notice.copied,
        stand_in_for=of.notice.for_words or None,
    )


def _why(of: Of, occasion: Occasion) -> str:
    return why(occasion, working_days=None, policy=str(of.notice.policy_number))
