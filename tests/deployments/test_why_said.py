"""What `matters why` says of days, of letters and of whoever stands in."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise

from deployments.explained import AS_WELL, ONLY_LATER, why_lines
from models.rules.words import Step
from tasks import by_hand
from tasks.corrections import correct
from tasks.explaining import why
from tasks.looking import history
from tests.stories.world import (
    ACTION,
    BOARD_MEMBER,
    DEPUTY,
    HEAD,
    LEAD,
    MANAGER,
    REVIEW,
    SAFEGUARDING,
    SCHOOLS,
    SECRETARY,
    World,
    row,
)


def test_a_reading_is_confirmed_as_a_day(world: World) -> None:
    """And no longer said to be proposed."""
    world.import_plan(row("1", "Immediately"))
    world.confirm("1")
    said = "The reading of its date was confirmed on 6 September 2010 as 13 September 2010."
    lines = why_lines(world.why("1"))
    assert said in lines
    assert not [line for line in lines if line.startswith("Proposed")]


def test_no_person_must_confirm_the_date_of_what_is_over(world: World) -> None:
    """A closed action wants no date."""
    world.import_plan(row("1", "Immediately"))
    assert [line for line in why_lines(world.why("1")) if line.startswith("Proposed")]
    world.decide("1", "outside-control")
    assert not [line for line in why_lines(world.why("1")) if line.startswith("Proposed")]


def test_only_what_is_superseded_has_another_in_its_place(world: World) -> None:
    """Reopened since and closed in another way, it has none."""
    world.import_plan(row("1", "17 September 2010"), row("2", "17 September 2010"))
    world.decide("1", "superseded", into="2")
    place = "child-q/2 takes its place."
    assert [line for line in why_lines(world.why("1")) if line.endswith(place)]
    world.decide("1", "reopen", until=date(2010, 11, 30))
    world.decide("1", "outside-control")
    assert not [line for line in why_lines(world.why("1")) if line.endswith(place)]


def test_a_reopening_says_its_date_as_what_is_due(world: World) -> None:
    """On one day it was reopened, and on another it is due."""
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    world.decide("1", "not-implemented")
    world.advance(to=date(2010, 9, 8))
    world.decide("1", "reopen", until=date(2010, 11, 30))
    said = "It was reopened with a new date on 8 September 2010, due 30 November 2010, by a chair's"
    assert [line for line in why_lines(world.why("1")) if line.startswith(said)]
    world.let_pass()


def test_what_was_recorded_after_its_day_is_said_with_both_days(world: World) -> None:
    """Decided at the meeting of the 7th and recorded on the 9th: the lead is told on the 10th."""
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    day = date(2010, 9, 7)
    world.advance(to=date(2010, 9, 9))
    until = date(2010, 9, 24)
    world.decide("1", "hold", by=SECRETARY, until=until, on=day, meeting_on=day, minute="4")
    world.advance(to=date(2010, 9, 10))
    lines = why_lines(world.why("1"))
    assert (
        "  2010-09-07  The committee, at its meeting of 7 September 2010, minute 4: the action was"
        ' held until 24 September 2010. Reason: "as was discussed". Recorded on 9 September 2010.'
    ) in lines
    assert (
        "      The action was held until 24 September 2010 by the committee on 7 September 2010;"
        " recorded on 9 September 2010. Clause 4.11, policy version 0."
    ) in lines
    world.let_pass()


def test_an_action_that_was_added_is_in_no_plan(world: World) -> None:
    """No plan says its date, or leaves it out."""
    world.import_plan(row("1", "17 September 2010"))
    add = partial(by_hand.add, world.office, REVIEW, "9", "Carry on.", lead=LEAD, by=SECRETARY)
    add(due_on=date(2010, 10, 29))
    add(due_on=None)
    for ref, given in (("9", "due 29 October 2010"), ("9.1", "without a date")):
        lines = why_lines(world.why(ref))
        assert f"It is in no plan; it was added by hand, {given}." in lines
        assert "  2010-09-06  Review secretary: added by hand." in lines
        assert not [line for line in lines if line.startswith("The plan")]


def test_a_part_and_its_whole_name_each_other(world: World) -> None:
    """Why a contributor hears no more of the one, and has heard of the other only now."""
    world.import_plan(row("1", "17 September 2010", lead=f"{LEAD}; {HEAD}"))
    world.run()
    world.advance(to=date(2010, 9, 8))
    by_hand.split(world.office, ACTION, by=SECRETARY)
    world.run()
    whole, part = (why_lines(world.why(ref)) for ref in ("1", "1.1"))
    assert "  2010-09-08  Review secretary: child-q/1.1 split off." in whole
    assert "  2010-09-08  Review secretary: split off from child-q/1." in part
    said = "      The action was split off from another on 8 September 2010. Clause 4.1,"
    assert f"{said} policy version 0." in part
    split = next(h.seq for h in history(world.office) if h.what == "split")
    world.let_pass()
    before = why(world.office, ACTION, date(2010, 9, 7))
    assert not [line for line in why_lines(before) if "split" in line]
    correct(world.office, split, "A slip.", by=SECRETARY)
    assert not [line for line in why_lines(world.why("1")) if "split off." in line]


def test_another_contributor_is_no_handover(world: World) -> None:
    """Whoever leads it leads it still; with another lead both are said."""
    world.import_plan(row("1", "17 September 2010"))
    for edited in (
        by_hand.Edited(contributors=(HEAD,), reason="They share it."),
        by_hand.Edited(lead=DEPUTY, contributors=(), reason="Moved."),
    ):
        by_hand.edit(world.office, ACTION, edited, by=SECRETARY)
    lines = why_lines(world.why("1"))
    said = [one.split(": ", 1)[1] for one in lines if one.startswith(f"  2010-09-06  {SECRETARY}")]
    assert said == [
        'contributed to by Head of schools, before by nobody. Reason: "They share it".',
        (
            "now led by Deputy ward manager, before by Ward manager; contributed to by nobody,"
            ' before by Head of schools. Reason: "Moved".'
        ),
    ]
    world.let_pass()


def test_a_handover_stands_among_what_was_decided(world: World) -> None:
    """By whom, from whom to whom, and why; one that was struck does not."""
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    world.advance(to=date(2010, 9, 7))
    by_hand.edit(world.office, ACTION, by_hand.Edited(lead=DEPUTY, reason="Moved."), by=SECRETARY)
    said = (
        "  2010-09-07  Review secretary: now led by Deputy ward manager, before by Ward manager."
        ' Reason: "Moved".'
    )
    assert said in why_lines(world.why("1"))
    assert said not in why_lines(why(world.office, ACTION, date(2010, 9, 6)))
    entry = next(one.seq for one in history(world.office, ACTION) if one.what == "handed over")
    correct(world.office, entry, "The wrong action.", by=SECRETARY)
    assert said not in why_lines(world.why("1"))
    world.let_pass()


def test_what_is_told_of_another_date_is_called_so_before_it_is_told(world: World) -> None:
    """Decided this morning: A tells of the date with the next run, and so of an event."""
    world.import_plan(row("1", "29 October 2010"), row("2", "TBC", lead=HEAD, agency=SCHOOLS))
    world.run()
    world.advance(to=date(2010, 9, 8))
    world.decide("1", "extend", until=date(2010, 11, 30))
    world.decide("2", "set-date", event="the guidance is out", until=date(2011, 2, 1))
    names = [world.why(ref).next_steps[0].name for ref in ("1", "2")]
    assert names == ["Told of its new date", "Told of the event that it waits for"]
    world.let_pass()


def test_what_comes_says_for_whom_another_stands_in(world: World) -> None:
    """Nobody leads from the 8th on: the deputy is reminded, and it is said for whom."""
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    world.leaves(LEAD, date(2010, 9, 7))
    world.advance(to=date(2010, 9, 8))
    lines = why_lines(world.why("1"))
    r5 = lines.index("  2010-09-10  R5  Second reminder")
    assert lines[r5 + 1] == f"      To {DEPUTY} (for {LEAD})."
    world.let_pass()


def test_who_is_told_a_stage_in_advance_is_said_with_why(world: World) -> None:
    """The safeguarding lead leads it: the board member hears at E2; where another leads, at E3."""
    world.import_plan(
        row("1", "17 September 2010", lead=SAFEGUARDING), row("2", "17 September 2010")
    )
    world.run()
    whom = f"      To {SAFEGUARDING}; {BOARD_MEMBER}."
    said = f"      {AS_WELL.format(BOARD_MEMBER)}"
    for day in (date(2010, 9, 8), date(2010, 9, 27)):
        world.advance(to=day)
        lines = why_lines(world.why("1"))
        assert [after for line, after in pairwise(lines) if line == whom] == [said]
        assert said not in why_lines(world.why("2"))
    world.let_pass()


def test_the_letter_of_e5_is_named_with_whom_it_is_to(world: World) -> None:
    """Of the board's own action to the accountable body; until a person records it, it waits."""
    world.import_plan(row("1", "17 September 2010", lead=MANAGER, agency="The board itself"))
    world.run()
    own = why_lines(world.why("1"))[3]
    assert own.endswith("with the draft of a letter to Eastmere Council (clause 5.13).")
    world.advance(to=date(2010, 11, 15))
    lines = why_lines(world.why("1"))
    drafted = "E5: 40 working days after 17 September 2010. A letter to Eastmere Council is drafted"
    assert f"      {drafted} with it. Clause 4.9, policy version 0." in lines
    waits = "  The letter to Eastmere Council, drafted on 12 November 2010, stands in each pack as"
    assert [line for line in lines if line.startswith(waits)]
    world.decide("1", "letter-sent", by=SECRETARY)
    assert not [line for line in why_lines(world.why("1")) if line.startswith(waits)]
    world.let_pass()


def test_a_day_before_which_nothing_is_told_is_said(world: World) -> None:
    """An old tracker is followed from a day after its entry; what is entered as usual has none."""
    world.import_plan(row("1", "30 July 2010"), follow_from=date(2010, 9, 20))
    said = "It is followed from 20 September 2010: nothing is told before, and that day counts"
    assert f"{said} as its day of entry (clause 5.3)." in why_lines(world.why("1"))
    world.import_plan(row("1", "30 July 2010"), review="child-r")
    assert not [x for x in why_lines(why(world.office, "child-r/1")) if "It is followed" in x]


def test_the_secretarys_day_is_shown_of_no_action(world: World) -> None:
    """Nobody leads from the 8th on: V is ahead, and S, which tells of it too, is not shown."""
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    world.leaves(LEAD, date(2010, 9, 7))
    world.advance(to=date(2010, 9, 7))
    steps = {one.step for one in world.why("1").next_steps}
    assert (Step.V in steps, Step.S in steps) == (True, False)
    world.let_pass()


def test_what_is_held_back_and_still_comes_is_said_to_stand_below(world: World) -> None:
    """A silence holds R20 back until its end; an action that nothing holds back has nothing."""
    world.import_plan(row("1", "6 October 2010"), row("2", "31 January 2011"))
    world.run()
    silenced = by_hand.Chosen(action=f"{REVIEW}/1")
    by_hand.silence(world.office, silenced, date(2010, 9, 10), "the ward moves", by=SECRETARY)
    world.advance(to=date(2010, 9, 9))
    for ref, said in (("1", ONLY_LATER), ("2", "  Nothing.")):
        lines = why_lines(world.why(ref))
        assert lines[lines.index("Held back or passed over") + 1] == said
    world.let_pass()


def test_who_is_told_for_another_and_in_their_own_right_is_said_to_be_both(world: World) -> None:
    """Neither the lead nor its deputy is there: the safeguarding lead has E2, and its copy."""
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    for post in (LEAD, DEPUTY):
        world.leaves(post, date(2010, 9, 20))
    said = f"      To {SAFEGUARDING} (also for {LEAD})."
    for day in (date(2010, 9, 23), date(2010, 9, 24)):
        assert said in why_lines(world.advance(to=day).why("1"))
    assert f"      To {BOARD_MEMBER}; {SECRETARY}. Copied to {SAFEGUARDING} (for {LEAD})." in (
        why_lines(world.why("1"))
    )
    world.let_pass()


def test_a_date_that_was_struck_is_still_called_new_where_it_was_told(world: World) -> None:
    """What was told stays told, under the name that it had."""
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    world.advance(to=date(2010, 9, 8)).decide("1", "set-date", until=date(2010, 10, 29))
    world.advance(to=date(2010, 9, 9))
    told = [one.name for one in world.why("1").told if one.step == "A"]
    assert told == ["Told that it is theirs", "Told of its new date"]
    (entry,) = (one.seq for one in history(world.office, ACTION) if one.what == "decided set-date")
    correct(world.office, entry, "Another action was meant.", by=SECRETARY)
    assert [one.name for one in world.why("1").told if one.step == "A"] == told
    world.let_pass()


def test_what_a_plan_records_is_said_to_be_the_plans(world: World) -> None:
    """A closure is the plan's word, and has no reminders; a revised date is told by the first A."""
    heads = [
        *("Recommendation", "Key Actions", "Lead Officer", "Date"),
        *("Revised date", "Status", "Completed"),
    ]
    done = ("1. Do it", "Do it", LEAD, "17 August 2010", "", "Complete", "10 August 2010")
    moved = ("2. Do it", "Do it", LEAD, "17 August 2010", "29 October 2010", "In progress", "")
    world.import_plan(done, moved, heads=heads)
    world.run()
    world.let_pass()
    lines = why_lines(world.why("1"))
    closed = "closed. Closed on 10 August 2010 with its evidence accepted, as its plan says."
    assert f"On 6 September 2010: {closed}" in lines
    assert lines[lines.index("Held back or passed over") + 1] == "  Nothing."
    (told,) = world.why("2").told
    assert told.name == "Told that it is theirs"
    said = "The action was entered, with the date that its plan has revised, on 6 September 2010"
    assert f"{said}, due 29 October 2010." in why_lines(world.why("2"))
