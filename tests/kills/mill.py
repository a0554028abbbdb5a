"""A mail server that does to its clients what servers and lines do, and one thing more: it kills.

Each worker has a port of its own, so that the server knows whom it speaks to.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from enum import StrEnum
from random import Random

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.notifications.channels.conftest import Office, abort, free_port

REFUSED = "team.2@"


class Moment(StrEnum):
    """Where in its work a worker is killed."""

    CLOCK = "at any time of its run"
    MAIL = "after MAIL"
    DATA = "with the message in hand, before it is kept"
    KEPT = "after it is kept, before the reply"
    REPLIED = "after the reply"


@dataclass
class Mill:
    """What arrived at all ports, and how the server behaves; whose next kill is at which moment."""

    random: Random
    rough: bool = True
    slowness: float = 0.05
    kept: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    to: dict[str, str] = field(default_factory=dict)
    unsaid: int = 0
    moment: Moment | None = None
    killed: bool = False
    seen: Counter[str] = field(default_factory=Counter)
    at_next: Callable[[], object] | None = None

    def strikes(self, moment: Moment, pid: int) -> bool:
        """True where the worker was killed now."""
        if self.moment is not moment or self.killed or not pid:
            return False
        self.killed = True
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return True

    def mood(self) -> str:
        """How the next message is taken."""
        if not self.rough:
            return "keep"
        moods = ["keep"] * 15 + ["slow", "put off", "drop before", "drop unsaid", "drop after"]
        return self.random.choice(moods)


@dataclass
class Port:
    """The handler of one port: it knows the process at its other end."""

    mill: Mill
    pid: int = 0
    connections: int = 0
    links: list[SMTP] = field(default_factory=list)
    data_command: dict[str, str] = field(default_factory=dict)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's names
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _more: list[str]
    ) -> str:
        """Take the sender; a worker may be killed now."""
        if self.mill.strikes(Moment.MAIL, self.pid):
            abort(server)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _more: list[str]
    ) -> str:
        """Refuse one address for good, and put another off now and then."""
        if address.startswith(REFUSED):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the message, or not, and say so, or not."""
        mood = self.mill.mood()
        self.mill.seen[mood] += 1
        if mood == "slow":
            await asyncio.sleep(self.mill.slowness)
        if mood == "put off":
            return "451 4.3.0 later"
        if mood == "drop before" or self.mill.strikes(Moment.DATA, self.pid):
            abort(server)
            return "451 gone"
        self._keep(envelope)
        if mood == "drop unsaid":
            self.mill.unsaid += 1
            abort(server)
            return "250 unheard"
        if self.mill.strikes(Moment.KEPT, self.pid):
            abort(server)
            return "250 unheard"
        if mood == "drop after":
            asyncio.get_running_loop().call_later(0.002, abort, server)
        if self.mill.moment is Moment.REPLIED:
            delay = self.mill.random.uniform(0, 0.004)
            loop = asyncio.get_running_loop()
            loop.call_later(delay, self.mill.strikes, Moment.REPLIED, self.pid)
        return "250 Kept"

    def _keep(self, envelope: Envelope) -> None:
        content = envelope.original_content
        assert isinstance(content, bytes)
        message_id = message_from_bytes(content)["Message-ID"].strip("<>")
        self.mill.kept[message_id].append(content)
        once, self.mill.at_next = self.mill.at_next, None
        if once is not None:
            once()
        self.mill.to[message_id] = envelope.rcpt_tos[0]


@contextlib.contextmanager
def opened(mill: Mill, ports: int) -> Iterator[list[tuple[int, Port]]]:
    """So many ports of the mill, each with its number."""
    with contextlib.ExitStack() as stack:
        found = []
        for _ in range(ports):
            handler, number = Port(mill), free_port()
            office = Office(handler, hostname="127.0.0.1", port=number)
            office.start()
            stack.callback(office.stop_all)
            found.append((number, handler))
        yield found
