"""Rule 14: a changed policy or calendar applies to steps not yet told, and surprises nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import Calendar
from models.rules.facts import ActionFacts, BoardFacts, PolicyChange
from models.rules.ladder import view
from models.rules.policy import Ladder, Policy, Reminders
from models.rules.rehearsal import Later, rehearse
from models.rules.words import STAGES, DateState, Progress, Step, StopKind
from tests.models.rules.builders import (
    CALENDAR,
    a_board,
    an_action,
    day,
    heard,
    played,
    stop,
    stopped,
    told,
)
from tests.tables import table

SOON = Policy(number=1, ladder=Ladder(normal=(1, 2, 3, 4, 5)))
SLOW = Policy(number=1, ladder=Ladder(normal=(10, 20, 30, 40, 50)))
EARLY = Policy(number=1, reminders=Reminders(normal=(30, 12, 1)))


def changed(on: str, policy: Policy, before: BoardFacts | None = None) -> BoardFacts:
    """The small board under a policy that was adopted on a day; by default for the shipped one."""
    old = before or a_board()
    return replace(a_board(policy=policy, ran=on), change=PolicyChange(on=day(on), before=old))


def days_of(action: ActionFacts, board: BoardFacts, start: str) -> dict[Step, list[str]]:
    """When each step is told to its first-named, for half a year."""
    return played(action, board, start, "2011-03-31")


def planned(action: ActionFacts, board: BoardFacts, as_of: str) -> dict[Step, date | None]:
    """The planned day of each step as of a day."""
    return {v.step: v.planned_on for v in view(action, board, day(as_of))}


@pytest.mark.clause("5.14")
def test_what_a_policy_plans_sooner_waits_for_the_fifth_day_after_it() -> None:
    """Due Friday 15 October; E1 told on the 18th; on Tuesday the 19th E2 moves from +5 to +2 WD.

    By the new policy E2 would be planned for the 19th itself. It was planned for the 22nd already,
    which is sooner than the fifth WD after the change, the 26th: so the 22nd it is.
    """
    action = heard(an_action(), told(Step.E1, "2010-10-18"))
    board = changed("2010-10-19", SOON)
    assert days_of(action, board, "2010-10-20")[Step.E2] == ["2010-10-22"]


@pytest.mark.clause("5.14")
def test_a_step_planned_for_later_is_not_told_before_the_fifth_day() -> None:
    """E2 was told on the 22nd, E3 was planned for the 29th. The policy of the 22nd says 3 WD.

    E3 would be planned for the 25th; the fifth WD after the 22nd is the 29th, as is the old plan.
    """
    action = heard(an_action(), told(Step.E1, "2010-10-18"), told(Step.E2, "2010-10-22", 3))
    told_days = days_of(action, changed("2010-10-22", SOON), "2010-10-25")
    assert told_days[Step.E3] == ["2010-10-29"]
    # E4 by the old offsets would be 10 WD after that; by the new ones 1.
    assert told_days[Step.E4] == ["2010-11-01"]


@pytest.mark.clause("5.10a", "5.14")
def test_what_a_stop_kept_back_under_the_policy_before_is_not_told_at_once() -> None:
    """More time was asked for on 15 October; on the 27th the wait for it falls from 20 WD to 5.

    By the new policy it ended on the 22nd, and E2 comes on the 29th. It was planned for 19
    November, and so it waits for the fifth WD after the change: 28 29 Oct 1 2 3 Nov.
    """
    brief = Policy(number=1, ladder=Ladder(extension_wait_wd=5))
    action = heard(an_action(), told(Step.E1, "2010-10-18"))
    asked = stopped(action, stop(StopKind.EXTENSION_ASKED, "2010-10-15"))
    assert planned(asked, a_board(policy=brief), "2010-10-27")[Step.E2] == day("2010-10-29")
    board = changed("2010-10-27", brief)
    assert planned(asked, board, "2010-10-27")[Step.E2] == day("2010-11-03")


@pytest.mark.clause("5.14")
def test_a_policy_that_plans_later_applies_at_once() -> None:
    """E2 goes from +5 to +20 WD: what has not been told waits for its new day."""
    action = heard(an_action(), told(Step.E1, "2010-10-18"))
    assert days_of(action, changed("2010-10-19", SLOW), "2010-10-20")[Step.E2] == ["2010-11-12"]


@pytest.mark.clause("5.14")
def test_reminders_keep_the_rule_too() -> None:
    """Due 15 October: R20 (17 September) becomes 30 WD, 3 September; the change is of the 6th.

    The fifth WD after it is the 13th, and R20 was not planned sooner. R5 goes from the 8th to the
    29th of September, and R0 to the day before the due date.
    """
    told_days = days_of(heard(an_action()), changed("2010-09-06", EARLY), "2010-09-07")
    assert (told_days[Step.R20], told_days[Step.R5], told_days[Step.R0]) == (
        ["2010-09-13"],
        ["2010-09-29"],
        ["2010-10-14"],
    )


@pytest.mark.clause("5.14")
def test_an_action_entered_in_those_days_has_them_as_well() -> None:
    """Due 24 September: R5 would be the 8th, and is told on the fifth WD after the change."""
    action = an_action("2010-09-24", "2010-09-07")
    told_days = days_of(action, changed("2010-09-06", EARLY), "2010-09-07")
    assert told_days[Step.R5] == ["2010-09-13"]


@pytest.mark.clause("5.14")
def test_what_nobody_decides_keeps_the_rule_as_well() -> None:
    """Evidence of 6 September: W10 is the 20th; by a policy of the 7th it is told after 1 WD."""
    soon = Policy(number=1, ladder=Ladder(undecided=(1, 30)))
    action = stopped(heard(an_action()), stop(StopKind.EVIDENCE, "2010-09-06"))
    told_days = days_of(action, changed("2010-09-07", soon), "2010-09-08")
    assert told_days[Step.W10] == ["2010-09-14"]


@pytest.mark.clause("5.14")
def test_no_date_for_long_keeps_the_rule_as_well() -> None:
    """Entered on 2 August; 40 WD are the 28th of September, and 10 WD would be long past."""
    action = heard(an_action(None))
    board = changed("2010-09-06", Policy(number=1, ladder=Ladder(no_date_wd=10)))
    assert days_of(action, board, "2010-09-07")[Step.U40] == ["2010-09-13"]


@pytest.mark.clause("5.14")
def test_a_changed_calendar_is_a_change() -> None:
    """The board closes no more at Christmas: R0 of 31 December stays where it was until the floor.

    Due Friday 31 December, R0 was planned for the 23rd, the WD before the closure. Changed on the
    20th, the calendar makes it the 31st, which is later: it applies.
    """
    open_all_year = Calendar(CALENDAR.first, CALENDAR.last, frozenset([date(2010, 12, 27)]))
    action = heard(an_action("2010-12-31"))
    old = a_board()
    new = replace(
        a_board(policy=Policy(number=1)),
        calendar=open_all_year,
        change=PolicyChange(on=day("2010-12-20"), before=old),
    )
    assert planned(action, old, "2010-12-21")[Step.R0] == date(2010, 12, 23)
    assert planned(action, new, "2010-12-21")[Step.R0] == date(2010, 12, 31)


@pytest.mark.clause("5.14")
def test_two_changes_in_a_row_are_each_given_their_days() -> None:
    """U40 by 40, 10 and 5 WD; changed on 6 and on 8 September.

    The first change planned it for the 13th: that is sooner than the fifth WD after the second
    one, the 15th, and stands.
    """
    action = heard(an_action(None))
    first = changed("2010-09-06", Policy(number=1, ladder=Ladder(no_date_wd=10)))
    second = changed("2010-09-08", Policy(number=2, ladder=Ladder(no_date_wd=5)), first)
    assert days_of(action, second, "2010-09-09")[Step.U40] == ["2010-09-13"]


@pytest.mark.clause("5.14")
def test_a_rehearsal_goes_from_one_policy_to_the_next() -> None:
    """On the day of the change the old policy holds, and all are asked again on the next WD."""
    action = heard(an_action(), told(Step.E1, "2010-10-18"))
    later = Later(from_on=day("2010-10-20"), board=changed("2010-10-19", SLOW))
    days = rehearse((action,), a_board(), day("2010-10-19"), day("2010-11-30"), [later])
    told_days = [(d.on.isoformat(), n.step) for d in days for n in d.notices if n.first]
    assert ("2010-11-12", Step.E2) in told_days
    assert not [on for on, step in told_days if step is Step.E2 and on < "2010-11-12"]


@pytest.mark.clause("5.14")
@given(
    st.dates(date(2010, 8, 10), date(2010, 12, 20)).filter(CALENDAR.is_wd),
    st.lists(st.integers(1, 60), min_size=5, max_size=5, unique=True).map(sorted),
    st.sampled_from(["2010-09-03", "2010-10-15", "2010-11-30"]),
)
def test_no_stage_is_told_before_the_fifth_day_unless_it_was_planned_sooner(
    on: date, offsets: list[int], due: str
) -> None:
    """Whatever the new offsets: a stage told in the five days was to be told by then anyway."""
    a, b, c, d, e = offsets
    policy = Policy(number=1, ladder=Ladder(normal=(a, b, c, d, e)))
    before, action = a_board(), an_action(due)
    floor = CALENDAR.plus(on, 5)
    run_until = played(action, before, "2010-08-02", on.isoformat())
    old = played(action, before, "2010-08-02", floor.isoformat())
    later = Later(from_on=CALENDAR.plus(on, 1), board=changed(on.isoformat(), policy, before))
    days = rehearse((action,), before, day("2010-08-02"), floor, [later])
    for one in days:
        for notice in one.notices:
            if notice.step in STAGES and notice.first and on < one.on < floor:
                assert notice.step not in run_until
                assert old[notice.step][0] < floor.isoformat()


@pytest.mark.clause("5.14")
@table("policy", [SOON, SLOW, EARLY])
def test_a_change_long_ago_plans_as_though_there_had_been_none(policy: Policy) -> None:
    """An action entered since is planned by the policy alone."""
    action = heard(an_action("2010-12-15", "2010-11-01"))
    plain = a_board(policy=policy)
    assert planned(action, changed("2010-09-06", policy), "2010-11-02") == planned(
        action, plain, "2010-11-02"
    )


@pytest.mark.clause("4.15", "5.14")
def test_a_shorter_interval_has_no_checkpoint_before_the_fifth_day_but_those_there_were() -> None:
    """Entered on 2 August, each quarter; each month since Wednesday 27 October.

    The fifth WD is 3 November. Those of September and October did not fall, that of 2 November was
    planned already; the next is that of December.
    """
    entered = heard(an_action(None))
    action = replace(entered, version=replace(entered.version, state=DateState.RECURRING))
    monthly = changed("2010-10-27", Policy(number=1, reminders=Reminders(checkpoint_months=1)))
    assert checkpoints_told(action, monthly, "2010-10-28") == ["2010-11-02", "2010-12-02"]
    on_the_fifth = changed("2010-11-25", monthly.policy)
    assert checkpoints_told(action, on_the_fifth, "2010-11-26") == ["2010-11-02", "2010-12-02"]
    later = changed("2010-10-26", Policy(number=1, reminders=Reminders(checkpoint_months=1)))
    assert checkpoints_told(action, later, "2010-10-27") == ["2010-11-02", "2010-12-02"]
    twice = changed("2010-10-28", Policy(number=2, reminders=Reminders(checkpoint_months=2)), later)
    assert checkpoints_told(action, twice, "2010-10-29") == ["2010-12-02"]


def checkpoints_told(action: ActionFacts, board: BoardFacts, start: str) -> list[str]:
    """The checkpoints that a board tells of from a day to the end of the year."""
    told_days = rehearse((action,), board, day(start), day("2010-12-31"))
    return [n.cause for one in told_days for n in one.notices if n.step is Step.C and n.first]


@pytest.mark.clause("4.16", "5.14")
@table(
    ("on", "asked"),
    [
        # The fifth WD after the change.
        ("2010-10-20", "2010-10-27"),
        # Six months were over before: the policy before had it planned sooner.
        ("2010-11-01", "2010-11-02"),
        # Four months are over on 2 September, after the fifth WD.
        ("2010-08-20", "2010-09-02"),
    ],
)
def test_an_earlier_check_of_a_change_waits_for_the_fifth_day(on: str, asked: str) -> None:
    """Closed on 2 May 2010; I6 after four months where it was six."""
    closed = stop(StopKind.CLOSURE, "2010-05-02")
    closure = replace(closed, closed_as=Progress.CLOSED_ACCEPTED)
    action = stopped(heard(an_action("2010-04-30", "2010-01-04")), closure)
    four = changed(on, Policy(number=1, reminders=Reminders(impact_months=(4, 12))))
    assert planned(action, four, on)[Step.I6] == day(asked)
