"""A second round for who is left: the changed module is imported as changed, then the tests."""

from __future__ import annotations

import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

from tests.mutation.changes import ROOT, Change
from tests.mutation.quick import Steady

TESTS = ROOT / "tests" / "models" / "rules"
ARGUMENTS = (
    "-o", "addopts=--import-mode=importlib --disable-plugin-autoload -p hypothesispytest",
    "-p", "no:cacheprovider", "-m", "not (kill or fuzz or soak)", "-q",
)  # fmt: skip


def is_seen(change: Change) -> bool:
    """True where a test is red or nothing can be imported; the tests of the module come first."""
    code = compile(change.tree, str(change.path), "exec")
    plain = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        return code if fullname == f"models.rules.{change.module}" else plain(self, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment,method-assign]
    assert not any(name.startswith("models.rules.") for name in sys.modules)
    files = [str(path) for path in own_tests(change.module)]
    arguments = [*ARGUMENTS, "-x", *files, str(TESTS)]
    return pytest.main(arguments, plugins=[Steady()]) is not pytest.ExitCode.OK


def own_tests(module: str) -> list[str]:
    """The files of tests that name a module, the one of its own name first."""
    own, files = f"test_{module}", sorted(TESTS.glob("test_*.py"))
    named = [path for path in files if _names(path, module) or path.stem == own]
    return [str(path) for path in sorted(named, key=lambda path: path.stem != own)]


def _names(path: Path, module: str) -> bool:
    return f"models.rules.{module} " in path.read_text(encoding="utf-8")
