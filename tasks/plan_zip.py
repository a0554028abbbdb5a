"""Whether a Word or Excel file is safe to open: what it unpacks to, and what it would fetch."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from tasks.plan_refusal import LARGEST_PART, MEGABYTE, refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
MOST_PARTS = 5_000
WHOLE = 200 * MEGABYTE
TIGHTEST = 200
_PIECE = 64 * 1024
_HEADER = 30  # bytes of a part's own header before its name; two lengths stand at its end
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"^<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"'>]*)", re.IGNORECASE)
_ENCODINGS = frozenset([b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"])
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_STRICT = b"http://purl.oclc.org/ooxml/"
_XML = (".xml", ".rels")
_PASSED_ON = (".svg", ".htm", ".html", ".mht")  # pictures and pages: never read here
# What a broken archive makes the standard library raise.
BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError,
    struct.error, zlib.error,
)  # fmt: skip


def office_parts(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive of a Word or Excel file that unpacks to little and names no entity.

    Raises PlanRefused: `password_protected`, `unsafe_file`, or `unsupported_format` for a broken
    archive. Nothing outside the archive is read, and no part that lies about its size.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check_sizes(archive, name)
        for part in archive.infolist():
            archive.open(part).close()  # what it says of itself here agrees with what it says there
            _check_part(data, part, name)
    except BROKEN as error:
        raise _broken(name) from error
    return archive


def refuse_ole(data: bytes, name: str) -> None:
    """Raises PlanRefused for an OLE container: protected by a password, or of an older format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refused(
            "password_protected",
            f"{name} is protected with a password. Open it, remove the password (File, Info, "
            "Protect, Encrypt with Password: leave it empty), save it and load it again. Nothing "
            "was read.",
        )
    word = "WordDocument".encode("utf-16-le") in data
    program, kind = ("Word", ".docx") if word else ("Excel", ".xlsx")
    raise refused(
        "unsupported_format",
        f"{name} is in the format that Office wrote before 2007. Open it in {program}, save it as "
        f"{kind} (File, Save As) and load that. Nothing was read.",
    )


def _broken(name: str) -> Exception:
    return refused(
        "unsupported_format",
        f"{name} looks like an Office file and cannot be unpacked: it may have been cut short on "
        "its way. Open it in Word or Excel, save it again and load it. Nothing was read.",
    )


def _check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    """What the archive says of its parts, before any of them is unpacked."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise refused(
            "password_protected",
            f"{name} is a zip archive with a password. Unpack it with the password and load the "
            "plan that is in it. Nothing was read.",
        )
    whole = sum(part.file_size for part in parts)
    large = any(part.file_size > LARGEST_PART for part in parts)
    if whole > WHOLE or large or len(parts) > MOST_PARTS:
        raise _unsafe(
            name,
            f"unpacks to {whole / MEGABYTE:.0f} MB in {len(parts)} parts, more than a plan has",
        )

    for part in parts:
        if part.file_size > max(MEGABYTE, TIGHTEST * part.compress_size):
            raise _unsafe(name, f"is packed as no plan is: {part.filename[:80]} unpacks to a trap")


def _unsafe(name: str, what: str) -> Exception:
    return refused(
        "unsafe_file",
        f"{name} {what}. Copy the plan's table into a new file and load that. Nothing was read.",
    )


def _check_part(data: bytes, part: zipfile.ZipInfo, name: str) -> None:
    """Nothing, where a part unpacks to what the archive says, and is XML as Office writes it."""
    size, tail, is_xml = 0, b"", False
    for piece in _pieces(data, part):
        if not size:
            is_xml = _is_xml(piece, part.filename, name)
            _check_usual(piece, part.filename, name)
        size += len(piece)
        if size > part.file_size:
            raise _unsafe(name, f"says less of {part.filename[:80]} than is in it")
        seen = tail + piece.replace(b"\x00", b"")
        if is_xml and _ENTITY.search(seen):
            what = f"declares entities inside {part.filename[:80]}, which no Office program writes"
            raise _unsafe(name, what)
        tail = seen[-16:]


def _check_usual(piece: bytes, part: str, name: str) -> None:
    """Nothing, unless a document is written in the strict form of its format, which few read."""
    if part in {"xl/workbook.xml", "word/document.xml"} and _STRICT in piece:
        program = "Word Document (.docx)" if part.startswith("word") else "Excel Workbook (.xlsx)"
        raise refused(
            "unsupported_format",
            f"{name} was saved as “Strict Open XML”. Open it, choose File, Save As, “{program}”, "
            "and load that. Nothing was read.",
        )


def _pieces(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What is in a part, a piece at a time, so that a bomb is never held."""
    start = part.header_offset + _HEADER
    lengths = data[start - 4 : start]
    start += int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    rest = data[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (rest[at : at + _PIECE] for at in range(0, len(rest), _PIECE))
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    while rest and not unpacking.eof:
        yield unpacking.decompress(rest, _PIECE)
        rest = unpacking.unconsumed_tail


def _is_xml(piece: bytes, part: str, name: str) -> bool:
    """True of a part that begins as XML; what only says so in its name breaks the archive."""
    if part.lower().endswith(_PASSED_ON):
        return False
    for mark in _MARKS:
        piece = piece.removeprefix(mark)
    head = piece[:2_000].replace(b"\x00", b"").lstrip()
    encoding = _ENCODING.match(head)
    if encoding and encoding[1].lower() not in _ENCODINGS:
        raise _unsafe(name, f"holds {part[:80]} in an encoding that no Office program writes")
    if head and not head.startswith(b"<") and part.lower().endswith(_XML):
        raise ValueError(part)
    return head.startswith(b"<")
