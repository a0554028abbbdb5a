"""The way out that the settings choose: a mail server, or files where none is set."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parseaddr

from models.rules.facts import BoardFacts
from notifications.channels.base import Channel as Way
from notifications.channels.base import ChannelUnavailable
from notifications.channels.paper import PaperChannel
from notifications.mail_words import mailbox
from settings import Settings
from tasks.office import Office

NOBODY = "matters-arising@localhost.localdomain"
NO_SENDER = (
    "No address is set that messages come from: set MATTERS_MAIL_FROM, or mail_from in the board's "
    "file. Messages wait until it is."
)


def way_out(office: Office, sender: str) -> Way:
    """The mail server of MATTERS_SMTP_URL, or the home's outbox where none is set.

    Raises ChannelUnavailable where the certificates of MATTERS_SMTP_CA cannot be read, and where
    a server would be told that nobody sends: what came back would be lost.
    """
    if office.way is not None:
        return office.way
    smtp_url = office.settings.smtp_url
    if smtp_url is None:
        return PaperChannel(office.settings.home / "outbox")
    if sender == NOBODY:
        raise ChannelUnavailable(NO_SENDER)
    # Apprise is slow to import, and files do not need it.
    from notifications.channels.smtp import SmtpChannel

    return SmtpChannel(smtp_url.get_secret_value(), ca_file=office.settings.smtp_ca)


@contextmanager
def opened(way: Way) -> Iterator[Way]:
    """The way, open, and closed afterwards; raises ChannelUnavailable where it cannot be had."""
    try:
        way.open()
        yield way
    finally:
        way.close()


def way_to_teams(office: Office) -> Way:
    """The webhooks of the settings, or the home's outbox where no mail server is set either."""
    settings = office.settings
    if office.way is not None or settings.smtp_url is None:
        return way_out(office, "")
    from notifications.channels.teams import TeamsChannel

    webhooks = {name: url.get_secret_value() for name, url in settings.teams_urls.items()}
    return TeamsChannel(webhooks, settings.teams_hosts, now=office.clock.now)


def webhooks_set(settings: Settings, board: BoardFacts) -> frozenset[str]:
    """The webhooks that posts of the board name and that are set; none while a pilot runs."""
    named = {post.teams_secret for post in board.posts.values() if post.teams_secret}
    if settings.redirect_to is not None:
        return frozenset()
    return frozenset(name for name in named if settings.teams_url(name) is not None)


def pace_of(settings: Settings) -> int:
    """How many messages may leave in a minute, 0 for no limit; files need no pause."""
    return settings.mail_rate if settings.smtp else 0


def sender_address(settings: Settings, mail_from: str) -> str:
    """The address that messages come from: the setting's, the board's, or one that is nobody's.

    A board's file may have a name before it; messages have the board's.
    """
    return settings.mail_from or parseaddr(mail_from)[1] or NOBODY


def reply_address(settings: Settings, reply_to: str, mail_from: str) -> str:
    """The address that answers go to."""
    own = settings.mail_reply_to or parseaddr(reply_to)[1]
    return own or sender_address(settings, mail_from)


def new_message_id(sender: str) -> str:
    """A Message-ID that no message has had; the part after the @ is the sender's domain in ASCII.

    Raises ValueError for a sender that can be written in no mail.
    """
    return f"{uuid.uuid4().hex}@{mailbox('the sender', sender).rpartition('@')[2]}"
