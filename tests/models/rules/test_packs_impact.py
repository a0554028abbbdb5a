"""What a pack says of the question whether a change has held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts, Stop
from models.rules.packs import ImpactCheck
from models.rules.packs_impact import check_words, impact_checks
from models.rules.records import Decided
from models.rules.words import DecisionKind, Progress, Step, StopKind
from tests.models.rules.builders import CHAIR, a_board, an_action, day, person, stopped, told
from tests.tables import table

BOARD = a_board()
CLOSED = "2010-09-01"
ASKED = told(Step.I6, "2011-03-01", cause="2011-03-01")


def closed(*decisions: DecisionKind) -> ActionFacts:
    """The action closed on 1 September 2010 and asked of on 1 March, with decisions of 15 March."""
    closure = Stop(kind=StopKind.CLOSURE, from_on=day(CLOSED), closed_as=Progress.CLOSED_ACCEPTED)
    made = tuple(
        Decided(
            decision_id=1,
            kind=kind,
            on=day("2011-03-15"),
            recorded_on=day("2011-03-15"),
            person_id=person(CHAIR),
            post_id=CHAIR,
        )
        for kind in decisions
    )
    return replace(stopped(an_action(), closure), ledger=(ASKED,), decisions=made)


def checks(action: ActionFacts, on: str, answer_on: str | None = None) -> tuple[ImpactCheck, ...]:
    """What the pack of a day says."""
    given = day(answer_on) if answer_on else None
    return impact_checks(
        action, BOARD, day(on), answer="It has." if given else None, answer_on=given
    )


@pytest.mark.clause("4.16")
def test_a_check_is_a_decision_once_it_waited_twenty_working_days() -> None:
    """From Tuesday 1 March 2011 the twentieth is 29 March."""
    (before,) = checks(closed(), "2011-03-28")
    assert (before.asked_on, before.needs_decision) == (day("2011-03-01"), False)
    (late,) = checks(closed(), "2011-03-29")
    assert late.needs_decision


@pytest.mark.clause("4.16")
@table("kind", [DecisionKind.IMPACT_HELD, DecisionKind.IMPACT_NOT_HELD])
def test_the_committees_answer_ends_it(kind: DecisionKind) -> None:
    """It confirmed that the change held, or another action carries on."""
    (check,) = checks(closed(kind), "2011-06-01")
    assert (check.confirmed_on, check.needs_decision) == (day("2011-03-15"), False)


@pytest.mark.clause("4.16")
def test_what_the_lead_answered_since_is_shown() -> None:
    """What was said before it was asked is no answer to it."""
    (check,) = checks(closed(), "2011-06-01", "2011-03-02")
    assert (check.answer, check.answered_on) == ("It has.", day("2011-03-02"))
    (silent,) = checks(closed(), "2011-06-01", "2010-08-30")
    assert (silent.answer, silent.answered_on) == (None, None)
    (same_day,) = checks(closed(), "2011-06-01", "2011-03-01")
    assert same_day.answered_on == day("2011-03-01")


@pytest.mark.clause("4.16")
def test_nothing_is_shown_of_what_was_not_asked() -> None:
    """An open action, another closure, a check of before the action was reopened."""
    assert checks(an_action(), "2011-06-01") == ()
    for before in ("2010-03-01", CLOSED):
        other = replace(ASKED, cause=before)
        assert checks(replace(closed(), ledger=(other,)), "2011-06-01") == ()
    assert checks(replace(closed(), ledger=()), "2011-06-01") == ()
    (stop,) = closed().stops
    otherwise = replace(stop, closed_as=Progress.CLOSED_SUPERSEDED)
    assert checks(replace(closed(), stops=(otherwise,)), "2011-06-01") == ()
    later = told(Step.I12, "2011-09-01", cause="2011-09-01")
    both = checks(replace(closed(), ledger=(ASKED, later)), "2011-10-03")
    assert [one.step for one in both] == [Step.I6, Step.I12]


@pytest.mark.clause("4.16")
def test_who_answers_is_told_who_decides_until_it_is_decided() -> None:
    """Of one check that waits, though another is confirmed; of none where nothing was asked."""
    waits = "The committee, or its chair, decides whether the change has held."
    assert check_words(closed(), BOARD, day("2011-03-14")) == waits
    held = closed(DecisionKind.IMPACT_HELD)
    assert check_words(held, BOARD, day("2011-06-01")) == ""
    later = told(Step.I12, "2011-09-01", cause="2011-09-01")
    assert check_words(replace(held, ledger=(ASKED, later)), BOARD, day("2011-10-03")) == waits
    assert check_words(an_action(), BOARD, day("2011-03-14")) == ""
