"""Answers and decisions entered: on whose authority, from which day, and what they leave."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from models.answers import Decision, Evidence, Stop
from models.database import open_engine, reading
from models.rules.progress import Deciding, Said
from models.rules.words import DecisionKind, Progress, ResponseKind, StopKind
from tasks.answers import decide, respond
from tasks.refused import Refused
from tests.stories.anywhere import anywhere
from tests.stories.world import (
    CHAIR,
    FIRST,
    HEAD,
    LEAD,
    MEMBER,
    REVIEW,
    SECRETARY,
    World,
    row,
)

__all__ = ["anywhere"]

ACTION = f"{REVIEW}/1"
DUE = "17 September 2010"
MET = date(2010, 9, 7)


@pytest.fixture
def entered(world: World) -> World:
    """The world with one action, told, a day after the committee met."""
    world.import_plan(row("1", DUE), row("2", DUE, lead=HEAD))
    world.run()
    world.let_pass("Yours")
    return world.on(date(2010, 9, 8))


def at_meeting(kind: DecisionKind, **facts: object) -> Deciding:
    """A decision of the meeting of 7 September, recorded the day after."""
    what = Deciding(kind=kind, on=date(2010, 9, 8), meeting_on=MET, minute="4.2")
    return replace(what, **facts)  # type: ignore[arg-type]


@pytest.mark.clause("2.4", "2.6")
@pytest.mark.parametrize("by", [SECRETARY, CHAIR, MEMBER])
def test_a_meetings_decision_is_recorded_by_one_who_sits_on_the_committee(
    entered: World, by: str
) -> None:
    """With the meeting and the minute; the row says which meeting it was."""
    what = at_meeting(DecisionKind.NOT_IMPLEMENTED, reason="It was overtaken by a new law.")
    done = decide(entered.office, ACTION, what, by=by)
    assert done.progress is Progress.CLOSED_NOT_IMPLEMENTED
    with reading(entered.office.engine) as session:
        kept = session.execute(select(Decision)).scalar_one()
        assert (kept.minute_ref, kept.chairs_action) == ("4.2", False)
        assert kept.meeting_id is not None


def test_a_decision_without_a_minute_is_refused(entered: World) -> None:
    """A meeting alone proves nothing."""
    what = at_meeting(DecisionKind.NOT_IMPLEMENTED, reason="No.", minute=None)
    with pytest.raises(Refused, match="names its minute"):
        decide(entered.office, ACTION, what, by=SECRETARY)


@pytest.mark.clause("2.4")
def test_nobody_outside_the_committee_records_its_decisions(entered: World) -> None:
    """Not even a lead of another action."""
    what = at_meeting(DecisionKind.NOT_IMPLEMENTED, reason="No.")
    with pytest.raises(Refused, match="recorded by one who sits on it"):
        decide(entered.office, ACTION, what, by=HEAD)


def test_an_answer_holds_from_the_day_it_was_given(entered: World) -> None:
    """Recorded a day late it stands in the standing of that day."""
    said = Said(progress=ResponseKind.IN_PROGRESS)
    done = respond(entered.office, ACTION, said, by=LEAD, on=date(2010, 9, 7))
    assert (done.on, done.progress) == (date(2010, 9, 7), Progress.IN_PROGRESS)
    entered.on(date(2010, 9, 7))
    assert entered.action("1").progress == Progress.IN_PROGRESS
    entered.on(FIRST)
    assert entered.action("1").progress == Progress.NOT_STARTED


def test_the_secretary_may_answer_for_a_lead(entered: World) -> None:
    """An answer that came by telephone; anybody else may not."""
    said = Said(progress=ResponseKind.NOT_MINE, note="Rang to say so.")
    assert respond(entered.office, ACTION, said, by=SECRETARY).progress == (
        Progress.AWAITING_ALLOCATION
    )
    with pytest.raises(Refused, match="only its leads, or the Review secretary"):
        respond(entered.office, ACTION, said, by=CHAIR)


@pytest.mark.clause("2.1")
def test_an_answer_never_closes_and_evidence_is_named_by_its_hash(
    entered: World, tmp_path: Path
) -> None:
    """Evidence opens a stop; the file's row names its hash, and its bytes are in the home."""
    file = tmp_path / "audit.txt"
    file.write_text("It was done.", encoding="utf-8")
    done = respond(entered.office, ACTION, Said(), by=LEAD, evidence=[file])
    assert (done.progress, done.files) == (Progress.EVIDENCE_SUBMITTED, 1)
    with reading(entered.office.engine) as session:
        digest = session.execute(select(Evidence)).scalar_one().sha256
    assert (entered.office.settings.home / "evidence" / digest).read_text() == "It was done."


def test_what_supersedes_an_action_is_another_that_exists(entered: World) -> None:
    """--into names it; itself is none, nor one that is closed: the work would be nobody's."""
    what = at_meeting(DecisionKind.SUPERSEDED)
    with pytest.raises(Refused, match="--into"):
        decide(entered.office, ACTION, what, by=SECRETARY)
    with pytest.raises(Refused, match="another action"):
        decide(entered.office, ACTION, what, by=SECRETARY, into=ACTION)
    done = decide(entered.office, ACTION, what, by=SECRETARY, into=f"{REVIEW}/2")
    assert done.progress is Progress.CLOSED_SUPERSEDED
    with pytest.raises(Refused, match="is closed; name one that is carried on"):
        decide(entered.office, f"{REVIEW}/2", what, by=SECRETARY, into=ACTION)


def test_a_review_is_not_decided_like_an_action(entered: World) -> None:
    """The sentence says what to name instead."""
    what = at_meeting(DecisionKind.NOT_IMPLEMENTED, reason="No.")
    with pytest.raises(Refused, match="child-q is a review: name one of its actions"):
        decide(entered.office, REVIEW, what, by=SECRETARY)


def test_two_who_decide_at_once_decide_once(anywhere: World) -> None:
    """Both accept the same evidence at one moment: the second is told that none waits."""
    anywhere.import_plan(row("1", DUE))
    anywhere.respond("1", "evidence", evidence="Done.")
    register = anywhere.office.engine
    start = Barrier(2)

    def accept(_n: int) -> str:
        engine = open_engine(register.url.render_as_string(hide_password=False))
        what = Deciding(kind=DecisionKind.ACCEPT, on=FIRST, chairs_action=True)
        start.wait()
        try:
            return decide(replace(anywhere.office, engine=engine), ACTION, what, by=CHAIR).said
        except Refused as error:
            return str(error)
        finally:
            engine.dispose()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(accept, range(2)))
    assert said[0] == "accept"
    assert "was closed on 6 September 2010" in said[1]
    with reading(register) as session:
        closures = select(func.count()).select_from(Stop).where(col(Stop.kind) == StopKind.CLOSURE)
        assert session.execute(closures).scalar_one() == 1
