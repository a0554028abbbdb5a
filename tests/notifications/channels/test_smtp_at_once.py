"""Sender and addressee told at once to a server that takes it so (RFC 2920), and answered each."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import pytest

from models.rules.words import Outcome
from notifications.channels.base import Outgoing, Phase
from notifications.channels.smtp import SmtpChannel

MakeOutgoing = Callable[..., Outgoing]
MANY = 5.0
A_WHILE = 0.1
SAID = {"DATA": "354 go on", "QUIT": "221 bye"}


@dataclass
class Slow:
    """A server that answers MAIL only once it has waited for what is said with it.

    `replies` are its answers by the message's number and the command; HANG_UP is one as well.
    """

    at_once: bool
    replies: dict[tuple[int, str], str] = field(default_factory=dict)
    turns: list[list[str]] = field(default_factory=list)
    connections: int = 0
    messages: int = 0
    kept: int = 0

    def serve(self, listener: socket.socket) -> None:
        """Talk to whoever comes, until the listener is closed."""
        with suppress(OSError):
            while True:
                link, _ = listener.accept()
                self.connections += 1
                with link, suppress(OSError, EOFError):
                    link.settimeout(MANY)
                    self._talk(link)

    def _talk(self, link: socket.socket) -> None:
        link.sendall(b"220 slow\r\n")
        lines = _Lines(link)
        while True:
            turn = [lines.word(MANY)]
            if turn == ["MAIL"]:
                self.messages += 1
                with suppress(TimeoutError):
                    turn.append(lines.word(MANY if self.at_once else A_WHILE))
            self.turns.append(turn)
            for word in turn:
                self._answer(link, word)
            if turn == ["DATA"]:
                self._take(link, lines)
            if turn == ["QUIT"]:
                return

    def _answer(self, link: socket.socket, word: str) -> None:
        if word == "EHLO":
            more = ["250-PIPELINING"] if self.at_once else []
            link.sendall("\r\n".join(["250-slow", *more, "250 8BITMIME", ""]).encode())
            return
        reply = self.replies.get((self.messages, word), SAID.get(word, "250 OK"))
        if reply == HANG_UP:
            raise EOFError
        link.sendall(f"{reply}\r\n".encode())

    def _take(self, link: socket.socket, lines: _Lines) -> None:
        while lines.next(MANY) != ".":
            pass
        self.kept += 1
        link.sendall(b"250 kept\r\n")


HANG_UP = "hang up"


@dataclass
class _Lines:
    """The lines of a connection, and none of what is not said yet."""

    link: socket.socket
    held: bytes = b""

    def word(self, patience: float) -> str:
        """The command that the next line begins with."""
        return self.next(patience)[:4].upper()

    def next(self, patience: float) -> str:
        """The next line; TimeoutError where none comes, EOFError after the last."""
        self.link.settimeout(patience)
        while b"\r\n" not in self.held:
            more = self.link.recv(4096)
            if not more:
                raise EOFError
            self.held += more
        line, _, self.held = self.held.partition(b"\r\n")
        return line.decode()


@contextmanager
def channel_to(server: Slow) -> Iterator[SmtpChannel]:
    """A channel to a server that runs as long."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        running = Thread(target=server.serve, args=(listener,), daemon=True)
        running.start()
        stack.callback(running.join, MANY)
        stack.callback(listener.shutdown, socket.SHUT_RDWR)
        channel = SmtpChannel(f"smtp://127.0.0.1:{listener.getsockname()[1]}", timeout=MANY)
        stack.callback(channel.close)
        yield channel


def sent(server: Slow, make_outgoing: MakeOutgoing, messages: int = 1) -> list[Any]:
    """How handing messages to a server ended."""
    with channel_to(server) as channel:
        return [channel.send(make_outgoing(number=one)) for one in range(messages)]


@pytest.mark.parametrize("at_once", [True, False])
def test_only_who_takes_several_commands_at_once_is_told_two(
    make_outgoing: MakeOutgoing, *, at_once: bool
) -> None:
    """The message itself waits for the server to say that it may come."""
    server = Slow(at_once=at_once)
    attempts = sent(server, make_outgoing, 2)
    assert [one.outcome for one in attempts] == [Outcome.ACCEPTED] * 2
    envelope = [["MAIL", "RCPT"]] if at_once else [["MAIL"], ["RCPT"]]
    assert server.turns == [["EHLO"], *[*envelope, ["DATA"]] * 2, ["QUIT"]]
    assert (server.connections, server.kept) == (1, 2)


@pytest.mark.parametrize(
    ("replies", "outcome", "phase"),
    [
        ({"RCPT": "550 5.1.1 nobody"}, Outcome.PERMANENT, Phase.RECIPIENT),
        ({"RCPT": "451 4.2.1 later"}, Outcome.TRANSIENT, Phase.RECIPIENT),
        ({"MAIL": "451 4.3.0 later", "RCPT": "503 first"}, Outcome.TRANSIENT, Phase.SENDER),
        ({"MAIL": "550 5.7.1 not you", "RCPT": "550 5.1.1 no"}, Outcome.TRANSIENT, Phase.SENDER),
        ({"MAIL": "451 4.3.0 later", "RCPT": "250 OK"}, Outcome.TRANSIENT, Phase.SENDER),
    ],
)
def test_each_of_the_two_has_its_own_answer(
    make_outgoing: MakeOutgoing, replies: dict[str, str], outcome: Outcome, phase: Phase
) -> None:
    """No message is offered after a refusal, and the next one reads its own answers."""
    server = Slow(at_once=True, replies={(1, word): said for word, said in replies.items()})
    refused, after = sent(server, make_outgoing, 2)
    assert (refused.outcome, refused.phase) == (outcome, phase)
    assert refused.code == int(replies["MAIL" if phase is Phase.SENDER else "RCPT"][:3])
    assert (after.outcome, after.code) == (Outcome.ACCEPTED, 250)
    two = ["MAIL", "RCPT"]
    assert server.turns == [["EHLO"], two, ["RSET"], two, ["DATA"], ["QUIT"]]
    assert (server.connections, server.kept) == (1, 1)


@pytest.mark.parametrize(("word", "phase"), [("MAIL", Phase.SENDER), ("RCPT", Phase.RECIPIENT)])
def test_who_hangs_up_on_the_two_has_been_handed_nothing(
    make_outgoing: MakeOutgoing, word: str, phase: Phase
) -> None:
    """It may be sent again, whichever of the two answers was the last."""
    server = Slow(at_once=True, replies={(1, word): HANG_UP})
    lost, after = sent(server, make_outgoing, 2)
    assert (lost.outcome, lost.phase, lost.code) == (Outcome.TRANSIENT, phase, None)
    assert after.outcome is Outcome.ACCEPTED
    assert (server.connections, server.kept) == (2, 1)


def test_a_kept_connection_that_closes_at_the_two_is_made_anew(
    make_outgoing: MakeOutgoing,
) -> None:
    """The second message is offered once more, and arrives once."""
    server = Slow(at_once=True, replies={(2, "MAIL"): "421 4.3.2 closing"})
    attempts = sent(server, make_outgoing, 2)
    assert [one.outcome for one in attempts] == [Outcome.ACCEPTED] * 2
    assert (server.connections, server.messages, server.kept) == (2, 3, 2)
