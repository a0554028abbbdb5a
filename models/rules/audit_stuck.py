"""What waits though it should have left, and addresses that take nothing.

Source: procedure.md, "Told", rules 6 and 7; architecture, rules 4 to 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models.rules.audit_facts import Audited, Fault, Finding, LeftMessage
from models.rules.words import MessageState, StopKind

NOTICE_WAITS_WD = 2
LEASE_OVER = timedelta(hours=1)
QUEUED_FOR = timedelta(days=5)
UNDECIDED_WD = 2


def stuck(a: Audited) -> Iterator[Finding]:
    """Notices and messages that do not get on, and actions that no run asks."""
    yield from _notices(a)
    for message in a.messages:
        fault = _message(a, message)
        if fault is not None:
            yield Finding(
                fault=fault,
                on=message.dated_at.date(),
                action_id=message.action_id,
                step=message.step,
                cause=message.dated_at.isoformat(),
                post_id=message.post_id,
            )
    yield from _not_asked(a)


def _notices(a: Audited) -> Iterator[Finding]:
    """What waits in no message, though others were accepted after it had waited 2 WD."""
    last = a.last_accepted_on
    for one in a.notices:
        late = a.board.calendar.plus(one.recorded_on, NOTICE_WAITS_WD)
        ran = any(run.on > late for run in a.runs)
        if last is not None and last > late and ran:
            yield Finding(
                fault=Fault.LEFT_WAITING,
                on=one.recorded_on,
                action_id=one.action_id,
                step=one.step,
                cause=one.cause,
                post_id=one.post_id,
            )


def _message(a: Audited, message: LeftMessage) -> Fault | None:
    """Why a message is stuck: its worker is gone, nobody decides, or the server never takes it."""
    if message.state is MessageState.SENDING:
        lease = message.lease_until
        return Fault.LEFT_SENDING if lease and a.now > lease + LEASE_OVER else None
    if message.state is MessageState.UNKNOWN and message.again_at is None:
        waited = a.board.calendar.between(message.dated_at.date(), a.as_of)
        return Fault.LEFT_UNKNOWN if waited > UNDECIDED_WD else None
    late = a.now > message.dated_at + QUEUED_FOR
    return Fault.LEFT_QUEUED if message.state is MessageState.QUEUED and late else None


def _not_asked(a: Audited) -> Iterator[Finding]:
    """Open actions that no run will ask, or that runs should have asked and did not."""
    for action in a.actions:
        if action.action_id not in a.next_on or action.stopped(a.as_of, StopKind.CLOSURE):
            continue
        on = a.next_on[action.action_id]
        since = on or action.entered_on
        run = next((run for run in a.runs_from(since, action) if run.on > since), None)
        if run is not None:
            yield Finding(fault=Fault.NOT_ASKED, on=run.on, action_id=action.action_id)


def undeliverable(a: Audited) -> Iterator[Finding]:
    """Holders of posts that lead open actions whose address takes nothing, or who have none."""
    open_ones = (one for one in a.actions if not one.stopped(a.as_of, StopKind.CLOSURE))
    for post_id in {lead for one in open_ones for lead in one.leads}:
        post = a.board.posts.get(post_id)
        holder = post.holder(a.as_of) if post else None
        if holder is None:
            continue
        if holder.person_id in a.board.undeliverable:
            on = a.board.refused_on.get(holder.person_id, date.min)
            yield Finding(fault=Fault.REFUSED, on=max(on, holder.from_on), post_id=post_id)
        elif holder.person_id in a.board.unaddressed:
            yield Finding(fault=Fault.NO_ADDRESS, on=holder.from_on, post_id=post_id)
