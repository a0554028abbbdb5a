"""What a step is called where steps are listed."""

from __future__ import annotations

from typing import Any

import pytest

from models.rules.step_words import LISTED_FOR_SECRETARY, STEP_NAMES, step_name
from models.rules.words import DateState, Step
from tests.tables import table

ALL: dict[str, Any] = {
    "board_own": True,
    "for_secretary": True,
    "anew": DateState.DATED,
    "before": "Sunday",
}


@pytest.mark.clause("4.1", "4.3", "4.4", "5.13")
@table(
    ("step", "told", "name"),
    [
        (Step.M, {}, "Listed for the month"),
        (Step.M, ALL, "On the secretary's list of the month"),
        (Step.R0, {}, "Reminder on the day"),
        (Step.R0, ALL, "Last reminder: the last working day before Sunday"),
        (Step.A, {}, "Told that it is theirs"),
        (Step.A, ALL, "Told of its new date"),
        (Step.A, {"anew": DateState.AWAITING_TRIGGER}, "Told of the event that it waits for"),
        (Step.E1, ALL, "Overdue: the lead"),
        (Step.E2, {}, "Overdue: the agency's safeguarding lead"),
        (Step.E2, ALL, "Overdue: the committee's secretary"),
        (Step.E3, ALL, "Overdue: the committee's chair"),
        (Step.E4, ALL, "Overdue: the committee and the independent chair"),
        (Step.W10, ALL, STEP_NAMES[Step.W10]),
    ],
)
def test_a_step_has_a_name_for_whom_it_is_told(step: Step, told: dict[str, Any], name: str) -> None:
    """Of the board's own action others are told (rule 13); a list has its reader."""
    assert step_name(step, **told) == name


@pytest.mark.clause("4.3")
def test_the_list_that_is_the_secretarys_has_a_clause_of_its_own() -> None:
    """The leads' is 4.2."""
    assert LISTED_FOR_SECRETARY == "4.3"
