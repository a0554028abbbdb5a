"""The numbers of the procedure."""

from __future__ import annotations

from dataclasses import asdict

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
    """Every one of them, and the texts; a board that says nothing has these."""
    assert asdict(Policy()) == {
        "number": 0,
        "words": {},
        "calendar": {"division": "", "closed": (("12-24", "01-01"),)},
        "hours": {"first": "07:00", "last": "19:00", "zone": "Europe/London"},
        "reminders": {
            "normal": (20, 5, 0),
            "high": (10, 3, 0),
            "month_days_ahead": 45,
            "month_late_wd": 5,
            "list_covers_wd": 5,
            "checkpoint_months": 3,
            "checkpoint_late_wd": 20,
            "impact_months": (6, 12),
            "impact_late_wd": 20,
        },
        "ladder": {
            "normal": (1, 5, 10, 20, 40),
            "high": (1, 3, 5, 10, 20),
            "after_entry_wd": 5,
            "after_stop_wd": 5,
            "cutoff_after_e3_wd": 5,
            "extension_wait_wd": 20,
            "no_date_wd": 40,
            "after_change_wd": 5,
            "silence_wd": 20,
            "undecided": (10, 30),
        },
        "standing": {"due_soon_wd": 20, "update_days": 60},
        "storm_guard": {
            "messages": 200,
            "times_usual": 5,
            "at_least": 25,
            "runs_before": 20,
            "runs_counted": 60,
        },
        "review_gate": {"on": False, "stages": ("E4", "E5"), "release_after_wd": 2},
        "headings": {},
        "terms": {"autumn": "12-31", "spring": "04-30", "summer": "08-31", "ends": ()},
        "offices": {"posts": (), "organisations": ()},
        "assured_domains": (
            *("gov.uk", "nhs.net", "nhs.uk", "police.uk", "cjsm.net", "gov.scot", "gov.wales"),
        ),
        "markings": ("OFFICIAL-SENSITIVE", "OFFICIAL"),
        "pack": {
            "freeze_wd": 10,
            "draft_wd": 8,
            "issue_wd": 6,
            "printed_actions": 500,
            "circulate": "files",
            "files_mb": 10,
            "shared_folder": "",
        },
        "retention": {"leavers_months": 0, "messages_months": 0, "papers_months": 0},
    }


@pytest.mark.clause("6.2")
def test_the_cut_offs_are_handed_on_in_order() -> None:
    """Freeze, draft and issue: 10, 8 and 6 WD before the meeting."""
    assert PackRules().cutoff_days == (10, 8, 6)


@pytest.mark.clause("4.4")
def test_a_step_knows_whether_it_reminds_or_escalates() -> None:
    """R20, R5 and R0 are reminders, E1 to E5 are stages, and A and M are neither."""
    assert [s for s in Step if s.is_reminder] == list(REMINDERS)
    assert [s.value for s in Step if s.is_stage] == ["E1", "E2", "E3", "E4", "E5"]
