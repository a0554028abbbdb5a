"""One worker's round through what waits for a board: what it knows, and its transactions.

The outcome of one message and the claim of the next are one transaction: one commit a message.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from models import outcome_writing as outcomes
from models.chain import End, append, chain_end, only_sent_since
from models.database import version_seen, writing_on
from models.pace_writing import take_place
from models.rules.outbox import NO_WAIT, Finish, Frozen, after
from models.rules.words import Channel, Outcome
from notifications.channels.base import Attempt, Phase
from notifications.channels.base import Channel as Way
from tasks.breaker import Breaker
from tasks.channels import way_to_teams
from tasks.clock import machine_now
from tasks.desk import desk_for, read_desk
from tasks.desk_facts import Desk
from tasks.office import Office

# Seconds; what a server takes to start again, and half a minute in all.
PAUSES = (0.0, 1.0, 4.0, 10.0, 15.0)

# Bytes; a message takes some ten thousand, and its outcome as many again.
ROOM = 16_000_000
FULL = "The disk that holds the register is nearly full: nothing is sent until there is room."


@dataclass(slots=True)
class Round:
    """All that a worker has in hand while it sends."""

    office: Office
    connection: Connection
    board_id: int
    today: date
    way: Way
    per_minute: int
    desk: Desk
    worker: str
    history_end: End
    breaker: Breaker
    # Where a register that is one file stands: what is sent is recorded there.
    folder: Path | None
    people: Collection[int] = ()
    # What `version_seen` said when these people's desk was read, and whether it says so still.
    read_at: int | None = None
    alone: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    stopped: str = ""
    owed: list[tuple[Frozen, Finish]] = field(default_factory=list)
    teams: Way | None = None
    has_place: bool = False
    sleep: Callable[[float], None] = time.sleep
    instant: Callable[[], datetime] = machine_now

    def now(self) -> datetime:
        """The instant, by the office's clock."""
        return self.office.clock.now()

    def way_of(self, channel: Channel) -> Way:
        """The mail server, or the webhooks, which are read when the first card is sent."""
        if channel is Channel.EMAIL:
            return self.way
        if self.teams is None:
            self.teams = way_to_teams(self.office)
        return self.teams

    def waits(self, channel: Channel) -> bool:
        """True of cards once their host could not be reached: mail goes on without them."""
        return channel is Channel.TEAMS and bool(self.counts["no teams"])

    def may_leave(self) -> bool:
        """False once the board's hours are over or the disk is full; keeps the pace before."""
        if self.counts["lost"]:
            return False
        self._keep_pace()
        self.stopped = closed(self.office, self.desk, self.today)
        if not self.stopped and self.folder and is_full(self.folder):
            self.finds_no_room()
        return not self.stopped

    def finds_no_room(self) -> None:
        """Nothing is sent any more: how it ended could not be recorded."""
        self.counts["lost"] += 1
        self.stopped = FULL

    def _keep_pace(self) -> None:
        """Wait until one more message may leave; a place that nobody used is kept for the next.

        What is owed is recorded first: a worker that is stopped while it waits repeats nothing.
        """
        if self.has_place or not self.per_minute:
            return
        with transaction(self) as session:
            place_at = take_place(session, self.per_minute, self.instant())
        wait = (place_at - self.instant()).total_seconds()
        if wait > 0:
            self.sleep(wait)
        self.has_place = True

    def owe(self, sent: Frozen, attempt: Attempt) -> None:
        """The outcome of an attempt is owed to the register until a transaction records it."""
        self.counts[attempt.outcome] += 1
        end = after(
            sent,
            attempt.outcome,
            attempt.code,
            attempt.text,
            now=self.now(),
            address_refused=attempt.phase is Phase.RECIPIENT,
            spread=secrets.randbelow(1000) / 1000,
            wait=attempt.wait or NO_WAIT,
        )
        self.owed.append((sent, end))

    def settle_doubts(self) -> None:
        """What nothing has settled so far is owed as it is seen now."""
        for heard in self.breaker.end():
            self.owe(*heard)


def folder_of(office: Office) -> Path | None:
    """The folder of a register that is one file; None where it is on a server."""
    url = office.engine.url
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return Path(url.database).parent


def is_full(folder: Path) -> bool:
    """True where what is sent now might find no room to be recorded, and be sent again."""
    return shutil.disk_usage(folder).free < ROOM


def closed(office: Office, desk: Desk, day: date) -> str:
    """Why nothing may leave now, or an empty text (the head of the procedure: 07:00 to 19:00)."""
    hours = desk.board.policy.hours
    local = office.clock.now().astimezone(ZoneInfo(hours.zone))
    if not desk.board.calendar.is_wd(day):
        return f"{day} is not a working day: messages wait for the next one."
    if not hours.first <= f"{local:%H:%M}" < hours.last:
        return (
            f"It is {local:%H:%M}: messages leave between {hours.first} and {hours.last}, so they "
            "wait until then."
        )
    return ""


@contextmanager
def transaction(turn: Round) -> Iterator[Session]:
    """A transaction that first records the outcomes owed, and reads the facts again if need be.

    They are read again where anything was recorded since they were read (rule 6). An outcome is
    owed until the transaction is through; what one that fails had recorded is not known any more.
    """
    try:
        with writing_on(turn.connection) as session:
            turn.alone = turn.read_at is not None and turn.read_at == version_seen(turn.connection)
            _bring_up_to_date(turn, session)
            yield session
    except BaseException:
        turn.read_at = None
        raise
    turn.owed.clear()


def _bring_up_to_date(turn: Round, session: Session) -> None:
    """Record what is owed; the desk is read again where what was read of it holds no more."""
    end = turn.history_end if turn.alone else chain_end(session, turn.board_id)
    # A refused address changes who can be told, though it is our own entry.
    refused = any(finish.outcome is Outcome.PERMANENT for _, finish in turn.owed)
    stale = refused or not _known(turn, session, end)
    turn.history_end = _settle(turn, session, end)
    if stale:
        turn.desk = read_desk(turn.office, session, turn.board_id, turn.today, turn.people)


def _known(turn: Round, session: Session, end: End) -> bool:
    """True where what the round has read of the register still holds: others only sent."""
    return end == turn.history_end or only_sent_since(session, turn.board_id, turn.history_end)


def turn_to(turn: Round, session: Session, people: Collection[int]) -> None:
    """The desk is cleared for the next people; in a transaction of the round."""
    turn.read_at = version_seen(turn.connection)
    turn.people = people
    turn.desk = desk_for(turn.office, session, turn.desk, people)


def record_owed(turn: Round) -> None:
    """Record what is owed, if need be on a new connection to the register, and for half a minute.

    What was accepted and is not recorded is sent again. A register that was restarted, or locked,
    or had no room left, may take it now: closing its last connection makes SQLite tidy up.
    """
    for pause in (*PAUSES, None):
        try:
            with transaction(turn):
                return
        except OperationalError:
            if pause is None or not turn.owed:
                raise
        turn.connection.invalidate()
        turn.office.engine.dispose()
        turn.sleep(pause)


def _settle(turn: Round, session: Session, end: End) -> End:
    """Record the outcomes that are owed; where the history ends then."""
    now, today = turn.now(), turn.today
    changes = [outcomes.finish(session, sent, finish, now, today) for sent, finish in turn.owed]
    kept = [change for change in changes if change is not None]
    return append(session, turn.board_id, kept, now, end=end) if kept else end
