"""The meetings of a committee: entered from its file, one added, one cancelled."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.answers import Decision
from models.chain import append
from models.day_writing import ask_all
from models.governance import Committee, Meeting
from models.pack import Pack
from models.recording import Recording, number
from models.rules.committees import CommitteeFile


class MeetingRefused(ValueError):  # noqa: N818 - it reads as what happened
    """The meeting stays as it is; the text says why, in a sentence."""


def write_meetings(
    recording: Recording, committee_id: int, file: CommitteeFile
) -> tuple[tuple[date, ...], list[str]]:
    """The committee's meetings that are not cancelled, once the file's are among them, and notes.

    None is removed: one that the file leaves out stays and is noted; so does a cancellation.
    """
    known = _known(recording.session, committee_id)
    notes = []
    for day in file.meetings:
        takes = None if file.packs is None else day in file.packs
        if day not in known:
            known[day] = Meeting(committee_id=committee_id, held_on=day, takes_pack=takes)
            facts = {"on": day, "takes_pack": takes}
            recording.add(known[day], "meeting", f"the meeting of {day}", **facts)
        recording.set(known[day], "meeting", f"the meeting of {day}", takes_pack=takes)
        if known[day].cancelled_on:
            notes.append(f"The meeting of {day} was cancelled and stays cancelled.")
    standing = {day for day, meeting in known.items() if meeting.cancelled_on is None}
    notes += [
        f"The meeting of {day} is not in the file; it stays until it is cancelled."
        for day in sorted(standing - set(file.meetings))
    ]
    return tuple(sorted(standing)), notes


def set_meeting(
    session: Session, committee: Committee, day: date, *, cancel: bool, at: datetime, today: date
) -> bool:
    """True where the committee's meeting of a day was added, taken up again or cancelled.

    False where it was so already. Raises MeetingRefused where there is none to cancel, and where
    decisions or a pack rest on it. What was told because of it is not recalled (procedure.md,
    "Meetings and packs").
    """
    recording = Recording(session, today)
    meeting = _known(session, number(committee)).get(day)
    if cancel:
        _cancel(recording, meeting, committee, day)
    elif meeting is None:
        meeting = Meeting(committee_id=number(committee), held_on=day, entered_on=today)
        recording.add(meeting, "meeting", f"the meeting of {day}", on=day, takes_pack=None)
    else:
        recording.set(meeting, "meeting", f"the meeting of {day}", cancelled_on=None)
    if recording.changes:
        append(session, committee.board_id, recording.changes, at)
        # A cut-off moves steps (rule 4).
        ask_all(session, committee.board_id)
    return bool(recording.changes)


def _cancel(recording: Recording, meeting: Meeting | None, committee: Committee, day: date) -> None:
    if meeting is None:
        raise MeetingRefused(f"{committee.name} has no meeting on {day}, so none can be cancelled.")
    if _is_relied_on(recording.session, number(meeting)):
        raise MeetingRefused(
            f"Decisions or an issued pack name the meeting of {day}, so it took place; correct"
            " those first."
        )
    if meeting.cancelled_on is None:
        whose = f"the meeting of {day}"
        recording.set(meeting, "meeting", whose, cancelled_on=recording.today)


def _known(session: Session, committee_id: int) -> dict[date, Meeting]:
    query = select(Meeting).where(col(Meeting.committee_id) == committee_id)
    return {meeting.held_on: meeting for meeting in session.exec(query)}


def _is_relied_on(session: Session, meeting_id: int) -> bool:
    decided = select(Decision.id).where(
        col(Decision.meeting_id) == meeting_id, col(Decision.struck_on).is_(None)
    )
    issued = select(Pack.id).where(
        col(Pack.meeting_id) == meeting_id,
        or_(col(Pack.issued_on).is_not(None), col(Pack.approved_on).is_not(None)),
    )
    return session.exec(decided.limit(1)).first() is not None or (
        session.exec(issued.limit(1)).first() is not None
    )
