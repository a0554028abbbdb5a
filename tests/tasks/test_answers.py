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
from models.history import History
from models.plan import DueVersion
from models.rules.progress import Deciding, Said
from models.rules.words import DecisionKind, Progress, ResponseKind, StopKind
from tasks.answers import respond
from tasks.decisions import decide
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
    """Both record the same acceptance at one moment: the second is told that it stands."""
    anywhere.import_plan(row("1", DUE))
    anywhere.respond("1", "evidence", evidence="Done.")
    register = anywhere.office.engine
    start = Barrier(2)

    def accept(_n: int) -> bool:
        engine = open_engine(register.url.render_as_string(hide_password=False))
        what = Deciding(kind=DecisionKind.ACCEPT, on=FIRST, chairs_action=True)
        start.wait()
        try:
            return decide(replace(anywhere.office, engine=engine), ACTION, what, by=CHAIR).already
        finally:
            engine.dispose()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(accept, range(2)))
    assert said == [False, True]
    with reading(register) as session:
        closures = select(func.count()).select_from(Stop).where(col(Stop.kind) == StopKind.CLOSURE)
        assert session.execute(closures).scalar_one() == 1


def test_a_decision_recorded_twice_is_said_and_not_doubled(entered: World) -> None:
    """Under another minute it is another decision, and the rules are asked of it."""
    what = at_meeting(DecisionKind.HOLD, until=date(2010, 10, 1))
    assert not decide(entered.office, ACTION, what, by=SECRETARY).already
    assert decide(entered.office, ACTION, replace(what, reason="Again."), by=CHAIR).already
    assert not decide(entered.office, ACTION, replace(what, minute="4.3"), by=SECRETARY).already
    with reading(entered.office.engine) as session:
        assert session.execute(select(func.count()).select_from(Decision)).scalar_one() == 2


def test_a_decision_of_an_earlier_day_comes_before_what_is_recorded(entered: World) -> None:
    """The later one must be struck first; what changes nothing of how it stands may come late."""
    entered.on(date(2010, 9, 14)).decide("1", "hold", until=date(2010, 10, 1))
    what = at_meeting(DecisionKind.EXTEND, until=date(2010, 11, 1))
    with pytest.raises(Refused, match=r"“decided hold” of 14 September.*`matters correct \d+`"):
        decide(entered.office, ACTION, what, by=SECRETARY)
    late = at_meeting(DecisionKind.PRIORITY_HIGH)
    assert not decide(entered.office, ACTION, late, by=SECRETARY).already


def test_an_answer_given_twice_is_recorded_once(entered: World) -> None:
    """The same words by the same post on the same day; by another post it is another answer."""
    said = Said(progress=ResponseKind.IN_PROGRESS, note="Half of it.")
    first = respond(entered.office, ACTION, said, by=LEAD)
    again = respond(entered.office, ACTION, said, by=LEAD)
    assert (first.already, again.already) == (False, True)
    assert not respond(entered.office, ACTION, said, by=SECRETARY).already


def test_an_answer_on_a_closed_action_is_kept_and_changes_nothing(entered: World) -> None:
    """The sentence says since when it is closed; once it is reopened no evidence waits."""
    entered.decide("1", "outside-control")
    done = respond(entered.office, ACTION, Said(note="Here it is."), by=LEAD)
    assert done.late == "it was closed on 8 September 2010"
    done = entered.on(date(2010, 9, 9)).respond("1", "evidence", evidence="Done.")
    assert (done.late, done.files) == ("it was closed on 8 September 2010", 1)
    entered.decide("1", "reopen", until=date(2010, 10, 1))
    assert entered.action("1").progress == Progress.IN_PROGRESS
    with reading(entered.office.engine) as session:
        kept = session.execute(
            select(col(History.what)).where(col(History.what).like("answered%"))
        ).scalars()
        assert list(kept) == ["answered late", "answered late"]


def test_an_answer_to_whether_the_change_has_held_is_said_to_be_that(entered: World) -> None:
    """Closed on the 8th, asked on 8 March; once it is confirmed, an answer comes late."""
    entered.respond("1", "evidence", evidence="Done.")
    entered.decide("1", "accept")
    said = Said(note="It has: the audit shows it.")
    assert not respond(entered.office, ACTION, said, by=LEAD).asked
    entered.on(date(2011, 3, 8)).run()
    asked = respond(entered.office, ACTION, said, by=LEAD)
    assert asked.asked == "The committee, or its chair, decides whether the change has held."
    entered.decide("1", "impact-held")
    again = Said(note="It still has.")
    assert not respond(entered.office, ACTION, again, by=LEAD).asked
    entered.let_pass()


def test_an_answer_of_a_day_before_a_decision_comes_late(entered: World) -> None:
    """Evidence of the 9th, recorded after an extension of the 14th, opens nothing."""
    entered.on(date(2010, 9, 14)).decide("1", "extend", until=date(2010, 11, 1))
    said = Said(progress=ResponseKind.EVIDENCE, note="On the shelf.")
    done = respond(entered.office, ACTION, said, by=LEAD, on=date(2010, 9, 9))
    assert done.late == "“extend” was decided on 14 September 2010"
    assert done.progress == Progress.IN_PROGRESS


def test_the_accountable_leads_word_stands_against_a_contributors(world: World) -> None:
    """A contributor's answer is kept; it counts until the accountable lead has said anything."""
    world.import_plan(row("1", DUE, lead=f"{LEAD}; {HEAD}"))
    world.run()
    world.let_pass("Yours")
    first = world.respond("1", "not-mine", by=HEAD)
    assert (first.progress, first.stands) == (Progress.AWAITING_ALLOCATION, "")
    world.respond("1", "in-progress")
    second = world.on(date(2010, 9, 8)).respond("1", "not-mine", by=HEAD)
    assert second.progress is Progress.IN_PROGRESS
    assert second.stands == (
        "The Ward manager is accountable and said otherwise: progress stays in-progress."
    )


def test_a_request_for_more_time_is_declined_by_a_return(entered: World) -> None:
    """By the committee or the chair; the secretary returns evidence only."""
    entered.respond("1", extension=date(2010, 10, 22))
    what = Deciding(kind=DecisionKind.RETURN, on=entered.today)
    with pytest.raises(Refused, match="declined at a meeting"):
        decide(entered.office, ACTION, what, by=SECRETARY)
    entered.decide("1", "return")
    with pytest.raises(Refused, match="no evidence waits to be returned, and no request"):
        entered.on(date(2010, 9, 9)).decide("1", "return")


def test_an_action_awaits_an_event_that_a_decision_names(entered: World) -> None:
    """With the day to look at it again; it has no date, and one can be set when it has come."""
    with pytest.raises(Refused, match="named with --event"):
        entered.decide("1", "set-date", event="The new law is in force")
    done = entered.decide("1", "set-date", event="The new law is in force", until=date(2011, 1, 31))
    assert done.due_on is None
    with reading(entered.office.engine) as session:
        version = (
            session.execute(select(DueVersion).order_by(col(DueVersion.id).desc()))
            .scalars()
            .first()
        )
        assert version is not None
        assert (version.date_state, version.review_on) == ("awaiting-trigger", date(2011, 1, 31))
    entered.on(date(2010, 9, 9))
    assert entered.decide("1", "set-date", until=date(2010, 12, 1)).due_on == date(2010, 12, 1)


def test_evidence_of_the_day_after_a_return_is_not_what_was_returned(entered: World) -> None:
    """The minutes of the 7th are recorded when more has come in on the 8th, and it waits on."""
    entered.on(MET).respond("1", "evidence", evidence="Half of it.")
    entered.on(date(2010, 9, 8)).respond("1", "evidence", evidence="All of it.")
    entered.on(date(2010, 9, 9))
    what = replace(at_meeting(DecisionKind.RETURN), on=MET)
    done = decide(entered.office, ACTION, what, by=SECRETARY)
    assert done.progress is Progress.IN_PROGRESS
    assert entered.action("1").why.startswith("Evidence was submitted on 8 September 2010")


def test_evidence_of_the_day_after_a_closure_comes_late(entered: World) -> None:
    """Nothing waits when the action is reopened."""
    entered.on(date(2010, 9, 8)).respond("1", "evidence", evidence="Done.")
    what = replace(at_meeting(DecisionKind.OUTSIDE_CONTROL), on=MET)
    decide(entered.on(date(2010, 9, 9)).office, ACTION, what, by=SECRETARY)
    entered.decide("1", "reopen", until=date(2010, 10, 1))
    assert entered.action("1").progress == Progress.IN_PROGRESS


@pytest.mark.clause("2.6")
def test_whoever_decides_holds_the_post_on_the_day_of_the_decision(entered: World) -> None:
    """The chair who left on the 8th decides of the 8th no more; of the 7th it may be recorded."""
    address = "new.chair@eastmere.example.org"
    entered.contacts((CHAIR, "New holder", address, "2010-09-08", ""))
    old = f"Holder of {CHAIR}"
    hold = Deciding(
        kind=DecisionKind.HOLD, on=date(2010, 9, 8), until=date(2010, 10, 1), chairs_action=True
    )
    with pytest.raises(Refused, match=f"--by {old}: that person holds no post on 2010-09-08"):
        decide(entered.office, ACTION, hold, by=old)
    assert not decide(entered.office, ACTION, replace(hold, on=MET), by=old).already
    assert not decide(entered.office, ACTION, hold, by="New holder").already
