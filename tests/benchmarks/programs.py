"""Programs that are started beside a measurement and killed; a PostgreSQL of the machine's."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def begun(words: tuple[str, ...], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
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


def killed_with_children(process: subprocess.Popen[bytes]) -> None:
    """A worker's runs lead groups of their own: they are found by whose children they are."""
    for one in (*descendants(process.pid), process.pid):
        kill(one)
    process.wait()


def kill(process_id: int) -> None:
    """End a process, if it is there."""
    with suppress(ProcessLookupError):
        os.kill(process_id, signal.SIGKILL)


def descendants(process_id: int) -> list[int]:
    """All that a process has started, and what those have, the youngest first."""
    found: list[int] = []
    for place in Path(f"/proc/{process_id}/task").glob("*/children"):
        for child in map(int, place.read_text("utf-8").split()):
            found += [*descendants(child), child]
    return found


def cpu_with_children(process_id: int) -> float:
    """Seconds of CPU that a process and all that it started have had, those that ended as well."""
    found = 0
    for one in (process_id, *descendants(process_id)):
        with suppress(OSError):
            # The name in brackets may hold any sign; user and system, and those of the ended.
            fields = Path(f"/proc/{one}/stat").read_text("utf-8").rpartition(")")[2].split()
            found += sum(map(int, fields[11:15]))
    return found / os.sysconf("SC_CLK_TCK")


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
