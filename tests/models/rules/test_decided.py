"""In what words a decision is told to those whose action it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.decided import TOLD_TO_NOBODY, decision_words, what_was_decided
from models.rules.ladder import view
from models.rules.packs_words import DECISION_WORDS
from models.rules.records import Decided
from models.rules.words import DecisionKind, Step
from tests.models.rules.builders import CHAIR, a_board, an_action, day, heard, person
from tests.tables import table

ONE = Decided(
    decision_id=1,
    kind=DecisionKind.RETURN,
    on=day("2010-11-04"),
    recorded_on=day("2010-11-04"),
    person_id=person(CHAIR),
    post_id=CHAIR,
    until_on=day("2011-01-31"),
    interval_months=6,
)


HELD, UNTIL = replace(ONE, kind=DecisionKind.HOLD), "the action was held until 31 January 2011"


@pytest.mark.clause("4.11")
@table("kind", [kind for kind in DecisionKind if kind not in TOLD_TO_NOBODY])
def test_every_decision_that_is_told_has_its_words(kind: DecisionKind) -> None:
    """Each its own, with the day it was taken."""
    said = decision_words(replace(ONE, kind=kind))
    assert "on 4 November 2010" in said
    others = {decision_words(replace(ONE, kind=k)) for k in DecisionKind if k not in TOLD_TO_NOBODY}
    assert len(others) == len(DecisionKind) - len(TOLD_TO_NOBODY)


@pytest.mark.clause("3.2", "4.11")
@table(
    ("one", "said"),
    [
        (ONE, "the evidence was returned on 4 November 2010: more is wanted"),
        (
            replace(ONE, declines=True),
            "the request for more time was declined on 4 November 2010: the due date stands",
        ),
        (
            replace(ONE, kind=DecisionKind.SET_DATE, awaits_event=True),
            (
                "the event that it waits for was named on 4 November 2010: it is looked at again on"
                " 31 January 2011"
            ),
        ),
        (
            replace(ONE, kind=DecisionKind.IMPACT_NOT_HELD),
            "not to have held on 4 November 2010: another action goes on",
        ),
        (replace(ONE, kind=DecisionKind.INTERVAL), "a checkpoint every 6 months"),
        (
            replace(ONE, kind=DecisionKind.INTERVAL, interval_months=1),
            "a checkpoint every month was decided",
        ),
        (HELD, f"{UNTIL} on 4 November 2010"),
        (replace(HELD, at_meeting=True), f"{UNTIL} by the committee on 4 November 2010"),
        (
            replace(HELD, chairs_action=True),
            f"{UNTIL} by the committee's chair, between meetings, on 4 November 2010",
        ),
    ],
)
def test_a_decision_says_what_was_decided(one: Decided, said: str) -> None:
    """A return of evidence is not that of a request, nor an event a date."""
    assert said in decision_words(one)


@pytest.mark.clause("3.3", "4.11")
@table("kind", TOLD_TO_NOBODY)
def test_neither_an_adoption_nor_the_end_of_a_review_is_told(kind: DecisionKind) -> None:
    """A plan's record is told to nobody, and so is the resolution by which it is adopted."""
    action = replace(heard(an_action()), decisions=(replace(ONE, kind=kind),))
    assert Step.D not in {one.step for one in view(action, a_board(), day("2010-11-05"))}
    told = replace(action, decisions=(ONE,))
    assert Step.D in {one.step for one in view(told, a_board(), day("2010-11-05"))}


@pytest.mark.clause("4.11")
def test_what_supersedes_an_action_is_named_where_it_is_known() -> None:
    """A message names none: it may be another agency's."""
    superseded = replace(ONE, kind=DecisionKind.SUPERSEDED)
    assert what_was_decided(superseded, into="child-x/2").endswith("child-x/2 takes its place")
    assert what_was_decided(superseded).endswith("another action takes its place")
    adopted = replace(ONE, kind=DecisionKind.ADOPT)
    assert what_was_decided(adopted) == DECISION_WORDS[DecisionKind.ADOPT]
