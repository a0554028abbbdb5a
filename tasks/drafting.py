"""A person's notices as messages: what goes by e-mail, and what by which webhook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from models.delivery_writing import Draft
from models.rules.channels import goes_by_mail, webhook_of
from models.rules.outbox import Waiting
from models.rules.words import Channel
from settings import secret_name
from tasks.desk_facts import Desk
from tasks.freeze import freeze, freeze_card


def drafted(
    desk: Desk, person_id: int, notices: list[Waiting], refused: frozenset[int], now: datetime
) -> list[Draft]:
    """The e-mail, if any of the notices go by e-mail, then a card for each webhook.

    `refused` are the notices that Teams was given before and did not take.
    """
    mail = by_mail(desk, notices, refused)
    letters = [freeze(desk, person_id, mail, now)] if mail else []
    cards = by_webhook(desk, notices, refused).items()
    return letters + [freeze_card(desk, person_id, some, now, name) for name, some in cards]


def still_goes_there(desk: Desk, channel: Channel, person_id: int, to: str) -> bool:
    """True where a message of today would go to the same address or webhook.

    False once an address was put right, a pilot begun or ended, a webhook taken away.
    """
    if channel is Channel.TEAMS:
        return to in set(map(secret_name, desk.webhooks))
    mailbox = desk.mailboxes.get(person_id)
    return to == (desk.redirect_to or (mailbox.email if mailbox else None))


def by_mail(desk: Desk, notices: Iterable[Waiting], refused: frozenset[int]) -> list[Waiting]:
    """The notices that go by e-mail, with those that Teams did not take."""
    return [
        one
        for one in notices
        if one.notice_id in refused
        or goes_by_mail(desk.board.posts[one.post_id], one.step, desk.webhooks)
    ]


def by_webhook(
    desk: Desk, notices: Iterable[Waiting], refused: frozenset[int]
) -> dict[str, list[Waiting]]:
    """Per webhook, as the settings call it, the notices that go there."""
    found: dict[str, list[Waiting]] = defaultdict(list)
    for one in notices:
        webhook = webhook_of(desk.board.posts[one.post_id], desk.webhooks)
        if webhook is not None and one.notice_id not in refused:
            found[secret_name(webhook)].append(one)
    return dict(found)
