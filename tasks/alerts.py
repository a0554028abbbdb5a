"""The operator is told when something wants looking at: in counts, apart from all notices."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from datetime import date
from pathlib import Path

from models.rules.alerts import Told, alert_owed, told_now
from notifications.channels.alerting import alert
from tasks.delivered import Delivered
from tasks.office import Office

STATE = "alerts.json"
TITLE = "Matters Arising: please look"
OVER = "Matters Arising: it goes on again"
LOG = logging.getLogger(__name__)


def tell_operator(office: Office, part: str, troubles: tuple[str, ...]) -> bool:
    """True where an alert was sent to MATTERS_ALERT_URLS: of new troubles, or that they ended.

    `part` is the part of the work that they are of. A trouble that goes on is told once a day. In
    play nobody is told. Whatever becomes of the alert, the work goes on.
    """
    urls = [url.get_secret_value() for url in office.settings.alert_urls]
    if not urls or office.clock.play_on is not None:
        return False
    today = office.clock.today()
    kept = office.settings.home / STATE
    before = _read(kept)
    if not alert_owed(before.get(part), troubles, today):
        return False
    body = "\n".join((f"{part}:", *troubles)) if troubles else f"{part}: nothing is wrong any more."
    if not alert(urls, TITLE if troubles else OVER, body):
        LOG.error("An alert of %s could not be sent to all of MATTERS_ALERT_URLS.", part)
        return False
    _write(kept, {**before, part: told_now(troubles, today)})
    return True


def delivery_troubles(sent: tuple[Delivered, ...]) -> tuple[str, ...]:
    """What an operator should know of a delivery: why it stopped, and what was not accepted."""
    counted = (
        (sum(one.transient for one in sent), "put off; they are tried again"),
        (sum(one.permanent for one in sent), "refused for good"),
        (sum(one.unknown for one in sent), "of unknown outcome"),
        (sum(one.undecided for one in sent), "of unknown outcome that wait for a person"),
        (sum(one.unwritten for one in sent), "that could not be written"),
    )
    stopped = dict.fromkeys(one.stopped for one in sent if one.stopped and not one.quiet)
    return (*stopped, *(f"Messages {what}: {count}." for count, what in counted if count))


def _read(kept: Path) -> dict[str, Told]:
    """What was told last, a part each; nothing where nothing can be read: it is told again then."""
    try:
        said = json.loads(kept.read_text(encoding="utf-8"))
        return {
            part: Told(kinds=tuple(one["kinds"]), on=date.fromisoformat(one["on"]))
            for part, one in said.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(kept: Path, told: dict[str, Told]) -> None:
    beside = kept.with_suffix(".new")
    said = {part: asdict(one) for part, one in told.items()}
    beside.write_text(json.dumps(said, default=str), encoding="utf-8")
    beside.replace(kept)
