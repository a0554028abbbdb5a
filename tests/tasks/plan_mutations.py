"""Files that nobody would write: real plans with their bytes, and their parts, spoilt."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random

LARGEST = 200_000
_TOKEN = re.compile(rb"\"[^\"]{0,40}\"|<[^<>]{1,200}>|\d+|/\w+|[^<>\"]{1,40}")
_ODD = (
    b"", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"-1", b"0", b"99999999999999999999", b"1e999",
    b"NaN", b"&#0;", b"&amp;", b"<!DOCTYPE x>", b"</", b"<a>", b'"', b",", b"\n", b"\r", b";",
    b"=1+1", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"31/02/2011", b"29 February 2011", b"ZZZZZZZZ9",
    b"XFD1048576", b"A" * 5_000, b"(" * 500, b"<</A" * 200, b"stream\n", b"endobj", b"BT", b"\t",
)  # fmt: skip


def mutated(data: bytes, chance: Random) -> bytes:
    """The bytes with a few of them changed, each in a way that chance chooses."""
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        data = chance.choice(_WAYS)(data, chance)[:LARGEST]
    return data


def mutated_archive(data: bytes, chance: Random) -> bytes:
    """The archive with one of its parts changed, left out, doubled or called otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    telling = [at for at, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.choice(telling)
        name, content = parts[at]
        match chance.randrange(12):
            case 0:
                parts[at] = name, b""
            case 1:
                parts[at] = name, parts[chance.choice(telling)][1]
            case 2:
                parts[at] = name + chance.choice(("x", ".bin", "/../y")), content
            case _:
                parts[at] = name, mutated(content, chance)
    return _packed(parts)


def _packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in dict(parts).items():
            archive.writestr(name, content)
    return file.getvalue()


def _flipped(data: bytes, chance: Random) -> bytes:
    spoilt = bytearray(data or b"\x00")
    for _ in range(chance.choice((1, 3, 20))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _span(data: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 4, 30, 300, 3_000)))


def _left_out(data: bytes, chance: Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _doubled(data: bytes, chance: Random) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 5, 50)) + data[end:]


def _moved(data: bytes, chance: Random) -> bytes:
    (start, end), to = _span(data, chance), chance.randrange(len(data) + 1)
    return data[:to] + data[start:end] + data[to:]


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _put_in(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_ODD) + data[at:]


def _other_token(data: bytes, chance: Random) -> bytes:
    """A tag, a quoted value, a number or a word replaced by another of the file, or an odd one."""
    at = chance.randrange(len(data) + 1)
    found = _TOKEN.search(data, at)
    if not found:
        return data
    other = _TOKEN.search(data, chance.randrange(len(data) + 1))
    token = other[0] if other and chance.random() < 0.6 else chance.choice(_ODD)
    return data[: found.start()] + token + data[found.end() :]


_WAYS: Sequence[Callable[[bytes, Random], bytes]] = (
    _flipped, _left_out, _doubled, _moved, _cut, _put_in, _other_token, _other_token, _other_token,
)  # fmt: skip
