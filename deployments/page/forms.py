"""What proves that a form is ours and its sender's, and that a code was entered: two cookies.

The link is in the address and in no cookie; a form's seal is over the link and the visit, so that
no other page can send it (OWASP, signed double-submit cookie).
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from models.rules.links import OPENED_LASTS
from notifications.links import is_sealed, sealed

VISIT, OPENED = "visit", "opened"
WORD = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Visit:
    """One browser at one link: the random word that it was given."""

    key: str = field(repr=False)
    link: str = field(repr=False)
    word: str = field(repr=False)

    @property
    def form(self) -> str:
        """The seal that a form of this visit carries."""
        return sealed(self.key, "form", self.link, self.word)

    def is_own(self, form: str) -> bool:
        """True of a form that was made for this visit."""
        return bool(self.word) and is_sealed(self.key, form, "form", self.link, self.word)

    def opened_until(self, now: datetime) -> str:
        """A cookie that says until when this visit is open."""
        until = str(int((now + OPENED_LASTS).timestamp()))
        return f"{until}.{sealed(self.key, 'opened', self.link, self.word, until)}"

    def is_opened(self, cookie: str, now: datetime) -> bool:
        """True where a code was entered in this visit, less than an hour ago."""
        until, _, seal = cookie.partition(".")
        if not until.isdecimal() or not until.isascii():
            return False
        ours = is_sealed(self.key, seal, "opened", self.link, self.word, until)
        return ours and now < datetime.fromtimestamp(int(until), UTC)


def visit_of(request: Request, key: str, link: str) -> Visit:
    """The visit that a request belongs to; a new one where it belongs to none."""
    word = request.cookies.get(VISIT, "")
    return Visit(key, link, word if WORD.fullmatch(word) else secrets.token_hex(16))


def keep(response: Response, name: str, value: str, *, path: str, secure: bool) -> None:
    """Give a cookie that no script reads and that goes to this link alone."""
    response.set_cookie(
        name, value, path=path, secure=secure, httponly=True, samesite="lax", max_age=None
    )
