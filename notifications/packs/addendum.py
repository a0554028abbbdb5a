"""An addendum to an issued pack: files of its own beside the pack's, which stay as they are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.rules.date_words import day_words
from models.rules.packs import Snapshot, fingerprint
from models.rules.packs_words import pack_words, sentence
from models.rules.words import Edition
from notifications.packs.build import PackFile, file_of, stem_of, write_files
from notifications.packs.document import Cover, Document, Paragraph, Section
from notifications.packs.page import page
from notifications.packs.pdf import pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is added: its number from 1, its day, its words, and the days of those before it."""

    number: int
    dated_on: date
    text: str
    issued_on: date
    earlier: tuple[date, ...] = ()


def build_addendum(snapshot: Snapshot, note: Note, out_dir: Path) -> tuple[PackFile, ...]:
    """PDF, page and manifest of one addendum; the same note gives the same bytes."""
    lost: set[str] = set()
    laid_out = addendum(snapshot, note)
    stem = f"{stem_of(snapshot, Edition.RESTRICTED)}-addendum-{note.number}"
    contents = {f"{stem}.pdf": pdf(laid_out, lost), f"{stem}.html": page(laid_out, lost)}
    files = tuple(file_of(name, content) for name, content in contents.items())
    name = f"{stem}.manifest.json"
    contents[name] = _manifest(snapshot, note, files, lost)
    write_files(out_dir, contents)
    return (*files, file_of(name, contents[name]))


def addendum(snapshot: Snapshot, note: Note) -> Document:
    """One page that says which pack it belongs to, its day and its words."""
    name = sentence(pack_words(snapshot.number))
    section = Section(
        anchor="addendum",
        heading=f"What is added on {day_words(note.dated_on)}",
        blocks=tuple(Paragraph(text=words) for words in _paragraphs(note.text)),
    )
    return Document(
        title=f"Addendum {note.number} to the pack for {day_words(snapshot.meeting_on)}",
        board=snapshot.board,
        marking=snapshot.marking,
        footer=f"{name}, addendum {note.number} of {day_words(note.dated_on)}",
        frozen_on=note.dated_on.isoformat(),
        cover=_cover(snapshot, note, name),
        sections=(section,),
    )


def _cover(snapshot: Snapshot, note: Note, name: str) -> Cover:
    before = [f"addendum {n} of {day_words(on)}" for n, on in enumerate(note.earlier, start=1)]
    return Cover(
        title=f"Addendum {note.number}",
        subtitle=f"to the pack for the meeting on {day_words(snapshot.meeting_on)}",
        facts=(
            ("Committee", snapshot.committee),
            ("Added to", f"{name}, issued on {day_words(note.issued_on)}"),
            ("Before it", "; ".join(before) or "No addendum"),
            ("Report of", snapshot.prepared_by),
        ),
        tiles=(),
        says=("The files of the pack are as they were issued; this is to be read with them.",),
        asks="",
        resolutions=(),
        seal=f"Fingerprint of the pack's data (SHA-256): {fingerprint(snapshot)}",
    )


def _paragraphs(text: str) -> list[str]:
    return [words.strip() for words in text.splitlines() if words.strip()]


def _manifest(snapshot: Snapshot, note: Note, files: tuple[PackFile, ...], lost: set[str]) -> bytes:
    every = [*note.earlier, note.dated_on]
    said = {
        "pack": snapshot.number,
        "fingerprint": fingerprint(snapshot),
        "addendum": note.number,
        "addenda": [{"number": n, "dated": on.isoformat()} for n, on in enumerate(every, start=1)],
        "files": [{"name": f.name, "sha256": f.sha256, "size": f.size} for f in files],
        "not_printable": sorted(lost),
    }
    return (json.dumps(said, indent=2, sort_keys=True) + "\n").encode("ascii")
