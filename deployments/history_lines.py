"""The history for a terminal: what was recorded, and the messages that told of an action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from deployments.printing import table

if TYPE_CHECKING:
    from models.history_reading import HistoryLine
    from tasks.clock import Clock
    from tasks.sent import Sent

HEADS = ("No.", "Recorded", "Holds from", "What", "Action", "By", "From and to, why")


def history_table(found: Iterable[HistoryLine], clock: Clock) -> str:
    """An entry a row, the instant of its recording by the board's own clock."""
    rows = [
        (
            h.seq,
            f"{clock.local(h.recorded_at):%Y-%m-%d %H:%M}",
            h.holds_from,
            _what(h),
            h.action or "",
            h.by or (f"person {h.person_id}" if h.person_id else h.os_user),
            _changed(h),
        )
        for h in found
    ]
    return table(HEADS, rows)


def _what(line: HistoryLine) -> str:
    return f"{line.what} (struck by {line.struck_by})" if line.struck_by else line.what


def _changed(line: HistoryLine) -> str:
    """ "due 2010-09-17 to 2010-11-30; as was discussed", with what else is known of it."""
    words = [line.about] if line.about else []
    if line.dates is not None:
        was, now = (one or "no date" for one in line.dates)
        words.append(f"due {was} to {now}")
    if line.change:
        words.append(line.change)
    if line.reason:
        words.append(line.reason)
    if line.said:
        words.append(line.said)
    return "; ".join(words)


def message_lines(found: Iterable[Sent]) -> Iterator[str]:
    """Each message with its head, its seal and its text as it was sent, an empty line after it."""
    for one in found:
        yield f"Message {one.message_id}, {one.state}, {', '.join(one.steps)}"
        yield f"  To {'; '.join(one.to)}, dated {one.dated_at:%Y-%m-%d %H:%M} UTC"
        yield f"  SHA-256 {one.sha256}: {one.kept}"
        yield "".join(f"  | {line}\n" for line in one.text.splitlines())
