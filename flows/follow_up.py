"""The follow-up as a Prefect flow: each board's day found, recorded and told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated, Any

from prefect import State, flow

from flows.artifacts import counts, joined, plural, references, tally
from flows.doing import Ending, ended
from flows.forms import Scan, titled
from flows.names import asked_for, day_or_today
from flows.story.follow_up import DayReport
from flows.story.follow_up import follow_up as story
from flows.story.in_turn import in_turn
from models.rules.date_words import day_words
from tasks.deliver import Delivered
from tasks.follow_up import boards
from tasks.office import Do

TIMEOUT = timedelta(hours=3)
Asked = Annotated[Scan, titled("Which day")]


def run_name() -> str:
    """ "Follow-up of 3 November 2010", or "Dry run of the follow-up of ..."."""
    scan = asked_for(Scan)
    kind = "Dry run of the follow-up" if scan.dry_run else "Follow-up"
    return f"{kind} of {day_or_today(scan.as_of)}"


@flow(
    name="follow-up",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    persist_result=False,
    log_prints=False,
)
def follow_up(scan: Asked = Scan()) -> State[Any]:  # noqa: B008 - frozen
    """Finds what the day owes, records it and tells it; on a dry run it only says what it found.

    A second run of a day tells nobody twice. A day that is not a working day is quiet.
    """
    return ended(lambda do: followed_up(do, scan, do(boards)), on=scan.as_of)


def followed_up(do: Do, scan: Scan, board_ids: Iterable[int]) -> Ending:
    """How the follow-up of these boards ended."""
    keep = not scan.dry_run
    reports = list(
        in_turn(board_ids, lambda board: story(do, board, scan.as_of, send=keep, keep=keep))
    )
    return Ending(
        key="follow-up-dry-run" if scan.dry_run else "follow-up",
        about=_about(reports, dry_run=scan.dry_run),
        markdown=joined(*(_board(one, scan) for one in reports)),
        exceptions=_exceptions(reports),
    )


def _heading(scan: Scan, day: str) -> str:
    return f"Dry run: what {day} would owe" if scan.dry_run else f"Follow-up of {day}"


def _about(reports: list[DayReport], *, dry_run: bool) -> str:
    if not reports:
        return "The register has no board yet."
    if all(r.quiet for r in reports):
        return "Not a working day: nothing is told."
    notices = plural(sum(r.notices for r in reports), "notice")
    sent = sum(r.delivered.accepted for r in reports if r.delivered)
    said = f"{notices} would be owed" if dry_run else f"{notices}, {plural(sent, 'message')} sent"
    return f"{said[0].upper()}{said[1:]}."


def _board(report: DayReport, scan: Scan) -> str:
    """A board's day in counts; its posts are named on the machine alone."""
    heading = f"# {_heading(scan, day_words(report.as_of))}, board {report.board_id}"
    if report.quiet:
        return joined(heading, "Not a working day: nothing is told.")
    rows: list[tuple[str, object]] = [
        ("actions asked", report.scanned),
        ("notices owed", report.notices),
        ("notices whose post could not be told", len(report.unreached)),
    ]
    steps = tally(one.step.value for one in report.unreached)
    return joined(
        heading,
        counts([*rows, *(delivery_rows(report.delivered) if report.delivered else ())]),
        references("Steps that did not reach their post", (f"{s} ({n})" for s, n in steps)),
    )


def delivery_rows(sent: Delivered) -> list[tuple[str, object]]:
    """A delivery in counts."""
    return [
        ("messages accepted", sent.accepted),
        ("messages to be tried again", sent.transient),
        ("messages refused for good", sent.permanent),
        ("messages of unknown outcome", sent.unknown),
        ("messages of unknown outcome, not tried again", sent.undecided),
        ("messages that could not be made", sent.unwritten),
        ("notices withdrawn, their cause gone", sent.withdrawn),
        ("people still to be told", sent.waiting),
    ]


def _exceptions(reports: list[DayReport]) -> str:
    """Why a person should look, in counts; the posts are named on the machine alone."""
    unreached = {(r.board_id, one.post_id) for r in reports for one in r.unreached}
    said = [
        f"{plural(len(unreached), 'post')} could not be told: `matters follow-up --dry-run` names"
        " them."
        if unreached
        else "",
        _found(sum(len(r.vacancies) for r in reports)),
        *(delivery_exceptions(r.delivered) for r in reports if r.delivered),
    ]
    return " ".join(sentence for sentence in said if sentence)


def _found(vacancies: int) -> str:
    if not vacancies:
        return ""
    return f"{plural(vacancies, 'vacancy', 'vacancies')} found: V and S name the posts."


def delivery_exceptions(sent: Delivered) -> str:
    """Why a person should look at a delivery, in counts; empty where nobody need."""
    if not sent.has_exceptions:
        return ""
    parts = [
        f"{what}: {count}"
        for count, what in (
            (sent.transient, "to be tried again"),
            (sent.permanent, "refused for good"),
            (sent.unknown, "of unknown outcome"),
            (sent.undecided, "of unknown outcome and not tried again by themselves"),
            (sent.unwritten, "that could not be made"),
        )
        if count
    ]
    if sent.stopped and not sent.quiet:
        parts.append(f"delivery stopped, people still to be told: {sent.waiting}")
    return f"Messages: {'; '.join(parts)}."
