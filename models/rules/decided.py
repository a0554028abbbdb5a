"""D: a decision, a return or a correction, told to those whose action it is.

Source: procedure.md, the table of steps (D), rule 10.
"""

from __future__ import annotations

from datetime import date

from models.rules.date_words import day_words
from models.rules.packs_words import DECISION_WORDS
from models.rules.questions import Question, StepView, Verdict, already
from models.rules.records import Decided, Struck
from models.rules.words import DecisionKind, Step

ANOTHER = "another action"
# An imported closure is told to nobody, and so is the resolution that adopts it.
TOLD_TO_NOBODY = (DecisionKind.ADOPT, DecisionKind.CONCLUDE)


def decided_views(q: Question) -> list[StepView]:
    """D for each decision, return and correction; nothing stops it.

    A correction is told as well to everyone who was told because of the struck entry.
    """
    kinds = (d for d in q.action.decisions if d.kind not in TOLD_TO_NOBODY)
    views = [_view(q, one.key, one.on, decision_words(one)) for one in kinds]
    for struck in q.action.struck:
        posts = tuple(dict.fromkeys([*q.action.leads, *struck.told_posts]))
        views.append(_view(q, struck.key, struck.on, correction_words(struck), posts))
    return views


def _view(q: Question, cause: str, on: date, reason: str, posts: tuple[int, ...] = ()) -> StepView:
    planned = max(on, q.action.counted_from)
    seen = already(q, Step.D, planned, cause)
    if seen is not None:
        return seen
    verdict = Verdict.DUE if planned <= q.as_of else Verdict.LATER
    return StepView(Step.D, cause, planned, verdict, reason, posts)


def decided_is_over(q: Question, cause: str) -> str | None:
    """Why a D that waits must not leave, or None: its decision was struck (rule 6)."""
    causes = {one.key for one in q.action.decisions} | {one.key for one in q.action.struck}
    return None if cause in causes else "the decision was struck"


def decision_words(one: Decided) -> str:
    """ "extended to 31 January 2011 by the committee on 4 November 2010": what, by whom, when."""
    said = what_was_decided(one)
    did, colon, so = said.partition(": ")
    return f"{did} {_whose(one)}on {day_words(one.on)}{colon}{so}"


def _whose(one: Decided) -> str:
    """The committee's, or its chair's; evidence may be returned by the secretary."""
    if one.chairs_action:
        return "by the committee's chair, between meetings, "
    return "by the committee " if one.at_meeting else ""


def what_was_decided(one: Decided, *, into: str = "") -> str:
    """ "the due date was extended to 31 January 2011"; `into` names what supersedes the action."""
    said = _what(one).format(until=day_words(one.until_on), months=one.interval_months)
    said = said.replace("every 1 months", "every month")
    return said.replace(ANOTHER, into) if into else said


def _what(one: Decided) -> str:
    if one.awaits_event:
        return "the event that it waits for was named: it is looked at again on {until}"
    if one.kind is DecisionKind.RETURN and one.declines:
        return "the request for more time was declined: the due date stands"
    return WORDS.get(one.kind) or DECISION_WORDS[one.kind]


def correction_words(struck: Struck) -> str:
    """What a correction tells: the entry that no longer counts."""
    return (
        f"an entry of the record was struck on {day_words(struck.on)} ({_entry_words(struck)}): "
        "what you were told because of it no longer counts"
    )


def _entry_words(struck: Struck) -> str:
    """ "evidence accepted", for the word that the history has for a decision; else that word."""
    said = {f"decided {kind}": words for kind, words in DECISION_WORDS.items()}
    return said.get(struck.what, struck.what)


WORDS = {
    DecisionKind.ACCEPT: "the evidence was accepted and the action closed",
    DecisionKind.RETURN: "the evidence was returned: more is wanted",
    DecisionKind.EXTEND: "the due date was extended to {until}",
    DecisionKind.SET_DATE: "the due date was set to {until}",
    DecisionKind.PRIORITY_HIGH: "the action was given high priority",
    DecisionKind.PRIORITY_NORMAL: "the action was given normal priority",
    DecisionKind.INTERVAL: "a checkpoint every {months} months was decided",
    DecisionKind.HOLD: "the action was held until {until}",
    DecisionKind.NOT_IMPLEMENTED: "the action was closed as not implemented",
    DecisionKind.SUPERSEDED: f"the action was closed as superseded: {ANOTHER} takes its place",
    DecisionKind.OUTSIDE_CONTROL: "the action was closed as outside the board's control",
    DecisionKind.REOPEN: "the action was reopened: it is due {until}",
    DecisionKind.IMPACT_HELD: "it was confirmed that the change has held",
    DecisionKind.IMPACT_NOT_HELD: "the change was found not to have held: another action goes on",
    DecisionKind.LETTER_SENT: "the letter to the chief officer was recorded as sent",
    DecisionKind.LETTER_NOT_SENT: "it was recorded that the letter is not to be sent",
}
