"""The disk is full at one moment of a day or another: a sentence, and the next run does the rest.

Either no file of the worker may grow beyond a size, or it is a small disk that somebody else fills.
"""

from __future__ import annotations

import resource
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from models.database import open_engine
from models.migrate import upgrade
from tests.kills.disk import fill, may_mount, small_disk
from tests.kills.mill import Mill, Port, opened
from tests.kills.trial import Trial, entered, next_day, verdict
from tests.kills.worker import start
from tests.stories.furnished import furnish
from tests.stories.world import ACTION, FIRST, SECRETARY, World

DONE, EXCEPTIONS, STOPPED = 0, 1, 3
KIB = 1024


def board(engine: Engine, home: Path) -> Trial:
    """Six actions, of which nothing is told yet, on a register."""
    home.mkdir(mode=0o700)
    furnish(engine, home)
    world = World.on_register(engine, home)
    random = Random(1)  # noqa: S311 - a seed, not a secret
    url = f"sqlite:///{engine.url.database}"
    trial = Trial(world, url, random, Mill(random, rough=False))
    entered(world, 6)
    engine.dispose()
    return trial


def peace(trial: Trial, day: date, ports: list[tuple[int, Port]]) -> None:
    """Two more days, with room."""
    for _ in range(2):
        trial.day(day, ports, None)
        trial.world.on(day)
        day = next_day(day)


@pytest.mark.parametrize(
    "room", [(20, 700, 1200), pytest.param(range(4, 1500, 20), marks=pytest.mark.kill)]
)
def test_a_disk_that_is_full(sqlite_register: Engine, tmp_path: Path, room: range) -> None:
    """So many kilobytes are left at the beginning of a day; then there is room, and all is told."""
    trial = board(sqlite_register, tmp_path / "home")
    path, said = Path(sqlite_register.url.database or ""), tmp_path / "said"
    day, ended = FIRST, []
    with opened(trial.mill, 1) as ports:
        ((number, _),) = ports
        for left in room:
            settings = trial.environment(day, number)
            largest = path.stat().st_size + left * KIB
            worker = start(settings, "follow-up", "--deliver", largest_file=largest, says=said)
            worker.join()
            ended.append(worker.exitcode)
            worker.close()
            day = next_day(day)
        peace(trial, day, ports)
    found = verdict(trial)
    assert set(ended) <= {DONE, EXCEPTIONS, STOPPED}, said.read_text("utf-8")
    assert STOPPED not in ended or "The register could not be" in said.read_text("utf-8")
    assert set(ended) != {DONE}
    assert (found.faults, found.lost, found.told_anew, found.copies) == ((), (), (), 0)


@pytest.mark.parametrize("way", ["limit", "disk"] if may_mount() else ["limit"])
def test_a_disk_that_fills_while_a_message_is_in_hand(tmp_path: Path, way: str) -> None:
    """The room for its outcome was kept before: it is recorded, and the others wait for room."""
    if way == "limit":
        _fills(tmp_path, way)
        return
    with small_disk(tmp_path / "disk", 40) as disk:
        _fills(disk, way)


def _fills(folder: Path, way: str) -> None:
    engine = open_engine(f"sqlite:///{folder / 'register.db'}")
    upgrade(engine)
    trial = board(engine, folder / "home")
    with opened(trial.mill, 1) as ports:
        ((number, port),) = ports
        filling = folder / "filling"
        log = folder / "register.db-wal"

        def fills() -> None:
            if way == "limit":
                # Not a byte more than the log has already.
                size = log.stat().st_size
                resource.prlimit(port.pid, resource.RLIMIT_FSIZE, (size, size))
            else:
                fill(filling)

        trial.mill.at_next = fills
        worker = start(trial.environment(FIRST, number), "follow-up", "--deliver")
        port.pid = worker.pid or 0
        worker.join()
        assert worker.exitcode == EXCEPTIONS
        assert len(trial.mill.kept) == 1
        worker.close()
        filling.unlink(missing_ok=True)
        peace(trial, FIRST, ports)
    found = verdict(trial)
    engine.dispose()
    assert (found.faults, found.lost, found.told_anew, found.copies) == ((), (), (), 0)


def test_evidence_for_which_there_is_no_room(sqlite_register: Engine, tmp_path: Path) -> None:
    """A sentence, and nothing is kept of it or of the answer; sent again it is taken."""
    trial = board(sqlite_register, tmp_path / "home")
    evidence, said = tmp_path / "audit.txt", tmp_path / "said"
    evidence.write_bytes(b"x" * 4096 * KIB)
    words = ("respond", ACTION, "--progress", "evidence", "--evidence", str(evidence))
    ended = []
    for largest in (2048 * KIB, None):
        settings = trial.environment(FIRST, 1)
        by = ("--by", SECRETARY)
        worker = start(settings, *words, *by, largest_file=largest, says=said)
        worker.join()
        ended.append(worker.exitcode)
        worker.close()
        kept = [*(tmp_path / "home" / "evidence").iterdir()]
        assert len(kept) == (0 if largest else 1)
    assert ended == [STOPPED, DONE], said.read_text("utf-8")
    assert "audit.txt: it could not be kept (File too large)" in said.read_text("utf-8")


@pytest.mark.skipif(not may_mount(), reason="only root can mount a disk")
def test_a_list_for_which_there_is_no_room(sqlite_register: Engine, tmp_path: Path) -> None:
    """The same of any file: what is wrong is a disk, and no fault of the program."""
    trial, said = board(sqlite_register, tmp_path / "home"), tmp_path / "said"
    with small_disk(tmp_path / "disk", 1) as disk:
        fill(disk / "filling")
        worker = start(
            trial.environment(FIRST, 1), "actions", "--xlsx", str(disk / "a.xlsx"), says=said
        )
        worker.join()
        assert worker.exitcode == STOPPED, said.read_text("utf-8")
        worker.close()
    assert "No space left on device" in said.read_text("utf-8")
