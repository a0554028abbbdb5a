"""The demo's register as it was on the last day of its year, with the last link that was sent."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from deployments.demo.play import DEFAULT, KEY, PAGE, demo_settings
from deployments.demo.year import LAST
from tasks.clock import Clock
from tasks.office import Office
from tasks.refused import Refused
from tasks.register import require_register

LINK = re.compile(rf"{re.escape(PAGE)}(/l/[\w-]+)")
NO_DEMO = "There is no demo to look at: play it with `matters demo` first."


def last_day(folder: Path = DEFAULT) -> tuple[Office, str, str]:
    """The office of the demo's last day, and the last link sent: to which post, and its path.

    Raises Refused where no demo was played.
    """
    if not (folder / KEY).exists():
        raise Refused(NO_DEMO)
    to, path = _last_link(folder / "home" / "outbox")
    settings = demo_settings(folder, LAST)
    office = Office(settings=settings, engine=require_register(settings), clock=Clock(LAST))
    return office, to, path


def _last_link(outbox: Path) -> tuple[str, str]:
    for day in sorted(outbox.iterdir(), reverse=True):
        for file in sorted(day.glob("*.eml")):
            message = message_from_bytes(file.read_bytes(), policy=policy.default)
            body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
            link = LINK.search(body.get_content()) if body else None
            if link:
                to = message["To"].addresses[0].display_name
                return to.removeprefix("Holder of "), link[1]
    raise Refused(NO_DEMO)
