"""Which parts of `matters serve` are not kept up by starting them again.

The supervisor alone knows, and `matters health` is asked by somebody else: it is kept in the home
for as long as the service runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tasks.kept_json import keep_json

NAME = "down.json"


def keep_down(home: Path, parts: tuple[str, ...]) -> None:
    """Written where a part is down, gone where none is."""
    kept = home / NAME
    # On a disk that is full, say: health says that of the disk.
    with suppress(OSError):
        if not parts:
            kept.unlink(missing_ok=True)
        else:
            keep_json(kept, parts)


def are_down(home: Path) -> Iterator[str]:
    """A sentence for each part that is down."""
    try:
        parts = [str(one) for one in json.loads((home / NAME).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return
    for part in parts:
        yield (
            f"{part[:1].lower()}{part[1:]} of matters serve cannot be kept up: what it prints says"
            " why (journalctl -u matters); put that right, and start the service again"
        )
