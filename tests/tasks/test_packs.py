"""A pack's life: a draft, approved by the chair, issued by the secretary, the same when rebuilt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.database import reading, writing
from models.rules.words import Edition
from tasks.looking import history
from tasks.pack_issuing import approve_pack, issue_pack, pack_fingerprint
from tasks.packs import (
    PackMade,
    Wanted,
    _draft,
    _refuse_taken,
    check_pack,
    make_pack,
    packs_made,
)
from tasks.refused import Refused
from tests.stories.world import CHAIR, HEAD, LEAD, SCHOOLS, SECRETARY, World, row

FIRST_MEETING, MEETING = date(2010, 9, 7), date(2010, 10, 26)
DUE = "17 September 2010"


@pytest.fixture
def drafted(world: World) -> tuple[World, PackMade]:
    """A draft as of the cut-off of 12 October for the meeting of 26 October."""
    world.meeting(MEETING)
    world.import_plan(row("1", DUE), row("2", "TBC", lead=HEAD, agency=SCHOOLS))
    world.run()
    world.advance(to=date(2010, 10, 11)).leaves(HEAD, date(2010, 10, 11))
    world.advance(to=date(2010, 10, 12))
    world.let_pass()
    return world, make_pack(world.office, Wanted(committee="", meeting_on=MEETING))


@pytest.mark.clause("6.4")
def test_a_draft_is_frozen_at_the_cut_off_and_rebuilt_to_the_byte(
    drafted: tuple[World, PackMade], tmp_path: Path
) -> None:
    """Its totals reconcile, its files stand in the home, and none differs when built again."""
    world, made = drafted
    assert (made.pack, made.version, made.as_of) == ("pack-2010-10-26", 1, date(2010, 10, 12))
    totals = made.totals
    assert (
        totals["opening"] + totals["new"] + totals["reopened"] - totals["closed"]
        == (totals["closing"])
    )
    assert (totals["closing"], totals["overdue"]) == (2, 1)
    assert made.folder.is_relative_to(world.office.settings.home)
    assert {path.name for path in made.folder.iterdir()} >= {file.name for file in made.files}
    world.on(date(2010, 10, 20)).decide("1", "outside-control")
    assert check_pack(world.office, made.pack, tmp_path) == ()


@pytest.mark.clause("2.5", "6.4")
def test_a_pack_is_approved_by_its_chair_and_then_issued_by_its_secretary(
    drafted: tuple[World, PackMade],
) -> None:
    """Nobody else, in no other order, and not without the fingerprint on the cover."""
    world, made = drafted
    print_ = pack_fingerprint(world.office, made.pack)
    with pytest.raises(Refused, match="is a draft"):
        issue_pack(world.office, made.pack, by=SECRETARY)
    with pytest.raises(Refused, match="Only the Committee chair approves"):
        approve_pack(world.office, made.pack, print_, by=SECRETARY)
    with pytest.raises(Refused, match="--fingerprint"):
        approve_pack(world.office, made.pack, "0" * 12, by=CHAIR)
    with pytest.raises(Refused, match="--fingerprint"):
        approve_pack(world.office, made.pack, print_[:6], by=CHAIR)
    approve_pack(world.office, made.pack, print_[:12].upper(), by=CHAIR)
    with pytest.raises(Refused, match="Only the Review secretary issues"):
        issue_pack(world.office, made.pack, by=CHAIR)
    issue_pack(world.office, made.pack, by=SECRETARY)
    with pytest.raises(Refused, match="issued already"):
        issue_pack(world.office, made.pack, by=SECRETARY)
    by = {line.what: line.by for line in history(world.office)}
    assert (by["pack approved"], by["pack issued"]) == (CHAIR, SECRETARY)


@pytest.mark.clause("4.12", "4.14")
def test_a_draft_that_nobody_approves_is_an_exception_of_the_secretarys_day(
    drafted: tuple[World, PackMade],
) -> None:
    """On its day of issue, the 18th, beside P itself, and not again on the day after."""
    world, _ = drafted
    world.advance(to=date(2010, 10, 15)).let_pass()
    world.advance(to=date(2010, 10, 18))
    late = "The pack for the meeting on 26 October 2010 was not approved by 18 October 2010."
    world.inbox(SECRETARY).expect("1 exception", "step P", late)
    world.let_pass()
    assert world.on(date(2010, 10, 19)).run().notices == 0


def test_a_meeting_or_a_pack_that_is_not_known_is_refused(world: World) -> None:
    """The sentence lists the meetings there are, or says what makes a pack."""
    with pytest.raises(Refused, match="no meeting that day"):
        make_pack(world.office, Wanted(committee="", meeting_on=MEETING))
    with pytest.raises(Refused, match="`matters pack` makes one"):
        pack_fingerprint(world.office, "pack-2010-10-26")
    made = make_pack(world.office, Wanted(committee="", meeting_on=FIRST_MEETING))
    with pytest.raises(Refused, match="--by Nobody"):
        approve_pack(world.office, made.pack, made.fingerprint, by="Nobody")


@pytest.mark.clause("6.5")
def test_both_editions_are_of_one_snapshot(drafted: tuple[World, PackMade], tmp_path: Path) -> None:
    """The public edition is no new version: what the chair approved is what both are made of."""
    world, made = drafted
    approve_pack(world.office, made.pack, made.fingerprint, by=CHAIR)
    world.respond("1", progress="in-progress")
    public = Wanted(committee="", meeting_on=MEETING, edition=Edition.PUBLIC)
    second = make_pack(world.office, public)
    assert (second.version, second.fingerprint) == (made.version, made.fingerprint)
    assert second.folder == made.folder
    assert {file.name for file in second.files}.isdisjoint({file.name for file in made.files})
    # Whose post is vacant stands beside the action, and in no public page.
    told = {
        edition: page.read_text("utf-8").count("the post is vacant")
        for edition in ("restricted", "public")
        for page in made.folder.glob(f"*{edition}.html")
    }
    assert told == {"restricted": 1, "public": 0}
    assert check_pack(world.office, made.pack, tmp_path) == ()
    issue_pack(world.office, made.pack, by=SECRETARY)
    assert make_pack(world.office, public).version == made.version + 1


def test_a_day_that_has_not_come_freezes_nothing(drafted: tuple[World, PackMade]) -> None:
    """Neither tomorrow nor the day after the meeting: the first draft stays the only one."""
    world, _ = drafted
    for as_of in (date(2010, 10, 13), date(2010, 10, 27)):
        with pytest.raises(Refused, match=f"--as-of {as_of}"):
            make_pack(world.office, Wanted(committee="", meeting_on=MEETING, as_of=as_of))
    assert [one.version for one in packs_made(world.office)] == [1]


def test_of_two_who_draft_at_once_the_second_is_refused(drafted: tuple[World, PackMade]) -> None:
    """A version is drafted once: what was frozen before another draft was kept is not kept too."""
    world, _ = drafted
    wanted, today = Wanted(committee="", meeting_on=MEETING), world.office.clock.today()
    with reading(world.office.engine) as session:
        late, _ = _draft(session, wanted, today)
    make_pack(world.office, wanted)
    with (
        writing(world.office.engine) as session,
        pytest.raises(Refused, match="was made meanwhile"),
    ):
        _refuse_taken(session, late)


def test_no_name_of_a_person_stands_in_a_pack(drafted: tuple[World, PackMade]) -> None:
    """Posts only, in the page that everybody reads."""
    _, made = drafted
    (page,) = [f for f in made.folder.iterdir() if f.suffix == ".html"]
    text = page.read_text(encoding="utf-8")
    assert LEAD in text
    assert "Holder of" not in text
    assert "example.org" not in text
