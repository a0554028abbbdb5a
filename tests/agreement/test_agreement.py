"""The rules and a second reading of the procedure agree on random boards, people and days.

The second reading (tests/oracle) was written from the procedure's text alone, day by day, and
shares no code with the rules. Where the two differ the text decides, and both stay.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings

from tests.agreement.comparing import both
from tests.oracle.generate import EVERYDAY, scenarios
from tests.oracle.scenario import Scenario

# Both plays take some fifty milliseconds a scenario. The same ones are drawn each time, so that a
# suite that was green yesterday is green today; `make fuzz` draws others, and many.
LONG = os.environ.get("MATTERS_FUZZ") == "1"
PEOPLE = EVERYDAY - {"server", "silences"}
# Whether a list that was silenced would have named an action is asked of what is known now; the
# second reading remembers what it was on the day, before a correction.
SILENCES = EVERYDAY - {"server", "corrections"}
# A message that waits for a server while its post changes hands is told a run later by the
# product, which withdraws it first: those two are drawn apart.
OUTAGES = EVERYDAY - {"vacancies", "refusals", "handovers", "no-lead", "silences"}


DRAWN = {"people": PEOPLE, "silences": SILENCES, "outages": OUTAGES}


@pytest.mark.parametrize("features", DRAWN.values(), ids=DRAWN)
def test_both_readings_tell_the_same_on_the_same_days(features: frozenset[str]) -> None:
    """Random plans, meetings, holidays, outages, answers and decisions; 200 of them in all."""

    @settings(
        max_examples=700 if LONG else 67,
        derandomize=not LONG,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(scenarios(features))
    def agree(scenario: Scenario) -> None:
        theirs, ours = both(scenario)
        missing, extra = set(theirs) - set(ours), set(ours) - set(theirs)
        assert not missing | extra, f"missing {sorted(missing)[:5]}, extra {sorted(extra)[:5]}"

    agree()
