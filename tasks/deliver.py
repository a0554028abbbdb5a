"""What waits is told: gathered a person at a time, frozen, sent, and its outcome recorded."""

from __future__ import annotations

from datetime import date

from models import outbox_reading as queue
from models.database import reading
from models.waiting_reading import left_waiting
from tasks.believed import not_believed
from tasks.delivered import Delivered
from tasks.office import Office
from tasks.standstill import keep_standstill

__all__ = ["Delivered", "deliver"]


def deliver(office: Office, board_id: int, *, today: date | None = None) -> Delivered:
    """Send what waits for a board: each person one message; a second call sends nothing again.

    Nothing leaves on a day that is not a WD, or outside the board's hours (policy, `[hours]`).
    Where no connection can be had, or the clock is not believed, nothing is claimed: all of it
    waits for the next call.
    """
    done = _told(office, board_id, today) if _anything(office, board_id) else Delivered()
    # Why it stopped a month ago is no reason any more, also where nothing waits by now.
    keep_standstill(office, board_id, done)
    return done


def _told(office: Office, board_id: int, today: date | None) -> Delivered:
    if doubt := not_believed(office):
        return _stopped(office, board_id, doubt)
    # All that makes letters is a fifth of what a command imports: most days have none to make.
    from tasks.telling import tell

    return tell(office, board_id, today or office.clock.today())


def _stopped(office: Office, board_id: int, why: str) -> Delivered:
    with reading(office.engine) as session:
        return Delivered(waiting=left_waiting(session, board_id), stopped=why)


def _anything(office: Office, board_id: int) -> bool:
    with reading(office.engine) as session:
        return bool(
            queue.to_try_again(session, board_id, office.clock.now())
            or left_waiting(session, board_id)
        )
