"""What was said or decided before, and is again after something else: that is another entry."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.rules.progress import Said
from models.rules.words import ResponseKind
from tasks.answers import respond
from tasks.explaining import why
from tasks.refused import Refused
from tests.stories.world import LEAD, REVIEW, SECRETARY, World, row

Facts = dict[str, Any]
ACTION = f"{REVIEW}/1"


def stands(world: World) -> tuple[object, ...]:
    """How the action stands: how it was closed, or its progress, date and reasons."""
    line = why(world.office, ACTION).line
    closed = line.progress.startswith("closed")
    return (line.progress,) if closed else (line.progress, line.due_on, line.why)


LATER: Facts = {"until": date(2010, 11, 1)}


@pytest.fixture
def entered(world: World) -> World:
    """The world with one action, two days after it was entered."""
    world.import_plan(row("1", "17 September 2010"))
    return world.on(date(2010, 9, 8))


@pytest.mark.parametrize(
    ("kind", "facts", "between", "other"),
    [
        ("priority-high", {}, "priority-normal", {}),
        ("priority-normal", {}, "priority-high", {}),
        ("hold", LATER, "hold", {"until": date(2010, 12, 1)}),
        ("outside-control", {}, "reopen", LATER),
        ("not-implemented", {}, "reopen", LATER),
        ("set-date", LATER, "set-date", {"until": date(2010, 12, 1)}),
        ("set-date", LATER, "extend", {"until": date(2010, 12, 1)}),
    ],
)
@pytest.mark.clause("2.4")
def test_a_decision_that_another_has_replaced_is_taken_anew(
    entered: World, kind: str, facts: Facts, between: str, other: Facts
) -> None:
    """On one day too: what is decided last holds, and nobody reads that it was recorded already."""
    entered.decide("1", kind, **facts)
    before = stands(entered)
    entered.decide("1", between, **other)
    assert not entered.decide("1", kind, **facts).already
    assert stands(entered) == before
    assert entered.decide("1", kind, **facts).already


@pytest.mark.clause("2.2")
def test_evidence_that_was_returned_comes_in_again_and_is_returned_again(entered: World) -> None:
    """The same words of the same day are another answer once the first were returned."""
    said = Said(progress=ResponseKind.EVIDENCE, note="On the shelf.")
    for _ in range(2):
        assert not respond(entered.office, ACTION, said, by=LEAD).already
        assert respond(entered.office, ACTION, said, by=LEAD).already
        assert why(entered.office, ACTION).line.progress == "evidence-submitted"
        assert not entered.decide("1", "return", by=SECRETARY).already
        assert entered.decide("1", "return", by=SECRETARY).already
        assert why(entered.office, ACTION).line.progress == "in-progress"


@pytest.mark.clause("2.1")
def test_a_lead_who_has_second_thoughts_is_heard(entered: World) -> None:
    """What a lead says last of a day holds, though they had said it before."""
    for kind in (ResponseKind.IN_PROGRESS, ResponseKind.NOT_STARTED, ResponseKind.IN_PROGRESS):
        assert not respond(entered.office, ACTION, Said(progress=kind), by=LEAD).already
    assert why(entered.office, ACTION).line.progress == "in-progress"
    for day in (date(2010, 10, 1), date(2010, 10, 2), date(2010, 10, 1)):
        assert not respond(entered.office, ACTION, Said(forecast_on=day), by=LEAD).already
    note = Said(progress=ResponseKind.IN_PROGRESS)
    assert respond(entered.office, ACTION, note, by=LEAD).already


def test_a_review_that_was_reopened_is_concluded_again(entered: World) -> None:
    """On the day of its first conclusion too, and not before its actions are closed."""
    entered.decide("1", "outside-control")
    assert not entered.decide_review("conclude").already
    assert entered.decide_review("conclude").already
    entered.decide("1", "reopen", **LATER)
    with pytest.raises(Refused, match="child-q/1 is open"):
        entered.decide_review("conclude")
    entered.decide("1", "outside-control")
    assert not entered.decide_review("conclude").already
