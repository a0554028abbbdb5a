"""The snapshot of a pack: what it says of each action on the day of its freeze."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.board_reading import board_facts
from models.database import reading
from models.pack_reading import Asked, snapshot
from models.rules.packs import Letter, Snapshot, SnapshotRow
from models.rules.packs_decisions import chairs_resolution
from models.rules.packs_position import reconcile
from models.rules.progress import Deciding
from models.rules.words import Brag, DecisionKind, Progress, Standing, Step
from tasks import decisions
from tasks.holidays import board_calendar
from tasks.pack_issuing import approve_pack, issue_pack, pack_fingerprint
from tasks.packs import Wanted, make_pack
from tasks.policies import Adopting, adopt
from tests.stories.world import (
    BOARD_ID,
    CHAIR,
    LEAD,
    REVIEW,
    SAFEGUARDING,
    SECRETARY,
    World,
    address_of,
    row,
)

DUE = "17 September 2010"
DUE_ON = date(2010, 9, 17)
MEETING = date(2011, 1, 26)


def frozen(world: World, on: date, meeting: date = MEETING) -> Snapshot:
    """The snapshot as of a day, with all that is recorded by now."""
    with reading(world.office.engine) as session:
        board = board_facts(session, BOARD_ID, on, board_calendar)
        (committee_id,) = board.committees
        asked = Asked(committee_id=committee_id, meeting_on=meeting, freeze_on=on, number="1")
        return snapshot(session, board, asked)


def line(world: World, on: date, ref: str = "1") -> SnapshotRow:
    """What the snapshot says of one action."""
    return next(r for r in frozen(world, on).rows if r.reference == f"{REVIEW}/{ref}")


@pytest.fixture
def entered(world: World) -> World:
    """One action of the ward manager, due on 17 September, told on the day of its entry."""
    world.import_plan(row("1", DUE))
    world.run()
    world.let_pass("Yours")
    return world


def go(world: World, to: date) -> World:
    """The days up to one, with what they tell let go."""
    world.advance(to=to)
    world.let_pass()
    return world


def test_lateness_counts_against_both_dates(entered: World) -> None:
    """Extended from 17 September to 1 November: late against the first date, then against both."""
    go(entered, date(2010, 9, 30)).decide("1", "extend", until=date(2010, 11, 1))
    late = [
        (r.days_late, r.days_late_original, r.slips, r.is_overdue)
        for r in (line(entered, date(2010, *day)) for day in ((9, 20), (10, 18), (11, 3)))
    ]
    assert late == [(3, 3, 0, True), (0, 31, 1, False), (2, 47, 1, True)]
    row_ = line(entered, date(2010, 11, 3))
    assert (row_.original_due_on, row_.due_on) == (DUE_ON, date(2010, 11, 1))


def test_evidence_that_waits_is_shown_with_its_note_and_files(entered: World) -> None:
    """From the day it came in until it is decided on; in by the due date it is not late."""
    entered.on(date(2010, 9, 16)).respond("1", evidence="A register of attendance.")
    waiting = line(go(entered, date(2010, 10, 4)), date(2010, 10, 4))
    assert waiting.standing is Standing.AWAITING_DECISION
    assert (waiting.evidence_since, waiting.evidence_files) == (
        date(2010, 9, 16),
        ("evidence.txt",),
    )
    assert (waiting.days_late, waiting.days_late_original) == (0, 0)
    entered.decide("1", "accept")
    done = line(entered, date(2010, 10, 4))
    assert (done.evidence_since, done.evidence_files) == (None, ())
    assert (done.brag, done.closed_on, done.closed_late) == (Brag.BLUE, date(2010, 10, 4), False)
    # The freeze of an earlier day does not know it yet.
    assert line(entered, date(2010, 10, 1)).evidence_since == date(2010, 9, 16)


def test_a_request_for_time_waits_until_it_is_decided(entered: World) -> None:
    """A change of priority, or a hold, does not answer it; the extension does."""
    until = date(2010, 12, 1)
    entered.on(date(2010, 9, 10)).respond("1", extension=until)
    entered.on(date(2010, 9, 14)).decide("1", "priority-high")
    asked = line(entered, date(2010, 9, 14))
    assert (asked.extension_asked_on, asked.extension_until) == (date(2010, 9, 10), until)
    assert asked.extension_reason == "staff are away"
    entered.on(date(2010, 9, 15)).decide("1", "extend", until=until)
    granted = line(entered, date(2010, 9, 15))
    assert (granted.extension_asked_on, granted.extension_until) == (None, None)
    assert granted.due_on == until


def test_a_hold_is_shown_with_its_last_day(entered: World) -> None:
    """The day the committee named, not the first that is free again."""
    entered.on(date(2010, 9, 15)).decide("1", "hold", until=date(2010, 10, 29))
    held = line(entered, date(2010, 10, 29))
    assert (held.held_until, held.is_overdue) == (date(2010, 10, 29), False)
    free = line(entered, date(2010, 10, 30))
    assert (free.held_until, free.days_late) == (None, 43)


def test_a_closure_has_its_own_reason(entered: World) -> None:
    """Not that of an earlier decision; closed after its date it is late to the day of closure."""
    entered.on(date(2010, 9, 15)).decide("1", "extend", until=date(2010, 10, 1))
    entered.on(date(2010, 10, 8))
    what = Deciding(kind=DecisionKind.OUTSIDE_CONTROL, on=entered.today, chairs_action=True)
    decisions.decide(entered.office, f"{REVIEW}/1", what, by=CHAIR)
    done = line(go(entered, date(2010, 10, 20)), date(2010, 10, 20))
    assert (done.progress, done.brag) == (Progress.CLOSED_OUTSIDE_CONTROL, Brag.GREY)
    assert (done.closed_reason, done.closed_late) == (None, True)
    assert (done.days_late, done.days_late_original) == (7, 21)


def test_an_ended_ladder_stays_in_the_log_and_is_not_current(entered: World) -> None:
    """E1 of the first date is told; with a new date the action has no stage, until its own E1."""
    go(entered, date(2010, 9, 21))
    assert [(e.stage, e.current) for e in line(entered, entered.today).escalations] == [
        (Step.E1, True)
    ]
    entered.decide("1", "extend", until=date(2010, 10, 15))
    ended = line(entered, entered.today)
    assert ended.stage is None
    again = line(go(entered, date(2010, 10, 20)), date(2010, 10, 20))
    assert [(e.stage, e.current) for e in again.escalations] == [
        (Step.E1, False),
        (Step.E1, True),
    ]
    assert again.stage is not None
    assert again.stage.told_on == date(2010, 10, 18)
    assert again.stage.told_to == LEAD


def test_a_letter_is_unsent_until_a_person_records_it(entered: World) -> None:
    """It is drafted when the independent chair is told, and listed from then."""
    go(entered, date(2010, 11, 15))
    drafted = line(entered, entered.today)
    assert drafted.stage is not None
    assert drafted.stage.stage is Step.E5
    assert drafted.unsent_letters == (
        Letter(to="Trust chief executive", drafted_on=drafted.stage.told_on),
    )
    sent = Deciding(kind=DecisionKind.LETTER_SENT, on=entered.today)
    decisions.decide(entered.office, f"{REVIEW}/1", sent, by=SECRETARY)
    assert line(entered, entered.today).unsent_letters == ()


def test_a_chairs_action_is_reported_and_a_committees_is_not(entered: World) -> None:
    """At the next meeting, with its reason and day."""
    entered.on(date(2010, 9, 8))
    minuted = Deciding(
        kind=DecisionKind.PRIORITY_HIGH, on=entered.today, meeting_on=date(2010, 9, 7), minute="4"
    )
    decisions.decide(entered.office, f"{REVIEW}/1", minuted, by=SECRETARY)
    entered.on(date(2010, 9, 9)).decide("1", "hold", until=date(2010, 9, 20))
    (reported,) = frozen(entered, entered.today).chairs_actions
    assert (reported.reference, reported.decision) == (f"{REVIEW}/1", DecisionKind.HOLD)
    assert (reported.decided_on, reported.reason) == (date(2010, 9, 9), "as was discussed")


def test_a_policy_that_the_chair_adopted_is_reported(entered: World, tmp_path: Path) -> None:
    """At the next meeting, by its number, among what the chair decided between meetings."""
    file = tmp_path / "policy.toml"
    file.write_text("[reminders]\nnormal = [20, 4, 0]\n", encoding="utf-8")
    adopt(entered.office, Adopting(path=file, by=CHAIR, chairs_action=True))
    made = frozen(entered, entered.today)
    (reported,) = made.chairs_actions
    assert (reported.reference, reported.decided_on) == ("policy version 1", entered.today)
    assert "policy version 1 (adopted, 6 September 2010)" in (chairs_resolution(made) or "")


def test_only_the_last_issued_pack_is_compared_with(entered: World) -> None:
    """A draft is nothing to compare with; what the issued pack knew is counted as it knew it."""
    entered.meeting(date(2010, 10, 26))
    entered.meeting(MEETING)
    go(entered, date(2010, 10, 12))
    made = make_pack(entered.office, Wanted(committee="", meeting_on=date(2010, 10, 26)))
    later = date(2010, 12, 1)
    assert frozen(entered, later).previous is None
    approve_pack(entered.office, made.pack, pack_fingerprint(entered.office, made.pack), by=CHAIR)
    issue_pack(entered.office, made.pack, by=SECRETARY)
    entered.decide("1", "outside-control")
    now = frozen(entered, later)
    assert now.previous is not None
    assert now.previous.meeting_on == date(2010, 10, 26)
    assert [(r.reference, r.is_open) for r in now.previous.rows] == [(f"{REVIEW}/1", True)]
    assert now.previous.counts.overdue == 1


def test_what_came_and_went_reconciles(entered: World) -> None:
    """Opening + new + reopened - closed = closing, over an action closed, reopened and closed."""
    entered.on(date(2010, 9, 9)).decide("1", "outside-control")
    entered.on(date(2010, 9, 13)).decide("1", "reopen", until=date(2010, 11, 1))
    row_ = line(entered, date(2010, 9, 13))
    assert (row_.reopened_on, row_.closed_on, row_.due_on) == (
        date(2010, 9, 13),
        None,
        date(2010, 11, 1),
    )
    entered.on(date(2010, 9, 14)).decide("1", "not-implemented")
    for day, is_open in ((8, True), (10, False), (13, True), (14, False)):
        shot = frozen(entered, date(2010, 9, day))
        line_ = reconcile(shot)
        came = line_.opening + len(line_.new) + len(line_.reopened)
        assert came - len(line_.closed) == line_.closing == is_open
        assert [r.is_open for r in shot.rows] == [is_open]


@pytest.mark.clause("4.13")
def test_a_vacancy_that_was_told_is_an_exception_until_it_is_over(entered: World) -> None:
    """A stage found the safeguarding lead gone: whoever holds the post again ends it."""
    entered.leaves(SAFEGUARDING, date(2010, 9, 15))
    go(entered, date(2010, 9, 23))
    assert frozen(entered, date(2010, 9, 23)).exceptions == ()
    go(entered, date(2010, 9, 24))
    said = (
        f"The post of {SAFEGUARDING} has been vacant since 16 September 2010;"
        " messages go to a stand-in."
    )
    assert frozen(entered, date(2010, 9, 24)).exceptions == (said,)
    entered.contacts((SAFEGUARDING, "A newcomer", address_of("newcomer"), "2010-09-27", ""))
    assert frozen(entered, date(2010, 9, 27)).exceptions == ()
