"""Whether the cause of a waiting notice still stands when its message is about to leave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.notices import cause_stands
from models.rules.stops import stop_words
from models.rules.words import Step, StopKind, VersionCause
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
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
    stop,
    stopped,
    told,
    vacant,
    version,
    waits,
)
from tests.tables import table

DUE = an_action()
A, R5, R20 = (
    waits(Step.A, "2010-08-02"),
    waits(Step.R5, "2010-10-08"),
    waits(Step.R20, "2010-09-17"),
)
M = waits(Step.M, "2010-10-01", cause="2010-10")
LISTED = replace(waits(Step.M, "2010-11-01", SECRETARY, cause="2010-11"), first=False)
E1 = waits(Step.E1, "2010-10-18")
E2 = waits(Step.E2, "2010-10-22", SAFEGUARDING)
EXTENDED = version("2010-11-30", "2010-10-13", VersionCause.EXTENDED, number=2)
HANDED_OVER = post(
    LEAD,
    holds(LEAD, 101, end=day("2010-10-13")),
    holds(LEAD, 201, day("2010-10-13"), nth=1),
)


def gone(
    entry: Entry, on: str, action: ActionFacts = DUE, board: BoardFacts | None = None
) -> str | None:
    """Why a waiting notice is withdrawn on a day, with itself in the ledger."""
    known = heard(action, entry) if entry.step is not Step.A else replace(action, ledger=(entry,))
    return cause_stands(known, board or a_board(), entry, day(on))


@pytest.mark.clause("5.6")
@table(
    ("entry", "on"),
    [
        (A, "2010-08-09"),
        (R20, "2010-09-24"),
        (R5, "2010-10-14"),
        (M, "2010-10-29"),
        (LISTED, "2010-11-12"),
        (E1, "2010-10-29"),
        (E2, "2010-10-29"),
    ],
)
def test_a_cause_stands_while_nothing_has_changed(entry: Entry, on: str) -> None:
    """An outage of some days takes no cause away."""
    assert gone(entry, on) is None


@pytest.mark.clause("5.6")
@table(
    ("case", "entry", "on", "action", "reason"),
    [
        (
            "the action was closed",
            E1,
            "2010-10-19",
            stopped(DUE, stop(StopKind.CLOSURE, "2010-10-19")),
            "the action was closed",
        ),
        (
            "a new date, R",
            R5,
            "2010-10-13",
            replace(DUE, version=EXTENDED),
            "the action has a new date",
        ),
        (
            "a new date, A",
            A,
            "2010-10-13",
            replace(DUE, version=EXTENDED),
            "the action has a new date",
        ),
        (
            "evidence came in, E",
            E1,
            "2010-10-19",
            stopped(DUE, stop(StopKind.EVIDENCE, "2010-10-19")),
            "evidence was submitted on 19 October 2010 and waits for a decision",
        ),
        (
            "evidence came in, M",
            M,
            "2010-10-04",
            stopped(DUE, stop(StopKind.EVIDENCE, "2010-10-04")),
            "evidence was submitted on 4 October 2010 and waits for a decision",
        ),
        (
            "held, R",
            R5,
            "2010-10-12",
            stopped(DUE, stop(StopKind.HOLD, "2010-10-11", "2010-11-01")),
            stop_words(stop(StopKind.HOLD, "2010-10-11", "2010-11-01")),
        ),
        (
            "silenced, A",
            A,
            "2010-08-09",
            stopped(DUE, stop(StopKind.SILENCE, "2010-08-09")),
            "silenced by the secretary on 9 August 2010",
        ),
        (
            "silenced, E2",
            E2,
            "2010-10-25",
            stopped(DUE, stop(StopKind.SILENCE, "2010-10-25")),
            "silenced by the secretary on 25 October 2010",
        ),
        (
            "an extension asked for in time and recorded late, E2",
            E2,
            "2010-10-25",
            stopped(DUE, stop(StopKind.EXTENSION_ASKED, "2010-10-15")),
            stop_words(stop(StopKind.EXTENSION_ASKED, "2010-10-15", "2010-11-12")),
        ),
        (
            "the due date has passed",
            R5,
            "2010-10-18",
            DUE,
            "the due date of 15 October 2010 has passed",
        ),
        (
            "a later reminder has come",
            R20,
            "2010-10-08",
            DUE,
            "R5 is due as well, and only the latest is told",
        ),
        ("the month is over", M, "2010-11-02", DUE, "the month of the list is over"),
        (
            "the new date is far off",
            M,
            "2010-10-13",
            replace(DUE, version=version("2011-03-31", "2010-10-13", number=2)),
            "it is due later than 45 days from now",
        ),
        (
            "the secretary's list: decided",
            LISTED,
            "2010-11-12",
            replace(DUE, version=version("2011-03-31", "2010-11-12", number=2)),
            "it is neither overdue, undated nor undecided any more",
        ),
        (
            "another lead",
            R5,
            "2010-10-12",
            replace(DUE, leads=(SECOND,)),
            "R5 is told to another post now",
        ),
    ],
)
def test_a_cause_that_is_gone_withdraws_the_notice(
    case: str, entry: Entry, on: str, action: ActionFacts, reason: str
) -> None:
    """Rule 6: withdrawn with the reason."""
    assert gone(entry, on, action) == reason, case


@pytest.mark.clause("5.6", "5.7")
@table(
    ("case", "board", "reason"),
    [
        ("handed over", a_board(HANDED_OVER), "the post has another holder"),
        ("vacant", a_board(vacant(LEAD)), "the post has another holder"),
        ("no such post", a_board(without=[LEAD]), "the post has another holder"),
        ("refused", a_board(undeliverable=[101]), "the address is undeliverable"),
    ],
)
def test_a_person_who_is_gone_is_not_written_to(case: str, board: BoardFacts, reason: str) -> None:
    """Rule 7: the notice is withdrawn, and the step is due again for whoever is there."""
    assert gone(R5, "2010-10-14", board=board) == reason, case


@pytest.mark.clause("5.6", "5.7")
def test_a_vacancy_that_was_filled_needs_no_stand_in() -> None:
    """E3 waits for the stand-in, and the board member's post is filled meanwhile."""
    entry = replace(waits(Step.E3, "2010-10-29", SAFEGUARDING), for_post_id=BOARD_MEMBER)
    assert gone(entry, "2010-11-01", board=a_board(vacant(BOARD_MEMBER))) is None
    assert gone(entry, "2010-11-01") == "E3 is told to another post now"


@pytest.mark.clause("4.18", "5.6")
def test_the_chair_is_not_told_of_a_date_that_is_there() -> None:
    """U40 waits, and meanwhile the action is held or has a date."""
    undated = an_action(None)
    entry = waits(Step.U40, "2010-09-28", CHAIR, cause="u2010-08-02")
    assert gone(entry, "2010-09-29", undated) is None
    held = stopped(undated, stop(StopKind.HOLD, "2010-09-29"))
    assert gone(entry, "2010-09-29", held) == (
        "held by the committee or its chair on 29 September 2010"
    )
    assert gone(entry, "2010-09-29", DUE) == "the action has a date, or needs none"


@pytest.mark.clause("5.6")
def test_a_step_that_answers_what_has_happened_stands() -> None:
    """Z is told because the action was closed, so that closing it takes no cause away."""
    closed = stopped(DUE, stop(StopKind.CLOSURE, "2010-11-17"))
    entry = waits(Step.Z, "2010-11-18", SECRETARY, cause=closed.stops[0].key)
    assert gone(entry, "2010-11-18", closed) is None


def left(action: ActionFacts, board: BoardFacts, entry: Entry, on: str) -> str | None:
    """Why a waiting notice is withdrawn, with itself at the end of the ledger."""
    known = replace(action, ledger=(*action.ledger, entry))
    return cause_stands(known, board, entry, day(on))


HEARD = heard(DUE)
JOINT = replace(HEARD, leads=(LEAD, SECOND))


@pytest.mark.clause("5.6")
def test_a_new_holders_a_stands_whatever_the_date() -> None:
    """Its cause is the tenure."""
    entry = replace(waits(Step.A, "2010-10-13", cause="t1011"), person_id=201)
    assert left(HEARD, a_board(HANDED_OVER), entry, "2010-10-14") is None


@pytest.mark.clause("5.6")
@table("entry", [R5, M], ids=["R5", "M"])
def test_a_silence_that_came_in_keeps_back_what_waits(entry: Entry) -> None:
    """The secretary silenced the action on the 11th."""
    action = stopped(HEARD, stop(StopKind.SILENCE, "2010-10-11"))
    reason = left(action, a_board(), entry, "2010-10-12")
    assert reason == "silenced by the secretary on 11 October 2010"


@pytest.mark.clause("2.3", "5.6")
def test_e4_waits_for_no_silence_and_for_no_e5() -> None:
    """An E4 on its way leaves in a silence, and with its E5."""
    e4, e5 = (waits(step, "2010-11-12", SECRETARY) for step in (Step.E4, Step.E5))
    silenced = stopped(HEARD, stop(StopKind.SILENCE, "2010-11-11"))
    assert left(silenced, a_board(), e4, "2010-11-15") is None
    assert left(replace(HEARD, ledger=(*HEARD.ledger, e5)), a_board(), e4, "2010-11-15") is None


@pytest.mark.clause("4.3", "5.6")
@table(
    ("case", "action", "board", "entry"),
    [
        (
            "of a contributor's stand-in",
            JOINT,
            a_board(vacant(SECOND, deputy=CHAIR)),
            replace(waits(Step.M, "2010-10-01", CHAIR, cause="2010-10"), first=False),
        ),
        (
            "of the secretary who stands in for the lead",
            HEARD,
            a_board(vacant(LEAD, deputy=SECRETARY)),
            waits(Step.M, "2010-10-01", SECRETARY, cause="2010-10"),
        ),
        (
            "of the secretary who contributes",
            replace(HEARD, leads=(LEAD, SECRETARY)),
            a_board(),
            replace(waits(Step.M, "2010-10-01", SECRETARY, cause="2010-10"), first=False),
        ),
    ],
)
def test_a_leads_list_is_not_the_secretarys(
    case: str, action: ActionFacts, board: BoardFacts, entry: Entry
) -> None:
    """Due on the 15th: on a lead's list, and not among what is overdue, undated or undecided."""
    assert left(action, board, entry, "2010-10-04") is None, case


@pytest.mark.clause("5.6", "5.7")
@table(
    ("action", "entry"),
    [
        (HEARD, replace(waits(Step.M, "2010-10-01", CHAIR, cause="2010-10"), for_post_id=LEAD)),
        (
            JOINT,
            replace(waits(Step.R5, "2010-10-08", SECRETARY), first=False, for_post_id=SECOND),
        ),
        (
            HEARD,
            replace(waits(Step.E3, "2010-10-11", CHAIR), first=False, for_post_id=SECRETARY),
        ),
    ],
    ids=["M for the lead", "R5 for a contributor", "E3 for the secretary"],
)
def test_what_a_stand_in_waits_for_goes_once_the_post_is_filled(
    action: ActionFacts, entry: Entry
) -> None:
    """Whoever holds the post now is told in their own right."""
    reason = left(action, a_board(), entry, "2010-10-12")
    assert reason == f"{entry.step} is told to another post now"


@pytest.mark.clause("5.6", "5.7")
def test_what_waits_for_a_lead_whose_address_is_gone_goes_to_another() -> None:
    """Nobody wrote to it in vain: it was taken away."""
    board = replace(a_board(), unaddressed=frozenset({101}))
    assert left(HEARD, board, R5, "2010-10-12") == "R5 is told to another post now"


@pytest.mark.clause("5.10b", "5.6")
@table(
    ("on", "reason"),
    [
        ("2010-11-15", "the ladder was stopped: no stage is told before 22 November 2010"),
        ("2010-11-19", "the ladder was stopped: no stage is told before 22 November 2010"),
        ("2010-11-22", None),
    ],
)
def test_a_stage_that_waits_while_evidence_comes_and_goes_waits_five_days_more(
    on: str, reason: str | None
) -> None:
    """E4 has waited for the mail server since the 12th; in and returned on Monday the 15th."""
    before = stop(StopKind.HOLD, "2010-10-25", "2010-11-01")
    returned = stopped(HEARD, before, stop(StopKind.EVIDENCE, "2010-11-15", "2010-11-15"))
    assert left(returned, a_board(), waits(Step.E4, "2010-11-12", SECRETARY), on) == reason


@pytest.mark.clause("5.6", "5.7a")
@table(
    ("refused", "reason"),
    [("2010-10-22", None), ("2010-10-21", "E2 is told to another post now")],
)
def test_who_is_told_as_well_is_told_whatever_message_leaves_first(
    refused: str, reason: str | None
) -> None:
    """No lead is named: the safeguarding lead had E1 for it, and so the board member has E2 too.

    Refused the same day, E2 goes to a stand-in by the next run; refused before, it had gone there.
    """
    e1 = told(Step.E1, "2010-10-18", SAFEGUARDING)
    action = replace(HEARD, leads=(), ledger=(*HEARD.ledger, e1))
    board = replace(a_board(undeliverable=[103]), refused_on={103: day(refused)})
    e2 = replace(waits(Step.E2, "2010-10-22", BOARD_MEMBER), first=False)
    assert left(action, board, e2, "2010-10-22") == reason
