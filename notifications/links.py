"""Links to the lead's page: signed, for one person at one address.

What a link carries is no secret and names nobody; its seal is what nobody else can make (RFC 2104,
HMAC with SHA-256, of which 16 bytes are kept).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime

from models.rules.links import Link
from models.rules.mail_address import address_key

# The person, the minute, what makes no two links alike, and the address as a digest.
PARTS = struct.Struct(">QI6s6s")
SEAL = 16
LENGTH = 54
MINUTE = 60


def new_link(key: str, person_id: int, address: str, now: datetime) -> str:
    """The 54 characters of a link for a person, that no link has had before."""
    parts = PARTS.pack(
        person_id,
        int(now.timestamp()) // MINUTE,
        secrets.token_bytes(6),
        address_digest(key, address),
    )
    return urlsafe_b64encode(parts + _seal(key, b"link", parts)).rstrip(b"=").decode()


def read_link(key: str, text: str) -> Link | None:
    """What a link says, where its seal is ours; None for any other text."""
    if len(text) != LENGTH or not text.isascii():
        return None
    try:
        data = urlsafe_b64decode(text + "==")
    except ValueError:
        return None
    parts, seal = data[: PARTS.size], data[PARTS.size :]
    # The last character has bits to spare: only one way to write it is ours.
    canonical = urlsafe_b64encode(data).rstrip(b"=").decode() == text
    if not canonical or not hmac.compare_digest(seal, _seal(key, b"link", parts)):
        return None
    person_id, minute, _, address = PARTS.unpack(parts)
    made_at = datetime.fromtimestamp(minute * MINUTE, UTC)
    return Link(person_id=person_id, made_at=made_at, address=address)


def address_digest(key: str, address: str) -> bytes:
    """Six bytes that stand for an address and give it away to nobody."""
    return _seal(key, b"address", address_key(address).encode())[:6]


def sealed(key: str, purpose: str, *words: str) -> str:
    """The seal of some words for one purpose, as text; the same words, the same seal."""
    data = "\x1f".join(words).encode()
    return urlsafe_b64encode(_seal(key, purpose.encode(), data)).rstrip(b"=").decode()


def is_sealed(key: str, seal: str, purpose: str, *words: str) -> bool:
    """True where a seal is ours for these words; it takes as long where it is not."""
    return hmac.compare_digest(seal.encode(), sealed(key, purpose, *words).encode())


def _seal(key: str, purpose: bytes, data: bytes) -> bytes:
    return hmac.new(key.encode(), purpose + b"\x00" + data, hashlib.sha256).digest()[:SEAL]
