"""A home with the small board of the stories, and the commands run in it."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deployments.cli import main
from tests.deployments.commands import DUE, Matters, Said
from tests.stories.world import FIRST, HEADINGS, row, write_csv


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

    def run(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["matters", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        status = ended.value.code
        return Said(status if isinstance(status, int) else 0, out, err)

    yield run
    gc.set_threshold(*threshold)


@pytest.fixture
def plan(home: Path) -> Path:
    """A plan of two actions, one of them without a date."""
    rows = (row("1", DUE), row("2", "TBC"))
    return write_csv(home / "plan.csv", HEADINGS, rows)
