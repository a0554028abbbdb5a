"""Whether a PDF is safe to open: what its streams unpack to, found without opening it."""

from __future__ import annotations

import re
import zlib

from tasks.plan_refusal import LARGEST_PART, MEGABYTE, refused

WHOLE = 200 * MEGABYTE
_STREAM = re.compile(rb"stream\r?\n")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_BEGUN = re.compile(rb"(?<!end)stream\r?\n")
_DEFLATED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY = 1024  # bytes before a stream in which its dictionary stands
_PIECE = 64 * 1024


def check_streams(data: bytes, name: str) -> None:
    """Nothing, where what is packed in a PDF unpacks to no more than a plan needs.

    Raises PlanRefused with `unsafe_file`. Pictures are left out: they are never unpacked. What
    cannot be unpacked here (it is encrypted, or broken) is left to the limits of the reader.
    """
    left = WHOLE
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _DICTIONARY) : found.start()].rpartition(b"obj")[2]
        packed = len(_PACKED.findall(head))
        if packed > 1:
            raise _unsafe(name, "text that is packed more than once")
        if packed and not _PICTURE.search(head):
            left -= _unpacked(data, found.end(), min(left, LARGEST_PART), name)


def _unpacked(data: bytes, at: int, most: int, name: str) -> int:
    """How many bytes a stream unpacks to; no more than some of them are ever held."""
    unpacking, size = zlib.decompressobj(), 0
    piece = data[at : at + _PIECE]
    try:
        while piece and not unpacking.eof:
            size += len(unpacking.decompress(piece, MEGABYTE))
            if size > most:
                raise _unsafe(name, f"more than {most // MEGABYTE} MB of packed text")
            if not unpacking.unconsumed_tail:
                at += _PIECE
            piece = unpacking.unconsumed_tail or data[at : at + _PIECE]
    except zlib.error:
        return size
    return size


def is_damaged(data: bytes) -> bool:
    """True of a PDF with a packed stream that is broken: a reader leaves out what is behind that.

    Of an encrypted file nothing is known here; pictures are nobody's words.
    """
    if b"/Encrypt" in data:
        return False
    return any(_is_broken(data, found.start(), found.end()) for found in _BEGUN.finditer(data))


def _is_broken(data: bytes, begins: int, at: int) -> bool:
    head = data[max(0, begins - _DICTIONARY) : begins].rpartition(b"obj")[2]
    if not _DEFLATED.search(head) or _PICTURE.search(head):
        return False
    end = data.find(b"endstream", at)
    packed = data[at : end if end >= 0 else len(data)]
    packed = packed if packed.strip(b"\r\n") else b""
    unpacking = zlib.decompressobj()
    try:
        while packed and not unpacking.eof:
            unpacking.decompress(packed, MEGABYTE)
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return True
    return False


def _unsafe(name: str, what: str) -> Exception:
    return refused(
        "unsafe_file",
        f"{name} holds {what}; no plan needs that. Copy the plan's table into a new Word or Excel "
        "file and load that. Nothing was read.",
    )
