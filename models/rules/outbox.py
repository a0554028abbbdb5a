"""What waits to be told, and what one attempt to tell it came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.rules.facts import Entry
from models.rules.quick import quickly_made
from models.rules.words import Channel, NoticeState, Outcome, Step

FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)
# Enough to pass the longest pause; a pause doubled forty times would be no timedelta.
DOUBLINGS = 10
NO_WAIT = timedelta(0)
GIVE_UP_AFTER = timedelta(days=5)
# From here a server's reply is a final refusal, whether or not it was believed.
REFUSED_FOR_GOOD = 500


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A notice that waits to leave."""

    notice_id: int
    action_id: int | None
    step: Step
    cause: str
    post_id: int
    person_id: int
    first: bool
    copied: bool
    planned_on: date
    recorded_on: date
    reason: str
    policy_number: int
    for_post_id: int | None = None
    for_words: str = ""

    @property
    def answers_for(self) -> int:
        """The post the step was meant for, where another stands in for it."""
        return self.for_post_id or self.post_id

    @property
    def entry(self) -> Entry:
        """The same as a line of the ledger, as the rules take it."""
        return Entry(
            step=self.step,
            cause=self.cause,
            post_id=self.post_id,
            person_id=self.person_id,
            first=self.first,
            state=NoticeState.WAITING,
            recorded_on=self.recorded_on,
            for_post_id=self.for_post_id,
            for_words=self.for_words,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A message under way: its bytes and envelope never change again, its attempt is the fence.

    `may_have_arrived` is true where an earlier attempt ended in the dark, `doubted` where the
    server refused it for good before and was not believed.
    """

    id: int
    message_id: str
    attempt: int
    envelope_from: str
    envelope_to: str
    data: bytes
    dated_at: datetime
    channel: Channel = Channel.EMAIL
    may_have_arrived: bool = False
    doubted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """How an attempt ended, and what follows: when to try again, or that it is over."""

    outcome: Outcome
    code: int | None
    text: str
    again_at: datetime | None = None
    gave_up: bool = False
    address_refused: bool = False


def after(
    sent: Frozen, outcome: Outcome, code: int | None, text: str, *, now: datetime,
    address_refused: bool = False, spread: float = 0.5, wait: timedelta = NO_WAIT,
) -> Finish:  # fmt: skip
    """What follows an attempt: a transient refusal is tried again with growing pauses.

    Up to 5 days after the message was frozen; then it is over. An unknown outcome has one more
    try with the same bytes and is then for a person, and so is a message that may have arrived
    and was put off for 5 days. `spread`, 0 to 1, is the jitter's draw, and `wait` what the server
    asked for.
    """
    if outcome is Outcome.TRANSIENT:
        if now - sent.dated_at >= GIVE_UP_AFTER:
            ended = Outcome.UNKNOWN if sent.may_have_arrived else outcome
            return Finish(outcome=ended, code=code, text=text, gave_up=ended is outcome)
        pause = min(FIRST_PAUSE * 2 ** min(sent.attempt - 1, DOUBLINGS), LONGEST_PAUSE)
        later = max(pause * (0.75 + spread / 2), wait)
        return Finish(outcome=outcome, code=code, text=text, again_at=now + later)
    if outcome is Outcome.UNKNOWN and not sent.may_have_arrived:
        return Finish(outcome=outcome, code=code, text=text, again_at=now + FIRST_PAUSE)
    return Finish(outcome=outcome, code=code, text=text, address_refused=address_refused)
