"""What a lead says on the page: taken as `matters respond` takes it, and never lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from models.database import reading
from models.page_reading import answers_of
from models.rules.progress import Said
from models.rules.words import ResponseKind
from tasks.answers import respond
from tasks.looking import history
from tasks.page_answers import LONGEST, Given, Sent, take_answer
from tasks.refused import Refused
from tasks.visiting import LinkClosed, revoke
from tests.stories.world import HEAD, LEAD, SECRETARY, World, row
from tests.tasks.page_visits import says, sees, visits, with_page

DUE = "17 September 2010"
FILE = Sent(name="minutes.txt", data=b"What was agreed.")


@pytest.fixture
def told(world: World) -> Iterator[World]:
    """A world in which two leads of one action have had a message with a link."""
    with_page(world).import_plan(row("1", DUE, lead=f"{LEAD}; {HEAD}"), row("2", "TBC"))
    world.run()
    world.let_pass()
    yield world
    world.let_pass()


def refused(world: World, sentence: str, *files: Sent, ref: str = "1", **given: str) -> None:
    """The answer is not taken, with a sentence, and nothing is recorded of it."""
    before = len(history(world.office))
    with pytest.raises(Refused, match=sentence):
        says(world, visits(world), ref, *files, seq=None, **given)
    assert len(history(world.office)) == before


def test_an_answer_is_recorded_as_a_command_would_and_says_which_way_it_came(told: World) -> None:
    """Progress, note and forecast; the secretary's next message tells of it."""
    taken = says(
        told, visits(told), progress="in-progress", note="Half is done.", forecast="30/09/2010"
    )
    assert (taken.answered.progress.value, taken.answered.late, taken.meanwhile) == (
        "in-progress",
        "",
        (),
    )
    line = history(told.office, "child-q/1")[-1]
    assert (line.what, line.by) == ("answered", LEAD)
    assert "Half" not in line.facts
    said = Said(
        progress=ResponseKind.IN_PROGRESS, note="Half is done.", forecast_on=date(2010, 9, 30)
    )
    respond(told.office, "child-q/2", said, by=LEAD)
    by_command = json.loads(history(told.office, "child-q/2")[-1].facts)
    assert json.loads(line.facts) == by_command | {"how": "page"}
    told.on(told.today + timedelta(days=1)).run()
    told.inbox(SECRETARY).expect("In progress, forecast 30 September 2010, said the Ward manager")


def test_evidence_is_kept_by_its_hash_and_waits_for_the_committee(told: World) -> None:
    """The file stands in the home before the answer does; the secretary hears that there is one."""
    taken = says(told, visits(told), "1", FILE, progress="in-progress")
    assert (taken.files, taken.answered.files) == (("minutes.txt",), 1)
    kept = list((told.office.settings.home / "evidence").iterdir())
    assert [file.read_bytes() for file in kept] == [FILE.data]
    assert told.action("1").standing == "awaiting-decision"
    says(told, visits(told), "2", forecast="30/09/2010")
    told.on(told.today + timedelta(days=1)).run()
    news = told.inbox(SECRETARY).expect("In progress, evidence sent, said the Ward manager")
    assert news.says("Forecast 30 September 2010, said the Ward manager")


def test_more_time_is_asked_for_with_its_reason(told: World) -> None:
    """And once."""
    says(told, visits(told), extension="31 October 2010", reason="Staff are away.")
    refused(told, "more time was asked for already", extension="1/11/2010", reason="More")


def test_not_mine_says_whose_it_is(told: World) -> None:
    """Or that nobody knows; the words are kept with the answer."""
    refused(told, "Whose is it: name the post", progress="not-mine")
    refused(told, "Whose is it: choose", progress="in-progress", whose="Head of schools")
    taken = says(told, visits(told), progress="not-mine", whose="Head of schools")
    assert taken.said.note == "It belongs to: Head of schools"
    assert taken.answered.progress.value == "awaiting-allocation"


def test_the_same_answer_twice_is_recorded_once(told: World) -> None:
    """Whoever sends a form again is told so."""
    who = visits(told)
    says(told, who, "1", FILE, note="Done.")
    before = len(history(told.office))
    assert says(told, who, "1", FILE, note="Done.").answered.already
    assert len(history(told.office)) == before


def test_what_cannot_be_taken_is_said_by_its_field(told: World) -> None:
    """Nothing is recorded, no file is kept."""
    refused(told, "says nothing")
    refused(told, "evidence is a file", progress="evidence")
    refused(told, "choose one", progress="closed-accepted")
    refused(told, "When will it be done: write the day", forecast="soon", note="x")
    refused(told, "is past", forecast="1/9/2010")
    refused(told, "give the day", reason="Because")
    refused(told, "with a reason", extension="31/10/2010")
    refused(told, "no date to extend", ref="2", extension="31/10/2010", reason="Because")
    refused(told, f"{LONGEST} characters", note="x" * (LONGEST + 1))
    refused(told, "the file is empty", Sent(name="a.txt", data=b""), note="x")
    assert not (told.office.settings.home / "evidence").exists()


def test_one_that_comes_after_the_closure_is_kept_and_says_so(told: World) -> None:
    """It changes nothing, and nobody loses what they wrote."""
    who = visits(told)
    seq = sees(told, who).seq
    told.decide("1", "not-implemented")
    taken = says(told, who, note="We had nearly done it.", seq=seq)
    assert "closed on 6 September 2010" in taken.answered.late
    assert taken.meanwhile == ("“not-implemented” was decided on 6 September 2010",)
    assert history(told.office, "child-q/1")[-1].what == "answered late"
    assert [one.reference for one in sees(told, who).closed] == ["child-q/1"]
    told.on(told.today + timedelta(days=91))
    assert sees(told, who).closed == ()


def test_what_another_lead_said_meanwhile_is_told(told: World) -> None:
    """Both are kept; the accountable lead's word stands."""
    beside = visits(told, HEAD)
    seq = sees(told, beside).seq
    says(told, visits(told), progress="in-progress")
    taken = says(told, beside, progress="not-started", seq=seq)
    assert taken.meanwhile == ("an answer was recorded on 6 September 2010",)
    assert "is accountable and said otherwise" in taken.answered.stands
    own = says(told, visits(told), note="More to say.")
    assert own.meanwhile == ()


def test_an_action_that_was_handed_over_meanwhile_is_not_answered(told: World) -> None:
    """The form of the former lead is given back with whom to tell."""
    who = visits(told)
    action_id = sees(told, who).actions[0].action_id
    told.leaves(LEAD, date(2010, 9, 5))
    with pytest.raises(Refused, match="no longer yours to answer"):
        take_answer(told.office, who, (action_id, "child-q/1"), Given(note="x"), (), seq=0)


def test_a_link_that_is_revoked_while_the_form_is_open_answers_nothing(told: World) -> None:
    """Even at the last moment."""
    who = visits(told)
    revoke(told.office, LEAD, by=SECRETARY)
    with pytest.raises(LinkClosed):
        says(told, who, note="x")


def test_what_was_said_before_is_read_back_whole(told: World) -> None:
    """For the page once it is opened: the newest first."""
    says(told, visits(told), note="First.")
    says(told, visits(told), "1", FILE, progress="evidence", note="Second.")
    own = sees(told, visits(told)).actions
    action_id = next(one.action_id for one in own if one.reference == "child-q/1")
    with reading(told.office.engine) as session:
        found = answers_of(session, action_id)
    assert [(a.note, a.post, a.files) for a in found] == [
        ("Second.", LEAD, ("minutes.txt",)),
        ("First.", LEAD, ()),
    ]
