"""The rules and a second reading of the procedure agree on random boards, people and days.

The second reading (tests/oracle) was written from the procedure's text alone, day by day, and
shares no code with the rules. Where the two differ the text decides, and both stay.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.agreement.comparing import both
from tests.oracle.generate import EVERYDAY, scenarios
from tests.oracle.scenario import Scenario

# Two hundred in the suite and two thousand with `make fuzz`. The suite draws the same ones each
# time, so that what was green yesterday is green today.
PROFILE = settings.default or settings()
LONG = PROFILE.max_examples >= 1000
drawn = settings(
    max_examples=700 if LONG else 67,
    derandomize=not LONG,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, *([Phase.shrink] if LONG else [])],
)

# A thread that another test left in the process may draw from `random` meanwhile; ours do not.
pytestmark = pytest.mark.filterwarnings("ignore:Do not use the `random` module")

PEOPLE = EVERYDAY - {"server", "silences"}
# Whether a list that was silenced would have named an action is asked of what is known now; the
# second reading remembers what it was on the day, before a correction. The text leaves open, too,
# from which day a stage counts that a silence and the pause after a hold both kept back.
SILENCES = EVERYDAY - {"server", "corrections", "decisions"}
# A message that waits for a server while its post changes hands is told a run later by the
# product, which withdraws it first: those two are drawn apart.
OUTAGES = EVERYDAY - {"vacancies", "refusals", "handovers", "no-lead", "silences"}


def agree(scenario: Scenario) -> None:
    """Every notice of one reading is in the other, on the same day and to the same post."""
    theirs, ours = both(scenario)
    missing, extra = set(theirs) - set(ours), set(ours) - set(theirs)
    assert not missing | extra, f"missing {sorted(missing)[:5]}, extra {sorted(extra)[:5]}"


def agreeing(features: frozenset[str]) -> Callable[[], None]:
    """A test that both readings agree on scenarios with these features."""

    @drawn
    @given(scenarios(features))
    def test(scenario: Scenario) -> None:
        """Random plans, meetings, holidays, outages, answers and decisions."""
        agree(scenario)

    return test


test_on_people_and_decisions = agreeing(PEOPLE)
test_on_silences = agreeing(SILENCES)
test_on_outages = agreeing(OUTAGES)
