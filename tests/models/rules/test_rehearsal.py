"""The days played forward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models.rules.coming import coming
from models.rules.facts import ActionFacts, News, PackFacts
from models.rules.rehearsal import Later, accepted, all_accepted, rehearse
from models.rules.words import NoticeState, Step
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CALENDAR,
    LEAD,
    SAFEGUARDING,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    told,
    vacant,
    waits,
)
from tests.tables import table

E3, ON = Step.E3, day("2010-11-01")
SOON = replace(
    a_board(),
    policy=replace(
        a_board().policy, reminders=replace(a_board().policy.reminders, normal=(15, 3, 0))
    ),
)


@pytest.mark.clause("1.5")
def test_only_days_that_tell_something_are_played_back() -> None:
    """From 2 August to 1 September: A on the first day and the list on the last."""
    days = rehearse((an_action(),), a_board(), day("2010-08-02"), day("2010-09-01"))
    assert [(d.on, [n.step for n in d.notices]) for d in days] == [
        (date(2010, 8, 2), [Step.A]),
        (date(2010, 9, 1), [Step.M]),
    ]


@pytest.mark.clause("1.5")
def test_a_rehearsal_goes_on_from_what_was_told() -> None:
    """The ledger so far counts: E2 is 4 WD after E1."""
    action = heard(an_action(), told(Step.E1, "2010-10-20"))
    days = rehearse((action,), a_board(ran="2010-10-20"), day("2010-10-21"), day("2010-10-29"))
    assert [d.on for d in days] == [date(2010, 10, 26)]


@pytest.mark.clause("1.5")
def test_actions_are_rehearsed_together() -> None:
    """Two actions of one lead: both have their A on the day of the run."""
    both = (an_action(), replace(an_action("2010-11-30"), action_id=2))
    days = rehearse(both, a_board(), day("2010-08-02"), day("2010-08-10"))
    assert [[n.action_id for n in d.notices] for d in days] == [[1, 2]]


@pytest.mark.clause("5.5")
def test_nothing_is_told_on_a_day_that_is_no_working_day() -> None:
    """A rehearsal from Christmas Eve to New Year's Day is empty."""
    assert rehearse((an_action(),), a_board(), day("2010-12-24"), day("2011-01-03")) == ()


def steps(
    action: ActionFacts, on: str, *later: Later, through: Step | None = None, **more: Any
) -> list[str]:
    """What an action is owed from a day on, for three months: each step's first day."""
    board = replace(a_board(ran="2010-10-01"), **more)
    end = day(on) + timedelta(days=92)
    return [
        f"{c.view.step} {c.view.cause} {c.view.planned_on} {c.view.verdict} to "
        f"{[n.post_id for n in c.notices]}"
        for c in coming(action, board, day(on), end, later, through=through)
    ]


COMING: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "on the day of R5": (
        lambda: steps(heard(an_action()), "2010-10-08"),
        [
            "R5 v1 2010-10-08 due to [1]",
            "R0 v1 2010-10-15 later to [1]",
            "E1 v1 2010-10-18 later to [1]",
            "E2 v1 2010-10-22 later to [3, 1]",
            "E3 v1 2010-10-29 later to [4, 5, 1]",
            "M 2010-11 2010-11-01 later to [1]",
            "M 2010-11 2010-11-01 later to [5]",
            "E4 v1 2010-11-12 later to [5, 6, 7, 1]",
            "E5 v1 2010-12-10 later to [8, 1]",
        ],
    ),
    "what waits is accepted on the first day": (
        lambda: steps(
            heard(an_action(), told(Step.E1, "2010-10-18"), waits(Step.E2, "2010-10-22", 3)),
            "2010-10-23",
        ),
        [
            "M 2010-11 2010-11-01 later to [1]",
            "E3 v1 2010-11-01 later to [4, 5, 1]",
            "M 2010-11 2010-11-01 later to [5]",
            "E4 v1 2010-11-15 later to [5, 6, 7, 1]",
            "E5 v1 2010-12-13 later to [8, 1]",
        ],
    ),
    "until E3 is told": (
        lambda: steps(heard(an_action(), told(Step.E1, "2010-10-18")), "2010-10-19", through=E3),
        [
            "E2 v1 2010-10-22 later to [3, 1]",
            "E3 v1 2010-10-29 later to [4, 5, 1]",
        ],
    ),
    "until E3 is told, and nothing of what the board is told": (
        lambda: steps(
            heard(an_action(), told(Step.E1, "2010-10-18")), "2010-10-19", through=E3,
            posts=a_board(vacant(LEAD)).posts,
        ),
        [
            "E2 v1 2010-10-22 later to [3]",
            "E3 v1 2010-10-29 later to [4, 5, 3]",
        ],
    ),
    "under a policy that holds from a later day": (
        lambda: steps(heard(an_action("2010-12-03")), "2010-10-19", Later(from_on=ON, board=SOON)),
        [
            "M 2010-11 2010-11-01 later to [1]",
            "R20 v1 2010-11-12 later to [1]",
            "R5 v1 2010-11-30 later to [1]",
            "R0 v1 2010-12-03 later to [1]",
            "E1 v1 2010-12-06 later to [1]",
            "E2 v1 2010-12-10 later to [3, 1]",
            "E3 v1 2010-12-17 later to [4, 5, 1]",
            "M 2011-01 2011-01-04 later to [5]",
            "E4 v1 2011-01-11 later to [5, 6, 7, 1]",
        ],
    ),
    "under a policy that holds from the first day, or after the last": (
        lambda: steps(
            heard(an_action("2010-12-03")),
            "2010-11-01",
            Later(from_on=ON, board=SOON),
            Later(from_on=day("2011-02-02"), board=SOON),
        ),
        [
            "M 2010-11 2010-11-01 due to [1]",
            "R5 v1 2010-11-26 later to [1]",
            "R0 v1 2010-12-03 later to [1]",
            "E1 v1 2010-12-06 later to [1]",
            "E2 v1 2010-12-10 later to [3, 1]",
            "E3 v1 2010-12-17 later to [4, 5, 1]",
            "M 2011-01 2011-01-04 later to [5]",
            "E4 v1 2011-01-11 later to [5, 6, 7, 1]",
        ],
    ),
    "a stand-in, and nothing of a vacancy again": (
        lambda: steps(
            heard(an_action()), "2010-10-08", posts=a_board(vacant(LEAD)).posts,
            news={1: News(answers=1)},
        ),
        [
            "R5 v1 2010-10-08 due to [3]",
            "V p1-2009-01-01 2010-10-08 due to [4]",
            "S 2010-10-08 2010-10-08 due to [5]",
            "R0 v1 2010-10-15 later to [3]",
            "E1 v1 2010-10-18 later to [3]",
            "E2 v1 2010-10-22 later to [3, 4]",
            "E3 v1 2010-10-29 later to [4, 5, 3]",
            "M 2010-11 2010-11-01 later to [3]",
            "M 2010-11 2010-11-01 later to [5]",
            "E4 v1 2010-11-12 later to [5, 6, 7, 3]",
            "E5 v1 2010-12-10 later to [8, 3]",
        ],
    ),
    "news of today is no news of the days to come": (
        lambda: steps(heard(an_action("2010-10-29")), "2010-11-15", news={1: News(answers=1)}),
        [
            "E1 v1 2010-11-15 due to [1]",
            "E2 v1 2010-11-19 later to [3, 1]",
            "E3 v1 2010-11-26 later to [4, 5, 1]",
            "M 2010-12 2010-12-01 later to [1]",
            "M 2010-12 2010-12-01 later to [5]",
            "E4 v1 2010-12-10 later to [5, 6, 7, 1]",
            "E5 v1 2011-01-18 later to [8, 1]",
        ],
    ),
    "a pack of the board's": (
        lambda: steps(
            heard(an_action("2011-06-30")), "2010-10-08",
            packs=(
                PackFacts(
                    pack_id=3, committee_id=1, meeting_on=day("2010-11-17"),
                    issue_by=day("2010-11-09"),
                ),
            ),
        ),
        [
            "P k3-draft 2010-11-09 later to [5, 6]",
            "S 2010-11-09 2010-11-09 later to [5]",
        ],
    ),
}  # fmt: skip


@pytest.mark.clause("1.5")
@table("case", COMING)
def test_what_comes(case: str) -> None:
    """The days of a rehearsal of the action alone, each step once."""
    asked, said = COMING[case]
    assert asked() == said


@pytest.mark.clause("4.3")
def test_the_secretarys_list_comes_apart_from_the_leads() -> None:
    """Both on the first WD of November, when it is overdue."""
    found = coming(
        heard(an_action()), a_board(ran="2010-10-01"), day("2010-10-08"), day("2010-11-01")
    )
    assert [(c.view.step, c.for_secretary) for c in found][-2:] == [
        (Step.M, False),
        (Step.M, True),
    ]


@pytest.mark.clause("5.14")
def test_the_days_of_a_rehearsal_are_those_of_the_policy_that_holds() -> None:
    """From 1 November the reminders are 15, 3 and 0 WD before the date."""
    later = Later(from_on=ON, board=SOON)
    days = rehearse(
        (heard(an_action("2010-12-03")),), a_board(), day("2010-10-29"), day("2010-12-03"), (later,)
    )
    assert [(f"{d.on:%d %b}", [str(n.step) for n in d.notices]) for d in days] == [
        ("01 Nov", ["M"]),
        ("12 Nov", ["R20"]),
        ("30 Nov", ["R5"]),
        ("01 Dec", ["M"]),
        ("03 Dec", ["R0"]),
    ]
    for end, told_on in (("2010-11-12", []), ("2010-11-19", ["2010-11-19"])):
        due = heard(an_action("2010-12-10"))
        change = Later(from_on=day("2010-11-12"), board=SOON)
        days = rehearse((due,), a_board(ran="2010-11-01"), day("2010-11-11"), day(end), (change,))
        assert [f"{d.on}" for d in days] == told_on


@pytest.mark.clause("1.6", "4.13")
def test_a_vacancy_is_told_once_in_a_rehearsal_too() -> None:
    """Found on 8 October with R5, and there when R0 and the stages go to the stand-in."""
    action = heard(an_action())
    days = rehearse((action,), a_board(vacant(LEAD)), day("2010-10-08"), day("2010-10-29"))
    assert [f"{d.on}" for d in days for n in d.notices if n.step is Step.V] == ["2010-10-08"]


@pytest.mark.clause("1.5")
def test_a_rehearsed_notice_is_told_on_the_day_of_its_run() -> None:
    """Acceptance is assumed, and the line says for whom a stand-in was told."""
    (today,) = rehearse((an_action(),), a_board(), day("2010-08-02"), day("2010-08-02"))
    line = accepted(today.notices[0], today.on)
    assert (line.state, line.recorded_on, line.told_on) == (NoticeState.TOLD, today.on, today.on)
    assert CALENDAR.is_wd(today.on)
    so_far = (told(Step.E1, "2010-10-18"), told(Step.E2, "2010-10-22", SAFEGUARDING))
    board, on = a_board(vacant(BOARD_MEMBER)), day("2010-10-29")
    (today,) = rehearse((heard(an_action(), *so_far),), board, on, on)
    lines = [accepted(n, on) for n in today.notices if n.step is E3]
    assert [(e.post_id, e.for_post_id, e.for_words, e.copy) for e in lines] == [
        (SAFEGUARDING, BOARD_MEMBER, "Board member", False),
        (SECRETARY, None, "", False),
        (LEAD, None, "", True),
    ]
    waiting = all_accepted(heard(an_action(), waits(E3, "2010-10-29", BOARD_MEMBER)), ON)
    assert {(e.state, e.told_on) for e in waiting.ledger[1:]} == {(NoticeState.TOLD, ON)}
