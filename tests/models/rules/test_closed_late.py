"""How an action was closed, and whether it was late: what waited in time for a decision was not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.date_words import day_words
from models.rules.facts import Stop
from models.rules.records import Decided
from models.rules.standing import closed_late, stands
from models.rules.words import DecisionKind, Progress, Standing, StopKind
from tests.models.rules.builders import BOARD, CHAIR, an_action, closed, day, stop
from tests.tables import table

IN_ON, HELD_FROM = "; its evidence came in on", "; it was held from 11 October 2010, by"
EVIDENCE, HOLD = StopKind.EVIDENCE, StopKind.HOLD
# Due Friday 15 October 2010.
DUE = an_action()


@pytest.mark.clause("3.4")
@table(
    ("stops", "late", "said"),
    [
        # In by the date, then accepted.
        ((stop(EVIDENCE, "2010-10-15", "2010-11-17"),), False, f"{IN_ON} 15 October 2010, by"),
        ((stop(EVIDENCE, "2010-10-15"),), False, f"{IN_ON} 15 October 2010, by"),
        # In after the date.
        ((stop(EVIDENCE, "2010-10-18", "2010-11-17"),), True, f"{IN_ON} 18 October 2010, after"),
        ((stop(EVIDENCE, "2010-11-17", "2010-11-17"),), True, f"{IN_ON} 17 November 2010, after"),
        # Returned, and late from then.
        ((stop(EVIDENCE, "2010-10-15", "2010-10-20"),), True, ", after"),
        (
            (
                stop(EVIDENCE, "2010-10-15", "2010-10-20"),
                stop(EVIDENCE, "2010-11-01", "2010-11-17"),
            ),
            True,
            f"{IN_ON} 1 November 2010, after",
        ),
        # Never overdue while it was held, whenever the evidence came.
        ((stop(HOLD, "2010-10-11", "2010-12-01"),), False, HELD_FROM),
        (
            (stop(EVIDENCE, "2010-10-18", "2010-11-17"), stop(HOLD, "2010-10-11", "2010-12-01")),
            False,
            HELD_FROM,
        ),
        ((stop(HOLD, "2010-10-15", "2010-12-01"),), False, HELD_FROM.replace("11", "15")),
        # Overdue before it was held.
        ((stop(HOLD, "2010-10-25", "2010-12-01"),), True, ", after"),
        (
            (stop(HOLD, "2010-10-25", "2010-12-01"), stop(EVIDENCE, "2010-10-26", "2010-11-17")),
            True,
            f"{IN_ON} 26 October 2010, after",
        ),
        ((stop(EVIDENCE, "2010-11-18"),), True, ", after"),
        ((), True, ", after"),
    ],
)
def test_what_waited_for_a_decision_in_time_is_not_closed_late(
    stops: tuple[Stop, ...], *, late: bool, said: str
) -> None:
    """Evidence in by the due date is not overdue while it waits, nor is a held action."""
    action = replace(DUE, stops=(*stops, closed("2010-11-17")))
    assert closed_late(action, date(2010, 11, 17)) is late
    closed_on = "Closed on 17 November 2010 with its evidence accepted"
    why = stands(action, BOARD, date(2010, 11, 17)).why
    assert why == f"{closed_on}{said} its due date of 15 October 2010."


@pytest.mark.clause("3.4")
@table(
    ("how", "said"),
    [
        (Progress.CLOSED_ACCEPTED, "with its evidence accepted"),
        (None, "with its evidence accepted"),
        (Progress.CLOSED_NOT_IMPLEMENTED, "as not implemented"),
        (Progress.CLOSED_SUPERSEDED, "as superseded"),
        (Progress.CLOSED_OUTSIDE_CONTROL, "as outside the board's control"),
    ],
)
def test_a_closed_action_says_how(how: Progress | None, said: str) -> None:
    """On time, and late."""
    for on, late in (("2010-10-15", ""), ("2010-10-18", ", after its due date of 15 October 2010")):
        shut = replace(DUE, stops=(replace(stop(StopKind.CLOSURE, on), closed_as=how),))
        expected = f"Closed on {day_words(day(on))} {said}{late}."
        assert stands(shut, BOARD, day("2010-11-01")).why == expected


ACCEPTED = (
    Decided(
        decision_id=1,
        kind=DecisionKind.ACCEPT,
        on=day("2010-11-17"),
        recorded_on=day("2010-11-17"),
        person_id=106,
        post_id=CHAIR,
    ),
)


@pytest.mark.clause("3.3", "3.4")
def test_of_a_plans_record_without_a_day_nobody_knows_that_it_was_late() -> None:
    """Entered on 17 November as not implemented, due in October; decided that day it is late."""
    recorded = replace(
        an_action("2010-10-15", "2010-11-17"),
        stops=(replace(closed("2010-11-17"), closed_as=Progress.CLOSED_NOT_IMPLEMENTED),),
    )
    found = stands(recorded, BOARD, day("2010-12-01"))
    assert (found.standing, closed_late(recorded, day("2010-12-01"))) == (Standing.CLOSED, False)
    assert found.why == (
        "Closed as not implemented in the plan entered on 17 November 2010, which does not say "
        "when."
    )
    said = [
        stands(replace(recorded, stops=(closed(at),), decisions=made), BOARD, day("2010-12-01")).why
        for at, made in (("2010-11-16", ()), ("2010-11-17", ACCEPTED), ("2010-11-18", ACCEPTED))
    ]
    assert ["as its plan says" in one for one in said] == [True, False, False]
    on, kind = day("2010-11-17"), DecisionKind.PRIORITY_HIGH
    one = Decided(decision_id=1, kind=kind, on=on, recorded_on=on, person_id=106, post_id=CHAIR)
    assert not closed_late(replace(recorded, decisions=(one,)), day("2010-12-01"))
    for kind in (
        DecisionKind.ACCEPT,
        DecisionKind.NOT_IMPLEMENTED,
        DecisionKind.SUPERSEDED,
        DecisionKind.OUTSIDE_CONTROL,
    ):
        dropped = replace(recorded, decisions=(replace(one, kind=kind),))
        assert closed_late(dropped, day("2010-12-01")), kind


@pytest.mark.clause("3.4")
def test_a_silence_excuses_no_late_closure() -> None:
    """Only evidence and a hold keep an action from being overdue."""
    silence = stop(StopKind.SILENCE, "2010-10-11", "2010-12-01")
    shut = replace(DUE, stops=(silence, closed("2010-11-01")))
    assert closed_late(shut, day("2010-11-02"))
