"""What people look up: as of a day, by whatever words they use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from models.rules.ladder import Verdict
from models.rules.words import Standing
from tasks.explaining import why
from tasks.looking import Filter, history, list_actions, verify_history
from tasks.refused import Refused
from tasks.rehearsal import rehearse
from tasks.sent import sent_messages
from tests.stories.world import (
    CHAIR,
    FIRST,
    HEAD,
    INDEPENDENT,
    LEAD,
    MEMBER,
    SCHOOLS,
    SECRETARY,
    World,
    row,
)
from tests.worlds import kept, lived

DUE, LAST = "17 September 2010", date(2010, 9, 24)


@pytest.fixture(scope="module")
def told_template(template: Path, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home on 24 September: one action escalated, one extended, one without a date."""
    world = World.of(template, engine)
    world.import_plan(
        row("1", DUE), row("2", DUE, lead=HEAD, agency=SCHOOLS), row("3", "TBC", lead=HEAD)
    )
    world.run()
    world.advance(to=date(2010, 9, 16)).decide("2", "extend", until=date(2010, 11, 30))
    world.advance(to=LAST)
    world.let_pass()
    return kept(world, tmp_path_factory.mktemp("told"))


@pytest.fixture
def told(told_template: Path, engine: Engine) -> Iterator[World]:
    """A world of the test's own on that day."""
    yield from lived(told_template, engine, LAST)


def test_the_list_stands_as_of_the_day_asked_about(told: World) -> None:
    """Before the decision the old date, after it the new one."""
    now = {line.reference: line for line in list_actions(told.office, Filter())}
    then = {line.reference: line for line in list_actions(told.office, Filter(), FIRST)}
    assert (now["child-q/1"].standing, then["child-q/1"].standing) == (
        Standing.OVERDUE,
        Standing.DUE_SOON,
    )
    assert (str(now["child-q/2"].due_on), str(then["child-q/2"].due_on)) == (
        "2010-11-30",
        "2010-09-17",
    )
    assert (now["child-q/2"].slips, then["child-q/2"].slips) == (1, 0)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["1", "2", "3"]),
        (Filter(lead="HEAD of  schools"), ["2", "3"]),
        (Filter(agency="hospital trust"), ["1"]),
        (Filter(agency=SCHOOLS, standing=Standing.NO_DATE), ["3"]),
        (Filter(review="child-q", standing=Standing.CLOSED), []),
        (Filter(standing=Standing.OVERDUE), ["1"]),
    ],
)
def test_a_filter_lets_through_what_is_wanted(
    told: World, wanted: Filter, found: list[str]
) -> None:
    """Words match without case and spacing; nothing found is an empty list."""
    lines = list_actions(told.office, wanted)
    assert [line.reference for line in lines] == [f"child-q/{ref}" for ref in found]


@pytest.mark.parametrize(
    "wanted", [Filter(review="child"), Filter(lead="Nobody"), Filter(agency="Nowhere")]
)
def test_a_word_that_nobody_knows_is_refused(told: World, wanted: Filter) -> None:
    """A review goes by its whole reference; a slip of the pen is no empty list."""
    with pytest.raises(Refused, match="does not know it"):
        list_actions(told.office, wanted)


def test_why_says_what_was_told_what_was_passed_over_and_what_comes(told: World) -> None:
    """In the order of the ladder, each with its day and reason."""
    found = why(told.office, "child-q/1")
    assert [t.step for t in found.told if t.to == LEAD] == ["A", "R5", "R0", "E1", "E2"]
    passed = [v.step for v in found.held_back if v.verdict is Verdict.PASSED_OVER]
    assert passed == ["R20"]
    coming = {(v.step, str(v.planned_on)) for v in found.next_steps}
    assert coming == {
        ("E3", "2010-10-01"),
        ("M", "2010-10-01"),
        ("E4", "2010-10-15"),
        ("E5", "2010-11-12"),
    }
    assert (found.as_written, found.read_as != "") == (DUE, True)


def test_what_comes_next_is_what_a_rehearsal_tells(told: World) -> None:
    """Under a hold and after the month's list as well: the first day of each step is the same."""
    told.decide("2", "hold", until=date(2010, 11, 25))
    told.advance(to=date(2010, 10, 5)).let_pass()
    played = rehearse(told.office, told.today, date(2011, 10, 5)).notices
    for reference in ("child-q/1", "child-q/2", "child-q/3"):
        first: dict[str, date] = {}
        for notice in played:
            if notice.action == reference:
                first.setdefault(notice.step, notice.on)
        coming = {v.step.value: v.planned_on for v in why(told.office, reference).next_steps}
        assert (coming, "M" in coming) == (first, True)


def test_a_vacancy_that_was_told_does_not_come_again(world: World) -> None:
    """V is told once, and the secretary's S is shown of no action; what comes next goes on."""
    world.import_plan(row("1", DUE))
    world.leaves(LEAD, FIRST - timedelta(days=1))

    def coming() -> set[str]:
        return {one.step.value for one in why(world.office, "child-q/1").next_steps}

    assert coming() & {"V", "S", "E1"} == {"V", "E1"}
    world.run()
    world.let_pass()
    assert ("E1" in coming(), coming() & {"V", "S"}) == (True, set())


def test_why_as_of_an_earlier_day_knows_no_later_notice(told: World) -> None:
    """On the day of entry nothing but A had been recorded."""
    assert [t.step for t in why(told.office, "child-q/1", FIRST).told] == ["A"]


def test_the_history_of_an_action_is_its_own(told: World) -> None:
    """By reference, in order; and as it was known at the end of a day."""
    whole = [line.what for line in history(told.office, "child-q/2")]
    assert whole == ["action entered", "decided extend"]
    early = [line.what for line in history(told.office, "child-q/2", date(2010, 9, 15))]
    assert early == ["action entered"]
    assert len(history(told.office)) > len(whole)


def test_an_entry_says_who_from_what_to_what_and_why(told: World) -> None:
    """The words stand beside the chain, which has their hashes alone."""
    (entry,) = (h for h in history(told.office, "child-q/2") if h.what == "decided extend")
    assert (entry.by, entry.reason) == (CHAIR, "as was discussed")
    assert entry.dates == (date(2010, 9, 17), date(2010, 11, 30))
    assert "discussed" not in entry.facts
    assert (entry.about, entry.said) == ("", "chair's action")
    # A post, a committee, a time in a post, a run, a message: none by its number alone.
    found = {line.what: (line.about, line.said) for line in history(told.office)}
    assert found["committee-entered"] == (
        "Review committee",
        f"chair: {CHAIR}; secretary: {SECRETARY}",
    )
    assert found["members-set"][1] == f"members: {MEMBER}"
    assert found["tenure-begun"][0].startswith(f"{INDEPENDENT}, person ")
    assert found["message accepted"][0].startswith("to ")
    assert found["meeting-entered"] == ("Review committee, 2010-09-07", "")
    assert found["run"][0].startswith("run of 2010-")


def test_each_message_can_be_shown_as_it_was_sent(told: World) -> None:
    """To the byte, with its hash; and once its text is purged the hash is left."""
    first, *rest = sent_messages(told.office, "child-q/1")
    assert (first.steps, first.to, first.state) == (("A",), (LEAD,), "accepted")
    assert "child-q/1" in first.text
    assert first.text.startswith("From: ")
    assert hashlib.sha256(first.source.encode()).hexdigest() == first.sha256
    assert {"E1", "E2"} <= {step for one in rest for step in one.steps}
    with told.office.engine.begin() as connection:
        connection.execute(text("DELETE FROM message_bytes"))
    purged = sent_messages(told.office, "child-q/1")[0]
    assert (purged.kept, purged.text, purged.sha256) == ("the text was purged", "", first.sha256)


def test_no_action_is_listed_before_it_was_entered(told: World) -> None:
    """As of the day before the plan came in, there was none, and why says so."""
    before = FIRST - timedelta(days=1)
    assert list_actions(told.office, Filter(review="child-q"), before) == []
    with pytest.raises(Refused, match="was entered on 6 September 2010"):
        why(told.office, "child-q/1", before)


def test_an_action_that_is_not_there_is_refused(world: World) -> None:
    """By why and by history."""
    with pytest.raises(Refused, match="child-q/9"):
        why(world.office, "child-q/9")
    with pytest.raises(Refused, match="child-q/9"):
        history(world.office, "child-q/9")
    with pytest.raises(Refused, match="child-q/9"):
        sent_messages(world.office, "child-q/9")


def test_the_history_is_whole_after_a_whole_story(told: World) -> None:
    """Entered, told, decided, answered, closed: every entry fits the one before it."""
    told.respond("1", "evidence", evidence="Done.")
    told.decide("1", "accept", by=CHAIR)
    assert verify_history(told.office) == []
