"""The files of a home that the register knows by their SHA-256: evidence, and issued packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.answers import Evidence, Response
from models.pack import Pack, PackFile
from models.pack_circulation import folder_of
from models.plan import Action


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A file by its name from the home on, as the register of a board knows it."""

    board_id: int
    name: str
    sha256: str


def lacking(session: Session, there: Mapping[str, str]) -> tuple[Named, ...]:
    """What the register knows and is not there, or not with its hash; `there` are names, hashes.

    The file of a struck answer, of a draft and of a pack that another superseded may be gone.
    """
    known = {*_evidence(session), *_issued(session)}
    return tuple(sorted(one for one in known if there.get(one.name) != one.sha256))


def _evidence(session: Session) -> Iterable[Named]:
    query = (
        select(col(Action.board_id), col(Evidence.sha256))
        .join(Evidence, col(Evidence.action_id) == col(Action.id))
        .join(Response, col(Response.id) == col(Evidence.response_id))
        .where(col(Response.struck_on).is_(None))
    )
    for board_id, sha256 in session.exec(query):
        yield Named(board_id, f"evidence/{sha256}", sha256)


def _issued(session: Session) -> Iterable[Named]:
    query = (
        select(col(Pack.board_id), col(Pack.reference), col(Pack.version), PackFile)
        .join(PackFile, col(PackFile.pack_id) == col(Pack.id))
        .where(col(Pack.issued_on).is_not(None), col(Pack.superseded_by_id).is_(None))
    )
    for board_id, reference, version, file in session.exec(query):
        folder = folder_of(reference, version)
        yield Named(board_id, f"packs/{folder}/{file.name}", file.sha256)
