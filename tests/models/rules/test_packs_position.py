"""Opening + new + reopened - closed = closing, whatever happened between two packs."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.packs import (
    PackCounts,
    PreviousPack,
    PreviousRow,
    Snapshot,
    SnapshotRow,
)
from models.rules.packs_position import (
    DoesNotReconcile,
    breakdown,
    colours,
    counts_of,
    moved_later,
    reconcile,
    standings,
)
from models.rules.words import Brag, DateState, Progress, Standing
from tests.tables import table

BEFORE, FREEZE = date(2010, 10, 13), date(2011, 1, 12)


def row(name: str, **changes: Any) -> SnapshotRow:
    """An open action in good order, changed as told."""
    facts: dict[str, Any] = {
        "reference": f"alder/{name}",
        "review": "alder",
        "number": name,
        "recommendation": "Agree who writes the record.",
        "section": "Health",
        "agency": "Hospital",
        "entered_on": BEFORE,
        "date_state": DateState.DATED,
        "due_on": date(2011, 3, 31),
        "progress": Progress.IN_PROGRESS,
        "standing": Standing.ON_TRACK,
        "standing_reason": "Due 31 March 2011.",
        "brag": Brag.GREEN,
    }
    return SnapshotRow(**{**facts, **changes})


def closed(name: str, on: date = FREEZE, **changes: Any) -> SnapshotRow:
    """An action closed with its evidence accepted."""
    how = {"progress": Progress.CLOSED_ACCEPTED, "standing": Standing.CLOSED, "brag": Brag.BLUE}
    return row(name, **{**how, "closed_on": on, **changes})


def previous(*rows: tuple[str, bool], **counts: int) -> PreviousPack:
    """The pack before: references, and whether each was open."""
    is_open = sum(was for _, was in rows)
    made = {"blue": len(rows) - is_open, "grey": 0, "red": 0, "amber": 0, "green": is_open}
    figures = {**made, "open": is_open, "overdue": 0, **counts}
    return PreviousPack(
        counts=PackCounts(number="1", freeze_on=BEFORE, **figures),
        meeting_on=date(2010, 10, 27),
        rows=tuple(PreviousRow(reference=f"alder/{n}", is_open=was) for n, was in rows),
    )


def snapshot(*rows: SnapshotRow, before: PreviousPack | None = None) -> Snapshot:
    """A snapshot of those rows, with that pack before it."""
    return Snapshot(
        number="2",
        board="A board",
        committee="A committee",
        marking="OFFICIAL",
        prepared_by="Secretary",
        chair="Chair",
        policy_version="1",
        meeting_on=date(2011, 1, 26),
        freeze_on=FREEZE,
        previous=before,
        rows=rows,
    )


# What became of an action since the pack before: (stood in it, was open then, is open now,
# was reopened since).
fates = st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans())


@pytest.mark.clause("6.5")
@given(st.lists(fates, max_size=30))
def test_every_history_reconciles(history: list[tuple[bool, bool, bool, bool]]) -> None:
    """Whatever became of each action, each is counted once and the line adds up."""
    rows = [
        (row if is_open else closed)(str(n), reopened_on=FREEZE if again else None)
        for n, (_, _, is_open, again) in enumerate(history)
    ]
    before = [(str(n), was) for n, (stood, was, _, _) in enumerate(history) if stood]
    line = reconcile(snapshot(*rows, before=previous(*before)))
    assert line.opening == sum(was for _, was in before)
    assert line.closing == sum(r.is_open for r in rows)
    came = [r.reference for r in (*line.new, *line.reopened)]
    assert line.opening + len(came) - len(line.closed) == line.closing
    assert len(set(came)) == len(came)


@pytest.mark.clause("6.5")
@given(st.lists(fates, min_size=1, max_size=10), st.data())
def test_a_lost_action_is_found(history: list[tuple[bool, ...]], data: st.DataObject) -> None:
    """A pack from which any action of the pack before is missing is refused by its name."""
    lost = data.draw(st.integers(0, len(history) - 1))
    rows = [row(str(n)) for n in range(len(history)) if n != lost]
    before = previous(*[(str(n), True) for n in range(len(history))])
    with pytest.raises(DoesNotReconcile, match=f"alder/{lost} stood in pack 1"):
        reconcile(snapshot(*rows, before=before))


@pytest.mark.clause("6.5")
def test_closed_and_reopened_between_two_packs_is_neither() -> None:
    """An action open in both packs counts as neither closed nor reopened."""
    line = reconcile(snapshot(row("1", reopened_on=FREEZE), before=previous(("1", True))))
    assert (line.opening, line.new, line.reopened, line.closed, line.closing) == (1, (), (), (), 1)


@pytest.mark.clause("6.5")
def test_reopened_and_closed_again_is_both() -> None:
    """An action closed in both packs and open in between counts on both sides."""
    again = closed("1", reopened_on=date(2010, 11, 1))
    line = reconcile(snapshot(again, before=previous(("1", False))))
    assert [len(line.reopened), len(line.closed), line.closing] == [1, 1, 0]


@pytest.mark.clause("6.5")
def test_late_recorded_closure_counts_in_the_pack_that_shows_it() -> None:
    """A closure dated before the last freeze, which that pack did not know, is counted now."""
    line = reconcile(snapshot(closed("1", on=date(2010, 9, 1)), before=previous(("1", True))))
    assert line.line == "1 opening + 0 new + 0 reopened \u2212 1 closed = 0 closing"


@pytest.mark.clause("6.3")
def test_first_pack_opens_at_none() -> None:
    """Without a pack before, opening is 0 and every action is new."""
    line = reconcile(snapshot(row("1"), closed("2")))
    assert (line.opening, len(line.new), len(line.closed), line.closing) == (0, 2, 1, 1)


@pytest.mark.clause("6.5")
@table(
    ("rows", "before", "said"),
    [
        ((row("1"), row("1")), None, "alder/1 stands in the snapshot twice"),
        ((closed("1", on=FREEZE, closed_on=None),), None, "alder/1 is closed but has no day"),
        ((row("1"),), previous(("1", True), open=2), "printed 2 open actions and lists 1"),
    ],
)
def test_what_cannot_be_is_refused(
    rows: tuple[SnapshotRow, ...], before: PreviousPack | None, said: str
) -> None:
    """A reference used twice, a closure without a day and a pack at odds with itself stop it."""
    with pytest.raises(DoesNotReconcile, match=said):
        reconcile(snapshot(*rows, before=before))


@pytest.mark.clause("3.5", "6.3")
def test_colours_are_compared_with_the_pack_before_alone() -> None:
    """Each colour has its count and its change; without a pack before there is no change."""
    late = row("1", brag=Brag.RED)
    with_one = {c.brag: c.change for c in colours(snapshot(late, before=previous(("1", True))))}
    assert (with_one[Brag.RED], with_one[Brag.GREEN], with_one[Brag.BLUE]) == (1, -1, 0)
    assert {c.change for c in colours(snapshot(late))} == {None}


@pytest.mark.clause("6.5")
def test_breakdown_adds_up_and_puts_red_first() -> None:
    """Each agency's colours add up to its actions, and most red stands first."""
    rows = (row("1"), row("2"), row("3", agency="Police", brag=Brag.RED, days_late=4))
    lines = breakdown(rows, lambda r: r.agency)
    assert [(b.name, b.all, b.overdue) for b in lines] == [("Police", 1, 1), ("Hospital", 2, 0)]
    assert all(sum(n for _, n in b.counts) == b.all for b in lines)


@pytest.mark.clause("6.5")
def test_standings_leave_out_what_nobody_has() -> None:
    """Only standings that some action has are counted, the worst first."""
    assert standings(snapshot(row("1"), closed("2"))) == (
        (Standing.ON_TRACK, 1),
        (Standing.CLOSED, 1),
    )


@pytest.mark.clause("6.5")
def test_only_later_dates_are_moves() -> None:
    """A date set for the first time, or brought forward, is no move; the biggest stands first."""
    rows = tuple(row(str(n), due_on=date(2011, 3, 31)) for n in range(4))
    was = (None, date(2011, 4, 30), date(2011, 3, 1), date(2010, 12, 31))
    before = previous(*[(str(n), True) for n in range(4)])
    dated = dataclasses.replace(
        before,
        rows=tuple(
            dataclasses.replace(r, due_on=due) for r, due in zip(before.rows, was, strict=True)
        ),
    )
    moves = moved_later(snapshot(*rows, before=dated))
    assert [(m.row.number, m.days) for m in moves] == [("3", 90), ("2", 30)]


@pytest.mark.clause("6.5")
def test_what_is_alike_stands_by_its_name() -> None:
    """Of one colour and number, or moved by as many days."""
    rows = (row("2", section="B"), row("1", section="A"))
    assert [one.name for one in breakdown(rows, lambda one: one.section)] == ["A", "B"]
    before = PreviousPack(
        counts=PackCounts(
            number="1", freeze_on=BEFORE, blue=0, grey=0, red=0, amber=0, green=2, open=2, overdue=0
        ),
        meeting_on=date(2010, 10, 27),
        rows=tuple(
            PreviousRow(reference=one.reference, is_open=True, due_on=date(2011, 3, 1))
            for one in rows
        ),
    )
    pack = snapshot(*rows, before=before)
    assert [m.row.reference for m in moved_later(pack)] == ["alder/1", "alder/2"]


@pytest.mark.clause("6.3")
def test_counts_are_what_the_next_pack_is_compared_with() -> None:
    """The counts of a pack, given to the next one as its past, reconcile with it."""
    this = snapshot(row("1", brag=Brag.RED, days_late=3), closed("2"), row("3"))
    counts = counts_of(this, reconcile(this))
    assert (counts.open, counts.overdue, counts.red, counts.actions) == (2, 1, 1, 3)
    assert (counts.new, counts.reopened, counts.closed) == (3, 0, 1)
    past = PreviousPack(
        counts=counts,
        meeting_on=this.meeting_on,
        rows=tuple(PreviousRow(reference=r.reference, is_open=r.is_open) for r in this.rows),
    )
    later = dataclasses.replace(this, freeze_on=date(2011, 4, 1), previous=past)
    assert reconcile(later).opening == reconcile(later).closing == 2
