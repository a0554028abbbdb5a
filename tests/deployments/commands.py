"""What a command came to, and the plan that the tests of commands enter."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.stories.world import FIRST

DUE = "17 September 2010"


@dataclass(frozen=True)
class Said:
    """What a command came to."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Its stdout as one JSON document."""
        return json.loads(self.out)

    def refused(self, *words: str) -> None:
        """Status 2, the words on stderr, nothing on stdout, no traceback."""
        assert (self.status, self.out) == (2, "")
        assert "Traceback" not in self.err
        missing = [word for word in words if word not in self.err]
        assert not missing, self.err


Matters = Callable[..., Said]


def import_of(plan: Path) -> tuple[object, ...]:
    """The words of `matters import` of the plan."""
    return "import", plan, "--review", "child-q", "--title", "Child Q", "--agreed", FIRST


def entered(matters: Matters, plan: Path, *more: object) -> Said:
    """`matters import` of the plan."""
    return matters(*import_of(plan), *more)
