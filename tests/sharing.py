"""How the tests are shared out among processes (make test): what takes long is begun first.

xdist would begin with the files of most tests, so that one process ends with a file that plays a
year in a single test while the other has nothing left to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[1]
# These wait for what they started more than they do: of each group one process has them all, while
# others are at work. Those of the flows share a server, which takes five seconds to start.
PREFECT, PARTS = "tests/flows", "tests/kills"
WAITING = {
    "tests/flows/": PREFECT,
    "tests/deployments/test_serve.py": PREFECT,
    "tests/kills/": PARTS,
    "tests/deployments/test_supervising.py": PARTS,
}
# What starts servers and browsers, or plays years; first what waits for longest, then what works
# meanwhile.
LONG = (
    PREFECT,
    "tests/agreement",
    "tests/tasks/test_state_machine.py",
    "tests/tasks/test_rehearsal.py",
    "tests/notifications/packs",
    "tests/models/test_",
    "tests/tasks/test_register_edits.py",
    "tests/tasks/test_plan_limits.py",
    "tests/tasks/test_plan_fuzz.py",
    "tests/tasks/test_audit.py",
    PARTS,
    "tests/deployments",
    "tests/test_",
)
# A second for a hundred of them: they fill what time is left.
SHORT = "tests/models/rules"


def unit_of(nodeid: str) -> str:
    """What of the tests stays in one process: a file, or all that share what was costly to make."""
    file = nodeid.partition("::")[0]
    return next((unit for name, unit in WAITING.items() if file.startswith(name)), file)


def begun_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests in the order in which they are shared out; those of a file stay as they are."""
    many = Counter(unit_of(item.nodeid) for item in items)

    def rank(item: pytest.Item) -> tuple[int, int, str]:
        unit = unit_of(item.nodeid)
        return place_of(unit), -many[unit], unit

    return sorted(items, key=rank)


def place_of(unit: str) -> int:
    """Among which it is begun: the longest are 0."""
    known = (n for n, name in enumerate(LONG) if unit.startswith(name))
    return next(known, len(LONG) + unit.startswith(SHORT))


def scheduler(config: pytest.Config, log: Any) -> Any:
    """Units are handed out in the order of the tests, each to the process that is free first."""
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False
    shared = LoadFileScheduling(config, log)
    shared._split_scope = unit_of
    return shared
