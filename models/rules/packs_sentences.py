"""The first page of a pack in words: what is late and whose, what closed, which dates moved."""

from __future__ import annotations

from collections.abc import Iterable

from models.rules.date_words import day_words
from models.rules.packs import Snapshot, SnapshotRow
from models.rules.packs_position import Moved, Reconciliation
from models.rules.packs_words import are, counted, listed, more_or_fewer, some
from models.rules.words import Progress

NAMED = 3
"""Actions named in a sentence; where more closed or moved, the lists that follow name them."""


def latest_first(rows: Iterable[SnapshotRow]) -> tuple[SnapshotRow, ...]:
    """The rows, the longest late first."""
    return tuple(sorted(rows, key=lambda r: (-r.days_late, -r.days_late_original)))


def silence(snapshot: Snapshot) -> str:
    """On how many overdue actions nobody has answered; empty where none is overdue."""
    late = [r for r in snapshot.rows if r.is_overdue]
    silent = sum(not r.last_answer for r in late)
    if not late:
        return ""
    if not silent:
        return f"Something has been heard on {_all(len(late))}."
    if silent == len(late):
        return f"Nothing has been heard on {_all(len(late), 'any')}."
    return f"Nothing has been heard on {silent:,} of the {len(late):,} overdue actions."


def _all(n: int, word: str = "each") -> str:
    return "the one overdue action" if n == 1 else f"{word} of the {n:,} overdue actions"


def sentences(
    snapshot: Snapshot, line: Reconciliation, moved: tuple[Moved, ...]
) -> tuple[str, str, str]:
    """What is overdue, what closed and which dates moved since the last pack."""
    return (
        _late_sentence(snapshot),
        _closed_sentence(snapshot, line),
        _moved_sentence(snapshot, moved),
    )


def _late_sentence(snapshot: Snapshot) -> str:
    late = sum(r.is_overdue for r in snapshot.rows)
    is_open = sum(r.is_open for r in snapshot.rows)
    said = f"{counted(late, 'None')} of {some(is_open, 'open action')} {are(late)} overdue"
    if not is_open:
        return "No action is open."
    longest = _longest(snapshot)
    if snapshot.previous is None:
        return f"{said}; there is no earlier issued pack to compare with.{longest}"
    change = more_or_fewer(late - snapshot.previous.counts.overdue)
    compared = f"{change} {'from' if change == 'no change' else 'than in'} the last pack"
    return f"{said}, {compared}.{longest}"


def _longest(snapshot: Snapshot) -> str:
    """ "alder/2, Hospital, by 73 days": what is latest, whose, and what ties with the last."""
    late = latest_first(row for row in snapshot.rows if row.is_overdue and row.days_late)
    named, others = late[:NAMED], late[NAMED:]
    said = [f"{row.reference}, {row.agency}, by {some(row.days_late, 'day')}" for row in named]
    if tied := sum(row.days_late == named[-1].days_late for row in others):
        said.append(f"and {tied:,} more by {some(named[-1].days_late, 'day')}")
    return f" The longest, in calendar days: {'; '.join(said)}." if said else ""


def _which(rows: Iterable[SnapshotRow]) -> str:
    """ " (alder/1 and alder/2)"; empty for none, and where the list is to be looked up."""
    names = [row.reference for row in rows]
    return f" ({listed(names)})" if 0 < len(names) <= NAMED else ""


def _closed_sentence(snapshot: Snapshot, line: Reconciliation) -> str:
    accepted = [r for r in line.closed if r.progress is Progress.CLOSED_ACCEPTED]
    shut = sum(not r.is_open for r in snapshot.rows)
    if not snapshot.rows:
        return "No action was closed, for none is on the register."
    since = "since the last pack" if snapshot.previous else "up to this first pack"
    all_ = len(snapshot.rows)
    other = [r for r in line.closed if r not in accepted]
    beside = f" and {len(other):,} in another way{_which(other)}" if other else ""
    with_evidence = f"{some(len(accepted), 'action')} closed with evidence accepted"
    said = f"{with_evidence}{_which(accepted)}{beside} {since}"
    return f"{said}; {counted(shut)} of {all_:,} {are(shut)} now closed."


def _moved_sentence(snapshot: Snapshot, moved: tuple[Moved, ...]) -> str:
    if snapshot.previous is None:
        slipped = sum(r.slips > 0 for r in snapshot.rows)
        has = "has" if slipped == 1 else "have"
        return f"{some(slipped, 'action')} {has} a later date than first agreed."
    since = f"since {day_words(snapshot.previous.counts.freeze_on)}"
    if not moved:
        return f"No due date moved later {since}."
    mean = round(sum(m.days for m in moved) / len(moved))
    average = f"by {some(mean, 'day')}" + (" on average" if len(moved) > 1 else "")
    which = _which(m.row for m in moved)
    return f"{some(len(moved), 'due date')} moved later {since}, {average}{which}."
