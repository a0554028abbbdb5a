"""On which line of a policy's text a setting is written: so that a mistake has a place."""

from __future__ import annotations

import re
from collections.abc import Mapping

Path = tuple[str, ...]
SECTION = re.compile(r"\s*\[\[?([^\[\]]+)\]")
SETTING = re.compile(r"\s*([\w.\"' -]+?)\s*=")


def lines_of(text: str) -> Mapping[Path, int]:
    """Per section and setting the first line on which it is written, from 1."""
    found: dict[Path, int] = {}
    section: Path = ()
    for number, line in enumerate(text.split("\n"), 1):
        if opened := SECTION.match(line):
            section = _keys(opened[1])
            found.setdefault(section, number)
        elif given := SETTING.match(line):
            found.setdefault(section + _keys(given[1]), number)
    return found


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of a setting; of what it stands in where it has none of its own; else 1."""
    within = (path[:end] for end in range(len(path), 0, -1))
    return next((lines[one] for one in within if one in lines), 1)


def _keys(dotted: str) -> Path:
    return tuple(key.strip().strip("\"'") for key in dotted.split("."))
