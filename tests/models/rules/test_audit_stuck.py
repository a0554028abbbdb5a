"""What the self-check says of what waits, and of addresses that take nothing.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from models.rules.audit_facts import LeftMessage, LeftNotice
from models.rules.words import MessageState, Step, StopKind
from tests.models.rules.audited import TWO, Lived, Watched, lived
from tests.models.rules.builders import (
    LEAD,
    START,
    a_board,
    day,
    holds,
    person,
    post,
    stop,
    stopped,
    vacant,
)
from tests.tables import table

WHOLE = lived(TWO)
NOON = datetime(2010, 10, 20, 12, tzinfo=UTC)
SENDING, UNKNOWN, QUEUED = MessageState.SENDING, MessageState.UNKNOWN, MessageState.QUEUED


def left(accepted: str | None) -> Lived:
    """A notice of Wednesday 20 October that is in no message; others were accepted on a day."""
    one = LeftNotice(
        action_id=1, step=Step.R0, cause="v1", post_id=2, recorded_on=day("2010-10-20")
    )
    return WHOLE.but(notices=(one,), last_accepted_on=day(accepted) if accepted else None)


def message(state: MessageState, dated: datetime = NOON, **more: Any) -> Lived:
    """A message of 20 October at noon that is still on its way."""
    one = LeftMessage(state=state, post_id=2, step=Step.R0, action_id=1, dated_at=dated, **more)
    return WHOLE.but(messages=(one,))


def at(hours: float) -> dict[str, Any]:
    """So many hours after noon."""
    return {"now": NOON + timedelta(hours=hours)}


def asked(next_on: str | None, *runs: str, number: int = 1) -> Lived:
    """The register with the day on which the action is asked next."""
    return WHOLE.but(next_on={number: day(next_on) if next_on else None})


CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "a notice that waits": (
        lambda: left("2010-10-25").over("2010-10-21", "2010-10-27"),
        [
            "left-waiting R0 v1 to 2 of 20 Oct: 25 Oct - 27 Oct",
        ],
    ),
    "a notice that waits for all": (
        lambda: left("2010-10-22").over("2010-10-21", "2010-10-27"),
        [],
    ),
    "a notice and nothing accepted": (lambda: left(None).over("2010-10-21", "2010-10-27"), []),
    "its worker is gone": (
        lambda: message(SENDING, lease_until=NOON).but(**at(1.1)).over("2010-10-20", "2010-10-20"),
        [
            "left-sending R0 2010-10-20T12:00:00+00:00 to 2 of 20 Oct: 20 Oct - 20 Oct",
        ],
    ),
    "its worker may come back": (
        lambda: message(SENDING, lease_until=NOON).but(**at(1)).over("2010-10-20", "2010-10-20"),
        [],
    ),
    "no lease": (lambda: message(SENDING).but(**at(500)).over("2010-10-20", "2010-10-20"), []),
    "it may have arrived": (
        lambda: message(UNKNOWN).over("2010-10-20", "2010-10-27"),
        [
            "left-unknown R0 2010-10-20T12:00:00+00:00 to 2 of 20 Oct: 25 Oct - 27 Oct",
        ],
    ),
    "it may have arrived and is tried again": (
        lambda: message(UNKNOWN, again_at=NOON).over("2010-10-20", "2010-10-29"),
        [],
    ),
    "it was queued": (
        lambda: message(QUEUED).but(**at(120.1)).over("2010-10-20", "2010-10-20"),
        [
            "left-queued R0 2010-10-20T12:00:00+00:00 to 2 of 20 Oct: 20 Oct - 20 Oct",
        ],
    ),
    "it was queued for five days": (
        lambda: message(QUEUED).but(**at(120)).over("2010-10-20", "2010-10-20"),
        [],
    ),
    "it is held": (
        lambda: message(MessageState.HELD).but(**at(500)).over("2010-10-20", "2010-10-20"),
        [],
    ),
    "never asked again": (
        lambda: asked(None).over("2010-08-02", "2010-08-04"),
        [
            "not-asked of 3 Aug: 3 Aug - 4 Aug",
        ],
    ),
    "asked in the past": (
        lambda: asked("2010-10-20").over("2010-10-19", "2010-10-22"),
        [
            "not-asked of 21 Oct: 21 Oct - 22 Oct",
        ],
    ),
    "asked in the past, recorded since": (
        lambda: (
            asked("2010-10-20")
            .but(next_on={1: day("2010-10-20")}, settled={1: day("2010-10-21")})
            .over("2010-10-19", "2010-10-22")
        ),
        [
            "not-asked of 22 Oct: 22 Oct - 22 Oct",
        ],
    ),
    "another is asked": (
        lambda: asked("2010-10-20", number=2).over("2010-10-19", "2010-10-22"),
        [],
    ),
    "closed and not asked": (
        lambda: (
            replace(asked(None), action=stopped(WHOLE.action, stop(StopKind.CLOSURE, "2010-12-20")))
            .without(Step.M)
            .over("2010-12-20", "2010-12-21")
        ),
        [
            "not-told Z s0 of 21 Dec: 21 Dec - 21 Dec",
        ],
    ),
    "an address is refused": (
        lambda: replace(
            WHOLE,
            board=replace(
                a_board(undeliverable=(person(LEAD),)), refused_on={person(LEAD): day("2010-10-18")}
            ),
        ).over("2010-10-18", "2010-10-18"),
        [
            "refused to 1 (board) of 18 Oct: 18 Oct - 18 Oct",
        ],
    ),
    "an address that was refused before": (
        lambda: replace(
            WHOLE,
            board=replace(
                a_board(post(LEAD, holds(LEAD, 101, day("2009-06-01"))), undeliverable=(101,)),
                refused_on={101: START},
            ),
        ).over("2010-10-18", "2010-10-18"),
        [
            "refused to 1 (board) of 1 Jun: 18 Oct - 18 Oct",
            "not-told V u101 to 1 (board) of 6 Sep: 18 Oct - 18 Oct",
        ],
    ),
    "no address": (
        lambda: replace(
            WHOLE, board=replace(a_board(), unaddressed=frozenset({person(LEAD)}))
        ).over("2010-10-18", "2010-10-18"),
        [
            "no-address to 1 (board) of 1 Jan: 18 Oct - 18 Oct",
            "not-told V u101 to 1 (board) of 6 Sep: 18 Oct - 18 Oct",
        ],
    ),
    "nobody holds the post": (
        lambda: replace(WHOLE, board=a_board(vacant(LEAD), undeliverable=(person(LEAD),))).over(
            "2010-12-13", "2010-12-13"
        ),
        [
            "not-told V p1 to 1 (board) of 1 Nov: 13 Dec - 13 Dec",
            "no-holder M 2010-11 to 1 of 1 Nov: 13 Dec - 13 Dec",
            "no-holder E4 v1 to 1 of 12 Nov: 13 Dec - 13 Dec",
            "no-holder M 2010-12 to 1 of 1 Dec: 13 Dec - 13 Dec",
            "no-holder E5 v1 to 1 of 10 Dec: 13 Dec - 13 Dec",
        ],
    ),
    "no such post": (
        lambda: (
            replace(WHOLE, board=a_board(without=(LEAD,), undeliverable=(person(LEAD),)))
            .without(*Step)
            .over("2010-08-02", "2010-08-02")
        ),
        [],
    ),
    "refused, and the action is closed": (
        lambda: replace(
            WHOLE,
            action=stopped(WHOLE.action, stop(StopKind.CLOSURE, "2010-12-20")),
            board=a_board(undeliverable=(person(LEAD),)),
        ).over("2010-12-20", "2010-12-20"),
        [],
    ),
}


@table("case", CASES)
def test_audit_stuck(case: str) -> None:
    """What does not get on is named once it has had its time."""
    looked, says = CASES[case]
    assert looked().says(says) == says
