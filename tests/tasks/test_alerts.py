"""The operator's own alerts, over a real server, in a process apart from the register's."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import apprise
import pytest
from apprise.manager_plugins import NotificationManager
from pydantic import SecretStr

from flows.story.deliver import deliver_all
from models.rules.troubles import How, Trouble
from notifications.channels.alerting import alert
from notifications.channels.smtp import allow_ours_only
from settings import Settings
from tasks.alerts import delivery_troubles, tell_operator
from tasks.audit import audit
from tasks.clock import Clock
from tasks.delivered import Delivered
from tasks.heartbeat import beat, is_well
from tasks.office import straight
from tasks.register import open_register
from tasks.troubles import tell_troubles
from tests.notifications.channels.conftest import free_port
from tests.stories.world import BOARD_ID, FIRST, SECRETARY, At, World, row


@pytest.fixture
def posted() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A service of Apprise's own, json://, and what was posted to it."""
    found: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing: a test's output is its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"json://127.0.0.1:{server.server_address[1]}", found
    server.shutdown()
    thread.join()
    server.server_close()


def in_earnest(world: World, *urls: str) -> None:
    """The world on the machine's clock, its operator reached by these URLs."""
    settings = world.office.settings.model_copy(
        update={"alert_urls": tuple(map(SecretStr, urls)), "clock": None}
    )
    world.office = replace(world.office, settings=settings, clock=At())


def test_a_delivery_that_stops_is_told_once_and_so_is_its_end(
    world: World, posted: tuple[str, list[dict[str, Any]]]
) -> None:
    """By any service that Apprise knows, in counts; and this process knows ours alone after it."""
    url, found = posted
    world.teams(1)
    in_earnest(world, url)
    # As on a full disk: no new file can be made.
    (world.office.settings.home / f".alerts.json.{os.getpid()}").mkdir()
    allow_ours_only()
    manager: Any = NotificationManager()
    ours = set(manager.schemas())
    world.letterbox.shut = True
    do = straight(world.office)
    for _ in range(2):
        deliver_all(do, (BOARD_ID,))
    world.letterbox.shut = False
    for _ in range(2):
        deliver_all(do, (BOARD_ID,))
    assert [(one["title"], one["message"]) for one in found] == [
        (
            "Matters Arising: please look",
            "Delivery:\nthe mail server cannot be reached: messages wait until it can",
        ),
        ("Matters Arising: it goes on again", "Delivery: nothing is wrong any more."),
    ]
    kept = world.office.settings.home / "alerts.json"
    assert json.loads(kept.read_text("utf-8"))["Delivery"]["of"] == []
    assert "team" not in json.dumps(found).casefold()
    assert set(manager.schemas()) == ours <= {"frozenmail", "workflow"}
    assert apprise.Apprise.instantiate(url, suppress_exceptions=True) is None


def test_runs_that_were_not_done_are_told_once_a_day_and_cause(
    world: World, posted: tuple[str, list[dict[str, Any]]]
) -> None:
    """The operator at once, the secretary in the day's news; the self-check finds no fault."""
    url, found = posted
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    world.let_pass()
    late, cut = Trouble("deliver", How.LATE), Trouble("follow-up", How.CRASHED)
    in_play = world.office
    in_earnest(world, url)
    assert tell_troubles(world.office, (cut, late, cut)) == (late, cut)
    assert tell_troubles(world.office, (late, cut)) == ()
    (told,) = found
    assert told["message"].splitlines() == [
        "The schedules:",
        "The sending of messages did not begin in time.",
        "The following up of the day was cut off.",
    ]
    world.office = in_play
    world.on(date(2010, 9, 7)).run()
    said = "The following up of the day was cut off on 6 September 2010. What to do: tell whoever"
    world.inbox(SECRETARY).expect(said, "The sending of messages did not begin in time on")
    assert not audit(world.office, BOARD_ID).findings
    world.on(date(2010, 9, 8)).run()


def test_a_sign_of_life_is_given_while_all_is_well(
    world: World,
    posted: tuple[str, list[dict[str, Any]]],
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    """Not without an address or a board, in play or in trouble; a shut address is logged."""
    url, found = posted
    listener = url.replace("json://", "http://")
    assert not beat(world.office)

    def beats_at(address: str, clock: object) -> bool:
        settings = world.office.settings.model_copy(
            update={"heartbeat_url": SecretStr(address), "clock": None}
        )
        return beat(replace(world.office, settings=settings, clock=clock))  # type: ignore[arg-type]

    empty = tmp_path / "home"
    empty.mkdir(mode=0o700)
    engine = open_register(Settings(home=empty))
    assert not is_well(replace(world.office, engine=engine))
    engine.dispose()
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    world.let_pass()
    audit(world.office, BOARD_ID)
    assert not beats_at(listener, Clock(FIRST))
    assert beats_at(listener, At())
    assert found == [{}]
    assert not beats_at(f"http://127.0.0.1:{free_port()}/a-token", At())
    assert "could not be reached" in caplog.text
    assert "a-token" not in caplog.text
    world.office.settings.home.chmod(0o755)
    assert not beats_at(listener, At())
    world.office.settings.home.chmod(0o700)
    assert found == [{}]


def test_an_alert_that_cannot_be_sent_stops_nothing(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged without its URL, and tried again at the next trouble; in play there is none."""
    secret = f"json://user:pass-word@127.0.0.1:{free_port()}/token"
    troubles = delivery_troubles((Delivered(permanent=2, stopped="It is night.", quiet=True),))
    assert troubles == ("Messages refused for good: 2.",)
    in_earnest(world, secret)
    assert not tell_operator(world.office, "Delivery", troubles)
    assert "could not be sent" in caplog.text
    assert "pass-word" not in caplog.text
    assert not (world.office.settings.home / "alerts.json").exists()
    caplog.clear()
    world.office = replace(world.office, clock=Clock(FIRST))
    assert not tell_operator(world.office, "Delivery", troubles)
    assert caplog.text == ""


def test_a_url_that_apprise_does_not_know_is_no_alert(
    posted: tuple[str, list[dict[str, Any]]],
) -> None:
    """One beside it that takes the alert is enough; one that takes too long is given up."""
    url, found = posted
    assert not alert(["nosuch://x"], "title", "body")
    assert alert(["nosuch://x", url], "title", "body")
    assert len(found) == 1
    assert not alert(["json://127.0.0.1"], "title", "body", timeout=0.001)
