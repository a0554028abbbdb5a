"""Who may adopt a policy: a committee at its meeting, or its chair, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.rules.facts import CommitteeFacts
from models.rules.policy_adoption import adopting_committee
from models.rules.progress import Actor, Deciding, NotAllowed
from models.rules.words import DecisionKind
from tests.models.rules.builders import (
    CHAIR,
    COMMITTEE,
    DEPUTY,
    INDEPENDENT,
    LEAD,
    MEMBER,
    SECOND,
    SECRETARY,
    a_board,
    day,
    meeting,
    person,
)
from tests.tables import table

OTHER = 2
BOARD = a_board(meetings=("2010-11-17", "2010-12-08"))
TWO = replace(
    BOARD,
    committees={
        COMMITTEE: BOARD.committees[COMMITTEE],
        OTHER: CommitteeFacts(
            committee_id=OTHER, name="Other committee", secretary_id=SECRETARY, chair_id=SECOND,
            member_ids=(DEPUTY,), meetings=(meeting("2010-11-18"),),
        ),
    },
)  # fmt: skip


def adopts(post: int, meeting_on: str | None, minute: str | None = "7", **more: Any) -> str:
    """The committee that adopts it, or why nobody does."""
    what = Deciding(
        kind=DecisionKind.ADOPT,
        on=day("2010-11-18"),
        meeting_on=day(meeting_on) if meeting_on else None,
        minute=minute,
        **more,
    )
    by = Actor(person_id=person(post), post_ids=frozenset({post}), post_id=post)
    try:
        return adopting_committee(what, by, TWO).name
    except NotAllowed as refused:
        return str(refused)


AT_A_MEETING = (
    "A policy is adopted at a meeting, which names its minute, or by a chair's action: give "
    "--meeting and --minute, or --chairs-action."
)
NOBODY = "Board: only somebody who sits on one can adopt its policy."


@table(
    ("case", "post", "meeting_on", "minute", "expected"),
    [
        ("its secretary", SECRETARY, "2010-11-17", "7", "Standing committee"),
        ("its chair", CHAIR, "2010-11-17", "7", "Standing committee"),
        ("a member", MEMBER, "2010-11-17", "7", "Standing committee"),
        ("the other's secretary, at its meeting", SECRETARY, "2010-11-18", "7", "Other committee"),
        ("a member of the other", DEPUTY, "2010-11-18", "7", "Other committee"),
        ("the independent chair sits on none", INDEPENDENT, "2010-11-17", "7", NOBODY),
        ("a lead", LEAD, "2010-11-17", "7", NOBODY),
        (
            "a member, at the other's meeting", MEMBER, "2010-11-18", "7",
            (
                "The Standing committee has no meeting on 18 November 2010; enter it with "
                "`matters meeting`."
            ),
        ),
        (
            "a meeting without a minute", CHAIR, "2010-11-17", " ",
            "A decision at a meeting names its minute.",
        ),
        (
            "a meeting to come", CHAIR, "2010-12-08", "7",
            "The meeting of 8 December 2010 has not been held yet.",
        ),
        ("neither a meeting nor the chair", CHAIR, None, None, AT_A_MEETING),
    ],
)  # fmt: skip
def test_a_committee_adopts_at_its_meeting(
    case: str, post: int, meeting_on: str | None, minute: str | None, expected: str
) -> None:
    """Whoever records it sits on the committee."""
    assert adopts(post, meeting_on, minute) == expected, case


@pytest.mark.parametrize(
    ("post", "meeting_on", "expected"),
    [
        (CHAIR, None, "Standing committee"),
        (SECOND, None, "Other committee"),
        (SECRETARY, None, "Board: only the chair of a committee can adopt its policy."),
        (CHAIR, "2010-11-17", AT_A_MEETING),
    ],
)
def test_a_chair_adopts_between_meetings(post: int, meeting_on: str | None, expected: str) -> None:
    """A chair's action is of no meeting."""
    assert adopts(post, meeting_on, None, chairs_action=True) == expected
