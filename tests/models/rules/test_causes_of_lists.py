"""Whether a list, a W or a Z that waits may leave: A goes first, and whom it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts, Entry
from models.rules.words import Progress, Step, StopKind
from tests.models.rules.answered import closed, ended, leaves
from tests.models.rules.builders import (
    CHAIR,
    LEAD,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    heard,
    told,
    vacant,
    waits,
)
from tests.tables import table

A, M, R5, U40, W10, W30, I12 = (
    Step.A, Step.M, Step.R5, Step.U40, Step.W10, Step.W30, Step.I12,
)  # fmt: skip
TWO = replace(an_action(), leads=(LEAD, SECOND))
LIST = waits(M, "2010-10-01", cause="2010-10")


def with_a(*lines: Entry) -> ActionFacts:
    """An action of two leads, with these lines of A."""
    return replace(TWO, ledger=lines)


def secretarys(post_id: int = SECRETARY) -> Entry:
    """The secretary's list of November, on its way."""
    return replace(waits(M, "2010-11-01", post_id, cause="2010-11"), first=False)


def lead_of(post_id: int, step: Step, cause: str = "s4") -> ActionFacts:
    """An action that a post of the committee leads, its evidence in since 11 October."""
    return replace(
        heard(an_action()), leads=(post_id,), stops=(ended(StopKind.EVIDENCE, "2010-10-11"),)
    )


CASES: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "A was told": (lambda: leaves(with_a(told(A, "2010-08-02")), LIST, "2010-10-01"), []),
    "A waits for the same person": (
        lambda: leaves(with_a(waits(A, "2010-10-01")), LIST, "2010-10-01"),
        [],
    ),
    "A waits for another": (
        lambda: leaves(with_a(waits(A, "2010-10-01", SECOND)), LIST, "2010-10-01"),
        [
            "the lead has not been told yet that it is theirs (step A)",
        ],
    ),
    "A waits for both": (
        lambda: leaves(
            with_a(waits(A, "2010-10-01", SECOND), waits(A, "2010-10-01")), LIST, "2010-10-01"
        ),
        [],
    ),
    "A was told to another": (
        lambda: leaves(
            with_a(told(A, "2010-10-01", SECOND), waits(A, "2010-10-01", SECOND)),
            LIST,
            "2010-10-01",
        ),
        [],
    ),
    "no A": (
        lambda: leaves(with_a(), LIST, "2010-10-01"),
        [
            "the lead has not been told yet that it is theirs (step A)",
        ],
    ),
    "the secretary's list": (lambda: leaves(heard(an_action()), secretarys(), "2010-11-02"), []),
    "the secretary's list to the chair": (
        lambda: leaves(
            heard(an_action()), replace(secretarys(CHAIR), for_post_id=SECRETARY), "2010-11-02"
        ),
        [
            "the secretary's list is told to another post now",
        ],
    ),
    "the list to the chair, nobody being secretary": (
        lambda: leaves(
            heard(an_action()),
            replace(secretarys(CHAIR), for_post_id=SECRETARY),
            "2010-11-02",
            a_board(vacant(SECRETARY)),
        ),
        [],
    ),
    "a lead's own R5": (
        lambda: leaves(heard(an_action()), waits(R5, "2010-10-08"), "2010-10-08"),
        [],
    ),
    "R5 to who leads no more": (
        lambda: leaves(heard(an_action()), waits(R5, "2010-10-08", SECOND), "2010-10-08"),
        [
            "R5 is told to another post now",
        ],
    ),
    "R5 to a contributor": (
        lambda: leaves(heard(TWO), waits(R5, "2010-10-08", SECOND), "2010-10-08"),
        [],
    ),
    "R5 to a lead in another's stead": (
        lambda: leaves(
            heard(TWO), replace(waits(R5, "2010-10-08", SECOND), for_post_id=LEAD), "2010-10-08"
        ),
        [],
    ),
    "U40 to a lead who is not the chair": (
        lambda: leaves(
            heard(an_action(None)), waits(U40, "2010-09-28", cause="u2010-08-02"), "2010-09-28"
        ),
        [
            "U40 is told to another post now",
        ],
    ),
    "U40 to a lead who is the chair": (
        lambda: leaves(
            replace(heard(an_action(None)), leads=(CHAIR,)),
            waits(U40, "2010-09-28", CHAIR, cause="u2010-08-02"),
            "2010-09-28",
        ),
        [],
    ),
    "W10 to a lead who is not the secretary": (
        lambda: leaves(
            lead_of(LEAD, W10), waits(W10, "2010-10-25", LEAD, cause="s4"), "2010-10-26"
        ),
        [
            "W10 is told to another post now",
        ],
    ),
    "W30 to a lead who is not the chair": (
        lambda: leaves(
            lead_of(SECRETARY, W30), waits(W30, "2010-11-22", SECRETARY, cause="s4"), "2010-11-23"
        ),
        [
            "W30 is told to another post now",
        ],
    ),
    "W30 to the chair, of evidence that was decided on": (
        lambda: leaves(
            replace(
                heard(an_action()), stops=(ended(StopKind.EVIDENCE, "2010-10-11", "2010-11-22"),)
            ),
            waits(W30, "2010-11-22", CHAIR, cause="s4"),
            "2010-11-23",
        ),
        [
            "it was decided on",
        ],
    ),
    "I12 of a closed action": (
        lambda: leaves(
            replace(
                heard(an_action("2009-12-15", "2009-11-02")),
                stops=(closed(Progress.CLOSED_ACCEPTED, "2010-01-11"),),
            ),
            waits(I12, "2011-01-11", cause="2011-01-11"),
            "2011-01-12",
        ),
        [],
    ),
}


@pytest.mark.clause("1.5", "5.6")
@table("case", CASES)
def test_causes_of_lists(case: str) -> None:
    """A notice leaves to whom its step is told that day, and no list before A."""
    asked, said = CASES[case]
    assert asked() == said
