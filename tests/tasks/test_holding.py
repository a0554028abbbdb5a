"""What is held is released or refused by the secretary, or lets go by itself at the gate's day.

The plan is entered on Monday 6 September 2010; due on Friday 17 September, E2 is on the 24th.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from models.database import reading
from models.ledger import Notice
from models.rules.words import Step
from tasks.deliver import deliver
from tasks.explaining import why
from tasks.holding import refuse_held, release_held
from tasks.looking import history
from tasks.person_export import export_person
from tasks.policies import Adopting, adopt
from tasks.refused import Refused
from tests.stories.world import (
    ACTION,
    BOARD_ID,
    CHAIR,
    LEAD,
    SAFEGUARDING,
    SECRETARY,
    World,
    address_of,
    row,
)

DUE = "17 September 2010"
A_STAGE = select(func.min(col(Notice.id))).where(col(Notice.step) == Step.E2)
SMALL = "[storm_guard]\nmessages = 2\n"
GATE = '[review_gate]\non = true\nstages = ["E2"]\nrelease_after_wd = 2\n'


def under(world: World, policy: str) -> World:
    """The world under a policy, which holds from Tuesday 7 September."""
    path = world.office.settings.home / "policy.toml"
    path.write_text(policy, encoding="utf-8")
    adopt(world.office, Adopting(path=path, by=CHAIR, chairs_action=True))
    return world.on(date(2010, 9, 7))


def steps(world: World) -> Iterable[str]:
    """The steps that were told to anyone."""
    return sorted({line.step for line in world.told()})


@pytest.fixture
def storm(world: World) -> World:
    """Three teams would be told under a guard of two messages: the run of 7 September is held."""
    under(world, SMALL).teams(1, 2, 3)
    world.run()
    world.inbox(SECRETARY).expect("HELD MESSAGES", "3 messages are held: matters release 1")
    assert steps(world) == ["S"]
    return world


def test_a_run_that_is_released_goes_out(storm: World) -> None:
    """Released the same day, its messages leave with the next delivery, each once."""
    done = release_held(storm.office, "1", by=SECRETARY)
    assert (done.notices, done.due_again) == (3, 0)
    storm.on(date(2010, 9, 8)).run()
    assert storm.let_pass("Yours to do") == len((1, 2, 3))
    storm.end()


def test_what_was_let_go_before_it_was_told_is_no_news(world: World) -> None:
    """The secretary's message waits with the others; what they released meanwhile is not held."""
    under(world, SMALL).teams(1, 2, 3)
    world.run(send=False)
    release_held(world.office, "1", by=SECRETARY)
    sent = deliver(world.office, BOARD_ID)
    assert (sent.accepted, sent.withdrawn, sent.unwritten, sent.waiting) == (3, 1, 0, 0)


def test_a_run_that_is_refused_is_not_due_until_it_is_released(storm: World) -> None:
    """Its notices are withdrawn and nothing of them is due, until the secretary says so.

    Nothing holds them a second time, not even a storm of others on the same day.
    """
    said = "held since 7 September 2010 with its whole run, until the secretary releases it"
    assert {n.reason for n in storm.why("1").next_steps if n.verdict == "waiting"} == {
        f"{said} (`matters release 1`)"
    }
    refuse_held(storm.office, "1", by=SECRETARY, reason="the plan is not agreed yet")
    storm.advance(to=date(2010, 9, 14), every_day=True)
    assert steps(storm) == ["S"]
    assert {t.state for t in storm.why("1").told} == {"withdrawn"}
    done = release_held(storm.office, "1", by=SECRETARY)
    assert (done.notices, done.due_again) == (0, 3)
    storm.let_pass()
    storm.on(date(2010, 9, 15)).teams(4, 5, 6, review="child-r")
    storm.run()
    storm.inbox(SECRETARY).expect("3 messages are held")
    assert storm.let_pass("Yours to do") == len((1, 2, 3))


@pytest.mark.parametrize("unknown", ["77", "n77", "all"])
def test_what_is_not_there_is_said(storm: World, unknown: str) -> None:
    """A run or a notice that does not exist, and a word that is neither."""
    with pytest.raises(Refused, match=f"^{unknown}: (there is no such|give a run's number)"):
        release_held(storm.office, unknown, by=SECRETARY)


def test_only_a_secretary_or_a_chair_lets_go(storm: World) -> None:
    """A lead may not, and a reason is wanted for a refusal."""
    with pytest.raises(Refused, match="the secretary or the chair"):
        release_held(storm.office, "1", by=LEAD)
    with pytest.raises(Refused, match="say why it is kept back"):
        refuse_held(storm.office, "1", by=SECRETARY, reason=" ")


@pytest.fixture
def gate(world: World) -> World:
    """E2 is due on 24 September and waits at the gate; the secretary hears of it that day."""
    under(world, GATE).import_plan(row("1", DUE))
    world.run()
    world.advance(to=date(2010, 9, 23))
    world.let_pass()
    world.advance(to=date(2010, 9, 24))
    world.inbox(SECRETARY).expect(
        "child-q/1", "Step E2 waits at the review gate: matters release n"
    )
    assert "E2" not in steps(world)
    return world


def test_why_says_that_a_step_will_wait_at_the_gate_and_that_it_does(gate: World) -> None:
    """Before E2 was due, at the gate, and after it let go; no other step waits there."""
    wait = (
        "it waits at the review gate for the secretary, and leaves by itself after 2 working days"
    )
    before = why(gate.office, "child-q/1", date(2010, 9, 23)).next_steps
    assert [n.step for n in before if wait in n.reason] == ["E2"]
    held = "held since 24 September 2010 at the review gate, until the secretary releases it (`"
    waiting = gate.why("1")
    (two,) = {t.reason for t in waiting.told if t.step == "E2"}
    assert f"{held}matters release n" in two
    assert two.endswith("`), or by itself on 28 September 2010")
    assert [n.reason for n in waiting.next_steps if n.step == "E2"] == [two.partition("; ")[2]]
    gate.advance(to=date(2010, 9, 28), every_day=True)
    assert not [t for t in gate.why("1").told if "held" in t.reason]
    gate.let_pass()


def test_the_gate_lets_go_by_itself(gate: World) -> None:
    """Two WD later, on Tuesday 28 September, what still stands is sent."""
    gate.advance(to=date(2010, 9, 27), every_day=True)
    assert "E2" not in steps(gate)
    gate.advance(to=date(2010, 9, 28), every_day=True)
    assert "E2" in steps(gate)
    gate.inbox(SAFEGUARDING).expect("Escalated: child-q/1")
    gate.let_pass()


def test_an_escalation_that_is_kept_back_keeps_the_ladder_back(gate: World) -> None:
    """E3 waits for E2, which is not due again; released, it is told on the next run."""
    with reading(gate.office.engine) as session:
        number = session.execute(A_STAGE).scalar()
    gate.on(date(2010, 9, 27))
    refuse_held(gate.office, f"n{number}", by=SECRETARY, reason="the lead is in hospital")
    before = why(gate.office, ACTION, date(2010, 9, 24))
    assert {t.state for t in before.told if t.step == "E2"} == {"waiting"}
    assert "held" in " ".join(n.reason for n in before.next_steps if n.step == "E2")
    because = {t.reason for t in gate.why("1").told if t.step == "E2"}
    assert because == {"kept back: the lead is in hospital"}
    assert history(gate.office)[-1].reason == "the lead is in hospital"
    # Whom it was kept back from is handed what is held on them, and not a word on anybody else.
    held = export_person(gate.office, address_of(SAFEGUARDING))["register"]["notice"]
    assert [one["withdrawn_because"] for one in held] == ["kept back"]
    gate.advance(to=date(2010, 10, 8), every_day=True)
    assert not {"E2", "E3"} & set(steps(gate))
    release_held(gate.office, f"n{number}", by=SECRETARY, reason="they are back")
    assert history(gate.office)[-1].reason == "they are back"
    given = export_person(gate.office, SECRETARY)["register"]["given_reason"]
    assert [one["text"] for one in given] == ["the lead is in hospital", "they are back"]
    gate.let_pass()
    gate.advance(to=date(2010, 10, 11), every_day=True)
    assert "E2" in steps(gate)
    gate.let_pass()


def test_evidence_takes_away_what_waits_at_the_gate(gate: World) -> None:
    """Its cause is gone before it left: it is withdrawn when it would leave."""
    gate.respond("1", "evidence", evidence="It is done.")
    gate.advance(to=date(2010, 9, 30), every_day=True)
    assert "E2" not in steps(gate)
    assert [t.state for t in gate.why("1").told if t.step == "E2"] == ["withdrawn"] * 2
    gate.let_pass()
