"""A board's months by the calendar: the self-check, the history and health have nothing to say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.years.opening import opened


def test_a_board_lives_over_a_new_year(tmp_path: Path) -> None:
    """With its packs, purges and backups, a lead who leaves, and answers late and early."""
    with opened(tmp_path, date(2011, 12, 19), date(2012, 1, 6), seed=3) as life:
        for _ in life.live():
            pass
        assert life.verdict() == []
        assert life.counted["packs"] == 1
        assert life.counted["purges"] == 1
        assert life.counted["backups"] == 6
        assert life.people.done
