"""The committees of a board: who sits on each, and its meetings with their freezes."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from models.governance import Committee, CommitteeMember, Meeting
from models.rules.calendar import Calendar, cutoffs
from models.rules.committees import takes_pack
from models.rules.facts import CommitteeFacts, MeetingFacts
from models.rules.policy import Policy


def committees(
    session: Session, board_id: int, calendar: Calendar, policy: Policy
) -> dict[int, CommitteeFacts]:
    """Per id the committees of a board, with their members in order and meetings by day."""
    members = _members(session, board_id)
    rows: Any = session.connection().execute(_committees_of(board_id)).all()
    return {
        i: CommitteeFacts(
            committee_id=i,
            name=name,
            secretary_id=secretary,
            chair_id=chair,
            member_ids=tuple(members.get(i, ())),
            meetings=_meetings(session, i, calendar, policy),
            called_off=_called_off(session, i, calendar, policy),
        )
        for i, name, secretary, chair in rows
    }


# A day's run asks these several times: writing one down costs more than asking it.
@cache
def _committees_of(board_id: int) -> Select[Any]:
    return (
        select(
            col(Committee.id),
            col(Committee.name),
            col(Committee.secretary_post_id),
            col(Committee.chair_post_id),
        )
        .where(col(Committee.board_id) == board_id)
        .order_by(col(Committee.id))
    )


@cache
def _members_of(board_id: int) -> Select[Any]:
    return (
        select(col(CommitteeMember.committee_id), col(CommitteeMember.post_id))
        .join(Committee, col(Committee.id) == col(CommitteeMember.committee_id))
        .where(col(Committee.board_id) == board_id)
        .order_by(col(CommitteeMember.place))
    )


@cache
def _meetings_of(committee_id: int) -> Select[Any]:
    return (
        select(
            col(Meeting.id), col(Meeting.held_on), col(Meeting.takes_pack), col(Meeting.entered_on)
        )
        .where(col(Meeting.committee_id) == committee_id, col(Meeting.cancelled_on).is_(None))
        .order_by(col(Meeting.held_on))
    )


def _members(session: Session, board_id: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for committee, post in session.connection().execute(_members_of(board_id)):
        found[committee].append(post)
    return found


def _meetings(
    session: Session, committee_id: int, calendar: Calendar, policy: Policy
) -> tuple[MeetingFacts, ...]:
    """The meetings that stand and lie inside the calendar: others have no freeze to be told."""
    every: Any = session.connection().execute(_meetings_of(committee_id))
    rows = [row for row in every if calendar.first.year < row[1].year < calendar.last.year]
    said = {on for _, on, takes, _ in rows if takes}
    explicit = any(takes is not None for _, _, takes, _ in rows)
    packs = takes_pack([on for _, on, _, _ in rows], said if explicit else None)
    return tuple(
        MeetingFacts(
            meeting_id=i,
            on=on,
            freeze_on=cutoffs(on, calendar, policy.pack.cutoff_days).freeze_on,
            takes_pack=on in packs,
            entered_on=entered_on,
        )
        for i, on, _, entered_on in rows
    )


@cache
def _called_off_of(committee_id: int) -> Select[Any]:
    return (
        select(
            col(Meeting.id),
            col(Meeting.held_on),
            col(Meeting.entered_on),
            col(Meeting.cancelled_on),
        )
        .where(col(Meeting.committee_id) == committee_id, col(Meeting.cancelled_on).is_not(None))
        .order_by(col(Meeting.held_on))
    )


def _called_off(
    session: Session, committee_id: int, calendar: Calendar, policy: Policy
) -> tuple[MeetingFacts, ...]:
    """The meetings that were cancelled: an extension that was asked for may have waited for one."""
    rows: Any = session.connection().execute(_called_off_of(committee_id))
    return tuple(
        MeetingFacts(
            meeting_id=i,
            on=on,
            freeze_on=cutoffs(on, calendar, policy.pack.cutoff_days).freeze_on,
            entered_on=entered_on,
            cancelled_on=cancelled_on,
        )
        for i, on, entered_on, cancelled_on in rows
        if calendar.first.year < on.year < calendar.last.year
    )
