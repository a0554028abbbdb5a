"""The six-digit code that opens an action's own words: sent to the holder's address, and tried."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from models.chain import chain_end
from models.clearing_writing import mailbox_of
from models.database import reading, writing
from models.page_reading import codes_since, last_code
from models.page_writing import count_try, record_code, record_opened
from models.rules.links import code_fault, code_refusal
from models.rules.words import Outcome
from notifications.channels.base import ChannelUnavailable
from notifications.links import is_sealed, sealed
from notifications.page.code_mail import LINE, code_mail
from tasks.at_once import send_at_once
from tasks.channels import new_message_id
from tasks.compose import headed
from tasks.desk import read_desk
from tasks.office import Office
from tasks.visiting import Visitor, page_key, post_of

A_DAY = timedelta(days=1)
NOT_SENT = "The code could not be sent just now. Try again in some minutes."
WRONG = "That is not the code of the last message. Look again, or ask for a new one."


@dataclass(frozen=True, slots=True)
class Tried:
    """How a code fared: a sentence where it opened nothing, and none where it did."""

    fault: str = ""


def send_code(office: Office, who: Visitor) -> Tried:
    """Send a new code to the holder's own address; the one before it opens nothing any more.

    It is recorded before it is sent: a code that nobody has does no harm.
    """
    now, today = office.clock.now(), office.clock.today()
    code = f"{secrets.randbelow(1_000_000):06}"
    board_id = who.holder.board_id
    with writing(office.engine) as session:
        chain_end(session, board_id)
        refusal = code_refusal(codes_since(session, who.person_id, now - A_DAY), now)
        if refusal:
            return Tried(refusal)
        seal = sealed(page_key(office), "code", str(who.person_id), code)
        record_code(session, board_id, who.person_id, seal, today=today, at=now)
    return Tried() if _sent(office, who, code) else Tried(NOT_SENT)


def _sent(office: Office, who: Visitor, code: str) -> bool:
    """True where a mail server took it, or the outbox where none is set."""
    with reading(office.engine) as session:
        today, people = office.clock.today(), [who.person_id]
        desk = read_desk(office, session, who.holder.board_id, today, people)
        post = post_of(desk.board, who.person_id, desk.as_of)
        own = mailbox_of(session, who.person_id)
    if own is None or post is None:
        return False
    committee = next(iter(desk.board.committees.values()))
    letter = headed(desk, committee, own, post, (LINE,))
    try:
        message_id = new_message_id(desk.sender)
        attempt = send_at_once(office, desk, letter, code_mail(letter, code), message_id)
    except ChannelUnavailable:
        return False
    return attempt.outcome is Outcome.ACCEPTED


def try_code(office: Office, who: Visitor, code: str) -> Tried:
    """Try a code; every try counts, and a good one is used up."""
    now, today = office.clock.now(), office.clock.today()
    with writing(office.engine) as session:
        # Two tries at once are counted one after the other.
        chain_end(session, who.holder.board_id)
        found = last_code(session, who.person_id)
        fault = code_fault(found[0] if found else None, now)
        if fault or found is None:
            return Tried(fault)
        row = found[1]
        count_try(session, row)
        given = "".join(c for c in code if c.isdecimal() and c.isascii())
        if not is_sealed(page_key(office), row.seal, "code", str(who.person_id), given):
            return Tried(WRONG)
        record_opened(session, who.holder.board_id, row, today=today, at=now)
    return Tried()
