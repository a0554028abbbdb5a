"""Processes kept running together: their order, their restarts, their end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from deployments.serving import supervising
from deployments.serving.environment import Place, answers, serving_environment
from deployments.serving.spoilt import is_damaged, put_aside
from deployments.serving.supervising import Part, Supervisor
from flows.quiet import SILENT
from tasks.machine import machine
from tasks.parts_down import NAME, keep_down
from tests.stories.world import World

SLEEP = "import time; time.sleep(60)"
# What a server of many machines is told as `matters serve` tells its own, beside SILENT.
ALIKE = (
    "PREFECT_SERVER_CSRF_PROTECTION_ENABLED",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD",
    "PREFECT_UI_API_URL",
)


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times as often as in service, so that nobody waits for it."""
    monkeypatch.setattr(supervising, "LOOK_EVERY", 0.05)


def part(name: str, code: str, is_ready: Callable[[], bool] = lambda: True) -> Part:
    """A part that runs a line of Python."""
    command = (sys.executable, "-c", code)
    return Part(
        name=name,
        command=command,
        environment=os.environ,
        is_ready=is_ready,
        patience=20,
        to_stop=5,
    )


def until(truth: Callable[[], bool]) -> None:
    """Wait for something to become true, at most fifteen seconds."""
    deadline = time.monotonic() + 15
    while not truth():
        assert time.monotonic() < deadline, "it did not become true in time"
        time.sleep(0.05)


@contextmanager
def running(
    *parts: Part, note: Callable[[tuple[str, ...]], None] = lambda _down: None
) -> Iterator[tuple[Supervisor, list[str]]]:
    """A supervisor at work in a thread, and what it says."""
    said: list[str] = []
    ready = threading.Event()
    supervisor = Supervisor(parts, say=said.append, note=note)
    thread = threading.Thread(target=supervisor.run, kwargs={"when_ready": ready.set})
    thread.start()
    try:
        assert ready.wait(20)
        yield supervisor, said
    finally:
        supervisor.stop.set()
        thread.join(20)
        assert not thread.is_alive()


def is_alive(process_id: int) -> bool:
    """True while there is a process of that id that has not ended."""
    try:
        state = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def test_a_part_waits_until_the_one_before_it_is_ready(tmp_path: Path) -> None:
    """The schedules begin when the server answers, not before."""
    mark = tmp_path / "ready"
    second = f"from pathlib import Path; assert Path({str(mark)!r}).exists(); {SLEEP}"
    first = f"import time; time.sleep(0.3); open({str(mark)!r}, 'w').close(); {SLEEP}"
    with running(part("First", first, mark.exists), part("Second", second)) as (work, said):
        time.sleep(0.2)
        assert all(is_alive(process) for process in work.processes().values())
        assert said == []


def test_a_part_that_hangs_is_ended_and_started_again(tmp_path: Path) -> None:
    """Once it has not answered five times in a row; one that answers goes on."""
    answers = tmp_path / "answers"
    answers.touch()
    first = replace(part("First", SLEEP, answers.exists), ask_every=0.05)
    with running(first) as (work, said):
        process = work.processes()["First"]
        time.sleep(0.7)
        assert (work.processes()["First"], said) == (process, [])
        answers.unlink()
        until(lambda: work.processes()["First"] != process)
        assert not is_alive(process)
        answers.touch()
    assert said[0] == "First runs and does not answer: it is ended."
    assert said[1].startswith("First stopped (")


def test_a_page_that_answers_no_more_is_ended_though_nothing_waited_for_it() -> None:
    """Whatever it says, it answers; the parts behind it do not wait until it does."""
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        port = int(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        assert answers(port)
        server.shutdown()
        thread.join()
    page = replace(part("The page", SLEEP), answers=partial(answers, port), ask_every=0.05)
    with running(page, part("Other", SLEEP)) as (work, said):
        process = work.processes()["The page"]
        until(lambda: work.processes()["The page"] != process)
    assert said[0] == "The page runs and does not answer: it is ended."


def test_a_part_that_dies_is_started_again() -> None:
    """Its death is said in a sentence, and the other part goes on undisturbed."""
    with running(part("First", SLEEP), part("Second", SLEEP)) as (work, said):
        before = work.processes()
        os.kill(before["First"], 9)
        until(lambda: work.processes()["First"] != before["First"])
        assert work.processes()["Second"] == before["Second"]
        assert said == ["First stopped (signal 9); starting it again in 1 s."]


def test_a_part_that_was_refused_stays_stopped() -> None:
    """Status 2 is a refusal: trying again would say the same every minute."""
    code = "import sys; sys.exit(2)"
    with running(part("First", SLEEP), part("Second", code)) as (_, said):
        until(lambda: bool(said))
        time.sleep(1.5)
        assert said == ["Second was refused, as it said above, and stays stopped."]


def test_what_is_down_is_told_to_health(world: World) -> None:
    """A part that was refused, and one that dies three times in a row; until none is any more."""
    home, office = world.office.settings.home, world.office
    parts = (part("The page", "import sys; sys.exit(2)"), part("Other", "import sys; sys.exit(1)"))
    begins = "of matters serve cannot be kept up"

    def down() -> list[str]:
        return [one.partition(f" {begins}")[0] for one in machine(office).wrong if begins in one]

    with running(*parts, note=partial(keep_down, home)):
        until(lambda: down() == ["the page"])
        until(lambda: down() == ["the page", "other"])
    keep_down(home, ())
    assert down() == []
    (home / NAME).write_text("spoilt", encoding="utf-8")
    assert down() == []


@pytest.mark.parametrize(("ends", "ask_every", "sentences"), [(1, 3600.0, 3), (0, 0.5, 0)])
def test_all_parts_begin_anew_where_what_they_share_is_spoilt(
    tmp_path: Path, ends: int, ask_every: float, sentences: int
) -> None:
    """Prefect's own database, damaged while they run: asked when a part died three times, or now
    and then where none does.
    """
    folder, said = tmp_path / "prefect", list[str]()
    folder.mkdir()
    parts = (part("First", SLEEP), part("Second", "import sys; sys.exit(1)" if ends else SLEEP))
    spoilt = partial(is_damaged, folder)
    work = Supervisor(parts, say=said.append, is_spoilt=spoilt, ask_every=ask_every)
    (folder / "prefect.db").write_bytes(b"no database at all" * 99)
    assert work.run()
    assert (work.anew, len(said)) == (True, sentences)
    assert not any(is_alive(process) for process in work.processes().values())
    assert put_aside(folder).startswith("Prefect's own database was damaged and is begun anew")
    assert not is_damaged(folder)


def test_what_a_part_started_ends_with_it(tmp_path: Path) -> None:
    """No run is left behind to work on while the next worker begins."""
    mark = tmp_path / "child"
    child = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    code = (
        "import subprocess, sys; from pathlib import Path;"
        f"p = subprocess.Popen([sys.executable, '-c', {child!r}]);"
        f"Path({str(mark)!r}).write_text(str(p.pid)); p.wait()"
    )
    with running(part("First", code)):
        until(lambda: mark.exists() and bool(mark.read_text(encoding="utf-8")))
        left = int(mark.read_text(encoding="utf-8"))
        assert is_alive(left)
    until(lambda: not is_alive(left))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a part with its supervisor")
def test_a_killed_supervisor_leaves_nothing_behind() -> None:
    """SIGKILL of all that can be killed, and then a start: the port is free again."""
    code = (
        "import os, sys; from deployments.serving.supervising import Part, Supervisor;"
        f"command = (sys.executable, '-c', '{SLEEP}');"
        "part = Part(name='One', command=command, environment=os.environ);"
        "one = Supervisor([part], say=print);"
        "one.run(lambda: print(one.processes()['One'], flush=True))"
    )
    root = Path(__file__).resolve().parents[2]
    start = [sys.executable, "-c", code]
    with subprocess.Popen(start, cwd=root, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        part_id = int(killed.stdout.readline())
        assert is_alive(part_id)
        killed.kill()
    until(lambda: not is_alive(part_id))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_units_are_what_systemd_takes(tmp_path: Path) -> None:
    """With the commands of this installation in their place, it has nothing to say of them."""
    here = str(Path(sys.executable).parent)
    units = sorted((Path(__file__).resolve().parents[2] / "deployments" / "units").iterdir())
    assert [unit.name for unit in units] == [
        "matters-page.service",
        "matters-prefect.service",
        "matters-watch.service",
        "matters-worker@.service",
        "matters.service",
    ]
    for unit in units:
        text = unit.read_text("utf-8").replace("/srv/matters/.venv/bin", here)
        (tmp_path / unit.name).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *(tmp_path / unit.name for unit in units)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    server = (tmp_path / "matters-prefect.service").read_text("utf-8")
    ours = serving_environment({}, tmp_path, Place(port=4200), "matters:of-no-account")
    for name in (*SILENT, *ALIKE):
        assert f"{name}={ours[name]}" in server


def test_parts_that_never_become_ready_are_stopped_and_said() -> None:
    """A server that cannot start is no service: all ends, with the reason."""
    said: list[str] = []
    dead = part("First", "import sys; sys.exit(3)", lambda: False)
    assert not Supervisor([dead, part("Second", SLEEP)], say=said.append).run()
    assert said == ["First stopped before it was ready (status 3)."]
