"""An issued pack goes round: its files to the committee, once each, and nothing to anybody else."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from flows.story.follow_up import follow_up
from models.database import reading
from models.rules.packs import snapshot_from_json
from models.rules.words import Edition
from tasks.circulating import circulation
from tasks.committee import enter_committee
from tasks.contacts import enter_contacts
from tasks.deliver import deliver
from tasks.health import health
from tasks.office import straight
from tasks.pack_addenda import add_addendum
from tasks.pack_issuing import approve_pack, issue_pack
from tasks.packs import PackMade, Wanted, _draft, make_pack
from tasks.policies import Adopting, adopt
from tests.notifications.channels.conftest import Post, Running, Serve
from tests.stories.furnished import BOARD_FILE
from tests.stories.world import (
    BOARD_ID,
    CHAIR,
    MEMBER,
    SECRETARY,
    World,
    address_of,
    row,
    write_csv,
)

MEETING = date(2010, 10, 26)
LAY, POLICE = "Lay member", "Police member"
FOLDER = "https://eastmere.example.org/packs"
BY_LINK = f'[pack]\ncirculate = "link"\nshared_folder = "{FOLDER}"\n'


def issued(world: World) -> PackMade:
    """A pack in both editions, for a committee of whom one reads at home, and one is not found."""
    home = world.office.settings.home
    file, now = home / "board.toml", world.office.clock.now()
    members = f'members = ["{MEMBER}", "{LAY}", "{POLICE}"]'
    file.write_text(BOARD_FILE.replace(f'members = ["{MEMBER}"]', members), encoding="utf-8")
    enter_committee(world.office.engine, file, now, world.today)
    lay = (LAY, "Somebody", "lay@elsewhere.example.net", "member", "2010-01-01")
    heads = ("Post", "Person", "Email", "Kind", "From")
    enter_contacts(world.office.engine, write_csv(home / "lay.csv", heads, [lay]), now, world.today)
    world.meeting(MEETING)
    world.import_plan(row("1", "17 December 2010"))
    world.run()
    world.on(date(2010, 10, 12)).run()
    made = make_pack(world.office, Wanted(committee="", meeting_on=MEETING))
    make_pack(world.office, Wanted(committee="", meeting_on=MEETING, edition=Edition.PUBLIC))
    world.on(date(2010, 10, 18))
    approve_pack(world.office, made.pack, made.fingerprint, by=CHAIR)
    world.let_pass()
    return made


def files_in(content: bytes) -> dict[str, bytes]:
    """The files of a message as a mail program finds them, by name."""
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    found = {}
    for part in mail.iter_attachments():
        data = part.get_content()
        assert isinstance(data, bytes)
        found[part.get_filename() or ""] = data
    return found


def arrived(running: Running, to: str) -> list[bytes]:
    """What the server was given for an address."""
    return [content for _, address, content in running.post.arrived if address == to]


@pytest.mark.clause("4.14", "6.4", "8.2")
def test_it_goes_to_the_committee_with_its_files_and_to_nobody_else(
    world: World, serve: Serve, tmp_path: Path
) -> None:
    """Over SMTP: as they were issued though the folder lost one; none to a mailbox not assured."""
    made = issued(world)
    running = serve(Post(data={"designated.nurse": "552 too large"}))
    world.settings(smtp_url=f"smtp://127.0.0.1:{running.port}")
    kept = issue_pack(world.office, made.pack, by=SECRETARY)
    whole = {p.name: p.read_bytes() for p in made.folder.iterdir()}
    (made.folder / next(name for name in whole if name.endswith("restricted.pdf"))).unlink()
    next(p for p in made.folder.iterdir() if p.suffix == ".docx").write_bytes(b"changed")
    said = circulation(world.office, kept)
    assert (said.members, said.absent) == (
        3,
        (f"The {POLICE} is held by nobody: the {SECRETARY} is told instead.",),
    )
    (made.folder / next(name for name in whole if name.endswith("restricted.pdf"))).unlink()
    follow_up(straight(world.office), BOARD_ID, send=True)
    restricted = {
        name: whole[name]
        for name in whole
        if "restricted" in name and name.endswith((".pdf", ".xlsx", ".docx"))
    }
    assert len(restricted) == len((".pdf", ".xlsx", ".docx"))
    (stand_in,) = arrived(running, address_of(SECRETARY))
    assert files_in(stand_in) == restricted
    (bare,) = arrived(running, "lay@elsewhere.example.net")
    assert files_in(bare) == {}
    assert b"restricted" not in bare
    assert {to for _, to, content in running.post.arrived if files_in(content)} == {
        address_of(SECRETARY)
    }
    assert arrived(running, address_of(MEMBER)) == []
    running.post.data.clear()
    again = deliver(world.office, BOARD_ID)
    assert (again.accepted, again.waiting) == (0, 0)
    _unreached(world, running)
    _told_on(world, running, restricted, made, tmp_path)


def _unreached(world: World, running: Running) -> None:
    """Who was not reached is in the secretary's day, in health, and in the next pack."""
    (day,) = arrived(running, address_of(SECRETARY))
    pack = "The pack for the meeting on 26 October 2010 was issued"
    said = " ".join(
        str(message_from_bytes(day, policy=policy.default).get_body(("plain",))).split()
    )
    assert f"{pack}: the {SECRETARY} is told in place of the {POLICE}." in said
    (one,) = health(world.office)
    lost = f"{pack} and has not reached the {POLICE}: the {SECRETARY} is told in their place"
    assert f"t{lost[1:]}: matters contacts puts an address right" in one.wrong
    office = world.office.on(date(2010, 11, 9))
    world.meeting(date(2010, 11, 23))
    with reading(office.engine) as session:
        asked = Wanted(committee="", meeting_on=date(2010, 11, 23))
        draft, _ = _draft(session, asked, office.clock.today())
    assert f"{lost}." in snapshot_from_json(draft.snapshot).exceptions


def _told_on(
    world: World, running: Running, restricted: dict[str, bytes], made: PackMade, folder: Path
) -> None:
    """What the server refused goes out on the next day; then, as the board prefers, by link."""
    world.on(date(2010, 10, 19))
    file = folder / "policy.toml"
    file.write_text(BY_LINK, encoding="utf-8")
    adopt(world.office, Adopting(path=file, by=CHAIR, chairs_action=True))
    follow_up(straight(world.office), BOARD_ID, send=True)
    (late,) = arrived(running, address_of(MEMBER))
    assert files_in(late) == restricted
    world.on(date(2010, 10, 21))
    add_addendum(world.office, made.pack, "An action was closed.", by=SECRETARY)
    follow_up(straight(world.office), BOARD_ID, send=True)
    linked = arrived(running, address_of(MEMBER))[1]
    assert files_in(linked) == {}
    assert FOLDER.encode() in linked
    assert FOLDER.encode() not in arrived(running, "lay@elsewhere.example.net")[-1]
