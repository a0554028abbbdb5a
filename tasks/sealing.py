"""A backup sealed for whoever holds the key elsewhere, in the form of age (age-encryption.org).

The machine has the public half alone, so that whoever takes the machine reads no backup.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import BinaryIO

from tasks.refused import Refused

AGE = b"age-encryption.org/v1"


NO_KEY = "MATTERS_BACKUP_KEY: it is the public half of an age key, age1..., as age-keygen makes"


def is_public_key(key: str) -> bool:
    """True of the public half of an age key."""
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        return False
    return True


def seal(plain: Path, target: Path, key: str | None) -> None:
    """Write a file under its name, whole or not at all, 0600; sealed where a key is given.

    Raises OSError where it cannot be written.
    """
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out, plain.open("rb") as found:
            if key is None:
                shutil.copyfileobj(found, out)
            else:
                _encrypt(found, out, key)
            out.flush()
            os.fsync(out.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def _encrypt(found: BinaryIO, out: BinaryIO, key: str) -> None:
    import pyrage

    pyrage.encrypt_io(found, out, [pyrage.x25519.Recipient.from_str(key)])


def is_sealed(file: Path) -> bool:
    """True of a backup that wants a key."""
    with file.open("rb") as found:
        return found.read(len(AGE)) == AGE


def unseal(file: Path, target: Path, key_file: Path | None) -> None:
    """Write what a sealed backup holds to a file. Raises Refused without the key that opens it."""
    import pyrage

    if key_file is None:
        raise Refused(f"{file} is sealed: give the file of its secret key with --key.")
    try:
        lines = key_file.read_text(encoding="ascii").splitlines()
        secrets = [line.strip() for line in lines if line.strip().startswith("AGE-SECRET-KEY-")]
        identities = [pyrage.x25519.Identity.from_str(one) for one in secrets]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        identities = []
    if not identities:
        raise Refused(f"--key {key_file}: there is no line AGE-SECRET-KEY-... in it to be read.")
    try:
        with file.open("rb") as found, target.open("wb") as out:
            pyrage.decrypt_io(found, out, identities)
    except pyrage.DecryptError:
        raise Refused(f"{file}: that key does not open it, or the file is damaged.") from None
