"""Which packs are due: the freeze of a meeting that takes one has come ("Meetings and packs")."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from models.rules.facts import CommitteeFacts, MeetingFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A pack that was drafted for a meeting, as of which freeze, and whether it went out."""

    meeting_id: int
    freeze_on: date
    issued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDue:
    """Whether the pack of a meeting is to be drafted now, and the reason."""

    committee: str
    meeting_on: date
    freeze_on: date
    due: bool
    reason: str


def packs_due(
    committees: Iterable[CommitteeFacts],
    drafted: Collection[Drafted],
    as_of: date,
    *,
    followed_on: date | None,
) -> tuple[PackDue, ...]:
    """The meetings between their freeze and their day that take a pack, each with a reason.

    `followed_on` is the day of the last run: the freeze is taken after the day's run (rule 4). A
    pack is late rather than left out where nothing ran on its day.
    """
    return tuple(
        _asked(committee, meeting, drafted, followed_on)
        for committee in committees
        for meeting in committee.meetings
        if meeting.takes_pack and meeting.freeze_on <= as_of <= meeting.on
    )


def _asked(
    committee: CommitteeFacts,
    meeting: MeetingFacts,
    drafted: Collection[Drafted],
    followed_on: date | None,
) -> PackDue:
    reason = _left(meeting, drafted, followed_on)
    return PackDue(
        committee=committee.name,
        meeting_on=meeting.on,
        freeze_on=meeting.freeze_on,
        due=not reason,
        reason=reason or "its freeze has come and no pack was drafted as of that day",
    )


def _left(meeting: MeetingFacts, drafted: Collection[Drafted], followed_on: date | None) -> str:
    """Why the pack of a meeting is not drafted now; empty where it is."""
    own = [one for one in drafted if one.meeting_id == meeting.meeting_id]
    if any(one.issued for one in own):
        return "a pack was issued for this meeting"
    if any(one.freeze_on == meeting.freeze_on for one in own):
        return "a pack was drafted as of that freeze"
    if followed_on is None or followed_on < meeting.freeze_on:
        return "it waits for the follow-up of the day of its freeze"
    return ""
