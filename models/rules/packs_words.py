"""The words of a pack: counts in which zero is a word, days, lists, and what each colour means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.rules.date_words import day_words
from models.rules.words import Brag, DateState, DecisionKind, Progress, Standing

NOT_REPORTED = "not reported"
NAMED_AT_MOST = 12
"""References named in a resolution; beyond it the list it rests on is named instead."""

BRAG_MEANING = {
    Brag.RED: "Overdue, or forecast by the lead to miss its date",
    Brag.AMBER: "Due within 20 working days and not answered for, or slipped, or without a date",
    Brag.GREEN: "Open, and none of the above",
    Brag.BLUE: "Closed, and the evidence accepted",
    Brag.GREY: "Closed in any other way",
}
"""In the order in which a reader looks: the worst first ("BRAG, always printed with its word")."""

STANDING_WORDS = {
    Standing.OVERDUE: "Overdue",
    Standing.AT_RISK: "At risk",
    Standing.NO_DATE: "No date",
    Standing.DUE_SOON: "Due soon",
    Standing.UPDATE_OVERDUE: "Update overdue",
    Standing.AWAITING_DECISION: "Evidence awaiting decision",
    Standing.ON_TRACK: "On track",
    Standing.CLOSED_LATE: "Closed late",
    Standing.CLOSED: "Closed",
}

STANDING_MEANING = {
    Standing.OVERDUE: "Its due date has passed, or a checkpoint; it is neither held nor closed",
    Standing.AT_RISK: "Its lead forecasts a day after its due date",
    Standing.NO_DATE: "It has no agreed date, recurs or awaits a trigger",
    Standing.DUE_SOON: "It is due within 20 working days",
    Standing.UPDATE_OVERDUE: "Nothing was heard of it for 60 calendar days",
    Standing.AWAITING_DECISION: "Its lead says it is done; nobody has decided yet",
    Standing.ON_TRACK: "None of the others",
    Standing.CLOSED_LATE: "Closed after its due date, its evidence not in by then",
    Standing.CLOSED: "Closed in any way, and not late",
}

PROGRESS_WORDS = {
    Progress.AWAITING_ALLOCATION: "Awaiting allocation",
    Progress.NOT_STARTED: "Not started",
    Progress.IN_PROGRESS: "In progress",
    Progress.EVIDENCE_SUBMITTED: "Evidence submitted",
    Progress.CLOSED_ACCEPTED: "Closed, evidence accepted",
    Progress.CLOSED_NOT_IMPLEMENTED: "Closed, not implemented",
    Progress.CLOSED_SUPERSEDED: "Closed, superseded",
    Progress.CLOSED_OUTSIDE_CONTROL: "Closed, outside our control",
}

DATE_STATE_WORDS = {
    DateState.DATED: "Dated",
    DateState.TO_BE_AGREED: "Date to be agreed",
    DateState.AWAITING_TRIGGER: "Awaiting trigger",
    DateState.RECURRING: "Recurring",
}

DECISION_WORDS = {
    DecisionKind.ACCEPT: "evidence accepted",
    DecisionKind.RETURN: "evidence returned",
    DecisionKind.EXTEND: "extension granted",
    DecisionKind.SET_DATE: "date set",
    DecisionKind.PRIORITY_HIGH: "priority set to high",
    DecisionKind.PRIORITY_NORMAL: "priority set to normal",
    DecisionKind.INTERVAL: "interval of checkpoints set",
    DecisionKind.HOLD: "held",
    DecisionKind.NOT_IMPLEMENTED: "closed as not implemented",
    DecisionKind.SUPERSEDED: "closed as superseded",
    DecisionKind.OUTSIDE_CONTROL: "closed as outside our control",
    DecisionKind.REOPEN: "reopened",
    DecisionKind.IMPACT_HELD: "change confirmed as held",
    DecisionKind.IMPACT_NOT_HELD: "change found not to have held",
    DecisionKind.LETTER_SENT: "letter sent",
    DecisionKind.LETTER_NOT_SENT: "letter not to be sent",
    DecisionKind.ADOPT: "the plan's record adopted",
    DecisionKind.CONCLUDE: "review concluded",
}

STAGES = (
    "E1 to E5 are the stages at which an overdue action is told: E1 to its lead, E2 to the "
    "agency's safeguarding lead, E3 to the agency's board member and the secretary, E4 to the "
    "committee, E5 to the independent chair."
)
"""Said once in a pack, where the stages are first used ("Steps")."""


def pack_words(number: str) -> str:
    """ "pack 2010-3": how a pack is named in a sentence, whether or not its number says "pack"."""
    return f"pack {number.removeprefix('pack-')}"


def sentence(words: str) -> str:
    """The words with their first letter large and the others as they are."""
    return words[:1].upper() + words[1:]


def day_or(day: date | None, absent: str = NOT_REPORTED) -> str:
    """The day in words, or the words for its absence: absent is never a blank or a zero."""
    return absent if day is None else day_words(day)


def counted(n: int, none: str = "none") -> str:
    """ "none", "7", "1,500": zero is said in words, thousands are parted."""
    return f"{n:,}" if n else none


def some(n: int, one: str, many: str | None = None) -> str:
    """ "No actions", "1 action", "7 actions": zero is said in words. `one` is the singular."""
    if n == 1:
        return f"1 {one}"
    return f"{counted(n, 'No')} {many or one + 's'}"


def are(n: int) -> str:
    """ "is" for one, "are" for none and for several."""
    return "is" if n == 1 else "are"


def more_or_fewer(change: int) -> str:
    """ "2 more", "1 fewer" or "no change": a difference without a sign to misread."""
    if change == 0:
        return "no change"
    return f"{abs(change):,} {'more' if change > 0 else 'fewer'}"


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c": the words in their order."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def references(names: Sequence[str], where: str) -> str:
    """The references one by one, or past a dozen their number and the list that names them."""
    if len(names) <= NAMED_AT_MOST:
        return listed(names)
    return f"the {len(names):,} actions listed under {where}"
