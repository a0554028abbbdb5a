"""A message of unknown outcome is settled by a person: it arrived, or it did not."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from models.chain import chain_end
from models.database import reading, writing
from models.settling_writing import Undecided, settle, undecided
from tasks.holding import office_holder
from tasks.office import Office
from tasks.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was settled: the message's number, whether it arrived, and how many notices it has."""

    number: str
    arrived: bool
    notices: int


def undecided_messages(office: Office) -> list[Undecided]:
    """The messages that may or may not have arrived and are not tried again."""
    with reading(office.engine) as session:
        return undecided(session)


def settle_message(office: Office, which: str, *, arrived: bool, reason: str, by: str) -> Settled:
    """Told from today, or told anew with the next delivery.

    Raises Refused without a reason, and for a message that waits for nobody's word.
    """
    if not reason.strip():
        raise Refused("--reason: say how you know, the line of the server's log say; it is kept.")
    with writing(office.engine) as session:
        one = _waiting(session, which)
        by_whom = office_holder(office, session, one.board_id, by, reason)
        if not settle(session, one, by_whom, arrived=arrived):
            raise Refused(f"{which}: somebody has settled it just now.")
    return Settled(number=which, arrived=arrived, notices=len(one.steps))


def _waiting(session: Session, which: str) -> Undecided:
    number = which.removeprefix("m")
    if not (number.isascii() and number.isdecimal()):
        raise Refused(f"{which}: give a number such as m12; `matters settle` lists them.")
    for one in undecided(session, int(number)):
        chain_end(session, one.board_id)
        return one
    raise Refused(f"{which}: no such message is undecided; `matters settle` lists those that are.")
