"""Many boards shared out among workers, some of which are killed: nothing lost, nothing repeated.

python -m tests.benchmarks.many [--boards 60] [--actions 2000] [--slow SECONDS] [--kills 12]

A Prefect server and the register on a PostgreSQL of its own, from the machine's packages; process
workers of the work pool, registered by deployments/prefect.yaml. First one worker follows the day
up, then three, from the same register; then three, of which any is killed at any moment: with all
that it runs, alone, or one of its runs. A worker that was killed stays away for a minute, and the
rest take over.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from models.database import open_engine
from settings import Settings
from tasks.audit import audit
from tasks.clock import Clock
from tasks.committee import enter_committee
from tasks.contacts import enter_contacts
from tasks.office import Office
from tasks.plan_asked import Import
from tasks.plans import import_plan
from tasks.register import open_register
from tests.benchmarks import home
from tests.benchmarks.programs import begun, killed_with_children
from tests.benchmarks.region import DAY, Site, site

DUE = "30 November 2026"
UNTIL = 3600.0


def enter(made: Site, actions: int) -> int:
    """Boards, each with its leads and its plan; how many messages the day owes them."""
    settings = Settings(**_settings(made, "entered"))
    engine = open_register(settings)
    office = Office(settings=settings, engine=engine, clock=Clock(DAY))
    leads = max(1, actions // home.PER_LEAD)
    for board in range(1, made.boards + 1):
        _board(office, made.folder, board, leads, actions)
    engine.dispose()
    return made.boards * leads


def _settings(made: Site, register: str) -> dict[str, Any]:
    url = made.url(register, "postgresql+psycopg")
    return {"home": made.folder / "home", "database_url": url, "clock": DAY}


def _board(office: Office, folder: Path, board: int, leads: int, actions: int) -> None:
    name = f"Board {board}"
    now, committee, contacts = office.clock.now(), folder / "board.toml", folder / "contacts.csv"
    committee.write_text(home.COMMITTEE.replace("Northmoor LSCB", name), encoding="utf-8")
    enter_committee(office.engine, committee, now, DAY)
    posts = [f"Lead {n}" for n in range(leads)]
    held = [(post, "Housing", post, f"l{n}@b{board}.example.org", "lead")
            for n, post in enumerate(posts)]  # fmt: skip
    officers = [(*one[:1], name, *one[2:]) for one in home.OFFICERS]
    home.write(contacts, home.CONTACTS, [*officers, *held])
    enter_contacts(office.engine, contacts, now, DAY, board=name)
    rows = [(f"{n + 1}. Staff follow part {n + 1}", "Write it down", "The text", "It is known",
             posts[n % leads], DUE) for n in range(actions)]  # fmt: skip
    home.write(folder / "plan.csv", home.COLUMNS, [home.SECTION, *rows])
    asked = Import(
        path=folder / "plan.csv", review=f"b{board}", title="Measured", agreed_on=DAY, board=name
    )
    import_plan(office, asked)


@contextmanager
def watched(made: Site, register: str) -> Iterator[None]:
    """The watch beside the server: it begins once more what was cut off."""
    words = (sys.executable, "-m", "deployments.serving.watching")
    process = begun(words, made.environment(register))
    try:
        yield
    finally:
        killed_with_children(process)


def followed_up(made: Site, register: str, workers: int, kills: Iterable[float] = ()) -> float:
    """The seconds from the fan-out until every board's day is told; kills at their seconds."""
    made.statement(f"CREATE DATABASE {register} TEMPLATE entered")
    made.mill.kept.clear()
    engine = open_engine(made.url(register, "postgresql+psycopg"))
    for number in range(workers):
        made.start(number, register)
    _until(lambda: made.online(register) == workers)
    with watched(made, register):
        began = time.monotonic()
        _fan_out(made, register)
        due = [began + one for one in sorted(kills)]
        _until(lambda: _done(engine) == made.boards, lambda: _kill_one(made, register, due))
        took = time.monotonic() - began
    made.clear()
    engine.dispose()
    return took


def _fan_out(made: Site, register: str) -> None:
    """One run a board, as the schedule begins them; a key of its own lets a day be played anew."""
    code = (
        "import flows.follow_up_every as f, tasks.follow_up as t\n"
        "from tasks.opening import opened\n"
        f"f.KEY = 'board-{{board}}-{{day}}-{register}'\n"
        "with opened() as office:\n"
        "    for board in t.boards(office): f._begin_one(board)\n"
    )
    subprocess.run([sys.executable, "-c", code], env=made.environment(register), check=True)


def _kill_one(made: Site, register: str, due: list[float]) -> None:
    """At its second a worker, all that it runs or both are killed; who was away comes back."""
    made.come_back(register, time.monotonic())
    if not (due and made.workers and time.monotonic() >= due[0]):
        return
    due.pop(0)
    lost = made.random.choice((made.lose_machine, made.lose_worker, made.lose_run))
    lost(made.random.choice(sorted(made.workers)))
    made.killed[lost.__name__] += 1


def _until(is_so: Callable[[], bool], meanwhile: Callable[[], None] = lambda: None) -> None:
    deadline = time.monotonic() + UNTIL
    while not is_so():
        if time.monotonic() > deadline:
            raise RuntimeError("the boards were not followed up within an hour")
        meanwhile()
        time.sleep(1)


TOLD = text(
    "SELECT count(DISTINCT r.board_id) FROM run r WHERE r.finished_at IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM notice n WHERE n.board_id = r.board_id AND n.state = 'waiting')"
)


def _done(engine: Engine) -> int:
    """How many boards have had their run, and have nothing left to tell."""
    with engine.connect() as connection:
        return int(connection.execute(TOLD).scalar_one())


def verdict(made: Site, register: str, owed: int) -> list[str]:
    """What is wrong afterwards: lost, repeated in other words, or found by the self-check."""
    settings = Settings(**_settings(made, register))
    engine = open_engine(settings.register_url)
    office = Office(settings=settings, engine=engine, clock=Clock(DAY))
    findings = [f for n in range(made.boards) for f in audit(office, n + 1, keep=False).findings]
    engine.dispose()
    found = [f"{one.action}: {one.says}" for one in findings]
    return found + _wrong_with_the_mail(made, owed)


def _wrong_with_the_mail(made: Site, owed: int) -> list[str]:
    kept = made.mill.kept
    # The secretary's own message is of what became of the runs: a kill is news.
    told = [to for one in kept if (to := made.mill.to[one]).startswith("l")]
    found = [f"{one} was sent in two forms" for one, same in kept.items() if len(set(same)) > 1]
    if not len(told) == len(set(told)) == owed:
        found.append(f"{len(told)} messages to {len(set(told))} leads, of whom there are {owed}")
    if copies(made) > made.killed.total():
        found.append("more than one message a kill arrived twice")
    return found


def copies(made: Site) -> int:
    """How many messages arrived once more in the same bytes: their server's 250 was lost."""
    return sum(len(same) - 1 for same in made.mill.kept.values())


def report(made: Site, actions: int, kills: int) -> None:
    """Print the seconds of one worker and of three, and what kills at any moment left."""
    began = time.monotonic()
    owed = enter(made, actions)
    print(f"{made.boards} boards of {actions} actions, {owed} leads to be told; made in"
          f" {time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
    alone = followed_up(made, "one", 1)
    print(
        f"one worker: {alone:.0f} s; wrong: {verdict(made, 'one', owed) or 'nothing'}", flush=True
    )
    three = followed_up(made, "three", 3)
    print(f"three workers: {three:.0f} s, {alone / three:.2f} times as fast;"
          f" wrong: {verdict(made, 'three', owed) or 'nothing'}", flush=True)  # fmt: skip
    if kills:
        at = [made.random.uniform(0, 0.9 * three) for _ in range(kills)]
        took = followed_up(made, "killed", 3, at)
        print(f"three workers, {dict(made.killed)}: {took:.0f} s, {copies(made)} arrived twice in"
              f" the same bytes; wrong: {verdict(made, 'killed', owed) or 'nothing'}")  # fmt: skip


def main() -> None:
    """Make the site of the size that is asked for, and report on it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--boards", type=int, default=60)
    parser.add_argument("--actions", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--at-once", type=int, default=2, help="the runs that a worker takes")
    parser.add_argument("--slow", type=float, default=0.0, help="seconds a message takes")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="many") as folder,
        site(Path(folder), asked.boards, slow=asked.slow) as made,
    ):
        made.at_once = asked.at_once
        report(made, asked.actions, asked.kills)


if __name__ == "__main__":
    main()
