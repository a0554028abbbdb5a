"""Since when what came back cannot be read, and why.

Only whoever reads hears why, and `matters health` is asked by somebody else: it is kept in the home
until a reading comes to its end. It may be thrown away at any time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from models.rules.date_words import minute_words
from tasks.kept_json import keep_json
from tasks.office import Office

NAME = "unread.json"
# Where the last reading of a mailbox ended (tasks.bounces): one was read before.
PLACE = "bounces.json"
LOST = (
    "MATTERS_BOUNCES_URL is not set, and a mailbox was read before: set it again, where this"
    f" program is started from, or delete {PLACE} in the home"
)
# A server that is started again is no trouble; one whose password was changed is.
PATIENCE = timedelta(hours=3)


def keep_unread(office: Office, why: str) -> None:
    """Written where a reading stopped, with when the first in a row did; gone where none did."""
    kept = office.settings.home / NAME
    found = _read(kept)
    since = found[0] if found else office.clock.now()
    # On a disk that is full, say: health says that of the disk.
    with suppress(OSError):
        if not why:
            kept.unlink(missing_ok=True)
        elif found is None or found[1] != why:
            keep_json(kept, {"since": since.isoformat(), "why": why})


def is_unread(office: Office) -> Iterator[str]:
    """A sentence where no reading has come to its end for three hours, or the setting was lost."""
    settings, found = office.settings, _read(office.settings.home / NAME)
    if settings.bounces_url is None and settings.bounces_folder is None:
        if (settings.home / PLACE).exists():
            yield LOST
        return
    if found is None or office.clock.now() - found[0] <= PATIENCE:
        return
    since, why = found
    on = minute_words(since)
    yield f"what came back has not been read since {on} ({why.rstrip('.')}): matters bounces"


def _read(kept: Path) -> tuple[datetime, str] | None:
    try:
        said = json.loads(kept.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(said["since"])
        return (since, str(said["why"])) if since.tzinfo else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
