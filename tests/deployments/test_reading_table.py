"""A reading on a terminal: within 100 columns, row by row, and short where a plan is long."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deployments.commands import DUE, Matters, entered
from tests.stories.world import HEADINGS, LEAD, row, write_csv


def test_a_plan_is_shown_within_a_hundred_columns(
    matters: Matters, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row with the file's own number, as written beside as read, whatever its length."""
    monkeypatch.setenv("COLUMNS", "180")
    write_csv(plan, HEADINGS, (row("1", "Immediately", lead=f"{LEAD} " + "of the far ward " * 20),))
    said = matters("read", plan, "--agreed", "2010-09-06")
    *lines, last = said.out.splitlines()
    assert max(map(len, lines)) <= 100
    assert "1 date needs a decision" in last
    assert "As written" in said.out
    assert "Date: Immediately" in said.out
    assert "Agency: " in said.out
    assert "Status: -" in said.out
    assert "13 September 2010 is proposed" in said.out
    assert "! Date: “Immediately” is proposed" in said.out


def test_of_a_long_plan_what_to_look_at_is_shown(
    matters: Matters, plan: Path, tmp_path: Path
) -> None:
    """The rows that nobody need look at are counted; the page has them all."""
    write_csv(plan, HEADINGS, [*(row(str(n), DUE) for n in range(1, 150)), row("150", "TBC")])
    page = tmp_path / "page.html"
    said = matters("read", plan, "--agreed", "2010-09-06", "--html", page)
    assert said.status == 0
    assert "149 further rows read without a question" in said.out
    assert "Date: TBC" in said.out
    assert len(said.out.splitlines()) < 20
    assert page.read_text(encoding="utf-8").count('<tbody class="row">') == 150


def test_what_a_plan_says_does_not_steer_the_terminal(matters: Matters, plan: Path) -> None:
    """Signs that would clear the screen or turn the writing are shown as marks."""
    write_csv(plan, HEADINGS, (row("1", DUE, lead="Head\x1b[2J of\u202e ward\x9b1m"),))
    said = matters("read", plan)
    assert "of ward" not in said.out
    assert not {"\x1b", "\u202e", "\x9b"} & set(said.out)
    assert "Head\ufffd[2J" in said.out


def test_a_reading_saves_nothing_else(matters: Matters, plan: Path, home: Path) -> None:
    """Only the page that was asked for, and none otherwise."""
    before = {path.name for path in home.iterdir()}
    assert matters("read", plan).status == 0
    assert {path.name for path in home.iterdir()} == before


def test_an_import_leaves_its_page_in_the_home(matters: Matters, plan: Path, home: Path) -> None:
    """Before anything is saved; of a dry run one page, of imports each its own, all 0600."""
    for _ in range(2):
        said = entered(matters, plan, "--dry-run")
        assert "reports/child-q-2010-09-06-dry-run.html" in said.out
    pages = home / "reports"
    assert [path.name for path in pages.iterdir()] == ["child-q-2010-09-06-dry-run.html"]
    entered(matters, plan)
    entered(matters, plan, "--update")
    names = {path.name for path in pages.iterdir()}
    assert {"child-q-2010-09-06.html", "child-q-2010-09-06-2.html"} < names
    modes = {oct(path.stat().st_mode & 0o777) for path in pages.iterdir()}
    assert (modes, oct(pages.stat().st_mode & 0o777)) == ({"0o600"}, "0o700")


def test_a_refused_import_leaves_no_page(matters: Matters, plan: Path, home: Path) -> None:
    """Status 2: nothing changed, in the home either."""
    entered(matters, plan, "--committee", "Nobody").refused("--committee")
    assert not (home / "reports").exists()
