"""A person's notices frozen as one message: its bytes, its Message-ID and its Date for ever."""

from __future__ import annotations

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from models.delivery_writing import Draft
from models.rules.outbox import Waiting
from models.rules.words import Channel
from notifications.card import build_card
from notifications.layouts import version_of
from notifications.mail import build
from notifications.render import render
from tasks.channels import new_message_id
from tasks.compose import letter
from tasks.desk_facts import Desk
from tasks.linking import own_link
from tasks.pack_files import attached

# A card has no template: its shape is the program's.
CARD = "card 1"


def freeze(desk: Desk, person_id: int, notices: list[Waiting], now: datetime) -> Draft:
    """The message that carries a person's notices, as it will go out at every attempt.

    Raises ValueError where it cannot be written: an address or a name that no header can hold, or
    a file of a pack that is not as it was issued.
    """
    words = letter(desk, person_id, notices, own_link(desk, person_id, notices, now))
    message_id, dated_at = new_message_id(desk.sender), _dated(desk, now)
    data = build(
        words,
        render(words, desk.templates),
        message_id=message_id,
        date_at=dated_at,
        attached=attached(desk.packs_folder, words.files),
    )
    return Draft(
        board_id=desk.board.board_id,
        person_id=person_id,
        channel=Channel.EMAIL,
        notice_ids=tuple(n.notice_id for n in notices),
        message_id=message_id,
        dated_at=dated_at,
        template=version_of(desk.templates),
        sha256=hashlib.sha256(data).hexdigest(),
        envelope_from=desk.bounces_to or desk.sender,
        envelope_to=words.redirect_to or words.to_address,
        data=data,
        redirected=words.redirect_to is not None,
    )


def freeze_card(
    desk: Desk, person_id: int, notices: list[Waiting], now: datetime, webhook: str
) -> Draft:
    """The card that carries a person's notices to a webhook, which goes by its secret's name."""
    words = letter(desk, person_id, notices)
    message_id = new_message_id(desk.sender)
    data = build_card(words, message_id=message_id, page_url=desk.page_root)
    return Draft(
        board_id=desk.board.board_id,
        person_id=person_id,
        channel=Channel.TEAMS,
        notice_ids=tuple(n.notice_id for n in notices),
        message_id=message_id,
        dated_at=_dated(desk, now),
        template=CARD,
        sha256=hashlib.sha256(data).hexdigest(),
        envelope_from="",
        envelope_to=webhook,
        data=data,
    )


def _dated(desk: Desk, now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(desk.board.policy.hours.zone)).replace(microsecond=0)
