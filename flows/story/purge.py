"""What is kept no longer is taken out, board by board."""

from __future__ import annotations

from tasks.office import Do
from tasks.purging import Purged, purge_old


def purge(do: Do) -> tuple[Purged, ...]:
    """Per board what went, in counts."""
    return do(purge_old)
