"""One e-mail, built and read again."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from models.rules.letters import Letter
from notifications import mail
from notifications.render import Rendered, render

MESSAGE_ID = "0f8fad5b-d9cb-469f-a165-70867728950e@northmoor.example.org"
AT = datetime(2010, 11, 1, 9, 0, tzinfo=UTC)
FILES = (mail.Attached("pack.pdf", bytes(range(256)) * 20), mail.Attached("pack.xlsx", b"PK"))


def built(
    letter: Letter,
    *,
    message_id: str = MESSAGE_ID,
    subject: str | None = None,
    files: tuple[mail.Attached, ...] = (),
) -> bytes:
    """The letter's bytes; the subject can be put in the place of the rendered one."""
    words = render(letter)
    if subject is not None:
        words = Rendered(subject=subject, text=words.text, html=words.html)
    return mail.build(letter, words, message_id=message_id, date_at=AT, attached=files)


def read(content: bytes) -> EmailMessage:
    """The message as a mail program reads it."""
    return message_from_bytes(content, policy=default)
