"""What goes wrong of itself while days go by: processes are killed, the mail server goes away."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from statistics import mean

from tests.soak.disk import Disk
from tests.soak.mail import MailServer
from tests.soak.processes import KINDS, Found, kill
from tests.soak.service import Service

# What a part holds more of late than early: it is killed now and then, and begins anew.
GROWS, SOME_MB = 1.25, 25
VICTIMS = {"run": 6, "worker": 3, "server": 3, "page": 1, "supervisor": 2, "all": 1}


@dataclass
class Trouble:
    """Threads that kill, take the mail server away and fill the disk, until told to stop."""

    service: Service
    mail: MailServer
    random: Random
    every: float
    disk: Disk | None = None
    kills: Counter[str] = field(default_factory=Counter)
    stop: threading.Event = field(default_factory=threading.Event)
    memory: list[tuple[float, str, float]] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> None:
        """From now on."""
        for work in (
            self._kill_now_and_then,
            self._start_again,
            self._mail_comes_and_goes,
            self._disk_fills,
            self._measure,
        ):
            self.threads.append(threading.Thread(target=work, daemon=True))
            self.threads[-1].start()

    def end(self) -> None:
        """Peace: nothing more is killed, and the mail server stays."""
        self.stop.set()
        for thread in self.threads:
            thread.join(180)
        if self.service.has_ended():
            self.service.start()
        self.mail.let_go()
        self.mail.open()

    def _kill_now_and_then(self) -> None:
        while not self.stop.wait(self.random.uniform(0.4, 1.6) * self.every):
            (whom,) = self.random.choices(list(VICTIMS), list(VICTIMS.values()))
            self._strike(whom)

    def _strike(self, whom: str) -> None:
        for _ in range(100):
            found = [p for p in self.service.processes() if whom in {p.kind, "all"}]
            if found:
                break
            if self.stop.wait(0.1):
                return
        hit = found if whom == "all" else found[:1]
        if sum(kill(one.pid) for one in hit):
            self.kills[whom] += 1

    def _start_again(self) -> None:
        """What systemd does of a service that ended, only sooner."""
        while not self.stop.is_set():
            if self.service.has_ended():
                self.stop.wait(self.random.uniform(0, 3))
                self.service.start()
            self.stop.wait(0.5)

    def _disk_fills(self) -> None:
        while self.disk and not self.stop.wait(self.random.uniform(40, 100)):
            self.disk.fill()
            self.stop.wait(self.random.uniform(3, 15))
            self.disk.free()

    def _mail_comes_and_goes(self) -> None:
        while not self.stop.wait(self.random.uniform(10, 50)):
            self.mail.close()
            self.stop.wait(self.random.uniform(1, 8))
            self.mail.open()

    def _measure(self) -> None:
        began = time.monotonic()
        while not self.stop.wait(5):
            for one in self.service.processes():
                self._note(time.monotonic() - began, one)

    def _note(self, at: float, one: Found) -> None:
        self.memory.append((at, one.kind, one.memory))

    def held(self) -> dict[str, tuple[float, float, float]]:
        """Per kind of process the MB in the first third of the time, in the last, and the most."""
        last = max((at for at, _, _ in self.memory), default=0)
        found: dict[str, tuple[float, float, float]] = {}
        for kind in sorted({kind for _, kind, _ in self.memory}):
            every = [(at, mb) for at, one, mb in self.memory if one == kind]
            early = [mb for at, mb in every if at <= last / 3] or [mb for _, mb in every]
            late = [mb for at, mb in every if at >= last * 2 / 3] or [mb for _, mb in every]
            found[kind] = (mean(early), mean(late), max(mb for _, mb in every))
        return found

    def grown(self) -> list[str]:
        """The parts that held more and more."""
        return [
            f"{kind} grew from {early:.0f} to {late:.0f} MB"
            for kind, (early, late, _) in self.held().items()
            if late > early * GROWS + SOME_MB
        ]

    def unseen(self) -> list[str]:
        """The parts of which no process was ever found: none of them was killed or measured."""
        found = {kind for _, kind, _ in self.memory}
        return [f"no process of the kind {kind} was found" for kind in KINDS if kind not in found]
