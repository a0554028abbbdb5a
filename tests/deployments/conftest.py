"""A home with the small board of the stories, and the commands run in it."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from sqlite3 import connect

import pytest
import typer.main

from deployments.cli import main
from tests.deployments.commands import DUE, Matters, Said, import_of
from tests.stories.world import FIRST, HEADINGS, row, write_csv

# All commands are made from their functions for each run, of which a process has one: half of what
# a command takes in this one, which has hundreds.
commands_of = cache(typer.main.get_command)


@pytest.fixture
def home(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, with MATTERS_HOME and MATTERS_CLOCK set."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    shutil.copyfile(template / "register.db", home / "register.db")
    monkeypatch.setenv("MATTERS_HOME", str(home))
    monkeypatch.setenv("MATTERS_CLOCK", FIRST.isoformat())
    return home


@pytest.fixture
def matters(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Matters]:
    """Runs a command in this process, as the installed script does."""
    threshold = gc.get_threshold()

    monkeypatch.setattr(typer.main, "get_command", commands_of)

    def run(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["matters", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        status = ended.value.code
        return Said(status if isinstance(status, int) else 0, out, err)

    yield run
    gc.set_threshold(*threshold)


def write_plan(home: Path) -> Path:
    """A plan of two actions, one of them without a date."""
    rows = (row("1", DUE), row("2", "TBC"))
    return write_csv(home / "plan.csv", HEADINGS, rows)


@pytest.fixture
def plan(home: Path) -> Path:
    """The plan, where a person would have put it."""
    return write_plan(home)


@pytest.fixture(scope="session")
def entered_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in whose register `matters import` has entered the plan, once a session."""
    home = tmp_path_factory.mktemp("entered")
    shutil.copyfile(template / "register.db", home / "register.db")
    plan = write_plan(home)
    threshold = gc.get_threshold()
    with pytest.MonkeyPatch.context() as environment, redirect_stdout(StringIO()):
        environment.setenv("MATTERS_HOME", str(home))
        environment.setenv("MATTERS_CLOCK", FIRST.isoformat())
        environment.setattr(sys, "argv", ["matters", *map(str, import_of(plan))])
        with pytest.raises(SystemExit) as ended:
            main()
    assert ended.value.code == 1
    gc.set_threshold(*threshold)
    with closing(connect(home / "register.db")) as register:
        register.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return home


@pytest.fixture
def known(entered_template: Path, home: Path, plan: Path, matters: Matters) -> Matters:
    """A register with the two actions of the plan, the second without a date, on its first day."""
    shutil.copyfile(entered_template / "register.db", home / "register.db")
    return matters
