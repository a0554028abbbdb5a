"""Plans in the inbox and pages of imports and rehearsals go when no board keeps them any longer."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from models.rules.calendar import plus_months
from models.rules.retention import UNREAD
from tasks.clock import machine_now
from tasks.looking import history
from tasks.machine import machine
from tasks.office import straight
from tasks.plan_asked import Import
from tasks.plans import import_plan
from tasks.policies import Adopting, adopt
from tasks.purging_papers import Papers, purge_papers
from tasks.refused import Refused
from tests.stories.world import CHAIR, DUE, FIRST, HEADINGS, REVIEW, World, row, write_csv

POLICY = "[retention]\npapers_months = 36\n"


def lay(world: World, path: Path, *, update: bool) -> None:
    """A plan entered, or laid beside what was."""
    what = Import(path=path, review=REVIEW, title="Q", agreed_on=FIRST, update=update)
    straight(world.office)(import_plan, what)


@pytest.fixture
def papers(world: World, tmp_path: Path) -> list[Path]:
    """Three papers of today in the home of a board that keeps them for three years, and others'.

    Both plans were entered, the second as a newer version of the first.
    """
    home = world.office.settings.home
    found = [home / "inbox" / "of a year" / "plan.csv", home / "inbox" / "z.csv"]
    away = tmp_path / "away" / "of others"
    for path in (*found, away, home / "evidence" / "a"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"words")
    for update, path in enumerate(found):
        write_csv(path, HEADINGS, [row("1", DUE)] * (1 + update))
        lay(world, path, update=bool(update))
    # A copy that kept the day of what it is a copy of lies there since today all the same.
    os.utime(found[0], (0, 0))
    (home / "reports").rename(tmp_path / "of the imports")
    (home / "reports").mkdir()
    found.append(home / "reports" / "linked.html")
    found[-1].symlink_to(away)
    (home / "rehearsals").symlink_to(away.parent)
    assert purge_papers(world.office) == Papers(set_up=False)
    file = tmp_path / "policy.toml"
    file.write_text(POLICY, encoding="utf-8")
    adopt(world.office, Adopting(path=file, by=CHAIR, chairs_action=True))
    return [*found, away, home / "evidence" / "a"]


def there(papers: list[Path]) -> list[bool]:
    """Which of the papers are there."""
    return [path.is_symlink() or path.exists() for path in papers]


def test_papers_go_when_they_have_lain_there_too_long(world: World, papers: list[Path]) -> None:
    """Looking changes nothing; a link goes and not what it leads to, and the history has a count.

    A folder that is a link, and all that is not working paper, is left alone.
    """
    now = machine_now().date()
    assert purge_papers(world.on(plus_months(now, 35)).office) == Papers(set_up=True)
    office = world.on(plus_months(now, 37)).office
    assert purge_papers(office, only_look=True).files == 3
    assert there(papers) == [True] * 5
    before = len(history(office))
    assert [purge_papers(office).files for _ in range(2)] == [3, 0]
    assert there(papers) == [False] * 3 + [True] * 2
    (entry,) = history(office)[before:]
    assert (entry.what, json.loads(entry.facts)) == ("purged", {"papers": 3})


def test_a_paper_that_cannot_be_deleted_is_named(
    world: World, papers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could be is gone, and is in the history."""
    delete = Path.unlink

    def unlink(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "z.csv":
            raise PermissionError(13, "Permission denied")
        delete(path, missing_ok=missing_ok)

    office = world.on(plus_months(machine_now().date(), 37)).office
    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(Refused, match=r"^inbox/z.csv in the home: .* \(Permission denied\)"):
        purge_papers(office)
    assert there(papers) == [False, True, False, True, True]
    assert json.loads(history(office)[-1].facts) == {"papers": 2}


def test_a_plan_that_nobody_has_entered_stays_and_is_named(
    world: World, papers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that was changed since; health says so until it is entered, or deleted by hand.

    What cannot be read nobody knows, and what a program hides there is no plan.
    """
    inbox = papers[1].parent
    papers[1].write_text("Only copy\n", encoding="utf-8")
    (inbox / "new.pdf").write_bytes(b"%PDF")
    (inbox / ".hidden").touch()
    office = world.on(plus_months(machine_now().date(), 37)).office
    left = Papers(set_up=True, files=3, unread=("inbox/new.pdf", "inbox/z.csv"))
    assert purge_papers(office, only_look=True) == left
    assert purge_papers(office) == left
    assert there([*papers, inbox / "new.pdf", inbox / ".hidden"])[1::4] == [True, True]
    assert [said for said in machine(office).wrong if UNREAD in said] == [
        f"2 files of the inbox {UNREAD} (matters purge --dry-run names them)"
    ]
    (inbox / "new.pdf").unlink()
    monkeypatch.setattr(Path, "open", lambda *_: (_ for _ in ()).throw(PermissionError))
    assert purge_papers(office).unread == ("inbox/z.csv",)
