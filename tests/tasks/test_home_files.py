"""Which files of a home a backup takes: all that its folders lead to, each under its name."""

from __future__ import annotations

from pathlib import Path

from tasks.home_files import files_of, is_of, size_of


def test_what_links_lead_to_is_there_and_what_leads_nowhere_is_not(tmp_path: Path) -> None:
    """A linked folder by its name in the home; a folder within itself once."""
    home, away = tmp_path / "home", tmp_path / "away"
    for folder in (home / "templates" / "old", home / "inbox", away):
        folder.mkdir(parents=True)
    for file in (home / "templates" / "old" / "b", home / "inbox" / "no", away / "a"):
        file.write_bytes(b"some")
    (home / "packs").symlink_to(away)
    for name, target in (("in", away), ("loop", "."), ("one", "old/b"), ("self", "self")):
        (home / "templates" / name).symlink_to(target)
    (home / "templates" / "half.part").touch()
    (home / "templates" / "lost+found").mkdir()
    (home / "templates" / "lost+found" / "#7").touch()
    found = dict(files_of(home))
    assert list(found.values()) == [
        "packs/a",
        "templates/in/a",
        "templates/old/b",
        "templates/one",
    ]
    assert [size_of(path) for path in (*found, home / "gone")] == [4, 4, 4, 4, 0]
    assert [is_of(home, path) for path in (home / "packs" / "a", home / "inbox", away)] == [
        True,
        False,
        False,
    ]
