"""What each reply of a mail server means, asked of a real one."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import apprise
import pytest
from aiosmtpd.smtp import AuthResult

from models.rules.words import Outcome
from notifications.channels.base import ChannelUnavailable, Outgoing, Phase
from notifications.channels.smtp import SmtpChannel

MakeOutgoing = Callable[..., Outgoing]


def channel_to(port: int, scheme: str = "smtp", login: str = "", **other: Any) -> SmtpChannel:
    """A channel to a server on the loopback."""
    return SmtpChannel(f"{scheme}://{login}127.0.0.1:{port}", **({"timeout": 5.0} | other))


REFUSALS = [
    ("rcpt", "550 5.1.1 <{to}>: no such user", Outcome.PERMANENT, Phase.RECIPIENT),
    ("rcpt", "553 5.1.3 bad syntax", Outcome.PERMANENT, Phase.RECIPIENT),
    ("rcpt", "451 4.7.1 {to} try later", Outcome.TRANSIENT, Phase.RECIPIENT),
    ("rcpt", "452 4.2.2 mailbox full", Outcome.TRANSIENT, Phase.RECIPIENT),
    ("rcpt", "421 4.3.2 closing", Outcome.TRANSIENT, Phase.RECIPIENT),
    ("rcpt", "530 5.7.0 log in first", Outcome.TRANSIENT, Phase.RECIPIENT),
    ("rcpt", "554 5.7.1 <{to}>: Relay access denied", Outcome.TRANSIENT, Phase.RECIPIENT),
    ("rcpt", "550 5.5.1 no", Outcome.TRANSIENT, Phase.RECIPIENT),
    ("rcpt", "550 5.2.1 the mailbox is disabled", Outcome.PERMANENT, Phase.RECIPIENT),
    ("rcpt", "550 no such user", Outcome.PERMANENT, Phase.RECIPIENT),
    ("data_command", "554 5.5.1 no", Outcome.PERMANENT, Phase.DATA),
    ("data_command", "451 4.3.0 later", Outcome.TRANSIENT, Phase.DATA),
    ("data_command", "250 what?", Outcome.TRANSIENT, Phase.DATA),
    ("data", "554 5.7.1 refused as spam", Outcome.PERMANENT, Phase.DATA),
    ("data", "552 5.3.4 too big", Outcome.PERMANENT, Phase.DATA),
    ("data", "550 5.1.1 no such user", Outcome.PERMANENT, Phase.RECIPIENT),
    ("data", "550 5.2.1 the mailbox is disabled", Outcome.PERMANENT, Phase.RECIPIENT),
    ("data", "550 5.1.8 your domain does not exist", Outcome.TRANSIENT, Phase.DATA),
    ("rcpt", "550 5.1.7 your address is refused", Outcome.TRANSIENT, Phase.RECIPIENT),
    ("rcpt", "553 5.1.8 your domain does not exist", Outcome.TRANSIENT, Phase.RECIPIENT),
    ("rcpt", "600 what?", Outcome.TRANSIENT, Phase.RECIPIENT),
    ("data", "452 4.3.1 no room", Outcome.TRANSIENT, Phase.DATA),
    ("data", "421 4.3.2 closing", Outcome.TRANSIENT, Phase.DATA),
    ("data", "354 what?", Outcome.UNKNOWN, Phase.DATA),
]


@pytest.mark.parametrize(("when", "reply", "outcome", "phase"), REFUSALS)
def test_a_refusal_is_typed_by_its_phase_and_code(  # noqa: PLR0917 - pytest gives by name
    serve: Any,
    post: Any,
    make_outgoing: MakeOutgoing,
    when: str,
    reply: str,
    outcome: Outcome,
    phase: Phase,
) -> None:
    """Final or not, of the address or of the message; and the next message is none the worse."""
    running = serve(post(**{when: {"lead": reply.format(to="lead@example.org")}}))
    channel = channel_to(running.port)
    channel.open()
    attempt = channel.send(make_outgoing())
    after = channel.send(make_outgoing("other@example.org", 2))
    channel.close()
    assert (attempt.outcome, attempt.phase) == (outcome, phase)
    assert attempt.code == int(reply[:3])
    assert "@" not in attempt.text
    assert after.outcome is Outcome.ACCEPTED
    assert [to for _, to, _ in running.post.arrived] == ["other@example.org"]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_refused_sender_is_not_the_addressees_fault(
    serve: Any, post: Any, make_outgoing: MakeOutgoing, *, at_once: bool
) -> None:
    """A server that will not have our sender makes no address undeliverable.

    Each command has its own answer, whether or not the server takes several at once.
    """
    running = serve(post(mail={"bounces": "550 5.7.1 not you"}, at_once=at_once))
    channel = channel_to(running.port)
    attempt, after = channel.send(make_outgoing()), channel.send(make_outgoing())
    assert (attempt.outcome, attempt.phase) == (Outcome.TRANSIENT, Phase.SENDER)
    assert attempt.code == after.code == 550
    running.post.mail.clear()
    assert channel.send(make_outgoing()).outcome is Outcome.ACCEPTED
    channel.close()
    assert (running.post.connections, len(running.post.arrived)) == (1, 1)


def test_a_connection_lost_at_data_may_be_tried_again(
    serve: Any, post: Any, make_outgoing: MakeOutgoing
) -> None:
    """Before DATA was answered nothing was handed over."""
    running = serve(post(data_command={"lead": "hang up"}))
    channel = channel_to(running.port)
    attempt = channel.send(make_outgoing())
    channel.close()
    assert (attempt.outcome, attempt.phase) == (Outcome.TRANSIENT, Phase.DATA)
    assert running.post.arrived == []


def test_a_reply_lost_after_data_is_unknown_and_not_sent_again(
    serve: Any, post: Any, make_outgoing: MakeOutgoing
) -> None:
    """The message is there once, though nobody said so; nothing repeats it unasked."""
    running = serve(post(lost=frozenset({"lead"})))
    channel = channel_to(running.port)
    channel.open()
    attempt = channel.send(make_outgoing())
    channel.close()
    assert (attempt.outcome, attempt.phase) == (Outcome.UNKNOWN, Phase.DATA)
    assert len(running.post.arrived) == 1


def test_a_kept_connection_that_was_hung_up_is_made_anew(
    serve: Any, make_outgoing: MakeOutgoing
) -> None:
    """Servers hang up on the idle: the next message goes out once, on a new connection."""
    running = serve()
    channel = channel_to(running.port)
    channel.open()
    channel.send(make_outgoing(number=1))
    running.post.hang_up()
    attempt = channel.send(make_outgoing(number=2))
    channel.close()
    assert attempt.outcome is Outcome.ACCEPTED
    assert len(running.post.arrived) == 2
    assert running.post.connections == 2


@pytest.mark.parametrize(("messages", "connections"), [(1, 1), (100, 1), (101, 2)])
def test_a_connection_is_kept_for_a_hundred_messages(
    serve: Any, make_outgoing: MakeOutgoing, messages: int, connections: int
) -> None:
    """A hundred share a connection, the next one has a new one, and all arrive."""
    running = serve()
    channel = channel_to(running.port)
    channel.open()
    for number in range(messages):
        assert channel.send(make_outgoing(number=number)).outcome is Outcome.ACCEPTED
    channel.close()
    assert running.post.connections == connections
    assert len(running.post.arrived) == messages


@pytest.mark.parametrize(
    "to",
    [
        "o'brien@example.org",
        "DA'Costa@northmoor.gov.uk",
        "a{b}c~d+e@example.org",
        "x" * 60 + "@a.org",
    ],
)
def test_the_envelope_has_the_address_as_it_is(
    serve: Any, make_outgoing: MakeOutgoing, to: str
) -> None:
    """An apostrophe belongs to the mailbox: no other mailbox may have this message."""
    running = serve()
    channel = channel_to(running.port)
    assert channel.send(make_outgoing(to)).outcome is Outcome.ACCEPTED
    channel.close()
    [(sender, arrived_at, _)] = running.post.arrived
    assert (sender, arrived_at) == ("bounces@northmoor.example.org", to)


@pytest.mark.parametrize(
    "to", ["jo@example.org>\r\nRCPT TO:<x@example.org", "zoë@example.org", "", "jo", "<jo@a.org>"]
)
def test_an_address_that_no_envelope_can_carry_is_never_said(
    serve: Any, make_outgoing: MakeOutgoing, to: str
) -> None:
    """It is an exception of that address, the server hears nothing of it, the rest goes on."""
    running = serve()
    channel = channel_to(running.port)
    attempt = channel.send(make_outgoing(to))
    assert (attempt.outcome, attempt.phase) == (Outcome.PERMANENT, Phase.RECIPIENT)
    assert channel.send(make_outgoing()).outcome is Outcome.ACCEPTED
    channel.close()
    assert [to for _, to, _ in running.post.arrived] == ["lead@example.org"]


def test_a_sender_that_no_envelope_can_carry_blames_no_addressee(
    dead_port: int, make_outgoing: MakeOutgoing
) -> None:
    """A slip in the sender's setting makes nobody undeliverable."""
    attempt = channel_to(dead_port).send(make_outgoing(envelope_from="no sender"))
    assert (attempt.outcome, attempt.phase) == (Outcome.TRANSIENT, Phase.SENDER)


def test_mail_goes_under_tls_to_a_server_that_a_private_authority_vouches_for(
    serve: Any, authority: Any, authenticator: Any, credentials: Any, make_outgoing: MakeOutgoing
) -> None:
    """STARTTLS, verified, then the login, whatever signs the password has."""
    running = serve(
        tls_context=authority.context,
        require_starttls=True,
        authenticator=authenticator,
        auth_required=True,
    )
    login = ":".join(quote(part, safe="") for part in credentials) + "@"
    channel = channel_to(running.port, "smtp+starttls", login, ca_file=authority.ca_file)
    channel.open()
    attempt = channel.send(make_outgoing())
    channel.close()
    assert attempt.outcome is Outcome.ACCEPTED
    assert len(running.post.arrived) == 1


def test_implicit_tls_is_spoken_from_the_first_byte(
    serve: Any, authority: Any, make_outgoing: MakeOutgoing
) -> None:
    """smtps:// is verified in the same way."""
    running = serve(ssl_context=authority.context)
    channel = channel_to(running.port, "smtps", ca_file=authority.ca_file)
    channel.open()
    attempt = channel.send(make_outgoing())
    channel.close()
    assert attempt.outcome is Outcome.ACCEPTED


def unavailable(channel: SmtpChannel) -> str:
    """The sentence with which the channel does not open."""
    with pytest.raises(ChannelUnavailable) as raised:
        channel.open()
    return str(raised.value)


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    serve: Any, authority: Any, scheme: str
) -> None:
    """Without the authority's file, or for another's name, nothing is sent: it says why."""
    how = "tls_context" if scheme == "smtp+starttls" else "ssl_context"
    for context, trusts in ((authority.context, None), (authority.another, authority.ca_file)):
        running = serve(**{how: context})
        said = unavailable(channel_to(running.port, scheme, ca_file=trusts))
        assert "certificate" in said
        assert "nothing was sent in clear" in said
        assert running.post.arrived == []


def test_a_server_without_starttls_gets_nothing(
    serve: Any, authority: Any, make_outgoing: MakeOutgoing
) -> None:
    """Where TLS was asked for and is not offered, neither login nor message is said."""
    running = serve()
    channel = channel_to(running.port, "smtp+starttls", ca_file=authority.ca_file)
    assert "does not offer STARTTLS" in unavailable(channel)
    attempt = channel.send(make_outgoing())
    assert (attempt.outcome, attempt.phase) == (Outcome.TRANSIENT, Phase.CONNECT)
    assert running.post.arrived == []


def test_a_refused_login_is_ours_to_mend(
    serve: Any, authority: Any, authenticator: Any, make_outgoing: MakeOutgoing
) -> None:
    """The sentence says so without the password, and no address is blamed."""
    running = serve(tls_context=authority.context, authenticator=authenticator, auth_required=True)
    channel = channel_to(running.port, "smtp+starttls", "actions:WRONG@", ca_file=authority.ca_file)
    said = unavailable(channel)
    assert "refused the login (535)" in said
    assert "WRONG" not in said
    attempt = channel.send(make_outgoing())
    assert (attempt.outcome, attempt.phase) == (Outcome.TRANSIENT, Phase.CONNECT)
    assert attempt.code == 535


@pytest.mark.parametrize(("offers", "code"), [(["PLAIN"], 0), (["LOGIN"], 0), (["PLAIN"], 535)])
def test_a_password_may_have_any_sign(
    serve: Any, authority: Any, offers: list[str], code: int
) -> None:
    """A pound sign is said in UTF-8 (RFC 4616), in either way; refused, it is said nowhere."""
    heard: list[Any] = []

    def login(*said: Any) -> AuthResult:
        heard.append((said[-1].login.decode(), said[-1].password.decode()))
        return AuthResult(success=not code, handled=False)

    left_out = [name for name in ("PLAIN", "LOGIN") if name not in offers]
    running = serve(
        tls_context=authority.context, authenticator=login, auth_exclude_mechanism=left_out
    )
    who = "act%C3%AFons:p%C2%A3ss@"
    channel = channel_to(running.port, "smtp+starttls", who, ca_file=authority.ca_file)
    if code:
        said = unavailable(channel)
        assert "refused the login (535)" in said
        assert "p£ss" not in said
    else:
        channel.open()
        channel.close()
    assert heard == [("actïons", "p£ss")]


def test_a_server_that_takes_no_login_is_a_sentence(serve: Any, authority: Any) -> None:
    """A login where none is offered does not end in a traceback."""
    running = serve(tls_context=authority.context)
    channel = channel_to(running.port, "smtp+starttls", "u:p@", ca_file=authority.ca_file)
    assert f"mail server 127.0.0.1:{running.port}" in unavailable(channel)
    left_out = ["PLAIN", "LOGIN"]
    running = serve(tls_context=authority.context, auth_exclude_mechanism=left_out)
    channel = channel_to(running.port, "smtp+starttls", "u:%C2%A3@", ca_file=authority.ca_file)
    assert "£" not in unavailable(channel)


def test_a_server_may_take_its_time_over_a_message(
    serve: Any, post: Any, make_outgoing: MakeOutgoing
) -> None:
    """Scanned, or kept back until a second server has it: who hung up would send it twice."""
    running = serve(post(late=0.6))
    channel = channel_to(running.port, timeout=0.5)
    tries = (channel.send(make_outgoing()) for _ in range(20))
    # A busy machine may be slow to greet: then nothing was handed over.
    attempt = next(one for one in tries if one.outcome is not Outcome.TRANSIENT)
    channel.close()
    assert attempt.outcome is Outcome.ACCEPTED
    assert len(running.post.arrived) == 1


def test_a_silent_server_is_given_up_after_the_timeout(serve: Any, post: Any) -> None:
    """A server that says nothing does not hold a run for ever."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert "timed out" in unavailable(channel_to(port, timeout=0.3))


def test_a_certificate_file_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    """A wrong path or a file of another kind is told by its name."""
    wrong = tmp_path / "ca.pem"
    for said_of in ("cannot be used", str(wrong)):
        with pytest.raises(ChannelUnavailable, match=said_of):
            SmtpChannel("smtps://127.0.0.1", ca_file=wrong)
    wrong.write_text("no certificate")
    with pytest.raises(ChannelUnavailable, match="PEM"):
        SmtpChannel("smtps://127.0.0.1", ca_file=wrong)


def test_verification_is_never_off() -> None:
    """Both kinds of TLS check the name and the chain."""
    channel = SmtpChannel("smtps://mail.example.org")
    tls = channel._conversation._tls
    assert tls is not None
    assert tls.check_hostname
    assert tls.verify_mode is ssl.CERT_REQUIRED


@pytest.mark.parametrize(
    "stored",
    [
        "frozenmail://127.0.0.1:25/",
        "mailto://u:p@127.0.0.1?to=x@example.org",
        "json://127.0.0.1/admin/delete",
        "workflow://127.0.0.1/id/sig",
        "https://discord.com/api/webhooks/1/x",
    ],
)
def test_no_stored_text_becomes_a_way_out(stored: str) -> None:
    """Apprise makes nothing of a URL that came from data, ours included."""
    SmtpChannel("smtp://127.0.0.1")
    assert apprise.Apprise.instantiate(stored) is None


def test_a_plugin_switched_off_is_not_taken_for_mail(
    serve: Any, make_outgoing: MakeOutgoing
) -> None:
    """Where Apprise is told not to run the plugin, sending fails aloud."""
    running = serve()
    channel = channel_to(running.port)
    channel._plugin.enabled = False
    with pytest.raises(RuntimeError, match="did not run"):
        channel.send(make_outgoing())
    assert running.post.arrived == []
