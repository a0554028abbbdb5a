"""A board as it was known on a day: without what was entered, called off or refused later.

Source: procedure.md, "Meetings and packs" (only meetings known on the day of a run count), rule 7.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.rules.facts import BoardFacts, CommitteeFacts, MeetingFacts


def known_on(board: BoardFacts, day: date) -> BoardFacts:
    """The board with the meetings that stood on a day, and the addresses refused by then."""
    later = {person for person, on in board.refused_on.items() if on > day}
    before = board.change and replace(board.change, before=known_on(board.change.before, day))
    return replace(
        board,
        committees={i: _known(one, day) for i, one in board.committees.items()},
        undeliverable=board.undeliverable - later,
        change=before,
    )


def _known(committee: CommitteeFacts, day: date) -> CommitteeFacts:
    every = (*committee.meetings, *(_called_off_later(m, day) for m in committee.called_off))
    stood = [m for m in every if m.counts_on(day)]
    gone = tuple(m for m in committee.called_off if (m.cancelled_on or day) <= day)
    return replace(committee, meetings=tuple(sorted(stood, key=lambda m: m.on)), called_off=gone)


def _called_off_later(meeting: MeetingFacts, day: date) -> MeetingFacts:
    return replace(meeting, cancelled_on=None) if meeting.counts_on(day) else meeting
