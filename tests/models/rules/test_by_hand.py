"""What the secretary may do by hand: how long a silence may be, whose an action becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.by_hand import (
    Adding,
    Editing,
    edit,
    refuse_addition,
    refuse_longer_silence,
    refuse_split,
    silence,
    silenced_wd,
)
from models.rules.facts import ActionFacts, Stop
from models.rules.progress import Actor, Effects, NewStop, NotAllowed
from models.rules.words import Progress, StopKind
from tests.models.rules.builders import (
    CHAIR,
    DEPUTY,
    LEAD,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    day,
    person,
    stop,
    stopped,
    version,
)
from tests.tables import table

BOARD = a_board()
ON = day("2010-10-04")
ACTION = replace(an_action(), leads=(LEAD, SECOND))
CLOSED = stopped(
    ACTION,
    Stop(kind=StopKind.CLOSURE, from_on=day("2010-09-20"), closed_as=Progress.CLOSED_ACCEPTED),
)
LATER = an_action(entered="2010-10-05")


def by(post: int) -> Actor:
    """The holder of a post."""
    return Actor(person_id=person(post), post_ids=frozenset({post}), post_id=post)


def silenced(until: str, action: ActionFacts = ACTION, *, reason: str = "Moving.") -> Effects:
    """What follows from a silence of Monday 4 October."""
    return silence(action, by(SECRETARY), BOARD, ON, until=day(until), reason=reason)


@pytest.mark.clause("2.3")
def test_nothing_is_done_to_an_action_before_its_entry() -> None:
    """It was entered on the day after."""
    reason = Editing(short_title="Another", reason="Clearer.")
    with pytest.raises(NotAllowed, match="it cannot be silenced on 4 October 2010"):
        silenced("2010-10-08", LATER)
    with pytest.raises(NotAllowed, match="it cannot be edited on 4 October 2010"):
        edit(LATER, reason, by(SECRETARY), BOARD, ON)
    with pytest.raises(NotAllowed, match="it cannot be split on 4 October 2010"):
        refuse_split(LATER, by(SECRETARY), BOARD, ON)


@pytest.mark.clause("2.3")
def test_a_silence_lasts_through_its_last_day() -> None:
    """It is a stop of its own, with the reason beside it."""
    opened = NewStop(
        kind=StopKind.SILENCE, from_on=ON, until_on=day("2010-10-09"), reason="Moving."
    )
    assert silenced("2010-10-08") == Effects(opens=(opened,))
    assert silenced("2010-10-04").opens[0].until_on == day("2010-10-05")


@pytest.mark.clause("2.3")
def test_a_silence_is_twenty_working_days_at_most() -> None:
    """From 4 October the twentieth is Friday 29 October; a weekend after it costs nothing."""
    assert silenced("2010-10-31").opens
    with pytest.raises(NotAllowed, match="at most 20 working days in all for one date; this would"):
        silenced("2010-11-01")


@pytest.mark.clause("2.3")
def test_silences_of_one_date_are_counted_together() -> None:
    """Ten WD from 13 to 24 September leave ten, up to 15 October; what overlaps counts once."""
    before = stopped(ACTION, stop(StopKind.SILENCE, "2010-09-13", "2010-09-25"))
    assert silenced("2010-10-17", before).opens
    with pytest.raises(NotAllowed, match=r"and 10 working days of them are used.*make it 21"):
        silenced("2010-10-18", before)
    over = stopped(ACTION, stop(StopKind.SILENCE, "2010-10-04", "2010-10-16"))
    assert silenced("2010-10-29", over).opens


@pytest.mark.clause("2.3")
def test_only_silences_with_an_end_are_counted() -> None:
    """Nothing that a committee or a lead stops, and nothing that an entry would end anew."""
    evidence = stop(StopKind.EVIDENCE, "2010-09-13", "2010-09-25")
    silence_of_a_day = stop(StopKind.SILENCE, "2010-09-13", "2010-09-14")
    for stops, days in (
        ((evidence,), 0),
        ((silence_of_a_day,), 1),
        ((evidence, silence_of_a_day), 1),
    ):
        assert silenced_wd(stops, day("2010-09-01"), BOARD) == days


@pytest.mark.clause("2.2", "2.3")
def test_a_silence_recorded_again_is_counted_with_the_others() -> None:
    """Up to, and without, the day that its entry gives."""
    refuse_longer_silence(ACTION, ON, day("2010-10-30"), BOARD)
    with pytest.raises(NotAllowed, match="this would make it 21"):
        refuse_longer_silence(ACTION, ON, day("2010-11-02"), BOARD)


@pytest.mark.clause("2.3", "5.11")
def test_a_new_date_has_its_own_silences() -> None:
    """What was silenced before the version began is not counted."""
    before = stop(StopKind.SILENCE, "2010-09-13", "2010-10-01")
    action = replace(stopped(ACTION, before), version=version("2010-12-01", "2010-09-27", number=2))
    assert silenced_wd(action.stops, action.version.from_on, BOARD) == 4
    assert silenced("2010-10-25", action).opens


@pytest.mark.clause("2.3")
@table(
    ("action", "until", "reason", "said"),
    [
        (ACTION, "2010-10-08", " ", "a silence has a reason"),
        (ACTION, "2010-10-03", "Moving.", "3 October 2010 is past"),
        (CLOSED, "2010-10-08", "Moving.", "was closed on"),
        (ACTION, "9999-12-31", "Moving.", "31 December 9999 is hardly meant"),
        (LATER, "2010-10-08", "Moving.", "entered on 5 October 2010.*silenced"),
    ],
)
def test_a_silence_that_may_not_be(action: ActionFacts, until: str, reason: str, said: str) -> None:
    """Without a reason, backwards, of what is closed or not entered yet."""
    with pytest.raises(NotAllowed, match=said):
        silenced(until, action, reason=reason)


@pytest.mark.clause("2.2", "2.3")
def test_only_the_secretary_does_it() -> None:
    """Not the chair, not a lead."""
    what = Editing(lead=DEPUTY, reason="Moved.")
    for post in (CHAIR, LEAD):
        with pytest.raises(NotAllowed, match="Only the Secretary silences"):
            silence(ACTION, by(post), BOARD, ON, until=ON, reason="Moving.")
        with pytest.raises(NotAllowed, match="Only the Secretary edits"):
            edit(ACTION, what, by(post), BOARD, ON)
        with pytest.raises(NotAllowed, match="Only the Secretary splits"):
            refuse_split(ACTION, by(post), BOARD, ON)


@pytest.mark.clause("2.1", "2.2")
@table(
    ("what", "leads"),
    [
        (Editing(lead=DEPUTY), (DEPUTY, SECOND)),
        (Editing(lead=SECOND), (SECOND,)),
        (Editing(contributors=()), (LEAD,)),
        (Editing(lead=SECOND, contributors=(LEAD, SECOND)), (SECOND, LEAD)),
        (Editing(short_title="Night staff"), (LEAD, SECOND)),
    ],
)
def test_whose_an_action_becomes(what: Editing, leads: tuple[int, ...]) -> None:
    """The first is accountable; nobody leads twice."""
    assert edit(ACTION, replace(what, reason="Moved."), by(SECRETARY), BOARD, ON) == leads


@pytest.mark.clause("2.2")
def test_an_edit_that_may_not_be() -> None:
    """Without a reason or a lead, to an empty title, or a handover of what is closed."""
    for action, what, said in (
        (ACTION, Editing(lead=DEPUTY), "an edit has a reason"),
        (ACTION, Editing(short_title=" ", reason="Plainer."), "a short title has words"),
        (CLOSED, Editing(lead=DEPUTY, reason="Moved."), "was closed on"),
        (LATER, Editing(lead=DEPUTY, reason="Moved."), "child-x/1 .*edited"),
        (replace(ACTION, leads=()), Editing(contributors=(SECOND,), reason="Joins."), "no lead"),
    ):
        with pytest.raises(NotAllowed, match=said):
            edit(action, what, by(SECRETARY), BOARD, ON)
    assert edit(CLOSED, Editing(short_title="Night", reason="Plainer."), by(SECRETARY), BOARD, ON)


@pytest.mark.clause("2.2")
def test_an_action_whose_evidence_waits_is_not_split() -> None:
    """Nor one that is closed."""
    refuse_split(ACTION, by(SECRETARY), BOARD, ON)
    waiting = stopped(ACTION, stop(StopKind.EVIDENCE, "2010-10-01"))
    with pytest.raises(NotAllowed, match="evidence for the whole waits"):
        refuse_split(waiting, by(SECRETARY), BOARD, ON)
    with pytest.raises(NotAllowed, match="was closed on"):
        refuse_split(CLOSED, by(SECRETARY), BOARD, ON)
    with pytest.raises(NotAllowed, match="split"):
        refuse_split(LATER, by(SECRETARY), BOARD, ON)


@pytest.mark.clause("2.2")
def test_what_is_added_has_a_number_a_text_and_no_day_before_the_plan() -> None:
    """And its review has not come to its end."""
    what = Adding(recommendation="7", text="Do it.", lead=LEAD, due_on=ON)
    refuse_addition(what, "child-x", ON, None)
    refuse_addition(replace(what, due_on=None), "child-x", ON, None)
    for changed, agreed, concluded, said in (
        (replace(what, text=" "), ON, None, "a number and a text"),
        (replace(what, recommendation=""), ON, None, "a number and a text"),
        (what, day("2010-10-05"), None, "before its plan was agreed"),
        (what, ON, ON, "was concluded on 4 October 2010"),
        (replace(what, due_on=day("9999-12-31")), ON, None, "is the year right"),
    ):
        with pytest.raises(NotAllowed, match=said):
            refuse_addition(changed, "child-x", agreed, concluded)
