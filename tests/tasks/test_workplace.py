"""What a killed backup leaves in a home is taken away by the next, and only that."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tasks.workplace import held, left_taken_away, mark, workplace


def test_what_a_killed_process_left_is_taken_away(tmp_path: Path) -> None:
    """The register in the open, and what it was proved in; other folders of the home stay."""
    left = tmp_path / ".backup-killed" / "proof"
    left.mkdir(parents=True)
    (left / "register.db").write_bytes(b"addresses")
    (tmp_path / "evidence").mkdir()
    with workplace(tmp_path, ".backup-") as folder:
        assert sorted(tmp_path.iterdir()) == sorted([folder, tmp_path / "evidence"])
    assert [one.name for one in tmp_path.iterdir()] == ["evidence"]


def test_what_another_machine_works_in_is_left_to_it_for_a_day(tmp_path: Path) -> None:
    """Its lock says nothing here. This machine's own of an earlier start is gone for certain."""
    here, start = mark()
    theirs = "0" * 8
    names = (
        f".backup-{theirs}-{theirs}-fresh",
        f".backup-{theirs}-{theirs}-old",
        f".backup-{here}-{theirs}-before",
        f".restore-{theirs}-{start}-container",
    )
    for name in names:
        (tmp_path / name / "proof").mkdir(parents=True)
    os.utime(tmp_path / names[1], (0, 0))
    (tmp_path / ".backup-link").symlink_to(tmp_path / names[0])
    (tmp_path / ".backup-file").touch()
    assert left_taken_away(tmp_path) == 3
    assert {one.name for one in tmp_path.iterdir()} == {".backup-file", ".backup-link", names[0]}


def test_what_a_living_process_holds_stays(tmp_path: Path) -> None:
    """Two backups at a time keep out of each other's way; a folder is held by one alone."""
    with workplace(tmp_path, ".restore-") as folder:
        (folder / "plain").write_bytes(b"rows")
        assert left_taken_away(tmp_path) == 0
        with pytest.raises(BlockingIOError), held(folder):
            pass
    assert list(tmp_path.iterdir()) == []
