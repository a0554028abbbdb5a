"""One kept SMTP connection: how it is made, and what each reply to a message means.

DATA is said by itself, since only then is it known how far a lost message came: before DATA is
answered it may be sent again, after that nobody knows (RFC 5321, 4.2.5 and 6.1).
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl

from models.rules.words import Outcome
from notifications.channels.base import (
    Attempt,
    ChannelUnavailable,
    Outgoing,
    Phase,
    without_address,
)
from notifications.channels.dialling import dialled
from notifications.channels.replies import is_about_the_address, is_about_us
from notifications.channels.server import SmtpServer

MESSAGES_A_CONNECTION = 100
# A message is scanned before it is taken, and Exchange keeps its answer back for half a minute
# until a second server has it. Who hangs up sooner sends it again (RFC 5321, 4.5.3.2.6: ten
# minutes); with all that comes before it this stays within a lease.
PATIENCE = 6
OK, START_INPUT, REFUSED, CLOSING = 250, 354, 400, 421
PERMANENT = 5  # the first digit
# What fits between < and > as it stands; notifications.mail.mailbox makes such addresses.
_ADDRESS = re.compile(r"[!-;=?-~]+@[A-Za-z0-9.-]+")


class _Lost(Exception):  # noqa: N818 - caught here and nowhere else
    """The connection went before the message did."""

    def __init__(self, phase: Phase, why: str) -> None:
        super().__init__(why)
        self.phase = phase


class Conversation:
    """A connection that is made when needed, kept for 100 messages and then made anew.

    `tls` is one verifying context for the life of the process: making one costs more than
    sending fifteen messages.
    """

    __slots__ = ("_link", "_sent", "_server", "_timeout", "_tls")

    def __init__(self, server: SmtpServer, tls: ssl.SSLContext | None, timeout: float) -> None:
        self._server = server
        self._tls = tls
        self._timeout = timeout
        self._link: smtplib.SMTP | None = None
        self._sent = 0

    def ready(self) -> smtplib.SMTP:
        """An open connection with room for one more message; raises ChannelUnavailable."""
        if self._link is not None and self._sent < MESSAGES_A_CONNECTION:
            return self._link
        self.close()
        self._link = dialled(self._server, self._tls, self._timeout)
        return self._link

    def close(self) -> None:
        """Say goodbye where there is somebody to say it to."""
        link, self._link, self._sent = self._link, None, 0
        if link is not None:
            # The server may have gone already; there is nothing left to lose.
            with contextlib.suppress(OSError, smtplib.SMTPException):
                link.quit()
            link.close()

    def deliver(self, outgoing: Outgoing) -> Attempt:
        """How handing this message over ended, by phase and reply.

        A kept connection that turns out to be gone before DATA is made anew once: servers hang
        up on the idle, and nothing had been handed over.
        """
        if not _ADDRESS.fullmatch(outgoing.to):
            why = "the address cannot be written in an envelope"
            return _attempt(Outcome.PERMANENT, Phase.RECIPIENT, None, why)
        if not _ADDRESS.fullmatch(outgoing.envelope_from):
            why = "the sender's address cannot be written in an envelope"
            return _attempt(Outcome.TRANSIENT, Phase.SENDER, None, why)
        kept = self._link is not None
        attempt = self._once(outgoing)
        gone = attempt.phase is Phase.SENDER and attempt.code in {None, CLOSING}
        return self._once(outgoing) if kept and gone else attempt

    def _once(self, outgoing: Outgoing) -> Attempt:
        try:
            link = self.ready()
        except ChannelUnavailable as error:
            code = getattr(error.__cause__, "smtp_code", None)
            return _attempt(Outcome.TRANSIENT, Phase.CONNECT, code, str(error))
        try:
            refused = self._envelope(link, outgoing)
        except _Lost as error:
            self._drop()
            return _attempt(Outcome.TRANSIENT, error.phase, None, str(error))
        if refused is not None:
            return refused
        try:
            return self._handed_over(link, outgoing.content)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            # The message may be there all the same, though no reply came.
            return _attempt(Outcome.UNKNOWN, Phase.DATA, None, str(error))

    def _envelope(self, link: smtplib.SMTP, outgoing: Outgoing) -> Attempt | None:
        """None where the server waits for the message; else its refusal. Raises _Lost."""
        whose, whom = f"MAIL FROM:<{outgoing.envelope_from}>\r\n", f"RCPT TO:<{outgoing.to}>\r\n"
        # A server that takes several commands at once answers each (RFC 2920): one wait less.
        at_once = link.has_extn("pipelining")
        said = (
            (Phase.SENDER, whose + whom if at_once else whose, OK),
            (Phase.RECIPIENT, "" if at_once else whom, OK),
            (Phase.DATA, "DATA\r\n", START_INPUT),
        )
        for phase, words, wanted in said:
            code, reply = _answered(link, phase, words)
            if code // 100 != wanted // 100:
                if at_once and phase is Phase.SENDER and code != CLOSING:
                    with contextlib.suppress(_Lost):
                        _answered(link, phase, "")  # what was said of the addressee
                return self._refused(phase, code, reply)
        return None

    def _handed_over(self, link: smtplib.SMTP, content: bytes) -> Attempt:
        link.send(_dotted(content))
        _wait(link, self._timeout * PATIENCE)
        code, reply = link.getreply()
        _wait(link, self._timeout)
        self._sent += 1
        if code // 100 == OK // 100:
            return _attempt(Outcome.ACCEPTED, Phase.DATA, code, reply)
        if code < REFUSED:
            self._drop()
            return _attempt(Outcome.UNKNOWN, Phase.DATA, code, "the server answered out of turn")
        return self._refused(Phase.DATA, code, reply)

    def _refused(self, phase: Phase, code: int, reply: bytes) -> Attempt:
        """What a refusal says: 5xx of the address or the message is final, all else is not."""
        self._start_over(code)
        permanent = code // 100 == PERMANENT and not is_about_us(phase, code, reply)
        if permanent and is_about_the_address(reply):
            phase = Phase.RECIPIENT
        return _attempt(Outcome.PERMANENT if permanent else Outcome.TRANSIENT, phase, code, reply)

    def _start_over(self, code: int) -> None:
        """Ready for the next message: the envelope forgotten, or the connection dropped."""
        if code == CLOSING or code < REFUSED or self._link is None:
            self._drop()
            return
        try:
            answered, _ = self._link.rset()
        except (OSError, smtplib.SMTPException):
            answered = CLOSING
        if answered >= REFUSED:
            self._drop()

    def _drop(self) -> None:
        """Let go of a broken connection without a word."""
        link, self._link, self._sent = self._link, None, 0
        if link is not None:
            link.close()


def _answered(link: smtplib.SMTP, phase: Phase, words: str) -> tuple[int, bytes]:
    """The next reply of a server, once it has been told what there is to say; raises _Lost."""
    try:
        if words:
            link.send(words)
        return link.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise _Lost(phase, str(error)) from error


def _wait(link: smtplib.SMTP, seconds: float) -> None:
    """So long is an answer waited for from now on."""
    if link.sock is not None:
        link.sock.settimeout(seconds)


def _attempt(outcome: Outcome, phase: Phase, code: int | None, text: bytes | str) -> Attempt:
    return Attempt(outcome=outcome, phase=phase, code=code, text=without_address(_words(text)))


def _words(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text


def _dotted(content: bytes) -> bytes:
    """The message with its leading dots doubled and its end marked (RFC 5321, 4.5.2)."""
    if content.startswith(b"."):
        content = b"." + content
    content = content.replace(b"\r\n.", b"\r\n..")
    return content + (b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n")
