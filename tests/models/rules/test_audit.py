"""The self-check as a whole: the order of what it says, its words, and each way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from models.rules.audit import findings, kind_of, sample, says, way_out
from models.rules.audit_facts import Audited, Fault, Finding, Kind, LeftNotice, reachable
from models.rules.words import Step, StopKind, VersionCause
from tests.models.rules.audited import TWO, lived
from tests.models.rules.builders import (
    LEAD,
    SAFEGUARDING,
    SECOND,
    START,
    a_board,
    an_action,
    day,
    holds,
    post,
    stop,
    stopped,
    version,
)
from tests.tables import table

OCTOBER = date(2010, 10, 20)
# Each fault with its kind, its sentence and its way out, both as they begin.
WORDS: dict[Fault, tuple[Kind, str, str]] = {
    Fault.NOT_TOLD: (
        Kind.MISSING,
        "E2 was owed on 4 November 2010 and is not in the",
        "run matters f",
    ),
    Fault.TWICE: (Kind.EXTRA, "E2 of 4 November 2010 is in the ledger twice", "look at matters"),
    Fault.ARRIVED_TWICE: (
        Kind.EXTRA,
        "E2 of 4 November 2010 was accepted in two",
        "look at matters",
    ),
    Fault.BEFORE_A: (Kind.EXTRA, "E2 of 4 November 2010 was told before A", "look at matters"),
    Fault.OUT_OF_ORDER: (
        Kind.EXTRA,
        "E2 of 4 November 2010 was told out of its",
        "look at matters",
    ),
    Fault.SAME_DAY: (Kind.EXTRA, "E2 of 4 November 2010 was told on the day of", "look at matters"),
    Fault.STOPPED: (Kind.EXTRA, "E2 was queued on 4 November 2010, when the", "look at matters"),
    Fault.NO_HOLDER: (Kind.EXTRA, "E2 of 4 November 2010 went to a person who", "look at matters"),
    Fault.NO_CAUSE: (Kind.EXTRA, "E2 of 4 November 2010 answers nothing that", "look at matters"),
    Fault.LEFT_WAITING: (
        Kind.STUCK,
        "E2 of 4 November 2010 still waits, though",
        "run matters deliver;",
    ),
    Fault.LEFT_SENDING: (
        Kind.STUCK,
        "a message of 4 November 2010 is being sent",
        "run matters deliver;",
    ),
    Fault.LEFT_UNKNOWN: (
        Kind.STUCK,
        "a message of 4 November 2010 may or may not",
        "look for it in",
    ),
    Fault.LEFT_QUEUED: (
        Kind.STUCK,
        "a message of 4 November 2010 has waited for",
        "run matters deliver;",
    ),
    Fault.ASKED_LATE: (Kind.STUCK, "something will be owed on 4 November 2010", "run matters f"),
    Fault.NOT_ASKED: (Kind.STUCK, "no run has asked the action since it was to", "run matters f"),
    Fault.REFUSED: (
        Kind.UNDELIVERABLE,
        "messages to the post are refused since 4",
        "enter a new address with matters contacts; one that was refused wrongly is cleared by",
    ),
    Fault.NO_ADDRESS: (
        Kind.UNDELIVERABLE,
        "the holder of the post has no address",
        "enter a new address",
    ),
}


@table("fault", Fault)
def test_each_fault_has_a_kind_a_sentence_and_a_way_out(fault: Fault) -> None:
    """Said of E2 on 4 November 2010."""
    kind, sentence, way = WORDS[fault]
    assert kind_of(fault) is kind
    assert says(fault, "E2", date(2010, 11, 4)).startswith(sentence)
    assert way_out(fault).startswith(way)
    assert way_out(fault).endswith("--clear") is (fault is Fault.REFUSED)


def test_who_can_be_told_held_the_post_then_and_holds_it_now() -> None:
    """Held throughout, left since, come since, and followed by another."""
    before, since = holds(LEAD, 101, START, OCTOBER), holds(LEAD, 101, day("2010-10-11"))
    other = holds(LEAD, 201, OCTOBER, nth=1)
    posts = (post(LEAD), post(LEAD, before), post(LEAD, since), post(LEAD, before, other))
    looked = [lived(an_action()).but(board=a_board(one)).on(OCTOBER) for one in posts]
    assert [reachable(a, LEAD, day("2010-09-01")) for a in looked] == [101, None, None, None]


def test_an_action_is_known_as_it_is_since_the_last_that_was_recorded_of_it() -> None:
    """Its entry, a version of its date that is over, or the one that holds."""
    over = replace(version("2010-10-15", "2010-08-02"), recorded_on=day("2010-09-20"))
    holding = version("2010-11-30", "2010-09-01", VersionCause.SET, number=2)
    known = {
        replace(an_action(), entered_on=day("2010-08-09")): "2010-08-09",
        replace(an_action(), version=holding, versions=(over, holding)): "2010-09-20",
        replace(an_action(), version=holding): "2010-09-01",
    }
    looked = lived(an_action()).on(OCTOBER)
    assert {one: f"{looked.known_on(one)}" for one in known} == known


def test_a_fault_of_no_step_is_of_a_notice() -> None:
    """The sentence has a subject all the same."""
    assert says(Fault.TWICE, None, OCTOBER).startswith("A notice of 20 October 2010 is")


def test_a_finding_is_the_same_on_a_later_day() -> None:
    """It is known by all but the day it is dated."""
    one = Finding(fault=Fault.TWICE, on=OCTOBER, action_id=1, step=Step.E1, cause="v1", post_id=3)
    assert one.key == (Fault.TWICE, 1, Step.E1, "v1", 3)
    assert replace(one, on=date(2010, 10, 21)).key == one.key


def test_findings_come_by_action_and_day_each_once() -> None:
    """What is of the board comes first, then each action's, the earliest first."""
    spoilt = lived(TWO).without(Step.R0, Step.E1, Step.M)
    first, second = spoilt.action, replace(spoilt.action, action_id=2)
    board = replace(a_board(undeliverable=(106, 102)), refused_on={102: OCTOBER})
    found = findings(replace(spoilt.on(OCTOBER), board=board, actions=(second, first, first)))
    places = [(one.action_id, f"{one.on:%d %b}", one.step, one.post_id) for one in found]
    assert places == [
        (None, "20 Oct", None, SECOND),
        *(
            (number, *one)
            for number in (1, 2)
            for one in (
                ("01 Oct", Step.M, LEAD),
                ("15 Oct", Step.R0, LEAD),
                ("22 Oct", Step.E2, SAFEGUARDING),
            )
        ),
    ]


def test_findings_of_a_day_come_by_fault_step_and_post() -> None:
    """However they are found."""
    places = [(Step.R5, 3), (Step.R5, 2), (Step.R0, 4), (Step.A, 1)]
    on = day("2010-10-14")
    left = tuple(
        LeftNotice(action_id=9, step=step, cause="v1", post_id=post, recorded_on=on)
        for step, post in places
    )
    twice = (replace(left[0], post_id=1),)
    whole = lived(TWO).but(notices=left, arrived_twice=twice, last_accepted_on=OCTOBER)
    said = [(one.fault, one.step, one.post_id) for one in findings(whole.on(OCTOBER))]
    waiting = Fault.LEFT_WAITING
    assert said == [
        (Fault.ARRIVED_TWICE, Step.R5, 1),
        (waiting, Step.A, 1),
        (waiting, Step.R0, 4),
        (waiting, Step.R5, 2),
        (waiting, Step.R5, 3),
    ]


def asked(next_on: str | None, as_of: str = "2010-10-20", **more: Any) -> list[str]:
    """What is said of an action that is asked next on a day; all were asked on 19 October."""
    given: dict[str, Any] = {
        "next_on": {1: day(next_on) if next_on else None},
        "asked_all_on": day("2010-10-19"),
    }
    whole = lived(an_action(), end="2010-10-29").but(**given | more)
    return whole.over(as_of, as_of).says()


CASES: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "asked on the day of E2": (lambda: asked("2010-10-22"), []),
    "asked on the day after E2": (
        lambda: asked("2010-10-23"),
        ["asked-late of 22 Oct: 20 Oct - 20 Oct"],
    ),
    "never asked": (lambda: asked(None), ["not-asked of 8 Sep: 20 Oct - 20 Oct"]),
    "all are to be asked by the next run": (lambda: asked("2010-10-23", asked_all_on=None), []),
    "no run was": (lambda: asked("2010-10-23", runs=()), []),
    "recorded since the last run": (lambda: asked("2010-10-23", settled_on=day("2010-10-20")), []),
    "recorded before the last run": (
        lambda: asked("2010-10-23", settled_on=day("2010-10-19")),
        ["asked-late of 22 Oct: 20 Oct - 20 Oct"],
    ),
    "owed in 11 WD": (lambda: asked("2011-10-01", "2010-09-02"), []),
    "owed in 10 WD": (
        lambda: asked("2011-10-01", "2010-09-03"),
        ["asked-late of 17 Sep: 3 Sep - 3 Sep"],
    ),
    "E2 was not told today and the action is asked in a week": (
        lambda: (
            lived(an_action(), end="2010-10-29")
            .without(Step.E2)
            .but(next_on={1: day("2010-10-29")}, asked_all_on=day("2010-10-19"))
            .over("2010-10-22", "2010-10-22")
            .says()
        ),
        ["asked-late of 25 Oct: 22 Oct - 22 Oct"],
    ),
    "due a day too late for the list that was told today": (
        lambda: (
            lived(an_action("2010-11-16"), end="2010-10-29")
            .but(next_on={1: day("2010-10-19")}, asked_all_on=day("2010-09-30"))
            .over("2010-10-01", "2010-10-01")
            .says()
        ),
        [],
    ),
    "the list of a month that is told": (lambda: asked("2010-10-08", "2010-10-01"), []),
}


@table("case", CASES)
def test_an_action_that_is_asked_too_late(case: str) -> None:
    """Something is owed within ten WD and before the day on which a run asks."""
    looked, said = CASES[case]
    assert looked() == said


def many(count: int, on: date, *closed: int) -> Audited:
    """So many actions that are asked, some of them closed."""
    one = lived(an_action(), end="2010-08-04").on(on)
    end = stop(StopKind.CLOSURE, "2010-08-02")
    actions = [replace(one.actions[0], action_id=n) for n in range(count)]
    actions = [stopped(a, end) if a.action_id in closed else a for a in actions]
    return replace(one, actions=tuple(actions), next_on=dict.fromkeys(range(count), on))


def test_a_few_open_actions_are_looked_at_each_day() -> None:
    """At most 25, others on the next day, and in the end each of them."""
    assert [one.action_id for one in sample(many(25, OCTOBER))] == list(range(25))
    assert [one.action_id for one in sample(many(4, OCTOBER, 1, 2))] == [0, 3]
    assert sample(many(0, OCTOBER)) == []
    days = [date(2010, 10, 20), date(2010, 10, 21)]
    halves = [[one.action_id for one in sample(many(26, on))] for on in days]
    assert halves == [
        list(range(OCTOBER.toordinal() % 2, 26, 2)),
        list(range(days[1].toordinal() % 2, 26, 2)),
    ]


def test_what_is_not_kept_as_asked_is_not_looked_at() -> None:
    """An action of which no next day is known."""
    assert sample(replace(many(3, OCTOBER), next_on={1: OCTOBER})) == [many(3, OCTOBER).actions[1]]
