"""One day: what is owed is found and recorded, and what waits is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.story.deliver import deliver_all
from models.rules.notices import Unreached
from tasks.deliver import Delivered
from tasks.follow_up import close_run, day_of_run, find_and_record
from tasks.office import Do


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReport:
    """What a day came to, in ids and counts."""

    board_id: int
    as_of: date
    quiet: bool
    scanned: int
    notices: int
    unreached: tuple[Unreached, ...]
    vacancies: tuple[str, ...] = ()
    run_id: int = 0
    held: int = 0
    held_because: str = ""
    delivered: Delivered | None = None

    @property
    def has_exceptions(self) -> bool:
        """True where a person should look."""
        return bool(self.unreached or self.vacancies or self.held) or (
            self.delivered is not None and self.delivered.has_exceptions
        )


def follow_up(
    do: Do, board_id: int, as_of: date | None = None, *, send: bool = False, keep: bool = True
) -> DayReport:
    """Follow up one board for one day; with `send`, tell what waits; keep nothing on a dry run."""
    day = do(day_of_run, board_id, as_of, keep=keep)
    found = do(find_and_record, board_id, day, keep=keep)
    delivered = None
    if send and keep:
        (delivered,) = deliver_all(do, (board_id,))
        do(close_run, found.run_id, delivered.accepted)
    return DayReport(
        board_id=board_id,
        as_of=day,
        quiet=found.quiet,
        scanned=found.scanned,
        notices=found.notices,
        unreached=found.unreached,
        vacancies=found.vacancies,
        run_id=found.run_id,
        held=found.held,
        held_because=found.held_because,
        delivered=delivered,
    )
