"""The quarterly pack: a snapshot frozen, its files built and kept, and built again the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session

from models import lookup, pack_writing
from models.board_reading import board_facts
from models.chain import chain_end
from models.database import reading, writing
from models.pack_addenda import Addendum, addenda_of
from models.pack_reading import Asked, snapshot
from models.pack_writing import Draft, FileRow, KeptPack
from models.rules.facts import BoardFacts, CommitteeFacts, MeetingFacts
from models.rules.packs import Snapshot, canonical_json, fingerprint, snapshot_from_json
from models.rules.packs_figures import figures
from models.rules.words import Edition
from notifications.packs.addendum import build_addendum
from notifications.packs.build import PackFile, build_pack, totals
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.pack_addenda import edition_of, note_of
from tasks.pack_folders import pack_folder
from tasks.pack_issuing import kept_pack
from tasks.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class PackMade:
    """A pack as it was made: its reference, what seals it, its files and totals."""

    pack: str
    version: int
    as_of: date
    fingerprint: str
    folder: Path
    files: tuple[PackFile, ...]
    totals: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which pack is wanted, in the words of the command."""

    committee: str
    meeting_on: date
    as_of: date | None = None
    edition: Edition = Edition.RESTRICTED


def make_pack(office: Office, wanted: Wanted, *, out: Path | None = None) -> PackMade:
    """Freeze the committee's actions, build the pack's files and keep the draft.

    Another edition of a pack that is there already is made from the same snapshot and belongs to
    the same version. The files are built with no transaction open, aside, and moved to their
    folder as they are kept. Raises Refused for a committee or meeting that is not known. Nothing
    is issued.
    """
    with reading(office.engine) as session:
        draft, frozen = _draft(session, wanted, office.clock.today())
        other = _other_edition(session, draft, wanted.edition)
    kept = other or draft
    frozen = snapshot_from_json(other.snapshot) if other is not None else frozen
    folder = out or pack_folder(office, kept.reference, kept.version)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".pack-") as aside:
        files = build_pack(frozen, wanted.edition, Path(aside))
        rows = [(wanted.edition.value, f.name, f.sha256, f.size) for f in files]
        with writing(office.engine) as session:
            _keep(session, draft, other, rows, office.clock.now())
            for file in files:
                (Path(aside) / file.name).replace(folder / file.name)
    return _made(kept, folder, files)


def _other_edition(session: Session, draft: Draft, edition: Edition) -> KeptPack | None:
    """The newest version, where it was frozen on the same day and lacks this edition alone."""
    newest = pack_writing.last_pack(session, draft.reference)
    if newest is None or newest.board_id != draft.board_id or newest.freeze_on != draft.freeze_on:
        return None
    made = {said for said, *_ in pack_writing.files_of(session, newest.pack_id)}
    return None if edition.value in made else newest


def _keep(
    session: Session, draft: Draft, other: KeptPack | None, rows: list[FileRow], at: datetime
) -> None:
    if other is not None:
        pack_writing.keep_edition(session, other, rows, at)
        return
    _refuse_taken(session, draft)
    pack_writing.keep_draft(session, draft, rows, at)


def _draft(session: Session, wanted: Wanted, today: date) -> tuple[Draft, Snapshot]:
    """The draft that is to be kept, and the snapshot it is made of."""
    board, committee, several = _committee(session, wanted.committee, today)
    meeting = _meeting(committee, wanted.meeting_on)
    freeze_on = wanted.as_of or min(today, meeting.freeze_on)
    _refuse_ahead(freeze_on, today, meeting.on)
    reference = _reference(committee, meeting, several=several)
    version = pack_writing.next_version(session, board.board_id, reference)
    asked = Asked(
        committee_id=committee.committee_id,
        meeting_on=meeting.on,
        freeze_on=freeze_on,
        number=f"{meeting.on.isoformat()}, version {version}",
    )
    frozen = _freeze(session, board.board_id, asked)
    draft = Draft(
        board_id=board.board_id,
        committee_id=committee.committee_id,
        meeting_id=meeting.meeting_id,
        reference=reference,
        version=version,
        freeze_on=freeze_on,
        fingerprint=fingerprint(frozen),
        snapshot=canonical_json(frozen),
    )
    return draft, frozen


def _refuse_ahead(freeze_on: date, today: date, meeting_on: date) -> None:
    if freeze_on > min(today, meeting_on):
        raise Refused(
            f"--as-of {freeze_on}: a pack is frozen on a day that has come, not after its meeting "
            f"of {meeting_on}."
        )


def _refuse_taken(session: Session, draft: Draft) -> None:
    """One version is drafted once, though two people may ask for it at the same time."""
    chain_end(session, draft.board_id)
    if pack_writing.next_version(session, draft.board_id, draft.reference) != draft.version:
        raise Refused(
            f"Another draft of {draft.reference} was made meanwhile; look at it, or ask again."
        )


def _made(kept: Draft | KeptPack, folder: Path, files: tuple[PackFile, ...]) -> PackMade:
    return PackMade(
        pack=kept.reference,
        version=kept.version,
        as_of=kept.freeze_on,
        fingerprint=kept.fingerprint,
        folder=folder,
        files=files,
        totals=totals(figures(snapshot_from_json(kept.snapshot))),
    )


def _committee(session: Session, name: str, today: date) -> tuple[BoardFacts, CommitteeFacts, bool]:
    """The committee of that name, its board's facts, and whether the register has others."""
    found = [
        (board_id, committee_id, said)
        for board_id in (row.board_id for row in lookup.board_rows(session))
        for said, committee_id in lookup.committees_of(session, board_id).items()
    ]
    chosen = [one for one in found if not name or one[2] == name]
    if len(chosen) != 1:
        names = ", ".join(said for _, _, said in found)
        raise Refused(f"--committee: name one of the register's committees: {names}.")
    board_id, committee_id, _ = chosen[0]
    board = board_facts(session, board_id, today, board_calendar)
    return board, board.committees[committee_id], len(found) > 1


def _meeting(committee: CommitteeFacts, meeting_on: date) -> MeetingFacts:
    found = next((m for m in committee.meetings if m.on == meeting_on), None)
    if found is None:
        days = ", ".join(str(m.on) for m in committee.meetings) or "none"
        raise Refused(
            f"--meeting {meeting_on}: the {committee.name} has no meeting that day. Known: {days}."
        )
    return found


def _reference(committee: CommitteeFacts, meeting: MeetingFacts, *, several: bool) -> str:
    """ "pack-2011-01-25"; with the committee's number where the register has several."""
    name = f"pack-{meeting.on.isoformat()}"
    return f"{name}-c{committee.committee_id}" if several else name


def _freeze(session: Session, board_id: int, asked: Asked) -> Snapshot:
    """The facts as of the freeze: the posts and the calendar of that day, not of today."""
    return snapshot(session, board_facts(session, board_id, asked.freeze_on, board_calendar), asked)


def check_pack(office: Office, reference: str, folder: Path) -> tuple[str, ...]:
    """The names of the files that differ when a pack is built again; none where all are the same.

    They are built into `folder` from the kept snapshot and compared with the kept hashes.
    """
    with reading(office.engine) as session:
        kept = kept_pack(session, reference)
        files = pack_writing.files_of(session, kept.pack_id)
        added = addenda_of(session, kept.pack_id)
    again = built_again(kept, {edition for edition, *_ in files}, added, folder)
    return tuple(name for _, name, sha, _ in files if again.get(name) != sha)


def built_again(
    kept: KeptPack, editions: set[str], added: tuple[Addendum, ...], folder: Path
) -> dict[str, str]:
    """Per file its hash, of some editions and addenda built into a folder from the snapshot."""
    frozen = snapshot_from_json(kept.snapshot)
    built = [
        file
        for edition in Edition
        if edition.value in editions
        for file in build_pack(frozen, edition, folder)
    ]
    for n, one in enumerate(added):
        if edition_of(one) in editions:
            built += build_addendum(frozen, note_of(kept, added[:n], one), folder)
    return {file.name: file.sha256 for file in built}


def packs_made(office: Office) -> tuple[PackMade, ...]:
    """Every pack the register keeps, in the order of their making, as it was made."""
    with reading(office.engine) as session:
        kept = [(one, _files(session, one)) for one in pack_writing.all_packs(session)]
    return tuple(
        _made(one, pack_folder(office, one.reference, one.version), files) for one, files in kept
    )


def _files(session: Session, kept: KeptPack) -> tuple[PackFile, ...]:
    return tuple(
        PackFile(name=name, sha256=sha256, size=size)
        for _, name, sha256, size in pack_writing.files_of(session, kept.pack_id)
    )
