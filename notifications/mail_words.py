"""Names, addresses and subjects as headers and envelopes carry them, or why they cannot."""

from __future__ import annotations

import re
from email.header import Header
from email.headerregistry import Address
from functools import lru_cache

from notifications.mail_policy import WORD

# RFC 5322, 3.2.3: what may stand before the @ without quotes; an apostrophe is one of them.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")
DOMAIN = re.compile(
    r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
# The longest that is not encoded, in parts that fit on a line.
LONGEST_NAME, LONGEST_WORD = 400, 900
# RFC 5321, 4.5.3.1, and erratum 1690 to RFC 3696.
LONGEST_LOCAL = 64
LONGEST_ADDRESS = 254


@lru_cache(maxsize=1024)
def party(field: str, name: str, address: str) -> str:
    """A name and an address as one header value, the name quoted or encoded where it must be."""
    local, _, domain = mailbox(field, address).rpartition("@")
    shown = plain(f"the name beside {field}", name)
    if _is_plain(shown) and len(shown) <= LONGEST_NAME:
        return str(Address(display_name=shown, username=local, domain=domain))
    return f"{_encoded(shown)} <{local}@{domain}>"


def subject_of(subject: str) -> str:
    """A subject as a header value, encoded where it must be; raises ValueError for a break."""
    plain("subject", subject)
    fits = max(map(len, WORD.findall(subject)), default=0) <= LONGEST_WORD
    return subject if fits and _is_plain(subject) else _encoded(subject)


def _is_plain(words: str) -> bool:
    """True of words that are read as they stand; what looks encoded already would be decoded."""
    return words.isascii() and "=?" not in words


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
    plain(field, address)
    local, _, domain = address.rpartition("@")
    if not LOCAL.fullmatch(local) or len(local) > LONGEST_LOCAL:
        raise ValueError(
            f"{field}: not an e-mail address that can be written to: before the @ stand at most "
            "64 letters without accents, digits and the usual signs"
        )
    ascii_domain = _ascii_domain(domain)
    written = f"{local}@{ascii_domain}"
    if ascii_domain is None or not DOMAIN.fullmatch(ascii_domain) or len(written) > LONGEST_ADDRESS:
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


def plain(field: str, value: str) -> str:
    """The value, if it stays on its line: a break in it would start a header of its own."""
    if _CONTROL.search(value):
        raise ValueError(f"{field}: a line break or control character stands in it; take it out")
    return value
