"""The self-check as a Prefect flow: what was told is held against what should have been."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import State, flow

from flows.artifacts import counts, joined, plural, tally
from flows.doing import Ending, ended
from flows.names import day_or_today
from flows.story.audit import audit as story
from models.rules.date_words import day_words
from tasks.audit import AuditReport
from tasks.office import Do

TIMEOUT = timedelta(minutes=30)


def run_name() -> str:
    """ "Self-check of 3 November 2010"."""
    return f"Self-check of {day_or_today(None)}"


@flow(
    name="audit",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    persist_result=False,
    log_prints=False,
)
def audit() -> State[Any]:
    """Looks for what is missing, extra, stuck or undeliverable; mends nothing and tells nobody."""
    return ended(_tell)


def _tell(do: Do) -> Ending:
    reports = story(do)
    found = sum(len(one.findings) for one in reports)
    said = f"{plural(found, 'finding')}: `matters audit` names them on the machine."
    return Ending(
        key="audit",
        about=f"{plural(found, 'finding').capitalize()}.",
        markdown=joined(*map(_board, reports)),
        exceptions=said if found else "",
    )


def _board(report: AuditReport) -> str:
    """A board's findings in counts; its posts and actions are named on the machine alone."""
    kinds = tally(one.kind.value for one in report.findings)
    return joined(
        f"# Self-check of {day_words(report.as_of)}, board {report.board_id}",
        counts([("actions looked at", report.looked_at), *kinds]),
    )
