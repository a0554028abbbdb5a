"""What an action is and how it stands, in sentences: the head of its explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.date_reading import DateLine
from models.letter_reading import SAID
from models.rules.date_words import day_words
from models.rules.entries import because
from models.rules.packs_words import PROGRESS_WORDS, STANDING_WORDS
from models.rules.words import Progress, ResponseKind, VersionCause
from models.said_reading import SaidLine
from tasks.explained import Why

# How the new date goes on from the day it was set.
TO_WHICH = {
    VersionCause.CONFIRMED: " as",
    VersionCause.REOPENED: ", due",
    VersionCause.PLAN_REVISED: ", due",
}
NOT_THEIRS = SAID[ResponseKind.NOT_MINE]
OF_THE_BOARD = (
    "It is one of the board's own actions: where it is late, E2 goes to the committee's secretary,"
    " E3 to its chair, E4 to the committee and the independent chair, E5 to the independent chair,"
    " with the draft of a letter to {letter_to} (clause 5.13)."
)
FOLLOWED = (
    "It is followed from {}: nothing is told before, and that day counts as its day of entry"
    " (clause 5.3)."
)


def head(found: Why) -> Iterator[str]:
    """What is wanted, of whom, by when and how that was read; standing, colour and progress."""
    line = found.line
    yield f"{line.reference}  {line.title}"
    yield from _wanted(found.wanted)
    yield from _whose(found)
    yield from _dates(found)
    standing = STANDING_WORDS[line.standing]
    superseded = line.progress == Progress.CLOSED_SUPERSEDED
    into = [one.into for one in found.said if one.into][-1:] if superseded else []
    instead = f" {into[0]} takes its place." if into else ""
    yield f"On {day_words(found.as_of)}: {standing.lower()}. {line.why}{instead}"
    yield f"Colour: {line.brag}. {found.colour_why}"
    for one in found.stopped:
        yield f"Stopped: {one}."
    yield f"Progress: {PROGRESS_WORDS[Progress(line.progress)].lower()}. {_heard(found)}"


def _heard(found: Why) -> str:
    """Who last answered, when and what."""
    answers = [one for one in found.said if one.is_answer]
    if not answers:
        return "It was never answered." if found.is_closed else "No answer yet."
    last = answers[-1]
    waits = found.line.progress == Progress.AWAITING_ALLOCATION
    if waits and last.by in found.line.leads and last.words.startswith(NOT_THEIRS):
        on = day_words(last.on)
        return f"On {on} {last.by} said that it is not theirs; no other lead was named since."
    return f"Last answer on {day_words(last.on)}, by {last.by}: {last.words}."


def said_lines(said: Iterable[SaidLine]) -> Iterator[str]:
    """Each answer and decision: its day, whose it is, on what authority, why; and when recorded."""
    for one in said:
        given = " ".join(one.reason.split()).rstrip(".")
        because = f' Reason: "{given}".' if given else ""
        late = one.recorded_on > one.on
        recorded = f" Recorded on {day_words(one.recorded_on)}." if late else ""
        yield f"  {one.on}  {_by(one)}: {one.words.replace(': ', '; ')}.{because}{recorded}"


def _by(one: SaidLine) -> str:
    if one.meeting_on is not None:
        return f"The committee, at its meeting of {day_words(one.meeting_on)}, minute {one.minute}"
    return f"{one.by}, between meetings" if one.chairs_action else one.by


def _wanted(wanted: tuple[str, ...]) -> Iterator[str]:
    """The action in the plan's own words: on one line, or each part on its own."""
    first, *others = (" ".join(one.split()) for one in wanted)
    yield f"What is wanted: {first}"
    yield from (f"  {one}" for one in others)


def _whose(found: Why) -> Iterator[str]:
    first, *others = found.line.leads or ("none named",)
    yield f"Lead: {first}. Agency: {found.line.agency}."
    if others:
        yield f"Contributors, who are told what the lead is told: {'; '.join(others)}."
    if found.board_own:
        yield OF_THE_BOARD.format(letter_to=found.letter_to)


def _dates(found: Why) -> Iterator[str]:
    """What the plan says and how it was read, then what was made of it since."""
    first, last = found.dates[0], found.dates[-1]
    said = f'The plan says "{first.as_written}".' if first.as_written else _not_written(found)
    settled = first.due_on is None and last.due_on is not None
    yield said if settled else f"{said} {first.read_as}".rstrip()
    for one in found.dates[1:]:
        yield f"{_changed(one)}.{_read_anew(one)}"
    if last.due_on is None and last.proposed_due_on is not None and not found.is_closed:
        proposed = day_words(last.proposed_due_on)
        yield f"Proposed: {proposed}; a person must confirm it, or the committee set another."
    if found.follow_from is not None:
        yield FOLLOWED.format(day_words(found.follow_from))


def _not_written(found: Why) -> str:
    """Where no plan says when: none gives a date, or none has the action at all."""
    if not any(one.added for one in found.said):
        return "The plan gives no date."
    due = found.dates[0].due_on
    given = f"due {day_words(due)}" if due else "without a date"
    return f"It is in no plan; it was added by hand, {given}."


def _changed(one: DateLine) -> str:
    """ "The date was extended on 2 March 2011 to 30 April 2011, at the meeting ..."."""
    said = because(one.cause, one.state)
    to = f"{TO_WHICH.get(one.cause, ' to')} {day_words(one.due_on)}" if one.due_on else ""
    return f"{said[0].upper()}{said[1:]} on {day_words(one.from_on)}{to}{_authority(one)}"


def _read_anew(one: DateLine) -> str:
    """What a version without a date waits for, and when that is looked at again."""
    if one.due_on is not None or not one.read_as:
        return ""
    said = one.read_as.rstrip(".")
    if one.review_on is None or day_words(one.review_on) in said:
        return f" {said}."
    return f" {said}. Looked at again on {day_words(one.review_on)}."


def _authority(one: DateLine) -> str:
    if one.meeting_on is not None:
        return f", at the meeting of {day_words(one.meeting_on)}, minute {one.minute}"
    return ", by a chair's action" if one.chairs_action else ""
