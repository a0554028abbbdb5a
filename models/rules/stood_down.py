"""Z: "no further action needed from you for now", to everyone an action was escalated to.

Source: procedure.md, the table of steps (Z), rules 10 and 11.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from models.rules.date_words import day_words
from models.rules.facts import Stop, Version
from models.rules.questions import Question, StepView, Verdict, already
from models.rules.words import NoticeState, Progress, Step, StopKind, VersionCause

ENDS = (StopKind.EVIDENCE, StopKind.HOLD, StopKind.CLOSURE)
ESCALATED = (Step.E2, Step.E3, Step.E4, Step.E5)


def stood_down_views(q: Question) -> list[StepView]:
    """Z for each stop and each new date that came after E2 or above was told.

    It is for those the stages were told to: the lead and contributors had copies, and hear of a
    decision by D. A reopening has none, since the closure had ended that ladder.
    """
    views = [_of_stop(q, s) for s in q.action.stops if s.kind in ENDS]
    views += [_of_date(q, old, new) for old, new in pairwise(q.action.versions)]
    return [one for one in views if one is not None]


def _of_stop(q: Question, stop: Stop) -> StepView | None:
    told = _told(q, _version_on(q, stop.from_on).key, stop.known_on)
    if not told or not (stop.covers(q.as_of) or _seen(q, stop.key)):
        return None
    return _view(q, stop.key, stop.known_on, stop_said(stop), told)


def _of_date(q: Question, old: Version, new: Version) -> StepView | None:
    told = _told(q, old.key, new.known_on)
    if not told or new.from_on > q.as_of or new.cause is VersionCause.REOPENED:
        return None
    return _view(q, new.key, new.known_on, date_said(new), told)


def _version_on(q: Question, day: date) -> Version:
    """The version whose ladder ran when a stop began."""
    begun = [v for v in q.action.versions if v.from_on <= day]
    return begun[-1] if begun else q.action.version


def _told(q: Question, key: str, by: date) -> tuple[int, ...]:
    """The posts that were told E2 or above of a version by a day, each once, in order."""
    lines = [
        e
        for e in q.action.ledger
        if e.step in ESCALATED and e.cause == key and e.state is NoticeState.TOLD and not e.copy
    ]
    return tuple(dict.fromkeys(e.post_id for e in lines if e.told_on and e.told_on <= by))


def _seen(q: Question, cause: str) -> bool:
    return (Step.Z, cause) in q.lines


def _view(
    q: Question, cause: str, on: date, reason: str, posts: tuple[int, ...]
) -> StepView | None:
    seen = already(q, Step.Z, on, cause)
    verdict = Verdict.DUE if on <= q.as_of else Verdict.LATER
    return seen or StepView(Step.Z, cause, on, verdict, reason, posts)


def stood_down_is_over(q: Question, cause: str) -> str | None:
    """Why a Z that waits must not leave, or None: what it answers is over (rule 6)."""
    if any(v.key == cause for v in q.action.versions):
        return None
    if any(s.key == cause and s.covers(q.as_of) for s in q.action.stops):
        return None
    return "what it tells of is over"


def stop_said(stop: Stop) -> str:
    """ "evidence came in on 4 November 2010": what stands an escalation down."""
    ways = {
        Progress.CLOSED_ACCEPTED: "the action was closed with its evidence accepted",
        Progress.CLOSED_NOT_IMPLEMENTED: "the action was closed as not implemented",
        Progress.CLOSED_SUPERSEDED: "the action was closed as superseded by another",
        Progress.CLOSED_OUTSIDE_CONTROL: "the action was closed as outside the board's control",
    }
    said = {
        StopKind.EVIDENCE: "evidence came in",
        StopKind.HOLD: "the action was held",
    }.get(stop.kind) or ways[stop.closed_as or Progress.CLOSED_ACCEPTED]
    return f"{said} on {day_words(stop.from_on)}"


def date_said(version: Version) -> str:
    """ "the action was given a new date, 31 January 2011, on 4 November 2010"."""
    due = f", {day_words(version.due_on)}," if version.due_on else ""
    return f"the action was given a new date{due} on {day_words(version.from_on)}"
