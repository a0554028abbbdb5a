"""Many boards shared out among workers, some of which are killed: nothing lost, nothing repeated.

python -m tests.benchmarks.many [--boards 60] [--actions 2000] [--slow SECONDS] [--kills 5]

A Prefect server and the register on a PostgreSQL of its own, from the machine's packages: Prefect
wants its extension pg_trgm, which the wheel of the tests has not; process workers of the work pool,
registered by deployments/prefect.yaml. First one worker follows the day up, then three, from the
same register; then three of which one after the other is killed with all that it runs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, create_engine, text

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
from tests.kills.mill import Mill, opened
from tests.notifications.channels.conftest import free_port

DAY = date(2026, 11, 2)
DUE = "30 November 2026"
ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
UNTIL = 3600.0


class Patient(Mill):
    """A mail server that keeps all it is given, each after its while."""

    def mood(self) -> str:
        """Slow, if it is slow at all."""
        return "slow" if self.slowness else "keep"


@dataclass
class Site:
    """The machines of a region, on one: a PostgreSQL, a Prefect server, a mail server, workers."""

    folder: Path
    postgres: int
    mill: Patient
    mail: int
    prefect: int
    boards: int
    random: Random
    workers: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    def url(self, name: str, driver: str) -> str:
        """A database of the server."""
        return f"{driver}://postgres@127.0.0.1:{self.postgres}/{name}"

    def statement(self, said: str) -> None:
        """Said to the server itself, outside of any transaction."""
        engine = create_engine(self.url("postgres", "postgresql+psycopg"))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(said))
        engine.dispose()

    def environment(self, register: str) -> dict[str, str]:
        """What a worker is started with."""
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith(("MATTERS_", "PREFECT_"))},
            "MATTERS_HOME": str(self.folder / "home"),
            "MATTERS_DATABASE_URL": self.url(register, "postgresql+psycopg"),
            "MATTERS_CLOCK": DAY.isoformat(),
            "MATTERS_SMTP_URL": f"smtp://127.0.0.1:{self.mail}",
            "MATTERS_MAIL_RATE": "0",
            "MATTERS_POLICY": str(Path(__file__).with_name("no_guard.toml")),
            **prefect_environment(self.folder / "prefect", self.prefect),
            "PREFECT_WORKER_QUERY_SECONDS": "2",
            "PREFECT_SERVER_DATABASE_CONNECTION_URL": self.url("prefect", "postgresql+asyncpg"),
        }

    def start(self, number: int, register: str) -> None:
        """A worker, in a group of its own with all that it starts."""
        words = ("worker", "start", "--pool", "matters", "--type", "process", "--limit", "2")
        self.workers[number] = _begun(
            (str(BIN / "prefect"), *words, "--name", f"w{number}"), self.environment(register)
        )

    def stop(self, number: int, how: signal.Signals = signal.SIGKILL) -> None:
        """End a worker with all that it runs."""
        _killed_with_children(self.workers.pop(number), how)


def prefect_environment(folder: Path, port: int) -> Mapping[str, str]:
    """Prefect as the product has it, and quiet."""
    from flows.quiet import quiet

    return {**quiet(folder), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}


def _begun(words: tuple[str, ...], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A program on its way; what it says is kept in the home, by the last of its words."""
    said = Path(environment["MATTERS_HOME"]).parent / f"{words[-1]}.log"
    with said.open("ab") as log:
        return subprocess.Popen(
            words,
            env=dict(environment),
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _killed_with_children(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """A worker's runs lead groups of their own: they are found by whose children they are."""
    for one in (*_descendants(process.pid), process.pid):
        try:
            os.kill(one, how)
        except ProcessLookupError:
            continue
    process.wait()


def _descendants(process_id: int) -> list[int]:
    found: list[int] = []
    for place in Path(f"/proc/{process_id}/task").glob("*/children"):
        for child in map(int, place.read_text("utf-8").split()):
            found += [*_descendants(child), child]
    return found


@contextmanager
def postgres_of_the_machine(port: int) -> Iterator[int]:
    """A server of the newest PostgreSQL that is installed, on this port; it runs as no root."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        raise SystemExit("PostgreSQL is not installed (Debian: postgresql).")
    folder, user = tempfile.mkdtemp(prefix="manypg"), "postgres"
    shutil.chown(folder, user)
    as_user = ["runuser", "-u", user, "--"]
    data = ["-D", f"{folder}/data"]
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c max_connections=200"
    start = [*data, "-w", "-l", f"{folder}/log", "-o", options, "start"]

    def run(program: str, *words: str) -> None:
        subprocess.run([*as_user, found[-1] / program, *words], check=True, capture_output=True)

    try:
        run("initdb", *data, "-U", user, "--auth=trust")
        run("pg_ctl", *start)
        yield port
        run("pg_ctl", *data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def site(folder: Path, boards: int, *, slow: float) -> Iterator[Site]:
    """The servers up, the work pool made and the deployments registered."""
    with ExitStack() as stack:
        postgres = stack.enter_context(postgres_of_the_machine(free_port()))
        mill = Patient(Random(1), rough=False, slowness=slow)  # noqa: S311 - a seed, not a secret
        ((mail, _),) = stack.enter_context(opened(mill, 1))
        made = Site(folder, postgres, mill, mail, free_port(), boards, mill.random)
        made.statement("CREATE DATABASE prefect")
        made.statement("CREATE DATABASE entered")
        server = _begun(
            (str(BIN / "prefect"), "server", "start", "--port", str(made.prefect)),
            made.environment("entered"),
        )
        stack.callback(_killed_with_children, server, signal.SIGKILL)
        _registered(made)
        yield made
        for number in tuple(made.workers):
            made.stop(number)


def _registered(made: Site) -> None:
    from deployments.serving.environment import is_healthy

    deadline = time.monotonic() + 180
    while not is_healthy(f"http://127.0.0.1:{made.prefect}/api"):
        if time.monotonic() > deadline:
            said = (made.folder / f"{made.prefect}.log").read_text("utf-8")
            raise RuntimeError(f"the Prefect server does not answer: {said[-2000:]}")
        time.sleep(0.5)
    environment = made.environment("entered")
    for words in (
        ("work-pool", "create", "matters", "--type", "process"),
        ("--no-prompt", "deploy", "--all", "--prefect-file", "deployments/prefect.yaml"),
    ):
        done = subprocess.run(
            [BIN / "prefect", *words], env=environment, cwd=ROOT, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)


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
    process = _begun(words, made.environment(register))
    try:
        yield
    finally:
        _killed_with_children(process, signal.SIGKILL)


def followed_up(made: Site, register: str, workers: int, kills: int) -> float:
    """The seconds from the fan-out until every board's day is told."""
    made.statement(f"CREATE DATABASE {register} TEMPLATE entered")
    made.mill.kept.clear()
    engine = open_engine(made.url(register, "postgresql+psycopg"))
    for number in range(workers):
        made.start(number, register)
    time.sleep(15)  # A worker reads all it needs before it takes anything.
    with watched(made, register):
        began = time.monotonic()
        _fan_out(made, register)
        _until(lambda: _done(engine) == made.boards, lambda: _kill_one(made, register, kills))
        took = time.monotonic() - began
    for number in tuple(made.workers):
        made.stop(number)
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


KILLED: list[float] = []


def _kill_one(made: Site, register: str, kills: int) -> None:
    """Now and then a worker with all that it runs; another takes its place."""
    if len(KILLED) < kills and made.random.random() < 0.1:
        number = made.random.choice(sorted(made.workers))
        made.stop(number)
        made.start(number, register)
        KILLED.append(time.monotonic())


def _until(is_so: Callable[[], bool], meanwhile: Callable[[], None]) -> None:
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
    kept = made.mill.kept
    # The secretary's own message is of what became of the runs: a kill is news.
    told = [to for one in kept if (to := made.mill.to[one]).startswith("l")]
    found = [f"{one.action}: {one.says}" for one in findings]
    found += [f"{one} was sent in two forms" for one, same in kept.items() if len(set(same)) > 1]
    if not len(told) == len(set(told)) == owed:
        found.append(f"{len(told)} messages to {len(set(told))} leads, of whom there are {owed}")
    return found


def main() -> None:
    """Print the seconds of one worker and of three, and what the kills left."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--boards", type=int, default=60)
    parser.add_argument("--actions", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--slow", type=float, default=0.0, help="seconds a message takes")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="many") as folder,
        site(Path(folder), asked.boards, slow=asked.slow) as made,
    ):
        owed = enter(made, asked.actions)
        print(f"{asked.boards} boards of {asked.actions} actions, {owed} leads to be told")
        alone = followed_up(made, "one", 1, 0)
        print(f"one worker: {alone:.0f} s; wrong: {verdict(made, 'one', owed) or 'nothing'}")
        three = followed_up(made, "three", 3, 0)
        print(f"three workers: {three:.0f} s, {alone / three:.2f} times as fast;"
              f" wrong: {verdict(made, 'three', owed) or 'nothing'}")  # fmt: skip
        took = followed_up(made, "killed", 3, asked.kills)
        copies = sum(len(same) - 1 for same in made.mill.kept.values())
        print(f"three workers, {len(KILLED)} kills: {took:.0f} s, {copies} arrived twice in the"
              f" same bytes; wrong: {verdict(made, 'killed', owed) or 'nothing'}")  # fmt: skip


if __name__ == "__main__":
    main()
