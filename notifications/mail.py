"""A rendered letter as the bytes of one e-mail, the same bytes whenever it is built.

One addressee a message, no Cc and no Bcc; the Message-ID and the Date are given, so that a retry
is the same message and a mailbox that has it already can tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import PurePath

from models.rules.letters import Letter
from notifications.mail_plain import goes_as_it_is, written
from notifications.mail_policy import POLICY, Generator
from notifications.mail_words import DOMAIN, LOCAL, mailbox, party, plain, subject_of
from notifications.render import Rendered

_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
FEW_ACTIONS = 3
LONGEST_ID = 900


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a message."""

    name: str
    content: bytes


def build(
    letter: Letter,
    rendered: Rendered,
    *,
    message_id: str,
    date_at: datetime,
    attached: Sequence[Attached] = (),
) -> bytes:
    """The message as it goes over the wire, lines ended by CRLF; the same facts, the same bytes.

    `message_id` comes without angle brackets; `date_at` has a time zone. Raises ValueError, with
    the field's name, for a line break in a header or an address that cannot be written (RFC 5322;
    RFC 3834 for Auto-Submitted; RFC 2919 for List-Id).
    """
    headers = _headers(letter, rendered.subject, message_id, date_at)
    # Numeric references say any character in ASCII: HTML then needs no transfer encoding.
    html = rendered.html.encode("ascii", "xmlcharrefreplace").decode("ascii")
    if not attached and goes_as_it_is(rendered.text) and goes_as_it_is(html):
        return written(headers, rendered.text, html, _boundary(message_id))
    message = EmailMessage(policy=POLICY)
    for name, value in headers.items():
        message[name] = value
    _fill(message, rendered.text, html, message_id)
    if attached:
        _attach(message, attached, message_id)
    # Filling a message drops every Content- header it had, so this one comes last (RFC 3282).
    message["Content-Language"] = "en-GB"
    whole = BytesIO()
    Generator(whole, mangle_from_=False, policy=POLICY).flatten(message)
    return whole.getvalue()


def _fill(message: EmailMessage, text: str, html: str, message_id: str) -> None:
    """Text first, HTML second (RFC 2046, 5.1.4: the richest last)."""
    message.set_content(text, cte=_encoding(text))
    message.make_alternative(boundary=_boundary(message_id))
    message.add_alternative(html, subtype="html", cte=_encoding(html))


def _attach(message: EmailMessage, attached: Sequence[Attached], message_id: str) -> None:
    """The files behind the words (RFC 2046, 5.1.3), each under its name and its kind."""
    message.make_mixed(boundary=_boundary(f"{message_id} with files"))
    for file in attached:
        main, _, sub = KINDS[PurePath(file.name).suffix].partition("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)


def _encoding(body: str) -> str | None:
    """7bit where the body may go as it is; None lets the library choose (RFC 5322, 2.1.1)."""
    return "7bit" if goes_as_it_is(body) else None


def _boundary(message_id: str) -> str:
    """A boundary made from the Message-ID: the library's own is drawn by lot."""
    return f"=_{sha256(message_id.encode()).hexdigest()[:24]}"


def _headers(letter: Letter, subject: str, message_id: str, date_at: datetime) -> dict[str, str]:
    if date_at.tzinfo is None:
        raise ValueError("date_at has no time zone: give the instant as UTC or in the board's zone")
    plain("message_id", message_id)
    return {
        "From": party("sender_address", letter.sender_name, letter.sender_address),
        "To": _to(letter),
        "Reply-To": party("reply_to", letter.sender_name, letter.reply_to),
        "Subject": subject_of(subject),
        "Date": format_datetime(date_at),
        "Message-ID": f"<{_id(message_id)}>",
        **_thread(letter),
        "List-Id": _list_id(letter.board, letter.sender_address),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "MIME-Version": "1.0",
    }


def _to(letter: Letter) -> str:
    """The one addressee; a pilot's address goes by no other person's name."""
    if letter.redirect_to is not None:
        return party("redirect_to", "", letter.redirect_to)
    return party("to_address", letter.to_person_name or letter.to_post, letter.to_address)


def _thread(letter: Letter) -> dict[str, str]:
    """A made-up root for each action, so that messages of one action stand together."""
    domain = mailbox("sender_address", letter.sender_address).rpartition("@")[2]
    ids = dict.fromkeys(line.action_id for line in letter.lines if line.action_id is not None)
    roots = [f"<action-{action_id}@{domain}>" for action_id in ids]
    if not roots or len(roots) > FEW_ACTIONS:
        return {}
    replied = {"In-Reply-To": roots[0]} if len(roots) == 1 else {}
    return {**replied, "References": " ".join(roots)}


@lru_cache(maxsize=64)
def _list_id(board: str, sender_address: str) -> str:
    domain = mailbox("sender_address", sender_address).rpartition("@")[2]
    label = re.sub(r"[^a-z0-9]+", "-", board.lower()).strip("-") or "board"
    return f"<{label[:60]}.{domain}>"


def _id(message_id: str) -> str:
    local, _, domain = message_id.rpartition("@")
    fits = len(message_id) <= LONGEST_ID and LOCAL.fullmatch(local) and DOMAIN.fullmatch(domain)
    if not fits:
        raise ValueError(
            f"message_id {message_id!r} is not of the form left@right: use a UUID and the "
            "sender's domain, without angle brackets"
        )
    return message_id
