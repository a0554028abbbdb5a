"""A rendered letter as the bytes of one e-mail, the same bytes whenever it is built.

One addressee a message, no Cc and no Bcc; the Message-ID and the Date are given, so that a retry
is the same message and a mailbox that has it already can tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.generator import BytesGenerator
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import PurePath
from typing import Any

from models.rules.letters import Letter
from notifications.render import Rendered

# RFC 5322, 3.2.3: what may stand before the @ without quotes; an apostrophe is one of them.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_DOMAIN = re.compile(
    r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_LINE_END = re.compile(r"\r\n|\r|\n")
# What stands in quotes is one word: there are readers that take a break in it for its end.
_WORD = re.compile(r' *(?:"(?:[^"\\]|\\.)*"|[^ ])+')
# RFC 5322, 2.1.1; and the longest name or word that is not encoded, in parts that fit.
LINE, LONGEST_LINE, LONGEST_NAME, LONGEST_WORD = 78, 998, 400, 900
FEW_ACTIONS = 3
LONGEST_ID = 900
# RFC 5321, 4.5.3.1, and erratum 1690 to RFC 3696.
LONGEST_LOCAL = 64
LONGEST_ADDRESS = 254


class _WritingPolicy(EmailPolicy):
    """email.policy.SMTP for messages that are only written, with headers folded by ourselves.

    The library parses each header when it is set, again when it is read and again when it is
    folded, and what it folds it may break (seen in 3.11): a quoted name that is longer than a line
    loses its quotes, so that a comma in it makes two addressees; a long Message-ID is encoded; a
    long subject begins on the second line. Ours are printable ASCII when they are set, and are
    folded where a blank is: a reader takes the break away before it reads anything.
    """

    def header_max_count(self, name: str) -> int | None:
        """How often a header may stand, asked of the library once for each name."""
        return _max_count(name.lower())

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """The header as it was set; what is not printable ASCII is the library's to write."""
        if isinstance(value, str) and value.isascii() and value.isprintable():
            return name, value
        return super().header_store_parse(name, value)

    def header_fetch_parse(self, name: str, value: Any) -> Any:  # noqa: ARG002 - the library's
        """The header as it was stored: nothing here asks for its parts."""
        return value

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The header on lines of at most 78 characters where its words allow it."""
        if hasattr(value, "fold"):
            return super().fold_binary(name, value)
        return (_folded(f"{name}: {value}") + self.linesep).encode("ascii")


def _folded(header: str) -> str:
    """A header with a line break before the last blank that still fits (RFC 5322, 2.2.3)."""
    if len(header) <= LINE:
        return header
    name, first, *words = _WORD.findall(header)
    lines = [name + first]
    for word in words:
        if len(lines[-1]) + len(word) > LINE:
            lines.append(word)
        else:
            lines[-1] += word
    return "\r\n".join(lines)


@lru_cache(maxsize=64)
def _max_count(name: str) -> int | None:
    count: int | None = SMTP.header_max_count(name)
    return count


POLICY = _WritingPolicy(linesep="\r\n")


class _Generator(BytesGenerator):
    """The library's own generator, which ends lines by CRLF in one go instead of line by line.

    A test holds its bytes against those of the library.
    """

    def _write_lines(self, lines: str) -> None:
        if lines:
            self.write(_LINE_END.sub("\r\n", lines))


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
    message = EmailMessage(policy=POLICY)
    for name, value in _headers(letter, rendered.subject, message_id, date_at).items():
        message[name] = value
    _fill(message, rendered, message_id)
    if attached:
        _attach(message, attached, message_id)
    # Filling a message drops every Content- header it had, so this one comes last (RFC 3282).
    message["Content-Language"] = "en-GB"
    written = BytesIO()
    _Generator(written, mangle_from_=False, policy=POLICY).flatten(message)
    return written.getvalue()


def _fill(message: EmailMessage, rendered: Rendered, message_id: str) -> None:
    """Text first, HTML second (RFC 2046, 5.1.4: the richest last)."""
    # Numeric references say any character in ASCII: HTML then needs no transfer encoding.
    html = rendered.html.encode("ascii", "xmlcharrefreplace").decode("ascii")
    message.set_content(rendered.text, cte=_encoding(rendered.text))
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
    fits = body.isascii() and max(map(len, body.splitlines()), default=0) <= LONGEST_LINE
    return "7bit" if fits else None


def _boundary(message_id: str) -> str:
    """A boundary made from the Message-ID: the library's own is drawn by lot."""
    return f"=_{sha256(message_id.encode()).hexdigest()[:24]}"


def _headers(letter: Letter, subject: str, message_id: str, date_at: datetime) -> dict[str, str]:
    if date_at.tzinfo is None:
        raise ValueError("date_at has no time zone: give the instant as UTC or in the board's zone")
    _plain("message_id", message_id)
    return {
        "From": _party("sender_address", letter.sender_name, letter.sender_address),
        "To": _to(letter),
        "Reply-To": _party("reply_to", letter.sender_name, letter.reply_to),
        "Subject": _subject(subject),
        "Date": format_datetime(date_at),
        "Message-ID": f"<{_id(message_id)}>",
        **_thread(letter),
        "List-Id": _list_id(letter),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "MIME-Version": "1.0",
    }


def _to(letter: Letter) -> str:
    """The one addressee; a pilot's address goes by no other person's name."""
    if letter.redirect_to is not None:
        return _party("redirect_to", "", letter.redirect_to)
    return _party("to_address", letter.to_person_name or letter.to_post, letter.to_address)


def _thread(letter: Letter) -> dict[str, str]:
    """A made-up root for each action, so that messages of one action stand together."""
    domain = mailbox("sender_address", letter.sender_address).rpartition("@")[2]
    ids = dict.fromkeys(line.action_id for line in letter.lines if line.action_id is not None)
    roots = [f"<action-{action_id}@{domain}>" for action_id in ids]
    if not roots or len(roots) > FEW_ACTIONS:
        return {}
    replied = {"In-Reply-To": roots[0]} if len(roots) == 1 else {}
    return {**replied, "References": " ".join(roots)}


def _list_id(letter: Letter) -> str:
    domain = mailbox("sender_address", letter.sender_address).rpartition("@")[2]
    label = re.sub(r"[^a-z0-9]+", "-", letter.board.lower()).strip("-") or "board"
    return f"<{label[:60]}.{domain}>"


def _id(message_id: str) -> str:
    local, _, domain = message_id.rpartition("@")
    fits = len(message_id) <= LONGEST_ID and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)
    if not fits:
        raise ValueError(
            f"message_id {message_id!r} is not of the form left@right: use a UUID and the "
            "sender's domain, without angle brackets"
        )
    return message_id


@lru_cache(maxsize=1024)
def _party(field: str, name: str, address: str) -> str:
    """A name and an address as one header value, the name quoted or encoded where it must be."""
    local, _, domain = mailbox(field, address).rpartition("@")
    shown = _plain(f"the name beside {field}", name)
    if shown.isascii() and len(shown) <= LONGEST_NAME:
        return str(Address(display_name=shown, username=local, domain=domain))
    return f"{_encoded(shown)} <{local}@{domain}>"


def _subject(subject: str) -> str:
    _plain("subject", subject)
    fits = subject.isascii() and max(map(len, _WORD.findall(subject)), default=0) <= LONGEST_WORD
    return subject if fits else _encoded(subject)


def _encoded(words: str) -> str:
    """Words with accents, or too long for a line, as encoded words (RFC 2047, 5).

    The newer half of the library loses the blanks between two encoded words (seen in 3.11), so
    that words of a long subject run together; the older half keeps them.
    """
    encoded = Header(words, "utf-8", maxlinelen=72, header_name="Subject").encode()
    return " ".join(encoded.split())


@lru_cache(maxsize=1024)
def mailbox(field: str, address: str) -> str:
    """The address as an envelope and a header carry it: its domain in ASCII (RFC 5321, 2.3.5).

    `field` names the place in the error, which never repeats the address: errors end in logs.
    Raises ValueError for what is no plain address, among
    them a line break and a part before the @ that is not ASCII, which few servers would take.
    """
    _plain(field, address)
    local, _, domain = address.rpartition("@")
    if not _LOCAL.fullmatch(local) or len(local) > LONGEST_LOCAL:
        raise ValueError(
            f"{field}: not an e-mail address that can be written to: before the @ stand at most "
            "64 letters without accents, digits and the usual signs"
        )
    ascii_domain = _ascii_domain(domain)
    written = f"{local}@{ascii_domain}"
    if (
        ascii_domain is None
        or not _DOMAIN.fullmatch(ascii_domain)
        or len(written) > LONGEST_ADDRESS
    ):
        raise ValueError(
            f"{field}: not an e-mail address that can be written to: after the @ stands a domain "
            "such as example.org"
        )
    return written


def _ascii_domain(domain: str) -> str | None:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def _plain(field: str, value: str) -> str:
    """The value, if it stays on its line: a break in it would start a header of its own."""
    if _CONTROL.search(value):
        raise ValueError(f"{field}: a line break or control character stands in it; take it out")
    return value
