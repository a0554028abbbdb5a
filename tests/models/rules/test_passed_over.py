"""Which reminders and lists nobody was told, or will be, and what took each first.

The action of the builders is due on Friday 15 October 2010: R20 on 17 September, R5 on 8 October.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.rules.coming import told_ahead
from models.rules.facts import ActionFacts
from models.rules.ladder import Verdict, view
from models.rules.passed_over import (
    NotTold,
    held_clause,
    passed_reminders,
    reminders_to_pass,
    stopped_lists,
)
from models.rules.stops import stop_clause, stop_words
from models.rules.words import DecisionKind, Priority, Progress, Step, StopKind, VersionCause
from tests.models.rules.audited import decided
from tests.models.rules.builders import (
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    stop,
    stopped,
    told,
    version,
    waits,
    withdrawn,
)
from tests.tables import table

BOARD = a_board(ran="2010-08-02")
R5_TOLD, R0_TOLD = told(Step.R5, "2010-10-08"), told(Step.R0, "2010-10-15")
DUE = heard(an_action())
LISTED = heard(an_action(), told(Step.M, "2010-09-13", cause="2010-09"))
LATE = "2010-10-20"
A_WAS = "the lead was told of this date (step A) only on {}, and nobody is reminded before"
A_WAS_NOT = "the lead has not been told of this date (step A), and nobody is reminded before"
LIST = "the month's list of {} 2010 (step M) names it, and takes its place"
AFTER = "it was not told by 15 October 2010, and after the due date nobody is reminded"
LATER = "came due before it was told, and of several only the latest is told"


def in_words(found: Iterable[NotTold]) -> list[str]:
    """ "R20 2010-09-17: why"."""
    return [f"{one.step} {one.planned_on}: {one.reason}" for one in found]


def closed(action: ActionFacts, on: str) -> ActionFacts:
    """The action closed as not implemented on a day."""
    closure = replace(stop(StopKind.CLOSURE, on), closed_as=Progress.CLOSED_NOT_IMPLEMENTED)
    return replace(action, stops=(*action.stops, closure))


def redated(action: ActionFacts, due: str, on: str) -> ActionFacts:
    """The action with a second date, of which A was told on the same day."""
    new = version(due, on, VersionCause.EXTENDED, number=2)
    ledger = (*action.ledger, told(Step.A, on, cause="v2"))
    return replace(action, version=new, versions=(action.version, new), ledger=ledger)


EVIDENCE = stop(StopKind.EVIDENCE, "2010-09-10")
BACK = stop(StopKind.EVIDENCE, "2010-09-10", "2010-10-18")
HELD = stop(StopKind.HOLD, "2010-09-10", "2010-10-08")


def prioritised(action: ActionFacts, *days: str, first: Priority = Priority.HIGH) -> ActionFacts:
    """The action with its priority decided on each of some days: high and normal in turn."""
    turns = (
        (Priority.HIGH, Priority.NORMAL)
        if first is Priority.HIGH
        else (Priority.NORMAL, Priority.HIGH)
    )
    priorities = [turns[number % 2] for number in range(len(days))]
    made = tuple(decided(KINDS[one], on) for one, on in zip(priorities, days, strict=True))
    return replace(action, priority=priorities[-1], decisions=made)


KINDS = {
    Priority.HIGH: DecisionKind.PRIORITY_HIGH,
    Priority.NORMAL: DecisionKind.PRIORITY_NORMAL,
}
BY_NORMAL, BY_HIGH = "R20 2010-09-17", "R20 2010-10-01"


RECORDED = replace(
    heard(an_action()),
    stops=(replace(stop(StopKind.CLOSURE, "2010-07-15"), closed_as=Progress.CLOSED_ACCEPTED),),
)


def reopened(on: str, *more: str) -> ActionFacts:
    """What its plan records as done, open again from a day with the same date, and closed again."""
    over = replace(RECORDED.stops[0], until_on=day(on))
    again = redated(replace(RECORDED, stops=(over,)), "2010-10-15", on)
    return closed(again, *more) if more else again


@pytest.mark.clause("5.2", "3.3")
@table(
    ("action", "steps"),
    [
        (RECORDED, []),
        (replace(RECORDED, stops=()), ["R20", "R5", "R0"]),
        (closed(replace(RECORDED, stops=()), "2010-08-02"), []),
        (closed(replace(RECORDED, stops=()), "2010-10-11"), ["R20"]),
        (reopened("2010-08-16"), ["R20", "R5", "R0"]),
        (reopened("2010-08-16", "2010-10-11"), ["R20"]),
        (reopened("2010-10-11", "2010-10-13"), ["R20", "R5"]),
    ],
)
def test_what_a_plan_records_as_done_has_no_reminders(
    action: ActionFacts, steps: list[str]
) -> None:
    """Until it is open again: then it has those of that date."""
    asked = [one.step for one in passed_reminders(action, BOARD, day("2010-10-18"))]
    assert asked == steps


@pytest.mark.clause("5.2", "5.9")
@table(
    ("days", "first", "reminder"),
    [
        (["2010-10-18"], Priority.HIGH, BY_NORMAL),
        (["2010-10-16"], Priority.HIGH, BY_NORMAL),
        (["2010-10-15"], Priority.HIGH, BY_HIGH),
        (["2010-09-01"], Priority.HIGH, BY_HIGH),
        (["2010-10-18"], Priority.NORMAL, BY_HIGH),
        (["2010-10-15"], Priority.NORMAL, BY_NORMAL),
        (["2010-09-01", "2010-10-18"], Priority.HIGH, BY_HIGH),
        (["2010-09-01", "2010-09-02"], Priority.HIGH, BY_NORMAL),
        (["2010-09-01", "2010-09-02", "2010-10-18"], Priority.HIGH, BY_NORMAL),
        (["2010-10-18", "2010-10-19"], Priority.HIGH, BY_NORMAL),
        (["2010-10-18", "2010-10-19"], Priority.NORMAL, BY_HIGH),
    ],
)
def test_a_reminder_is_passed_over_by_the_priority_of_its_days(
    days: list[str], first: Priority, reminder: str
) -> None:
    """A priority that was decided after the due date has moved none; other decisions move none."""
    action = prioritised(
        heard(an_action(), R5_TOLD, R0_TOLD, a_on="2010-10-01"), *days, first=first
    )
    other = decided(DecisionKind.LETTER_SENT, "2010-10-18")
    passed = passed_reminders(
        replace(action, decisions=(*action.decisions, other)), BOARD, day("2010-10-20")
    )
    assert [f"{one.step} {one.planned_on}" for one in passed] == [reminder]


def twice(action: ActionFacts) -> ActionFacts:
    """The action with two more dates, given to it on one day: the first of them never held."""
    first = redated(action, "2010-10-20", "2010-10-07")
    last = version("2010-12-01", "2010-10-07", VersionCause.SET, number=3)
    ledger = (*first.ledger, told(Step.A, "2010-10-07", cause="v3"))
    return replace(first, version=last, versions=(*first.versions, last), ledger=ledger)


@pytest.mark.clause("5.2")
@pytest.mark.clause("5.10")
@table(
    ("case", "action", "on", "expected"),
    [
        ("on its day nothing is passed over", DUE, "2010-09-17", []),
        (
            "planned by the day of A",
            heard(an_action(), a_on="2010-09-17"),
            "2010-09-17",
            [
                f"R20 2010-09-17: {A_WAS.format('17 September 2010')}",
            ],
        ),
        (
            "planned by the day of A, and given high priority when all that was settled",
            prioritised(heard(an_action(), R5_TOLD, R0_TOLD, a_on="2010-09-20"), "2010-10-18"),
            LATE,
            [
                f"R20 2010-09-17: {A_WAS.format('20 September 2010')}",
            ],
        ),
        (
            "given high priority in time: the days that it has had since",
            prioritised(heard(an_action(), R5_TOLD, R0_TOLD, a_on="2010-10-01"), "2010-10-04"),
            LATE,
            [
                f"R20 2010-10-01: {A_WAS.format('1 October 2010')}",
            ],
        ),
        (
            "A has not been told",
            an_action(),
            "2010-09-17",
            [
                f"R20 2010-09-17: {A_WAS_NOT}",
            ],
        ),
        (
            "the list of the month, though it is late since",
            heard(an_action(), told(Step.M, "2010-09-10", cause="2010-09"), told(Step.R5, LATE)),
            LATE,
            [
                f"R20 2010-09-17: {LIST.format('10 September')}",
                f"R0 2010-10-15: {AFTER}",
            ],
        ),
        (
            "a list of 6 WD before it, and one when R5 was due, are no such list",
            heard(
                an_action(),
                told(Step.M, "2010-09-09", cause="2010-09"),
                told(Step.M, "2010-10-08", cause="2010-10"),
                told(Step.R0, "2010-10-15"),
            ),
            LATE,
            [f"R20 2010-09-17: R5 {LATER}", f"R5 2010-10-08: R0 {LATER}"],
        ),
        (
            "evidence that came before and went after: the reminders of those days, once over",
            stopped(DUE, BACK),
            "2010-10-18",
            [
                f"{step}: {stop_words(BACK)}"
                for step in ("R20 2010-09-17", "R5 2010-10-08", "R0 2010-10-15")
            ],
        ),
        (
            "a hold that ended as R5 came due kept R20 back",
            stopped(heard(an_action(), told(Step.R5, "2010-10-08")), HELD),
            "2010-10-08",
            [
                f"R20 2010-09-17: {stop_words(HELD)}",
            ],
        ),
        (
            "closed: what was passed over until then stays said, what was ahead is not",
            closed(LISTED, "2010-10-07"),
            LATE,
            [
                f"R20 2010-09-17: {LIST.format('13 September')}",
            ],
        ),
        (
            "another date: the reminders of the first one, and those of the second",
            redated(LISTED, "2010-11-01", "2010-10-07"),
            "2010-10-11",
            [
                f"R20 2010-09-17: {LIST.format('13 September')}",
                f"R20 2010-10-04: {A_WAS.format('7 October 2010')}",
            ],
        ),
        (
            "the first of two lists, and the last WD before another is due",
            heard(
                an_action(),
                told(Step.M, "2010-10-07", cause="2010-10"),
                told(Step.M, "2010-10-11", cause="2010-11"),
                R5_TOLD,
            ),
            "2010-10-12",
            [f"R20 2010-09-17: {LIST.format('7 October')}"],
        ),
        (
            "the first of two lists that name it",
            heard(
                an_action(),
                told(Step.M, "2010-09-13", cause="2010-09"),
                told(Step.M, "2010-10-01", cause="2010-10"),
                R5_TOLD,
            ),
            "2010-10-12",
            [f"R20 2010-09-17: {LIST.format('13 September')}"],
        ),
        (
            "the secretary's list asks the lead nothing",
            heard(
                an_action(),
                told(Step.M, "2010-09-13", SECRETARY, cause="2010-09", first=False),
                R5_TOLD,
            ),
            "2010-10-12",
            [f"R20 2010-09-17: R5 {LATER}"],
        ),
        (
            "a hold that began after its day, of a reminder that no run told",
            stopped(DUE, stop(StopKind.HOLD, "2010-09-20", "2010-10-18")),
            "2010-10-18",
            [
                f"R20 2010-09-17: R5 {LATER}",
                f"R5 2010-10-08: {stop_words(stop(StopKind.HOLD, '2010-09-20', '2010-10-18'))}",
                f"R0 2010-10-15: {stop_words(stop(StopKind.HOLD, '2010-09-20', '2010-10-18'))}",
            ],
        ),
        (
            "a hold that ended before another was due, and no run told it since",
            stopped(heard(an_action(), R5_TOLD), stop(StopKind.HOLD, "2010-09-10", "2010-10-04")),
            "2010-10-08",
            [f"R20 2010-09-17: R5 {LATER}"],
        ),
        (
            "an extension that was asked for stops no reminder",
            stopped(
                heard(an_action(), R5_TOLD, R0_TOLD), stop(StopKind.EXTENSION_ASKED, "2010-09-10")
            ),
            LATE,
            [f"R20 2010-09-17: R5 {LATER}"],
        ),
        (
            "silenced until another was due",
            stopped(
                heard(an_action(), R5_TOLD), stop(StopKind.SILENCE, "2010-09-17", "2010-10-08")
            ),
            "2010-10-08",
            [f"R20 2010-09-17: {stop_words(stop(StopKind.SILENCE, '2010-09-17', '2010-10-08'))}"],
        ),
        (
            "held from the due date on",
            stopped(
                heard(an_action(), told(Step.R20, "2010-09-17"), R5_TOLD),
                stop(StopKind.HOLD, "2010-10-15", "2010-10-18"),
            ),
            "2010-10-18",
            [f"R0 2010-10-15: {stop_words(stop(StopKind.HOLD, '2010-10-15', '2010-10-18'))}"],
        ),
        (
            "held up to the last WD before a Sunday",
            stopped(
                heard(an_action("2010-10-17"), told(Step.R20, "2010-09-20"), R5_TOLD),
                stop(StopKind.HOLD, "2010-10-15", "2010-10-16"),
            ),
            "2010-10-18",
            [f"R0 2010-10-15: {stop_words(stop(StopKind.HOLD, '2010-10-15', '2010-10-16'))}"],
        ),
        (
            "closed on the due date",
            closed(replace(LISTED, ledger=(*LISTED.ledger, R5_TOLD)), "2010-10-15"),
            LATE,
            [f"R20 2010-09-17: {LIST.format('13 September')}"],
        ),
        (
            "closed, and reopened with another date",
            redated(closed(LISTED, "2010-10-01"), "2010-11-01", "2010-10-07"),
            "2010-10-07",
            [
                f"R20 2010-09-17: {LIST.format('13 September')}",
                f"R20 2010-10-04: {A_WAS.format('7 October 2010')}",
            ],
        ),
        (
            "a date that never held",
            twice(LISTED),
            "2010-10-08",
            [f"R20 2010-09-17: {LIST.format('13 September')}"],
        ),
        ("told on its way", heard(an_action(), waits(Step.R20, "2010-09-17")), "2010-09-20", []),
        ("closed on the day it was entered", closed(DUE, "2010-08-02"), LATE, []),
        ("without a date", heard(an_action(None)), LATE, []),
    ],
)
def test_a_reminder_is_passed_over_for_what_took_it_first(
    case: str, action: ActionFacts, on: str, expected: list[str]
) -> None:
    """In the order of the days, of every date that the action has had."""
    found = passed_reminders(action, BOARD, day(on))
    assert in_words(found) == expected, case
    clauses = {stop_words(one): stop_clause(one) for one in action.stops}
    assert [one.clause for one in found] == [clauses.get(one.reason, "5.2") for one in found]


@pytest.mark.clause("5.2")
@pytest.mark.clause("5.10")
def test_what_will_be_passed_over_is_said_before() -> None:
    """A list of 1 October is five WD or fewer before R20; evidence stays in for good."""

    def ahead(action: ActionFacts, on: str) -> list[str]:
        days = tuple(told_ahead(action, BOARD, day(on), day(on) + timedelta(days=92)))
        return in_words(reminders_to_pass(action, BOARD, day(on), days))

    listed = LIST.format("1 October")
    assert ahead(heard(an_action("2010-11-03")), "2010-09-06") == [f"R20 2010-10-06: {listed}"]
    assert ahead(heard(an_action("2010-11-08")), "2010-09-06") == []
    stays = stop_words(EVIDENCE)
    assert ahead(stopped(DUE, EVIDENCE), "2010-09-20") == [
        f"R5 2010-10-08: {stays}",
        f"R0 2010-10-15: {stays}",
    ]
    assert ahead(closed(DUE, "2010-09-01"), "2010-09-06") == []
    second = redated(LISTED, "2010-11-03", "2010-09-20")
    assert ahead(second, "2010-09-21") == [f"R20 2010-10-06: {listed}"]
    assert ahead(heard(an_action(None)), "2010-09-06") == []


LISTS: dict[str, tuple[Callable[[], ActionFacts], list[date]]] = {
    "evidence is in on the first of two months": (
        lambda: stopped(DUE, EVIDENCE),
        [day("2010-10-01"), day("2010-11-01")],
    ),
    "told in spite of it: it was on its way": (
        lambda: stopped(heard(an_action(), told(Step.M, "2010-10-01", cause="2010-10")), EVIDENCE),
        [day("2010-11-01")],
    ),
    "the secretary's own list is another": (
        lambda: stopped(
            heard(an_action(), told(Step.M, "2010-10-01", SECRETARY, cause="2010-10", first=False)),
            EVIDENCE,
        ),
        [day("2010-10-01"), day("2010-11-01")],
    ),
    "closed by the second": (
        lambda: closed(stopped(DUE, EVIDENCE), "2010-10-18"),
        [day("2010-10-01")],
    ),
    "a list that would not have named it": (
        lambda: stopped(redated(DUE, "2011-02-01", "2010-10-15"), EVIDENCE),
        [day("2010-10-01")],
    ),
    "a date so far off, from the very day of the list": (
        lambda: stopped(redated(DUE, "2011-02-01", "2010-10-01"), EVIDENCE),
        [],
    ),
    "the month of entry": (
        lambda: stopped(heard(an_action(entered="2010-10-01")), EVIDENCE),
        [day("2010-11-01")],
    ),
    "an extension that was asked for stops no list": (
        lambda: stopped(DUE, stop(StopKind.EXTENSION_ASKED, "2010-09-10")),
        [],
    ),
}


@pytest.mark.clause("5.10")
@table(("action", "expected"), LISTS.values(), ids=LISTS)
def test_a_list_that_a_stop_kept_back_is_said(
    action: Callable[[], ActionFacts], expected: list[date]
) -> None:
    """Each month's list that would have named the action by 1 November but for the stop."""
    found = stopped_lists(action(), BOARD, day("2010-11-01"))
    assert [(one.step, one.planned_on) for one in found] == [(Step.M, on) for on in expected]
    assert {(one.reason[:8], one.clause) for one in found} <= {("evidence", "5.10")}


E1_LATE = heard(an_action(), told(Step.E1, "2010-10-18"))
REFUSED_A = replace(withdrawn(waits(Step.A, "2010-08-02")), refused=True)
REFUSED = replace(withdrawn(waits(Step.E1, "2010-10-18")), refused=True)


@pytest.mark.clause("1.5", "2.3", "5.10", "5.10a", "5.12")
@table(
    ("case", "action", "on", "clause"),
    [
        ("a silence", stopped(DUE, stop(StopKind.SILENCE, "2010-10-18")), "2010-10-18", "2.3"),
        ("a hold", stopped(DUE, stop(StopKind.HOLD, "2010-10-18")), "2010-10-18", "5.10"),
        (
            "an extension asked for",
            stopped(E1_LATE, stop(StopKind.EXTENSION_ASKED, "2010-10-15")),
            "2010-10-22",
            "5.10a",
        ),
        (
            "a silence, after a hold that is over",
            stopped(
                DUE,
                stop(StopKind.HOLD, "2010-10-01", "2010-10-04"),
                stop(StopKind.SILENCE, "2010-10-18"),
            ),
            "2010-10-18",
            "2.3",
        ),
        ("kept back by the secretary", heard(an_action(), REFUSED), "2010-10-19", "5.12"),
        ("no A yet", replace(an_action(), ledger=(REFUSED_A,)), "2010-10-01", "1.5"),
    ],
)
def test_what_is_held_back_is_so_by_a_clause(
    case: str, action: ActionFacts, on: str, clause: str
) -> None:
    """Of the last step that is held back on the day."""
    views = view(action, BOARD, day(on))
    *_, held = (one for one in views if one.verdict is Verdict.HELD_BACK)
    assert held_clause(held, action, BOARD, day(on)) == clause, case
