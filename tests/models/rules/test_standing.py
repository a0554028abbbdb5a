"""How an action stands on a day, and its colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.date_words import day_words
from models.rules.facts import ActionFacts
from models.rules.standing import brief, closed_late, is_overdue, standing_of, stands, working_days
from models.rules.words import Brag, DateState, Progress, Standing, Step, StopKind
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
    version,
)
from tests.tables import table

TRIGGER = version(None, "2010-08-02", state=DateState.AWAITING_TRIGGER)
AGAIN = version(None, "2010-08-02", state=DateState.RECURRING)


@pytest.mark.clause("3.4")
@table(
    ("action", "on", "expected"),
    [
        (
            replace(an_action(None), version=replace(TRIGGER, read_as="It waits for the report.")),
            "2010-09-01",
            "It waits for the report.",
        ),
        (replace(an_action(None), version=TRIGGER), "2010-09-01", "It awaits an event."),
        (
            replace(an_action(None), version=AGAIN),
            "2010-11-01",
            "It recurs: its next checkpoint is 2 November 2010.",
        ),
        (
            replace(an_action(None), version=AGAIN),
            "2010-11-02",
            "It recurs: its next checkpoint is 2 February 2011.",
        ),
        (
            replace(an_action(None), version=AGAIN),
            "2010-12-15",
            "Overdue: nobody answered its checkpoint of 2 November 2010.",
        ),
        (
            replace(an_action(None), version=AGAIN, stops=(stop(StopKind.HOLD, "2010-12-14"),)),
            "2010-12-15",
            "It recurs: its next checkpoint is 2 February 2011.",
        ),
    ],
)
def test_why_an_action_without_a_date_stands_so(
    action: ActionFacts, on: str, expected: str
) -> None:
    """Its event, or its next checkpoint; a missed one is overdue unless it is held."""
    _, why = standing_of(action, BOARD, day(on))
    assert why == expected


EVIDENCE, HOLD, ASKED = StopKind.EVIDENCE, StopKind.HOLD, StopKind.EXTENSION_ASKED


# Due Friday 15 October 2010; entered on 2 August. The 20th WD before it is 17 September.
DUE = an_action()
FAR, AGO = an_action("2011-06-01"), "60 days ago (the limit is 60)."
FOLLOWED = replace(FAR, follow_from=day("2010-09-01"))
READINGS = [
    ("far off and heard of", answered(DUE, "2010-08-20"), "2010-09-10", "on-track", "green"),
    ("nothing for 59 days", DUE, "2010-09-16", "on-track", "green"),
    ("due in 20 WD and never asked", DUE, "2010-09-17", "due-soon", "amber"),
    # A Sunday's twentieth working day before is the Monday of R20, and no earlier.
    (
        "due on a Sunday, 21 WD before",
        answered(an_action("2010-10-17"), "2010-08-20"),
        "2010-09-17",
        "on-track",
        "green",
    ),
    ("due on a Sunday, 20 WD before", an_action("2010-10-17"), "2010-09-20", "due-soon", "amber"),
    ("due today", DUE, "2010-10-15", "due-soon", "amber"),
    (
        "due soon, answered since it was asked",
        answered(heard(DUE, told(Step.R20, "2010-09-17")), "2010-09-20"),
        "2010-09-21",
        "due-soon",
        "green",
    ),
    (
        "due soon, answered before it was asked",
        answered(heard(DUE, told(Step.R20, "2010-09-17")), "2010-09-16"),
        "2010-09-21",
        "due-soon",
        "amber",
    ),
    (
        "due soon; the secretary's list has asked the lead nothing",
        answered(
            heard(
                DUE,
                told(Step.R20, "2010-09-17"),
                told(Step.M, "2010-10-01", 5, cause="2010-10", first=False),
            ),
            "2010-09-20",
        ),
        "2010-10-04",
        "due-soon",
        "green",
    ),
    ("the day after", DUE, "2010-10-16", "overdue", "red"),
    (
        "evidence in on the due date and waiting",
        replace(DUE, stops=(stop(EVIDENCE, "2010-10-15"),)),
        "2010-11-15",
        "awaiting-decision",
        "green",
    ),
    (
        "evidence in a day late and waiting",
        replace(DUE, stops=(stop(EVIDENCE, "2010-10-16"),)),
        "2010-11-15",
        "awaiting-decision",
        "red",
    ),
    (
        "evidence in in time and returned after",
        replace(DUE, stops=(stop(EVIDENCE, "2010-10-14", "2010-11-01"),)),
        "2010-11-01",
        "overdue",
        "red",
    ),
    (
        "held over the due date",
        replace(
            DUE, stops=(stop(HOLD, "2010-10-11", "2010-12-01"),), responded_on=day("2010-10-11")
        ),
        "2010-11-15",
        "on-track",
        "green",
    ),
    (
        "the hold has ended",
        replace(DUE, stops=(stop(HOLD, "2010-10-11", "2010-12-01"),)),
        "2010-12-01",
        "overdue",
        "red",
    ),
    (
        "an extension asked for keeps nothing from being overdue",
        replace(DUE, stops=(stop(ASKED, "2010-10-11"),)),
        "2010-10-18",
        "overdue",
        "red",
    ),
    (
        "forecast to miss",
        replace(DUE, forecast_on=day("2010-10-16")),
        "2010-08-20",
        "at-risk",
        "red",
    ),
    (
        "forecast for the day itself",
        replace(answered(DUE, "2010-08-20"), forecast_on=day("2010-10-15")),
        "2010-09-10",
        "on-track",
        "green",
    ),
    ("without a date", an_action(None), "2010-08-20", "no-date", "amber"),
    (
        "extended once",
        replace(answered(DUE, "2010-08-20"), slips=1),
        "2010-09-10",
        "on-track",
        "amber",
    ),
    (
        "nothing heard for 60 days",
        an_action("2011-06-01"),
        "2010-10-01",
        "update-overdue",
        "green",
    ),
    (
        "closed in time",
        replace(DUE, stops=(closed("2010-10-15"),)),
        "2010-11-01",
        "closed",
        "blue",
    ),
    (
        "closed a day late",
        replace(DUE, stops=(closed("2010-10-16"),)),
        "2010-11-01",
        "closed-late",
        "blue",
    ),
    (
        "closed late as superseded",
        replace(DUE, stops=(closed("2010-10-18", Progress.CLOSED_SUPERSEDED),)),
        "2010-11-01",
        "closed-late",
        "grey",
    ),
]


@pytest.mark.clause("3.4", "3.5")
@table(
    ("action", "on", "standing", "brag"),
    [case[1:] for case in READINGS],
    ids=[case[0] for case in READINGS],
)
def test_the_first_standing_that_fits(
    action: ActionFacts, on: str, standing: str, brag: str
) -> None:
    """Standing and colour are the first that fit, and a sentence says why."""
    found = stands(action, BOARD, day(on))
    assert (found.standing, found.brag) == (Standing(standing), Brag(brag))
    assert found.why.endswith(".")


@pytest.mark.clause("5.8")
def test_an_open_or_undated_action_is_neither_overdue_nor_closed_late() -> None:
    """Rule 8: without an agreed date nothing is ever overdue."""
    undated = an_action(None)
    assert not is_overdue(undated, date(2011, 10, 1))
    assert not closed_late(replace(undated, stops=(closed("2010-11-17"),)), date(2010, 12, 1))
    assert not closed_late(DUE, date(2010, 12, 1))


@pytest.mark.clause("3.4")
def test_the_reason_counts_working_days() -> None:
    """Due on Friday 17 December and overdue on 4 January: 20 to 23 December and the 4th, five."""
    found = stands(an_action("2010-12-17"), BOARD, date(2011, 1, 4))
    assert found.why == "Overdue by 5 working days: due 17 December 2010."


@pytest.mark.clause("3.4")
def test_an_undated_action_repeats_the_plans_own_words() -> None:
    """The reason for having no date quotes what the plan says."""
    undated = an_action(None)
    quoted = replace(undated, version=replace(undated.version, as_written="when agreed"))
    assert "when agreed" in stands(quoted, BOARD, date(2010, 9, 1)).why


@pytest.mark.clause("3.4")
def test_days_are_said_in_words() -> None:
    """Days and counts read as a sentence would say them."""
    assert day_words(date(2010, 12, 5)) == "5 December 2010"
    assert day_words(None) == "no date yet"
    assert (working_days(1), working_days(2)) == ("1 working day", "2 working days")


UNDATED = replace(
    an_action(), version=replace(DUE.version, due_on=None, as_written="After the trial")
)
BRIEF = [
    ("far off", DUE, "2010-10-13", "In 2 working days."),
    ("a Sunday's Monday before", an_action("2010-10-17"), "2010-10-11", "In 5 working days."),
    ("a Sunday's Friday before", an_action("2010-10-17"), "2010-10-15", "Due now."),
    ("the day itself", DUE, "2010-10-15", "Due today."),
    ("the Monday after", DUE, "2010-10-18", "Overdue by 1 working day."),
    ("undated, whatever the plan wrote", UNDATED, "2010-10-18", "No date has been agreed"),
    ("held", replace(DUE, stops=(stop(HOLD, "2010-10-01"),)), "2010-10-04", "Held since"),
    ("closed", replace(UNDATED, stops=(closed("2010-10-01"),)), "2010-10-04", "Closed on"),
]


@pytest.mark.clause("8.1")
@table(("case", "action", "as_of", "said"), BRIEF)
def test_a_message_says_the_standing_beside_the_date_and_never_the_plans_words(
    case: str, action: ActionFacts, as_of: str, said: str
) -> None:
    """The due date is not said twice, and the plan's own words for it not at all."""
    words = brief(action, BOARD, day(as_of))
    assert words.startswith(said)
    assert "trial" not in words


@pytest.mark.clause("3.4")
@table(
    ("action", "said"),
    [
        (an_action(None), "No date has been agreed: a decision is needed."),
        (
            replace(answered(DUE, "2010-08-20"), stops=(stop(HOLD, "2010-08-23"),)),
            "Held since 23 August 2010; due 15 October 2010.",
        ),
        (
            answered(DUE, "2010-08-20"),
            "Due 15 October 2010: 25 working days before it, today included.",
        ),
        (
            answered(an_action("2010-10-17"), "2010-08-20"),
            "Due 17 October 2010, a Sunday: 26 working days before it, today included.",
        ),
        (an_action("2010-09-10"), "Due today, 10 September 2010."),
        (
            stopped(an_action("2010-09-03"), stop(StopKind.EVIDENCE, "2010-09-06")),
            "Evidence was submitted on 6 September 2010, after its due date of 3 September 2010,",
        ),
        (
            stopped(an_action("2010-09-06"), stop(StopKind.EVIDENCE, "2010-09-06")),
            "Evidence was submitted on 6 September 2010 and nobody has decided yet.",
        ),
        (
            stopped(an_action(None), stop(StopKind.EVIDENCE, "2010-09-06")),
            "Evidence was submitted on 6 September 2010 and nobody has decided yet.",
        ),
        (replace(DUE, forecast_on=day("2010-10-18")), "The lead forecasts 18 October 2010, after"),
    ],
)
def test_the_reason_is_a_sentence(action: ActionFacts, said: str) -> None:
    """On Friday 10 September 2010; 24 working days lie before the 15th of October."""
    assert stands(action, BOARD, day("2010-09-10")).why.startswith(said)


@pytest.mark.clause("3.4")
def test_a_saturday_is_not_among_the_days_that_are_left() -> None:
    """No working day is today then: twenty-four lie before the 15th, from Monday on."""
    why = stands(answered(DUE, "2010-08-20"), BOARD, day("2010-09-11")).why
    assert why == "Due 15 October 2010: 24 working days before it."


@pytest.mark.clause("8.1")
@table(
    ("action", "as_of", "said"),
    [
        (answered(an_action("2010-12-17"), "2010-10-01"), "2010-10-04", "In 54 working days."),
        (
            replace(answered(DUE, "2010-08-20"), stops=(stop(HOLD, "2010-08-23"),)),
            "2010-09-10",
            "Held since 23 August 2010.",
        ),
        (
            replace(DUE, forecast_on=day("2010-10-18"), stops=(stop(HOLD, "2010-10-01"),)),
            "2010-10-04",
            "The lead forecasts 18 October 2010, after 15 October 2010.",
        ),
        (
            FAR,
            "2010-10-01",
            f"Never answered since it was entered on 2 August 2010, {AGO}",
        ),
        (answered(FAR, "2010-08-02"), "2010-10-01", f"Not answered since 2 August 2010, {AGO}"),
        *(
            (
                one,
                "2010-10-31",
                f"Not answered since it was followed from 1 September 2010 on, {AGO}",
            )
            for one in (FOLLOWED, answered(FOLLOWED, "2010-08-20"))
        ),
    ],
    ids=[
        "far off",
        "held",
        "held and forecast to miss",
        "never answered",
        "answered on its first day",
        "followed later",
        "answered before it was followed",
    ],
)
def test_a_message_says_what_matters_most(action: ActionFacts, as_of: str, said: str) -> None:
    """The days that are left, a hold, or a forecast before it."""
    assert brief(action, BOARD, day(as_of)) == said


@pytest.mark.clause("4.15", "8.1")
def test_a_message_names_the_checkpoint_that_was_missed() -> None:
    """Entered on 2 August, the checkpoint is of 2 November; 20 WD later it is missed."""
    recurs = replace(DUE, version=version(None, "2010-08-02", state=DateState.RECURRING))
    said = brief(recurs, BOARD, day("2010-12-15"))
    assert said == "Overdue: nobody answered its checkpoint of 2 November 2010."
