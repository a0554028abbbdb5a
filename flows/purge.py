"""Purging what is old as a Prefect flow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import State, flow

from flows.artifacts import plural
from flows.doing import Ending, ended
from flows.names import day_or_today
from flows.story.purge import purge as story
from tasks.office import Do

TIMEOUT = timedelta(minutes=30)


def run_name() -> str:
    """ "Purge of 3 November 2010"."""
    return f"Purge of {day_or_today(None)}"


@flow(
    name="purge",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    persist_result=False,
    log_prints=False,
)
def purge() -> State[Any]:
    """Takes out what each board's policy keeps no longer; it says how much, and of nobody."""
    return ended(_tell)


def _tell(do: Do) -> Ending:
    done = story(do)
    people, texts = sum(one.people for one in done), sum(one.messages for one in done)
    about = f"{plural(people, 'name').capitalize()}, {plural(texts, 'text')} of messages."
    gone = people or texts
    return Ending(key="purge", about=about, markdown=f"# Purge\n\n{about}" if gone else "")
