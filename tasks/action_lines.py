"""The line of a letter that belongs to an action: what its notice tells, to whom, and why."""

from __future__ import annotations

from models.rules.drafted_letters import letter_to
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.letters import Line, Part
from models.rules.outbox import Waiting
from models.rules.recipients import lead_agency
from models.rules.standing import brief
from models.rules.wording import Occasion, Reader, answer_by, wanted, why
from models.rules.words import PostKind, Step, StopKind
from tasks.desk_facts import Desk

READERS = {
    PostKind.SAFEGUARDING_LEAD: Reader.SAFEGUARDING_LEAD,
    PostKind.BOARD_MEMBER: Reader.BOARD_MEMBER,
    PostKind.SECRETARY: Reader.SECRETARY,
    PostKind.CHAIR: Reader.CHAIR,
    PostKind.INDEPENDENT_CHAIR: Reader.INDEPENDENT_CHAIR,
    PostKind.MEMBER: Reader.MEMBER,
    PostKind.CHIEF_OFFICER: Reader.BOARD_MEMBER,
    PostKind.LEAD: Reader.LEAD,
}


def action_of(desk: Desk, notice: Waiting) -> ActionFacts:
    """The action that a notice is of."""
    return desk.actions[notice.action_id or 0]


def bare_line(desk: Desk, notice: Waiting) -> Line:
    """All that a bare notice and a card may say of an action: what they may not is not made."""
    action = action_of(desk, notice)
    return Line(
        step=notice.step,
        action_id=action.action_id,
        reference=desk.words[action.action_id].reference,
        short_title="",
        agency="",
        due_on=action.due_on,
        wanted="",
        why="",
        standing="",
        copy=notice.copied,
        part=_part(desk, notice, action),
    )


def action_line(desk: Desk, notice: Waiting) -> Line:
    """What a letter says of an action: what is wanted by when, why, and how it stands."""
    action = action_of(desk, notice)
    words = desk.words[action.action_id]
    occasion = _occasion(desk, notice, action)
    board, as_of = desk.board, desk.as_of
    cut_off = notice.planned_on if notice.step is Step.E4 and "cut-off" in notice.reason else None
    return Line(
        step=notice.step,
        action_id=action.action_id,
        reference=words.reference,
        short_title=words.short_title,
        agency=board.agencies.get(lead_agency(action, board), ""),
        due_on=action.due_on,
        original_due_on=action.original_due_on,
        wanted=wanted(occasion),
        wanted_by=answer_by(occasion, board.calendar),
        last_answer=words.last_answer,
        why=why(
            occasion,
            working_days=_counted(desk, action, notice),
            policy=str(notice.policy_number),
            cut_off_on=cut_off,
        ),
        standing=brief(action, board, as_of),
        copy=notice.copied,
        stand_in_for=notice.for_words or None,
        milestones=words.milestones if notice.step is Step.A or notice.step.is_reminder else (),
        part=_part(desk, notice, action),
    )


def _occasion(desk: Desk, notice: Waiting, action: ActionFacts) -> Occasion:
    board = desk.board
    agency = lead_agency(action, board)
    meeting = board.committees[action.committee_id].next_meeting(desk.as_of)
    return Occasion(
        step=notice.step,
        reader=_reader(desk, notice, action),
        as_of=desk.as_of,
        due_on=action.due_on,
        lead=_lead_words(board, action),
        agency=board.agencies.get(agency, "the agency"),
        meeting_on=meeting.on if meeting else None,
        letter_to=letter_to(action, board),
        outcome=notice.reason,
    )


def _lead_words(board: BoardFacts, action: ActionFacts) -> str:
    return f"the {board.posts[action.leads[0]].name}" if action.leads else "the lead"


def _reader(desk: Desk, notice: Waiting, action: ActionFacts) -> Reader:
    """In what capacity the step is told: that of the post it was meant for."""
    post_id = notice.answers_for
    if post_id in action.leads:
        return Reader.LEAD if post_id == action.leads[0] else Reader.CONTRIBUTOR
    if not action.leads and notice.first and not notice.step.is_stage:
        return Reader.LEAD
    committee = desk.board.committees[action.committee_id]
    if post_id == committee.secretary_id:
        return Reader.SECRETARY
    if post_id == committee.chair_id:
        return Reader.CHAIR
    if post_id == desk.board.independent_chair_id:
        return Reader.INDEPENDENT_CHAIR
    return READERS[desk.board.posts[post_id].kind]


def _counted(desk: Desk, action: ActionFacts, notice: Waiting) -> int | None:
    """The working days the step counts: to or from the due date, or since what it waits for."""
    calendar, due = desk.board.calendar, action.due_on
    if notice.step in (Step.W10, Step.W30):
        since = next((s.from_on for s in action.stops if s.key == notice.cause), desk.as_of)
        return calendar.between(since, desk.as_of)
    if due is None or not (notice.step.is_stage or notice.step.is_reminder):
        return None
    return calendar.between(due, desk.as_of) or calendar.ahead(desk.as_of, due)


def _part(desk: Desk, notice: Waiting, action: ActionFacts) -> Part | None:
    """The part of the secretary's month list that the action stands in."""
    if notice.step is not Step.M or _reader(desk, notice, action) is not Reader.SECRETARY:
        return None
    if action.stopped(desk.as_of, StopKind.EVIDENCE, StopKind.EXTENSION_ASKED):
        return Part.UNDECIDED
    return Part.UNDATED if action.due_on is None else Part.OVERDUE
