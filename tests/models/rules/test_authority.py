"""Who may decide, and on whose authority."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.authority import refuse_wrong_hands
from models.rules.progress import Actor, Deciding, NotAllowed
from models.rules.words import DecisionKind
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
    INDEPENDENT,
    LEAD,
    MEMBER,
    SAFEGUARDING,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    day,
    person,
)
from tests.tables import table

BOARD = a_board(meetings=("2010-10-13", "2010-12-15"))
ACTION = replace(an_action(), leads=(LEAD, SECOND))
ON = day("2010-10-14")
MINUTED = Deciding(
    kind=DecisionKind.ACCEPT, on=ON, meeting_on=day("2010-10-13"), minute="7.2", reason="Seen."
)
CHAIRS = Deciding(kind=DecisionKind.ACCEPT, on=ON, chairs_action=True)
ALONE = Deciding(kind=DecisionKind.ACCEPT, on=ON)


def refused(what: Deciding, *posts: int) -> str:
    """The sentence with which the holder of the posts is refused; empty where they may."""
    by = Actor(person_id=person(posts[0]), post_ids=frozenset(posts), post_id=posts[0])
    try:
        refuse_wrong_hands(ACTION, what, by, BOARD)
    except NotAllowed as no:
        return str(no)
    return ""


@pytest.mark.clause("2.4")
@table("post", [SECRETARY, CHAIR, MEMBER])
@table("kind", [DecisionKind.ACCEPT, DecisionKind.EXTEND, DecisionKind.HOLD])
def test_the_committee_decides_at_a_meeting(post: int, kind: DecisionKind) -> None:
    """One who sits on it records its decision, with the meeting and the minute."""
    assert refused(replace(MINUTED, kind=kind), post) == ""


@pytest.mark.clause("2.4")
@table("post", [SAFEGUARDING, BOARD_MEMBER, INDEPENDENT])
def test_nobody_from_outside_records_a_decision(post: int) -> None:
    """Not the agency's board member, nor the independent chair."""
    assert "recorded by one who sits on it" in refused(MINUTED, post)


@pytest.mark.clause("2.6")
@table("lead", [LEAD, SECOND])
@table("what", [MINUTED, CHAIRS, replace(ALONE, kind=DecisionKind.RETURN)])
def test_nobody_decides_on_an_action_they_lead(what: Deciding, lead: int) -> None:
    """Whatever else they are: the chair who leads it, the secretary who contributes to it."""
    for also in (CHAIR, SECRETARY, MEMBER):
        assert "nobody decides on an action they lead" in refused(what, also, lead)


@pytest.mark.clause("2.4")
@table("meeting", ["2010-10-12", "2010-11-17"])
def test_the_meeting_is_one_of_the_committees(meeting: str) -> None:
    """A day on which it does not meet is not a meeting, and the sentence says how to enter one."""
    said = refused(replace(MINUTED, meeting_on=day(meeting)), SECRETARY)
    assert "Standing committee has no meeting on" in said
    assert "`matters meeting`" in said


@pytest.mark.clause("2.4")
def test_the_meeting_has_been_held() -> None:
    """What will be decided in December cannot be recorded in October."""
    said = refused(replace(MINUTED, meeting_on=day("2010-12-15")), SECRETARY)
    assert said == "The meeting of 15 December 2010 has not been held yet."


@pytest.mark.clause("2.4")
def test_a_decision_holds_from_the_day_of_its_meeting_at_the_earliest() -> None:
    """On the day itself it may; the day before it may not."""
    assert refused(replace(MINUTED, on=day("2010-10-13")), SECRETARY) == ""
    early = replace(MINUTED, on=day("2010-10-12"))
    assert "not been held yet" in refused(early, SECRETARY)


@pytest.mark.clause("2.4")
@table("minute", [None, "", " "])
def test_a_decision_at_a_meeting_names_its_minute(minute: str | None) -> None:
    """The minute is where it can be looked up."""
    assert "names its minute" in refused(replace(MINUTED, minute=minute), SECRETARY)


@pytest.mark.clause("2.5")
def test_a_chairs_action_has_no_minute() -> None:
    """It is taken between meetings; a minute that is given with it is not lost in silence."""
    assert "has none" in refused(replace(ALONE, minute="7.2", chairs_action=True), CHAIR)


@pytest.mark.clause("2.5")
def test_the_chair_alone_takes_a_chairs_action() -> None:
    """Between meetings; not the secretary for them, nor the independent chair."""
    assert refused(CHAIRS, CHAIR) == ""
    for post in (SECRETARY, MEMBER, INDEPENDENT):
        assert refused(CHAIRS, post) == "Only the Chair takes a chair's action."


@pytest.mark.clause("2.5")
def test_a_decision_is_the_committees_or_the_chairs() -> None:
    """One that names a meeting and is a chair's action would be reported as both."""
    assert "not both" in refused(replace(MINUTED, chairs_action=True), CHAIR)


@pytest.mark.clause("2.2")
@table("kind", [DecisionKind.RETURN, DecisionKind.LETTER_SENT, DecisionKind.LETTER_NOT_SENT])
def test_the_secretary_returns_evidence_and_records_letters(kind: DecisionKind) -> None:
    """Without a meeting; the chair does not return evidence in the secretary's name."""
    assert refused(replace(ALONE, kind=kind), SECRETARY) == ""
    assert "names its meeting and minute" in refused(replace(ALONE, kind=kind), CHAIR)


@pytest.mark.clause("2.2")
@table(
    "kind",
    [
        kind
        for kind in DecisionKind
        if kind not in (DecisionKind.RETURN, DecisionKind.LETTER_SENT, DecisionKind.LETTER_NOT_SENT)
    ],
)
def test_all_else_is_no_secretarys(kind: DecisionKind) -> None:
    """Closing, dates, holds and priorities name a meeting, or are the chair's."""
    assert "names its meeting and minute" in refused(replace(ALONE, kind=kind), SECRETARY)
