"""Whose line of the ledger says that a step was told, where its first-named refused it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts, PostFacts
from models.rules.ladder import Verdict, view
from models.rules.questions import ask
from models.rules.words import Step
from tests.models.rules.builders import (
    CHAIR,
    LEAD,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    holds,
    person,
    post,
    told,
    withdrawn,
)
from tests.tables import table

# E4 of 12 November 2010: the secretary, first-named of it, refused; the chair had it as the chair.
E4 = heard(
    an_action(),
    *(told(Step(f"E{n}"), on) for n, on in ((1, "2010-10-18"), (2, "2010-10-22"))),
    told(Step.E3, "2010-10-29"),
    replace(withdrawn(told(Step.E4, "2010-11-12", SECRETARY)), told_on=None, bounced=True),
    told(Step.E4, "2010-11-12", CHAIR, first=False),
)


# The same of 30 November, the last run of its month.
LATE = replace(
    E4,
    ledger=(
        *E4.ledger[:-2],
        *(replace(line, recorded_on=day("2010-11-30")) for line in E4.ledger[-2:-1]),
        told(Step.E4, "2010-11-30", CHAIR, first=False),
    ),
)
M_REFUSED = replace(
    withdrawn(told(Step.M, "2010-11-12", cause="2010-11")), told_on=None, bounced=True
)


def e4(
    action: ActionFacts, on: str, *ran: str, out: bool = False, posts: Sequence[PostFacts] = ()
) -> Verdict:
    """What is said of E4 on a day, after runs in its month."""
    board = a_board(*posts, undeliverable=[person(SECRETARY)] if out else [])
    board = replace(board, month_runs=tuple(day(one) for one in ran))
    return next(v.verdict for v in view(action, board, day(on)) if v.step is Step.E4)


@pytest.mark.clause("1.4", "5.7")
@table(
    ("case", "on", "ran", "out", "expected"),
    [
        ("refused still: the chair stands in", "2010-11-15", ["2010-11-12"], True, Verdict.TOLD),
        (
            "good again before the next run",
            "2010-11-15",
            ["2010-11-12"],
            False,
            Verdict.DUE,
        ),
        (
            "good again after it",
            "2010-11-16",
            ["2010-11-12", "2010-11-15"],
            False,
            Verdict.TOLD,
        ),
        ("good again in another month", "2010-12-01", [], False, Verdict.TOLD),
    ],
)
def test_a_step_that_a_stand_in_had_stays_told(
    case: str, on: str, ran: list[str], expected: Verdict, *, out: bool
) -> None:
    """The stand-in has it in a role of their own; the ladder goes on from that day."""
    assert e4(E4, on, *ran, out=out) is expected, case


@pytest.mark.clause("1.4", "5.7")
def test_a_step_that_nobody_had_is_due_to_the_first_named_again() -> None:
    """The chair's line is withdrawn as well."""
    alone = replace(E4, ledger=E4.ledger[:-1])
    assert e4(alone, "2010-11-16", "2010-11-15") is Verdict.DUE


RAN = ("2010-11-12", "2010-11-15")


@pytest.mark.clause("1.4", "5.7")
@table(
    ("case", "action", "on", "ran", "expected"),
    [
        ("nothing ran until today", E4, "2010-11-17", ["2010-11-12"], Verdict.DUE),
        ("today's run is the first since", E4, "2010-11-15", [*RAN], Verdict.DUE),
        ("the first run of the next month", LATE, "2010-12-01", [], Verdict.DUE),
        ("the second run of the next month", LATE, "2010-12-02", [], Verdict.TOLD),
        (
            "the first-named's was withdrawn, and not refused",
            replace(
                E4,
                ledger=(
                    *E4.ledger[:-2],
                    withdrawn(told(Step.E4, "2010-11-12", SECRETARY)),
                    E4.ledger[-1],
                ),
            ),
            "2010-11-16",
            [*RAN],
            Verdict.DUE,
        ),
        (
            "a copy of it was refused as well",
            replace(
                E4,
                ledger=(
                    *E4.ledger,
                    replace(E4.ledger[-2], post_id=LEAD, person_id=person(LEAD), first=False),
                ),
            ),
            "2010-11-16",
            [*RAN],
            Verdict.TOLD,
        ),
        (
            "another message was refused since",
            replace(E4, ledger=(*E4.ledger, M_REFUSED)),
            "2010-11-16",
            [*RAN],
            Verdict.TOLD,
        ),
    ],
)
def test_a_stand_in_had_the_step_where_a_run_came_between(
    case: str, action: ActionFacts, on: str, ran: list[str], expected: Verdict
) -> None:
    """And where it was for them that the address refused it."""
    assert e4(action, on, *ran) is expected, case


@pytest.mark.clause("5.7")
def test_who_stands_in_is_asked_of_the_day_after_the_refusal() -> None:
    """The chair came on the day of E4."""
    chair = post(CHAIR, holds(CHAIR, person(CHAIR), day("2010-11-12")))
    assert e4(E4, "2010-11-16", *RAN, posts=[chair]) is Verdict.TOLD


@pytest.mark.clause("4.11")
@table(("step", "cause", "count"), [(Step.Z, "s4", 0), (Step.D, "x3", 0), (Step.D, "d7", 1)])
def test_what_is_told_to_posts_of_old_has_no_first_named_today(
    step: Step, cause: str, count: int
) -> None:
    """A stand-down and a correction go to those who were told; a decision goes to the lead."""
    line = told(step, "2010-11-12", cause=cause, first=False)
    q = ask(heard(an_action(), line), a_board(), day("2010-11-15"))
    assert len(q.firsts(step, cause)) == count
