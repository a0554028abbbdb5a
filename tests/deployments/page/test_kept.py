"""What is kept of the pages that were shown last."""

from __future__ import annotations

from datetime import date
from typing import Any

from deployments.page.kept import MOST, Kept, Shown

TODAY = date(2010, 11, 1)
OWN: Any = object()


def test_the_oldest_is_forgotten_and_nobody_is_shown_anothers() -> None:
    """So many pages and no more, each under its link, its history and its day."""
    kept, history = Kept(), (7, "a digest")
    for n in range(MOST + 1):
        kept.keep((f"link {n}", history, TODAY), Shown(OWN, str(n).encode()))
    assert kept.found(("link 0", history, TODAY)) is None
    for key in (("link 2", (8, "other"), TODAY), ("link 2", history, date(2010, 11, 2))):
        assert kept.found(key) is None
    found = kept.found(("link 1", history, TODAY))
    assert found is not None
    assert found.html == b"1"
