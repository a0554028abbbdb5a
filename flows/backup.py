"""The day's backup as a Prefect flow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import State, flow

from flows.artifacts import counts, joined
from flows.doing import Ending, ended
from flows.names import day_or_today
from flows.story.backup import backup as story
from tasks.office import Do

TIMEOUT = timedelta(hours=2)


def run_name() -> str:
    """ "Backup of 3 November 2010"."""
    return f"Backup of {day_or_today(None)}"


@flow(
    name="backup",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    persist_result=False,
    log_prints=False,
)
def backup() -> State[Any]:
    """Writes the day's backup, proves it by restoring it, and thins out the older ones."""
    return ended(_tell)


def _tell(do: Do) -> Ending:
    done = story(do)
    if done is None:
        return Ending(key="backup", about="MATTERS_BACKUP_FOLDER is not set.", markdown="")
    if not done.made:
        return Ending(key="backup", about="Today's backup is there already.", markdown="")
    sealed = "Sealed." if done.sealed else "Not sealed: MATTERS_BACKUP_KEY is not set."
    rows = [("rows", done.rows), ("files", done.files), ("older ones let go", done.let_go)]
    return Ending(
        key="backup",
        about=f"{done.rows} rows, {done.files} files, {done.size / 1_000_000:.1f} MB.",
        markdown=joined("# Backup", counts(rows), sealed),
    )
