"""One round through what waits for a board: each message claimed, sent, and its outcome recorded.

No transaction is open while a message is sent.
"""

from __future__ import annotations

from datetime import date

from models import outbox_reading as queue
from models.chain import End, chain_end
from models.database import kept_for_writing, reading, writing
from models.delivery_writing import end_leases
from models.rules.outbox import Frozen
from models.rules.words import Channel, Outcome
from models.waiting_reading import last_taken_at, left_undecided, left_waiting
from notifications.channels.base import Channel as Way
from notifications.channels.base import ChannelUnavailable, Outgoing, Phase
from notifications.mail_words import mailbox
from tasks.breaker import ENOUGH, Breaker
from tasks.channels import opened, pace_of, way_out
from tasks.claiming import claims
from tasks.delivered import Delivered
from tasks.delivery_round import Round, closed, folder_of, record_owed
from tasks.desk import board_desk
from tasks.desk_facts import Desk
from tasks.lost_server import server_lost
from tasks.office import Office
from tasks.pack_files import mend_files
from tasks.workers import is_gone, worker_name


def tell(office: Office, board_id: int, day: date) -> Delivered:
    """Send what waits for a board on a day, within its hours and while a connection can be had."""
    mend_files(office, board_id, day)
    desk, end = _desk(office, board_id, day)
    shut = closed(office, desk, day)
    if shut:
        return Delivered(waiting=_left(office, board_id), stopped=shut, quiet=True)
    with reading(office.engine) as session:
        lost = server_lost(office, session, board_id)
    if lost:
        return Delivered(waiting=_left(office, board_id), stopped=f"{lost}.")
    try:
        with opened(way_out(office, desk.sender)) as way:
            return _delivered(office, desk, end, way)
    except ChannelUnavailable as error:
        return Delivered(waiting=_left(office, board_id), stopped=str(error))


def _delivered(office: Office, desk: Desk, end: End, way: Way) -> Delivered:
    """What one round over an open way comes to."""
    board_id = desk.board.board_id
    with reading(office.engine) as session:
        took_at = last_taken_at(session, board_id)
    _free_what_was_in_hand(office, board_id)
    leaves = office.settings.smtp_url is not None
    with kept_for_writing(office.engine, outlives_power_cuts=leaves) as connection:
        turn = Round(
            office=office,
            connection=connection,
            board_id=board_id,
            today=desk.as_of,
            way=way,
            per_minute=pace_of(office.settings),
            desk=desk,
            worker=worker_name(),
            history_end=end,
            breaker=Breaker(took_at=took_at),
            folder=folder_of(office),
        )
        _send_all(turn)
    return _summed(turn)


def _free_what_was_in_hand(office: Office, board_id: int) -> None:
    """What a worker of this machine had in hand when it was killed is for the next, at once."""
    now = office.clock.now()
    with reading(office.engine) as session:
        held = queue.in_hand(session, board_id, now)
    gone = [(row_id, worker) for row_id, worker in held if is_gone(worker)]
    if gone:
        with writing(office.engine) as session:
            end_leases(session, gone, now)


def _summed(turn: Round) -> Delivered:
    with reading(turn.office.engine) as session:
        waiting = left_waiting(session, turn.board_id)
        undecided = left_undecided(session, turn.board_id)
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


def _left(office: Office, board_id: int) -> int:
    with reading(office.engine) as session:
        return left_waiting(session, board_id)


def _desk(office: Office, board_id: int, today: date) -> tuple[Desk, End]:
    """What a board's letters have in common, and the history's end at that moment."""
    with reading(office.engine) as session:
        end = chain_end(session, board_id)
        return board_desk(office, session, board_id, today), end


def _send_all(turn: Round) -> None:
    """Attempt what is claimed, until nothing is left or the server takes nothing."""
    try:
        for sent in claims(turn):
            _attempt(turn, sent)
            if turn.counts["lost"]:
                break
    finally:
        # Whatever ends the round, what is owed is recorded: it would be sent again.
        turn.settle_doubts()
        record_owed(turn)


def _attempt(turn: Round, sent: Frozen) -> None:
    """One attempt at a frozen message, and what is owed to the register after it."""
    turn.has_place = False
    attempt = turn.way_of(sent.channel).send(
        Outgoing(
            channel=sent.channel,
            message_id=sent.message_id,
            day_on=turn.today,
            envelope_from=_in_envelope("the sender", sent, sent.envelope_from),
            to=_in_envelope("the addressee", sent, sent.envelope_to),
            content=sent.data,
        )
    )
    for heard in turn.breaker.hear(sent, attempt):
        turn.owe(*heard)
    if attempt.outcome is not Outcome.ACCEPTED and attempt.phase is Phase.CONNECT:
        _lost(turn, sent.channel, "The connection was lost; what is left waits.")
    elif turn.breaker.broken:
        why = f"The mail server took none of {ENOUGH} messages in a row ({attempt.text})"
        _lost(turn, sent.channel, f"{why}: nobody is held to be unreachable, and all of it waits.")


def _in_envelope(field: str, sent: Frozen, address: str) -> str:
    """An address as servers know it: its domain in ASCII. A card goes to a secret's name."""
    return mailbox(field, address) if sent.channel is Channel.EMAIL else address


def _lost(turn: Round, channel: Channel, why: str) -> None:
    """What is left of the channel waits; mail does not wait for cards."""
    if channel is Channel.TEAMS:
        turn.counts["no teams"] += 1
        return
    turn.counts["lost"] += 1
    turn.stopped = why
