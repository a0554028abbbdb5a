"""What people say in the sample year, fed to the same functions as the commands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from deployments.demo.year import SAMPLE
from models.rules.progress import Deciding, Said
from models.rules.words import DecisionKind, ResponseKind
from tasks.answers import confirm, respond
from tasks.decisions import decide
from tasks.holding import held_runs, release_held
from tasks.office import Office
from tasks.pack_issuing import approve_pack, issue_pack, pack_fingerprint

Entry = dict[str, Any]


def feed(office: Office, entry: Entry) -> None:
    """Run the command that an entry names, with its options."""
    FEEDERS[entry["command"]](office, entry)


def _respond(office: Office, entry: Entry) -> None:
    said = Said(
        progress=ResponseKind(entry["progress"]) if "progress" in entry else None,
        note=entry.get("note"),
        forecast_on=entry.get("forecast"),
        extension_until=entry.get("extension"),
        reason=entry.get("reason"),
    )
    files = [SAMPLE / name for name in entry.get("evidence", ())]
    respond(office, entry["action"], said, by=entry["by"], on=_on(entry), evidence=files)


def _decide(office: Office, entry: Entry) -> None:
    what = Deciding(
        kind=DecisionKind(entry["decision"]),
        on=_on(entry),
        until=entry.get("until"),
        reason=entry.get("reason"),
        meeting_on=entry.get("meeting"),
        minute=entry.get("minute"),
        chairs_action=entry.get("chairs_action", False),
    )
    decide(office, entry["action"], what, by=entry["by"], into=entry.get("into", ""))


def _confirm(office: Office, entry: Entry) -> None:
    confirm(office, entry["action"], by=entry["by"], on=_on(entry))


def _approve(office: Office, entry: Entry) -> None:
    """The chair gives the fingerprint that stands on the draft's cover."""
    approve_pack(office, entry["pack"], pack_fingerprint(office, entry["pack"]), by=entry["by"])


def _issue(office: Office, entry: Entry) -> None:
    issue_pack(office, entry["pack"], by=entry["by"])


def _release(office: Office, entry: Entry) -> None:
    """The secretary lets the run of the day go, which the storm guard held."""
    for run in held_runs(office, _on(entry)):
        release_held(office, str(run), by=entry["by"])


def _on(entry: Entry) -> date:
    on: date = entry["on"]
    return on


FEEDERS: dict[str, Callable[[Office, Entry], None]] = {
    "respond": _respond,
    "decide": _decide,
    "confirm": _confirm,
    "approve": _approve,
    "issue": _issue,
    "release": _release,
}
