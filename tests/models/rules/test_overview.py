"""What a lead's page says of their actions, by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from models.rules.coming import coming
from models.rules.days_ahead import A_YEAR, days_ahead
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.overview import (
    STANDING_WORDS,
    URGENCY,
    WANTED,
    OwnAction,
    in_order,
    is_shown,
    own_action,
    summary,
)
from models.rules.records import Decided
from models.rules.rehearsal import accepted, rehearse
from models.rules.words import DecisionKind, Progress, Standing, Step, StopKind
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
    COMMITTEE,
    DEPUTY,
    INDEPENDENT,
    LEAD,
    MEMBER,
    POSTS,
    SAFEGUARDING,
    SECOND,
    a_board,
    an_action,
    day,
    heard,
    stop,
    told,
    vacant,
    version,
)

NAMES = {i: name for i, (name, _, _) in POSTS.items()}
BOARD = a_board(meetings=("2010-11-17",))


def own(action: ActionFacts, as_of: str, post: int = LEAD) -> OwnAction:
    """The action as the holder of a post sees it."""
    return own_action(action, BOARD, frozenset({post}), day(as_of))


def test_the_days_ahead_are_those_on_which_it_would_be_told_if_all_stay_silent() -> None:
    """Each stage says to whom it goes; what was told already is not ahead.

    An answer alone changes none of it, evidence all.
    """
    seen = own(an_action(), "2010-10-11").ahead
    assert [(f"{one.on}", one.kind) for one in seen] == [
        ("2010-10-15", "due"),
        ("2010-10-15", "reminder"),
        ("2010-10-18", "stage"),
        ("2010-10-22", "stage"),
        ("2010-10-29", "stage"),
        ("2010-11-12", "stage"),
        ("2010-12-10", "stage"),
    ]
    words = [one.words for one in seen]
    for place, post in ((3, SAFEGUARDING), (4, BOARD_MEMBER), (6, INDEPENDENT)):
        assert NAMES[post] in words[place]
    assert words[2] == "You are told that it is overdue"
    assert words[5] == "It goes to the Standing committee"
    heard = replace(an_action(), responded_on=day("2010-10-08"))
    assert own(heard, "2010-10-11").ahead == seen
    waits = replace(an_action(), stops=(stop(StopKind.EVIDENCE, "2010-10-08"),))
    assert [one.kind for one in own(waits, "2010-10-11").ahead] == ["due"]


def ahead(action: ActionFacts, as_of: str, *posts: int, board: BoardFacts = BOARD) -> list[str]:
    """What lies ahead of who holds these posts: each day, its kind, its words."""
    found = days_ahead(action, board, frozenset(posts), day(as_of), ())
    return [f"{one.on} {one.kind}: {one.words}" for one in found]


def test_a_day_says_who_hears_of_it_and_not_that_one_hears_of_it_oneself() -> None:
    """A post of one's own is named where it alone is told; who has a copy is not named."""
    own_day = replace(an_action(), forecast_on=day("2010-10-13"))
    assert ahead(own_day, "2010-10-13", LEAD)[:4] == [
        "2010-10-13 forecast: Your own forecast",
        "2010-10-15 due: Due",
        "2010-10-15 reminder: You are reminded",
        "2010-10-20 stage: You are told that it is overdue",
    ]
    stages = [
        "2010-10-25 stage: You are told that it is overdue",
        "2010-10-29 stage: It goes to the Safeguarding lead",
        "2010-11-05 stage: It goes to the Board member and Secretary",
        "2010-11-19 stage: It goes to the Standing committee",
        "2010-12-17 stage: It goes to the Independent chair",
    ]
    assert ahead(own_day, "2010-10-18", LEAD) == stages
    joint = replace(an_action(), leads=(LEAD, SECOND))
    assert ahead(joint, "2010-10-18", SECOND) == stages
    assert ahead(an_action(), "2010-10-18", LEAD, SAFEGUARDING) == stages
    stages[2] = "2010-11-05 stage: It goes to the Secretary"
    assert ahead(an_action(), "2010-10-18", LEAD, BOARD_MEMBER) == stages
    assert ahead(an_action(), "2010-10-15", LEAD)[0] == "2010-10-15 due: Due"
    undated = replace(an_action(None), forecast_on=day("2010-10-18"))
    assert ahead(undated, "2010-10-18", LEAD) == ["2010-10-18 forecast: Your own forecast"]


def test_who_stands_in_for_one_of_the_committee_is_named_beside_it() -> None:
    """Three of its posts are the committee."""
    board = a_board(vacant(DEPUTY), meetings=("2010-11-17",))
    committee = replace(board.committees[COMMITTEE], member_ids=(MEMBER, DEPUTY))
    larger = replace(board, committees={COMMITTEE: committee})
    said = ahead(an_action(), "2010-10-18", LEAD, board=larger)
    assert said[3] == "2010-11-19 stage: It goes to the Standing committee and Safeguarding lead"


def test_a_new_date_begins_the_ladder_anew_and_its_end_is_the_end() -> None:
    """Of the date whose last stage was told no day lies ahead."""
    over = heard(an_action(), told(Step.E5, "2010-12-10", INDEPENDENT))
    assert ahead(over, "2010-12-13", LEAD) == []
    anew = replace(over, version=version("2010-12-17", "2010-12-10", number=2))
    assert len(ahead(anew, "2010-12-13", LEAD)) == 7  # the date, its reminder, five stages


def test_no_day_is_left_out_by_looking_no_further_than_the_end_of_the_ladder() -> None:
    """A year played to its end finds the same reminders and stages, whatever was told by then."""
    for as_of in ("2010-09-01", "2010-10-11", "2010-10-25", "2010-12-13", "2011-03-01"):
        told = rehearse([an_action()], BOARD, day("2010-08-02"), day(as_of))
        ledger = [accepted(n, one.on) for one in told for n in one.notices if n.action_id]
        action = replace(an_action(), ledger=tuple(ledger))
        whole = coming(action, BOARD, day(as_of), day(as_of) + A_YEAR)
        steps = [one.view for one in whole if one.view.step.is_reminder or one.view.step.is_stage]
        seen = [one.on for one in own(action, as_of).ahead if one.kind in {"reminder", "stage"}]
        assert seen == sorted(one.planned_on for one in steps if one.planned_on), as_of


def test_a_closed_action_has_no_days_ahead_and_wants_nothing() -> None:
    """It is shown for three months, then no more."""
    closure = replace(stop(StopKind.CLOSURE, "2010-10-01"), closed_as=Progress.CLOSED_ACCEPTED)
    closed = replace(an_action(), stops=(closure,))
    seen = own(closed, "2010-10-05")
    assert (seen.ahead, seen.is_open, seen.wanted) == ((), False, "Nothing more is wanted.")
    assert is_shown(closed, date(2010, 10, 1) + timedelta(days=90))
    assert not is_shown(closed, date(2010, 10, 1) + timedelta(days=91))
    assert not is_shown(an_action(entered="2010-08-02"), day("2010-08-01"))


def test_the_last_three_decisions_are_told_the_newest_first() -> None:
    """What nobody is told of by a message is not told here."""
    kinds = (
        DecisionKind.PRIORITY_HIGH,
        DecisionKind.EXTEND,
        DecisionKind.RETURN,
        DecisionKind.ADOPT,
    )
    decided = tuple(
        Decided(
            decision_id=n,
            kind=kind,
            on=day("2010-10-04") + timedelta(days=n),
            recorded_on=day("2010-10-04") + timedelta(days=n),
            person_id=1,
            post_id=CHAIR,
            until_on=day("2010-10-29"),
        )
        for n, kind in enumerate((*kinds, DecisionKind.EXTEND))
    )
    seen = own(replace(an_action(), decisions=decided), "2010-10-11").decided
    assert all(f" on {n} October 2010" in words for n, words in zip((8, 6, 5), seen, strict=True))
    assert "29 October 2010" in seen[0]
    assert seen[1] == "The evidence was returned on 6 October 2010: more is wanted."


def test_who_is_named_beside_the_lead_sees_that_another_answers_for_it() -> None:
    """The first lead named is accountable."""
    joint = replace(an_action(), leads=(LEAD, SECOND))
    assert own(joint, "2010-10-11").accountable
    beside = own(joint, "2010-10-11", SECOND)
    assert (beside.accountable, beside.post) == (False, NAMES[SECOND])


def test_the_most_urgent_comes_first() -> None:
    """By standing, then by due date, then with numbers read as numbers."""
    one = own(an_action(), "2010-10-11")
    made = [
        replace(one, action_id=n, reference=f"x/{n}", standing=standing)
        for n, standing in ((1, Standing.ON_TRACK), (10, Standing.OVERDUE), (9, Standing.OVERDUE))
    ]
    first, ten, nine = made
    assert [o.action_id for o in in_order(made)] == [9, 10, 1]
    sooner = replace(ten, due_on=day("2010-10-14"))
    assert [o.action_id for o in in_order((first, sooner, nine))] == [10, 9, 1]
    undated = replace(nine, due_on=None)
    assert [o.action_id for o in in_order((first, ten, undated))] == [10, 9, 1]


def test_every_standing_has_its_words_and_its_place() -> None:
    """A new one cannot be forgotten here."""
    for known in (set(URGENCY), set(WANTED), set(STANDING_WORDS)):
        assert known == set(Standing)


def test_the_dates_of_an_action_are_said_where_it_has_them() -> None:
    """The original one where it is another."""
    dated = an_action()
    revised = replace(dated, original_due_on=day("2010-09-30"))
    undated = an_action(None)
    assert [
        (one.due, one.original) for one in (own(a, "2010-08-03") for a in (dated, revised))
    ] == [
        ("15 October 2010", ""),
        ("15 October 2010", "30 September 2010"),
    ]
    found = replace(dated, original_due_on=None)
    assert own(found, "2010-08-03").original == ""
    lost = replace(undated, original_due_on=day("2010-09-30"))
    assert [(one.due, one.original) for one in (own(a, "2010-08-03") for a in (undated, lost))] == [
        ("", ""),
        ("", "30 September 2010"),
    ]


def test_an_action_is_shown_from_the_day_of_its_entry() -> None:
    """And one that was closed late is closed."""
    assert is_shown(an_action(), day("2010-08-02"))
    assert not is_shown(an_action(), day("2010-08-01"))
    assert own(an_action(), "2010-08-03").is_open
    late = replace(stop(StopKind.CLOSURE, "2010-11-01"), closed_as=Progress.CLOSED_ACCEPTED)
    assert not own(replace(an_action(), stops=(late,)), "2010-11-02").is_open


def test_two_actions_are_summed_up_as_several() -> None:
    """Of one kind here."""
    one = own(an_action(), "2010-08-03")
    assert summary([one, one]) == f"2 open actions: 2 {one.standing_words.lower()}."


def test_the_list_is_summed_up_in_one_sentence() -> None:
    """In the order of the list."""
    one = own(an_action(), "2010-10-11")
    two = replace(one, standing_words="Overdue")
    assert summary([]) == "None of the open actions is yours today."
    assert summary([one]) == "1 open action: 1 due soon."
    assert summary([two, two, one]) == "3 open actions: 2 overdue, 1 due soon."
