"""What takes long is begun first, and what shares a server stays in one process."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.sharing import LONG, PREFECT, ROOT, SHORT, WAITING, begun_first, unit_of


def test_what_takes_long_is_begun_first_and_files_stay_whole() -> None:
    """A year in one test comes before many quick ones; among others most tests come first."""
    names = (
        "tests/models/rules/test_dates.py::test_a",
        "tests/models/rules/test_dates.py::test_b",
        "tests/tasks/test_few.py::test_a",
        "tests/tasks/test_more.py::test_b",
        "tests/flows/test_watching.py::test_a",
        "tests/tasks/test_more.py::test_a",
        "tests/flows/test_forms.py::test_a",
        "tests/deployments/test_serve.py::test_a",
    )
    items: Any = [SimpleNamespace(nodeid=name) for name in names]
    assert [item.nodeid for item in begun_first(items)] == [
        names[n] for n in (4, 6, 7, 3, 5, 2, 0, 1)
    ]
    assert {unit_of(names[n]) for n in (4, 6, 7)} == {PREFECT}


def test_each_name_is_of_some_tests() -> None:
    """A file that was moved away would come last again, and nobody would see it."""
    files = [str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py")]
    for name in (*LONG, *WAITING, SHORT):
        assert any(file.startswith(name) for file in files), name
