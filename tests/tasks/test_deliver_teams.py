"""Notices by Teams: by the post's choice, E steps by e-mail too, and by e-mail where Teams fails.

The world begins on Monday 6 September 2010 at 09:00.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from models.ledger import Message
from models.rules.words import Channel, MessageState
from notifications.channels.base import Outgoing
from tasks.contacts import enter_contacts
from tasks.deliver import Delivered, deliver
from tests.notifications.channels.conftest import Authority, Post, Serve, free_port
from tests.notifications.channels.webhooks import webhook
from tests.stories.world import BOARD_ID, FIRST, NINE, At, World, address_of, write_csv
from tests.tasks.delivering import rows

TEAM = "Team 1"
HOOK = "TRUST_TEAM"
URL = f"workflow://127.0.0.1:{9}/WORKFLOW/SIGNATURE"
HEADS = ("Post", "Person", "Email", "Teams", "Channel", "From", "To")


def chooses(world: World, channel: str, post: str = TEAM) -> None:
    """The post is told by a channel from now on; its webhook is set."""
    file = world.office.settings.home / "channels.csv"
    holder = (post, f"Holder of {post}", address_of(post), "trust team", channel, "2010-01-01", "")
    write_csv(file, HEADS, [holder])
    enter_contacts(world.office.engine, file, world.office.clock.now(), world.today)
    is_set(world)


def is_set(world: World, **other: object) -> None:
    """The webhook is set, and what else is given."""
    hosts = ("127.0.0.1",)
    world.settings(teams_urls={HOOK: SecretStr(URL)}, teams_hosts=hosts, **other)


def at(world: World, minutes: float) -> World:
    """The world so many minutes after nine on its first day."""
    clock = At(instant=NINE + timedelta(minutes=minutes))
    world.office = replace(world.office, clock=clock)
    return world


def arrived(world: World) -> list[str]:
    """Where messages arrived, in their order: a mailbox or a webhook."""
    return [post.to for post in world.letterbox.arrived]


def states(world: World) -> list[tuple[Channel, MessageState]]:
    """The messages of the register with how they stand."""
    return [(one.channel, one.state) for one in rows(world.office.engine)]


MAIL = address_of(TEAM)
TOLD = MessageState.ACCEPTED


@pytest.mark.clause("5.5")
@pytest.mark.parametrize(
    ("channel", "reminded", "escalated"),
    [
        ("email", [MAIL], [MAIL]),
        ("teams", [HOOK], [MAIL, HOOK]),
        ("both", [MAIL, HOOK], [MAIL, HOOK]),
    ],
)
def test_a_post_chooses_and_e_steps_always_go_by_email_too(
    world: World, channel: str, reminded: list[str], escalated: list[str]
) -> None:
    """A by what was chosen; E1 by e-mail as well; each of them once."""
    world.teams(1, due="14 September 2010")
    chooses(world, channel)
    sent = deliver(world.office, BOARD_ID)
    assert (arrived(world), sent) == (reminded, Delivered(accepted=len(reminded)))
    world.letterbox.arrived.clear()
    assert deliver(world.office, BOARD_ID) == Delivered()
    world.advance(to=date(2010, 9, 15))
    world.unexpected.clear()
    overdue = [p.to for p in world.letterbox.arrived if p.says("E1") or p.says("Overdue (1)")]
    assert Counter(overdue) == Counter(escalated)
    assert world.steps("1")[-1] == "E1 2010-09-15"


def test_an_e_step_is_told_when_its_email_is_accepted(world: World) -> None:
    """What Teams took of it counts for nothing: a refused address goes to the stand-in."""
    world.teams(1, due="14 September 2010")
    chooses(world, "teams")
    world.advance(to=date(2010, 9, 14))
    world.unexpected.clear()
    world.letterbox.refused.add(MAIL)
    world.on(date(2010, 9, 15)).run()
    assert "E1" not in {line.step for line in world.told() if line.told_on}
    assert states(world)[-2:] == [
        (Channel.EMAIL, MessageState.FAILED),
        (Channel.TEAMS, MessageState.WITHDRAWN),
    ]
    world.on(date(2010, 9, 16)).run()
    said = world.inbox("Trust safeguarding lead").expect("in place of a vacant post", "E1")
    world.unexpected.clear()
    assert said
    assert "E1 2010-09-16" in world.steps("1")


def test_what_teams_refuses_goes_by_email(world: World) -> None:
    """The next delivery sends it; the secretary's list says that the card was refused."""
    world.teams(1)
    chooses(world, "teams")
    world.letterbox.refused.add(HOOK)
    assert deliver(world.office, BOARD_ID).permanent == 1
    assert arrived(world) == []
    assert deliver(world.office, BOARD_ID) == Delivered(accepted=1)
    assert arrived(world) == [MAIL]
    assert states(world) == [(Channel.TEAMS, MessageState.FAILED), (Channel.EMAIL, TOLD)]
    world.on(FIRST + timedelta(days=1)).run()
    world.inbox("Review secretary").expect(f"To the {TEAM}", "could not be delivered by Teams")
    world.unexpected.clear()


def test_what_teams_twice_gives_no_answer_to_goes_by_email(world: World) -> None:
    """One more try with the same bytes, and then the other channel; no person has to look."""
    world.teams(1)
    chooses(world, "teams")
    world.letterbox.lost.add(HOOK)
    assert [deliver(at(world, m).office, BOARD_ID).unknown for m in (0, 1)] == [1, 0]
    last = deliver(at(world, 6).office, BOARD_ID)
    assert (last.unknown, last.accepted, last.undecided) == (1, 1, 0)
    assert arrived(world) == [HOOK, HOOK, MAIL]
    cards = [post.content for post in world.letterbox.arrived if post.to == HOOK]
    assert cards[0] == cards[1]


def test_a_refused_card_beside_an_accepted_email_is_not_told_again(world: World) -> None:
    """Both were chosen and one of them brought it."""
    world.teams(1)
    chooses(world, "both")
    world.letterbox.refused.add(HOOK)
    assert (deliver(world.office, BOARD_ID).accepted, deliver(world.office, BOARD_ID)) == (
        1,
        Delivered(),
    )
    assert arrived(world) == [MAIL]


@pytest.mark.parametrize(
    ("other", "arrives"), [({}, MAIL), ({"redirect_to": "pilot@example.org"}, "pilot@example.org")]
)
def test_a_webhook_that_is_not_set_and_a_pilot_mean_email(
    world: World, other: dict[str, str], arrives: str
) -> None:
    """Nobody misses a message for a setting that is missing; a pilot has one address."""
    world.teams(1)
    chooses(world, "teams")
    if other:
        is_set(world, **other)
    else:
        world.settings()
    assert deliver(world.office, BOARD_ID).accepted == 1
    assert arrived(world) == [arrives]


def test_an_action_that_closes_between_email_and_card_is_not_told_of(world: World) -> None:
    """The causes are looked at again before the card leaves, too (rule 6)."""
    world.teams(1)
    chooses(world, "both")

    def closes(outgoing: Outgoing) -> None:
        if outgoing.channel is Channel.EMAIL:
            world.decide("1", "not-implemented")

    world.letterbox.before = closes
    sent = deliver(world.office, BOARD_ID)
    assert (arrived(world), sent.accepted) == ([MAIL], 1)
    assert states(world)[-1] == (Channel.TEAMS, MessageState.WITHDRAWN)


def test_cards_and_mail_over_real_servers(
    world: World, serve: Serve, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Retry-After is kept to, a host that is down stops no mail, and no secret is kept.

    The private authority stands where the machine's own would.
    """
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.ca_file))
    running = serve(Post())
    world.teams(1, 2)
    chooses(world, "teams")
    with webhook(authority) as hook:
        hook.answers.append((429, {"Retry-After": "3600"}))
        real = {
            "smtp_url": f"smtp://127.0.0.1:{running.port}",
            "teams_hosts": ("127.0.0.1",),
        }
        gone = hook.url.replace(str(hook.port), str(free_port()))
        world.settings(teams_urls={HOOK: SecretStr(gone)}, **real)
        assert deliver(at(world, 0).office, BOARD_ID).transient == 1
        assert [to for _, to, _ in running.post.arrived] == [address_of("Team 2")]
        world.settings(teams_urls={HOOK: SecretStr(hook.url)}, **real)
        assert deliver(at(world, 10).office, BOARD_ID).transient == 1
        assert deliver(at(world, 60).office, BOARD_ID) == Delivered(waiting=1)
        assert deliver(at(world, 71).office, BOARD_ID) == Delivered(accepted=1)
    (_, first), (_, last) = hook.posted
    assert first == last
    assert json.loads(first)["attachments"]
    _keeps_no_secret(world.office.settings.home / "register.db", rows(world.office.engine))


def _keeps_no_secret(register: Path, messages: list[Message]) -> None:
    """Neither the register's file nor a message's row has the workflow or its signature."""
    whole = b"".join(p.read_bytes() for p in register.parent.glob("register.db*"))
    for secret in ("0a1b2c3d4e5f", "S3cretS1gnature"):
        assert secret.encode() not in whole
        assert all(secret not in repr(message) for message in messages)
