"""A pack's files are whole, named by their hashes, and the same each time."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.rules.packs import Snapshot, canonical_json, fingerprint
from models.rules.packs_position import DoesNotReconcile
from models.rules.words import Edition
from notifications.packs.build import build_pack

ROOT = Path(__file__).resolve().parents[3]
MakeSnapshot = Callable[..., Snapshot]
CODE = """
import datetime
import sys
import time

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2031, 5, 6, 7, 8, 9, tzinfo=tz)

    today = utcnow = now

# Ten years later: whatever asks what day it is hears of another one.
datetime.datetime, time.time = Later, lambda: 1_935_990_489.0
time.localtime = time.gmtime = lambda *_: time.struct_time((2031, 5, 6, 7, 8, 9, 1, 126, 0))

from pathlib import Path
from models.rules.packs import snapshot_from_json
from models.rules.words import Edition
from notifications.packs.build import build_pack
snapshot = snapshot_from_json(sys.stdin.buffer.read())
for file in build_pack(snapshot, Edition.RESTRICTED, Path("out")):
    print(file.sha256, file.name)
"""


@pytest.fixture
def small(make_snapshot: MakeSnapshot) -> Snapshot:
    """A pack without an action, for what depends on none: it is built in a third of the time."""
    return make_snapshot(rows=0)


def test_five_files_named_by_their_hashes(snapshot: Snapshot, tmp_path: Path) -> None:
    """Each file is there with the hash and size that are returned, and no other file is."""
    files = build_pack(snapshot, Edition.RESTRICTED, tmp_path / "new" / "folder")
    folder = tmp_path / "new" / "folder"
    assert [Path(f.name).suffix for f in files] == [
        ".pdf", ".html", ".docx", ".xlsx", ".json",
    ]  # fmt: skip
    assert {p.name for p in folder.iterdir()} == {f.name for f in files}
    for file in files:
        content = (folder / file.name).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (file.sha256, file.size)


def test_manifest_says_what_was_built_from_what(snapshot: Snapshot, tmp_path: Path) -> None:
    """The manifest has the fingerprint, the files' hashes and totals that reconcile."""
    *files, last = build_pack(snapshot, Edition.RESTRICTED, tmp_path)
    said = json.loads((tmp_path / last.name).read_bytes())
    assert said["fingerprint"] == fingerprint(snapshot)
    assert said["files"] == [dataclasses.asdict(f) for f in files]
    totals = said["totals"]
    assert (
        totals["opening"] + totals["new"] + totals["reopened"] - totals["closed"]
        == (totals["closing"])
    )
    assert (totals["overdue"], totals["actions"]) == (1, 7)
    assert "escalation log" in " ".join(said["public_edition_leaves_out"])


def test_only_the_restricted_manifest_says_what_is_left_out(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    """The public edition does not say what it does without."""
    *_, last = build_pack(snapshot, Edition.PUBLIC, tmp_path)
    assert "leaves_out" not in (tmp_path / last.name).read_text("ascii")


def test_same_snapshot_same_files(snapshot: Snapshot, tmp_path: Path) -> None:
    """Built twice, every file of an edition is the same; the editions share a fingerprint."""
    twice = [build_pack(snapshot, Edition.PUBLIC, tmp_path / n) for n in ("a", "b")]
    assert twice[0] == twice[1]


def test_same_bytes_anywhere(snapshot: Snapshot, tmp_path: Path) -> None:
    """Another process, day, folder, zone, language and hash seed gives every file's same bytes."""
    here = build_pack(snapshot, Edition.RESTRICTED, tmp_path / "here")
    for package in ("models", "notifications"):
        leave = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, tmp_path / "elsewhere" / package, ignore=leave)
    for seed, zone, language in (
        ("1", "Asia/Karachi", "C.UTF-8"),
        ("99", "America/Chicago", "POSIX"),
    ):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        env["PYTHONPATH"] = str(tmp_path / "elsewhere")
        done = subprocess.run(
            [sys.executable, "-c", CODE],
            input=canonical_json(snapshot),
            capture_output=True,
            cwd=tmp_path,
            env=env,
            check=True,
        )
        assert done.stdout.decode().split() == [w for f in here for w in (f.sha256, f.name)]


def test_fingerprint_is_printed_in_the_page(snapshot: Snapshot, tmp_path: Path) -> None:
    """What the manifest seals is what the reader sees."""
    build_pack(snapshot, Edition.RESTRICTED, tmp_path)
    text = (tmp_path / "pack-2010-3-restricted.html").read_text("utf-8")
    assert fingerprint(snapshot) in text


def test_what_does_not_reconcile_is_not_built(snapshot: Snapshot, tmp_path: Path) -> None:
    """A pack that has lost an action is refused before a file is written."""
    with pytest.raises(DoesNotReconcile, match="no action leaves the register"):
        build_pack(
            dataclasses.replace(snapshot, rows=snapshot.rows[1:]), Edition.RESTRICTED, tmp_path
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", ["2010-3", "pack-2010-3"])
def test_a_pack_is_called_a_pack_once(small: Snapshot, tmp_path: Path, number: str) -> None:
    """Files are called the same whether or not the number says that it is a pack's."""
    first, *_ = build_pack(dataclasses.replace(small, number=number), Edition.PUBLIC, tmp_path)
    assert first.name == "pack-2010-3-public.pdf"


@pytest.mark.parametrize("number", ["../../etc/x", "a/b", "", "...", "2010 3", "\x00"])
def test_a_number_cannot_lead_out_of_the_folder(
    small: Snapshot, tmp_path: Path, number: str
) -> None:
    """Whatever a pack is called, its files stand in the folder they were asked into."""
    odd = dataclasses.replace(small, number=number)
    for file in build_pack(odd, Edition.PUBLIC, tmp_path / "out"):
        assert (tmp_path / "out" / file.name).is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_lost_character_is_told(small: Snapshot, tmp_path: Path) -> None:
    """The manifest lists the code points that the PDF could not print."""
    *_, last = build_pack(
        dataclasses.replace(small, board="Board \U0001f642"), Edition.PUBLIC, tmp_path
    )
    assert json.loads((tmp_path / last.name).read_bytes())["not_printable"] == ["U+1F642"]
