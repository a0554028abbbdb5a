"""The self-check: what should have been told in the last 30 WDs, held against the ledger.

It never replays the scan. Each check is small, and stays silent where it is not certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from models.rules.audit_extra import extra
from models.rules.audit_facts import Audited, Fault, Finding, Kind
from models.rules.audit_missing import missing
from models.rules.audit_stuck import stuck, undeliverable
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.months import month_runs
from models.rules.notices import owed
from models.rules.words import StopKind

# How many actions have their next day worked out again, and how many WDs ahead.
SAMPLE, AHEAD_WD = 25, 10


def findings(a: Audited) -> tuple[Finding, ...]:
    """All that is wrong, each once, by its action and day."""
    found = dict.fromkeys([*missing(a), *extra(a), *stuck(a), *_asked_late(a), *undeliverable(a)])
    return tuple(sorted(found, key=_place))


def _place(one: Finding) -> tuple[int, date, str, str, int]:
    return (one.action_id or 0, one.on, one.fault, one.step or "", one.post_id or 0)


def _asked_late(a: Audited) -> Iterable[Finding]:
    """Of a sample that changes from day to day: actions owed something before they are asked."""
    if a.asked_all_on is None or not a.runs:
        return
    last = a.runs[-1].on
    board = replace(a.board, month_runs=month_runs(a.board.month_runs, last))
    for action in sample(a):
        on = a.next_on[action.action_id]
        if on is None or a.known_on(action) >= last:
            continue
        day = _owed_before(action, board, a.as_of, on)
        if day is not None:
            yield Finding(fault=Fault.ASKED_LATE, on=day, action_id=action.action_id)


def sample(a: Audited) -> list[ActionFacts]:
    """The open actions whose turn it is, a few each day."""
    running = [
        one
        for one in a.actions
        if one.action_id in a.next_on and not one.stopped(a.as_of, StopKind.CLOSURE)
    ]
    parts = max(1, -(-len(running) // SAMPLE))
    return [
        one for place, one in enumerate(running) if place % parts == a.as_of.toordinal() % parts
    ]


def _owed_before(action: ActionFacts, board: BoardFacts, as_of: date, on: date) -> date | None:
    """The first WD after today and before the next day asked on which a notice is owed."""
    ahead = board.calendar.working_days(as_of, board.calendar.plus(as_of, AHEAD_WD))
    days = (day for day in ahead if as_of < day < on)
    return next((day for day in days if owed(action, board, day)), None)


KINDS = {
    Fault.NOT_TOLD: Kind.MISSING,
    Fault.LEFT_WAITING: Kind.STUCK,
    Fault.LEFT_SENDING: Kind.STUCK,
    Fault.LEFT_UNKNOWN: Kind.STUCK,
    Fault.LEFT_QUEUED: Kind.STUCK,
    Fault.ASKED_LATE: Kind.STUCK,
    Fault.NOT_ASKED: Kind.STUCK,
    Fault.REFUSED: Kind.UNDELIVERABLE,
    Fault.NO_ADDRESS: Kind.UNDELIVERABLE,
}


def kind_of(fault: Fault) -> Kind:
    """Missing, extra, stuck or undeliverable."""
    return KINDS.get(fault, Kind.EXTRA)


SAYS = {
    Fault.NOT_TOLD: "{step} was owed on {on} and is not in the ledger",
    Fault.TWICE: "{step} of {on} is in the ledger twice, for one cause and one post",
    Fault.ARRIVED_TWICE: "{step} of {on} was accepted in two messages",
    Fault.BEFORE_A: "{step} of {on} was told before A",
    Fault.OUT_OF_ORDER: "{step} of {on} was told out of its order",
    Fault.SAME_DAY: "{step} of {on} was told on the day of the stage before it",
    Fault.STOPPED: "{step} was queued on {on}, when the action was closed or its steps stopped",
    Fault.NO_HOLDER: "{step} of {on} went to a person who did not hold the post",
    Fault.NO_CAUSE: "{step} of {on} answers nothing that the register has",
    Fault.LEFT_WAITING: "{step} of {on} still waits, though messages have left since",
    Fault.LEFT_SENDING: "a message of {on} is being sent and its worker is gone",
    Fault.LEFT_UNKNOWN: "a message of {on} may or may not have arrived, and nobody has decided",
    Fault.LEFT_QUEUED: "a message of {on} has waited for its server for more than 5 days",
    Fault.ASKED_LATE: "something will be owed on {on}, and the action is asked later",
    Fault.NOT_ASKED: "no run has asked the action since it was to be, not even that of {on}",
    Fault.REFUSED: "messages to the post are refused since {on}; they go to a stand-in",
    Fault.NO_ADDRESS: "the holder of the post has no address since {on}",
}
AGAIN = "run matters follow-up --deliver; a step that is missed again is a fault to report"
LOOK = "look at matters history and matters verify; tell whoever had it, and report the fault"
SEND = "run matters deliver; matters health says what does not answer"
SETTLE = "look for it in the mail server's log, and say so by matters settle"
ADDRESS = "enter a new address with matters contacts"
WRONGLY = f"{ADDRESS}; one that was refused wrongly is cleared by matters test-message POST --clear"


def says(fault: Fault, step: str | None, on: date) -> str:
    """ "E2 was owed on 4 November 2010 and is not in the ledger": a finding in words."""
    return SAYS[fault].format(step=step or "A notice", on=day_words(on))


def way_out(fault: Fault) -> str:
    """What a person can do about a finding."""
    kind = kind_of(fault)
    if kind is Kind.UNDELIVERABLE:
        return WRONGLY if fault is Fault.REFUSED else ADDRESS
    if kind is Kind.EXTRA:
        return LOOK
    if fault is Fault.LEFT_UNKNOWN:
        return SETTLE
    return SEND if fault.value.startswith("left") else AGAIN
