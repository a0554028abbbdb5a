"""What was written and how it is read, side by side, in plain text that a secretary can check.

A case begins at the margin, its line's ends written as in code; what is wanted of it stands below,
four spaces in.
"""

from __future__ import annotations

from pathlib import Path

READINGS = Path(__file__).parent / "models" / "rules" / "readings"


def wanted(name: str) -> dict[str, list[str]]:
    """The cases of a file of readings, each with the lines that are wanted of it."""
    cases: dict[str, list[str]] = {}
    for line in (READINGS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            cases[next(reversed(cases))].append(line[4:])
        elif line:
            cases[line] = []
    return cases
