"""Whether a Word or Excel file is safe to open: what it unpacks to, and what it would fetch."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from tasks.plan_refusal import LARGEST_PART, MEGABYTE, refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_PARTS = 5_000
WHOLE = 200 * MEGABYTE
TIGHTEST = 200
_ENTITY = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML = (".xml", ".rels")


def office_parts(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive of a Word or Excel file that unpacks to little and names no entity.

    Raises PlanRefused: `password_protected`, `unsafe_file`, or `unsupported_format` for a broken
    archive. Nothing outside the archive is read.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _broken(name) from error
    _check_sizes(archive, name)
    try:
        _check_entities(archive, name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise _broken(name) from error
    return archive


def refuse_ole(data: bytes, name: str) -> None:
    """Raises PlanRefused for an OLE container: protected by a password, or of an older format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refused(
            "password_protected",
            f"{name} is protected with a password. Remove the password (File, Info, Protect) and "
            "load it again. Nothing was read.",
        )
    raise refused(
        "unsupported_format",
        f"{name} is in an older Office format. Save it as .docx, .xlsx or CSV and load it again. "
        "Nothing was read.",
    )


def _broken(name: str) -> Exception:
    return refused(
        "unsupported_format",
        f"{name} looks like an Office file and cannot be unpacked. Save it again and load it. "
        "Nothing was read.",
    )


def _check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise refused("password_protected", f"{name} is protected with a password; remove it.")
    whole = sum(part.file_size for part in parts)
    tight = any(
        part.file_size > MEGABYTE and part.file_size > TIGHTEST * max(1, part.compress_size)
        for part in parts
    )
    large = any(part.file_size > LARGEST_PART for part in parts)
    if whole > WHOLE or large or tight or len(parts) > MOST_PARTS:
        raise refused(
            "unsafe_file",
            f"{name} unpacks to {whole / MEGABYTE:.0f} MB in {len(parts)} parts, more than a plan "
            "needs. Copy the plan's table into a new file and load that. Nothing was read.",
        )


def _check_entities(archive: zipfile.ZipFile, name: str) -> None:
    for part in archive.infolist():
        if not part.filename.lower().endswith(_XML):
            continue
        xml = archive.read(part)
        if b"\x00" in xml[:200]:
            xml = xml.replace(b"\x00", b"")
        if _ENTITY.search(xml):
            raise refused(
                "unsafe_file",
                f"{name} declares entities inside {part.filename}, which no Office program "
                "writes. Copy the plan's table into a new file and load that. Nothing was read.",
            )
