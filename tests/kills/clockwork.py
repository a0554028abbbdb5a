"""`matters` on a clock that a file sets: `clockwork FILE SAID WORDS TIME ...`.

Run under libfaketime, which reads the file at each reading of the clock. The commands run one after
the other in this process, each from the time that stands after it; how they ended is written down.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(clock: Path, said: Path, *steps: str) -> None:
    """Run each command from its time on, and keep its exit status."""
    from deployments.cli import main as matters

    ended = []
    for words, time in zip(steps[::2], steps[1::2], strict=True):
        # With no time the clock stays as it was found.
        if time:
            clock.write_text(time, encoding="utf-8")
        sys.argv = ["matters", *words.split()]
        try:
            matters()
        except SystemExit as end:
            ended.append(end.code or 0)
    said.write_text(json.dumps(ended), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
