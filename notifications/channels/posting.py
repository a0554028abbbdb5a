"""One HTTPS POST of a card, and what each answer to it means.

The standard library's own client: it logs nothing, and the address it is given is a secret. No
redirect is followed, since the card would go where no setting allowed it to.
"""

from __future__ import annotations

import ssl
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError

from models.rules.words import Outcome
from notifications.channels.base import Attempt, Phase

Post = Callable[[str, bytes], Attempt]
AGAIN = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
)
# A connection that breaks once it stands may have carried the card.
BROKEN = (ConnectionResetError, BrokenPipeError)
LONGEST_WAIT = timedelta(days=1)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """None: the answer stays what it is."""


def poster(tls: ssl.SSLContext, timeout: float, now: Callable[[], datetime]) -> Post:
    """A way to post: it verifies the server, follows nothing and does not raise."""
    secure = urllib.request.HTTPSHandler(context=tls)
    opener = urllib.request.build_opener(secure, _NoRedirect)

    def post(address: str, content: bytes) -> Attempt:
        request = urllib.request.Request(  # noqa: S310 - https alone, made by the plugin
            address, data=content, headers={"Content-Type": "application/json"}, method="POST"
        )
        try:
            with opener.open(request, timeout=timeout) as answer:
                return _answered(answer.status, None)
        except HTTPError as error:
            with error:
                return _answered(error.code, _wait(error.headers.get("Retry-After"), now()))
        except URLError as error:
            return _unanswered(error.reason)
        except (OSError, HTTPException) as error:
            return _lost(error)

    return post


def _answered(status: int, wait: timedelta | None) -> Attempt:
    """By the status: taken, put off, refused, or nobody knows."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return _ended(Outcome.ACCEPTED, status, "the workflow took the card")
    if status in AGAIN:
        return _ended(Outcome.TRANSIENT, status, "the workflow put the card off", wait)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _ended(Outcome.UNKNOWN, status, "the workflow failed with the card in hand")
    if status < HTTPStatus.BAD_REQUEST:
        return _ended(Outcome.PERMANENT, status, "a redirect, which is not followed")
    return _ended(Outcome.PERMANENT, status, "the workflow refused the card")


def _unanswered(reason: object) -> Attempt:
    """No connection was had, or it broke while the card was on its way."""
    if isinstance(reason, BROKEN):
        return _lost(reason)
    text = f"no connection to the workflow's host ({type(reason).__name__})"
    return Attempt(outcome=Outcome.TRANSIENT, phase=Phase.CONNECT, code=None, text=text)


def _lost(error: BaseException) -> Attempt:
    # By its name alone: an exception's own words may hold the address.
    return _ended(Outcome.UNKNOWN, None, f"no answer to the card ({type(error).__name__})")


def _ended(
    outcome: Outcome, status: int | None, text: str, wait: timedelta | None = None
) -> Attempt:
    return Attempt(outcome=outcome, phase=Phase.DATA, code=status, text=text, wait=wait)


def _wait(said: str | None, now: datetime) -> timedelta | None:
    """What Retry-After asks for, in seconds or as a date (RFC 9110, 10.2.3); a day at most."""
    if not said:
        return None
    try:
        asked = timedelta(seconds=int(said)) if said.isdecimal() else _until(said, now)
    except (ValueError, OverflowError):
        return None
    return min(max(asked, timedelta(0)), LONGEST_WAIT)


def _until(said: str, now: datetime) -> timedelta:
    day = parsedate_to_datetime(said)
    return (day if day.tzinfo else day.replace(tzinfo=UTC)) - now
