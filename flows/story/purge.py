"""What is kept no longer is taken out, board by board."""

from __future__ import annotations

from tasks.office import Do
from tasks.purging import Purged, purge_old


def purge(do: Do, *, only_look: bool = False) -> tuple[Purged, ...]:
    """Per board what went, or would go, in counts."""
    return do(purge_old, only_look=only_look)
