"""Two processes are as good as one: all that was told is heard, and what was not is missed."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import halves

# Another thread of pytest's own may be there; what is forked here runs no more than a line.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork")

RULE, STORY = "tests/models", "tests/stories/test_answers.py::test_one"


class Plugins:
    """Keeps the one plugin that either process runs with."""

    one: Any = None

    def register(self, one: Any) -> None:
        """It runs what was collected."""
        self.one = one

    def unregister(self, name: str) -> None:
        """Nothing is printed there."""


def a_session(*args: str, dies: bool = False, broken: bool = False, asked: str = "") -> Any:
    """A session of a rule and two stories; a story takes its process along, or cannot be read."""
    told: list[str] = []
    plugins = Plugins()
    config = SimpleNamespace(
        args=args or (RULE, STORY),
        invocation_params=SimpleNamespace(dir=halves.STORIES.parents[1]),
        pluginmanager=plugins,
        getoption=lambda name, default: asked == name or default,
        _tmp_path_factory=SimpleNamespace(getbasetemp=lambda: None),
    )
    session: Any = SimpleNamespace(config=config, testsfailed=0, Failed=ValueError, told=told)

    def collect(names: Any = None) -> None:
        if names == [STORY] and broken and isinstance(plugins.one, halves.Teller):
            raise SyntaxError(STORY)
        found = ["one", "two"] if names == [STORY] else ["rule"]
        session.items = [SimpleNamespace(nodeid=name, config=config) for name in found]
        session.testscollected = len(found)

    def protocol(item: Any, nextitem: Any) -> None:
        if isinstance(plugins.one, halves.Listener):
            told.append(f"{item.nodeid} here")
        elif dies and nextitem is None:
            os._exit(3)
        else:
            plugins.one.pytest_runtest_logreport(
                SimpleNamespace(nodeid=item.nodeid, when="teardown")
            )

    config.hook = SimpleNamespace(
        pytest_runtest_protocol=protocol,
        pytest_report_to_serializable=lambda **said: said["report"],
        pytest_report_from_serializable=lambda **said: said["data"],
        pytest_runtest_logreport=lambda report: told.append(f"{report.nodeid} there"),
        pytest_deselected=lambda **said: told.extend(i.nodeid for i in said["items"]),
    )
    session.perform_collect = collect
    return session


def run(session: Any) -> bool | None:
    """As pytest collects and runs; the process of the stories ends with them."""
    if not halves.part(session):
        session.perform_collect()
    runner = session.config.pluginmanager.one
    if runner is None:
        return None
    try:
        whole: bool | None = runner.pytest_runtestloop(session)
        return whole
    finally:
        runner.pytest_sessionfinish()


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine has."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_each_test_is_run_once_and_each_report_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stories by the other process; none where one process is all there is, or is wanted."""
    session = a_session()
    assert run(session)
    assert sorted(session.told) == ["one there", "rule here", "two there"]
    assert session.testscollected == 3
    assert [run(a_session(*args)) for args in ((RULE,), (STORY,), ("tests",))] == [None] * 3
    assert [run(a_session(asked=name)) for name in halves.ONE_BY_ONE] == [
        None for _ in halves.ONE_BY_ONE
    ]
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert run(a_session()) is None


def test_a_process_that_died_is_no_green_run() -> None:
    """What it had told stands, and the first that it did not tell of is named."""
    session = a_session(dies=True)
    with pytest.raises(ValueError, match="1 stories were not run, the first: two"):
        run(session)
    assert session.told == ["rule here", "one there"]


def test_stories_that_cannot_be_collected_there_are_collected_here() -> None:
    """So that what is wrong with them is said as ever."""
    session = a_session(broken=True)
    assert run(session) is None
    assert [item.nodeid for item in session.items] == ["rule", "one", "two"]
    assert session.testscollected == 3


def test_names_lead_to_stories_from_wherever_they_are_asked(tmp_path: Path) -> None:
    """A name is of the folder in which pytest was called."""
    session = a_session("models", "stories")
    session.config.invocation_params.dir = halves.STORIES.parent
    assert halves._is_of_stories(session.config, "stories/test_posts.py::test_one")
    session.config.invocation_params.dir = tmp_path
    assert not halves._is_of_stories(session.config, "stories")
