"""A report that a message came back, read from its bytes (RFC 3464, RFC 6533).

Anybody may write to the mailbox that reports go to, so one is believed only where it holds the
Message-ID of a message of ours, which nobody knows but who had the message in hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser, HeaderParser
from email.policy import compat32

from models.rules.returned import About, about
from notifications.channels.base import without_address

STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
MESSAGE_ID = re.compile(r"<([^<>\s]{1,900})>")
PER_RECIPIENT = ("Action", "Status", "Final-Recipient")
STATUS_TYPES = frozenset({"message/delivery-status", "message/global-delivery-status"})
RETURNED_TYPES = frozenset(
    {"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """That a message did not arrive: which, with what status, and what that speaks of.

    `words` are the server's, on one line without an address.
    """

    message_id: str
    status: str
    about: About
    words: str


def read_report(data: bytes) -> Returned | None:
    """The failure that a mail reports, or None: no report, one of a delay, or of no known message.

    It does not raise, whatever the bytes are.
    """
    try:
        return _read(BytesParser(policy=compat32).parsebytes(data))
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
        # What the standard library makes of mail that nobody would write.
        return None


def _read(mail: Message) -> Returned | None:
    message_id = _returned_id(mail)
    failed = next((one for one in _recipients(mail) if _action(one) == "failed"), None)
    if not _is_report(mail) or message_id is None or failed is None:
        return None
    status = _status(failed)
    said = without_address(f"{status} {failed.get('Diagnostic-Code', '')}")
    return Returned(message_id=message_id, status=status, about=about(status), words=said)


def _is_report(mail: Message) -> bool:
    kind = str(mail.get_param("report-type", "")).casefold()
    return mail.get_content_type() == "multipart/report" and kind == "delivery-status"


def _recipients(mail: Message) -> Iterator[Message]:
    """The groups of fields that tell of a recipient each."""
    for part in mail.walk():
        if part.get_content_type() in STATUS_TYPES:
            for group in _groups(part):
                if any(field in group for field in PER_RECIPIENT):
                    yield group


def _groups(part: Message) -> Iterator[Message]:
    """The groups of a status part; the parser knows those of one of its two types."""
    if part.get_content_type() == "message/delivery-status":
        yield from (one for one in part.get_payload() if isinstance(one, Message))
        return
    text = "\n\n".join(str(one) for one in part.get_payload())
    yield from map(HeaderParser(policy=compat32).parsestr, re.split(r"\n{2,}", text))


def _action(group: Message) -> str:
    return str(group.get("Action", "")).strip().casefold()


def _status(group: Message) -> str:
    """Its enhanced status; "5.0.0", which says no more than that, where it has none."""
    found = STATUS.search(str(group.get("Status", "")))
    return ".".join(found.groups()) if found else "5.0.0"


def _returned_id(mail: Message) -> str | None:
    """The Message-ID of the message that came back, whole or by its headers."""
    for part in mail.walk():
        if part is not mail and part.get_content_type() in RETURNED_TYPES:
            found = MESSAGE_ID.search(_header(part, "Message-ID"))
            if found:
                return found.group(1)
    return None


def _header(part: Message, name: str) -> str:
    payload = part.get_payload()
    if isinstance(payload, list):
        return next((str(m.get(name, "")) for m in payload if isinstance(m, Message)), "")
    body = part.get_payload(decode=True)
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else ""
    return str(HeaderParser(policy=compat32).parsestr(text).get(name, ""))
