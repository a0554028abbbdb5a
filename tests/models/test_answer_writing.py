"""Answers and decisions as rows: what follows, in one transaction, with its entry."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from models.answers import Decision, Response, Stop
from models.database import reading
from models.history import History
from models.ledger import Notice
from models.plan import Action, DueVersion
from models.rules.words import NoticeState, StopKind, VersionCause
from tests.stories.anywhere import anywhere
from tests.stories.world import World, row

__all__ = ["anywhere"]

DUE = "17 September 2010"


def last_facts(world: World, what: str) -> dict[str, object]:
    """The facts of the latest entry of the history that says `what`."""
    with reading(world.office.engine) as session:
        entries = select(col(History.facts)).where(col(History.what) == what)
        latest = entries.order_by(col(History.seq).desc()).limit(1)
        found = session.execute(latest).scalar_one()
    facts: dict[str, object] = json.loads(found)
    return facts


def test_an_extension_is_a_new_version_that_names_its_decision(anywhere: World) -> None:
    """The old one stays; the request's stop ends with the decision; what waited is withdrawn."""
    anywhere.import_plan(row("1", DUE))
    anywhere.run()
    anywhere.advance(to=date(2010, 9, 9)).respond("1", extension=date(2010, 10, 29))
    anywhere.on(date(2010, 9, 10)).run(send=False)
    anywhere.decide("1", "extend", until=date(2010, 10, 29))
    with reading(anywhere.office.engine) as session:
        decision = session.execute(select(col(Decision.id))).scalar_one()
        versions = session.execute(
            select(
                col(DueVersion.number), col(DueVersion.cause), col(DueVersion.decision_id)
            ).order_by(col(DueVersion.number))
        ).all()
        stop = session.execute(
            select(col(Stop.kind), col(Stop.until_on), col(Stop.ended_by_decision_id))
        ).one()
        notice = session.execute(
            select(col(Notice.id)).where(col(Notice.state) == NoticeState.WITHDRAWN)
        ).scalar_one()
        asked = session.execute(select(col(Action.next_on))).scalar_one()
    assert list(map(tuple, versions)) == [
        (1, VersionCause.ENTERED, None),
        (2, VersionCause.EXTENDED, decision),
    ]
    assert stop == (StopKind.EXTENSION_ASKED, date(2010, 9, 10), decision)
    assert last_facts(anywhere, "decided extend")["withdrawn"] == [notice]
    assert asked <= date(2010, 9, 10)


def test_free_text_stands_in_the_history_by_its_hash_alone(anywhere: World) -> None:
    """A note and a reason are in their rows, and can be purged from there."""
    anywhere.import_plan(row("1", DUE))
    anywhere.respond("1", extension=date(2010, 10, 29))
    facts = last_facts(anywhere, "answered")
    assert facts["extension_until"] == "2010-10-29"
    assert len(str(facts["reason"])) == 64
    with reading(anywhere.office.engine) as session:
        kept = session.execute(select(col(Response.extension_reason))).scalar_one()
        assert kept == "staff are away"
        everything = " ".join(session.execute(select(col(History.facts))).scalars())
    assert "staff are away" not in everything


def test_a_closure_ends_every_stop_and_a_reopening_ends_the_closure(anywhere: World) -> None:
    """Evidence, the request and the closure each have their first day without."""
    anywhere.import_plan(row("1", DUE))
    anywhere.respond("1", "evidence", evidence="Done.")
    anywhere.on(date(2010, 9, 8)).decide("1", "accept")
    anywhere.on(date(2010, 9, 20)).decide("1", "reopen", until=date(2010, 10, 29))
    with reading(anywhere.office.engine) as session:
        stops = session.execute(
            select(col(Stop.kind), col(Stop.until_on)).order_by(col(Stop.id))
        ).all()
    assert list(map(tuple, stops)) == [
        (StopKind.EVIDENCE, date(2010, 9, 8)),
        (StopKind.CLOSURE, date(2010, 9, 20)),
    ]
    assert str(anywhere.action("1").due_on) == "2010-10-29"


def test_a_second_hold_takes_the_place_of_the_first(anywhere: World) -> None:
    """At most one is open: the first ends on the day the second begins."""
    anywhere.import_plan(row("1", DUE))
    anywhere.decide("1", "hold", until=date(2010, 10, 15))
    anywhere.on(date(2010, 9, 20)).decide("1", "hold", until=date(2010, 9, 24))
    with reading(anywhere.office.engine) as session:
        ends = session.execute(select(col(Stop.until_on)).order_by(col(Stop.id))).scalars().all()
    assert ends == [date(2010, 9, 20), date(2010, 9, 25)]
