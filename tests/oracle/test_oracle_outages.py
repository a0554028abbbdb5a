"""Worked by hand: outages of the mail server and of ours, storms, changes of policy."""

from dataclasses import replace
from datetime import date

import pytest

from tests.oracle.policy import Policy, PolicyChange
from tests.oracle.sample import (
    DEPUTY,
    LEAD,
    OTHER,
    SAFEGUARDING,
    SECRETARY,
    changed,
    day,
    days,
    event,
    told,
    vacated,
    world,
)
from tests.oracle.scenario import Event, Kind, Scenario, Tenure
from tests.oracle.told import messages, play


def closed(*texts: str) -> frozenset[date]:
    """Days."""
    return frozenset(day(text) for text in texts)


def test_a_step_is_told_on_the_day_it_was_accepted() -> None:
    """R5 of 24 November 2010 leaves on the 29th; E1 of 2 December on the 7th, E2 four WD on."""
    down = closed(
        "2010-11-24", "2010-11-25", "2010-11-26", "2010-12-02", "2010-12-03", "2010-12-06"
    )
    lived = world("2010-11-01", "2010-12-01", "2010-12-20", no_server=down)
    assert days(lived, "R5", "R0", "E1", "E2", "E3") == [
        "2010-11-29 R5",
        "2010-12-01 R0",
        "2010-12-07 E1",
        "2010-12-13 E2",
        "2010-12-20 E3",
    ]
    assert [n.on for n in play(lived) if n.step == "R5"] == [day("2010-11-24")]


def test_one_person_whom_the_server_puts_off_is_told_another_day() -> None:
    """R5 of 24 November 2010: the contributor has it that day, the lead on the 26th."""
    off = frozenset((day(f"2010-11-{n}"), f"holder of {LEAD}") for n in (24, 25))
    lived = changed(
        world("2010-11-01", "2010-12-01", "2010-11-30", put_off=off), leads=(LEAD, OTHER)
    )
    assert told(lived, "R5") == [f"2010-11-26 {LEAD}", f"2010-11-24 {OTHER}"]


def test_what_waits_when_evidence_comes_is_withdrawn() -> None:
    """R5 of 24 November 2010 waits; evidence on the 25th."""
    lived = world(
        "2010-11-01",
        "2010-12-01",
        "2010-12-01",
        event("2010-11-25", "evidence"),
        no_server=closed("2010-11-24", "2010-11-25"),
    )
    (reminder,) = (notice for notice in play(lived) if notice.step == "R5")
    assert (reminder.told_on, reminder.withdrawn_on) == (None, day("2010-11-25"))
    assert days(lived, "R5", "S") == ["2010-11-26 S"]


def test_two_posts_that_fall_vacant_while_they_wait_are_one_notice_to_their_stand_in() -> None:
    """R5 of 24 November 2010 waits to the 26th; lead and contributor left on the 24th."""
    lived = world(
        "2010-11-01", "2010-12-01", "2010-11-30", no_server=closed("2010-11-24", "2010-11-25")
    )
    lived = changed(lived, leads=(LEAD, OTHER))
    for name in (LEAD, OTHER):
        left = (Tenure(f"holder of {name}", day("2010-01-01"), day("2010-11-24")),)
        lived = vacated(lived, name, tenures=left)
    assert told(lived, "R5") == [f"2010-11-26 {SAFEGUARDING}"]


def test_reminders_planned_before_a_was_accepted_are_passed_over() -> None:
    """A of 1 November 2010 is accepted on the 8th, so R20 of the 3rd is not told."""
    down = closed(*(f"2010-11-0{number}" for number in range(1, 6)))
    lived = world("2010-11-01", "2010-12-01", "2010-11-30", no_server=down)
    assert days(lived) == ["2010-11-08 A", "2010-11-24 R5"]


def test_a_month_without_a_run_loses_nothing_and_bunches_nothing() -> None:
    """No run in December 2010 from the 2nd: E1 on 4 January 2011 and on at the ladder's pace."""
    lost = closed(*(f"2010-12-{number:02}" for number in range(2, 32)))
    lived = world("2010-11-01", "2010-12-01", "2011-01-31", no_run=lost)
    assert days(lived, "E1", "E2", "E3", "E4") == [
        "2011-01-04 E1",
        "2011-01-10 E2",
        "2011-01-17 E3",
        "2011-01-31 E4",
    ]


def test_an_outage_is_one_message() -> None:
    """A new lead and a decision while the server was down, 15 to 17 November 2010."""
    lived = world(
        "2010-11-01",
        "2010-12-01",
        "2010-11-19",
        event("2010-11-15", "change-lead", posts=(OTHER,)),
        event("2010-11-16", "priority-high"),
        no_server=closed("2010-11-15", "2010-11-16", "2010-11-17"),
    )
    sent = [message for message in messages(play(lived)) if message.person == f"holder of {OTHER}"]
    steps = [sorted(notice.step for notice in message.notices) for message in sent]
    assert steps == [["A", "D"]]
    assert sent[0].on == day("2010-11-18")


def test_an_action_entered_on_a_saturday_is_told_on_monday() -> None:
    """6 November 2010; a run on a day that is no WD is quiet."""
    assert days(world("2010-11-06", "2010-12-31", "2010-11-12")) == ["2010-11-08 A"]


def stormy(limit: int, *kinds: tuple[str, Kind]) -> Scenario:
    """Three leads told A on 1 November 2010."""
    events = tuple(Event(day(on), kind, run_on=day("2010-11-01")) for on, kind in kinds)
    policy = Policy(storm_messages=limit)
    lived = world("2010-11-01", "2010-12-14", "2010-11-05", policy=policy)
    return changed(replace(lived, events=events), leads=(LEAD, OTHER, DEPUTY))


def test_a_run_of_more_messages_than_the_limit_is_held_until_released() -> None:
    """Three messages are no more than three, but more than two; S says so each WD."""
    assert days(stormy(3)) == ["2010-11-01 A"]
    assert days(stormy(2, ("2010-11-03", "release"))) == [
        "2010-11-01 S",
        "2010-11-02 S",
        "2010-11-03 A",
    ]


def test_a_refused_run_is_withdrawn_and_its_steps_wait_for_the_secretary() -> None:
    """Refused on 3 November 2010; allowed again on the 5th, when the guard looks anew."""
    refused = stormy(2, ("2010-11-03", "refuse"), ("2010-11-05", "resume"))
    assert days(refused) == ["2010-11-01 S", "2010-11-02 S", "2010-11-05 S"]
    assert {n.withdrawn_on for n in play(refused) if n.step == "A"} == {day("2010-11-03"), None}


def test_a_run_far_above_the_usual_is_held() -> None:
    """Two runs of one message each, then three: more than two, and more than twice the median."""
    policy = Policy(storm_times_usual=2, storm_least=2, storm_runs=2)
    lived = world(
        "2010-11-01",
        "2010-12-14",
        "2010-11-09",
        event("2010-11-02", "progress"),
        event("2010-11-03", "progress"),
        policy=policy,
    )
    lived = changed(lived, leads=(LEAD, OTHER, DEPUTY), follow_from=day("2010-11-08"))
    assert days(lived) == ["2010-11-02 S", "2010-11-03 S", "2010-11-08 S", "2010-11-09 S"]
    assert {line.split(" ", 1)[1] for line in told(lived, "S")} == {SECRETARY}


@pytest.mark.parametrize(
    ("on", "policy", "told_on"),
    [
        ("2010-11-15", Policy(reminders=(20, 10, 0)), "2010-11-22 R5"),  # the fifth WD after
        ("2010-11-19", Policy(reminders=(20, 7, 0)), "2010-11-24 R5"),  # planned sooner already
        ("2010-11-15", Policy(reminders=(20, 3, 0)), "2010-11-26 R5"),  # later: at once
        ("2010-12-02", Policy(ladder=(1, 8, 13, 23, 43)), "2010-12-13 E2"),
        ("2010-12-02", Policy(ladder=(1, 2, 13, 23, 43)), "2010-12-08 E2"),
    ],
)
def test_a_changed_policy_plans_nothing_at_short_notice(
    on: str, policy: Policy, told_on: str
) -> None:
    """Due on 1 December 2010: R5 was planned for 24 November, E2 for 8 December."""
    changes = (PolicyChange(day(on), policy),)
    lived = world("2010-11-01", "2010-12-01", "2010-12-20", policy_changes=changes)
    assert days(lived, told_on[-2:]) == [told_on]
