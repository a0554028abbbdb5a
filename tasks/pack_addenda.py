"""An addendum to an issued pack, by the committee's secretary; the run after tells the members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session

from models.board_reading import board_facts
from models.chain import chain_end
from models.database import reading, writing
from models.pack_addenda import Addendum, addenda_of, issued_pack, keep_addendum
from models.pack_writing import FileRow, KeptPack
from models.rules.date_words import day_words
from models.rules.packs import Snapshot, snapshot_from_json
from notifications.packs.addendum import Note, build_addendum
from notifications.packs.build import PackFile
from tasks.acting import actor_of
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.pack_folders import pack_folder
from tasks.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class AddendumMade:
    """An addendum as it was made: the pack's reference and version, its number, its files."""

    pack: str
    version: int
    number: int
    folder: Path
    files: tuple[PackFile, ...]


def add_addendum(office: Office, reference: str, text: str, *, by: str) -> AddendumMade:
    """Keep a dated note to an issued pack, with files of its own; the issued ones do not change.

    Raises Refused for a pack that was not issued or whose meeting is over, for no words, and for
    anybody but the committee's secretary.
    """
    today = office.clock.today()
    words = text.strip()
    if not words:
        raise Refused("--text: an addendum needs words.")
    with reading(office.engine) as session:
        kept = _issued(session, reference, today)
        _secretary(session, kept, by, today)
        before = addenda_of(session, kept.pack_id)
    added = Addendum(number=len(before) + 1, dated_on=today, text=words)
    folder = pack_folder(office, kept.reference, kept.version)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".addendum-") as aside:
        files = build_addendum(_snapshot(kept), note_of(kept, before, added), Path(aside))
        rows: list[FileRow] = [(edition_of(added), f.name, f.sha256, f.size) for f in files]
        with writing(office.engine) as session:
            person_id = _secretary(session, kept, by, today)
            _refuse_taken(session, kept, added)
            at = office.clock.now()
            keep_addendum(session, kept, added, rows, person_id=person_id, at=at)
            for file in files:
                (Path(aside) / file.name).replace(folder / file.name)
    return AddendumMade(
        pack=kept.reference,
        version=kept.version,
        number=added.number,
        folder=folder,
        files=files,
    )


def edition_of(added: Addendum) -> str:
    """Under what the files of an addendum are kept beside the editions of its pack."""
    return f"addendum-{added.number}"


def note_of(kept: KeptPack, before: tuple[Addendum, ...], added: Addendum) -> Note:
    """An addendum as it is built, from what the register keeps of it."""
    return Note(
        number=added.number,
        dated_on=added.dated_on,
        text=added.text,
        issued_on=kept.issued_on or added.dated_on,
        earlier=tuple(one.dated_on for one in before),
    )


def _snapshot(kept: KeptPack) -> Snapshot:
    return snapshot_from_json(kept.snapshot)


def _issued(session: Session, reference: str, today: date) -> KeptPack:
    kept = issued_pack(session, reference)
    if kept is None:
        raise Refused(
            f"No pack {reference} was issued: a draft is made anew by `matters pack`, without an "
            "addendum."
        )
    meeting_on = _snapshot(kept).meeting_on
    if today > meeting_on:
        raise Refused(
            f"The meeting of {reference} was held on {day_words(meeting_on)}; what is late now "
            "stands in the next pack."
        )
    return kept


def _secretary(session: Session, kept: KeptPack, by: str, today: date) -> int:
    """The person, who must hold the post of the committee's secretary that day."""
    board = board_facts(session, kept.board_id, today, board_calendar)
    secretary = board.committees[kept.committee_id].secretary_id
    actor = actor_of(session, board, by, today, prefer=(secretary,))
    if secretary not in actor.post_ids:
        raise Refused(f"Only the {board.posts[secretary].name} adds to a pack.")
    return actor.person_id


def _refuse_taken(session: Session, kept: KeptPack, added: Addendum) -> None:
    """A number is given once, though two people may add at the same time."""
    chain_end(session, kept.board_id)
    if len(addenda_of(session, kept.pack_id)) + 1 != added.number:
        raise Refused(
            f"Another addendum to {kept.reference} was made meanwhile; look at it, or ask again."
        )
