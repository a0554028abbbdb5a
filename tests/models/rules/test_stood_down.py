"""To whom Z says that no further action is needed, of what, and when it is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.rules.facts import ActionFacts, Stop, Version
from models.rules.words import NoticeState, Progress, Step, StopKind, VersionCause
from tests.models.rules.answered import ESCALATED, answers, closed, ended, leaves
from tests.models.rules.builders import CHAIR, INDEPENDENT, SAFEGUARDING, day, told, version, waits
from tests.tables import table

EVIDENCE, HOLD, SILENCE = StopKind.EVIDENCE, StopKind.HOLD, StopKind.SILENCE
E2, E3, Z = Step.E2, Step.E3, Step.Z


def ends(one: Stop, on: str = "2010-11-03") -> list[str]:
    """What is said of Z where an escalated action has a stop."""
    return answers(replace(ESCALATED, stops=(one,)), on, Z)


def spoilt(step: Step, **what: Any) -> ActionFacts:
    """The escalated action, evidence in since 3 November, with the lines of a step otherwise."""
    lines = (replace(e, **what) if e.step is step else e for e in ESCALATED.ledger)
    return replace(ESCALATED, ledger=tuple(lines), stops=(ended(EVIDENCE, "2010-11-03"),))


def dated(due: str | None, cause: VersionCause, on: str = "2010-11-03", **more: Any) -> ActionFacts:
    """The escalated action with a new date, or with none."""
    new: Version = replace(version(due, on, cause, number=2), **more)
    return replace(ESCALATED, version=new, versions=(*ESCALATED.versions, new))


def with_z(one: ActionFacts, cause: str) -> ActionFacts:
    """The same, where Z was told on 4 November."""
    return replace(one, ledger=(*one.ledger, told(Z, "2010-11-04", SAFEGUARDING, cause=cause)))


CASES: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "evidence came in": (
        lambda: ends(ended(EVIDENCE, "2010-11-03")),
        [
            "Z s4 on 3 Nov is due to 3, 4: evidence came in on 3 November 2010",
        ],
    ),
    "evidence came in after E4 and E5": (
        lambda: answers(
            replace(
                ESCALATED,
                ledger=(
                    *ESCALATED.ledger,
                    told(Step.E4, "2010-11-12", CHAIR),
                    told(Step.E5, "2010-12-10", INDEPENDENT),
                ),
                stops=(ended(EVIDENCE, "2010-12-13"),),
            ),
            "2010-12-13",
            Z,
        ),
        [
            "Z s4 on 13 Dec is due to 3, 4, 6, 8: evidence came in on 13 December 2010",
        ],
    ),
    "held": (
        lambda: ends(ended(HOLD, "2010-11-03")),
        [
            "Z s4 on 3 Nov is due to 3, 4: the action was held on 3 November 2010",
        ],
    ),
    "accepted": (
        lambda: ends(closed(Progress.CLOSED_ACCEPTED)),
        [
            (
                "Z s4 on 3 Nov is due to 3, 4: the action was closed with its evidence "
                "accepted on 3 November 2010"
            ),
        ],
    ),
    "closed, nobody says how": (
        lambda: ends(ended(StopKind.CLOSURE, "2010-11-03")),
        [
            (
                "Z s4 on 3 Nov is due to 3, 4: the action was closed with its evidence "
                "accepted on 3 November 2010"
            ),
        ],
    ),
    "not implemented": (
        lambda: ends(closed(Progress.CLOSED_NOT_IMPLEMENTED)),
        [
            (
                "Z s4 on 3 Nov is due to 3, 4: the action was closed as not implemented on 3 "
                "November 2010"
            ),
        ],
    ),
    "superseded": (
        lambda: ends(closed(Progress.CLOSED_SUPERSEDED)),
        [
            (
                "Z s4 on 3 Nov is due to 3, 4: the action was closed as superseded by another "
                "on 3 November 2010"
            ),
        ],
    ),
    "outside our control": (
        lambda: ends(closed(Progress.CLOSED_OUTSIDE_CONTROL)),
        [
            (
                "Z s4 on 3 Nov is due to 3, 4: the action was closed as outside the board's "
                "control on 3 November 2010"
            ),
        ],
    ),
    "silenced": (lambda: ends(ended(SILENCE, "2010-11-03")), []),
    "held from tomorrow": (lambda: ends(ended(HOLD, "2010-11-04")), []),
    "held, and over": (lambda: ends(ended(HOLD, "2010-11-01", "2010-11-03")), []),
    "held, and over tomorrow": (
        lambda: ends(ended(HOLD, "2010-11-01", "2010-11-04")),
        [
            "Z s4 on 1 Nov is due to 3, 4: the action was held on 1 November 2010",
        ],
    ),
    "held, known tomorrow": (
        lambda: ends(ended(HOLD, "2010-11-03", recorded_on=day("2010-11-04"))),
        [
            "Z s4 on 4 Nov is later to 3, 4: the action was held on 3 November 2010",
        ],
    ),
    "held on the day of E3": (
        lambda: ends(ended(HOLD, "2010-10-29"), "2010-10-29"),
        [
            "Z s4 on 29 Oct is due to 3, 4: the action was held on 29 October 2010",
        ],
    ),
    "held on the day before E3": (
        lambda: ends(ended(HOLD, "2010-10-28"), "2010-10-29"),
        [
            "Z s4 on 28 Oct is due to 3: the action was held on 28 October 2010",
        ],
    ),
    "held on the day of E1": (lambda: ends(ended(HOLD, "2010-10-18"), "2010-10-22"), []),
    "E2 was of another date": (
        lambda: answers(spoilt(E2, cause="v9"), "2010-11-03", Z),
        [
            "Z s4 on 3 Nov is due to 4: evidence came in on 3 November 2010",
        ],
    ),
    "E2 was withdrawn since": (
        lambda: answers(spoilt(E2, state=NoticeState.WITHDRAWN), "2010-11-03", Z),
        [
            "Z s4 on 3 Nov is due to 4: evidence came in on 3 November 2010",
        ],
    ),
    "E3 waits": (
        lambda: answers(spoilt(E3, state=NoticeState.WAITING, told_on=None), "2010-11-03", Z),
        [
            "Z s4 on 3 Nov is due to 3: evidence came in on 3 November 2010",
        ],
    ),
    "E3 was a copy": (
        lambda: answers(spoilt(E3, copy=True), "2010-11-03", Z),
        [
            "Z s4 on 3 Nov is due to 3: evidence came in on 3 November 2010",
        ],
    ),
    "E3 went to who had E2": (
        lambda: answers(spoilt(E3, post_id=SAFEGUARDING), "2010-11-03", Z),
        [
            "Z s4 on 3 Nov is due to 3: evidence came in on 3 November 2010",
        ],
    ),
    "Z was told": (
        lambda: answers(
            with_z(replace(ESCALATED, stops=(ended(HOLD, "2010-11-03"),)), "s4"), "2010-11-05", Z
        ),
        [
            "Z s4 on 3 Nov is told: told on 4 November 2010",
        ],
    ),
    "Z was told and the hold is over": (
        lambda: answers(
            with_z(replace(ESCALATED, stops=(ended(HOLD, "2010-11-03", "2010-11-05"),)), "s4"),
            "2010-11-05",
            Z,
        ),
        [
            "Z s4 on 3 Nov is told: told on 4 November 2010",
        ],
    ),
    "Z of another hold was told": (
        lambda: answers(
            with_z(replace(ESCALATED, stops=(ended(HOLD, "2010-11-03", "2010-11-05"),)), "s9"),
            "2010-11-05",
            Z,
        ),
        [],
    ),
    "extended": (
        lambda: answers(dated("2011-01-31", VersionCause.EXTENDED), "2010-11-03", Z),
        [
            (
                "Z v2 on 3 Nov is due to 3, 4: the action was given a new date, 31 January "
                "2011, on 3 November 2010"
            ),
        ],
    ),
    "extended from tomorrow": (
        lambda: answers(dated("2011-01-31", VersionCause.EXTENDED, "2010-11-04"), "2010-11-03", Z),
        [],
    ),
    "extended, known tomorrow": (
        lambda: answers(
            dated("2011-01-31", VersionCause.EXTENDED, recorded_on=day("2010-11-04")),
            "2010-11-03",
            Z,
        ),
        [
            (
                "Z v2 on 4 Nov is later to 3, 4: the action was given a new date, 31 January "
                "2011, on 3 November 2010"
            ),
        ],
    ),
    "the date was taken away": (
        lambda: answers(dated(None, VersionCause.SET), "2010-11-03", Z),
        [
            "Z v2 on 3 Nov is due to 3, 4: the action was given a new date on 3 November 2010",
        ],
    ),
    "reopened": (lambda: answers(dated("2011-01-31", VersionCause.REOPENED), "2010-11-03", Z), []),
    "extended before E2": (
        lambda: answers(dated("2011-01-31", VersionCause.EXTENDED, "2010-10-21"), "2010-11-03", Z),
        [],
    ),
    "held after the extension": (
        lambda: answers(
            replace(
                dated("2011-01-31", VersionCause.EXTENDED, "2010-11-02"),
                stops=(ended(HOLD, "2010-11-03"),),
            ),
            "2010-11-03",
            Z,
        ),
        [
            (
                "Z v2 on 2 Nov is due to 3, 4: the action was given a new date, 31 January "
                "2011, on 2 November 2010"
            ),
        ],
    ),
    "held on the day of the extension": (
        lambda: answers(
            replace(dated("2011-01-31", VersionCause.EXTENDED), stops=(ended(HOLD, "2010-11-03"),)),
            "2010-11-03",
            Z,
        ),
        [
            (
                "Z v2 on 3 Nov is due to 3, 4: the action was given a new date, 31 January "
                "2011, on 3 November 2010"
            ),
        ],
    ),
    "held before the extension": (
        lambda: answers(
            replace(
                dated("2011-01-31", VersionCause.EXTENDED, "2010-11-03"),
                stops=(ended(HOLD, "2010-11-02"),),
            ),
            "2010-11-03",
            Z,
        ),
        [
            "Z s4 on 2 Nov is due to 3, 4: the action was held on 2 November 2010",
            (
                "Z v2 on 3 Nov is due to 3, 4: the action was given a new date, 31 January "
                "2011, on 3 November 2010"
            ),
        ],
    ),
    "no version is known": (
        lambda: answers(
            replace(ESCALATED, versions=(), stops=(ended(HOLD, "2010-11-03"),)), "2010-11-03", Z
        ),
        [
            "Z s4 on 3 Nov is due to 3, 4: the action was held on 3 November 2010",
        ],
    ),
    "Z leaves while it is held": (
        lambda: leaves(
            replace(ESCALATED, stops=(ended(HOLD, "2010-11-03"),)),
            waits(Z, "2010-11-03", SAFEGUARDING, cause="s4"),
            "2010-11-04",
        ),
        [],
    ),
    "Z does not leave after the hold": (
        lambda: leaves(
            replace(ESCALATED, stops=(ended(HOLD, "2010-11-03", "2010-11-04"),)),
            waits(Z, "2010-11-03", SAFEGUARDING, cause="s4"),
            "2010-11-04",
        ),
        [
            "what it tells of is over",
        ],
    ),
    "Z of one of two holds": (
        lambda: leaves(
            replace(
                ESCALATED,
                stops=(
                    ended(HOLD, "2010-11-03"),
                    replace(ended(HOLD, "2010-11-03", "2010-11-04"), stop_id=5),
                ),
            ),
            waits(Z, "2010-11-03", SAFEGUARDING, cause="s5"),
            "2010-11-04",
        ),
        [
            "what it tells of is over",
        ],
    ),
    "Z of the first of two holds": (
        lambda: leaves(
            replace(
                ESCALATED,
                stops=(
                    ended(HOLD, "2010-11-03"),
                    replace(ended(HOLD, "2010-11-03", "2010-11-04"), stop_id=5),
                ),
            ),
            waits(Z, "2010-11-03", SAFEGUARDING, cause="s4"),
            "2010-11-04",
        ),
        [],
    ),
    "Z of the new date": (
        lambda: leaves(
            dated("2011-01-31", VersionCause.EXTENDED),
            waits(Z, "2010-11-03", SAFEGUARDING, cause="v2"),
            "2010-11-04",
        ),
        [],
    ),
    "Z of a date that is gone": (
        lambda: leaves(
            dated("2011-01-31", VersionCause.EXTENDED),
            waits(Z, "2010-11-03", SAFEGUARDING, cause="v3"),
            "2010-11-04",
        ),
        [
            "what it tells of is over",
        ],
    ),
}


@pytest.mark.clause("4.10")
@table("case", CASES)
def test_stood_down(case: str) -> None:
    """From the run after it, to those the stages were told to and nobody else, once."""
    asked, said = CASES[case]
    assert asked() == said
