"""Which modules of the house a file imports, and by how many steps."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.mutation.changes import ROOT


@cache
def distances(path: Path) -> dict[str, int]:
    """By how many imports a file reaches each module of the rules, and of their tests."""
    found: dict[str, int] = {}
    reached, steps = [path], 0
    while reached:
        steps += 1
        names = {name for one in reached for name in _imports(one)} - set(found)
        found |= dict.fromkeys(names, steps)
        files = (ROOT / f"{name.replace('.', '/')}.py" for name in names)
        reached = [one for one in files if one.exists()]
    return found


@cache
def _imports(path: Path) -> frozenset[str]:
    return frozenset(_named(ast.parse(path.read_text(encoding="utf-8"))))


def _named(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)
