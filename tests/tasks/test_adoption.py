"""One resolution adopts what a plan records as closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.action_reading import action_facts, some
from models.database import reading
from models.rules.progress import Deciding
from models.rules.words import DecisionKind, Progress
from tasks.decisions import decide
from tasks.plan_asked import Import
from tasks.plans import import_plan
from tasks.refused import Refused
from tests.stories.world import (
    CHAIR,
    FIRST,
    HEADINGS,
    LEAD,
    REVIEW,
    SECRETARY,
    World,
    row,
    write_csv,
)

MET = date(2010, 9, 7)
ADOPT = Deciding(kind=DecisionKind.ADOPT, on=date(2010, 9, 8), meeting_on=MET, minute="5")


@pytest.fixture
def recorded(world: World) -> World:
    """A plan of four: two are complete, one is not proceeding, one is open."""
    states = ("Complete", "In progress", "Not proceeding", "Complete")
    rows = [
        (*row(str(n), "1 December 2010"), state, "1 August 2010" if state == "Complete" else "")
        for n, state in enumerate(states, 1)
    ]
    heads = (*HEADINGS, "Status", "Date completed")
    path = write_csv(world.office.settings.home / "plan.csv", heads, rows)
    asked = Import(path=path, review=REVIEW, title="Child Q", agreed_on=world.today)
    import_plan(world.office, asked)
    return world.on(ADOPT.on)


@pytest.mark.clause("3.3")
def test_the_closures_of_a_review_are_adopted_by_one_resolution(recorded: World) -> None:
    """Each keeps how it was closed; the open action is not among them, and nobody is told."""
    done = decide(recorded.office, REVIEW, ADOPT, by=SECRETARY)
    assert (done.reference, done.said) == (REVIEW, "adopt")
    assert done.adopted == tuple(f"{REVIEW}/{n}" for n in (1, 3, 4))
    assert recorded.action("3").progress == Progress.CLOSED_NOT_IMPLEMENTED
    with reading(recorded.office.engine) as session:
        before, since = (action_facts(session, some([3]), d)[0] for d in (FIRST, ADOPT.on))
    assert [one.awaits_adoption for one in (*before.stops, *since.stops)] == [True, False]
    recorded.run()
    assert recorded.let_pass("Yours") == 1


@pytest.mark.clause("3.3")
def test_what_was_adopted_is_adopted_once(recorded: World) -> None:
    """The second resolution finds nothing to resolve on; of one action it is said, not doubled."""
    decide(recorded.office, f"{REVIEW}/1", ADOPT, by=SECRETARY)
    assert decide(recorded.office, REVIEW, ADOPT, by=SECRETARY).adopted == (
        f"{REVIEW}/3",
        f"{REVIEW}/4",
    )
    with pytest.raises(Refused, match="no closure that its plan records waits"):
        decide(recorded.office, REVIEW, ADOPT, by=SECRETARY)
    assert decide(recorded.office, f"{REVIEW}/3", ADOPT, by=SECRETARY).already
    with pytest.raises(Refused, match="no closure that its plan records waits"):
        decide(recorded.office, f"{REVIEW}/3", replace(ADOPT, minute="6"), by=SECRETARY)


def test_a_closure_that_was_reopened_is_not_adopted(recorded: World) -> None:
    """The committee does not believe the plan's record of the first, and adopts the others."""
    reopened = replace(ADOPT, kind=DecisionKind.REOPEN, until=date(2011, 1, 31))
    decide(recorded.office, f"{REVIEW}/1", reopened, by=SECRETARY)
    done = decide(recorded.office, REVIEW, ADOPT, by=SECRETARY)
    assert done.adopted == (f"{REVIEW}/3", f"{REVIEW}/4")


def test_nobody_adopts_without_authority(recorded: World) -> None:
    """A lead of one of them adopts none, and a resolution has its minute."""
    for by, what, said in (
        (LEAD, ADOPT, "nobody decides on an action they lead"),
        (SECRETARY, replace(ADOPT, minute=None), "names its minute"),
        (CHAIR, replace(ADOPT, meeting_on=None), "names its meeting"),
    ):
        with pytest.raises(Refused, match=said):
            decide(recorded.office, REVIEW, what, by=by)
    assert len(decide(recorded.office, REVIEW, ADOPT, by=SECRETARY).adopted) == 3
