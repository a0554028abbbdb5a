"""A second round for who is left: the changed module is imported as changed, then the tests.

Only what imports a module can see a change to it: the files that reach it by the fewest imports are
run first, on their own, and the others only where those are green.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

from tests.mutation.changes import ROOT, Change
from tests.mutation.quick import Steady

TESTS = ROOT / "tests" / "models" / "rules"
# Nobody reads how a test is red: it is not said, and no two values are laid side by side.
ARGUMENTS = (
    "-o", "addopts=--import-mode=importlib --disable-plugin-autoload -p hypothesispytest",
    "-p", "no:cacheprovider", "-m", "not (kill or fuzz or soak)", "-qs",
    "--tb=no", "--assert=plain", "--each-row",
)  # fmt: skip
NEAREST = 2


def is_seen(change: Change) -> bool:
    """True where a test is red or nothing can be imported."""
    code = compile(change.tree, str(change.path), "exec")
    plain = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        return code if fullname == f"models.rules.{change.module}" else plain(self, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment,method-assign]
    assert not any(name.startswith("models.rules.") for name in sys.modules)
    files = tests_of(change.module)
    return _is_red(files[:NEAREST]) or _is_red(files[NEAREST:])


def _is_red(files: list[str]) -> bool:
    if not files:
        return False
    status = pytest.main([*ARGUMENTS, "-x", *files], plugins=[Steady()])
    return status is not pytest.ExitCode.OK


def tests_of(module: str) -> list[str]:
    """The files of tests that import a module, itself or by others.

    The one of its name first, then the nearest, and of these what imports least besides.
    """
    name = f"models.rules.{module}"
    files = [path for path in TESTS.glob("test_*.py") if name in _distances(path)]

    def rank(path: Path) -> tuple[bool, int, int, str]:
        reached = _distances(path)
        return path.stem != f"test_{module}", reached[name], len(reached), path.stem

    return [str(path) for path in sorted(files, key=rank)]


@cache
def _distances(path: Path) -> dict[str, int]:
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
