"""The messages of a round, one claimed after the other.

Each claim also records the outcomes before it. What was refused by a server that nobody believed
comes last: what it takes before speaks for it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from sqlmodel import Session

from models import delivery_writing as outbox
from models import outbox_reading as queue
from models.outbox_reading import Again
from models.room import NoRoom, keep_room
from models.rules.outbox import Frozen, Waiting
from models.withdrawal_writing import drop, withdraw
from notifications.channels.base import without_address
from tasks.delivery_round import Round, transaction, turn_to
from tasks.desk_facts import sift
from tasks.drafting import drafted, still_goes_there

LOG = logging.getLogger(__name__)
GATHERED_ANEW = "gathered anew with what came since"
ELSEWHERE = "messages to this person go elsewhere now"
# The message whose attempt comes first, and those that bring the same by another channel.
Claimed = tuple[Frozen | None, list[int]]


def claims(turn: Round) -> Iterator[Frozen]:
    """Frozen messages whose next attempt has come first, then each person's waiting notices."""
    doubted: list[Again] = []
    for page in _pages_again(turn):
        doubted += [one for one in page if one.doubted]
        yield from _claims_again(turn, [one.row_id for one in page if not one.doubted])
    for one in doubted:
        with transaction(turn) as session:
            _gathers_anew(turn, session, one.row_id)
    # After those: a message that was given up gives back what still stands of it.
    after_the_mail: list[tuple[int, int]] = []
    for person_id, notices in _people(turn):
        if not turn.may_leave():
            return
        claimed, beside = _claimed_first(turn, person_id, notices)
        if claimed is not None:
            yield claimed
        if turn.breaker.doubted:
            # An address that is refused takes its cards with it: what they tell is due again.
            after_the_mail += ((row_id, person_id) for row_id in beside)
        else:
            yield from _claims_again(turn, beside)
    yield from _claims_of(turn, [(one.row_id, one.person_id) for one in doubted])
    turn.settle_doubts()
    yield from _claims_of(turn, after_the_mail)


def _pages_again(turn: Round) -> Iterator[list[Again]]:
    """The frozen messages whose attempt has come, a hundred at a time, their people's desk read."""
    after = 0
    while not turn.stopped:
        with transaction(turn) as session:
            page = queue.to_try_again(session, turn.board_id, turn.now(), after)
            if not page:
                return
            turn_to(turn, session, {one.person_id for one in page})
        yield page
        after = page[-1].row_id


def _people(turn: Round) -> Iterator[tuple[int, list[Waiting]]]:
    """Each person with what waits for them, their desk read for a hundred at a time."""
    after = 0
    while not turn.stopped:
        with transaction(turn) as session:
            page = queue.waiting(session, turn.board_id, after)
            if not page:
                return
            turn_to(turn, session, page.keys())
        yield from page.items()
        after = max(page)


def _claims_of(turn: Round, some: list[tuple[int, int]]) -> Iterator[Frozen]:
    """Of frozen messages, each with its person, those whose attempt is still to be made."""
    if not some or turn.stopped:
        return
    with transaction(turn) as session:
        turn_to(turn, session, {person_id for _, person_id in some})
    yield from _claims_again(turn, [row_id for row_id, _ in some])


def _claims_again(turn: Round, row_ids: list[int]) -> Iterator[Frozen]:
    """Of frozen messages those whose attempt is still to be made, each as it is claimed."""
    for row_id in row_ids:
        if not turn.may_leave():
            return
        try:
            with transaction(turn) as session:
                claimed = _claim_again(turn, session, row_id)
        except NoRoom:
            turn.finds_no_room()
            return
        if claimed is not None:
            yield claimed


def _claim_again(turn: Round, session: Session, row_id: int) -> Frozen | None:
    """A further attempt with the same bytes, or None where nothing speaks for the message.

    One that was never handed over, and of which a part is gone or to which something has come,
    is given up: what still stands is gathered anew. One that may have arrived goes out as it is,
    but never to an address that was put right meanwhile, nor past a pilot.
    """
    due = queue.still_due(session, row_id, turn.now())
    if due is None or turn.waits(due.channel) or _gathers_anew(turn, session, row_id):
        return None
    good, gone = sift(turn.desk, queue.notices_of(session, row_id))
    there = still_goes_there(turn.desk, due.channel, *queue.envelope_of(session, row_id))
    if good and there and (due.may_have_arrived or not gone):
        keep_room(session, len(good), 0)
        return outbox.claim_again(session, row_id, due, turn.worker, turn.now())
    nothing = "nothing in it waits" if there else ELSEWHERE
    drop(session, row_id, gone[0][1] if gone else nothing)
    _withdraw(turn, session, gone)
    return None


def _gathers_anew(turn: Round, session: Session, row_id: int) -> bool:
    """True where a message that never was handed over makes room for one with all that waits.

    A server that put everybody off for three days is an outage, and so one message a person.
    """
    due = queue.still_due(session, row_id, turn.now())
    anew = due is not None and not due.may_have_arrived and queue.newer_waits(session, row_id)
    if anew:
        drop(session, row_id, GATHERED_ANEW)
    return anew


def _claimed_first(turn: Round, person_id: int, notices: list[Waiting]) -> Claimed:
    """A person's new messages, or none; one that cannot be made stops nobody else's."""
    try:
        with transaction(turn) as session:
            return _claim_first(turn, session, person_id, notices)
    except NoRoom:
        turn.finds_no_room()
        return None, []
    except ValueError as error:
        turn.counts["unwritten"] += 1
        said = without_address(str(error))
        LOG.error("The message to person %d could not be written: %s", person_id, said)  # noqa: TRY400 - the traceback would hold the address
        return None, []


def _claim_first(turn: Round, session: Session, person_id: int, notices: list[Waiting]) -> Claimed:
    """Gather a person's notices, check their causes again, render, freeze and claim.

    Where they go by several channels, all messages are frozen here and the first is claimed.
    """
    ids = [n.notice_id for n in notices]
    # Where nobody else has written since they were read, nobody else has sent them.
    if not (turn.alone or queue.still_unsent(session, turn.board_id, person_id, ids)):
        return None, []
    good, gone = sift(turn.desk, notices)
    _withdraw(turn, session, gone)
    drafts = drafted(turn.desk, person_id, good, _not_for_teams(turn, session, good), turn.now())
    if not drafts or turn.waits(drafts[0].channel):
        return None, []
    keep_room(session, len(good), sum(len(draft.data) for draft in drafts))
    claimed = outbox.claim_first(session, drafts[0], turn.worker, turn.now())
    return claimed, [outbox.queue_beside(session, draft, turn.now()) for draft in drafts[1:]]


def _not_for_teams(turn: Round, session: Session, notices: list[Waiting]) -> frozenset[int]:
    """The notices that Teams did not take before; asked only where a webhook is set."""
    if not turn.desk.webhooks:
        return frozenset()
    return queue.not_for_teams(session, [n.notice_id for n in notices])


def _withdraw(turn: Round, session: Session, gone: list[tuple[Waiting, str]]) -> None:
    if gone:
        turn.counts["withdrawn"] += len(gone)
        turn.history_end = withdraw(session, turn.board_id, gone, turn.today, turn.now())
