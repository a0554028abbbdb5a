"""A sign of life to an address that the board chose, for as long as all is well."""

from __future__ import annotations

import logging
import urllib.error
import urllib.request

from tasks.health import health
from tasks.machine import machine
from tasks.office import Office

TIMEOUT_SECONDS = 10.0
LOG = logging.getLogger(__name__)


def beat(office: Office) -> bool:
    """True where MATTERS_HEARTBEAT_URL took a sign of life: all is well, and it is no play.

    Whoever listens there tells somebody when none comes: that is all that can be told of a machine
    that is off. Nothing is said but that.
    """
    url = office.settings.heartbeat_url
    if url is None or office.clock.play_on is not None or not is_well(office):
        return False
    asked = urllib.request.Request(url.get_secret_value(), data=b"{}", method="POST")  # noqa: S310
    try:
        with urllib.request.urlopen(asked, timeout=TIMEOUT_SECONDS):  # noqa: S310 - settings hold it
            return True
    except (urllib.error.URLError, OSError) as error:
        LOG.warning("MATTERS_HEARTBEAT_URL could not be reached (%s).", type(error).__name__)
        return False


def is_well(office: Office) -> bool:
    """False where `matters health` has anything for a person to look at, or no board to look at.

    A home whose disk is not mounted looks like a new and empty one.
    """
    found = health(office)
    return bool(found) and not machine(office).wrong and not any(one.wrong for one in found)
