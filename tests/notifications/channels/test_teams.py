"""What each answer of a workflow means, asked of a real TLS server."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import apprise
import pytest
from apprise.manager_plugins import NotificationManager

from models.rules.words import Channel, Outcome
from notifications.channels.base import Outgoing, Phase
from notifications.channels.card_plugins.frozen_card import read_webhook
from notifications.channels.teams import TeamsChannel, is_allowed
from tests.notifications.channels.conftest import Authority, free_port
from tests.notifications.channels.webhooks import (
    HANG_UP,
    SIGNATURE,
    STALL,
    WORKFLOW,
    Answer,
    Webhook,
    webhook,
)

NOW = datetime(2010, 11, 1, 9, 0, tzinfo=UTC)
CARD = b'{"type":"message"}'
LOCAL = ("127.0.0.1",)
MakeOutgoing = Callable[..., Outgoing]


@pytest.fixture(scope="module")
def running(authority: Authority) -> Iterator[Webhook]:
    """One server for all of them: it is told anew what to answer."""
    with webhook(authority) as hook:
        yield hook


@pytest.fixture
def hook(running: Webhook) -> Webhook:
    """The server, with nothing given to it yet."""
    running.answers.clear()
    running.posted.clear()
    return running


def channel_to(url: str, authority: Authority, **other: Any) -> TeamsChannel:
    """A channel to one webhook, which never pauses unless it is told to."""
    facts: dict[str, Any] = {"ca_file": authority.ca_file, "timeout": 0.6, "sleep": lambda _: None}
    return TeamsChannel({"SOCIAL_CARE": url}, LOCAL, now=lambda: NOW, **(facts | other))


@pytest.fixture
def card(make_outgoing: MakeOutgoing) -> Outgoing:
    """A card on its way to the webhook."""
    return make_outgoing("SOCIAL_CARE", channel=Channel.TEAMS, content=CARD)


def test_a_card_is_posted_as_it_was_frozen(
    hook: Webhook, authority: Authority, card: Outgoing
) -> None:
    """The workflow's own address, with its signature, over a connection that is verified."""
    attempt = channel_to(hook.url, authority).send(card)
    ((path, content),) = hook.posted
    assert (attempt.outcome, attempt.code, content) == (Outcome.ACCEPTED, 202, CARD)
    assert urlsplit(path).path == f"/workflows/{WORKFLOW}/triggers/manual/paths/invoke"
    assert parse_qs(urlsplit(path).query)["sig"] == [SIGNATURE]


LATER, DAY = timedelta(minutes=7), timedelta(days=1)
ANSWERS: list[tuple[Answer, Outcome, timedelta | None]] = [
    ((200, {}), Outcome.ACCEPTED, None),
    ((204, {}), Outcome.ACCEPTED, None),
    ((429, {"Retry-After": "420"}), Outcome.TRANSIENT, LATER),
    ((429, {"Retry-After": "Mon, 01 Nov 2010 09:07:00 GMT"}), Outcome.TRANSIENT, LATER),
    ((503, {"Retry-After": "Mon, 01 Nov 2010 08:00:00 GMT"}), Outcome.TRANSIENT, 0 * DAY),
    ((429, {"Retry-After": "99999999999999999999"}), Outcome.TRANSIENT, None),
    ((429, {"Retry-After": "999999"}), Outcome.TRANSIENT, DAY),
    ((408, {"Retry-After": "soon"}), Outcome.TRANSIENT, None),
    ((503, {}), Outcome.TRANSIENT, None),
    ((401, {}), Outcome.PERMANENT, None),
    ((404, {}), Outcome.PERMANENT, None),
    ((413, {}), Outcome.PERMANENT, None),
    ((500, {}), Outcome.UNKNOWN, None),
    ((502, {}), Outcome.UNKNOWN, None),
    (HANG_UP, Outcome.UNKNOWN, None),
    (STALL, Outcome.UNKNOWN, None),
]


@pytest.mark.parametrize(("answer", "outcome", "wait"), ANSWERS)
def test_an_answer_is_typed_by_its_status(  # noqa: PLR0917 - pytest gives by name
    hook: Webhook, authority: Authority, card: Outgoing, answer: Answer, outcome: Outcome,
    wait: timedelta | None,
) -> None:  # fmt: skip
    """Taken, put off for as long as it asks, refused, or nobody knows; never of an address."""
    hook.answers.append(answer)
    attempt = channel_to(hook.url, authority).send(card)
    assert (attempt.outcome, attempt.wait, attempt.phase) == (outcome, wait, Phase.DATA)
    assert attempt.code == (answer[0] if answer[0] > 0 else None)
    assert len(hook.posted) == 1


def test_no_redirect_is_followed(hook: Webhook, authority: Authority, card: Outgoing) -> None:
    """The card goes nowhere but where the setting sent it, whatever the server says."""
    for status in (301, 302, 303, 307, 308):
        hook.answers.append((status, {"Location": f"https://127.0.0.1:{hook.port}/elsewhere"}))
        assert channel_to(hook.url, authority).send(card).outcome is Outcome.PERMANENT
    assert [path.startswith("/workflows/") for path, _ in hook.posted] == [True] * 5


def test_without_a_connection_the_card_waits(hook: Webhook, authority: Authority) -> None:
    """Nobody listens, or nobody vouches for who does: nothing was handed over."""
    gone = f"workflow://127.0.0.1:{free_port()}/{WORKFLOW}/{SIGNATURE}"
    card = Outgoing(
        channel=Channel.TEAMS, message_id="1@example.org", day_on=NOW.date(), envelope_from="",
        to="SOCIAL_CARE", content=CARD,
    )  # fmt: skip
    for channel in (channel_to(gone, authority), channel_to(hook.url, authority, ca_file=None)):
        attempt = channel.send(card)
        assert (attempt.outcome, attempt.phase) == (Outcome.TRANSIENT, Phase.CONNECT)
    assert hook.posted == []


def test_only_webhooks_of_the_settings_on_allowed_hosts_are_posted_to(
    hook: Webhook, authority: Authority, make_outgoing: MakeOutgoing
) -> None:
    """A message names a secret; what it names otherwise, a whole address too, is no webhook."""
    channel = TeamsChannel(
        {"HERE": hook.url, "FAR": "workflow://evil.example/a/b", "BAD": "workflow://127.0.0.1/a b"},
        LOCAL, ca_file=authority.ca_file, now=lambda: NOW,
    )  # fmt: skip
    for to in ("FAR", "BAD", "NONE", "", hook.url, "json://127.0.0.1", "HERE, json://127.0.0.1"):
        attempt = channel.send(make_outgoing(to, channel=Channel.TEAMS, content=CARD))
        assert (attempt.outcome, attempt.phase) == (Outcome.PERMANENT, Phase.DATA)
    assert hook.posted == []


def test_a_host_is_allowed_by_its_name_or_by_what_it_is_below() -> None:
    """An ending that looks alike is not below it."""
    hosts = (".logic.azure.com", "hooks.example.org")
    assert is_allowed("prod-01.uksouth.logic.azure.com", hosts)
    assert is_allowed("PROD-01.UKSOUTH.LOGIC.AZURE.COM", hosts)
    assert is_allowed("hooks.example.org", hosts)
    for host in ("evillogic.azure.com", "logic.azure.com.evil.example", "x.hooks.example.org"):
        assert not is_allowed(host, hosts)


def test_cards_to_one_webhook_leave_a_second_apart(
    hook: Webhook, authority: Authority, card: Outgoing
) -> None:
    """Microsoft turns off a workflow that is throttled for long."""
    seconds, slept = [0.0], list[float]()

    def sleeps(pause: float) -> None:
        slept.append(round(pause, 3))
        seconds[0] += pause

    channel = channel_to(hook.url, authority, clock=lambda: seconds[0], sleep=sleeps)
    channel.send(card)
    seconds[0] += 0.4
    channel.send(card)
    seconds[0] += 5
    channel.send(card)
    assert slept == [0.6, 0.0]


def test_a_webhooks_secret_is_said_nowhere(
    hook: Webhook, authority: Authority, card: Outgoing, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in a log of any logger at its loudest, not in what an attempt says or a plugin shows."""
    caplog.set_level(logging.DEBUG)
    for name in ("apprise", "urllib3", "http.client", "requests"):
        caplog.set_level(logging.DEBUG, logger=name)
    hook.answers += [(401, {}), HANG_UP, (307, {"Location": "https://127.0.0.1/x"})]
    good = channel_to(hook.url, authority)
    said = [repr(good.send(card)) for _ in range(4)]
    wrong = TeamsChannel(
        {"SOCIAL_CARE": f"workflow://127.0.0.1/{WORKFLOW}!/{SIGNATURE}!"}, LOCAL, now=lambda: NOW
    )
    plugin = good._plugins["SOCIAL_CARE"]
    said += [repr(wrong.send(card)), caplog.text, repr(plugin), str(plugin)]
    assert [text for text in said if SIGNATURE in text or WORKFLOW in text] == []


NATIVE = [
    (
        "https://prod-01.uksouth.logic.azure.com:443/workflows/{id}/triggers/manual/paths/invoke"
        "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={sig}"
    ),
    (
        "https://default0a.1b.environment.api.powerplatform.com:443/powerautomate/automations/direct"
        "/cu/16/workflows/{id}/triggers/manual/paths/invoke?api-version=1"
        "&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={sig}"
    ),
]


@pytest.mark.parametrize("url", NATIVE)
def test_an_address_as_microsoft_gives_it_is_posted_to_as_it_is(
    url: str, authority: Authority
) -> None:
    """Read by Apprise and put together again it is the same, in all that the server looks at."""
    whole = url.format(id=WORKFLOW * 3, sig=SIGNATURE)
    hosts = (".logic.azure.com", ".api.powerplatform.com")
    channel = TeamsChannel({"A": whole}, hosts, ca_file=authority.ca_file, now=lambda: NOW)
    address, given = urlsplit(channel._plugins["A"].address), urlsplit(whole)
    assert (address.netloc, address.path) == (given.netloc, given.path)
    assert parse_qs(address.query) == parse_qs(given.query)


HOSTILE = [
    *("json://127.0.0.1/admin/delete", "xml://127.0.0.1", "form://127.0.0.1", "mailto://a:b@c.d"),
    *("workflow://host/a/b", "workflows://host/a/b", "msteams://a@b/c/d/e", "slack://a/b/c"),
    *("frozenmail://host", "frozencard://host", "file:///etc/passwd", "syslog://", "dbus://"),
    *("https://discord.com/api/webhooks/0000000000/AAAA", NATIVE[0].format(id=WORKFLOW, sig="x")),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_apprise_send_anything(text: str, authority: Authority) -> None:
    """Only our two schemas are left, and neither is ever made of a text."""
    channel_to("workflow://127.0.0.1/a/b", authority)
    manager: Any = NotificationManager()
    assert sorted(manager.schemas()) == ["frozenmail", "workflow"]
    assert apprise.Apprise.instantiate(text, suppress_exceptions=True) is None
    everywhere = apprise.Apprise()
    assert everywhere.add(text) is False
    assert len(everywhere) == 0


def test_only_what_names_a_workflow_is_read_of_an_address() -> None:
    """No template of a file, no certificate left unchecked, no token, no other service."""
    asked = "?template=/etc/passwd&verify=no&:x=y&redirect=yes&image=yes&pa=yes&route=16"
    assert read_webhook(f"workflow://127.0.0.1:8443/{WORKFLOW}/{SIGNATURE}{asked}") == {
        "host": "127.0.0.1",
        "port": 8443,
        "workflow": WORKFLOW,
        "signature": SIGNATURE,
        "power_automate": True,
        "routing_id": "16",
    }
    assert read_webhook(NATIVE[0].format(id=WORKFLOW * 3, sig="")) is None
