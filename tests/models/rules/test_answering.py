"""D, Z, W10, W30, I6 and I12: what answers a decision or evidence, or waits for one.

The action is due on Friday 15 October 2010. E1 was told on the 18th, E2 on Friday 22 October.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.causes import cause_stands
from models.rules.facts import ActionFacts, Stop
from models.rules.notices import owed
from models.rules.records import Decided, Struck
from models.rules.words import DecisionKind, Progress, Step, StopKind, VersionCause
from tests.models.rules.builders import (
    CHAIR,
    LEAD,
    SAFEGUARDING,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    stop,
    stopped,
    told,
    version,
    waits,
)
from tests.tables import table

E2 = (
    told(Step.E1, "2010-10-18"),
    told(Step.E2, "2010-10-22", SAFEGUARDING),
    replace(told(Step.E2, "2010-10-22", LEAD, first=False), copy=True),
)


def decided(kind: DecisionKind, on: str, number: int = 7, **facts: object) -> Decided:
    """A decision of the chair's, recorded on its day."""
    return Decided(
        decision_id=number,
        kind=kind,
        on=day(on),
        recorded_on=day(on),
        person_id=106,
        post_id=CHAIR,
        chairs_action=True,
        **facts,  # type: ignore[arg-type]
    )


def escalated(*stops: Stop) -> ActionFacts:
    """The action, told up to E2, with stops that came after."""
    action = stopped(heard(an_action(), *E2), *stops)
    return replace(action, versions=(action.version,))


def told_on(action: ActionFacts, on: str, step: Step) -> list[int]:
    """The posts that a step is told to on a day."""
    found = owed(action, a_board(ran="2010-10-22"), day(on))
    return [n.post_id for n in found if n.step is step]


def closure(start: str, how: Progress = Progress.CLOSED_ACCEPTED) -> Stop:
    """The action closed from a day on."""
    return replace(stop(StopKind.CLOSURE, start), closed_as=how, stop_id=3)


@pytest.mark.clause("4.11")
def test_a_decision_is_told_to_the_leads_once() -> None:
    """To the accountable lead and the contributor, on the run after, with its words."""
    action = replace(heard(an_action()), leads=(LEAD, SECOND))
    action = replace(
        action, decisions=(decided(DecisionKind.HOLD, "2010-08-09", until_on=date(2010, 9, 30)),)
    )
    notices = [
        n for n in owed(action, a_board(ran="2010-08-09"), day("2010-08-10")) if n.step is Step.D
    ]
    assert [(n.post_id, n.cause) for n in notices] == [(LEAD, "d7"), (SECOND, "d7")]
    assert notices[0].reason == (
        "the action was held until 30 September 2010 by the committee's chair, between meetings, "
        "on 9 August 2010"
    )
    again = replace(action, ledger=(*action.ledger, told(Step.D, "2010-08-10", cause="d7")))
    assert told_on(again, "2010-08-11", Step.D) == []


@pytest.mark.clause("4.11")
def test_what_a_plan_recorded_is_adopted_without_a_word_to_its_leads() -> None:
    """Nothing is told of an imported closure, nor of the resolution that adopts it."""
    action = replace(heard(an_action()), decisions=(decided(DecisionKind.ADOPT, "2010-08-09"),))
    assert told_on(action, "2010-08-10", Step.D) == []


@pytest.mark.clause("4.11")
def test_a_correction_is_told_to_everyone_who_was_told_because_of_it() -> None:
    """The leads, and the posts that the struck entry was told to, whoever they are, each once."""
    struck = Struck(
        correction_id=4,
        entry=31,
        what="decided hold",
        on=day("2010-08-10"),
        recorded_on=day("2010-08-10"),
        told_posts=(LEAD, SAFEGUARDING),
    )
    action = replace(heard(an_action()), struck=(struck,))
    assert told_on(action, "2010-08-11", Step.D) == [LEAD, SAFEGUARDING]
    nobody = replace(action, struck=(replace(struck, told_posts=()),))
    assert told_on(nobody, "2010-08-11", Step.D) == [LEAD]
    no_lead = replace(action, leads=(), struck=(replace(struck, told_posts=(SECRETARY,)),))
    assert told_on(no_lead, "2010-08-11", Step.D) == [SAFEGUARDING, SECRETARY]


@pytest.mark.clause("4.10")
@table(
    ("case", "action", "on", "expected"),
    [
        ("evidence", escalated(stop(StopKind.EVIDENCE, "2010-10-25")), "2010-10-26", True),
        ("a hold", escalated(stop(StopKind.HOLD, "2010-10-25", "2010-12-01")), "2010-10-26", True),
        ("closed", escalated(closure("2010-10-25")), "2010-10-26", True),
        (
            "more time asked for",
            escalated(stop(StopKind.EXTENSION_ASKED, "2010-10-25")),
            "2010-10-26",
            False,
        ),
        (
            "before E2 was told",
            escalated(stop(StopKind.EVIDENCE, "2010-10-20", "2010-10-21")),
            "2010-10-26",
            False,
        ),
        (
            "returned before any run",
            escalated(stop(StopKind.EVIDENCE, "2010-10-25", "2010-10-26")),
            "2010-10-26",
            False,
        ),
    ],
)
def test_who_was_escalated_to_hears_that_it_is_answered(
    case: str, action: ActionFacts, on: str, *, expected: bool
) -> None:
    """Who was told E2 or above, and not who had a copy; nobody where nothing was told."""
    assert told_on(action, on, Step.Z) == ([SAFEGUARDING] if expected else []), case


@pytest.mark.clause("4.10", "5.11")
def test_a_new_date_stands_the_old_ladder_down_once() -> None:
    """Extended on 25 October: those of the old ladder hear of it, and nobody of the new one."""
    action = heard(an_action(), *E2)
    later = replace(
        version("2010-12-31", "2010-10-25", VersionCause.EXTENDED), version_id=2, number=2
    )
    extended = replace(action, version=later, versions=(action.version, later))
    assert told_on(extended, "2010-10-26", Step.Z) == [SAFEGUARDING]
    reopened = replace(later, cause=VersionCause.REOPENED)
    again = replace(extended, version=reopened, versions=(action.version, reopened))
    assert told_on(again, "2010-10-26", Step.Z) == []
    z = told(Step.Z, "2010-10-26", SAFEGUARDING, cause=later.key)
    assert told_on(replace(extended, ledger=(*action.ledger, z)), "2010-10-27", Step.Z) == []


@pytest.mark.clause("4.17", "5.10")
@table(
    ("on", "expected"),
    [
        ("2010-10-08", {}),
        ("2010-10-11", {Step.W10: [SECRETARY]}),
        ("2010-11-05", {Step.W10: [SECRETARY]}),
        ("2010-11-08", {Step.W10: [SECRETARY], Step.W30: [CHAIR]}),
    ],
)
def test_what_nobody_decides_is_told(on: str, expected: dict[Step, list[int]]) -> None:
    """In on Monday 27 September: 10 WD is Monday 11 October, 30 WD is Monday 8 November."""
    for kind in (StopKind.EVIDENCE, StopKind.EXTENSION_ASKED):
        action = stopped(heard(an_action()), stop(kind, "2010-09-27"))
        assert {s: p for s in (Step.W10, Step.W30) if (p := told_on(action, on, s))} == expected
    decided_on = stopped(heard(an_action()), stop(StopKind.EVIDENCE, "2010-09-27", "2010-10-04"))
    assert told_on(decided_on, on, Step.W10) == []


@pytest.mark.clause("5.6")
@table(
    ("step", "cause", "action", "because"),
    [
        (Step.D, "d7", heard(an_action()), "the decision was struck"),
        (
            Step.Z,
            "s0",
            escalated(stop(StopKind.EVIDENCE, "2010-10-25", "2010-10-26")),
            "what it tells of is over",
        ),
        (Step.W10, "s9", heard(an_action()), "it was decided on"),
        (Step.C, "2010-11-02", heard(an_action()), "its checkpoints have changed"),
        (Step.I6, "2011-04-25", heard(an_action()), "the action was reopened"),
    ],
)
def test_what_it_answers_is_gone(step: Step, cause: str, action: ActionFacts, because: str) -> None:
    """Checked again when its message is about to leave: withdrawn, with the reason."""
    line = waits(step, "2010-10-26", LEAD, cause=cause)
    line = replace(line, post_id=SECRETARY, person_id=105) if step is Step.W10 else line
    assert cause_stands(action, a_board(), line, day("2010-10-27")) == because


@pytest.mark.clause("4.16")
def test_the_lead_at_closure_is_asked_whether_the_change_held() -> None:
    """Closed on 31 August 2010: 28 February and 31 August 2011, and each is asked once."""
    action = replace(stopped(heard(an_action()), closure("2010-08-31")), leads=(LEAD, SECOND))
    assert told_on(action, "2011-02-25", Step.I6) == []
    assert told_on(action, "2011-02-28", Step.I6) == [LEAD]
    asked = replace(action, ledger=(told(Step.I6, "2011-02-28", cause="2011-02-28"),))
    assert told_on(asked, "2011-03-01", Step.I6) == []
    assert told_on(asked, "2011-08-31", Step.I12) == [LEAD]


@pytest.mark.clause("4.16")
@table("how", [p for p in Progress if p.is_closed and p is not Progress.CLOSED_ACCEPTED])
def test_a_closure_in_another_way_has_no_impact_check(how: Progress) -> None:
    """There is no change to have held."""
    action = stopped(heard(an_action()), closure("2010-08-31", how))
    assert told_on(action, "2011-09-30", Step.I12) == []


@pytest.mark.clause("4.16", "3.3")
def test_an_adopted_closure_of_long_ago_is_not_asked_about() -> None:
    """Closed by the plan in August 2009 and adopted in September 2010: both checks are past."""
    action = stopped(heard(an_action()), closure("2009-08-31"))
    adopted = replace(action, decisions=(decided(DecisionKind.ADOPT, "2010-09-15"),))
    assert told_on(adopted, "2010-09-16", Step.I12) == []
    waiting = stopped(heard(an_action()), replace(closure("2010-08-31"), awaits_adoption=True))
    assert told_on(waiting, "2011-09-30", Step.I12) == []
