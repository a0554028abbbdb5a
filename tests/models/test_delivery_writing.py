"""Claims and finishes: one worker has a message at a time, and a late one changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, text, update
from sqlmodel import col

from models import delivery_writing as outbox
from models import outbox_reading as queue
from models import outcome_writing as outcomes
from models import withdrawal_writing as withdrawal
from models.chain import append
from models.database import open_engine, reading, writing
from models.ledger import Message, Notice
from models.plan import Action
from models.prepared import Prepared, Values
from models.rules.outbox import Finish, Frozen
from models.rules.words import Channel, MessageState, NoticeState, Outcome
from models.waiting_reading import left_waiting
from tests.stories.anywhere import anywhere
from tests.stories.furnished import furnish
from tests.stories.world import BOARD_ID, FIRST, LEAD, NINE, World, row

__all__ = ["anywhere"]

DUE = "17 September 2010"
LATER = NINE + timedelta(minutes=11)
DONE = Finish(outcome=Outcome.ACCEPTED, code=250, text="kept")

DATA = b"Subject: x\r\n\r\nx\r\n"


def waits(world: World) -> tuple[int, tuple[int, ...]]:
    """One person's two notices, recorded and not sent: the person and the notices."""
    world.import_plan(row("1", DUE), row("2", DUE))
    world.run(send=False)
    with reading(world.office.engine) as session:
        ((person, notices),) = queue.waiting(session, BOARD_ID).items()
    return person, tuple(n.notice_id for n in notices)


def claimed(world: World, person: int, notices: tuple[int, ...]) -> Frozen:
    """The message that carries the notices, claimed at nine o'clock."""
    draft = outbox.Draft(
        board_id=BOARD_ID,
        person_id=person,
        channel=Channel.EMAIL,
        notice_ids=notices,
        message_id="one@eastmere.example.org",
        dated_at=NINE,
        template="t",
        sha256=sha256(DATA).hexdigest(),
        envelope_from="actions@eastmere.example.org",
        envelope_to="ward.manager@eastmere.example.org",
        data=DATA,
    )
    with writing(world.office.engine) as session:
        return outbox.claim_first(session, draft, "worker", NINE)


def test_what_waits_is_found_without_what_was_told_before(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a day's questions none goes through all actions, notices or messages there ever were."""
    asked: set[str] = set()
    run = Prepared.run

    def heard(self: Prepared, connection: Connection, values: Values) -> Any:
        asked.add(self._for(connection.dialect).text)
        return run(self, connection, values)

    world.import_plan(row("1", DUE))
    world.run()
    monkeypatch.setattr(Prepared, "run", heard)
    world.on(date(2010, 9, 10)).run()
    world.let_pass()
    with reading(world.office.engine) as session:
        for question in (one for one in asked if one.startswith("SELECT")):
            given = ("[1]",) * question.count("?")
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", given)
            whole = {step for *_, step in plan} & {"SCAN notice", "SCAN message", "SCAN action"}
            # The newest of all is the first that is looked at; once a week all are, for a pilot's.
            assert not whole or "message.redirected" in question, question
    assert len(asked) > 30


def states(world: World) -> tuple[list[MessageState], list[NoticeState]]:
    """How the messages and the notices stand."""
    with reading(world.office.engine) as session:
        messages = session.execute(select(col(Message.state)).order_by(col(Message.id)))
        notices = session.execute(select(col(Notice.state)).order_by(col(Notice.id)))
        return list(messages.scalars()), list(notices.scalars())


def test_what_is_in_a_message_waits_in_no_other(anywhere: World) -> None:
    """Claimed once, the notices are gathered by nobody else, and no retry is due yet."""
    person, notices = waits(anywhere)
    sent = claimed(anywhere, person, notices)
    with reading(anywhere.office.engine) as session:
        assert queue.waiting(session, BOARD_ID) == {}
        assert queue.to_try_again(session, BOARD_ID, NINE) == []
        assert queue.still_due(session, sent.id, NINE) is None
        assert left_waiting(session, BOARD_ID) == 1


def test_after_the_lease_another_may_claim_it_and_once_only(anywhere: World) -> None:
    """The second claim has the attempt's number as its fence; the bytes are the same."""
    sent = claimed(anywhere, *waits(anywhere))
    with writing(anywhere.office.engine) as session:
        due = queue.still_due(session, sent.id, LATER)
        assert due is not None
        assert due.may_have_arrived
        again = outbox.claim_again(session, sent.id, due, "another", LATER)
        assert outbox.claim_again(session, sent.id, due, "a third", LATER) is None
    assert again is not None
    assert (again.attempt, again.data, again.message_id) == (2, sent.data, sent.message_id)


def test_nobody_waits_for_what_another_worker_has_locked(postgres_url: str, tmp_path: Path) -> None:
    """PostgreSQL passes over the rows (SKIP LOCKED); they are the other's, be it first or again."""
    engine = open_engine(postgres_url)
    furnish(engine, tmp_path)
    world = World.on_register(engine, tmp_path)
    person, notices = waits(world)
    with writing(engine) as one, writing(engine) as two:
        assert queue.still_unsent(one, BOARD_ID, person, notices)
        two.execute(text("SET LOCAL lock_timeout = '1s'"))
        assert not queue.still_unsent(two, BOARD_ID, person, notices)
    sent = claimed(world, person, notices)
    with writing(engine) as one, writing(engine) as two:
        assert queue.still_due(one, sent.id, LATER)
        two.execute(text("SET LOCAL lock_timeout = '1s'"))
        assert queue.still_due(two, sent.id, LATER) is None
    engine.dispose()


def test_a_worker_whose_lease_ran_out_cannot_finish(anywhere: World) -> None:
    """Its fence has moved: what the next one finds is what is kept."""
    sent = claimed(anywhere, *waits(anywhere))
    with writing(anywhere.office.engine) as session:
        due = queue.still_due(session, sent.id, LATER)
        assert due is not None
        again = outbox.claim_again(session, sent.id, due, "another", LATER)
    assert again is not None
    with writing(anywhere.office.engine) as session:
        assert outcomes.finish(session, sent, DONE, LATER, FIRST) is None
    assert states(anywhere)[1] == [NoticeState.WAITING, NoticeState.WAITING]
    with writing(anywhere.office.engine) as session:
        ended = outcomes.finish(session, again, DONE, LATER, FIRST)
        assert ended is not None
        append(session, BOARD_ID, [ended], LATER)
    assert states(anywhere) == ([MessageState.ACCEPTED], [NoticeState.TOLD, NoticeState.TOLD])


def test_a_message_that_is_dropped_gives_its_notices_back(anywhere: World) -> None:
    """They wait again, for a message of their own."""
    person, notices = waits(anywhere)
    sent = claimed(anywhere, person, notices)
    with writing(anywhere.office.engine) as session:
        withdrawal.drop(session, sent.id, "a part of it is gone")
    with reading(anywhere.office.engine) as session:
        found = queue.waiting(session, BOARD_ID)
    assert [n.notice_id for n in found[person]] == list(notices)
    assert states(anywhere)[0] == [MessageState.WITHDRAWN]


def test_what_was_told_is_not_withdrawn_by_a_late_decision(anywhere: World) -> None:
    """Only what waits and is in no message is overtaken; the numbers are given back."""
    person, notices = waits(anywhere)
    with reading(anywhere.office.engine) as session:
        found = session.execute(select(col(Notice.id), col(Notice.action_id)))
        actions = dict(map(tuple, found))
    claimed(anywhere, person, notices[:1])
    with writing(anywhere.office.engine) as session:
        first = withdrawal.withdraw_for(session, actions[notices[0]] or 0, "it was closed")
        second = withdrawal.withdraw_for(session, actions[notices[1]] or 0, "it was closed")
    assert (first, second) == ([], [notices[1]])


def test_a_refusal_has_its_actions_asked_no_later_than_before(anywhere: World) -> None:
    """The day to ask is a lower bound: a withdrawal never moves it on."""
    sent = claimed(anywhere, *waits(anywhere))
    early = date(2010, 9, 1)
    with writing(anywhere.office.engine) as session:
        session.execute(update(Action).values(next_on=early))
        refused = Finish(outcome=Outcome.PERMANENT, code=554, text="no")
        outcomes.finish(session, sent, refused, NINE, FIRST)
    with reading(anywhere.office.engine) as session:
        assert set(session.execute(select(col(Action.next_on))).scalars()) == {early}
    assert states(anywhere) == (
        [MessageState.FAILED],
        [NoticeState.WITHDRAWN, NoticeState.WITHDRAWN],
    )


def test_a_pilot_that_never_was_ends_nothing(anywhere: World) -> None:
    """What went to its true addressee stays told."""
    anywhere.import_plan(row("1", DUE))
    anywhere.run()
    anywhere.inbox(LEAD).expect("Yours")
    with writing(anywhere.office.engine) as session:
        assert not withdrawal.last_was_redirected(session, BOARD_ID)
        assert withdrawal.end_pilot(session, BOARD_ID, FIRST, NINE) == 0
    assert states(anywhere)[1] == [NoticeState.TOLD]
