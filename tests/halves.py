"""The stories and the rules side by side: two processes, where both are asked for by name.

The process is forked before it collects, so that one loads the tests of the rules while the other
loads the stories, and the database with them.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

STORIES = Path(__file__).resolve().parent / "stories"
# Whoever stops at the first that is red, looks into it, or begins with what was red wants one after
# the other; xdist has processes of its own.
ONE_BY_ONE = (
    *("maxfail", "usepdb", "trace", "collectonly", "each_row"),
    *("lf", "failedfirst", "newfirst", "stepwise", "numprocesses", "tx"),
)


def part(session: pytest.Session) -> bool | None:
    """True in the process that has collected the stories; None where the rest is to be collected.

    That is all of it, where the stories are not asked for beside others.
    """
    config = session.config
    theirs = [arg for arg in config.args if _is_of_stories(config, arg)]
    ours = [arg for arg in config.args if arg not in theirs]
    if not (ours and theirs) or not _may(config):
        return None
    # One folder for both, made before there are two to make it.
    config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    listening, telling = Pipe(duplex=False)
    gc.freeze()  # looking through what both share for garbage would copy it
    process = os.fork()
    if not process:
        return _collect_there(session, theirs, telling)
    telling.close()
    config.pluginmanager.register(Listener(session, theirs, listening, process))
    config.args = ours
    return None


def _is_of_stories(config: pytest.Config, arg: str) -> bool:
    path = config.invocation_params.dir / arg.partition("::")[0]
    return path.resolve().is_relative_to(STORIES)


def _may(config: pytest.Config) -> bool:
    """True of a plain run on a machine with more than one processor."""
    alone = hasattr(config, "workerinput") or any(config.getoption(n, None) for n in ONE_BY_ONE)
    return not alone and (os.cpu_count() or 1) > 1


def _collect_there(session: pytest.Session, theirs: Sequence[str], telling: Connection) -> bool:
    """What this process would print nobody reads; what it cannot collect the other one tries."""
    plugins = session.config.pluginmanager
    plugins.unregister(name="terminalreporter")
    plugins.register(Teller(session.config, telling))
    try:
        session.perform_collect(theirs)
    except BaseException:  # noqa: BLE001 - whatever it is, the other process will say it
        os._exit(1)
    return True


def _run(items: Sequence[pytest.Item]) -> Iterator[None]:
    """Run each test, told of the one after it, for which its fixtures may be kept."""
    for item, after in zip_longest(items, items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        yield


class Teller:
    """Tells the process that prints what there is to run, and then the report of each test."""

    def __init__(self, config: pytest.Config, telling: Connection) -> None:
        self.config, self.telling = config, telling
        self.left_out: list[str] = []

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        """Counted where they are told of."""
        self.left_out += [item.nodeid for item in items]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """Run all that was collected without an error, then end."""
        status = 1
        try:
            if not session.testsfailed:
                self.telling.send(([item.nodeid for item in session.items], self.left_out))
                for _ in _run(session.items):
                    pass
                self.telling.close()
                status = 0
        finally:
            os._exit(status)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """As xdist tells them, in words that can be sent."""
        hook = self.config.hook
        self.telling.send(hook.pytest_report_to_serializable(config=self.config, report=report))


class Listener:
    """Runs the rest, and hands on what the other process tells."""

    def __init__(
        self, session: pytest.Session, theirs: Sequence[str], listening: Connection, process: int
    ) -> None:
        self.config, self.theirs = session.config, theirs
        self.listening, self.process = listening, process
        self.heard: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """True once all were run; None where all are to be run here, since it told of nothing."""
        if session.testsfailed:
            return None
        told = self._next()
        if told is None:
            self._collect_here(session)
            return None
        names, left_out = told
        session.testscollected += len(names)
        self.config.hook.pytest_deselected(items=[SimpleNamespace(nodeid=n) for n in left_out])
        for _ in _run(session.items):
            while self.listening.poll() and self._hear():
                pass
        while self._hear():
            pass
        missing = [name for name in names if name not in self.heard]
        if missing:
            session.shouldfail = f"{len(missing)} stories were not run, the first: {missing[0]}"
            raise session.Failed(session.shouldfail)
        return True

    def pytest_sessionfinish(self) -> None:
        """Nothing of it is left: it has ended, or nobody waits for it."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)

    def _collect_here(self, session: pytest.Session) -> None:
        ours = session.items
        session.perform_collect(self.theirs)
        session.items = [*ours, *session.items]
        session.testscollected = len(session.items)

    def _next(self) -> Any:
        """What was told; None where nothing will come."""
        try:
            return self.listening.recv()
        except EOFError:
            return None

    def _hear(self) -> bool:
        """True where a report was told, which is then handed on."""
        told = self._next()
        if told is None:
            return False
        report = self.config.hook.pytest_report_from_serializable(config=self.config, data=told)
        self.config.hook.pytest_runtest_logreport(report=report)
        if report.when == "teardown":
            self.heard.add(report.nodeid)
        return True
