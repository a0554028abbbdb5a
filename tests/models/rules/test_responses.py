"""Who may answer for an action, and what an answer changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.facts import ActionFacts, Stop
from models.rules.progress import Actor, Effects, NewStop, NotAllowed, Said
from models.rules.repeated import contradicts
from models.rules.responses import PROGRESS, overtaken, recorded_words, respond
from models.rules.words import Progress, ResponseKind, StopKind
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
    DEPUTY,
    LEAD,
    MEMBER,
    SAFEGUARDING,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    day,
    person,
    stop,
    stopped,
)
from tests.tables import table

ON = day("2010-10-04")
DUE = day("2010-10-15")
BOARD = a_board()
ACTION = replace(an_action(), leads=(LEAD, SECOND))
WORKING = Said(progress=ResponseKind.IN_PROGRESS)
CLOSED = Stop(kind=StopKind.CLOSURE, from_on=day("2010-09-20"), closed_as=Progress.CLOSED_ACCEPTED)


def holder(*posts: int) -> Actor:
    """The person who holds the posts, acting by the first."""
    return Actor(person_id=person(posts[0]), post_ids=frozenset(posts), post_id=posts[0])


def answered(said: Said, *, by: int = LEAD, action: ActionFacts = ACTION, on: date = ON) -> Effects:
    """What follows from an answer."""
    return respond(action, said, holder(by), BOARD, on)


def asks(until: str, reason: str | None = "The trainer left.") -> Said:
    """An answer that asks for more time."""
    return Said(extension_until=day(until), reason=reason)


@pytest.mark.clause("2.1", "2.2")
@table("post", [LEAD, SECOND, SECRETARY])
def test_leads_answer_and_the_secretary_for_them(post: int) -> None:
    """The accountable lead, a contributor, and the secretary who records what was said."""
    assert answered(WORKING, by=post) == Effects()
    assert not answered(WORKING, by=post).adopts


@pytest.mark.clause("2.1")
@table("post", [CHAIR, MEMBER, SAFEGUARDING, BOARD_MEMBER, DEPUTY])
def test_nobody_else_answers(post: int) -> None:
    """Not the chair, not a member, not those to whom the lapse would be told."""
    with pytest.raises(NotAllowed, match="only its leads, or the Secretary for them, may answer"):
        answered(WORKING, by=post)


@pytest.mark.clause("2.1")
@table("said", [WORKING, asks("2010-12-01"), Said(note="It was done in May.")])
def test_an_answer_on_a_closed_action_is_kept_and_changes_nothing(said: Said) -> None:
    """Who thinks it is not done asks the committee to reopen it."""
    effects = answered(said, action=stopped(ACTION, CLOSED))
    assert effects == Effects(late="it was closed on 20 September 2010")


@pytest.mark.clause("2.1")
def test_an_answer_that_a_decision_overtook_changes_nothing() -> None:
    """Evidence of a day before the decision, recorded after it."""
    said = Said(evidence_files=1)
    late = respond(ACTION, said, holder(LEAD), BOARD, ON, before="it was extended")
    assert late == Effects(late="it was extended")


@pytest.mark.clause("2.1")
def test_an_action_that_was_reopened_is_answered_again() -> None:
    """The closure ended on the day of the decision."""
    again = replace(CLOSED, until_on=ON)
    assert answered(WORKING, action=stopped(ACTION, again)) == Effects()


@pytest.mark.clause("2.1")
def test_nothing_is_answered_before_the_action_was_entered() -> None:
    """An action of 2 August cannot have been answered in July."""
    with pytest.raises(NotAllowed, match=r"2 August 2010.* be answered on 30 July 2010"):
        answered(WORKING, on=day("2010-07-30"))
    with pytest.raises(NotAllowed, match="entered on 2 August 2010"):
        answered(WORKING, action=replace(ACTION, leads=()), on=day("2010-07-30"))


@pytest.mark.clause("2.1")
@table("said", [Said(), Said(note=" "), Said(reason="Because.")])
def test_an_empty_answer_is_no_answer(said: Said) -> None:
    """Blanks, and a reason for nothing, would put off the next question for nothing."""
    with pytest.raises(NotAllowed, match="says nothing"):
        answered(said)


@pytest.mark.clause("2.1")
@table(
    "said",
    [
        *(Said(progress=kind) for kind in ResponseKind if kind is not ResponseKind.EVIDENCE),
        Said(note="Half of the staff are trained."),
        Said(forecast_on=day("2010-11-30")),
        Said(forecast_on=ON),
    ],
)
def test_an_answer_stops_nothing_by_itself(said: Said) -> None:
    """Progress, "not mine", a note and a forecast are told and change no date."""
    assert answered(said) == Effects()


@pytest.mark.clause("2.1")
def test_a_forecast_is_a_day_to_come() -> None:
    """Yesterday is no forecast: what is done is shown by evidence."""
    with pytest.raises(NotAllowed, match="3 October 2010 is past"):
        answered(Said(forecast_on=day("2010-10-03")))


@pytest.mark.clause("2.1", "3.1")
def test_what_a_lead_answers_is_the_progress_until_it_is_decided() -> None:
    """Whose it is not has it allocated anew; that evidence waits is seen by the stop it opens."""
    assert {kind.name: PROGRESS[kind].name for kind in PROGRESS} == {
        "NOT_STARTED": "NOT_STARTED",
        "IN_PROGRESS": "IN_PROGRESS",
        "NOT_MINE": "AWAITING_ALLOCATION",
        "EVIDENCE": "IN_PROGRESS",
    }


@pytest.mark.clause("2.1", "5.10")
@table("said", [Said(progress=ResponseKind.EVIDENCE, note="On the shelf."), Said(evidence_files=1)])
def test_evidence_stops_the_ladder_and_closes_nothing(said: Said) -> None:
    """Rule 10, from the day it comes in; a lead never closes an action."""
    assert answered(said).opens == (NewStop(kind=StopKind.EVIDENCE, from_on=ON),)


@pytest.mark.clause("5.10")
def test_more_evidence_joins_what_waits() -> None:
    """The stop that is open goes on, and W10 counts from the first."""
    waiting = stopped(ACTION, stop(StopKind.EVIDENCE, "2010-10-01"))
    assert answered(Said(evidence_files=1), action=waiting) == Effects()


@pytest.mark.clause("5.10a")
@table("on", ["2010-10-04", "2010-10-15", "2010-10-18"])
def test_more_time_is_asked_for_before_and_after_the_due_date(on: str) -> None:
    """Either is put to the committee; whether it stops E2 is asked of the day it came (rule 10)."""
    asked = answered(asks("2010-12-01"), on=day(on))
    assert asked == Effects(opens=(NewStop(kind=StopKind.EXTENSION_ASKED, from_on=day(on)),))


@pytest.mark.clause("5.10a")
@table("reason", [None, "", "  "])
def test_more_time_is_asked_for_with_a_reason(reason: str | None) -> None:
    """The committee reads why."""
    with pytest.raises(NotAllowed, match="with a reason"):
        answered(asks("2010-12-01", reason))


@pytest.mark.clause("5.10a")
@table(
    ("until", "on", "after"),
    [
        ("2010-10-15", "2010-10-04", "15 October 2010"),
        ("2010-10-08", "2010-10-04", "15 October 2010"),
        ("2010-10-20", "2010-10-20", "20 October 2010"),
    ],
)
def test_more_time_is_to_a_later_day(until: str, on: str, after: str) -> None:
    """Later than the due date, and later than the day of asking."""
    with pytest.raises(NotAllowed, match=f"an extension is to a day after {after}"):
        answered(asks(until), on=day(on))


@pytest.mark.clause("5.10a")
def test_more_time_is_asked_for_once() -> None:
    """While the committee has not decided, a second request would hide the first."""
    asked = stopped(ACTION, stop(StopKind.EXTENSION_ASKED, "2010-10-01"))
    with pytest.raises(NotAllowed, match="asked for already"):
        answered(asks("2010-12-01"), action=asked)
    decided = stopped(ACTION, stop(StopKind.EXTENSION_ASKED, "2010-09-01", "2010-09-20"))
    assert answered(asks("2010-12-01"), action=decided).opens


@pytest.mark.clause("2.1")
def test_an_action_without_a_date_has_none_to_extend() -> None:
    """Its lead proposes one in a note."""
    with pytest.raises(NotAllowed, match="no date to extend; propose one in a note"):
        answered(asks("2010-12-01"), action=an_action(None))


@pytest.mark.clause("2.1")
def test_evidence_and_a_request_come_in_one_answer() -> None:
    """Part is done and the rest wants time: both wait for the committee."""
    both = Said(evidence_files=2, extension_until=day("2010-12-01"), reason="The rest wants time.")
    kinds = [new.kind for new in answered(both).opens]
    assert kinds == [StopKind.EVIDENCE, StopKind.EXTENSION_ASKED]


@pytest.mark.clause("2.1")
def test_an_answer_is_overtaken_by_what_changes_an_action_alone() -> None:
    """The first such entry of a later day, said to a lead; an edit or another answer is none."""
    later = [("edited", day("2010-10-05")), ("decided extend", day("2010-10-06"))]
    assert overtaken(later[:1]) == ""
    assert overtaken(later) == "“extend” was decided on 6 October 2010"
    assert overtaken([("date confirmed", ON)]) == "the date was confirmed on 4 October 2010"
    for what in ("answered", "answered late"):
        assert recorded_words(what, ON) == "an answer was recorded on 4 October 2010"


@pytest.mark.clause("2.1")
def test_evidence_without_a_file_or_a_note_is_refused() -> None:
    """A note of blanks is none."""
    for note in ("", "  "):
        with pytest.raises(NotAllowed, match="evidence is a file, or a note"):
            answered(Said(progress=ResponseKind.EVIDENCE, note=note))
    answered(Said(progress=ResponseKind.EVIDENCE, note="In the minutes."))


@table(
    ("later", "said", "otherwise"),
    [
        ((ResponseKind.NOT_STARTED, None), (ResponseKind.IN_PROGRESS, None), True),
        ((ResponseKind.IN_PROGRESS, None), (ResponseKind.IN_PROGRESS, None), False),
        ((None, day("2010-10-02")), (None, day("2010-10-01")), True),
        ((None, day("2010-10-01")), (ResponseKind.IN_PROGRESS, day("2010-10-01")), False),
        ((ResponseKind.NOT_STARTED, None), (None, day("2010-10-01")), False),
        ((None, day("2010-10-01")), (ResponseKind.IN_PROGRESS, None), False),
        ((None, None), (ResponseKind.IN_PROGRESS, day("2010-10-01")), False),
    ],
)
@pytest.mark.clause("2.1")
def test_a_later_answer_takes_back_what_it_says_otherwise(
    later: tuple[ResponseKind | None, date | None],
    said: tuple[ResponseKind | None, date | None],
    otherwise: bool,  # noqa: FBT001 - a row of the table
) -> None:
    """What is silent on it takes nothing back."""
    assert contradicts(later, said) is otherwise


@pytest.mark.clause("2.1")
@table("said", [Said(forecast_on=day("9999-12-31")), asks("9999-12-31")])
def test_an_answer_names_a_day_that_somebody_means(said: Said) -> None:
    """Neither a forecast nor a wish for more time goes beyond every calendar."""
    with pytest.raises(NotAllowed, match="31 December 9999 is hardly meant"):
        answered(said)
