"""What waits is told: gathered a person at a time, frozen, sent, and its outcome recorded.

No transaction is open while a message is sent. The outcome of one message and the claim of the
next are one transaction: one commit a message.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from sqlmodel import Session

from models import delivery_writing as outbox
from models import outbox_reading as queue
from models.chain import End, append, chain_end
from models.database import kept_for_writing, reading, writing_on
from models.rules.outbox import NO_WAIT, Finish, Frozen, Waiting, after
from models.rules.words import Channel, Outcome
from notifications.channels.base import Channel as Way
from notifications.channels.base import ChannelUnavailable, Outgoing, Phase, without_address
from notifications.channels.pace import Pace
from tasks import compose
from tasks.channels import (
    open_pace,
    way_out,
    way_to_teams,
)
from tasks.delivered import Delivered
from tasks.desk import read_desk
from tasks.drafting import drafted
from tasks.office import Office

__all__ = ["Delivered", "deliver"]

LOG = logging.getLogger(__name__)
# The message whose attempt comes first, and those that bring the same by another channel.
Claimed = tuple[Frozen | None, list[int]]


@dataclass(slots=True)
class _Round:
    """One worker's round through what waits for a board."""

    office: Office
    connection: Connection
    board_id: int
    today: date
    way: Way
    pace: Pace
    desk: compose.Desk
    worker: str
    history_end: End
    counts: Counter[str] = field(default_factory=Counter)
    stopped: str = ""
    owed: tuple[Frozen, Finish] | None = None
    teams: Way | None = None

    def now(self) -> datetime:
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


def deliver(office: Office, board_id: int, *, today: date | None = None) -> Delivered:
    """Send what waits for a board: each person one message; a second call sends nothing again.

    Nothing leaves on a day that is not a WD, or outside the board's hours (policy, `[hours]`).
    Where no connection can be had, nothing is claimed: all of it waits for the next call.
    """
    day = today or office.clock.today()
    if not _anything(office, board_id):
        return Delivered()
    desk, end = _desk(office, board_id, day)
    closed = _closed(office, desk, day)
    if closed:
        return Delivered(waiting=_left(office, board_id), stopped=closed, quiet=True)
    way = way_out(office)
    try:
        way.open()
    except ChannelUnavailable as error:
        return Delivered(waiting=_left(office, board_id), stopped=str(error))
    try:
        with kept_for_writing(office.engine) as connection:
            turn = _Round(
                office=office,
                connection=connection,
                board_id=board_id,
                today=day,
                way=way,
                pace=open_pace(office.settings),
                desk=desk,
                worker=f"{socket.gethostname()}:{os.getpid()}",
                history_end=end,
            )
            _send_all(turn)
    finally:
        way.close()
    return _summed(turn)


def _summed(turn: _Round) -> Delivered:
    with reading(turn.office.engine) as session:
        waiting = queue.left_waiting(session, turn.board_id)
        undecided = queue.left_undecided(session, turn.board_id)
    return Delivered(
        accepted=turn.counts[Outcome.ACCEPTED],
        transient=turn.counts[Outcome.TRANSIENT],
        permanent=turn.counts[Outcome.PERMANENT],
        unknown=turn.counts[Outcome.UNKNOWN],
        waiting=waiting,
        withdrawn=turn.counts["withdrawn"],
        unwritten=turn.counts["unwritten"],
        undecided=undecided,
        stopped=turn.stopped,
        quiet=bool(turn.stopped) and not turn.counts["lost"],
    )


def _closed(office: Office, desk: compose.Desk, day: date) -> str:
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


def _anything(office: Office, board_id: int) -> bool:
    with reading(office.engine) as session:
        return bool(
            queue.to_try_again(session, board_id, office.clock.now())
            or queue.left_waiting(session, board_id)
        )


def _left(office: Office, board_id: int) -> int:
    with reading(office.engine) as session:
        return queue.left_waiting(session, board_id)


def _desk(office: Office, board_id: int, today: date) -> tuple[compose.Desk, End]:
    """All that letters are composed from, and the history's end at that moment."""
    with reading(office.engine) as session:
        end = chain_end(session, board_id)
        return read_desk(office, session, board_id, today), end


def _send_all(turn: _Round) -> None:
    """Frozen messages whose next attempt has come first, then each person's waiting notices."""
    try:
        for sent in _claims(turn):
            _attempt(turn, sent)
            if turn.counts["lost"]:
                break
    finally:
        # Whatever ends the round, the outcome that is owed is recorded: it would be sent again.
        with _transaction(turn):
            pass


def _claims(turn: _Round) -> Iterator[Frozen]:
    """One claimed message after the other; each claim also records the outcome before it."""
    with reading(turn.office.engine) as session:
        again = queue.to_try_again(session, turn.board_id, turn.now())
    yield from _claims_again(turn, again)
    # After those: a message that was given up gives back what still stands of it.
    with reading(turn.office.engine) as session:
        waiting = queue.waiting(session, turn.board_id)
    for person_id, notices in waiting.items():
        if not _may_leave(turn):
            return
        claimed, beside = _claimed_first(turn, person_id, notices)
        if claimed is not None:
            yield claimed
        yield from _claims_again(turn, beside)


def _claims_again(turn: _Round, row_ids: list[int]) -> Iterator[Frozen]:
    """Of frozen messages those whose attempt is still to be made, each as it is claimed."""
    for row_id in row_ids:
        if not _may_leave(turn):
            return
        with _transaction(turn) as session:
            claimed = _claim_again(turn, session, row_id)
        if claimed is not None:
            yield claimed


def _may_leave(turn: _Round) -> bool:
    """False once the board's hours are over; waits for the pace before a message is claimed."""
    turn.pace.wait()
    turn.stopped = _closed(turn.office, turn.desk, turn.today)
    return not turn.stopped


def _claimed_first(turn: _Round, person_id: int, notices: list[Waiting]) -> Claimed:
    """A person's new messages, or none; one that cannot be made stops nobody else's."""
    try:
        with _transaction(turn) as session:
            return _claim_first(turn, session, person_id, notices)
    except ValueError as error:
        turn.counts["unwritten"] += 1
        said = without_address(str(error))
        LOG.error("The message to person %d could not be written: %s", person_id, said)  # noqa: TRY400 - the traceback would hold the address
        return None, []


@contextmanager
def _transaction(turn: _Round) -> Iterator[Session]:
    """A transaction that first records the outcome owed, and reads the facts again if need be.

    They are read again where anything was recorded since they were read (rule 6). The outcome is
    owed until the transaction is through.
    """
    with writing_on(turn.connection) as session:
        end = chain_end(session, turn.board_id)
        # A refused address changes who can be told, though it is our own entry.
        refused = turn.owed is not None and turn.owed[1].address_refused
        stale = end != turn.history_end or refused
        turn.history_end = _settle(turn, session, end)
        if stale:
            turn.desk = read_desk(turn.office, session, turn.board_id, turn.today)
        yield session
    turn.owed = None


def _settle(turn: _Round, session: Session, end: End) -> End:
    """Record the outcome of the last attempt, if one is owed; where the history ends then."""
    if turn.owed is None:
        return end
    sent, finish = turn.owed
    change = outbox.finish(session, sent, finish, turn.now(), turn.today)
    changes = [change] if change is not None else []
    return append(session, turn.board_id, changes, turn.now(), end=end)


def _claim_again(turn: _Round, session: Session, row_id: int) -> Frozen | None:
    """A further attempt with the same bytes, or None where nothing speaks for the message.

    One that was never handed over, and of which a part is gone, is given up: what still stands
    is gathered anew. One that may have arrived goes out again as it is.
    """
    due = queue.still_due(session, row_id, turn.now())
    if due is None or turn.waits(due.channel):
        return None
    good, gone = compose.sift(turn.desk, queue.notices_of(session, row_id))
    if good and (due.may_have_arrived or not gone):
        return outbox.claim_again(session, row_id, due, turn.worker, turn.now())
    outbox.drop(session, row_id, gone[0][1] if gone else "nothing in it waits")
    _withdraw(turn, session, gone)
    return None


def _claim_first(turn: _Round, session: Session, person_id: int, notices: list[Waiting]) -> Claimed:
    """Gather a person's notices, check their causes again, render, freeze and claim.

    Where they go by several channels, all messages are frozen here and the first is claimed.
    """
    ids = [n.notice_id for n in notices]
    if not queue.still_unsent(session, turn.board_id, person_id, ids):
        return None, []
    good, gone = compose.sift(turn.desk, notices)
    _withdraw(turn, session, gone)
    drafts = drafted(turn.desk, person_id, good, _not_for_teams(turn, session, good), turn.now())
    if not drafts or turn.waits(drafts[0].channel):
        return None, []
    claimed = outbox.claim_first(session, drafts[0], turn.worker, turn.now())
    return claimed, [outbox.queue_beside(session, draft, turn.now()) for draft in drafts[1:]]


def _not_for_teams(turn: _Round, session: Session, notices: list[Waiting]) -> frozenset[int]:
    """The notices that Teams did not take before; asked only where a webhook is set."""
    if not turn.desk.webhooks:
        return frozenset()
    return queue.not_for_teams(session, [n.notice_id for n in notices])


def _withdraw(turn: _Round, session: Session, gone: list[tuple[Waiting, str]]) -> None:
    if gone:
        turn.counts["withdrawn"] += len(gone)
        turn.history_end = outbox.withdraw(session, turn.board_id, gone, turn.today, turn.now())


def _attempt(turn: _Round, sent: Frozen) -> None:
    """One attempt at a frozen message; its outcome is owed to the register until settled."""
    attempt = turn.way_of(sent.channel).send(
        Outgoing(
            channel=sent.channel,
            message_id=sent.message_id,
            day_on=turn.today,
            envelope_from=sent.envelope_from,
            to=sent.envelope_to,
            content=sent.data,
        )
    )
    turn.counts[attempt.outcome] += 1
    if attempt.outcome is not Outcome.ACCEPTED and attempt.phase is Phase.CONNECT:
        _lost(turn, sent.channel)
    end = after(
        attempt.outcome,
        attempt.code,
        attempt.text,
        attempt=sent.attempt,
        dated_at=sent.dated_at,
        now=turn.now(),
        address_refused=attempt.phase is Phase.RECIPIENT,
        spread=secrets.randbelow(1000) / 1000,
        wait=attempt.wait or NO_WAIT,
    )
    turn.owed = (sent, end)


def _lost(turn: _Round, channel: Channel) -> None:
    """No connection: what is left of the channel waits; mail does not wait for cards."""
    if channel is Channel.TEAMS:
        turn.counts["no teams"] += 1
        return
    turn.counts["lost"] += 1
    turn.stopped = "The connection was lost; what is left waits."
