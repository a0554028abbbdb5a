"""Which colour an action has, and which of the things it may mean made it fit."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from models.rules.facts import ActionFacts
from models.rules.standing import stands
from models.rules.words import Progress, Step, StopKind
from tests.models.rules.builders import (
    BOARD,
    an_action,
    answered,
    closed,
    day,
    heard,
    stop,
    stopped,
    told,
    withdrawn,
)
from tests.tables import table

# Due Friday 15 October 2010; entered on 2 August. The 20th WD before it is 17 September.
DUE = an_action()


@pytest.mark.clause("3.5")
@table(
    ("action", "as_of", "said"),
    [
        (DUE, "2010-10-18", "Overdue."),
        (replace(DUE, forecast_on=day("2010-10-18")), "2010-08-03", "Forecast by the lead"),
        (
            stopped(DUE, stop(StopKind.EVIDENCE, "2010-10-18")),
            "2010-10-18",
            "Overdue: its evidence came after its date, on 18 October 2010.",
        ),
        (replace(DUE, slips=1), "2010-08-03", "Its date has slipped: it was put off once."),
        (replace(DUE, slips=2), "2010-08-03", "Its date has slipped: it was put off 2 times."),
        (an_action(None), "2010-08-03", "Without a date."),
        (
            replace(an_action(None), forecast_on=day("2010-10-18")),
            "2010-08-03",
            "Without a date.",
        ),
        (
            replace(
                DUE,
                stops=(replace(closed("2010-08-03"), closed_as=Progress.CLOSED_SUPERSEDED),),
            ),
            "2010-08-03",
            "Closed as superseded.",
        ),
        (stopped(DUE, closed("2010-08-03")), "2010-08-03", "Closed, evidence accepted."),
        (stopped(DUE, stop(StopKind.CLOSURE, "2010-08-03")), "2010-08-03", "Closed."),
        *(
            (
                replace(
                    DUE,
                    ledger=(told(before, "2010-09-29"), told(step, "2010-10-04")),
                    responded_on=day("2010-10-01"),
                ),
                "2010-10-05",
                "Due soon, and nothing was answered since the last reminder or list.",
            )
            for before, step in pairwise((Step.M, Step.R20, Step.R5, Step.R0, Step.M))
        ),
        (DUE, "2010-10-04", "Due soon, and no reminder or list has gone out yet."),
        (
            replace(DUE, responded_on=day("2010-10-04")),
            "2010-10-04",
            "Due soon, and no reminder or list has gone out yet.",
        ),
        (DUE, "2010-08-03", "Not late, never put off, and not due within 20 working days."),
        (
            replace(DUE, ledger=(told(Step.R5, "2010-10-08"),), responded_on=day("2010-10-08")),
            "2010-10-15",
            "Due soon, and answered since the last reminder or list.",
        ),
        (
            stopped(DUE, stop(StopKind.EVIDENCE, "2010-10-15")),
            "2010-10-18",
            "Its date has passed, its evidence was in.",
        ),
        (
            stopped(DUE, stop(StopKind.HOLD, "2010-10-15")),
            "2010-10-18",
            "Its date has passed, but it is held.",
        ),
    ],
)
def test_a_colour_says_what_made_it_fit(action: ActionFacts, as_of: str, said: str) -> None:
    """One of the things that the colour may mean, and not all of them."""
    assert stands(action, BOARD, day(as_of)).brag_why.startswith(said)


LISTED = told(Step.M, "2010-10-01", cause="2010-10")
R20 = told(Step.R20, "2010-09-17")


@pytest.mark.clause("3.5")
@table(
    ("case", "action", "brag"),
    [
        ("answered, and asked nothing yet", answered(DUE, "2010-10-01"), "amber"),
        ("asked, and never answered", heard(DUE, R20), "amber"),
        ("answered on the day it was asked", answered(heard(DUE, R20), "2010-09-17"), "green"),
        ("asked again since it answered", answered(heard(DUE, R20, LISTED), "2010-09-20"), "amber"),
        (
            "told since that it is theirs, which asks nothing",
            answered(heard(DUE, R20, told(Step.A, "2010-10-01", cause="t1")), "2010-09-20"),
            "green",
        ),
        (
            "asked again by a message that was withdrawn",
            answered(heard(DUE, R20, withdrawn(LISTED)), "2010-09-20"),
            "green",
        ),
    ],
)
def test_soon_and_unanswered_is_amber(case: str, action: ActionFacts, brag: str) -> None:
    """On 4 October 2010, nine working days before the due date."""
    assert stands(action, BOARD, day("2010-10-04")).brag == brag, case


@pytest.mark.clause("3.5")
@table("step", [Step.R20, Step.R5, Step.R0, Step.M])
def test_each_reminder_and_list_asks(step: Step) -> None:
    """Answered on the 17th and asked on the 20th, by whichever of them: amber again."""
    action = answered(heard(DUE, told(step, "2010-09-20")), "2010-09-17")
    assert stands(action, BOARD, day("2010-10-04")).brag == "amber"
