"""A pack's files: PDF, page, Word copy, workbook, and the manifest that names their hashes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from models.rules.packs import Snapshot
from models.rules.packs_figures import PackFigures, figures
from models.rules.packs_words import pack_words
from models.rules.words import Edition
from notifications.packs.content import document
from notifications.packs.page import page
from notifications.packs.pdf import pdf
from notifications.packs.register import register
from notifications.packs.sections_back import LEFT_OUT
from notifications.packs.word import word

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """A file of a pack: its name in the folder, its SHA-256 in hexadecimal, its size in bytes."""

    name: str
    sha256: str
    size: int


def build_pack(snapshot: Snapshot, edition: Edition, out_dir: Path) -> tuple[PackFile, ...]:
    """The five files of one edition, written whole or not at all; the manifest is the last.

    The same snapshot gives the same bytes. Raises DoesNotReconcile before anything is written
    where its figures do not agree with the previous issued pack.
    """
    made = figures(snapshot)
    lost: set[str] = set()
    contents = _contents(made, edition, lost)
    files = tuple(file_of(name, content) for name, content in contents.items())
    manifest = _manifest(made, edition, files, lost)
    name = f"{stem_of(snapshot, edition)}.manifest.json"
    write_files(out_dir, {**contents, name: manifest})
    return (*files, file_of(name, manifest))


def _contents(made: PackFigures, edition: Edition, lost: set[str]) -> dict[str, bytes]:
    laid_out = document(made, edition)
    stem = stem_of(made.snapshot, edition)
    return {
        f"{stem}.pdf": pdf(laid_out, lost),
        f"{stem}.html": page(laid_out, lost),
        f"{stem}.docx": word(laid_out, lost),
        f"{stem}.xlsx": register(made, edition, lost),
    }


def stem_of(snapshot: Snapshot, edition: Edition) -> str:
    """What the files of an edition are called, without the ending."""
    name = _NOT_IN_NAMES.sub("-", pack_words(snapshot.number)).strip("-.")
    return f"{name}-{edition.value}"


def file_of(name: str, content: bytes) -> PackFile:
    """What a file is known by."""
    return PackFile(name=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def _manifest(
    made: PackFigures, edition: Edition, files: tuple[PackFile, ...], lost: set[str]
) -> bytes:
    """What was built from what; only the restricted edition says what the public one leaves out."""
    snapshot = made.snapshot
    said = {
        "pack": snapshot.number,
        "board": snapshot.board,
        "committee": snapshot.committee,
        "edition": edition.value,
        "meeting": snapshot.meeting_on.isoformat(),
        "as_of": snapshot.freeze_on.isoformat(),
        "fingerprint": made.fingerprint,
        "files": [{"name": f.name, "sha256": f.sha256, "size": f.size} for f in files],
        "not_printable": sorted(lost),
        "totals": totals(made),
    }
    if edition is Edition.RESTRICTED:
        said["public_edition_leaves_out"] = list(LEFT_OUT)
    return (json.dumps(said, indent=2, sort_keys=True) + "\n").encode("ascii")


def totals(made: PackFigures) -> dict[str, int]:
    """The pack's totals by name, as `matters pack --json` gives them."""
    line = made.reconciliation
    counts = {
        "opening": line.opening,
        "new": len(line.new),
        "reopened": len(line.reopened),
        "closed": len(line.closed),
        "closing": line.closing,
        "overdue": sum(row.is_overdue for row in made.plan),
        "actions": len(made.plan),
        "decisions": len(made.decisions),
    }
    return {**counts, **{colour.brag.value: colour.count for colour in made.colours}}


def write_files(out_dir: Path, contents: dict[str, bytes]) -> None:
    """Each file appears whole under its name."""
    out_dir.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        _write(out_dir / name, content)


def _write(path: Path, content: bytes) -> None:
    """The file appears whole under its name, or the old one stays."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
