"""A bounce mailbox that cannot be read is no health: addresses that are gone would stay unknown."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from tasks.bounces import read_bounces
from tasks.machine import machine
from tasks.refused import Refused
from tasks.unread import LOST, NAME, PLACE, keep_unread
from tests.stories.world import World
from tests.tasks.delivering import at

SHUT = "imaps://board:secret@127.0.0.1:1"
WRONG = "imap://board:secret@127.0.0.1:1"
HOURS = 60


def said(world: World, minutes: float) -> list[str]:
    """What is said of what came back, so many minutes after nine."""
    found = machine(at(world.office, minutes)).wrong
    return [one for one in found if one.startswith("what came back")]


def test_a_mailbox_that_cannot_be_read_is_said_after_three_hours(world: World) -> None:
    """With the first reading that stopped, until one comes to its end or none is wanted."""
    world.settings(bounces_url=SecretStr(SHUT))
    for minutes in (0, 30, 3 * HOURS):
        assert "cannot be reached" in read_bounces(at(world.office, minutes)).stopped
    assert said(world, 3 * HOURS) == []
    (sentence,) = said(world, 3 * HOURS + 1)
    assert sentence == (
        "what came back has not been read since 6 September 2010, 08:00 UTC (the bounce mailbox on"
        " 127.0.0.1:1 cannot be reached (Connection refused)): matters bounces"
    )
    assert said(world, -5) == []
    keep_unread(world.office, "")
    assert said(world, 4 * HOURS) == []
    read_bounces(world.office)
    world.settings(bounces_url=None)
    assert said(world, 4 * HOURS) == []
    read_bounces(world.office)
    assert not (world.office.settings.home / NAME).exists()


def test_a_setting_that_names_no_mailbox_is_said_as_well(world: World) -> None:
    """The reading is refused then; the sentence has nothing of the setting's value."""
    world.settings(bounces_url=SecretStr(WRONG))
    with pytest.raises(Refused):
        read_bounces(world.office)
    (sentence,) = said(world, 4 * HOURS)
    assert "MATTERS_BOUNCES_URL: it begins with imaps://" in sentence
    assert "secret" not in sentence
    (world.office.settings.home / NAME).write_text("[]", encoding="utf-8")
    assert said(world, 4 * HOURS) == []


def test_a_mailbox_that_is_set_no_more_is_said(world: World) -> None:
    """A line of the settings was lost: what comes back would be read by nobody."""
    assert lost(world) == []
    (world.office.settings.home / PLACE).touch()
    assert lost(world) == [LOST]
    world.settings(bounces_folder=world.office.settings.home)
    assert lost(world) == []


def lost(world: World) -> list[str]:
    """What is said of the setting."""
    return [one for one in machine(world.office).wrong if one.startswith("MATTERS_BOUNCES_URL")]


def test_backups_that_anybody_can_read_are_noted(world: World) -> None:
    """Where they are made, and no key is set."""
    said = "MATTERS_BACKUP_KEY is not set: whoever has a backup can read it"
    for settings, noted in (({}, False), ({"backup_folder": world.office.settings.home}, True)):
        world.settings(**settings)
        assert (said in machine(world.office).advice) is noted
