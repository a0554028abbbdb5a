"""The login of Prefect's pages and programs: the operator's own, or one that is made once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from tasks.refused import Refused

SETTING = "PREFECT_SERVER_API_AUTH_STRING"
FILE = "login"
USER = "matters"
SHORTEST = 16


def login(environ: Mapping[str, str], folder: Path) -> str:
    """USER:PASSWORD as the operator set it for Prefect, else as the file in `folder` keeps it.

    Raises Refused where the operator's is none, or too short to stand between a network and the
    schedules.
    """
    own = environ.get(SETTING, "")
    if not own:
        return _kept(folder / FILE)
    user, _, password = own.partition(":")
    if not user or len(password) < SHORTEST:
        raise Refused(
            f"{SETTING}: it is a user and a password of {SHORTEST} letters or more, user:password."
            " Unset it, and one is made."
        )
    return own


def _kept(path: Path) -> str:
    """The login that the file has; it is made where there is none, for its owner alone."""
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip() or _anew(path)
    with os.fdopen(made, "w", encoding="utf-8") as file:
        file.write(f"{USER}:{secrets.token_urlsafe(24)}\n")
    return path.read_text(encoding="utf-8").strip()


def _anew(path: Path) -> str:
    """An empty file is what a full disk left: it is written once more."""
    path.unlink()
    return _kept(path)
