"""`matters serve` as an operator runs it: up from any folder, kept up, down without remains."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from deployments.serving.schedules import ALL
from tests.deployments.serving import (
    DAY,
    ROOT,
    START,
    Service,
    board_entered,
    free_port,
    started,
    until,
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The command, started in a folder that is not the project's, on a home of its own."""
    folder = tmp_path_factory.mktemp("serve")
    home, log, port = folder / "home", folder / "log", free_port()
    board_entered(home)
    # The Prefect that the tests of the flows run on is not this one's.
    others = {name: text for name, text in os.environ.items() if not name.startswith("PREFECT_")}
    environment = {
        **others,
        "MATTERS_HOME": str(home),
        "MATTERS_CLOCK": DAY.isoformat(),
        "MATTERS_SECRET_KEY": "a-secret-of-this-test",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")])),
    }
    page = free_port()
    ports = ["--port", str(port), "--page-port", str(page)]
    with (
        log.open("w", encoding="utf-8") as out,
        started([START, "serve", *ports], environment, folder, out) as process,
    ):
        service = Service(process, port, page, home, log)
        until(lambda: "Ready." in service.said() or process.poll() is not None, service.said)
        until(lambda: len(service.ask("/deployments/filter")) == len(ALL), service.said)
        yield service


def test_it_says_where_the_pages_are_and_they_answer(service: Service) -> None:
    """One sentence with an address, and behind it the older pages, which call nobody outside."""
    assert f"http://127.0.0.1:{service.port}/deployments" in service.said()
    assert "Note: MATTERS_BACKUP_FOLDER is not set: no backup is made" in service.said()
    with urllib.request.urlopen(f"http://127.0.0.1:{service.port}/", timeout=20) as page:
        assert page.status == 200
    with urllib.request.urlopen(f"http://127.0.0.1:{service.port}/ui-settings", timeout=20) as told:
        assert json.load(told)["available_uis"] == ["v1"]
    newer = urllib.request.Request(
        f"http://127.0.0.1:{service.port}/v2/deployments", headers={"Accept": "text/html"}
    )
    with urllib.request.urlopen(newer, timeout=20) as page:  # noqa: S310 - http, just above
        assert page.url == f"http://127.0.0.1:{service.port}/deployments"
    assert (service.home / "prefect" / "prefect.db").stat().st_mode & 0o077 == 0


def refused(service: Service, *asked: str, **headers: str) -> int:
    """The status with which the server refuses; 0 where it does not."""
    try:
        service.send(*asked, **headers)
    except urllib.error.HTTPError as error:
        return error.code
    return 0


def test_nobody_gets_in_without_the_login_nor_another_sites_page(service: Service) -> None:
    """Health alone is open; a change wants a token besides, and no other origin is answered."""
    read, key = "/deployments/filter", service.key()
    login = key.pop("Authorization")
    assert refused(service, "/health") == 0
    assert refused(service, read, "{}", **key) == 401
    assert refused(service, read, "{}", Authorization="Basic bWF0dGVyczpndWVzcw==", **key) == 401
    assert refused(service, read, "{}", Authorization=login) == 403
    assert refused(service, read, "{}", Authorization=login, **key) == 0
    assert (service.home / "prefect" / "login").stat().st_mode & 0o077 == 0
    for origin, allowed in (
        ("https://evil.example", None),
        (f"http://127.0.0.1:{service.port}", 1),
    ):
        asked = urllib.request.Request(
            f"http://127.0.0.1:{service.port}/api/health", headers={"Origin": origin}
        )
        with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310 - loopback
            said = answer.headers.get("access-control-allow-origin")
            assert said == (origin if allowed else None)


def test_leads_have_a_page_to_answer_on(service: Service) -> None:
    """It is said where, and it answers."""
    assert f"leads answer: http://127.0.0.1:{service.page}." in service.said()

    def well() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{service.page}/health") as page:
                return bool(page.read() == b"well")
        except urllib.error.URLError:
            return False

    until(well, service.said)


def test_schedules_make_runs(service: Service) -> None:
    """Each schedule has its next runs written down, or nothing would ever be told."""

    def planned() -> set[str]:
        runs = service.ask(
            "/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
        )
        return {run["deployment_id"] for run in runs if run["auto_scheduled"]}

    timed = {
        service.deployment(name)["id"]
        for name in ("Follow up a day", "Send what waits", "Draft a pack")
    }
    until(lambda: timed <= planned(), service.said)


def test_a_run_from_a_form_is_done_and_named(service: Service) -> None:
    """What a secretary starts is run within a minute or so, and is called what it is."""
    form = service.deployment("Follow up a day")["id"]
    run = service.ask(f"/deployments/{form}/create_flow_run", {"parameters": {"scan": {}}})

    def now() -> Any:
        return service.ask("/flow_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})[0]

    until(lambda: now()["state_type"] in {"COMPLETED", "FAILED", "CRASHED"}, service.said)
    # With exceptions where the killed run of another test is news, and nobody is secretary.
    assert now()["state_type"] == "COMPLETED"
    assert now()["name"] == "Dry run of the follow-up of 22 October 2010"


def test_a_form_offers_what_came_in_since(service: Service) -> None:
    """A plan that is put into the inbox can be chosen soon after, without a restart.

    What a person paused meanwhile stays so.
    """
    service.ask(f"/deployments/{service.deployment('Rehearse days ahead')['id']}/pause_deployment")
    (service.home / "inbox" / "new.docx").touch()

    def offered() -> list[str]:
        schema = service.deployment("Import a plan")["parameter_openapi_schema"]
        files: list[str] = schema["definitions"]["PlanToImport"]["properties"]["file"]["enum"]
        return files

    until(lambda: offered() == ["new.docx"], service.said)
    assert service.deployment("Rehearse days ahead")["paused"]


def test_schedules_that_died_are_started_again_and_their_runs_let_go(service: Service) -> None:
    """A run that was killed with its worker would otherwise turn every later one away."""
    form = service.deployment("Rehearse days ahead")["id"]
    days = {"days": {"first": "2010-10-25", "last": "2010-10-26"}}
    run = service.ask(f"/deployments/{form}/create_flow_run", {"parameters": days})
    service.ask(f"/deployments/{form}/pause_deployment")
    assert service.deployment("Rehearse days ahead")["paused"]
    before = service.worker()
    os.killpg(before, signal.SIGKILL)
    service.ask(f"/flow_runs/{run['id']}/set_state", {"state": {"type": "RUNNING"}, "force": True})
    until(lambda: service.worker() not in (0, before), service.said)

    def states() -> str:
        found = service.ask("/flow_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
        return str(found[0]["state_type"])

    until(lambda: states() in {"CRASHED", "COMPLETED"}, service.said)
    # What a stop or a hand has paused goes on again.
    until(lambda: not service.deployment("Rehearse days ahead")["paused"], service.said)
    assert re.search(r"The schedules stopped \(signal 9\)", service.said())


def test_a_second_service_of_the_home_is_refused(service: Service, tmp_path: Path) -> None:
    """Two would share one history: the second says so, and so does one on a port that is taken."""
    refused = f"{service.home}: a `matters serve` of this home runs already"
    assert _second(service.home, free_port()).startswith(refused)
    refused = f"--port {service.port}: another program answers there"
    assert _second(tmp_path, service.port).startswith(refused)


def _second(home: Path, port: int) -> str:
    """What a second service says that leaves with status 2."""
    done = subprocess.run(
        [sys.executable, "-c", START, "serve", "--port", str(port)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "MATTERS_HOME": str(home)},
    )
    assert done.returncode == 2
    return done.stderr


@pytest.mark.parametrize(("hears", "end"), [("DFL", signal.SIGTERM), ("IGN", signal.SIGKILL)])
def test_a_test_that_fails_leaves_no_service_running(
    tmp_path: Path, hears: str, end: signal.Signals
) -> None:
    """It is told to stop, and where it does not hear that, it is killed."""
    program = (
        f"import signal, time; signal.signal(signal.SIGTERM, signal.SIG_{hears});"
        " print('Ready.', flush=True); time.sleep(60)"
    )
    with (
        suppress(ZeroDivisionError),
        started([program], os.environ, tmp_path, subprocess.PIPE, patience=2) as process,
    ):
        assert process.stdout is not None
        assert process.stdout.readline() == "Ready.\n"
        raise ZeroDivisionError
    assert process.returncode == -end


def test_it_stops_clean(tmp_path: Path) -> None:
    """SIGTERM, also while it still starts, ends with status 0 and no process left.

    A home that is new has its register and its inbox, for the owner alone.
    """
    home, port = tmp_path / "home", free_port()
    environ = {**os.environ, "MATTERS_HOME": str(home), "MATTERS_CLOCK": DAY.isoformat()}
    command = [START, "serve", "--port", str(port)]
    with started(command, environ, ROOT, subprocess.PIPE) as process:
        assert process.stdout is not None
        # Before it stands that no board is there, which is so.
        assert any(line.startswith("Starting Prefect") for line in process.stdout)
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out.endswith("Stopped.\n")
    assert (home / "register.db").is_file()
    assert (home / "inbox").stat().st_mode & 0o077 == 0
    assert not [
        place
        for place in Path("/proc").glob("[0-9]*/cmdline")
        if f"--port\0{port}\0".encode() in _command(place)
    ]


def _command(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError:
        return b""
