"""The stories and the rules side by side: two processes, where both are run and two are there.

Nothing is loaded twice, as xdist would: the process that has collected the tests is forked.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

STORIES = Path(__file__).resolve().parent / "stories"
# Whoever stops at the first that is red, or looks into it, wants one after the other.
ONE_BY_ONE = ("maxfail", "usepdb", "trace", "collectonly", "each_row")


def run(session: pytest.Session) -> bool | None:
    """True once all tests were run, in two processes; None where one is to run them."""
    theirs = [item for item in session.items if item.path.is_relative_to(STORIES)]
    ours = [item for item in session.items if not item.path.is_relative_to(STORIES)]
    if not (ours and theirs) or not _may(session):
        return None
    # One folder for both, made before there are two to make it.
    session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    listening, telling = Pipe(duplex=False)
    gc.freeze()  # looking through what both share for garbage would copy it
    process = os.fork()
    if not process:
        _tell(session.config, theirs, telling)
    telling.close()
    heard: set[str] = set()
    for item, after in _with_next(ours):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        while listening.poll():
            if not _hear(session.config, listening, heard):
                break
    while _hear(session.config, listening, heard):
        pass
    os.waitpid(process, 0)
    missing = [item.nodeid for item in theirs if item.nodeid not in heard]
    if missing:
        session.shouldfail = f"{len(missing)} stories were not run, the first of them {missing[0]}"
        raise session.Failed(session.shouldfail)
    return True


def _may(session: pytest.Session) -> bool:
    """True of a plain run of green collection, on a machine with more than one processor."""
    config = session.config
    alone = hasattr(config, "workerinput") or any(map(config.getoption, ONE_BY_ONE))
    return not alone and not session.testsfailed and (os.cpu_count() or 1) > 1


def _with_next(
    items: Sequence[pytest.Item],
) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    """Each test with the one after it, for which its fixtures may be kept."""
    yield from zip(items, (*items[1:], None), strict=True)


def _tell(config: pytest.Config, items: Sequence[pytest.Item], telling: Connection) -> None:
    """Run these and tell what becomes of them, then end: what this process prints nobody reads."""
    status = 1
    try:
        config.pluginmanager.unregister(name="terminalreporter")
        config.pluginmanager.register(_Teller(config, telling))
        for item, after in _with_next(items):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        telling.close()
        status = 0
    finally:
        os._exit(status)


class _Teller:
    """Tells each report of a test to the process that prints them."""

    def __init__(self, config: pytest.Config, telling: Connection) -> None:
        self.config, self.telling = config, telling

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """As xdist tells them, in words that can be sent."""
        hook = self.config.hook
        self.telling.send(hook.pytest_report_to_serializable(config=self.config, report=report))


def _hear(config: pytest.Config, listening: Connection, heard: set[str]) -> bool:
    """True where a report was told, which is then handed on; False where none will come."""
    try:
        told: Any = listening.recv()
    except EOFError:
        return False
    report = config.hook.pytest_report_from_serializable(config=config, data=told)
    config.hook.pytest_runtest_logreport(report=report)
    if report.when == "teardown":
        heard.add(report.nodeid)
    return True
