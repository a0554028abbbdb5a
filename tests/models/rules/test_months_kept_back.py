"""M that a silence kept back, or that was withdrawn: when it is due again, and whose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts
from models.rules.ladder import Verdict, view
from models.rules.notices import owed
from models.rules.words import Step, StopKind, VersionCause
from tests.models.rules.answered import lists, month
from tests.models.rules.builders import (
    CHAIR,
    LEAD,
    POSTS,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    person,
    played,
    stop,
    stopped,
    told,
    vacant,
    version,
    waits,
    withdrawn,
)
from tests.tables import table

# The secretary's line on the list of November.
LISTED = told(Step.M, "2010-11-01", SECRETARY, cause="2010-11", first=False)
FAR = heard(an_action("2011-03-31"))
UNDATED = heard(an_action(None))


@pytest.mark.clause("2.3")
@table(
    ("case", "silence", "expected"),
    [
        ("until 4 Nov: the first run after", ("2010-10-25", "2010-11-05"), ["2010-11-05"]),
        ("until mid month", ("2010-10-25", "2010-11-17"), ["2010-11-17"]),
        ("begun after the list", ("2010-11-02", "2010-11-17"), ["2010-11-01"]),
        ("over the whole month: the next has its own", ("2010-10-25", "2010-12-01"), []),
        ("ended long before", ("2010-10-05", "2010-10-12"), ["2010-11-01"]),
    ],
)
def test_a_silenced_list_waits_for_the_silence_to_end(
    case: str, silence: tuple[str, str], expected: list[str]
) -> None:
    """A silenced step is due on the first run after, within its month."""
    action = stopped(UNDATED, stop(StopKind.SILENCE, *silence))
    found = played(action, a_board(ran="2010-10-01"), "2010-10-04", "2010-11-30")
    assert found.get(Step.M, []) == expected, case


@pytest.mark.clause("2.3")
def test_two_silences_on_end_are_one() -> None:
    """One ends on the day the next begins: the list waits for the second."""
    action = stopped(
        UNDATED,
        stop(StopKind.SILENCE, "2010-10-25", "2010-11-05"),
        stop(StopKind.SILENCE, "2010-11-05", "2010-11-10"),
    )
    board = a_board(ran="2010-10-01")
    assert played(action, board, "2010-10-04", "2010-11-30")[Step.M] == ["2010-11-10"]


@pytest.mark.clause("2.3", "5.10")
@table(
    ("case", "held", "expected"),
    [
        ("held on the first run after: not on that list", ("2010-11-03", "2010-11-09"), []),
        ("held before it only", ("2010-11-03", "2010-11-05"), ["2010-11-05"]),
        ("held on the day of the list", ("2010-11-01", "2010-11-03"), []),
    ],
)
def test_a_list_that_waited_names_what_belongs_on_it_then(
    case: str, held: tuple[str, str], expected: list[str]
) -> None:
    """Silenced to 4 November: the list is that of the 5th, and no other of the month."""
    silence = stop(StopKind.SILENCE, "2010-10-25", "2010-11-05")
    action = stopped(UNDATED, silence, stop(StopKind.HOLD, *held))
    found = played(action, a_board(ran="2010-10-29"), "2010-11-01", "2010-11-30")
    assert found.get(Step.M, []) == expected, case


@pytest.mark.clause("2.3", "4.2")
@table(
    ("case", "first_run", "expected"),
    [
        ("made late, in the silence: it waits", "2010-11-03", {LEAD, SECRETARY}),
        ("made on the 1st, before the silence", "2010-11-01", set()),
        ("missed by six WD: there is none to wait", "2010-11-09", set()),
    ],
)
def test_a_silence_of_the_day_on_which_the_list_is_made_keeps_it(
    case: str, first_run: str, expected: set[int]
) -> None:
    """Silenced from 2 to 16 November; asked on the 17th."""
    action = stopped(UNDATED, stop(StopKind.SILENCE, "2010-11-02", "2010-11-17"))
    board = replace(a_board(), month_runs=(day(first_run), day("2010-11-16")))
    found = owed(action, board, day("2010-11-17"))
    assert {n.post_id for n in found if n.step is Step.M} == expected, case


@pytest.mark.clause("2.3")
def test_a_list_that_was_missed_is_not_told_in_a_silence() -> None:
    """No run on 1 November, and silenced from the 2nd: on the 3rd the list would be late."""
    action = stopped(UNDATED, stop(StopKind.SILENCE, "2010-11-02", "2010-11-17"))
    assert lists(action, "2010-11-03", ran="2010-10-29") == set()
    month = next(
        v for v in view(action, a_board(ran="2010-10-29"), day("2010-11-03")) if v.step is Step.M
    )
    assert month.verdict is Verdict.HELD_BACK


@pytest.mark.clause("2.3", "4.2")
def test_a_silence_keeps_back_only_a_list_that_is_there() -> None:
    """Asked on Saturday 30 October, or after the list was made: the next month's is ahead."""
    action = stopped(UNDATED, stop(StopKind.SILENCE, "2010-10-25", "2010-11-10"))
    for on, ran, first in (
        ("2010-10-30", "2010-10-29", "2010-11-01"),
        ("2011-01-03", "2010-12-23", "2011-01-04"),
    ):
        silenced = stopped(action, stop(StopKind.SILENCE, "2010-10-25", "2011-01-10"))
        found = month(silenced, on, ran)
        assert (found.verdict, found.planned_on) == (Verdict.LATER, day(first))


@pytest.mark.clause("5.1")
def test_a_list_that_was_withdrawn_was_not_told() -> None:
    """Refused on 1 November: it is due on the next run, while it is missed by at most 5 WD."""
    line = withdrawn(waits(Step.M, "2010-11-01", cause="2010-11"))
    action = heard(an_action(None), line)
    assert lists(action, "2010-11-02", ran="2010-11-01") == {LEAD}
    assert lists(action, "2010-11-09", ran="2010-11-08") == set()
    others = [person(post_id) for post_id in POSTS if post_id != LEAD]
    alone = a_board(undeliverable=others, ran="2010-11-01")
    assert [n.post_id for n in owed(action, alone, day("2010-11-02")) if n.step is Step.M] == [LEAD]


@pytest.mark.clause("4.3", "5.1")
@table(
    ("case", "action", "expected"),
    [
        (
            "the leads' withdrawn, the secretary's told",
            heard(an_action(None), withdrawn(waits(Step.M, "2010-11-01", cause="2010-11")), LISTED),
            {LEAD},
        ),
        (
            "the secretary's withdrawn; due later than the leads' list of the 1st",
            stopped(
                heard(an_action("2010-12-17"), withdrawn(LISTED)),
                stop(StopKind.EXTENSION_ASKED, "2010-10-20"),
            ),
            {SECRETARY},
        ),
        (
            "the secretary's withdrawn, and silenced since",
            stopped(
                heard(an_action(None), withdrawn(LISTED)), stop(StopKind.SILENCE, "2010-11-02")
            ),
            set[int](),
        ),
        (
            "closed on the day of the list, reopened since",
            stopped(
                heard(an_action(None), withdrawn(LISTED)),
                stop(StopKind.CLOSURE, "2010-11-01", "2010-11-02"),
            ),
            set[int](),
        ),
        (
            "a contributor's withdrawn from the chair; October's refused the secretary",
            replace(
                heard(
                    an_action(None),
                    replace(withdrawn(told(Step.M, "2010-10-01", SECRETARY, cause="2010-10",
                                           first=False)), bounced=True),
                    told(Step.M, "2010-11-01", cause="2010-11"),
                    withdrawn(told(Step.M, "2010-11-01", CHAIR, cause="2010-11", first=False,
                                   instead_of=SECOND)),
                ),
                leads=(LEAD, SECOND),
            ),
            set[int](),
        ),
    ],
)  # fmt: skip
def test_whose_list_is_due_again(case: str, action: ActionFacts, expected: set[int]) -> None:
    """On 2 November, the day after the lists were made: theirs alone from whom it was withdrawn."""
    assert lists(action, "2010-11-02", ran="2010-11-01") == expected, case


@pytest.mark.clause("2.3", "5.11")
def test_a_list_that_was_silenced_asks_for_the_date_of_its_day() -> None:
    """Silenced to 4 November, with a new date from the 3rd that the list of the 1st knew not of."""
    silence = stop(StopKind.SILENCE, "2010-10-25", "2010-11-05")
    for begins, verdict in (("2010-11-03", Verdict.PASSED_OVER), ("2010-11-01", Verdict.DUE)):
        new = version("2010-11-20", begins, VersionCause.EXTENDED, number=2)
        action = stopped(replace(FAR, version=new, versions=(FAR.version, new)), silence)
        assert month(action, "2010-11-05", ran="2010-11-01").verdict is verdict


@pytest.mark.clause("4.3", "5.1", "5.7")
@table(
    ("case", "due", "expected"),
    [
        ("undated: on the secretary's list", None, {CHAIR}),
        ("due on 3 November: overdue only since the list", "2010-11-03", set[int]()),
    ],
)
def test_a_list_of_both_that_was_refused_is_due_as_the_secretarys_again(
    case: str, due: str | None, expected: set[int]
) -> None:
    """Refused on 1 November, the secretary having been told the contributor's list in one line.

    The lead has been told, and so M; the secretary's list goes to the chair.
    """
    both = told(Step.M, "2010-11-01", SECRETARY, cause="2010-11", first=False, instead_of=SECOND)
    lines = (told(Step.M, "2010-11-01", cause="2010-11"), withdrawn(both))
    action = replace(heard(an_action(due), *lines), leads=(LEAD, SECOND))
    board = a_board(vacant(SECOND), undeliverable=[105], ran="2010-11-01")
    notices = owed(action, board, day("2010-11-04"))
    assert {n.post_id for n in notices if n.step is Step.M} == expected, case


@pytest.mark.clause("2.3", "4.2")
@table(("on", "ran"), [("2010-11-01", "2010-10-29"), ("2010-11-03", "2010-11-02")])
def test_a_silenced_list_says_that_it_is_held_back(on: str, ran: str) -> None:
    """On its day, and while it waits for the silence to end."""
    action = stopped(UNDATED, stop(StopKind.SILENCE, "2010-10-25", "2010-11-10"))
    found = month(action, on, ran)
    assert (found.verdict, found.planned_on) == (Verdict.HELD_BACK, day("2010-11-01"))


@pytest.mark.clause("2.3", "5.1")
def test_a_list_that_was_withdrawn_is_held_back_by_a_silence_too() -> None:
    """Refused on the 1st, silenced from the 2nd: it would be due again on the 3rd."""
    line = withdrawn(waits(Step.M, "2010-11-01", cause="2010-11"))
    action = stopped(heard(an_action(None), line), stop(StopKind.SILENCE, "2010-11-02"))
    for ran in ("2010-11-01", "2010-11-02"):
        assert month(action, "2010-11-03", ran).verdict is Verdict.HELD_BACK


KEPT_BACK = replace(withdrawn(LISTED), refused=True)
NO_A = replace(withdrawn(told(Step.A, "2010-08-02")), refused=True)


@pytest.mark.clause("1.5", "2.3", "4.3", "5.12")
@table(
    ("case", "action", "on", "expected"),
    [
        ("nothing against it", UNDATED, "2010-11-01", {LEAD, SECRETARY}),
        (
            "silenced",
            stopped(UNDATED, stop(StopKind.SILENCE, "2010-10-25", "2010-11-10")),
            "2010-11-01",
            set[int](),
        ),
        ("kept back", heard(an_action(None), KEPT_BACK), "2010-11-02", set[int]()),
        ("A kept back", replace(an_action(None), ledger=(NO_A,)), "2010-11-01", set[int]()),
        (
            "closed on the day of the list, reopened since",
            stopped(UNDATED, stop(StopKind.CLOSURE, "2010-11-01", "2010-11-02")),
            "2010-11-02",
            set[int](),
        ),
    ],
)
def test_the_secretarys_list_waits_for_what_keeps_the_leads(
    case: str, action: ActionFacts, on: str, expected: set[int]
) -> None:
    """A silence, a refusal, an A that was not told; and what was closed that day is not listed."""
    ran = "2010-11-01" if on == "2010-11-02" else "2010-10-29"
    assert lists(action, on, ran) == expected, case
