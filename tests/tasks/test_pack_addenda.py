"""What comes too late for a pack: a dated note beside it, told to its members as the pack was."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from models.database import reading
from models.files_named import lacking
from models.rules.words import Edition
from tasks.pack_addenda import add_addendum
from tasks.pack_issuing import approve_pack, issue_pack
from tasks.packs import PackMade, Wanted, check_pack, make_pack, packs_made
from tasks.refused import Refused
from tests.stories.world import CHAIR, MEMBER, SECRETARY, World, row

MEETING = date(2010, 10, 26)
WANTED = Wanted(committee="", meeting_on=MEETING)
LATE = 'The plan\'s second action was closed on 18 October.\n#panic("x") <b>\n'


@pytest.fixture
def issued(world: World) -> tuple[World, PackMade]:
    """A pack for the meeting of 26 October, issued on the 18th and told to the member."""
    world.meeting(MEETING)
    world.import_plan(row("1", "17 December 2010"))
    world.run()
    world.on(date(2010, 10, 12))
    made = make_pack(world.office, WANTED)
    world.on(date(2010, 10, 18))
    approve_pack(world.office, made.pack, made.fingerprint, by=CHAIR)
    issue_pack(world.office, made.pack, by=SECRETARY)
    world.let_pass()
    world.run()
    return world, made


@pytest.mark.clause("4.14", "6.4")
def test_an_addendum_is_told_and_changes_no_issued_file(
    issued: tuple[World, PackMade], tmp_path: Path
) -> None:
    """It is numbered and dated, has files of its own, and is told once, as the issue was."""
    world, pack = issued
    world.inbox(MEMBER).expect("has been issued")
    world.let_pass()
    before = {p.name: p.read_bytes() for p in pack.folder.iterdir()}
    world.on(date(2010, 10, 19))
    made = add_addendum(world.office, pack.pack, LATE, by=SECRETARY)
    world.run()
    world.inbox(MEMBER).expect("Addendum 1 to the pack for the meeting on 26 October 2010")
    world.on(date(2010, 10, 20))
    second = add_addendum(
        world.office, pack.pack, "The lead of the first action left.", by=SECRETARY
    )
    world.run()
    world.inbox(MEMBER).expect("Addendum 2")
    assert (made.number, second.number) == (1, 2)
    after = {p.name: p.read_bytes() for p in pack.folder.iterdir()}
    assert {name: after[name] for name in before} == before
    assert {f.name for f in (*made.files, *second.files)} == after.keys() - before.keys()
    said = json.loads(after[second.files[-1].name])
    assert said["addenda"] == [
        {"number": 1, "dated": "2010-10-19"},
        {"number": 2, "dated": "2010-10-20"},
    ]
    page = after[made.files[1].name].decode("utf-8")
    assert "#panic(&#34;x&#34;) &lt;b&gt;" in page
    assert check_pack(world.office, pack.pack, tmp_path) == ()
    assert {f.name for f in packs_made(world.office)[0].files} == after.keys()
    there = {f"packs/{pack.folder.name}/{n}": sha256(data).hexdigest() for n, data in after.items()}
    with reading(world.office.engine) as session:
        assert lacking(session, there) == ()
        assert {one.name for one in lacking(session, {})} == there.keys()


def test_only_an_issued_pack_of_a_meeting_to_come_is_added_to(
    issued: tuple[World, PackMade],
) -> None:
    """By the secretary alone, with words, and not after the meeting; nothing is half-kept."""
    world, pack = issued
    world.let_pass()
    with pytest.raises(Refused, match="needs words"):
        add_addendum(world.office, pack.pack, " \n", by=SECRETARY)
    with pytest.raises(Refused, match="Only the Review secretary adds"):
        add_addendum(world.office, pack.pack, LATE, by=CHAIR)
    with pytest.raises(Refused, match="No pack pack-2010-09-07 was issued"):
        add_addendum(world.office, "pack-2010-09-07", LATE, by=SECRETARY)
    world.on(date(2010, 10, 27))
    with pytest.raises(Refused, match="was held on 26 October 2010"):
        add_addendum(world.office, pack.pack, LATE, by=SECRETARY)
    assert not [p for p in pack.folder.iterdir() if "addendum" in p.name]


def test_what_was_superseded_is_neither_approved_nor_added_to(
    issued: tuple[World, PackMade],
) -> None:
    """A draft gives way to a newer draft; an issued pack to the one issued after it."""
    world, first = issued
    world.let_pass()
    second, third = (make_pack(world.office, WANTED) for _ in range(2))
    assert (second.version, third.version) == (2, 3)
    with pytest.raises(Refused, match="version 2 was superseded by a newer draft"):
        approve_pack(world.office, f"{first.pack}/2", second.fingerprint, by=CHAIR)
    assert add_addendum(world.office, first.pack, LATE, by=SECRETARY).version == 1
    approve_pack(world.office, first.pack, third.fingerprint, by=CHAIR)
    issue_pack(world.office, first.pack, by=SECRETARY)
    assert add_addendum(world.office, first.pack, LATE, by=SECRETARY).version == 3
    public = make_pack(
        world.office, Wanted(committee="", meeting_on=MEETING, edition=Edition.PUBLIC)
    )
    assert public.version == 3
