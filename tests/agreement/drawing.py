"""The scenarios that both readings of the procedure are compared on, by what happens in them."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings

from tests.agreement.comparing import both
from tests.oracle.generate import EVERYDAY, scenarios
from tests.oracle.scenario import Scenario

PEOPLE = EVERYDAY - {"server", "silences"} | {"packs"}
SILENCES = EVERYDAY - {"server"} | {"many-silences"}
# A message that waits for a server while its post changes hands is told a run later by the
# product, which withdraws it first: those two are drawn apart.
OUTAGES = EVERYDAY - {"vacancies", "refusals", "handovers", "no-lead", "silences"}
KINDS = {"people": PEOPLE, "outages": OUTAGES, "silences": SILENCES}
# How many of each are in the suite.
SHORT = {"people": 80, "outages": 40, "silences": 80}


def agree(scenario: Scenario) -> None:
    """Every notice of one reading is in the other, on the same day and to the same post."""
    theirs, ours = both(scenario)
    missing, extra = set(theirs) - set(ours), set(ours) - set(theirs)
    assert not missing | extra, f"missing {sorted(missing)[:5]}, extra {sorted(extra)[:5]}"


def agreeing(features: frozenset[str], count: int, *, anew: bool) -> Callable[[], None]:
    """A check of so many scenarios with these features; the same ones unless they are drawn anew.

    What is drawn depends on the modules that are loaded, too, so that the same ones are only drawn
    by a process of their own.
    """

    @settings(
        max_examples=count,
        derandomize=not anew,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, *([Phase.shrink] if anew else [])],
    )
    @given(scenarios(features))
    def check(scenario: Scenario) -> None:
        agree(scenario)

    return check
