"""Files of evidence: kept once, for their owner alone, under the hash of what is in them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tasks.evidence import keep_evidence, read_evidence
from tasks.refused import Refused


def test_a_file_is_kept_under_its_hash_for_its_owner_alone(tmp_path: Path) -> None:
    """0700 the folder, 0600 the file; what the register says of it are name, hash and size."""
    file = tmp_path / "audit of records.txt"
    file.write_bytes(b"All records were looked at.")
    offered = read_evidence(file)
    home = tmp_path / "home"
    home.mkdir()
    keep_evidence(home, [offered, offered])
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (kept,) = (home / "evidence").iterdir()
    assert (kept.name, kept.read_bytes()) == (digest, file.read_bytes())
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert (offered.file.name, offered.file.sha256, offered.file.size) == (file.name, digest, 27)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("minutes; rm -rf.txt", "minutes_ rm -rf.txt"),
        ("a<b>c.pdf", "a_b_c.pdf"),
        ("Zoë's note.txt", "Zoë_s note.txt"),
        (".hidden", "hidden"),
        ("x" * 200 + ".txt", "x" * 100 + ".txt"),
        ("???", "_"),
    ],
)
def test_a_name_is_made_safe_to_show(tmp_path: Path, name: str, safe: str) -> None:
    """Letters, digits, dots, hyphens and blanks stay; it never begins with a dot."""
    file = tmp_path / name
    file.write_bytes(b"x")
    assert read_evidence(file).file.name == safe


def test_nothing_is_kept_until_it_is_asked_for(tmp_path: Path) -> None:
    """Reading a file leaves the home as it was."""
    file = tmp_path / "note.txt"
    file.write_bytes(b"x")
    read_evidence(file)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_what_is_no_file_of_some_content_is_refused(tmp_path: Path) -> None:
    """Absent, a folder, a device, empty, over 25 MB: each is a sentence that names the file."""
    empty, huge = tmp_path / "empty.txt", tmp_path / "huge.bin"
    empty.touch()
    with huge.open("wb") as file:
        file.truncate(25_000_001)
    for path in (tmp_path / "absent.txt", tmp_path, Path("/dev/zero"), empty, huge):
        with pytest.raises(Refused, match=f"--evidence {path}"):
            read_evidence(path)
