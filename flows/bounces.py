"""What came back as a Prefect flow: reports are read and recorded, and nobody is told here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import State, flow

from flows.artifacts import counts, joined, plural
from flows.doing import Ending, ended
from flows.names import moment_words
from flows.story.bounces import read_bounces
from tasks.bounces import Bounced
from tasks.office import Do

TIMEOUT = timedelta(minutes=10)


def run_name() -> str:
    """ "Bounces of 3 November 2010, 09:05"."""
    return f"Bounces of {moment_words()}"


@flow(
    name="bounces",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    retries=0,
    persist_result=False,
    log_prints=False,
)
def bounces() -> State[Any]:
    """Reads which messages came back: what they told is due again, and the secretary hears."""
    return ended(_tell)


def _tell(do: Do) -> Ending:
    came = read_bounces(do)
    return Ending(
        key="bounces",
        about=_about(came),
        markdown=_markdown(came),
        exceptions=_exceptions(came),
    )


def _exceptions(came: Bounced) -> str:
    """Why a person should look; where and why a mailbox is shut stays on the machine."""
    found = f"Came back: {came.bounced}." if came.bounced else ""
    shut = "Not all could be read: `matters bounces` says why." if came.stopped else ""
    return " ".join(filter(None, (found, shut)))


def _about(came: Bounced) -> str:
    if not came.is_set:
        return "No bounce mailbox is set."
    return f"{plural(came.bounced, 'message')} came back.".capitalize()


def _markdown(came: Bounced) -> str:
    """The reading in counts; nothing where nothing was new, as on most runs of a day."""
    if not came.read and not came.stopped:
        return ""
    rows = [
        ("mails read", came.read),
        ("messages that came back", came.bounced),
        ("known before", came.known),
        ("on no message of ours", came.not_ours),
    ]
    return joined(f"# Bounces of {moment_words()}", counts(rows))
