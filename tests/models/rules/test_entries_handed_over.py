"""A of a handover: who is told that an action is theirs now, or that another leads it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import Entry
from models.rules.ladder import Verdict
from models.rules.notices import owed
from models.rules.words import Step, VersionCause
from tests.models.rules.answered import entries, entry
from tests.models.rules.builders import (
    DEPUTY,
    LEAD,
    SAFEGUARDING,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    holds,
    post,
    told,
    vacant,
    version,
    waits,
    withdrawn,
)
from tests.tables import table

ENTERED = an_action()
HANDED_OVER = post(
    LEAD,
    holds(LEAD, 101, end=day("2010-08-20")),
    holds(LEAD, 201, day("2010-08-20"), nth=1),
)


@pytest.mark.clause("1.6", "4.1")
def test_a_new_holder_is_told_once() -> None:
    """The post changes hands on 20 August: A for the tenure, and never again for it."""
    board = a_board(HANDED_OVER)
    assert entries(heard(ENTERED), "2010-08-19", board) == []
    assert entries(heard(ENTERED), "2010-08-20", board) == [(LEAD, 201, "t1011")]
    assert entry(heard(ENTERED), "2010-08-20", board)[1] == "the post has a new holder"
    line = replace(told(Step.A, "2010-08-20", cause="t1011"), person_id=201)
    assert entries(heard(ENTERED, line), "2010-08-23", board) == []


@pytest.mark.clause("4.1")
def test_a_holder_who_comes_back_after_another_is_a_new_holder() -> None:
    """First one person, then another, then the first again: the third tenure has its A."""
    back = post(
        LEAD,
        *HANDED_OVER.tenures[:1],
        holds(LEAD, 201, day("2010-08-20"), day("2010-09-10"), nth=1),
        holds(LEAD, 101, day("2010-09-10"), nth=2),
    )
    line = replace(told(Step.A, "2010-08-20", cause="t1011"), person_id=201)
    assert entries(heard(ENTERED, line), "2010-09-10", a_board(back)) == [(LEAD, 101, "t1012")]


@pytest.mark.clause("4.1")
def test_a_tenure_renewed_is_no_change_of_holder() -> None:
    """The same person goes on in a new tenure: nothing is told."""
    renewed = post(
        LEAD,
        holds(LEAD, 101, end=day("2010-08-20")),
        holds(LEAD, 101, day("2010-08-20"), nth=1),
    )
    assert entries(heard(ENTERED), "2010-08-23", a_board(renewed)) == []


@pytest.mark.clause("4.1")
def test_another_lead_post_is_told_for_the_version() -> None:
    """The action goes to another post: that post has not heard of the version."""
    moved = replace(heard(ENTERED), leads=(SECOND,))
    assert entries(moved, "2010-08-23") == [(SECOND, 102, "v1")]
    # Though the same person holds both.
    both = a_board(post(SECOND, holds(SECOND, 101)))
    assert entries(moved, "2010-08-23", both) == [(SECOND, 101, "v1")]
    assert entry(moved, "2010-08-23") == (Verdict.DUE, "this post had not been told of it before")


@pytest.mark.clause("4.1", "5.7")
def test_a_vacancy_filled_is_a_new_holder() -> None:
    """The stand-in heard of it on 2 August; the post is filled on the 16th."""
    filled = post(LEAD, holds(LEAD, 201, day("2010-08-16"), nth=1))
    line = told(Step.A, "2010-08-02", SAFEGUARDING, instead_of=LEAD)
    action = replace(ENTERED, ledger=(line,))
    assert entries(action, "2010-08-13", a_board(filled)) == []
    assert entries(action, "2010-08-16", a_board(filled)) == [(LEAD, 201, "t1011")]


@pytest.mark.clause("4.1")
def test_a_new_holder_of_the_accountable_post_is_told_to_the_contributors_too() -> None:
    """The lead's post changes hands on 1 September: A to it and to the contributor; not back."""
    handed = post(
        LEAD,
        holds(LEAD, 101, end=day("2010-09-01")),
        holds(LEAD, 201, day("2010-09-01"), nth=1),
    )
    lines = (told(Step.A, "2010-08-02", LEAD), told(Step.A, "2010-08-02", SECOND, first=False))
    action = replace(an_action(), leads=(LEAD, SECOND), ledger=lines)
    found = owed(action, a_board(handed, ran="2010-08-31"), day("2010-09-01"))
    assert [(n.post_id, n.cause) for n in found if n.step is Step.A] == [
        (LEAD, "t1011"),
        (SECOND, "t1011"),
    ]
    lines = (told(Step.A, "2010-08-02", SECOND), told(Step.A, "2010-08-02", LEAD, first=False))
    other = replace(action, leads=(SECOND, LEAD), ledger=lines)
    found = owed(other, a_board(handed, ran="2010-08-31"), day("2010-09-01"))
    assert [n.post_id for n in found if n.step is Step.A] == [LEAD]


@pytest.mark.clause("4.1")
def test_of_two_who_heard_on_one_day_the_second_is_the_holder() -> None:
    """Entered and handed over on 2 August: the new holder is not told again."""
    handed = post(
        LEAD,
        holds(LEAD, 101, end=day("2010-08-02")),
        holds(LEAD, 201, day("2010-08-02"), nth=1),
    )
    line = replace(told(Step.A, "2010-08-02", cause="t1011"), person_id=201)
    assert entry(heard(ENTERED, line), "2010-08-03", a_board(handed))[0] is Verdict.TOLD


@pytest.mark.clause("4.1")
def test_who_heard_last_is_told_by_the_day_and_not_by_the_place_in_the_ledger() -> None:
    """The new holder heard on 20 August, in a line that stands before that of the 2nd."""
    line = replace(told(Step.A, "2010-08-20", cause="t1011"), person_id=201)
    action = replace(ENTERED, ledger=(line, told(Step.A, "2010-08-02")))
    assert entry(action, "2010-08-23", a_board(HANDED_OVER))[0] is Verdict.TOLD


@pytest.mark.clause("4.1")
def test_a_contributor_who_leads_now_is_told_that_it_is_theirs() -> None:
    """The second lead has had A as a contributor; from 1 September the action is theirs."""
    lines = (told(Step.A, "2010-08-02", LEAD), told(Step.A, "2010-08-02", SECOND, first=False))
    action = replace(an_action(), leads=(SECOND,), ledger=lines)
    found = [
        n for n in owed(action, a_board(ran="2010-08-31"), day("2010-09-01")) if n.step is Step.A
    ]
    assert [(n.post_id, n.cause, n.first) for n in found] == [(SECOND, "t1020", True)]
    # Nor has it heard as the lead where its own A of that day came back.
    back = replace(action, ledger=(withdrawn(told(Step.A, "2010-08-02", SECOND)), *lines))
    assert entries(back, "2010-09-01") == [(SECOND, 102, "t1020")]
    alone = replace(action, ledger=(withdrawn(lines[0]), lines[1]))
    assert entries(alone, "2010-09-01") == [(SECOND, 102, "t1020")]
    again = replace(action, ledger=(*lines, told(Step.A, "2010-09-01", SECOND, cause="t1020")))
    assert [n.step for n in owed(again, a_board(ran="2010-09-01"), day("2010-09-02"))] == []


@pytest.mark.clause("1.6", "4.1")
def test_a_post_that_leads_again_is_told_again_once_a_tenure() -> None:
    """Handed over on 1 September, back on the 10th; and once more to and fro."""
    lines = (told(Step.A, "2010-08-02"), told(Step.A, "2010-09-01", SECOND))
    back = replace(ENTERED, ledger=lines)
    assert entries(back, "2010-09-10") == [(LEAD, 101, "t1010")]
    assert entry(back, "2010-09-10") == (Verdict.DUE, "the post leads the action now")
    again = told(Step.A, "2010-09-10", cause="t1010")
    assert entries(replace(back, ledger=(*lines, again)), "2010-09-13") == []
    other = told(Step.A, "2010-09-14", SECOND, cause="t1020")
    assert entry(replace(back, ledger=(*lines, again, other)), "2010-09-20")[0] is Verdict.TOLD
    # The other post's own tenure was told when the action was handed over to it.
    third = replace(back, leads=(SECOND,), ledger=(*lines, again))
    assert entries(third, "2010-09-13") == []
    anew = version("2010-11-30", "2010-09-13", VersionCause.EXTENDED, number=2)
    assert entries(replace(third, version=anew), "2010-09-13") == [(SECOND, 102, "v2")]
    # Its holder of then has left: the one who came heard of nothing.
    came = post(SECOND, holds(SECOND, 202, day("2010-09-10"), nth=1))
    assert entry(third, "2010-09-13", a_board(came)) == (
        Verdict.DUE,
        "the post leads the action now",
    )


@pytest.mark.clause("4.1")
def test_a_handover_that_nobody_was_told_of_is_none_when_it_is_taken_back() -> None:
    """The other lead's A never left; and where the post is vacant by then, V tells that."""
    lines = (told(Step.A, "2010-08-02"), waits(Step.A, "2010-09-01", SECOND))
    assert entries(replace(ENTERED, ledger=lines), "2010-09-10") == []
    lines = (told(Step.A, "2010-08-02"), told(Step.A, "2010-09-01", SECOND))
    assert entries(replace(ENTERED, ledger=lines), "2010-09-10", a_board(vacant(LEAD))) == []


@pytest.mark.clause("4.1")
def test_another_lead_is_told_to_the_contributors_too() -> None:
    """A third post leads from 10 September; the contributor has heard of the action, not of that.

    A contributor who is new hears of the action alone, and so does the one beside a lead whose
    A was refused: nobody has led it yet.
    """
    lines = (told(Step.A, "2010-08-02"), told(Step.A, "2010-08-02", SECOND, first=False))
    action = replace(ENTERED, leads=(DEPUTY, SECOND), ledger=lines)
    assert entries(action, "2010-09-10") == [(DEPUTY, 109, "v1"), (SECOND, 102, "t1090")]
    found = owed(action, a_board(), day("2010-09-10"))
    assert [n.reason for n in found][1] == "another post leads the action"
    assert entries(replace(action, leads=(LEAD, DEPUTY)), "2010-09-10") == [(DEPUTY, 109, "v1")]
    refused = replace(action, leads=(LEAD, SECOND), ledger=(withdrawn(lines[0]), lines[1]))
    assert entries(refused, "2010-09-10") == [(LEAD, 101, "v1")]
    anew = (replace(line, cause="v2") for line in refused.ledger)
    extended = version("2010-11-30", "2010-09-13", VersionCause.EXTENDED, number=2)
    again = replace(refused, version=extended, ledger=(*lines, *anew))
    assert entries(again, "2010-09-20") == [(LEAD, 101, "v2")]


@pytest.mark.clause("4.1")
def test_a_contributor_who_leads_after_a_refusal_is_told_to_the_others_as_another_post() -> None:
    """The lead's A came back, and the second lead leads from 10 September; a third contributes."""
    lines = (
        withdrawn(told(Step.A, "2010-08-02")),
        told(Step.A, "2010-08-02", SECOND, first=False),
        told(Step.A, "2010-08-02", DEPUTY, first=False),
    )
    action = replace(ENTERED, leads=(SECOND, DEPUTY), ledger=lines)
    found = owed(action, a_board(), day("2010-09-10"))
    assert [(n.post_id, n.cause, n.reason) for n in found if n.step is Step.A] == [
        (SECOND, "t1020", "the post leads the action now"),
        (DEPUTY, "t1020", "another post leads the action"),
    ]


@pytest.mark.clause("4.1", "5.7")
def test_who_heard_that_another_leads_has_heard_of_the_action() -> None:
    """A contributor's stand-in was told so on 10 September; later somebody else stands in."""
    lines = (
        told(Step.A, "2010-08-02"),
        told(Step.A, "2010-09-10", DEPUTY),
        told(Step.A, "2010-09-10", SAFEGUARDING, first=False, instead_of=SECOND, cause="t1090"),
    )
    action = replace(ENTERED, leads=(DEPUTY, SECOND), ledger=lines)
    board = a_board(vacant(SECOND), vacant(SAFEGUARDING))
    assert entries(action, "2010-09-20", board) == []
    same_day = (*lines[:2], replace(lines[2], recorded_on=day("2010-08-02")))
    assert entries(replace(action, ledger=same_day), "2010-09-20", board) == []
    anew = version("2010-11-30", "2010-09-15", VersionCause.EXTENDED, number=2)
    assert [one[2] for one in entries(replace(action, version=anew), "2010-09-20", board)] == [
        "v2",
        "v2",
    ]


@pytest.mark.clause("4.1", "5.7")
@table(
    ("case", "before", "expected"),
    [
        (
            "it had the action as a contributor's stand-in: now as the lead's",
            (told(Step.A, "2010-08-02", SECRETARY, first=False, instead_of=SECOND),),
            [(SECRETARY, 105, "t1050")],
        ),
        (
            "and the post had been told of a decision as the lead",
            (
                told(Step.D, "2010-08-02", SECOND, cause="d3"),
                told(Step.A, "2010-08-02", SECRETARY, first=False, instead_of=SECOND),
            ),
            [(SECRETARY, 105, "t1050")],
        ),
        (
            "it had it as the lead's stand-in already",
            (told(Step.A, "2010-08-02", SECRETARY, instead_of=SECOND),),
            [],
        ),
        (
            "it had it as a contributor's, and the post refused it as the lead's",
            (
                told(Step.A, "2010-08-02", SECRETARY, first=False, instead_of=SECOND),
                withdrawn(told(Step.A, "2010-08-09", SECOND)),
            ),
            [],
        ),
    ],
)
def test_a_handover_to_a_vacant_post_is_told_to_the_stand_in(
    case: str, before: tuple[Entry, ...], expected: list[tuple[int, int, str]]
) -> None:
    """The second lead, a vacant post, leads the action from now on."""
    action = replace(heard(ENTERED, *before), leads=(SECOND,))
    assert entries(action, "2010-08-10", a_board(vacant(SECOND))) == expected, case


@pytest.mark.clause("1.6", "4.1")
def test_a_contributor_who_is_new_and_then_leads_is_told_once_as_either() -> None:
    """A new holder of 20 August hears as a contributor; from 6 September the action is theirs.

    The other contributor hears that another leads in the same run, and in no later one.
    """
    new = post(SECOND, holds(SECOND, 202, day("2010-08-20"), nth=1))
    lines = (
        told(Step.A, "2010-08-02"),
        told(Step.A, "2010-08-02", SECOND, first=False),
        replace(told(Step.A, "2010-08-20", SECOND, cause="t1021", first=False), person_id=202),
    )
    action = replace(ENTERED, leads=(SECOND, DEPUTY), ledger=lines)
    assert entries(action, "2010-09-06", a_board(new)) == [
        (SECOND, 202, "t1021-lead"),
        (DEPUTY, 109, "v1"),
    ]
    heard_of_it = (
        replace(told(Step.A, "2010-09-06", SECOND, cause="t1021-lead"), person_id=202),
        told(Step.A, "2010-09-06", DEPUTY, first=False),
    )
    again = replace(action, ledger=(*lines, *heard_of_it))
    assert entries(again, "2010-09-07", a_board(new)) == []
    # Another leads for a week, and the action comes back: once a tenure.
    between = told(Step.A, "2010-09-13", LEAD, cause="t1010")
    back = replace(again, ledger=(*again.ledger, between))
    assert entry(back, "2010-09-20", a_board(new))[0] is Verdict.TOLD


@pytest.mark.clause("1.6", "4.1")
def test_a_post_that_led_before_its_new_holder_contributed_is_told_that_it_leads() -> None:
    """It led until 10 August; its holder of the 20th heard as a contributor, and leads now."""
    new = post(SECOND, holds(SECOND, 202, day("2010-08-20"), nth=1))
    lines = (
        told(Step.A, "2010-08-02", SECOND),
        told(Step.A, "2010-08-10"),
        replace(told(Step.A, "2010-08-20", SECOND, cause="t1021", first=False), person_id=202),
    )
    action = replace(ENTERED, leads=(SECOND,), ledger=lines)
    assert entries(action, "2010-09-06", a_board(new)) == [(SECOND, 202, "t1021-lead")]
