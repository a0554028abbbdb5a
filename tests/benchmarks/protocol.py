"""What a second run sends, and what is missed and repeated after `kill -9` at half the messages.

It is protocol.py of ../shared/bench, run as it is with `matters follow-up --deliver` as subject.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks import floor, home
from tests.benchmarks.measuring import PYTHON, Most, Shown
from tests.benchmarks.postgres import server

ACTIONS, LINES, KILLS = 1_000, 7.1, 4
RUN = shlex.join([*home.MATTERS, "follow-up", "--deliver"])
# A database on the server copied anew, by the one that runs.
COPY = (
    "from pathlib import Path; from tests.benchmarks.postgres import Server;"
    " Server({uri!r}, 0, Path()).copied({name!r}, {to!r})"
)


def protocol(folder: Path) -> Iterator[Shown]:
    """A thousand actions, in a register on SQLite and in one on PostgreSQL."""
    homes = folder / "protocol"
    made = home.kept(homes, ACTIONS, LINES)
    working = folder / "working"
    copy = f"rm -rf {working} && cp -a {made.home} {working}"
    yield from _kept("SQLite", made, copy, home.environment(working, home.DAY), folder)
    with server(homes, folder) as running:
        name, to = running.restored(ACTIONS, made), "working"
        copy = COPY.format(uri=running.uri, name=name, to=to)
        environment = home.environment(
            folder / "restored", home.DAY, MATTERS_DATABASE_URL=running.url(to)
        )
        reset = shlex.join([PYTHON, "-c", copy])
        yield from _kept("PostgreSQL", made, reset, environment, folder)


def _kept(
    where: str, made: home.Made, reset: str, environment: Mapping[str, str], folder: Path
) -> Iterator[Shown]:
    """The promises, each as a figure and what it may be at most."""
    run, again, *kills = _said(reset, environment, folder)
    if run["mails"] != made.leads or not all(one["killed"] for one in kills):
        raise RuntimeError(f"{run['mails']} messages were sunk, {made.leads} were owed")
    sent_again = again["duplicate_mails"]
    yield Most(f"sent again by a second run, {where}", sent_again, 0, "messages")
    after = f"of {KILLS} times kill -9 at half and one run more, {where}"
    missed = sum(one["missed"] for one in kills)
    yield Most(f"missed {after}", missed, 0, "leads")
    twice = max(one["twice"] for one in kills)
    yield Most(f"the most told twice {after}", twice, 1, "leads")
    other = sum(one["twice"] - one["identical_repeats"] for one in kills)
    yield Most(f"told twice in other words {after}", other, 0, "leads")


def _said(reset: str, environment: Mapping[str, str], folder: Path) -> list[dict[str, Any]]:
    """What the protocol says of a run, of a second one and of each kill."""
    port = floor.free_port()
    settings = {
        name: value
        for name, value in environment.items()
        if name.startswith("MATTERS_") or name == "PYTHONPATH"
    }
    settings["MATTERS_SMTP_URL"] = f"smtp://127.0.0.1:{port}"
    words = ["--name", "ours", "--n", str(ACTIONS), "--reps", "1", "--kills", str(KILLS)]
    words += ["--port", str(port), "--reset", reset, "--run", RUN]
    words += [word for name, value in settings.items() for word in ("--env", f"{name}={value}")]
    done = subprocess.run(
        [PYTHON, str(floor.SHARED / "protocol.py"), *words],
        env={**os.environ, "LAB": str(folder)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]
