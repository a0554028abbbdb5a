"""Files that people send, looked at before they are kept: their size, what they are, and by clamd.

Source: the lead's answer (type and size checked, scanned by clamd if the board has one); clamd(8),
INSTREAM.
"""

from __future__ import annotations

import socket
import struct
from contextlib import closing

from tasks.evidence import LARGEST, Offered, offered
from tasks.office import Office
from tasks.refused import Refused

ZIPPED, OLD_OFFICE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
# Per ending what such a file begins with; None for plain text, which begins with anything.
KINDS: dict[str, tuple[bytes, ...] | None] = {
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp"), ZIPPED),
    **dict.fromkeys(("doc", "xls", "ppt", "msg"), OLD_OFFICE),
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    **dict.fromkeys(("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    **dict.fromkeys(("txt", "csv", "eml"), None),
}
KNOWN = "PDF, Word, Excel, PowerPoint, OpenDocument, text, CSV, e-mail (.eml, .msg), PNG or JPEG"
CHUNK = 65_536
PATIENCE = 60.0
CLEAN, FOUND = b"OK", b"FOUND"
UNCHECKED = "it could not be checked for viruses just now. Send your answer without it, or later."


def looked_at(office: Office, name: str, data: bytes) -> Offered:
    """A file that may be kept as evidence. Raises Refused with a sentence that says why not.

    Where the board has a scanner that cannot be asked, nothing is kept unscanned.
    """
    one = offered(name, data)
    shown = one.file.name
    if not data:
        raise Refused(f"{shown}: the file is empty.")
    if len(data) > LARGEST:
        raise Refused(f"{shown}: it is over 25 MB. Send a part of it, or say where it lies.")
    if not _is_what_it_says(shown, data):
        raise Refused(f"{shown}: it is no {KNOWN}, or not what its name says. Save it as one.")
    if office.settings.clamd is not None:
        _scan(office.settings.clamd, shown, data)
    return one


def _is_what_it_says(name: str, data: bytes) -> bool:
    kind = name.rpartition(".")[2].lower()
    if kind not in KINDS:
        return False
    begins = KINDS[kind]
    return data.startswith(begins) if begins is not None else b"\x00" not in _as_text(data)


def _as_text(data: bytes) -> bytes:
    """The bytes of a text; one in UTF-16 has a zero beside each of its letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode()
    return data


def _scan(where: str, name: str, data: bytes) -> None:
    try:
        answer = _asked(where, data)
    except OSError:
        raise Refused(f"{name}: {UNCHECKED}") from None
    if answer.endswith(FOUND):
        raise Refused(f"{name}: the virus scanner refused it. It was not kept.")
    if not answer.endswith(CLEAN):
        raise Refused(f"{name}: {UNCHECKED}")


def _asked(where: str, data: bytes) -> bytes:
    """What the scanner says of some bytes, without what ends its answer."""
    with closing(_connected(where)) as scanner:
        scanner.sendall(b"zINSTREAM\x00")
        for start in range(0, len(data), CHUNK):
            part = data[start : start + CHUNK]
            scanner.sendall(struct.pack(">I", len(part)) + part)
        scanner.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\x00") and (more := scanner.recv(4096)):
            answer += more
    return answer.rstrip(b"\x00\n ")


def _connected(where: str) -> socket.socket:
    if where.startswith("unix:"):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            scanner.settimeout(PATIENCE)
            scanner.connect(where.removeprefix("unix:"))
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _, port = where.removeprefix("tcp://").rpartition(":")
    return socket.create_connection((host, int(port)), PATIENCE)
