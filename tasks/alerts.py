"""The operator is told when something wants looking at: in counts, apart from all notices."""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

from models.rules.alerts import Told, alert_owed, known_after
from notifications.channels.alerting import alert
from tasks.delivered import Delivered
from tasks.office import Office

STATE = "alerts.json"
TITLE = "Matters Arising: please look"
OVER = "Matters Arising: it goes on again"
LOG = logging.getLogger(__name__)


def tell_operator(
    office: Office, part: str, troubles: tuple[str, ...], *, of: tuple[int, ...] = (0,)
) -> bool:
    """True where an alert was sent to MATTERS_ALERT_URLS: of new troubles, or that they ended.

    `part` is the part of the work that they are of, and `of` the boards that were looked at. A
    trouble that goes on is told once a day. In play nobody is told. Whatever becomes of the alert,
    the work goes on.
    """
    urls = [url.get_secret_value() for url in office.settings.alert_urls]
    if not urls or office.clock.play_on is not None:
        return False
    kept = office.settings.home / STATE
    known = _read(kept)
    before = known.get(part)
    after = known_after(before, troubles, office.clock.today(), of)
    owed = alert_owed(before, after)
    if owed and not alert(urls, *_letter(part, troubles)):
        LOG.error("An alert of %s could not be sent to any of MATTERS_ALERT_URLS.", part)
        return False
    if after != before and (before or after.of):
        _keep(kept, {**known, part: after})
    return owed


def _letter(part: str, troubles: tuple[str, ...]) -> tuple[str, str]:
    if not troubles:
        return OVER, f"{part}: nothing is wrong any more."
    return TITLE, "\n".join((f"{part}:", *troubles))


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
            part: Told(
                kinds=tuple(one["kinds"]),
                on=date.fromisoformat(one["on"]),
                of=tuple(one["of"]),
            )
            for part, one in said.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _keep(kept: Path, told: dict[str, Told]) -> None:
    """Kept for the next run, whichever process that is; on a full disk in the file's own room."""
    said = json.dumps({part: asdict(one) for part, one in told.items()}, default=str)
    beside = kept.with_name(f".{kept.name}.{os.getpid()}")
    try:
        beside.write_text(said, encoding="utf-8")
        beside.replace(kept)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        with suppress(OSError):
            kept.write_text(said, encoding="utf-8")
