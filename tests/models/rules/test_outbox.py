"""What follows an attempt to deliver, by how it ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.outbox import REFUSED_FOR_GOOD, Finish, Frozen, Waiting, after
from models.rules.words import NoticeState, Outcome, Step
from tests.tables import table

FROZEN = datetime(2010, 10, 15, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def _only(name: str, value: bool) -> dict[str, Any]:  # noqa: FBT001 - it is handed on
    """What is true is said; what is not is left out."""
    return {name: value} if value else {}


def ended(
    outcome: Outcome,
    *,
    attempt: int = 1,
    later: timedelta = timedelta(0),
    refused: bool = False,
    spread: float = 0.5,
    dark: bool = False,
) -> Finish:
    """What follows an attempt that ended so long after the message was frozen."""
    sent = Frozen(
        id=1,
        message_id="one@eastmere.example.org",
        attempt=attempt,
        envelope_from="actions@eastmere.example.org",
        envelope_to="team.1@eastmere.example.org",
        data=b"",
        dated_at=FROZEN,
        **_only("may_have_arrived", dark),
    )
    assert not sent.doubted
    return after(
        sent,
        outcome,
        451,
        "as the server said",
        now=FROZEN + later,
        spread=spread,
        **_only("address_refused", refused),
    )


@pytest.mark.clause("1.4")
@table(
    ("outcome", "attempt", "later", "again", "gave_up"),
    [
        (Outcome.ACCEPTED, 1, timedelta(0), None, False),
        (Outcome.ACCEPTED, 9, 6 * DAY, None, False),
        (Outcome.PERMANENT, 1, timedelta(0), None, False),
        (Outcome.PERMANENT, 3, DAY, None, False),
        (Outcome.TRANSIENT, 1, timedelta(0), timedelta(minutes=5), False),
        (Outcome.TRANSIENT, 2, timedelta(0), timedelta(minutes=10), False),
        (Outcome.TRANSIENT, 4, timedelta(0), timedelta(minutes=40), False),
        (Outcome.TRANSIENT, 9, DAY, timedelta(hours=6), False),
        (Outcome.TRANSIENT, 40, 5 * DAY - timedelta(seconds=1), timedelta(hours=6), False),
        (Outcome.TRANSIENT, 40, 5 * DAY, None, True),
        (Outcome.UNKNOWN, 1, timedelta(0), timedelta(minutes=5), False),
        (Outcome.UNKNOWN, 7, DAY, timedelta(minutes=5), False),
    ],
)
def test_what_follows_an_attempt(
    outcome: Outcome, attempt: int, later: timedelta, again: timedelta | None, *, gave_up: bool
) -> None:
    """Pauses grow from 5 minutes to 6 hours for 5 days; an unknown outcome has one more try."""
    finish = ended(outcome, attempt=attempt, later=later)
    assert finish.outcome is outcome
    assert finish.again_at == (None if again is None else FROZEN + later + again)
    assert finish.gave_up is gave_up
    assert (finish.code, finish.text) == (451, "as the server said")


@pytest.mark.clause("1.4")
@table(
    ("outcome", "later", "ends"),
    [
        (Outcome.UNKNOWN, timedelta(minutes=5), Outcome.UNKNOWN),
        (Outcome.TRANSIENT, 5 * DAY, Outcome.UNKNOWN),
        (Outcome.PERMANENT, DAY, Outcome.PERMANENT),
    ],
)
def test_what_may_have_arrived_has_one_more_try_and_is_never_given_up(
    outcome: Outcome, later: timedelta, ends: Outcome
) -> None:
    """Lost again, or put off for 5 days: a person decides, for a new message might repeat it."""
    finish = ended(outcome, attempt=2, later=later, dark=True)
    assert (finish.outcome, finish.again_at, finish.gave_up) == (ends, None, False)


@pytest.mark.clause("5.7")
@table("refused", [True, False])
def test_an_address_is_an_exception_only_where_it_was_the_address(*, refused: bool) -> None:
    """A message may be refused for good for what it says, and its address be sound."""
    assert ended(Outcome.PERMANENT, refused=refused).address_refused is refused
    assert not ended(Outcome.TRANSIENT, refused=refused).address_refused


@pytest.mark.clause("5.7")
def test_a_server_refuses_for_good_from_500() -> None:
    """Below it the server asks to be asked again."""
    assert REFUSED_FOR_GOOD == 500


@pytest.mark.clause("1.4")
@given(
    attempt=st.integers(1, 500),
    later=st.timedeltas(timedelta(0), 20 * DAY),
    spread=st.floats(0, 1),
)
def test_a_transient_refusal_is_tried_again_or_given_up(
    attempt: int, later: timedelta, spread: float
) -> None:
    """Never both and never neither; however many attempts, the pause is minutes to hours."""
    finish = ended(Outcome.TRANSIENT, attempt=attempt, later=later, spread=spread)
    assert (finish.again_at is None) is finish.gave_up
    if finish.again_at is not None:
        pause = finish.again_at - FROZEN - later
        assert timedelta(minutes=3) < pause <= timedelta(hours=7.5)


@pytest.mark.clause("1.4")
def test_the_jitter_parts_messages_that_failed_together() -> None:
    """A quarter below the pause to a quarter above it."""
    pauses = [
        (ended(Outcome.TRANSIENT, attempt=2, spread=spread).again_at or FROZEN) - FROZEN
        for spread in (0.0, 0.5, 1.0)
    ]
    assert pauses == [timedelta(minutes=m) for m in (7.5, 10, 12.5)]


@pytest.mark.clause("1.4")
def test_a_notice_that_waits_is_a_line_of_the_ledger() -> None:
    """Whom a stand-in stands for goes with it: the rules ask for nothing else."""
    notice = Waiting(
        notice_id=1,
        action_id=2,
        step=Step.E3,
        cause="v1",
        post_id=3,
        person_id=4,
        first=True,
        copied=False,
        planned_on=date(2010, 10, 29),
        recorded_on=date(2010, 10, 29),
        reason="10 WD after the due date",
        policy_number=0,
        for_post_id=5,
        for_words="Board member",
    )
    line = notice.entry
    assert (line.step, line.cause, line.post_id, line.person_id) == (Step.E3, "v1", 3, 4)
    assert (line.state, line.told_on, line.first) == (NoticeState.WAITING, None, True)
    assert (line.answers_for, line.for_words) == (5, "Board member")


WAITING = Waiting(
    notice_id=1,
    action_id=1,
    step=Step.E3,
    cause="v1",
    post_id=3,
    person_id=103,
    first=True,
    copied=False,
    planned_on=date(2010, 10, 29),
    recorded_on=date(2010, 10, 29),
    reason="E3: 10 working days after 15 October 2010",
    policy_number=0,
)


@pytest.mark.clause("5.7")
def test_a_notice_answers_for_the_post_that_it_was_meant_for() -> None:
    """Told to whoever stands in, and still of the post that is vacant."""
    assert WAITING.answers_for == 3
    assert replace(WAITING, for_post_id=4, for_words="Board member").answers_for == 4
