"""A loopback address of ours that Prefect calls when a run is late, failed or was cut off.

What it is sent is not read: it is told to look, and looks for itself. So anyone on the machine may
call it, and no password of it lies in Prefect.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from models.rules.troubles import How

HOST = "127.0.0.1"
NAME = "matters-watch"
# By the names of Prefect's states: "Refused" is our own for a failed one (flows.doing). One that
# waits for another of its deployment is never Late to Prefect, however long it waits.
STATES = {
    "Late": How.LATE,
    "AwaitingConcurrencySlot": How.LATE,
    "Failed": How.FAILED,
    "TimedOut": How.TIMED_OUT,
    "Crashed": How.CRASHED,
    "Refused": How.REFUSED,
}
CAUSES = {f"prefect.flow-run.{name}" for name in STATES}


@contextmanager
def nudged(nudge: threading.Event) -> Iterator[str]:
    """The address, as long as the block lasts; a call of it sets `nudge`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            nudge.set()
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing: a line for each call says nothing that the runs do not."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def call_when_in_trouble(url: str) -> None:
    """Prefect's one automation of ours, made or made anew for this address."""
    from prefect.blocks.webhook import Webhook
    from prefect.client.orchestration import get_client
    from prefect.events.actions import CallWebhook
    from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

    block_id = Webhook(url=url).save(NAME, overwrite=True)
    ours = AutomationCore(
        name=NAME,
        description="Tells Matters Arising to look at its runs.",
        trigger=EventTrigger(
            expect=CAUSES, posture=Posture.Reactive, threshold=1, within=timedelta(0)
        ),
        actions=[CallWebhook(block_document_id=block_id)],
    )
    with get_client(sync_client=True) as client:
        kept = client.read_automations_by_name(NAME)
        # One that an older version of this program made may know fewer causes.
        for one in kept:
            client.update_automation(one.id, ours)
        if not kept:
            client.create_automation(ours)
