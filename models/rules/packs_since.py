"""What has changed since the previous issued pack, and what a financial year came to.

Source: procedure.md, "Meetings and packs": comparisons are only against the previous issued pack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.rules.calendar import Quarter
from models.rules.packs import PreviousPack, Review, Snapshot, SnapshotRow
from models.rules.packs_position import Moved, Reconciliation
from models.rules.words import Progress

Rows = tuple[SnapshotRow, ...]
REPEATED = 2
"""From so many slips on a due date has moved repeatedly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is different from the previous issued pack, each action once a line.

    Newly and no longer overdue are None where the previous pack did not keep what was overdue.
    """

    newly_overdue: Rows | None
    no_longer_overdue: Rows | None
    moved: Rows
    closed_late: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfReview:
    """One review in one financial year; `open` and `overdue` are of the day of the freeze."""

    title: str
    entered: int
    accepted: int
    otherwise: int
    open: int
    overdue: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A financial year up to the end of a quarter: its reviews, and what closed in other ways."""

    words: str
    first: date
    last: date
    reviews: tuple[YearOfReview, ...]
    otherwise: Rows


def changes(snapshot: Snapshot, line: Reconciliation, moved: Iterable[Moved]) -> Changes | None:
    """The differences from the previous issued pack; None for the first pack."""
    if snapshot.previous is None:
        return None
    late = _late_before(snapshot.previous)
    now = {r.reference for r in snapshot.rows if r.is_overdue}
    return Changes(
        newly_overdue=_named(snapshot, None if late is None else now - late),
        no_longer_overdue=_named(snapshot, None if late is None else late - now),
        moved=tuple(m.row for m in moved),
        closed_late=tuple(r for r in line.closed if r.closed_late),
    )


def _late_before(previous: PreviousPack) -> set[str] | None:
    if any(row.is_overdue is None for row in previous.rows):
        return None
    return {row.reference for row in previous.rows if row.is_overdue}


def _named(snapshot: Snapshot, names: set[str] | None) -> Rows | None:
    return None if names is None else tuple(r for r in snapshot.rows if r.reference in names)


def repeat_slippers(rows: Iterable[SnapshotRow]) -> Rows:
    """The open actions whose date has moved twice or more, those that moved most often first."""
    found = [r for r in rows if r.is_open and r.slips >= REPEATED]
    return tuple(sorted(found, key=lambda r: (-r.slips, -days_moved(r), r.reference)))


def days_moved(row: SnapshotRow) -> int:
    """Days by which the due date is later than the first one; 0 where either is not known."""
    if row.due_on is None or row.original_due_on is None:
        return 0
    return max((row.due_on - row.original_due_on).days, 0)


def year_to(quarter: Quarter, snapshot: Snapshot) -> Year:
    """The financial year of a pack's quarter, from its April to the quarter's end."""
    first = Quarter(financial_year=quarter.financial_year, number=1).first
    years = f"{quarter.financial_year}/{(quarter.financial_year + 1) % 100:02d}"
    whole = "" if quarter.number == 4 else ", so far"  # noqa: PLR2004 - January to March
    shut = [r for r in snapshot.rows if r.closed_on and first <= r.closed_on <= quarter.last]
    return Year(
        words=f"{years}{whole}",
        first=first,
        last=quarter.last,
        reviews=tuple(
            _review(one, snapshot.rows, shut, (first, quarter.last)) for one in snapshot.reviews
        ),
        otherwise=tuple(r for r in shut if _otherwise(r)),
    )


def _otherwise(row: SnapshotRow) -> bool:
    return row.progress is not Progress.CLOSED_ACCEPTED


def _review(
    review: Review, rows: Rows, shut: list[SnapshotRow], year: tuple[date, date]
) -> YearOfReview:
    own = [r for r in rows if r.review == review.reference]
    ways = Counter(_otherwise(r) for r in shut if r.review == review.reference)
    return YearOfReview(
        title=review.title,
        entered=sum(year[0] <= r.entered_on <= year[1] for r in own),
        accepted=ways[False],
        otherwise=ways[True],
        open=sum(r.is_open for r in own),
        overdue=sum(r.is_overdue for r in own),
        all=len(own),
    )
