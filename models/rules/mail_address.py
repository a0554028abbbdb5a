"""Mail addresses as people type them: what is one, and when two are the same."""

from __future__ import annotations

import re

# RFC 5322, section 3.2.3: what may stand before the @ without quotation marks.
LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
# RFC 5321, section 4.5.3.1, and the erratum that makes a path of 256 an address of 254.
LONGEST, LONGEST_LOCAL = 254, 64


def address_fault(address: str) -> str | None:
    """What keeps a text from being a mail address, as the end of a sentence; None for an address.

    An apostrophe and a domain in any script are allowed; a line break never is: it would end a
    header of a message.
    """
    if not address.isprintable() or " " in address:
        return "an address has no space and no line break in it"
    local, _, domain = address.rpartition("@")
    if not local or not domain:
        return f'"{address}" is no address: it wants one @ with a name before and a domain after it'
    if not LOCAL.fullmatch(local) or len(local) > LONGEST_LOCAL:
        return f'"{local}" cannot stand before the @ of an address'
    name = ascii_domain(domain)
    if name is None or len(local) + 1 + len(name) > LONGEST:
        return f'"{domain}" is no domain, such as example.org'
    return None


def address_key(address: str) -> str:
    """The same text for two ways to write one address: case, and a domain in its two spellings."""
    local, _, domain = address.strip().rpartition("@")
    return f"{local.casefold()}@{ascii_domain(domain) or domain.casefold()}"


def ascii_domain(domain: str) -> str | None:
    """A domain as mail servers know it (RFC 3490), in small letters; None where it is none."""
    try:
        name = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    labels = name.split(".")
    return name if len(labels) > 1 and all(map(LABEL.fullmatch, labels)) else None
