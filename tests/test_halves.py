"""Two processes are as good as one: all that was told is heard, and what was not is missed."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import Any

import pytest

from tests import halves

# Another thread of pytest's own may be there; what is forked here runs no more than a line.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork")


class Plugins:
    """Keeps the one plugin that the other process asks for."""

    teller: Any = None

    def register(self, teller: Any) -> None:
        """It tells what is told."""
        self.teller = teller

    def unregister(self, name: str) -> None:
        """Nothing is printed there."""


def a_session(*, dies: bool = False, **asked: object) -> Any:
    """A session of a rule and two stories; with `dies` the second story takes its process along."""
    told: list[str] = []
    plugins = Plugins()

    def protocol(item: Any, nextitem: Any) -> None:
        if plugins.teller is None:
            told.append(f"{item.nodeid} here")
        elif dies and nextitem is None:
            os._exit(3)
        else:
            report = SimpleNamespace(nodeid=item.nodeid, when="teardown")
            plugins.teller.pytest_runtest_logreport(report)

    config = SimpleNamespace(
        hook=SimpleNamespace(
            pytest_runtest_protocol=protocol,
            pytest_report_to_serializable=lambda **said: said["report"],
            pytest_report_from_serializable=lambda **said: said["data"],
            pytest_runtest_logreport=lambda report: told.append(f"{report.nodeid} there"),
        ),
        pluginmanager=plugins,
        getoption=asked.get,
        _tmp_path_factory=SimpleNamespace(getbasetemp=lambda: None),
    )
    places = {"rule": halves.STORIES.parent, "one": halves.STORIES, "two": halves.STORIES}
    items = [SimpleNamespace(nodeid=n, path=path, config=config) for n, path in places.items()]
    return SimpleNamespace(items=items, config=config, testsfailed=0, Failed=ValueError, told=told)


def test_each_test_is_run_once_and_each_report_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stories by the other process; none where one process is all there is, or is wanted."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    session = a_session()
    assert halves.run(session)
    assert sorted(session.told) == ["one there", "rule here", "two there"]
    assert halves.run(a_session(maxfail=1)) is None
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert halves.run(a_session()) is None


def test_a_process_that_died_is_no_green_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it had told stands, and the first that it did not tell of is named."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    session = a_session(dies=True)
    with pytest.raises(ValueError, match="1 stories were not run, the first of them two"):
        halves.run(session)
    assert session.told == ["rule here", "one there"]
