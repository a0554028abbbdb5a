"""The two runs of the demo that go through Prefect, and how long they took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from flows.forms import PackToDraft, Scan
from flows.running import RunEnd, RunOnce, prefect_here


@dataclass(slots=True, kw_only=True)
class TimedFlows:
    """Runs flows and remembers how each ended; `seconds` is what they took together."""

    run_once: RunOnce
    ends: list[RunEnd] = field(default_factory=list)
    seconds: float = 0.0

    def follow_up(self, as_of: date) -> None:
        """The follow-up of a day as a flow, telling what it owes."""
        self._run("follow-up", scan=Scan(as_of=as_of, dry_run=False))

    def packs_due(self) -> None:
        """The packs of the day as a flow."""
        self._run("quarterly-pack", pack=PackToDraft())

    def _run(self, name: str, **parameters: object) -> None:
        began = time.monotonic()
        self.ends.append(self.run_once(name, **parameters))
        self.seconds += time.monotonic() - began


@contextmanager
def timed_flows(folder: Path) -> Iterator[TimedFlows]:
    """Flows against a Prefect of the demo's own, which is gone when the block ends."""
    began = time.monotonic()
    with prefect_here(folder / "prefect") as run_once:
        flows = TimedFlows(run_once=run_once)
        flows.seconds += time.monotonic() - began
        yield flows
