"""Days under `matters serve` while everything goes wrong: python -m tests.soak --minutes 30.

A board with a plan of some hundred actions is followed up day after day, a day every quarter of a
minute or so, while people answer and decide, processes of the service are killed at random and the
mail server comes and goes. In the end the ledger is what the oracle (tests/oracle) expects of the
same register and days, and every message arrived once. Ctrl+C ends it sooner, with its verdict.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from tests.kills.disk import small_disk
from tests.oracle.scenario import Scenario
from tests.soak import ending
from tests.soak.board import FIRST, scenario
from tests.soak.commands import Commands
from tests.soak.days import EARLY, Days
from tests.soak.disk import MEGABYTES, Disk
from tests.soak.mail import Door, MailServer
from tests.soak.papers import plans, write_committee, write_contacts
from tests.soak.said import said
from tests.soak.service import Service
from tests.soak.trouble import Trouble

# Where these come while a message waits the two readings differ by a run: it is withdrawn first
# (tests/agreement/drawing.py).
APART = {"change-lead", "silence"}
NEAR = [timedelta(days=n) for n in range(-1, 4)]


def days_without_mail(made: Scenario, random: Random) -> frozenset[date]:
    """Some days on which the mail server is away from morning to night, far from changed hands."""
    near = [event.on for event in made.events if event.kind in APART]
    near += [day for one in made.refusals for day in (one.first, one.last)]
    for tenure in (tenure for post in made.posts for tenure in post.tenures):
        near += [day for day in (tenure.first, tenure.last) if day]
    span = (made.last_day - made.first_day).days
    drawn = {FIRST + timedelta(days=random.randrange(span)) for _ in range(span // 4)}
    return frozenset(day for day in drawn if not any(day + apart in near for apart in NEAR))


def entered(service: Service, commands: Commands, made: Scenario) -> None:
    """The board, its people and its first plan, by the commands."""
    folder = service.folder
    for name in ("home", "tmp", "backups"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    commands.give("committee", str(write_committee(folder / "board.toml", made)))
    commands.give("contacts", str(write_contacts(folder / "contacts.csv", made)))
    review, actions = plans(made)[FIRST]
    commands.enter(review, actions, FIRST)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How long, from which seed, with how many actions, and the seconds between two kills."""

    minutes: float
    seed: int
    actions: int
    every: float
    small_disk: bool


def soaked(folder: Path, asked: Asked) -> list[str]:
    """Everything that does not hold in the end; what happened is printed."""
    random = Random(asked.seed)  # noqa: S311 - a seed, not a secret
    made = scenario(asked.seed, asked.actions)
    mail = MailServer(Door(random, made.refusals, FIRST))
    mail.open()
    service = Service(folder, mail.port)
    service.put_on(datetime.combine(FIRST, EARLY))
    days = Days(
        made=made,
        service=service,
        commands=Commands(service),
        mail=mail,
        no_server=days_without_mail(made, random),
        day=FIRST,
    )
    entered(service, days.commands, made)
    disk = Disk(service) if asked.small_disk else None
    trouble = Trouble(service, mail, Random(asked.seed + 1), asked.every, disk)  # noqa: S311
    try:
        return _lived(days, trouble, asked.minutes)
    finally:
        trouble.end()
        service.end()
        mail.close()
        days.register.engine.dispose()


def _lived(days: Days, trouble: Trouble, minutes: float) -> list[str]:
    """The days, and then what does not hold."""
    days.service.start()
    began = time.monotonic()
    trouble.begin()
    enough = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: enough.set())
    while time.monotonic() - began < minutes * 60 and not enough.is_set():
        days.live()
    trouble.end()
    days.mail.door.rough = False
    ending.drained(days)
    found = [*ending.faults(days), *trouble.grown(), *trouble.unseen()]
    found += trouble.disk.faults if trouble.disk else ()
    print(said(days, trouble, time.monotonic() - began), flush=True)
    return found


def main() -> None:
    """The soak, and status 1 where something does not hold."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=30)
    asked.add_argument("--seed", type=int, default=os.getpid())
    asked.add_argument("--actions", type=int, default=120)
    asked.add_argument("--every", type=float, default=35, help="seconds between two kills, about")
    asked.add_argument("--folder", type=Path, default=None, help="kept, where it is given")
    asked.add_argument("--small-disk", action="store_true", help="that fills; needs root")
    given = asked.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="soak-"))
    folder.mkdir(parents=True, exist_ok=True)
    print(f"The seed is {given.seed}; the service's log is {folder / 'log'}.", flush=True)
    names = [one.name for one in fields(Asked)]
    what = Asked(**{name: getattr(given, name) for name in names})
    with small_disk(folder / "home", MEGABYTES) if given.small_disk else nullcontext():
        found = soaked(folder, what)
    print("\n".join(found) or "All of it holds.")
    if found:
        sys.exit(1)
    if given.folder is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
