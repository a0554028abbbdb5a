"""A message's bytes as a person read them: the headers that matter, then the plain text."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

SHOWN = ("From", "To", "Reply-To", "Subject", "Date")


def text_of(data: bytes) -> str:
    """The headers and the plain text of an e-mail; of anything else all there is."""
    message = message_from_bytes(data, policy=policy.default)
    body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
    if not message.keys() or body is None:
        return data.decode("utf-8", "backslashreplace")
    headers = [f"{name}: {message[name]}" for name in SHOWN if message[name]]
    return "\n".join([*headers, "", body.get_content()])
