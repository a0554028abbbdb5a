"""A board over some weeks with two workers, one of which is killed day after day; the verdict."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from multiprocessing.context import ForkServerProcess
from random import Random

from sqlalchemy import select
from sqlmodel import col

from models.database import reading
from models.ledger import Message, MessageNotice, Notice
from models.rules.audit_facts import Kind
from models.rules.words import Channel, MessageState, NoticeState
from tasks.audit import audit
from tasks.settling import settle_message, undecided_messages
from tests.kills.mill import Mill, Moment, Port, opened
from tests.kills.worker import start
from tests.stories.world import BOARD_ID, FIRST, SECRETARY, WAITING, World, address_of, row

WORKERS = 2
SETTLED_AFTER = 8
SATURDAY = 5
DUES = ("14 September", "24 September", "1 October", "15 October", "29 October")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of the kills: per moment how many; what was lost, repeated, or said twice."""

    engine: str
    kills: Counter[Moment]
    unsaid: int
    messages: int
    lost: tuple[str, ...]
    copies: int
    other_bytes: int
    told_anew: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(slots=True)
class Trial:
    """One board and its days."""

    world: World
    database_url: str
    random: Random
    mill: Mill
    took: float = 0.5
    kills: Counter[Moment] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def environment(self, day: date, port: int) -> dict[str, str]:
        """The settings of a worker on a day."""
        return {
            "MATTERS_HOME": str(self.world.office.settings.home),
            "MATTERS_DATABASE_URL": self.database_url,
            "MATTERS_CLOCK": day.isoformat(),
            "MATTERS_SMTP_URL": f"smtp://127.0.0.1:{port}",
            "MATTERS_MAIL_RATE": "0",
        }

    def day(self, day: date, ports: list[tuple[int, Port]], moment: Moment | None) -> None:
        """Both workers run the day at once, and one of them is killed at a moment."""
        self.mill.killed, self.mill.moment = False, moment
        workers = []
        for number, port in ports:
            port.pid = 0
            worker = start(self.environment(day, number), "follow-up", "--deliver")
            port.pid = worker.pid or 0
            workers.append(worker)
        began = time.monotonic()
        if moment is Moment.CLOCK:
            time.sleep(self.random.uniform(0, self.took))
            self._kill(workers[0])
        self._joined(workers, day)
        if not self.mill.killed:
            self.took = time.monotonic() - began
        elif moment is not None:
            self.kills[moment] += 1

    def _kill(self, worker: ForkServerProcess) -> None:
        if worker.is_alive() and worker.pid:
            os.kill(worker.pid, signal.SIGKILL)
            self.mill.killed = True

    def _joined(self, workers: list[ForkServerProcess], day: date) -> None:
        for worker in workers:
            worker.join(300)
            if worker.exitcode not in {0, 1, -signal.SIGKILL}:
                self.faults.append(f"{day}: a worker ended with {worker.exitcode}")
            worker.close()


def tried(world: World, database_url: str, *, kills: int, seed: int, actions: int = 30) -> Verdict:
    """So many kills, a working day each, then days of peace; what came of them."""
    random = Random(seed)  # noqa: S311 - a seed, not a secret
    trial = Trial(world, database_url, random, Mill(random))
    entered(world, actions)
    moments = list(Moment)
    day = FIRST
    with opened(trial.mill, WORKERS) as ports:
        while sum(trial.kills.values()) < kills:
            trial.day(day, ports, random.choice(moments))
            day = next_day(day)
        trial.mill.rough = False
        for _ in range(SETTLED_AFTER):
            trial.day(day, ports, None)
            world.on(day)
            if not _settle(trial) and not _waits(world):
                break
            day = next_day(day)
    return verdict(trial)


def entered(world: World, actions: int) -> None:
    """Teams of which each leads some of the actions, due over two months; nothing is told yet."""
    teams = [f"Team {n}" for n in range(1, min(actions, 12) + 1)]
    world.contacts(*((t, f"Holder of {t}", address_of(t), "2010-01-01", "") for t in teams))
    world.import_plan(
        *(
            row(str(n), f"{DUES[n % len(DUES)]} 2010", lead=teams[n % len(teams)])
            for n in range(1, actions + 1)
        )
    )


def next_day(day: date) -> date:
    """The next working day."""
    day += timedelta(days=1)
    return day if day.weekday() < SATURDAY else next_day(day)


def _settle(trial: Trial) -> bool:
    """A person looks in the server's log for what nobody knows of; True where there was any."""
    found = undecided_messages(trial.world.office)
    for one in found:
        settle_message(
            trial.world.office,
            f"m{one.row_id}",
            arrived=one.message_id in trial.mill.kept,
            reason="The server's log says so.",
            by=SECRETARY,
        )
    return bool(found)


def _waits(world: World) -> bool:
    with reading(world.office.engine) as session:
        return session.execute(WAITING).first() is not None


def verdict(trial: Trial) -> Verdict:
    """What came of a trial."""
    kept = trial.mill.kept
    return Verdict(
        engine=trial.world.office.engine.dialect.name,
        kills=trial.kills,
        unsaid=trial.mill.unsaid,
        messages=len(kept),
        lost=tuple(_lost(trial)),
        copies=sum(len(same) - 1 for same in kept.values()),
        other_bytes=sum(len(set(same)) > 1 for same in kept.values()),
        told_anew=tuple(_told_anew(trial)),
        faults=(*trial.faults, *broken(trial.world)),
    )


def broken(world: World) -> list[str]:
    """What SQLite finds wrong with the register's file."""
    engine = world.office.engine
    if engine.dialect.name != "sqlite":
        return []
    with reading(engine) as session:
        found = session.connection().exec_driver_sql("PRAGMA integrity_check").scalars()
        return [said for said in found if said != "ok"]


def _lost(trial: Trial) -> list[str]:
    """What the self-check misses, what still waits, and what is told and never arrived."""
    report = audit(trial.world.office, BOARD_ID, keep=False)
    found = [f"{f.action} {f.says}" for f in report.findings if f.kind is not Kind.UNDELIVERABLE]
    with reading(trial.world.office.engine) as session:
        waits = select(col(Notice.id), col(Notice.step)).where(
            col(Notice.state) == NoticeState.WAITING
        )
        found += [f"{step} numbered {i} waits" for i, step in session.execute(waits)]
        said = select(col(Message.message_id)).where(
            col(Message.state) == MessageState.ACCEPTED, col(Message.channel) == Channel.EMAIL
        )
        found += [f"{i} never arrived" for i in session.scalars(said) if i not in trial.mill.kept]
    return found


def _told_anew(trial: Trial) -> list[str]:
    """Steps that reached one person, for one cause, in two different messages."""
    query = (
        select(
            col(Notice.action_id),
            col(Notice.step),
            col(Notice.cause),
            col(Notice.post_id),
            col(Notice.person_id),
            col(Message.message_id),
        )
        .join(MessageNotice, col(MessageNotice.notice_id) == col(Notice.id))
        .join(Message, col(Message.id) == col(MessageNotice.message_id))
    )
    found: dict[tuple[object, ...], set[str]] = defaultdict(set)
    with reading(trial.world.office.engine) as session:
        for *key, message_id in session.execute(query):
            if message_id in trial.mill.kept:
                found[tuple(key)].add(message_id)
    return [f"{key[1]} of {key[0]}" for key, ids in found.items() if len(ids) > 1]
