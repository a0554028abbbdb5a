"""A second round for who is left: the changed module is imported as changed, then the tests.

Only what imports a module can see a change to it: the files that reach it by the fewest imports are
run first, on their own, and the others only where those are green.
"""

from __future__ import annotations

import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

from tests.mutation.changes import ROOT, Change
from tests.mutation.imports import distances
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
    files = [path for path in TESTS.glob("test_*.py") if name in distances(path)]

    def rank(path: Path) -> tuple[bool, int, int, str]:
        reached = distances(path)
        return path.stem != f"test_{module}", reached[name], len(reached), path.stem

    return [str(path) for path in sorted(files, key=rank)]
