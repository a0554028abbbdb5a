"""How the following up of a board does: its last run, what waits, what the self-check found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.asking import ASKED, ask_of
from models.audit_outbox import left_messages, left_notices
from models.backup_writing import LastBackup, last_backup
from models.board_reading import board_facts, board_ids
from models.board_steps_reading import with_steps
from models.concerned_reading import officers, posts_held_by, with_posts
from models.database import reading
from models.ledger import Run
from models.plan import Review
from models.rules.audit_facts import Kind
from models.rules.audit_stuck import LEASE_OVER
from models.rules.backups import is_late, lacks_words
from models.rules.circulation import missed
from models.rules.date_words import day_words
from models.rules.facts import BoardFacts, Tenure
from models.rules.recipients import holder_of
from models.rules.words import MessageState
from tasks.audit import LastAudit, last_audits
from tasks.backup_daily import newest_on
from tasks.holidays import board_calendar
from tasks.lost_server import pilot_again, server_lost
from tasks.office import Office
from tasks.standstill import stands_still

# A self-check that has not been made for longer, or a notice that waits longer, is looked into.
NOON = 12
LATE_WD = 2
FOLLOW_UP = "matters follow-up --deliver says why, matters serve does it"
AHEAD = '"The clock ran ahead"'
BACKUP = "matters serve makes one every evening, matters backup FILE now"
PUT_RIGHT = "the secretary's next message names them, matters contacts enters new addresses"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One board in counts and days; `wrong` are sentences, none where all is well.

    `exceptions` are the posts that the last run could not reach, and those whose address takes
    nothing any more (procedure.md, rule 7).
    """

    board_id: int
    board: str
    last_run_on: date | None
    last_run_at: datetime | None
    exceptions: int
    last_check_on: date | None
    findings: dict[Kind, int]
    waiting: int
    oldest_waiting_on: date | None
    undecided: int
    stuck: int
    last_backup_on: date | None
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The day and the instant that a look is taken, and the newest backup in the folder then."""

    today: date
    at: datetime
    last_kept_on: date | None


def health(office: Office) -> tuple[Health, ...]:
    """Every board as it does today; nothing is changed."""
    checks = {one.board_id: one for one in last_audits(office)}
    folder, today = office.settings.backup_folder, office.clock.today()
    kept_on = newest_on(folder, today) if folder else None
    now = Now(today=today, at=office.clock.now(), last_kept_on=kept_on)
    with reading(office.engine) as session:
        return tuple(_of(office, session, i, checks[i], now) for i in board_ids(session))


def last_run(session: Session, board_id: int) -> Run | None:
    """The last run that followed a board up."""
    last = select(func.max(col(Run.id))).where(col(Run.board_id) == board_id).scalar_subquery()
    return session.execute(select(Run).where(col(Run.id) == last)).scalar_one_or_none()


def _of(office: Office, session: Session, board_id: int, check: LastAudit, now: Now) -> Health:
    today = now.today
    ran = last_run(session, board_id)
    board = _board(session, board_id, ran, today)
    notices = left_notices(session, board_id)
    messages = left_messages(session, board_id)
    days = [one.recorded_on for one in notices] + [one.dated_at.date() for one in messages]
    backup = _last_backup(office, session, board_id, now)
    undecided = [m for m in messages if m.state is MessageState.UNKNOWN and m.again_at is None]
    out = {i for i, post in board.posts.items() if _takes_nothing(post.holder(today), board)}
    found = Health(
        board_id=board_id,
        board=board.name,
        last_run_on=ran.as_of if ran else None,
        last_run_at=ran.started_at if ran else None,
        exceptions=len(out | _unreached(ran, board, today)),
        last_check_on=check.on,
        findings=check.open,
        waiting=len(notices) + len(messages),
        oldest_waiting_on=min(days, default=None),
        undecided=len(undecided),
        stuck=len([m for m in messages if m.lease_until and now.at > m.lease_until + LEASE_OVER]),
        last_backup_on=backup.on,
        wrong=(),
    )
    wrong = [*stands_still(office, session, board, now.at), *_wrong(found, board, now)]
    wrong += _not_reached(session, board, today)
    wrong += [
        said for ask in (server_lost, pilot_again) if (said := ask(office, session, board_id))
    ]
    begun = _begun_on(session, board_id)
    wrong += _vacant(board, today) if begun else ()
    if ran is None and begun and begun < _before(board, today):
        wrong.append(f"no run has followed up since {day_words(begun)}: {FOLLOW_UP}")
    if out:
        wrong.append(f"messages to {len(out)} of the posts are refused: {PUT_RIGHT}")
    wrong += _of_backups(office, backup, today)
    return replace(found, wrong=tuple(wrong))


def _board(session: Session, board_id: int, ran: Run | None, today: date) -> BoardFacts:
    """The board, and of its posts those that may want something: not all fifty thousand leads."""
    board = board_facts(session, board_id, today, board_calendar, chosen=officers(board_id))
    missed = {one["post"] for one in ran.exceptions if one["post"]} if ran else set()
    known = {*board.posts, *missed, *posts_held_by(session, board.undeliverable)}
    ask_of(session, known)
    return with_posts(session, board, ASKED)


def _last_backup(office: Office, session: Session, board_id: int, now: Now) -> LastBackup:
    """That of the folder where one is set: it counts for as long as it lies there."""
    found = last_backup(session, board_id, now.today)
    return replace(found, on=now.last_kept_on) if office.settings.backup_folder else found


def _of_backups(office: Office, last: LastBackup, today: date) -> Iterator[str]:
    """That the last one is old, or is not there, and that it is not whole."""
    scheduled = office.settings.backup_folder is not None
    if is_late(last.on, today, scheduled=scheduled):
        where = " in MATTERS_BACKUP_FOLDER" if scheduled else ""
        since = f" since {day_words(last.on)}" if last.on else ""
        yield f"there is no backup{where}{since}: {BACKUP}"
    if last.lacks:
        yield f"the last backup lacks {lacks_words(last.lacks)}"


def _takes_nothing(holder: Tenure | None, board: BoardFacts) -> bool:
    return holder is not None and holder.person_id in board.undeliverable


def _unreached(ran: Run | None, board: BoardFacts, today: date) -> set[int | str]:
    """The posts that the last run could not reach and no run could now; words for what is none."""
    missed = {one["post"] or one["words"] for one in ran.exceptions} if ran else set()
    return {one for one in missed if holder_of(board.posts.get(one), board, today) is None}


def _begun_on(session: Session, board_id: int) -> date | None:
    """The first day on which a run is owed: that of the first plan, or its follow-from day."""
    first = func.min(func.coalesce(col(Review.follow_from), col(Review.entered_on)))
    return session.execute(select(first).where(col(Review.board_id) == board_id)).scalar()


def _not_reached(session: Session, board: BoardFacts, today: date) -> Iterator[str]:
    """The members whom an issued pack has not reached, until its meeting is over."""
    told = with_steps(session, board, today)
    for pack in told.packs:
        for one in missed(pack, told, today):
            yield f"{one.words[:1].lower()}{one.words[1:]}: matters contacts puts an address right"


def _owed_since(board: BoardFacts, now: Now) -> date:
    """The day of which a run is there when all is well: today from noon, by the board's clock."""
    noon = now.at.astimezone(ZoneInfo(board.policy.hours.zone)).hour >= NOON
    return now.today if noon and board.calendar.is_wd(now.today) else _before(board, now.today)


def _before(board: BoardFacts, today: date) -> date:
    return board.calendar.minus(today, 1)


def _vacant(board: BoardFacts, today: date) -> Iterator[str]:
    """The committees without a secretary: nobody reads what the day has brought."""
    for committee in board.committees.values():
        if board.posts[committee.secretary_id].holder(today) is None:
            yield f"the {committee.name} has no secretary: matters contacts enters one"


def _wrong(found: Health, board: BoardFacts, now: Now) -> Iterator[str]:
    """What a person should look at, each with what to do."""
    today = now.today
    if found.last_run_on is not None and found.last_run_on > today:
        on = day_words(found.last_run_on)
        yield (
            f"the last run was of {on}, and the clock says {day_words(today)}: where the clock is"
            " wrong, set it; where it is right, it ran ahead then, and nothing is told before that"
            f" day, or a restore of an older backup: see the runbook, {AHEAD}"
        )
    if found.last_run_on is not None and found.last_run_on < _owed_since(board, now):
        on = day_words(found.last_run_on)
        yield f"no run has followed up since {on}: {FOLLOW_UP}"
    late = board.calendar.minus(today, LATE_WD)
    if found.oldest_waiting_on is not None and found.oldest_waiting_on < late:
        on = day_words(found.oldest_waiting_on)
        yield f"something has waited to be sent since {on}: matters deliver says why"
    if found.undecided:
        yield f"{found.undecided} that may or may not have arrived wait for you: matters settle"
    if found.stuck:
        yield f"{found.stuck} left by a worker that is gone: matters deliver tries them again"
    if (found.last_check_on or date.min) < late and (found.last_run_on or date.max) <= today:
        yield "the self-check has not been made of late: matters audit"
    for kind, count in found.findings.items():
        yield f"the self-check found {count} {kind}: matters audit names them"
