"""The part of `matters serve` that runs what is due, with schedules of seconds in place of hours.

The day's follow-up has none: the soak asks for it when a day begins, for a day here is as long as
it takes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from deployments.serving import schedules
from deployments.serving.schedules import Deployed, Timed

# croniter's sixth place is the second.
SHORT = {
    "deliver": "* * * * * */20",
    "quarterly_pack": "*/2 * * * * 40",
    "audit": "*/3 * * * * 10",
    "backup": "*/5 * * * * 5",
    "purge": "*/15 * * * * 50",
}


def quickened(one: Deployed) -> Deployed:
    """The same with a schedule of seconds, or with none."""
    cron = SHORT.get(one.flow)
    timed = one.timed
    if timed is None or cron is None:
        return replace(one, timed=None)
    return replace(one, timed=Timed(cron=cron, slug=timed.slug, parameters=timed.parameters))


def main() -> None:
    """Serve until told to stop."""
    quick: Any = tuple(quickened(one) for one in schedules.ALL)
    schedules.ALL = quick
    from deployments.serving.worker import main as work

    work()


if __name__ == "__main__":
    main()
