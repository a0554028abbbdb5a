"""Where the actions stand: opening + new + reopened - closed = closing, colours, breakdowns.

What came and went is told from what the previous issued pack said of each action, not from days
alone: a decision recorded late still counts once, in the pack that first shows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.rules.packs import PackCounts, PreviousPack, Snapshot, SnapshotRow
from models.rules.packs_words import BRAG_MEANING, STANDING_WORDS, pack_words, sentence
from models.rules.words import Brag, Standing


class DoesNotReconcile(ValueError):  # noqa: N818 - it is a sentence: the pack does not reconcile
    """The actions of a snapshot cannot be brought in line with the previous issued pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Open actions from one issued pack to the next; opening is 0 for the first pack."""

    opening: int
    new: tuple[SnapshotRow, ...]
    reopened: tuple[SnapshotRow, ...]
    closed: tuple[SnapshotRow, ...]
    closing: int

    @property
    def line(self) -> str:
        """The reconciling line as it is printed."""
        came = f"{len(self.new):,} new + {len(self.reopened):,} reopened"
        return (
            f"{self.opening:,} opening + {came} − {len(self.closed):,} closed = "
            f"{self.closing:,} closing"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourLine:
    """One colour: its meaning, its count, and the count of the previous issued pack, if any."""

    brag: Brag
    meaning: str
    count: int
    previous: int | None

    @property
    def change(self) -> int | None:
        """The difference from the previous issued pack; None where there is none."""
        return None if self.previous is None else self.count - self.previous


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The actions of one agency or one review, by colour."""

    name: str
    counts: tuple[tuple[Brag, int], ...]
    overdue: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A due date that is later than the previous issued pack had it."""

    row: SnapshotRow
    days: int


def reconcile(snapshot: Snapshot) -> Reconciliation:
    """The open actions carried from the previous issued pack to this one, each counted once.

    Raises DoesNotReconcile, naming the action, where opening + new + reopened - closed is not
    closing: a row lost since, a reference used twice, a closure without a day, or a previous pack
    whose own figures disagree ("Meetings and packs").
    """
    rows = _by_reference(snapshot)
    before = _open_before(snapshot.previous, rows)
    new = tuple(r for r in snapshot.rows if r.reference not in before)
    reopened = tuple(
        r
        for r in snapshot.rows
        if before.get(r.reference) is False and _again(r, snapshot.previous)
    )
    came = {r.reference for r in (*new, *reopened)}
    was_open = came | {reference for reference, is_open in before.items() if is_open}
    closed = tuple(r for r in snapshot.rows if not r.is_open and r.reference in was_open)
    opening = sum(before.values())
    closing = sum(r.is_open for r in snapshot.rows)
    line = Reconciliation(
        opening=opening, new=new, reopened=reopened, closed=closed, closing=closing
    )
    if opening + len(new) + len(reopened) - len(closed) != closing:
        raise DoesNotReconcile(f"The pack does not reconcile: {line.line}. Nothing was built.")
    return line


def _again(row: SnapshotRow, previous: PreviousPack | None) -> bool:
    """True of an action that the previous pack had closed and that was open at some time since."""
    if previous is None:
        return False
    freeze_on = previous.counts.freeze_on
    return row.is_open or (row.reopened_on is not None and row.reopened_on > freeze_on)


def _by_reference(snapshot: Snapshot) -> dict[str, SnapshotRow]:
    rows = {row.reference: row for row in snapshot.rows}
    if len(rows) != len(snapshot.rows):
        twice = Counter(row.reference for row in snapshot.rows).most_common()[0][0]
        raise DoesNotReconcile(f"{twice} stands in the snapshot twice; a reference is given once.")
    for row in snapshot.rows:
        if not row.is_open and row.closed_on is None:
            raise DoesNotReconcile(f"{row.reference} is closed but has no day of closure.")
    return rows


def _open_before(previous: PreviousPack | None, rows: dict[str, SnapshotRow]) -> dict[str, bool]:
    if previous is None:
        return {}
    before = {row.reference: row.is_open for row in previous.rows}
    counts = previous.counts
    if sum(before.values()) != counts.open:
        raise DoesNotReconcile(
            f"{sentence(pack_words(counts.number))} printed {counts.open} open actions and lists "
            f"{sum(before.values())}; compare it with its own snapshot."
        )
    if lost := sorted(before.keys() - rows.keys()):
        raise DoesNotReconcile(
            f"{lost[0]} stood in {pack_words(counts.number)} and is not in this snapshot; "
            "no action leaves the register."
        )
    return before


def colours(snapshot: Snapshot) -> tuple[ColourLine, ...]:
    """Every colour once, the worst first, with the previous issued pack's count beside it."""
    now = Counter(row.brag for row in snapshot.rows)
    before = snapshot.previous.counts if snapshot.previous else None
    return tuple(
        ColourLine(
            brag=brag,
            meaning=meaning,
            count=now[brag],
            previous=before.of(brag) if before else None,
        )
        for brag, meaning in BRAG_MEANING.items()
    )


def standings(snapshot: Snapshot) -> tuple[tuple[Standing, int], ...]:
    """Every standing that some action has, with its count, the worst first."""
    now = Counter(row.standing for row in snapshot.rows)
    return tuple((standing, now[standing]) for standing in STANDING_WORDS if now[standing])


def breakdown(
    rows: Iterable[SnapshotRow], name: Callable[[SnapshotRow], str]
) -> tuple[Breakdown, ...]:
    """One line a name, those with most red actions first, then most actions, then by name."""
    groups: dict[str, list[SnapshotRow]] = {}
    for row in rows:
        groups.setdefault(name(row), []).append(row)
    lines = [_line(key, members) for key, members in groups.items()]
    return tuple(sorted(lines, key=lambda b: (-dict(b.counts)[Brag.RED], -b.all, b.name)))


def _line(name: str, rows: list[SnapshotRow]) -> Breakdown:
    now = Counter(row.brag for row in rows)
    late = sum(row.is_overdue for row in rows)
    counts = tuple((brag, now[brag]) for brag in BRAG_MEANING)
    return Breakdown(name=name, counts=counts, overdue=late, all=len(rows))


def moved_later(snapshot: Snapshot) -> tuple[Moved, ...]:
    """The open actions due later than the previous issued pack had it, the biggest move first.

    Empty where there is no previous issued pack, for there is nothing to compare with.
    """
    before = {r.reference: r.due_on for r in snapshot.previous.rows} if snapshot.previous else {}
    moves = []
    for row in snapshot.rows:
        was = before.get(row.reference)
        if row.is_open and was and row.due_on and row.due_on > was:
            moves.append(Moved(row=row, days=(row.due_on - was).days))
    return tuple(sorted(moves, key=lambda m: (-m.days, m.row.reference)))


def counts_of(snapshot: Snapshot, line: Reconciliation) -> PackCounts:
    """The counts this pack prints: what the next pack is compared with once this one is issued."""
    now = Counter(row.brag for row in snapshot.rows)
    return PackCounts(
        number=snapshot.number,
        freeze_on=snapshot.freeze_on,
        **{brag.value: now[brag] for brag in Brag},
        open=line.closing,
        overdue=sum(row.is_overdue for row in snapshot.rows),
        new=len(line.new),
        reopened=len(line.reopened),
        closed=len(line.closed),
    )
