"""A notice of an action as `matters why` tells it: as it stood on a day, and why it is held."""

from __future__ import annotations

from datetime import date

from models.history_reading import NoticeLine
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts, Version
from models.rules.holding import held_words
from models.rules.recipients import addressees, is_told_as_well
from models.rules.step_words import LISTED_FOR_SECRETARY, STEP_CLAUSES, step_name
from models.rules.words import DateState, NoticeState, Step, VersionCause
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


def name_of(
    step: Step,
    cause: str,
    due: date | None,
    action: ActionFacts,
    board: BoardFacts,
    *,
    for_secretary: bool = False,
) -> str:
    """What a step is called: of the first date or another, which is a working day or none."""
    states = {one.key: one.state for one in action.versions[1:] if _is_new(one, action)}
    # A date that was struck is no version any more; the first one is never struck alone.
    known = {action.version.key, *(one.key for one in action.versions)}
    struck = DateState.DATED if cause.startswith("v") and cause not in known else None
    return step_name(
        step,
        board_own=action.board_own,
        for_secretary=for_secretary,
        anew=states.get(cause, struck),
        before="" if due is None or board.calendar.is_wd(due) else day_words(due),
    )


def _is_new(version: Version, action: ActionFacts) -> bool:
    """False of a date that an action was entered with, though its plan or its whole had another."""
    revised = version.cause is VersionCause.PLAN_REVISED
    return not revised and version.from_on >= action.entered_on


def told_line(notice: NoticeLine, action: ActionFacts, board: BoardFacts, day: date) -> Told:
    """A notice as it stood on a day: what was told or kept back later was on its way."""
    told_on = notice.told_on if notice.told_on is None or notice.told_on <= day else None
    on_its_way = told_on != notice.told_on or (notice.refused_on or day) > day
    withdrawn_because = None if on_its_way else notice.withdrawn_because
    vacant = board.posts[notice.for_post_id].name if notice.for_post_id else notice.for_words
    own = _is_secretary_list(notice, action, board)
    dues = {version.key: version.due_on for version in action.versions}
    return Told(
        step=notice.step.value,
        name=name_of(
            notice.step, notice.cause, dues.get(notice.cause), action, board, for_secretary=own
        ),
        to=board.posts[notice.post_id].name,
        state=NoticeState.WAITING.value if on_its_way else notice.state.value,
        told_on=told_on,
        recorded_on=notice.recorded_on,
        reason=withdrawn_because
        or joined(notice.reason, _recorded(notice, action), held(notice, board, day)),
        policy=notice.policy,
        copy=notice.copied,
        instead_of=vacant,
        clause=LISTED_FOR_SECRETARY if own else STEP_CLAUSES[notice.step],
        as_well=not vacant and is_told_as_well(action, board, notice.step, notice.post_id),
        own_right=bool(vacant) and is_meant(action, board, notice.step, notice.post_id),
    )


def is_meant(action: ActionFacts, board: BoardFacts, step: Step, post_id: int) -> bool:
    """True of a post to which a step goes whether or not another is vacant."""
    meant = addressees(action, board, step)
    return any(one.post_id == post_id and not one.copy for one in meant)


def _recorded(notice: NoticeLine, action: ActionFacts) -> str:
    """When the decision that is told was recorded, where that was after its day."""
    for one in action.decisions:
        if notice.step is Step.D and one.key == notice.cause and one.recorded_on > one.on:
            return f"recorded on {day_words(one.recorded_on)}"
    return ""


def _is_secretary_list(notice: NoticeLine, action: ActionFacts, board: BoardFacts) -> bool:
    """True of the secretary's list of the month, which has a clause of its own."""
    secretary = board.committees[action.committee_id].secretary_id
    meant = notice.for_post_id or notice.post_id
    return notice.step is Step.M and meant == secretary and secretary not in action.leads
