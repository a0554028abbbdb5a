"""Files of evidence, kept in the home under their SHA-256; names are made safe."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG

from models.answer_writing import StoredFile
from tasks.refused import Refused, Unreachable

LARGEST = 25_000_000
UNSAFE = re.compile(r"[^\w.\- ]+")


@dataclass(frozen=True, slots=True)
class Offered:
    """A file of evidence as it was read: what the register will say of it, and its bytes."""

    file: StoredFile
    data: bytes = field(repr=False)


def read_evidence(path: Path) -> Offered:
    """A file of evidence, read and not kept yet: an answer that is refused leaves no file.

    Raises Refused for a file that is not there, cannot be read, is empty or over 25 MB.
    """
    try:
        found = path.stat()
        # A device or a pipe has no size, and may never end.
        fits = S_ISREG(found.st_mode) and found.st_size <= LARGEST
        data = path.read_bytes() if fits else b""
    except OSError as error:
        raise Refused(f"--evidence {path}: it cannot be read ({error.strerror}).") from None
    if not data:
        raise Refused(
            f"--evidence {path}: it is no file, empty, or over 25 MB; send a file of some content."
        )
    return offered(path.name, data)


def offered(name: str, data: bytes) -> Offered:
    """Bytes as a file of evidence under a name made safe, not kept yet."""
    safe = UNSAFE.sub("_", name).strip(" .")
    # What is cut off a long name is its middle: the ending says what opens it.
    stem, dot, ending = safe.rpartition(".")
    short = f"{stem[:100]}{dot}{ending[:19]}" if stem else safe[:120]
    digest = hashlib.sha256(data).hexdigest()
    return Offered(StoredFile(name=short or "evidence", sha256=digest, size=len(data)), data)


def keep_evidence(home: Path, offered: Iterable[Offered]) -> None:
    """Files in the home's `evidence` folder (0700), each 0600 under its hash.

    Raises Unreachable where the disk takes no more: nothing may be recorded of them then.
    """
    folder = home / "evidence"
    for one in offered:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _keep(folder / one.file.sha256, one.data)
        except OSError as error:
            raise Unreachable(
                f"{one.file.name}: it could not be kept ({error.strerror}), and nothing of the"
                " answer was recorded. Send it again once the disk of the home takes it."
            ) from None


def _keep(target: Path, data: bytes) -> None:
    """Written beside and moved into place: a half-written file is never found under its hash."""
    if target.exists():
        return
    part = target.with_suffix(f".{os.getpid()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        # A full disk needs the room of what could not be written whole.
        part.unlink(missing_ok=True)
