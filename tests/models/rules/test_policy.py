"""The numbers of the procedure."""

from __future__ import annotations

import pytest

from models.rules.policy import PackRules, Policy
from models.rules.words import REMINDERS, Priority, Step
from tests.tables import table


@pytest.mark.clause("5.9")
@table(
    ("priority", "before", "after"),
    [
        (Priority.NORMAL, (20, 5, 0), (1, 5, 10, 20, 40)),
        (Priority.HIGH, (10, 3, 0), (1, 3, 5, 10, 20)),
    ],
)
def test_high_priority_shortens_the_ladder(
    priority: Priority, before: tuple[int, ...], after: tuple[int, ...]
) -> None:
    """Rule 9: reminders 10, 3 and 0 WD before and stages 1, 3, 5, 10 and 20 WD after."""
    assert Policy().reminder_days(priority) == dict(zip(REMINDERS, before, strict=True))
    assert Policy().stage_days(priority) == after


@pytest.mark.clause("4.2", "5.3", "5.10b")
def test_the_numbers_left_out_are_those_of_the_procedure() -> None:
    """45 days ahead in M, 5 WD after entry and after a stop, 20 WD for an extension, and so on."""
    policy = Policy()
    assert policy.calendar.closed == (("12-24", "01-01"),)
    assert (policy.hours.first, policy.hours.last) == ("07:00", "19:00")
    assert (policy.reminders.month_days_ahead, policy.reminders.month_late_wd) == (45, 5)
    ladder = policy.ladder
    assert (ladder.after_entry_wd, ladder.after_stop_wd, ladder.cutoff_after_e3_wd) == (5, 5, 5)
    assert (ladder.extension_wait_wd, ladder.no_date_wd) == (20, 40)
    assert (policy.standing.due_soon_wd, policy.standing.update_days) == (20, 60)
    assert (policy.storm_guard.messages, policy.storm_guard.times_usual) == (200, 5)


@pytest.mark.clause("6.2")
def test_the_cut_offs_are_handed_on_in_order() -> None:
    """Freeze, draft and issue: 10, 8 and 6 WD before the meeting."""
    assert PackRules().cutoff_days == (10, 8, 6)


@pytest.mark.clause("4.4")
def test_a_step_knows_whether_it_reminds_or_escalates() -> None:
    """R20, R5 and R0 are reminders, E1 to E5 are stages, and A and M are neither."""
    assert [s for s in Step if s.is_reminder] == list(REMINDERS)
    assert [s.value for s in Step if s.is_stage] == ["E1", "E2", "E3", "E4", "E5"]
