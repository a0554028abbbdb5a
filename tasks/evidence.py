"""Files of evidence, kept in the home under their SHA-256; names are made safe."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from models.answer_writing import StoredFile
from tasks.refused import Refused

LARGEST = 25_000_000
UNSAFE = re.compile(r"[^\w.\- ]+")


def store(home: Path, path: Path) -> StoredFile:
    """A file of evidence, copied to the home's `evidence` folder (0600) under its hash.

    Raises Refused for a file that is not there, empty or over 25 MB.
    """
    if not path.is_file():
        raise Refused(f"--evidence {path}: there is no such file.")
    data = path.read_bytes()
    if not data or len(data) > LARGEST:
        raise Refused(f"--evidence {path}: it is empty or over 25 MB; send a file of some content.")
    digest = hashlib.sha256(data).hexdigest()
    folder = home / "evidence"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _keep(folder / digest, data)
    name = UNSAFE.sub("_", path.name).strip(" .")[:120] or "evidence"
    return StoredFile(name=name, sha256=digest, size=len(data))


def _keep(target: Path, data: bytes) -> None:
    """Written beside and moved into place: a half-written file is never found under its hash."""
    if target.exists():
        return
    part = target.with_suffix(f".{os.getpid()}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
