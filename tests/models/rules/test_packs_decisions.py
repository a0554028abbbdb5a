"""What a pack asks the committee to decide, in what order, and how it would be minuted."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from models.rules.packs import Letter
from models.rules.packs_decisions import Ask, decisions
from models.rules.packs_figures import PackFigures, figures
from models.rules.words import Progress, Step
from tests.models.rules.snapshots import (
    CHECK,
    CLOSED,
    EMPTY,
    FREEZE,
    LATE,
    NEXT,
    SNAPSHOT,
    UNDATED,
    row,
    stage,
)
from tests.tables import table


@pytest.fixture(scope="module")
def made() -> PackFigures:
    """The figures of the example."""
    return figures(SNAPSHOT)


@pytest.mark.clause("6.5")
def test_each_decision_is_asked_once_in_order(made: PackFigures) -> None:
    """Every kind of decision comes once, with its actions, in the order of `Ask`."""
    asked = {d.ask: [i.row.number for i in d.items] for d in made.decisions}
    assert list(asked) == list(Ask)
    assert asked == {
        Ask.EVIDENCE: ["3"],
        Ask.EXTENSION: ["4"],
        Ask.DATE: ["5", "6"],
        Ask.ESCALATED: ["1"],
        Ask.LETTER: ["7"],
        Ask.ANOMALY: ["8"],
        Ask.ADOPT: ["9"],
        Ask.IMPACT: ["10"],
    }


@pytest.mark.clause("6.5")
@table("proposed", [date(2010, 12, 31), SNAPSHOT.meeting_on])
def test_no_date_is_drafted_that_the_meeting_finds_past(proposed: date) -> None:
    """It could not be recorded: the lead is asked for another."""
    rows = (row(6, **UNDATED, proposed_due_on=proposed),)
    (asked,) = figures(dataclasses.replace(EMPTY, rows=rows)).decisions
    assert asked.resolution == (
        "That the lead of alder/6 propose a date to the meeting of 13 April 2011."
    )
    ready = row(6, **UNDATED, proposed_due_on=NEXT)
    (asked,) = figures(dataclasses.replace(EMPTY, rows=(ready,))).decisions
    assert asked.resolution == "That the due date be set for alder/6 at 13 April 2011."


@pytest.mark.clause("6.5")
def test_why_a_date_is_asked_for_is_said_once() -> None:
    """How a date was read is the first of its anomalies, and stands there once."""
    rows = (row(5, **UNDATED, date_reason="No day.", anomalies=("No day.", "Look.")),)
    (asked,) = figures(dataclasses.replace(EMPTY, rows=rows)).decisions
    assert asked.items[0].why == "The plan says “To follow”. No day. Look."


@pytest.mark.clause("6.5")
def test_evidence_of_the_day_of_the_freeze_has_waited_no_days() -> None:
    """Zero days is said as what it is."""
    late = {"evidence_since": FREEZE, "progress": Progress.EVIDENCE_SUBMITTED}
    (asked,) = figures(dataclasses.replace(EMPTY, rows=(row(3, **late),))).decisions
    assert asked.items[0].why == "Received 12 January 2011, the day of the freeze."


@pytest.mark.clause("6.5")
def test_resolutions_can_be_minuted_as_they_stand(made: PackFigures) -> None:
    """A draft resolution names its actions and days; those on decisions come first."""
    public = [one.ask for one in made.decisions if one.in_public != one.resolution]
    assert public == [Ask.LETTER]
    assert made.resolutions[0] == (
        "That the evidence for alder/3 be accepted and the action closed."
    )
    assert made.resolutions[1] == "That the due date be extended for alder/4 to 31 May 2011."
    assert made.resolutions[2] == (
        "That the due date be set for alder/6 at 1 February 2011, and that the lead of alder/5 "
        "propose a date to the meeting of 13 April 2011."
    )
    assert made.resolutions[8:] == (
        (
            "That the position of 11 actions on 12 January 2011 be noted: 9 open, 3 of them "
            "overdue, and 2 closed."
        ),
        (
            "That the chair's decisions between meetings be noted: alder/8 (date set, "
            "3 December 2010)."
        ),
    )


@pytest.mark.clause("6.5")
def test_an_overdue_action_with_an_answer_in_is_asked_once() -> None:
    """Where an extension is asked for, the committee decides that, not the lateness as well."""
    both = row(
        1, **LATE, escalations=(stage(Step.E4, FREEZE),), extension_asked_on=date(2011, 1, 6)
    )
    asked = decisions(dataclasses.replace(SNAPSHOT, rows=(both,)))
    assert [d.ask for d in asked] == [Ask.EXTENSION]
    assert "to a day to be named" in asked[0].resolution


@pytest.mark.clause("6.5")
def test_a_decision_says_what_else_is_asked_of_its_actions() -> None:
    """An escalated action that another decision speaks of is named; a letter says where else."""
    late: dict[str, Any] = {**LATE, "escalations": (stage(Step.E5, FREEZE, "Deputy"),)}
    asks = {"extension_asked_on": FREEZE, "unsent_letters": (Letter(to="A", drafted_on=FREEZE),)}
    asked = decisions(dataclasses.replace(SNAPSHOT, rows=(row(1, **late), row(2, **late, **asks))))
    assert [d.ask for d in asked] == [Ask.EXTENSION, Ask.ESCALATED, Ask.LETTER]
    assert [d.beside for d in asked] == [
        ("This action stands under decision 3 too (a letter is drafted): alder/2.",),
        (
            (
                "Escalated as well, and to be decided under decision 1 (an extension is asked "
                "for): alder/2."
            ),
        ),
        ("This action stands under decision 1 too (an extension is asked for): alder/2.",),
    ]
    closed = row(6, **CLOSED, awaiting_adoption=True, impact_checks=(CHECK,))
    asked = decisions(dataclasses.replace(SNAPSHOT, rows=(closed,)))
    assert [d.ask for d in asked] == [Ask.ADOPT, Ask.IMPACT]


@pytest.mark.clause("6.5")
def test_an_escalation_to_a_stand_in_says_so() -> None:
    """Whoever reads that the committee was told reads that a stand-in was, and for whom."""
    told = dataclasses.replace(stage(Step.E4, FREEZE, "Deputy"), stands_in_for="the chair")
    (asked,) = decisions(dataclasses.replace(SNAPSHOT, rows=(row(1, **LATE, escalations=(told,)),)))
    assert asked.items[0].why == (
        "43 calendar days late; E4, to the committee, on 12 January 2011 (a stand-in was told: "
        "Deputy, for the chair)."
    )


@pytest.mark.clause("6.5")
def test_letters_are_sent_to_somebody_and_entries_are_quoted() -> None:
    """A resolution names to whom, but not in public; past a few it names the list."""
    letters = [Letter(to=f"Chief {n}", drafted_on=FREEZE) for n in (1, 1, 2)]
    rows = tuple(row(n, unsent_letters=(one,)) for n, one in enumerate(letters, start=1))
    (one,) = decisions(dataclasses.replace(SNAPSHOT, rows=rows))
    assert one.resolution == (
        "That the letters drafted be sent: to Chief 1 about alder/1 and alder/2; to Chief 2 about "
        "alder/3."
    )
    assert one.in_public == "That the letters drafted about alder/1, alder/2 and alder/3 be sent."
    many = tuple(row(n, unsent_letters=(letters[0],)) for n in range(13))
    (one,) = decisions(dataclasses.replace(SNAPSHOT, rows=many))
    assert one.resolution.endswith("listed under decision 1 be sent to those named there.")
    odd = tuple(row(n, anomalies=("Odd.",), date_text="May") for n in range(4))
    (one,) = decisions(dataclasses.replace(SNAPSHOT, rows=odd))
    assert one.resolution.endswith(
        "whether the plan's entries listed under decision 1, with what is in doubt, are right."
    )


@pytest.mark.clause("6.5")
def test_long_lists_are_named_by_their_decision() -> None:
    """Past a dozen references a resolution names the list it rests on."""
    rows = tuple(row(n, evidence_since=FREEZE) for n in range(1, 15))
    (asked,) = decisions(dataclasses.replace(SNAPSHOT, rows=rows))
    assert asked.resolution == (
        "That the evidence for the 14 actions listed under decision 1 be accepted and the actions "
        "closed."
    )
