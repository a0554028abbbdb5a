"""The machine's clock is set back an hour while a day runs, and between two runs.

By libfaketime, on a process of ours; no other clock is touched.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from tests.kills.mill import Mill, opened
from tests.kills.trial import Trial, verdict
from tests.stories.furnished import furnish
from tests.stories.world import LEAD, World, address_of, row

PLACES = ("/usr/lib", "/usr/local/lib")
LIBRARY = next((p for d in PLACES for p in Path(d).glob("**/faketime/libfaketime.so.1")), None)
TEAMS = (1, 3, 4, 5)
ROOT = Path(__file__).resolve().parents[2]
# In UTC; the board's clock is an hour ahead.
TEN, NINE = "@2010-09-06 10:00:00", "@2010-09-06 09:00:00"
FRIDAY = "@2010-09-10 07:00:00"
LATER, TUESDAY = "@2010-09-06 10:20:00", "@2010-09-06 23:20:00"
BACK_ON_MONDAY, MORNING = "@2010-09-06 22:20:00", "@2010-09-07 08:00:00"


@dataclass
class Moody(Mill):
    """A mail server whose next moods are known."""

    moods: list[str] = field(default_factory=list)

    def mood(self) -> str:
        """The next of them, and then it keeps what it is given."""
        return self.moods.pop(0) if self.moods else "keep"


@pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed (see .ci/packages)")
def test_a_clock_set_back_an_hour(sqlite_register: Engine, tmp_path: Path) -> None:
    """Back from ten to nine with a message in hand: each is told once, in its time.

    Back over midnight as well, which a sentence refuses.
    """
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    furnish(sqlite_register, home)
    world = World.on_register(sqlite_register, home)
    moods = ["put off", "drop unsaid", "keep", "keep"]
    mill = Moody(Random(1), moods=moods)  # noqa: S311 - a seed, not a secret
    trial = Trial(world, f"sqlite:///{sqlite_register.url.database}", mill.random, mill)
    world.teams(*TEAMS)
    sqlite_register.dispose()
    clock = tmp_path / "clock"
    mill.at_next = lambda: clock.write_text(NINE, encoding="utf-8")
    steps = (
        ("follow-up --deliver", TEN),
        ("follow-up --deliver", ""),
        ("deliver", LATER),
        ("follow-up --deliver", TUESDAY),
        ("follow-up --deliver", BACK_ON_MONDAY),
        ("follow-up --deliver", MORNING),
    )
    with opened(mill, 1) as ports:
        ((port, _),) = ports
        ended, said = _run(trial, clock, port, steps)
    found = verdict(trial)
    # Something was put off; nothing is due; it is sent; nothing is owed at night; refused; done.
    assert ended == [1, 0, 0, 0, 2, 0]
    assert "is before the last run" in said
    # A message to each team, and the secretary's of Tuesday, which tells what was put off and lost.
    assert len(mill.kept) == len(TEAMS) + 1
    assert (found.lost, found.told_anew, found.other_bytes) == ((), (), 0)
    assert found.copies == mill.unsaid == 1


@pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed (see .ci/packages)")
def test_three_days_off_are_made_up_by_one_message_a_person(
    sqlite_register: Engine, tmp_path: Path
) -> None:
    """Off from Monday noon to Friday: what fell due meanwhile is told once, by whichever run.

    A scheduler that comes back begins each run that it had written down before, one after another.
    """
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    furnish(sqlite_register, home)
    world = World.on_register(sqlite_register, home)
    world.import_plan(*(row(str(n), f"{n} September 2010") for n in range(13, 18)))
    mill = Mill(Random(1), rough=False)  # noqa: S311 - a seed, not a secret
    trial = Trial(world, f"sqlite:///{sqlite_register.url.database}", mill.random, mill)
    sqlite_register.dispose()
    back = ("follow-up --deliver", "deliver", "follow-up --deliver", "follow-up --deliver")
    steps = (("follow-up --deliver", TEN), *((words, FRIDAY) for words in back))
    with opened(mill, 1) as ((port, _),):
        _run(trial, tmp_path / "clock", port, steps)
    found = verdict(trial)
    assert (found.lost, found.told_anew, found.copies) == ((), (), 0)
    # "This is yours" on Monday, and on Friday the reminders that fell due from Tuesday to Friday.
    assert [to for to in mill.to.values() if to == address_of(LEAD)] == [address_of(LEAD)] * 2
    world.on(date(2010, 9, 10))
    assert [world.steps(f"{n}")[-1] for n in range(14, 18)] == ["R5 2010-09-10"] * 4


def _run(
    trial: Trial, clock: Path, port: int, steps: tuple[tuple[str, str], ...]
) -> tuple[list[int], str]:
    """How the commands ended, and what they said."""
    kept = trial.environment(trial.world.today, port)
    del kept["MATTERS_CLOCK"]
    environment = {
        **os.environ,
        **kept,
        "MATTERS_MAIL_RATE": "25",
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "TZ": "UTC",
    }
    clock.write_text(TEN, encoding="utf-8")
    ended = clock.with_name("ended")
    words = [word for step in steps for word in step]
    done = subprocess.run(
        [sys.executable, "-m", "tests.kills.clockwork", str(clock), str(ended), *words],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.exists(), done.stderr
    return json.loads(ended.read_text("utf-8")), done.stdout + done.stderr
