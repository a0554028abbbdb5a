"""What changed since the previous issued pack, whose dates keep moving, and a financial year."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from models.rules.calendar import Quarter
from models.rules.packs import PreviousPack, PreviousRow, Review, SnapshotRow
from models.rules.packs_figures import figures
from models.rules.packs_since import Changes, days_moved, repeat_slippers, year_to
from models.rules.words import Progress
from tests.models.rules.test_packs_position import BEFORE, closed, previous, row, snapshot


def before(*rows: SnapshotRow, known: bool = True) -> PreviousPack:
    """A previous pack in which the rows stood as they are, and were overdue as they are."""
    pack = previous(*((r.number, r.is_open) for r in rows))
    kept = (
        PreviousRow(
            reference=r.reference,
            is_open=r.is_open,
            due_on=r.due_on,
            is_overdue=r.is_overdue if known else None,
        )
        for r in rows
    )
    return dataclasses.replace(pack, rows=tuple(kept))


def compared(now: tuple[SnapshotRow, ...], then: PreviousPack | None) -> Changes | None:
    """What changed, as a pack has it."""
    return figures(snapshot(*now, before=then)).changes


def names(rows: tuple[SnapshotRow, ...] | None) -> list[str]:
    """The numbers of the rows."""
    assert rows is not None
    return [r.number for r in rows]


@pytest.mark.clause("6.3")
def test_each_kind_of_change_is_named() -> None:
    """New lateness, an action of no lateness any more, a later date, a late closure."""
    then = before(*map(row, "157"), row("2", days_late=4), row("3", days_late=9), row("4"))
    now = (
        row("1", days_late=3),
        row("2"),
        row("3", days_late=90),
        row("4", due_on=date(2011, 5, 31)),
        closed("5", closed_late=True),
        closed("7"),
        row("6", days_late=2),
    )
    made = compared(now, then)
    assert made is not None
    assert names(made.newly_overdue) == ["1", "6"]
    assert names(made.no_longer_overdue) == ["2"]
    assert names(made.moved) == ["4"]
    assert names(made.closed_late) == ["5"]


def test_nothing_is_said_of_what_was_not_kept() -> None:
    """The first pack has no changes; an older one did not keep what was overdue in it."""
    assert compared((row("1"),), None) is None
    made = compared((row("1", days_late=3),), before(row("1"), known=False))
    assert made is not None
    assert (made.newly_overdue, made.no_longer_overdue) == (None, None)
    assert names(made.closed_late) == []
    kept = before(row("1"), row("2", days_late=4))
    mixed = dataclasses.replace(
        kept, rows=(kept.rows[0], dataclasses.replace(kept.rows[1], is_overdue=None))
    )
    made = compared((row("1"), row("2")), mixed)
    assert made is not None
    assert made.no_longer_overdue is None


def test_repeat_slippers_are_open_and_moved_twice() -> None:
    """Most slips first, then most days, then by reference; once is not again."""
    first = date(2011, 1, 31)
    rows = (
        row("once", slips=1, original_due_on=first),
        row("0", slips=2, original_due_on=date(2011, 3, 1)),
        row("b", slips=2, original_due_on=first),
        row("a", slips=2, original_due_on=first),
        row("most", slips=3, original_due_on=date(2011, 3, 30)),
        closed("shut", slips=5, original_due_on=first),
    )
    assert names(repeat_slippers(rows)) == ["most", "a", "b", "0"]


def test_days_moved_need_both_dates_and_are_never_fewer_than_none() -> None:
    """From the first due date to the one that holds."""
    assert days_moved(row("1", original_due_on=date(2011, 1, 31))) == 59
    assert days_moved(row("1", original_due_on=date(2011, 4, 30))) == 0
    assert days_moved(row("1", original_due_on=None)) == 0
    assert days_moved(row("1", due_on=None, original_due_on=date(2011, 1, 31))) == 0


@pytest.mark.clause("6.3")
def test_the_year_is_counted_by_review() -> None:
    """From its April to the quarter's end: both ends in, and nothing of another review."""
    april, end = date(2010, 4, 1), date(2010, 12, 31)
    other: dict[str, Any] = {
        "progress": Progress.CLOSED_SUPERSEDED,
        "closed_reason": "Taken into another.",
    }
    rows = (
        row("1", entered_on=april, days_late=2),
        row("2", entered_on=date(2010, 3, 31)),
        closed("3", end, entered_on=end),
        closed("4", april, entered_on=BEFORE, **other),
        closed("5", date(2011, 1, 1), entered_on=date(2011, 1, 1), **other),
        closed("6", date(2010, 3, 31), entered_on=date(2009, 1, 1)),
        row("7", review="beech", entered_on=BEFORE),
        closed("8", end, entered_on=date(2009, 1, 1)),
    )
    reviews = (Review(reference="alder", title="Alder"), Review(reference="beech", title="Beech"))
    year = year_to(
        Quarter(financial_year=2010, number=3),
        dataclasses.replace(snapshot(*rows), reviews=reviews),
    )
    assert (year.words, year.first, year.last) == ("2010/11, so far", april, end)
    alder, beech = year.reviews
    assert (alder.title, alder.entered, alder.accepted, alder.otherwise) == ("Alder", 3, 2, 1)
    assert (alder.open, alder.overdue, alder.all) == (2, 1, 7)
    assert (beech.entered, beech.accepted, beech.otherwise, beech.all) == (1, 0, 0, 1)
    assert [r.number for r in year.otherwise] == ["4"]
    whole = year_to(
        Quarter(financial_year=2010, number=4),
        dataclasses.replace(snapshot(*rows), reviews=reviews),
    )
    assert (whole.words, whole.last) == ("2010/11", date(2011, 3, 31))
    assert [r.number for r in whole.otherwise] == ["4", "5"]
