"""A form as it was sent: its fields as texts, its files as bytes."""

from __future__ import annotations

import re

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tasks.page_answers import Sent

MOST_FILES, MOST_FIELDS, MOST_FIELD = 10, 20, 65_536
# Nobody types them, and PostgreSQL keeps no text with a zero in it.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
LONGEST_NUMBER = 11

Filled = tuple[dict[str, str], list[Sent]]


async def filled(request: Request) -> Filled:
    """The fields of a form and its files; a file that was not chosen is none."""
    async with request.form(
        max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_FIELD
    ) as form:
        words = {name: plain(value) for name, value in form.items() if isinstance(value, str)}
        files = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
        sent = [Sent(name=one.filename, data=await one.read()) for one in files if one.filename]
    return words, sent


def plain(text: str) -> str:
    """A text as it was typed, its lines ended as ours are."""
    return CONTROL.sub("", text.replace("\r\n", "\n"))


async def let_go(request: Request) -> None:
    """Read what comes and keep nothing: a browser hears no answer before it has sent all."""
    async for _ in request.stream():
        pass


def number(text: str) -> str:
    """The number of an action or of an entry, as digits; empty for anything else."""
    fits = text.isdecimal() and text.isascii() and len(text) <= LONGEST_NUMBER
    return text if fits else ""
