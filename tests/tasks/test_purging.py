"""Names of leavers and texts of old messages go for good; what was decided stays and verifies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from models.rules.policy_file import parse_policy
from tasks.looking import history, verify_history
from tasks.person_export import export_person
from tasks.policies import Adopting, adopt
from tasks.purging import Purged, purge_old
from tasks.refused import Refused
from tasks.sent import sent_messages
from tests.stories.world import BOARD, CHAIR, DEPUTY, LEAD, SECRETARY, World, address_of, row

YEARS_ON = date(2012, 10, 1)
POLICY = "[retention]\nleavers_months = 24\nmessages_months = 12\n"
NAME, ADDRESS = f"Holder of {LEAD}", address_of(LEAD)


@pytest.fixture
def years(world: World) -> Iterator[World]:
    """Two years after a lead left, who had been told and had answered."""
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    world.respond("1", "in-progress")
    world.leaves(LEAD, date(2010, 9, 7))
    world.contacts((LEAD, "Next holder", "next@eastmere.example.org", "2010-09-08", ""))
    world.decide("1", "hold", until=date(2010, 12, 31))
    world.let_pass()
    file = world.office.settings.home / "policy.toml"
    file.write_text(POLICY, encoding="utf-8")
    adopt(world.office, Adopting(path=file, by=CHAIR, chairs_action=True))
    yield world.on(YEARS_ON)
    world.let_pass()


def stored(world: World, *words: str) -> bool:
    """True where any of the words stands anywhere in the register's files."""
    home = world.office.settings.home
    found = b"".join(path.read_bytes() for path in home.glob("register.db*"))
    return any(re.search(rb"(?<![\w.])" + re.escape(word.encode()), found) for word in words)


def test_a_leavers_name_and_address_are_nowhere_any_more(years: World) -> None:
    """Not even in the pages of the file that were freed; their answer stays, by a number."""
    assert stored(years, NAME, ADDRESS)
    assert purge_old(years.office) == (Purged(board=BOARD, set_up=True, people=1, messages=1),)
    assert not stored(years, NAME, ADDRESS)
    assert verify_history(years.office) == []
    lines = history(years.office, "child-q/1")
    assert [line.by for line in lines if line.what == "answered"] == [LEAD]
    assert [one.kept for one in sent_messages(years.office, "child-q/1")] == ["the text was purged"]
    assert history(years.office)[-1].what == "purged"


def test_who_holds_a_post_is_kept_and_so_is_what_is_not_yet_old(years: World) -> None:
    """A second purge finds nothing, and records nothing."""
    purge_old(years.office)
    before = len(history(years.office))
    assert purge_old(years.office)[0].people == 0
    assert len(history(years.office)) == before
    assert stored(years, f"Holder of {DEPUTY}", "Next holder")


def test_looking_changes_nothing(years: World) -> None:
    """It says what would go."""
    before = len(history(years.office))
    assert purge_old(years.office, only_look=True)[0].people == 1
    assert (len(history(years.office)), stored(years, NAME)) == (before, True)


def test_without_a_word_of_the_board_everything_is_kept(world: World) -> None:
    """The default keeps for ever."""
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    world.let_pass()
    world.leaves(LEAD, world.today)
    world.on(YEARS_ON)
    assert purge_old(world.office) == (Purged(board=BOARD, set_up=False, people=0, messages=0),)
    assert parse_policy(POLICY).retention.leavers_months == 24


def test_a_message_that_went_to_a_file_goes_with_its_text(years: World) -> None:
    """Where no mail server was set, the home has it too."""
    outbox = years.office.settings.home / "outbox" / "2010-09-06"
    outbox.mkdir(parents=True)
    for post in years.letterbox.arrived:
        (outbox / f"{post.message_id}.eml").write_bytes(post.content)
    (outbox / "another.eml").touch()
    purge_old(years.office)
    assert [file.name for file in outbox.iterdir()] == ["another.eml"]


def test_all_that_is_held_on_a_person_is_handed_to_them(years: World) -> None:
    """Their rows and the messages to them, and not a word on anybody else."""
    found = export_person(years.office, ADDRESS)
    rows = found["register"]
    assert rows["person"][0]["name"] == NAME
    assert [one["email"] for one in rows["address"]] == [ADDRESS]
    assert [one["progress"] for one in rows["response"]] == ["in-progress"]
    assert {"tenure", "message", "notice", "history"} <= set(rows)
    assert "child-q/1" in found["messages"][0]["text"]
    assert address_of(SECRETARY) not in str(rows)
    with pytest.raises(Refused, match="nobody of that post"):
        export_person(years.office, "Nobody")
