"""What is kept no longer is taken out, board by board, and then from the home they share."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.office import Do
from tasks.purging import Purged, purge_old
from tasks.purging_papers import Papers, purge_papers


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeReport:
    """What went, or would go, in counts: of each board, and of the home's working papers."""

    boards: tuple[Purged, ...]
    papers: Papers


def purge(do: Do, *, only_look: bool = False) -> PurgeReport:
    """Names and texts, and then working papers; nothing goes where one only looks."""
    boards = do(purge_old, only_look=only_look)
    return PurgeReport(boards=boards, papers=do(purge_papers, only_look=only_look))
