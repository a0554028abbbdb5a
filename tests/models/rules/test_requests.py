"""Until when a request for more time stops the ladder, as its meetings come and go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.rules.facts import BoardFacts, MeetingFacts
from models.rules.stops import extension_ends_on
from models.rules.words import StopKind
from tests.models.rules.builders import a_board, an_action, day, meeting, stop
from tests.tables import table

# Asked for on Monday 11 October 2010: 20 WD later is 8 November.


def met(on: str, entered: str | None = None, cancelled: str | None = None) -> MeetingFacts:
    """A meeting that was known from a day, and perhaps called off on another."""
    return replace(
        meeting(on),
        entered_on=day(entered) if entered else None,
        cancelled_on=day(cancelled) if cancelled else None,
    )


def ends(*meetings: MeetingFacts, until: str | None = None, off: int = 0) -> list[str]:
    """The day on which a request of 11 October ends; the last `off` meetings were called off."""
    held = meetings[: len(meetings) - off]
    board: BoardFacts = a_board()
    committee = replace(board.committees[1], meetings=held, called_off=meetings[len(held) :])
    asked = stop(StopKind.EXTENSION_ASKED, "2010-10-11", until)
    return [str(extension_ends_on(asked, an_action(), replace(board, committees={1: committee})))]


CASES: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "no meeting": (
        ends,
        [
            "2010-11-08",
        ],
    ),
    "decided": (
        lambda: ends(until="2010-10-20"),
        [
            "2010-10-20",
        ],
    ),
    "decided after it had ended": (
        lambda: ends(until="2010-11-20"),
        [
            "2010-11-08",
        ],
    ),
    "a meeting whose cut-off it met that day": (
        lambda: ends(met("2010-10-25")),
        [
            "2010-10-26",
        ],
    ),
    "a meeting whose cut-off was past": (
        lambda: ends(met("2010-10-22")),
        [
            "2010-11-08",
        ],
    ),
    "a meeting after 20 WD": (
        lambda: ends(met("2010-11-17")),
        [
            "2010-11-18",
        ],
    ),
    "the first of two meetings": (
        lambda: ends(met("2010-11-17"), met("2010-11-03")),
        [
            "2010-11-04",
        ],
    ),
    "a meeting that became known": (
        lambda: ends(met("2010-11-03", "2010-10-20")),
        [
            "2010-11-04",
        ],
    ),
    "a meeting that became known that day": (
        lambda: ends(met("2010-11-03", "2010-10-11")),
        [
            "2010-11-04",
        ],
    ),
    "a meeting that became known on the last day": (
        lambda: ends(met("2010-11-17", "2010-11-08")),
        [
            "2010-11-18",
        ],
    ),
    "a meeting that became known too late": (
        lambda: ends(met("2010-11-17", "2010-11-09")),
        [
            "2010-11-08",
        ],
    ),
    "a meeting that was past when it became known": (
        lambda: ends(met("2010-10-25", "2010-10-28")),
        [
            "2010-10-28",
        ],
    ),
    "a meeting that was called off": (
        lambda: ends(met("2010-10-29", None, "2010-10-20"), off=1),
        [
            "2010-11-08",
        ],
    ),
    "a meeting that was called off afterwards": (
        lambda: ends(met("2010-10-29", None, "2010-11-01"), off=1),
        [
            "2010-10-30",
        ],
    ),
    "one called off, and another instead": (
        lambda: ends(met("2010-11-24", "2010-10-25"), met("2010-10-29", None, "2010-10-20"), off=1),
        [
            "2010-11-25",
        ],
    ),
    "one called off, and another known before": (
        lambda: ends(met("2010-11-03", "2010-10-14"), met("2010-10-29", None, "2010-10-20"), off=1),
        [
            "2010-11-04",
        ],
    ),
    "called off on its last day": (
        lambda: ends(met("2010-10-29", None, "2010-10-30"), off=1),
        [
            "2010-11-08",
        ],
    ),
}


@pytest.mark.clause("5.10a", "6.1")
@table("case", CASES)
def test_requests(case: str) -> None:
    """The decision, the day after the first meeting it was in time for, or 20 WD."""
    asked, said = CASES[case]
    assert asked() == said
