"""Plans in the inbox and pages of imports and rehearsals go when no board keeps them any longer."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from models.rules.calendar import plus_months
from tasks.clock import machine_now
from tasks.looking import history
from tasks.policies import Adopting, adopt
from tasks.purging_papers import Papers, purge_papers
from tasks.refused import Refused
from tests.stories.world import CHAIR, World

POLICY = "[retention]\npapers_months = 36\n"


@pytest.fixture
def papers(world: World, tmp_path: Path) -> list[Path]:
    """Three papers of today in the home of a board that keeps them for three years, and others'."""
    home = world.office.settings.home
    found = [home / "inbox" / "of a year" / "plan.docx", home / "inbox" / "z.xlsx"]
    away = tmp_path / "away" / "of others"
    for path in (*found, away, home / "evidence" / "a"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"words")
    # A copy that kept the day of what it is a copy of lies there since today all the same.
    os.utime(found[0], (0, 0))
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
        if path.name == "z.xlsx":
            raise PermissionError(13, "Permission denied")
        delete(path, missing_ok=missing_ok)

    office = world.on(plus_months(machine_now().date(), 37)).office
    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(Refused, match=r"^inbox/z.xlsx in the home: .* \(Permission denied\)"):
        purge_papers(office)
    assert there(papers) == [False, True, False, True, True]
    assert json.loads(history(office)[-1].facts) == {"papers": 2}
