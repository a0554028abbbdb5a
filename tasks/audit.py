"""The self-check of a board: what the ledger should have had, and what does not get on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.audit_news import places
from models.audit_reading import audited
from models.audit_writing import last_check, record_check
from models.board_reading import board_facts, board_ids
from models.database import reading, writing
from models.rules.audit import findings, kind_of, says, way_out
from models.rules.audit_facts import Finding, Kind
from models.rules.facts import BoardFacts
from tasks.believed import not_believed, refuse
from tasks.holidays import board_calendar
from tasks.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding in words: of which action, step and post, since which day, and a way out."""

    kind: Kind
    action: str
    step: str
    post: str
    on: date
    says: str
    way_out: str
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """What a self-check of a board found."""

    board_id: int
    board: str
    as_of: date
    looked_at: int
    findings: tuple[FindingLine, ...]


def audit(office: Office, board_id: int, *, keep: bool = True) -> AuditReport:
    """A board held against its ledger as of today; new findings are told in the next S.

    Nothing is recorded where `keep` is false. Raises Refused where the clock is not believed: it
    would find everything late, and the secretary would be told.
    """
    if keep:
        refuse(not_believed(office))
    today, now = office.clock.today(), office.clock.now()
    with writing(office.engine) as session:
        board = board_facts(session, board_id, today, board_calendar)
        seen = audited(session, board, today, now)
        check = record_check(session, board_id, today, findings(seen), now)
        lines = _lines(session, board, check.found, new={one.key for one in check.new})
        if not keep:
            session.rollback()
    return AuditReport(
        board_id=board_id,
        board=board.name,
        as_of=today,
        looked_at=len(seen.actions),
        findings=lines,
    )


def _lines(
    session: Session, board: BoardFacts, found: tuple[Finding, ...], *, new: set[tuple[object, ...]]
) -> tuple[FindingLine, ...]:
    names = {action: place.reference for action, place in places(session, found).items()}
    return tuple(_line(one, board, names, new=one.key in new) for one in found)


def _line(one: Finding, board: BoardFacts, names: dict[int, str], *, new: bool) -> FindingLine:
    post = board.post(one.post_id)
    return FindingLine(
        kind=kind_of(one.fault),
        action=names.get(one.action_id or 0, ""),
        step=one.step or "",
        post=post.name if post else "",
        on=one.on,
        says=says(one.fault, one.step, one.on),
        way_out=way_out(one.fault),
        new=new,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAudit:
    """When a board was last looked over, and how many findings were open then, by kind."""

    board_id: int
    on: date | None
    open: dict[Kind, int]


def last_audits(office: Office) -> tuple[LastAudit, ...]:
    """The last self-check of each board in counts; `on` is None before the first.

    One that a wrong clock dated later than today is none.
    """
    today = office.clock.today()
    with reading(office.engine) as session:
        return tuple(_last(session, board_id, today) for board_id in board_ids(session))


def _last(session: Session, board_id: int, today: date) -> LastAudit:
    check = last_check(session, board_id, today)
    kinds = [kind_of(one.fault) for one in check.found] if check else []
    return LastAudit(
        board_id=board_id,
        on=check.on if check else None,
        open={kind: kinds.count(kind) for kind in Kind if kind in kinds},
    )
