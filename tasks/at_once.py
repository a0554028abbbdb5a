"""One letter to one person, sent at once and beside the ledger: a test message, a code."""

from __future__ import annotations

from models.rules.letters import Letter
from notifications.channels.base import Attempt, Outgoing
from notifications.mail import build
from notifications.mail_words import mailbox
from notifications.render import Rendered
from tasks.channels import opened, way_out
from tasks.desk_facts import Desk
from tasks.office import Office


def send_at_once(
    office: Office, desk: Desk, letter: Letter, words: Rendered, message_id: str
) -> Attempt:
    """How the one attempt ended that there is; raises ChannelUnavailable without a connection."""
    dated_at = office.clock.local().replace(microsecond=0)
    outgoing = Outgoing(
        message_id=message_id,
        day_on=desk.as_of,
        envelope_from=mailbox("the sender", desk.bounces_to or desk.sender),
        to=mailbox("the addressee", letter.redirect_to or letter.to_address),
        content=build(letter, words, message_id=message_id, date_at=dated_at),
    )
    with opened(way_out(office, desk.sender)) as way:
        return way.send(outgoing)
