"""The numbers of the procedure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Policy:
    """ "Every number is configuration." The defaults are the procedure's."""

    closed: tuple[tuple[int, int], ...] = (  # "24 December to 1 January, both included"
        *((12, day) for day in range(24, 32)),
        (1, 1),
    )
    reminders: tuple[int, int, int] = (20, 5, 0)  # R20, R5, R0
    ladder: tuple[int, int, int, int, int] = (1, 5, 10, 20, 40)  # E1 to E5
    high_reminders: tuple[int, int, int] = (10, 3, 0)  # rule 9
    high_ladder: tuple[int, int, int, int, int] = (1, 3, 5, 10, 20)  # rule 9
    undated: int = 40  # U40
    waiting: tuple[int, int] = (10, 30)  # W10, W30
    storm_messages: int = 200  # rule 12
    storm_times_usual: int = 5  # rule 12
    storm_least: int = 25  # rule 12: "more than 25 and"
    storm_runs: int = 20  # rule 12: "once there have been 20 runs that sent any"


@dataclass(frozen=True)
class PolicyChange:
    """Rule 14: "a changed policy or calendar applies ... from the next WD"."""

    on: date
    policy: Policy
