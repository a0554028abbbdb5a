"""Whether a server may listen beyond this machine: only where somebody else speaks TLS for it."""

from __future__ import annotations

import socket
import ssl
from urllib.parse import urlsplit

from deployments.serving.environment import Place
from settings import is_loopback
from tasks.refused import Refused, Unreachable

TIMEOUT_SECONDS = 5.0


def refuse_unguarded(place: Place) -> None:
    """Nothing for the loopback, and for an address before which TLS is spoken; else Refused.

    Prefect speaks plain HTTP: its login would cross the network for anyone to read. Raises
    Unreachable where nobody answers there: it may have been started a moment later.
    """
    if is_loopback(place.host) and not place.behind:
        return
    if not place.behind.startswith("https://"):
        raise Refused(
            f"--host {place.host}: Prefect speaks without TLS, and its login would cross the"
            " network in the open. Put a web server with a certificate before it and name its"
            " address: --behind https://..."
        )
    fault = _fault(place.behind)
    if fault:
        raise Unreachable(
            f"--behind {place.behind}: no certificate to be trusted answers ({fault})."
        )


def _fault(address: str) -> str:
    """Why nobody speaks TLS there; empty where somebody does."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or 443
        with (
            socket.create_connection((host, port), TIMEOUT_SECONDS) as line,
            ssl.create_default_context().wrap_socket(line, server_hostname=host),
        ):
            return ""
    except (OSError, ValueError) as error:
        return getattr(error, "verify_message", "") or getattr(error, "strerror", "") or str(error)
