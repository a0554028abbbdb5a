"""A: who is told "this is yours", when, and for what cause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.ladder import Verdict, view
from models.rules.notices import owed
from models.rules.words import DateState, Step, StopKind, VersionCause
from tests.models.rules.builders import (
    DEPUTY,
    LEAD,
    SAFEGUARDING,
    SECOND,
    SECRETARY,
    START,
    a_board,
    an_action,
    day,
    heard,
    holds,
    post,
    stop,
    stopped,
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


def entries(
    action: ActionFacts, on: str, board: BoardFacts | None = None
) -> list[tuple[int, int, str]]:
    """The post, the person and the cause of each A of a day."""
    found = owed(action, board or a_board(), day(on))
    return [(n.post_id, n.person_id, n.cause) for n in found if n.step is Step.A]


def entry(action: ActionFacts, on: str, board: BoardFacts | None = None) -> tuple[Verdict, str]:
    """What is said of A on a day, and why."""
    one = view(action, board or a_board(), day(on))[0]
    return one.verdict, one.reason


@pytest.mark.clause("4.1")
def test_a_is_told_on_the_first_run_after_entry() -> None:
    """Entered on Monday 2 August: that day's run tells it, or the next there is."""
    assert entries(ENTERED, "2010-08-02") == [(LEAD, 101, "v1")]
    assert entries(ENTERED, "2010-08-05") == [(LEAD, 101, "v1")]
    assert entries(heard(ENTERED), "2010-08-05") == []


@pytest.mark.clause("3.2", "4.1")
@table(
    ("cause", "state", "words"),
    [
        (VersionCause.SET, DateState.AWAITING_TRIGGER, "the event that it waits for was named"),
        (VersionCause.SET, DateState.DATED, "its date was set"),
        (VersionCause.CORRECTED, DateState.AWAITING_TRIGGER, "the reading of its date was"),
    ],
)
def test_an_event_that_was_named_is_no_date_that_was_set(
    cause: VersionCause, state: DateState, words: str
) -> None:
    """A tells of either; what waits for an event has no date yet."""
    action = replace(an_action(), version=version(None, "2010-09-15", cause, state=state))
    (told,) = owed(action, a_board(), day("2010-09-15"))
    assert told.reason.startswith(words)


@pytest.mark.clause("4.1")
@table("cause", VersionCause)
def test_a_says_why_it_is_told(cause: VersionCause) -> None:
    """Every cause of a version has words of its own, and the day it holds from."""
    action = replace(ENTERED, version=version("2010-10-15", "2010-08-02", cause))
    verdict, reason = entry(action, "2010-08-02")
    assert verdict is Verdict.DUE
    assert reason.endswith("on 2 August 2010")


@pytest.mark.clause("4.1")
def test_a_part_is_told_that_it_was_split_off() -> None:
    """It has the dates of the whole, whose own day is not when its lead comes to hear of it."""
    part = replace(ENTERED, entered_on=day("2010-08-04"))
    assert entry(part, "2010-08-04")[1] == "the action was split off from another on 4 August 2010"
    whole = replace(ENTERED, entered_on=day("2010-08-02"))
    assert entry(whole, "2010-08-04")[1] == "the action was entered on 2 August 2010"


@pytest.mark.clause("4.1", "5.11")
def test_a_new_date_is_told_to_all_of_its_leads_again() -> None:
    """Rule 11: the new version has an A of its own."""
    action = replace(heard(ENTERED), leads=(LEAD, SECOND))
    extended = version("2010-11-30", "2010-09-15", VersionCause.EXTENDED, number=2)
    assert entries(replace(action, version=extended), "2010-09-15") == [
        (LEAD, 101, "v2"),
        (SECOND, 102, "v2"),
    ]


@pytest.mark.clause("4.1", "5.8")
def test_an_action_without_a_date_is_told_too() -> None:
    """Rule 8: A, M and U40 are all that it has."""
    undated = an_action(None)
    assert entries(undated, "2010-08-02") == [(LEAD, 101, "v1")]
    assert [v.step for v in view(undated, a_board(), day("2010-08-02"))] == [
        Step.A,
        Step.M,
        Step.U40,
    ]


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


@pytest.mark.clause("5.7")
@table(
    ("case", "board", "expected"),
    [
        ("a deputy", a_board(vacant(LEAD, DEPUTY)), (DEPUTY, 109)),
        ("no deputy: the agency", a_board(vacant(LEAD)), (SAFEGUARDING, 103)),
        (
            "a deputy who has gone as well",
            a_board(vacant(LEAD, DEPUTY), vacant(DEPUTY)),
            (SAFEGUARDING, 103),
        ),
        (
            "nobody in the agency",
            a_board(vacant(LEAD), vacant(SAFEGUARDING)),
            (SECRETARY, 105),
        ),
        ("an address that is refused", a_board(undeliverable=[101]), (SAFEGUARDING, 103)),
    ],
)
def test_a_stand_in_is_told_for_a_vacant_lead(
    case: str, board: BoardFacts, expected: tuple[int, int]
) -> None:
    """Rule 7: the deputy, then the agency's safeguarding lead, then the secretary."""
    (one,) = owed(ENTERED, board, day("2010-08-02"))
    assert (one.post_id, one.person_id) == expected, case
    assert (one.cause, one.for_post_id, one.first) == ("v1", LEAD, True)


@pytest.mark.clause("4.1", "5.7")
def test_a_vacancy_filled_is_a_new_holder() -> None:
    """The stand-in heard of it on 2 August; the post is filled on the 16th."""
    filled = post(LEAD, holds(LEAD, 201, day("2010-08-16"), nth=1))
    line = told(Step.A, "2010-08-02", SAFEGUARDING, instead_of=LEAD)
    action = replace(ENTERED, ledger=(line,))
    assert entries(action, "2010-08-13", a_board(filled)) == []
    assert entries(action, "2010-08-16", a_board(filled)) == [(LEAD, 201, "t1011")]


@pytest.mark.clause("5.7", "4.13")
def test_a_post_that_falls_vacant_tells_no_stand_in_that_it_is_theirs() -> None:
    """The holder had heard; the vacancy is another matter, and V tells it."""
    gone = post(LEAD, holds(LEAD, 101, START, day("2010-08-20")))
    assert entries(heard(ENTERED), "2010-08-23", a_board(gone)) == []


@pytest.mark.clause("5.7")
def test_no_lead_named_is_a_vacant_lead() -> None:
    """The safeguarding lead of the action's agency is told, once."""
    nobody = replace(ENTERED, leads=())
    assert entries(nobody, "2010-08-02") == [(SAFEGUARDING, 103, "v1")]
    assert (
        entries(replace(nobody, ledger=(told(Step.A, "2010-08-02", SAFEGUARDING),)), "2010-08-03")
        == []
    )


@pytest.mark.clause("5.7")
def test_a_stand_in_who_changes_is_not_a_change_of_lead() -> None:
    """No lead is named; the safeguarding lead was told, and that post falls vacant."""
    nobody = replace(ENTERED, leads=())
    line = replace(told(Step.A, "2010-08-02", SAFEGUARDING), for_words="the lead")
    board = a_board(vacant(SAFEGUARDING))
    assert entries(replace(nobody, ledger=(line,)), "2010-09-06", board) == []
    # A lead who was told and is named no more is another matter: the agency is told.
    assert entries(replace(heard(ENTERED), leads=()), "2010-09-06") == [(SAFEGUARDING, 103, "v1")]


@pytest.mark.clause("5.1", "5.7")
def test_a_refused_contributor_is_told_again() -> None:
    """What was withdrawn was not told; the accountable lead's A stands."""
    line = withdrawn(told(Step.A, "2010-08-02", SECOND, first=False))
    action = replace(heard(ENTERED, line), leads=(LEAD, SECOND))
    assert entries(action, "2010-08-03") == [(SECOND, 102, "v1")]
    # Who heard of a later date alone has not heard of this one, once that is struck.
    later = [told(Step.A, "2010-08-10", p, first=p == LEAD, cause="v2") for p in (LEAD, SECOND)]
    assert entries(replace(action, ledger=(action.ledger[0], *later)), "2010-08-16") == [
        (SECOND, 102, "v1")
    ]


@pytest.mark.clause("1.4")
def test_a_waits_and_is_not_queued_twice() -> None:
    """Queued on 2 August and not accepted yet."""
    waiting = replace(ENTERED, ledger=(waits(Step.A, "2010-08-02"),))
    assert entry(waiting, "2010-08-09")[0] is Verdict.WAITING
    assert entries(waiting, "2010-08-09") == []


@pytest.mark.clause("2.3")
def test_a_silenced_a_waits_for_the_silence_to_end() -> None:
    """The secretary silences A too; it is due on the first run after."""
    action = stopped(ENTERED, stop(StopKind.SILENCE, "2010-08-02", "2010-08-11"))
    verdict, reason = entry(action, "2010-08-10")
    assert verdict is Verdict.HELD_BACK
    assert (
        reason == "silenced by the secretary on 2 August 2010, up to and including 10 August 2010"
    )
    assert entries(action, "2010-08-10") == []
    assert entries(action, "2010-08-11") == [(LEAD, 101, "v1")]


@pytest.mark.clause("5.3")
def test_nothing_is_told_before_a_follow_from_day() -> None:
    """Followed from 20 August: A is planned for that day, and says so before it."""
    action = replace(ENTERED, follow_from=day("2010-08-20"))
    assert entry(action, "2010-08-19") == (
        Verdict.LATER,
        "nothing is told before 20 August 2010",
    )
    assert entries(action, "2010-08-20") == [(LEAD, 101, "v1")]


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


@pytest.mark.clause("5.7")
def test_where_nobody_is_left_nobody_is_a_new_holder() -> None:
    """The lead had heard, and every address is refused since."""
    board = a_board(undeliverable=[100 + post_id for post_id in range(1, 10)])
    assert entries(heard(ENTERED), "2010-08-23", board) == []
    assert entry(heard(ENTERED), "2010-08-23", board)[0] is Verdict.TOLD


@pytest.mark.clause("5.7")
def test_who_stood_in_for_a_lead_who_is_named_no_more_has_not_heard_for_all() -> None:
    """The deputy heard for the vacant lead; now no lead is named: the agency is told."""
    line = replace(told(Step.A, "2010-08-02", DEPUTY, instead_of=LEAD), for_words="Lead")
    action = replace(ENTERED, leads=(), ledger=(line,))
    assert entries(action, "2010-08-23") == [(SAFEGUARDING, 103, "v1")]


@pytest.mark.clause("5.7")
def test_a_lead_who_heard_for_another_has_heard() -> None:
    """The lead stood in for the second lead, is the only one now, and the post falls vacant."""
    line = replace(told(Step.A, "2010-08-02", LEAD, instead_of=SECOND), for_words="Second lead")
    gone = post(LEAD, holds(LEAD, 101, START, day("2010-08-20")))
    assert entries(replace(ENTERED, ledger=(line,)), "2010-08-23", a_board(gone)) == []


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
