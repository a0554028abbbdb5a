"""The committees of a board: who sits on each, and its meetings with their freezes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from models.asking import said
from models.governance import Committee, CommitteeMember, Meeting
from models.prepared import Prepared
from models.rules.calendar import Calendar, cutoffs
from models.rules.committees import takes_pack
from models.rules.facts import CommitteeFacts, MeetingFacts
from models.rules.policy import Policy


def committees(
    session: Session, board_id: int, calendar: Calendar, policy: Policy
) -> dict[int, CommitteeFacts]:
    """Per id the committees of a board, with their members in order and meetings by day."""
    members, sittings = _members(session, board_id), _sittings(session, board_id, calendar)
    days = policy.pack.cutoff_days
    return {
        i: CommitteeFacts(
            committee_id=i,
            name=name,
            secretary_id=secretary,
            chair_id=chair,
            member_ids=tuple(members.get(i, ())),
            meetings=_meetings(sittings[i], calendar, days),
            called_off=_called_off(sittings[i], calendar, days),
        )
        for i, name, secretary, chair in said(session, _COMMITTEES, board_id=board_id)
    }


class _Sitting(NamedTuple):
    """A meeting as the register has it."""

    committee_id: int
    id: int
    held_on: date
    takes_pack: bool | None
    entered_on: date
    cancelled_on: date | None


# A day's run asks these several times: writing one down costs more than asking it.
_OF_BOARD = col(Committee.board_id) == bindparam("board_id")
_COMMITTEES = Prepared(
    select(
        col(Committee.id),
        col(Committee.name),
        col(Committee.secretary_post_id),
        col(Committee.chair_post_id),
    )
    .where(_OF_BOARD)
    .order_by(col(Committee.id))
)
_MEMBERS = Prepared(
    select(col(CommitteeMember.committee_id), col(CommitteeMember.post_id))
    .join(Committee, col(Committee.id) == col(CommitteeMember.committee_id))
    .where(_OF_BOARD)
    .order_by(col(CommitteeMember.place))
)
_MEETINGS = Prepared(
    select(
        col(Meeting.committee_id),
        col(Meeting.id),
        col(Meeting.held_on),
        col(Meeting.takes_pack),
        col(Meeting.entered_on),
        col(Meeting.cancelled_on),
    )
    .join(Committee, col(Committee.id) == col(Meeting.committee_id))
    .where(_OF_BOARD)
    .order_by(col(Meeting.held_on))
)


def _members(session: Session, board_id: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for committee, post in said(session, _MEMBERS, board_id=board_id):
        found[committee].append(post)
    return found


def _sittings(session: Session, board_id: int, calendar: Calendar) -> dict[int, list[_Sitting]]:
    """Per committee its meetings inside the calendar: others have no freeze to be told."""
    found: dict[int, list[_Sitting]] = defaultdict(list)
    for row in map(_Sitting._make, said(session, _MEETINGS, board_id=board_id)):
        if calendar.first.year < row.held_on.year < calendar.last.year:
            found[row.committee_id].append(row)
    return found


def _meetings(
    sittings: list[_Sitting], calendar: Calendar, days: tuple[int, int, int]
) -> tuple[MeetingFacts, ...]:
    """The meetings that stand, and which of them take a pack."""
    rows = [row for row in sittings if row.cancelled_on is None]
    said = {row.held_on for row in rows if row.takes_pack}
    explicit = any(row.takes_pack is not None for row in rows)
    packs = takes_pack([row.held_on for row in rows], said if explicit else None)
    made = (_meeting(row, calendar, days) for row in rows)
    return tuple(replace(one, takes_pack=one.on in packs) for one in made)


def _called_off(
    sittings: list[_Sitting], calendar: Calendar, days: tuple[int, int, int]
) -> tuple[MeetingFacts, ...]:
    """The meetings that were cancelled: an extension that was asked for may have waited for one."""
    rows = (row for row in sittings if row.cancelled_on is not None)
    return tuple(_meeting(row, calendar, days) for row in rows)


def _meeting(row: _Sitting, calendar: Calendar, days: tuple[int, int, int]) -> MeetingFacts:
    return MeetingFacts(
        meeting_id=row.id,
        on=row.held_on,
        freeze_on=cutoffs(row.held_on, calendar, days).freeze_on,
        entered_on=row.entered_on,
        cancelled_on=row.cancelled_on,
    )
