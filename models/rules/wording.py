"""The sentences of a notice: what is wanted, by when, and why it was sent.

Each is made by rule from a step, a reader and facts of posts and dates; none has room for the
words of a recommendation ("What a message may say").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.calendar import Calendar
from models.rules.date_words import day_words
from models.rules.quick import quickly_made
from models.rules.words import Step


class Reader(StrEnum):
    """In what capacity a person is told (the table of steps, "told to")."""

    LEAD = "lead"
    CONTRIBUTOR = "contributor"
    SAFEGUARDING_LEAD = "safeguarding-lead"
    BOARD_MEMBER = "board-member"
    SECRETARY = "secretary"
    CHAIR = "chair"
    MEMBER = "member"
    INDEPENDENT_CHAIR = "independent-chair"


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The facts of which a notice's sentences are made.

    `lead` is the accountable lead's post, `letter_to` the chief officer's post or the accountable
    body (E5), `outcome` what a stop, decision, correction or request came to, as a phrase such as
    "extended to 31 January 2011", `vacant_post` the post of step V, and `addendum` the number of a
    note to an issued pack.
    """

    step: Step
    reader: Reader
    as_of: date
    due_on: date | None = None
    date_words: str = "no date yet"
    lead: str = "the lead"
    agency: str = "the agency"
    meeting_on: date | None = None
    letter_to: str = "the agency's chief officer"
    outcome: str = ""
    vacant_post: str = ""
    issued: bool = False
    addendum: int = 0


_LETTER = (
    "A letter to {letter_to} is drafted; it is unsent until a person records that it was sent "
    "or is not to be."
)
_ANSWER = "Please send evidence, or say what stands in the way and when it will be done."

_WANTED: Mapping[tuple[Step, Reader | None], str] = {
    (Step.A, None): (
        "This is yours. Please do it and send evidence by the due date, and say now if that date "
        "cannot be met or it is not yours."
    ),
    (Step.A, Reader.CONTRIBUTOR): (
        "You are named for this beside {lead}, who answers for it. Please say what your part is, "
        "or that it is not yours."
    ),
    (Step.M, None): "Please say of each action below how it stands, or send evidence.",
    (Step.M, Reader.CONTRIBUTOR): (
        "You are named for these actions beside their leads. Please say how your part stands."
    ),
    (Step.M, Reader.SECRETARY): (
        "Please look through every action that is overdue, has no agreed date or waits for a "
        "decision."
    ),
    (Step.R20, None): (
        "Please finish this and send evidence by the due date, or say now if it will be missed."
    ),
    (Step.R5, None): (
        "Please send evidence by the due date, or ask by then for more time and give the reason."
    ),
    (Step.R0, None): (
        "Please send evidence by the end of the due date, or ask by then for more time and give "
        "the reason."
    ),
    (Step.E1, None): f"The due date has passed. {_ANSWER}",
    (Step.E2, None): (
        "Please take this up with {lead}, and see that evidence or an answer reaches us."
    ),
    (Step.E2, Reader.LEAD): (
        f"Your agency's safeguarding lead has been told that this is overdue. {_ANSWER}"
    ),
    (Step.E2, Reader.SECRETARY): ("This is the board's own. Please take it up with {lead}."),
    (Step.E3, None): (
        "Please see that {agency} answers for this: with evidence, or with a date and what stands "
        "in the way."
    ),
    (Step.E3, Reader.LEAD): (
        f"Your agency's board member has been told that this is overdue. {_ANSWER}"
    ),
    (Step.E3, Reader.SECRETARY): (
        "Please check that any answer from {agency} is recorded: this goes to the committee next."
    ),
    (Step.E3, Reader.CHAIR): ("This is the board's own. Please see that {lead} answers for it."),
    (Step.E4, None): "Please be ready to consider this {meeting}.",
    (Step.E4, Reader.LEAD): (
        f"The committee has been told that this is overdue and may ask you about it. {_ANSWER}"
    ),
    (Step.E4, Reader.SECRETARY): "Please put this before the committee {meeting}.",
    (Step.E4, Reader.CHAIR): (
        "Please have the committee decide {meeting} what is to be done about this, or decide it "
        "between meetings."
    ),
    (Step.E4, Reader.INDEPENDENT_CHAIR): (
        "This is the board's own and has gone to the committee. Please ask {lead} for an answer."
    ),
    (Step.E5, None): f"Please decide how this is to be taken up with {{agency}}. {_LETTER}",
    (Step.E5, Reader.LEAD): (
        f"The independent chair has been told that this is overdue. {_ANSWER} {_LETTER}"
    ),
    (Step.Z, None): "No further action is needed from you for now: {outcome}.",
    (Step.D, None): "Please note: {outcome}.",
    (Step.S, None): "Please look at this: {outcome}.",
    (Step.V, None): (
        "Please say who holds the post of {vacant_post}, with an e-mail address that works."
    ),
    (Step.P, None): (
        "The draft pack for {the_meeting} has not been approved. Please approve it, or say what "
        "must change."
    ),
    (Step.P, Reader.MEMBER): (
        "The pack for {the_meeting} has been issued. Please read it before you meet, and ask "
        "for a copy if you have none."
    ),
    (Step.C, None): "This recurs. Please say how it stands at this checkpoint.",
    (Step.I6, None): (
        "It is six months since this was closed. Please say whether the change has held, and how "
        "you know."
    ),
    (Step.I12, None): (
        "It is twelve months since this was closed. Please say whether the change has held, and "
        "how you know."
    ),
    (Step.W10, None): (
        "Nobody has decided yet: {outcome}. Please put it before the committee, or ask the chair "
        "to decide."
    ),
    (Step.W30, None): "Nobody has decided yet: {outcome}. Please decide, or put it to the meeting.",
    (Step.U40, None): (
        "This still has no agreed date ({date_words}). Please see that one is agreed, or that the "
        "committee decides what it waits for."
    ),
}

_UNDATED_A = (
    "This is yours. It has no agreed date ({date_words}): please say by when it can be done, or "
    "that it is not yours."
)

_ADDENDUM = (
    "Addendum {addendum} to the pack for {the_meeting} has been issued. Please read it with the "
    "pack."
)


def wanted(occasion: Occasion) -> str:
    """What the reader is asked to do, in one to three sentences ("what is wanted by when").

    A contributor is told what the lead is told, where the step has no words of its own for them.
    Raises ValueError where the step needs a fact that is empty, since a blank in a sentence
    would go out as one.
    """
    step, reader = occasion.step, occasion.reader
    _refuse_blank(occasion)
    if step is Step.A and occasion.due_on is None and reader is not Reader.CONTRIBUTOR:
        return _filled(_UNDATED_A, occasion)
    if step is Step.P and (occasion.addendum or occasion.issued):
        return _filled(_ADDENDUM if occasion.addendum else _WANTED[step, Reader.MEMBER], occasion)
    own = _WANTED.get((step, reader))
    if own is None and reader is Reader.CONTRIBUTOR:
        own = _WANTED.get((step, Reader.LEAD))
    return _filled(own or _WANTED[step, None], occasion)


def _refuse_blank(occasion: Occasion) -> None:
    needs_outcome = {Step.Z, Step.D, Step.S, Step.W10, Step.W30}
    if occasion.step in needs_outcome and not occasion.outcome:
        raise ValueError(f"step {occasion.step} needs an outcome to tell: give it as a phrase")
    if occasion.step is Step.V and not occasion.vacant_post:
        raise ValueError("step V needs the post that is vacant: give its name")


def _filled(sentence: str, occasion: Occasion) -> str:
    meeting = occasion.meeting_on
    return sentence.format(
        lead=occasion.lead,
        agency=occasion.agency,
        letter_to=occasion.letter_to,
        outcome=occasion.outcome.rstrip("."),
        vacant_post=occasion.vacant_post,
        addendum=occasion.addendum,
        date_words=occasion.date_words,
        meeting=f"at its meeting on {day_words(meeting)}" if meeting else "at its next meeting",
        the_meeting=f"the meeting on {day_words(meeting)}" if meeting else "the next meeting",
    )


_ANSWER_IN = {
    **dict.fromkeys((Step.A, Step.M, Step.C, Step.V), 5),
    **dict.fromkeys((Step.E1, Step.E2, Step.E3, Step.E4, Step.E5), 5),
    **dict.fromkeys((Step.W10, Step.W30, Step.U40), 10),
    **dict.fromkeys((Step.I6, Step.I12), 20),
    Step.P: 1,
}


def answer_by(occasion: Occasion, calendar: Calendar) -> date | None:
    """The day by which an answer is wanted, or None where the notice only informs.

    A and the reminders of a dated action: its due date, where that is not past. The committee
    and its officers at E4: the meeting. Otherwise a number of WD after `as_of`.
    """
    step, due_on = occasion.step, occasion.due_on
    if _only_informs(occasion):
        return None
    if (step is Step.A or step.is_reminder) and due_on is not None and due_on >= occasion.as_of:
        return due_on
    officers = {Reader.SECRETARY, Reader.CHAIR, Reader.MEMBER}
    if step is Step.E4 and occasion.reader in officers and occasion.meeting_on:
        return occasion.meeting_on
    days = _ANSWER_IN.get(step)
    return None if days is None else calendar.plus(occasion.as_of, days)


def _only_informs(occasion: Occasion) -> bool:
    after_issue = occasion.issued or occasion.addendum > 0 or occasion.reader is Reader.MEMBER
    issued = occasion.step is Step.P and after_issue
    return issued or (occasion.step is Step.M and occasion.reader is Reader.SECRETARY)


_OCCASIONS: Mapping[Step, str] = {
    Step.A: "the action is new to you, or its date, its lead or the lead's holder changed",
    Step.M: "the monthly list of open actions",
    Step.Z: "an action that was escalated to you has been answered",
    Step.D: "a decision, a return or a correction was recorded",
    Step.S: "the secretary's list of the day",
    Step.V: "a post has no holder who can be reached",
    Step.P: "the committee's pack",
    Step.C: "a checkpoint of a recurring action",
    Step.I6: "six months since closure with evidence accepted",
    Step.I12: "twelve months since closure with evidence accepted",
    Step.W10: "evidence or a request waits for a decision",
    Step.W30: "evidence or a request waits for a decision",
    Step.U40: "an open action has no agreed date",
}


def why(
    occasion: Occasion, *, working_days: int | None, policy: str, cut_off_on: date | None = None
) -> str:
    """Why this was sent: the step, the working days counted and the policy's version.

    `working_days` are those between the due date and `as_of` (R, E) or since the entry it answers
    (W, U); None where the step counts none. `cut_off_on` is the paper cut-off that brought E4
    forward (rule 4).
    """
    said = f"Sent as step {occasion.step}: {_reason(occasion, working_days)}"
    if cut_off_on is not None:
        said += f", brought forward to the paper cut-off of {day_words(cut_off_on)}"
    return f"{said} (policy version {policy})."


def _reason(occasion: Occasion, working_days: int | None) -> str:
    step = occasion.step
    if step.is_stage or step.is_reminder:
        if working_days is None or occasion.due_on is None:
            raise ValueError(f"step {step} counts from a due date: give it and its working days")
        return _distance(occasion.due_on, occasion.as_of, working_days)
    counted = "" if working_days is None else f", {_wd(working_days)} since"
    return f"{_OCCASIONS[step]}{counted}"


def _distance(due_on: date, as_of: date, working_days: int) -> str:
    if due_on == as_of:
        return "the due date is today"
    side = "after" if as_of > due_on else "before"
    return f"{_wd(working_days)} {side} the due date, {day_words(due_on)}"


def _wd(number: int) -> str:
    return f"{number} working day" if number == 1 else f"{number} working days"
