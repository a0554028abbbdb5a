"""A notice of an action as `matters why` tells it: as it stood on a day, and why it is held."""

from __future__ import annotations

from datetime import date

from models.history_reading import NoticeLine
from models.rules.facts import BoardFacts
from models.rules.holding import held_words
from models.rules.step_words import STEP_CLAUSES
from models.rules.words import NoticeState, Step
from tasks.explained import Told


def held(notice: NoticeLine, board: BoardFacts, day: date) -> str:
    """Why a notice that waits has not left yet; empty unless it is held."""
    let_go = notice.released_on is not None and notice.released_on <= day
    days = (notice.told_on, notice.refused_on)
    waits = notice.state is NoticeState.WAITING or any((one or day) > day for one in days)
    if notice.held_on is None or let_go or not waits:
        return ""
    whole_run = notice.run_held_on is not None
    which = str(notice.run_id) if whole_run else f"n{notice.first_id}"
    return held_words(notice.held_on, board, which, whole_run=whole_run)


def joined(*words: str) -> str:
    """The words that there are, with semicolons between them."""
    return "; ".join(filter(None, words))


def told_line(notice: NoticeLine, board: BoardFacts, day: date) -> Told:
    """A notice as it stood on a day: what was told or kept back later was on its way."""
    told_on = notice.told_on if notice.told_on is None or notice.told_on <= day else None
    on_its_way = told_on != notice.told_on or (notice.refused_on or day) > day
    withdrawn_because = None if on_its_way else notice.withdrawn_because
    vacant = board.posts[notice.for_post_id].name if notice.for_post_id else notice.for_words
    return Told(
        step=notice.step.value,
        to=board.posts[notice.post_id].name,
        state=NoticeState.WAITING.value if on_its_way else notice.state.value,
        told_on=told_on,
        recorded_on=notice.recorded_on,
        reason=withdrawn_because or joined(notice.reason, held(notice, board, day)),
        policy=notice.policy,
        copy=notice.copied,
        instead_of=vacant,
        clause=_clause(notice, board),
    )


def _clause(notice: NoticeLine, board: BoardFacts) -> str:
    """The clause of the procedure by which it was told; the secretary's list has one of its own."""
    secretaries = {one.secretary_id for one in board.committees.values()}
    if notice.step is Step.M and notice.post_id in secretaries:
        return "4.3"
    return STEP_CLAUSES[notice.step]
