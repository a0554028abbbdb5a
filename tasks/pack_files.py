"""The files of issued packs on the disk: there as they were issued, or built again.

A message never carries a file whose hash is not the one that the register has.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session

from models.database import reading
from models.pack_addenda import addenda_of
from models.pack_circulation import enclosures, issued_by
from models.pack_writing import pack_of
from models.rules.circulation import Enclosure, Packed
from models.rules.facts import BoardFacts
from notifications.mail import Attached
from tasks.office import Office
from tasks.pack_folders import packs_folder

LOG = logging.getLogger(__name__)


def packed_by(session: Session, board: BoardFacts, folder: Path) -> Packed:
    """The files that may go with messages: of the packs issued for meetings to come, as far as
    they are there.
    """
    issued = [pack.pack_id for pack in board.packs if pack.issued_on is not None]
    found = enclosures(session, issued)
    return {i: tuple(one for one in some if _is_there(folder, one)) for i, some in found.items()}


def attached(folder: Path, files: Iterable[Enclosure]) -> list[Attached]:
    """Files read from the disk, each as it was issued. Raises ValueError where one is not."""
    found = []
    for one in files:
        content = (folder / one.folder / one.name).read_bytes()
        if hashlib.sha256(content).hexdigest() != one.sha256:
            raise ValueError(
                f"{one.name} is not as it was issued: `matters pack --check` builds it"
            )
        found.append(Attached(one.name, content))
    return found


def mend_files(office: Office, board_id: int, today: date) -> None:
    """What is missing or was changed of the packs that are issued is built again, if it comes out
    the same; what does not is left out of messages. No transaction is open meanwhile.
    """
    folder = packs_folder(office)
    with reading(office.engine) as session:
        packed = enclosures(session, issued_by(session, board_id, today))
    for pack_id, files in packed.items():
        broken = [one for one in files if not _is_whole(folder, one)]
        if broken:
            _build_again(office, pack_id, broken)


def _is_there(folder: Path, one: Enclosure) -> bool:
    path = folder / one.folder / one.name
    return path.is_file() and path.stat().st_size == one.size


def _is_whole(folder: Path, one: Enclosure) -> bool:
    path = folder / one.folder / one.name
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == one.sha256


def _build_again(office: Office, pack_id: int, broken: list[Enclosure]) -> None:
    # What builds packs takes long to load, and is seldom needed here.
    from tasks.packs import built_again

    with reading(office.engine) as session:
        kept, added = pack_of(session, pack_id), addenda_of(session, pack_id)
    folder = packs_folder(office) / broken[0].folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".again-") as aside:
        again = built_again(kept, {one.edition for one in broken}, added, Path(aside))
        for one in broken:
            if again.get(one.name) == one.sha256:
                (Path(aside) / one.name).replace(folder / one.name)
            else:
                LOG.error("%s of %s cannot be built again as it was issued", one.name, one.folder)
