"""A pack approved by its committee's chair, and issued by the secretary: each a person's act."""

from __future__ import annotations

from sqlmodel import Session

from models import pack_writing
from models.board_reading import board_facts
from models.database import reading, writing
from models.pack_writing import KeptPack
from tasks.acting import actor_of
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused

# As many of a fingerprint's digits as nobody types by chance.
PRINT_DIGITS = 12


def pack_fingerprint(office: Office, reference: str) -> str:
    """The fingerprint that stands on the cover of a pack. Raises Refused."""
    with reading(office.engine) as session:
        return kept_pack(session, reference).fingerprint


def approve_pack(office: Office, reference: str, print_: str, *, by: str) -> KeptPack:
    """Record that a named person approved the pack of this fingerprint. Raises Refused."""
    today = office.clock.today()
    with writing(office.engine) as session:
        kept = kept_pack(session, reference)
        board = board_facts(session, kept.board_id, today, board_calendar)
        chair = board.committees[kept.committee_id].chair_id
        actor = actor_of(session, board, by, today, prefer=(chair,))
        if chair not in actor.post_ids:
            raise Refused(f"Only the {board.posts[chair].name} approves a pack.")
        if len(print_) < PRINT_DIGITS or not kept.fingerprint.startswith(print_.lower()):
            raise Refused(
                f"--fingerprint: it is not that of {reference} version {kept.version}; it stands "
                f"on the cover, and {PRINT_DIGITS} digits of it are enough."
            )
        _refuse_over(kept)
        pack_writing.approve(session, kept, actor.person_id, today, office.clock.now())
    return kept


def issue_pack(office: Office, reference: str, *, by: str) -> KeptPack:
    """Record that an approved pack was issued by the committee's secretary. Raises Refused."""
    today = office.clock.today()
    with writing(office.engine) as session:
        kept = kept_pack(session, reference)
        board = board_facts(session, kept.board_id, today, board_calendar)
        secretary = board.committees[kept.committee_id].secretary_id
        actor = actor_of(session, board, by, today, prefer=(secretary,))
        if secretary not in actor.post_ids:
            raise Refused(f"Only the {board.posts[secretary].name} issues a pack.")
        if kept.approved_on is None:
            raise Refused(
                f"{reference} version {kept.version} is a draft: `matters approve` comes first."
            )
        _refuse_over(kept)
        pack_writing.issue(session, kept, actor.person_id, today, office.clock.now())
    return kept


def _refuse_over(kept: KeptPack) -> None:
    """What was issued already, or superseded by a newer draft, is neither approved nor issued."""
    named = f"{kept.reference} version {kept.version}"
    if kept.issued_on is not None:
        raise Refused(f"{named} has been issued already.")
    if kept.superseded:
        raise Refused(f"{named} was superseded by a newer draft; that one is approved and issued.")


def kept_pack(session: Session, reference: str) -> KeptPack:
    """The newest version of a pack. Raises Refused where there is none of that reference."""
    found = pack_writing.last_pack(session, reference)
    if found is None:
        raise Refused(f"There is no pack {reference}; `matters pack` makes one.")
    return found
