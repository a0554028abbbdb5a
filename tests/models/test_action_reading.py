"""Rows as facts: as of a day, whatever was recorded later of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, update
from sqlmodel import col

from models import action_reading
from models.action_reading import (
    action_facts,
    all_of,
    ids_of,
    open_of,
    owed_by,
    paged_facts,
)
from models.database import reading, writing
from models.plan import Action
from models.prepared import Prepared, Values
from models.rules.facts import ActionFacts
from models.rules.words import NoticeState, Priority, Progress, Step, StopKind, VersionCause
from tests.stories.anywhere import anywhere
from tests.stories.world import BOARD_ID, FIRST, World, row

__all__ = ["anywhere"]

DUE = "17 September 2010"
PLANS = {
    "sqlite": r"SEARCH action USING COVERING INDEX ix_action_next \(board_id=\? AND next_on<\?\)",
    "postgresql": r"Index Only Scan using ix_action_next on action.*\n"
    r" +Index Cond: \(\(board_id = 1\) AND \(next_on <= '2010-09-06'::date\)\)",
}


def facts(world: World, as_of: date) -> dict[str, ActionFacts]:
    """By reference, the actions as of a day."""
    with reading(world.office.engine) as session:
        found = action_facts(session, all_of(BOARD_ID), as_of)
    return {action.reference.partition("/")[2]: action for action in found}


@pytest.fixture
def storied(anywhere: World) -> World:
    """Extended on 15 September, evidence on 20 October, returned on 25 October, closed on 1 Nov."""
    anywhere.import_plan(row("1", DUE), row("2", DUE))
    anywhere.run()
    anywhere.advance(to=date(2010, 9, 15)).decide("1", "extend", until=date(2010, 10, 29))
    anywhere.advance(to=date(2010, 10, 20)).respond("1", "evidence", evidence="A part.")
    anywhere.on(date(2010, 10, 25)).decide("1", "return", by="Review secretary")
    anywhere.on(date(2010, 11, 1)).decide("1", "not-implemented")
    return anywhere


def test_as_of_a_day_knows_what_held_on_it(storied: World) -> None:
    """The version, the stops and the progress of each day, with all that is recorded now.

    Before the evidence came in there is no stop; its end is the day of the return, known then.
    The ledger of a day has nothing that was recorded later: on the day of entry it is A alone.
    """
    days = {
        FIRST: (VersionCause.ENTERED, 0, Progress.NOT_STARTED),
        date(2010, 9, 15): (VersionCause.EXTENDED, 1, Progress.NOT_STARTED),
        date(2010, 10, 24): (VersionCause.EXTENDED, 1, Progress.EVIDENCE_SUBMITTED),
        date(2010, 10, 25): (VersionCause.EXTENDED, 1, Progress.IN_PROGRESS),
        date(2010, 11, 1): (VersionCause.EXTENDED, 1, Progress.CLOSED_NOT_IMPLEMENTED),
    }
    for day, expected in days.items():
        action = facts(storied, day)["1"]
        assert (action.version.cause, action.slips, action.progress) == expected, day
        assert action.original_due_on == date(2010, 9, 17)
    assert facts(storied, date(2010, 10, 19))["1"].stops == ()
    (undecided,) = facts(storied, date(2010, 10, 24))["1"].stops
    assert (undecided.from_on, undecided.until_on) == (date(2010, 10, 20), None)
    (evidence, closure) = facts(storied, date(2010, 11, 30))["1"].stops
    assert (evidence.kind, evidence.until_on) == (StopKind.EVIDENCE, date(2010, 10, 25))
    assert (closure.kind, closure.until_on) == (StopKind.CLOSURE, None)
    assert [e.step for e in facts(storied, FIRST)["2"].ledger] == [Step.A]
    later = facts(storied, date(2010, 10, 20))["2"].ledger
    assert [e.step for e in later if e.first][:4] == [Step.A, Step.R5, Step.R0, Step.E1]
    assert all(e.state is NoticeState.TOLD for e in later)


def test_who_is_asked_is_who_may_owe_something(storied: World) -> None:
    """A run later a closed action has no day to be asked on.

    A priority holds from the day it was decided: as of the day before, it is that of the plan.
    """
    storied.on(date(2010, 11, 2)).run()
    with reading(storied.office.engine) as session:
        still = action_facts(session, open_of(BOARD_ID), date(2010, 11, 2))
        asked = action_facts(session, owed_by(BOARD_ID), date(2010, 11, 2))
    assert [a.reference for a in still] == ["child-q/2"]
    assert {a.reference for a in asked} <= {"child-q/2"}
    storied.decide("2", "priority-high")
    assert facts(storied, date(2010, 11, 1))["2"].priority is Priority.NORMAL
    assert facts(storied, date(2010, 11, 2))["2"].priority is Priority.HIGH
    storied.on(date(2010, 11, 3)).decide("2", "priority-normal")
    assert facts(storied, date(2010, 11, 3))["2"].priority is Priority.NORMAL


def test_what_a_day_asks_is_found_in_its_index_and_read_a_page_at_a_time(
    anywhere: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In plan order, the facts of a page no others than those of all at once."""
    anywhere.import_plan(*(row(str(n), DUE) for n in range(1, 6)))
    monkeypatch.setattr(action_reading, "PAGE", 2)
    with reading(anywhere.office.engine) as session:
        ids = ids_of(session, owed_by(BOARD_ID), FIRST)
        assert len(ids) == 5
        at_once = action_facts(session, owed_by(BOARD_ID), FIRST)
        assert tuple(paged_facts(session, ids, FIRST)) == at_once


def test_what_a_day_asks_is_found_by_its_day_in_the_index(
    anywhere: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The very statement that a run says, on both databases: no other action is gone through.

    What it wants stands in the index, and the table is not looked into.
    """
    anywhere.import_plan(*(row(str(n), DUE) for n in range(1, 401)))
    later = update(Action).where(col(Action.place) >= 3).values(next_on=date(2011, 1, 1))
    with writing(anywhere.office.engine) as session:
        session.execute(later)
    heard = _heard(monkeypatch)
    with reading(anywhere.office.engine) as session:
        assert len(ids_of(session, owed_by(BOARD_ID), FIRST)) == 3
    ((asked, values),) = heard
    plan = _plan(anywhere.office.engine, asked, values)
    assert re.search(PLANS[anywhere.office.engine.dialect.name], plan), plan


def _heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Prepared, Values]]:
    """The statements that are run from now on, and with what."""
    said: list[tuple[Prepared, Values]] = []
    run = Prepared.run

    def note(asked: Prepared, connection: Connection, values: Values) -> Any:
        said.append((asked, values))
        return run(asked, connection, values)

    monkeypatch.setattr(Prepared, "run", note)
    return said


def _plan(engine: Engine, asked: Prepared, values: Values) -> str:
    """How the database carries a statement out, once it knows what its tables hold."""
    ready = asked._for(engine.dialect)
    lite = engine.dialect.name == "sqlite"
    # PostgreSQL looks into the table as long as nobody has seen to what is visible of it.
    learn, explain = ("ANALYZE", "EXPLAIN QUERY PLAN") if lite else ("VACUUM ANALYZE", "EXPLAIN")
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(learn)
        cursor = connection.connection.cursor()
        cursor.execute(f"{explain} {ready.text}", ready.row(values))
        return "\n".join(str(line[-1]) for line in cursor.fetchall())


@pytest.mark.parametrize("number", [1, 40])
def test_the_number_of_queries_is_the_same_for_any_number_of_actions(
    anywhere: World, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Eight: the actions, their versions, leads, stops, answers, decisions, strikings, ledger."""
    anywhere.import_plan(*(row(str(n), DUE) for n in range(1, number + 1)))
    said = _heard(monkeypatch)
    assert len(facts(anywhere, FIRST + timedelta(days=1))) == number
    assert len(said) == 8
