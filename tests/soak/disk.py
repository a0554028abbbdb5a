"""The disk of the home fills to its last byte now and then, and has room again soon after."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.kills.disk import fill
from tests.soak.service import MATTERS, ROOT, Service

# More than what `matters health` wants to be free, and not by much.
MEGABYTES = 400
SAYS = " MB are left on the disk of the home"


@dataclass
class Disk:
    """The small disk under a service, and what was seen of it."""

    service: Service
    fills: int = 0
    full: float = 0
    faults: list[str] = field(default_factory=list)

    @property
    def filler(self) -> Path:
        """What somebody else keeps there."""
        return self.service.home / "filler"

    def fill(self) -> None:
        """No room at all, and health says so."""
        fill(self.filler)
        began = time.monotonic()
        self.fills += 1
        said = self._health()
        self.full -= began
        if SAYS not in said:
            self.faults.append(f"health said nothing of a full disk: {said[-400:]}")

    def free(self) -> None:
        """Room again."""
        self.filler.unlink(missing_ok=True)
        self.full += time.monotonic()

    def _health(self) -> str:
        settings = {"PATH": "", **self.service.settings()}
        command = [sys.executable, "-c", MATTERS, "health"]
        done = subprocess.run(
            command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False
        )
        return f"{done.returncode} {done.stdout} {done.stderr}"
