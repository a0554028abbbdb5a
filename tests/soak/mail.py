"""A mail server that comes and goes, puts off, hangs up, and refuses one address for some days."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes
from random import Random
from weakref import WeakKeyDictionary

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.notifications.channels.conftest import Office, abort, free_port
from tests.oracle.scenario import Refusal
from tests.soak.papers import address_of

IN_THE_DATA = "hang up in the data"
MOODS = ("put off", "hang up unkept", "hang up unsaid", "slow")
BAD = 0.1


@dataclass
class Arrived:
    """What the server kept, each time, and of how many of those times its client has heard."""

    kept: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    to: dict[str, str] = field(default_factory=dict)
    heard: Counter[str] = field(default_factory=Counter)
    moods: Counter[str] = field(default_factory=Counter)
    troubled: set[tuple[date, str]] = field(default_factory=set)


@dataclass
class Door:
    """The handler of the one port."""

    random: Random
    refusals: tuple[Refusal, ...]
    day: date
    rough: bool = True
    arrived: Arrived = field(default_factory=Arrived)
    connections: int = 0
    links: list[SMTP] = field(default_factory=list)
    data_command: dict[str, str] = field(default_factory=dict)
    last: WeakKeyDictionary[Session, str] = field(default_factory=WeakKeyDictionary)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's names
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _more: list[str]
    ) -> str:
        """Take the sender: who goes on has heard what was said last."""
        self._heard(session)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _more: list[str]
    ) -> str:
        """Refuse an address for good on its days; now and then be gone before the data is in."""
        if self._refuses(address):
            self.arrived.moods["refuse for good"] += 1
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        if self._mood(address, (IN_THE_DATA,), BAD / 3):
            asyncio.get_running_loop().call_later(0.002, abort, server)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the message, or not, and say so, or not."""
        mood = self._mood(envelope.rcpt_tos[0], MOODS, BAD)
        if mood == "put off":
            return "451 4.3.0 later"
        if mood == "hang up unkept":
            abort(server)
            return "451 gone"
        if mood == "slow":
            await asyncio.sleep(0.5)
        self.last[session] = self._keep(envelope)
        if mood == "hang up unsaid":
            abort(server)
        return "250 Kept"

    async def handle_QUIT(  # noqa: N802
        self, _server: SMTP, session: Session, _envelope: Envelope
    ) -> str:
        """Who takes leave has heard what was said last."""
        self._heard(session)
        return "221 Bye"

    def _mood(self, address: str, moods: tuple[str, ...], bad: float) -> str:
        """How the next one is taken; empty where nothing ails the server."""
        if not self.rough or self.random.random() > bad:
            return ""
        mood = self.random.choice(moods)
        self.arrived.moods[mood] += 1
        self.arrived.troubled.add((self.day, address))
        return mood

    def _refuses(self, address: str) -> bool:
        return any(
            address_of(one.person) == address and one.first <= self.day <= one.last
            for one in self.refusals
        )

    def _keep(self, envelope: Envelope) -> str:
        content = envelope.original_content
        assert isinstance(content, bytes)
        message_id = str(message_from_bytes(content)["Message-ID"]).strip("<>")
        self.arrived.kept[message_id].append(content)
        self.arrived.to[message_id] = envelope.rcpt_tos[0]
        return message_id

    def _heard(self, session: Session) -> None:
        """Its outcome is in the register before a client goes on or takes leave."""
        if last := self.last.pop(session, ""):
            self.arrived.heard[last] += 1


@dataclass
class MailServer:
    """The server on its port: open, gone for some seconds, or held for whole days."""

    door: Door
    port: int = field(default_factory=free_port)
    office: Office | None = None
    held: bool = False
    outages: int = 0
    away: float = 0
    _since: float = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> None:
        """Answer again, unless it is held."""
        with self._lock:
            if self.office is None and not self.held:
                self.office = Office(self.door, hostname="127.0.0.1", port=self.port)
                self.office.start()
                self.away += time.monotonic() - self._since if self._since else 0

    def close(self) -> None:
        """Be gone, with every connection."""
        with self._lock:
            if self.office is not None:
                self.office.stop_all()
                self.office, self._since = None, time.monotonic()
                self.outages += 1

    def hold(self) -> None:
        """Be gone until let go."""
        self.held = True
        self.close()

    def let_go(self) -> None:
        """Answer again after having been held."""
        if self.held:
            self.held = False
            self.open()
