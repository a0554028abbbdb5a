"""A form as it was sent: its fields as texts, its files as bytes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from tasks.page_answers import Sent

# Of files, what is more is read and let go: the answer is given back with what was written.
MOST_KEPT, MOST_FILES = 60_000_000, 10
MOST_READ, MOST_FIELDS, MOST_FIELD = 100, 20, 65_536
# Nobody types them: some turn round what stands beside them, and PostgreSQL keeps no zero.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
LONGEST_NUMBER = 11
MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as it came; `too_many` of more files, or larger ones, than an answer may have."""

    words: dict[str, str]
    files: tuple[Sent, ...] = ()
    too_many: bool = False

    @property
    def size(self) -> int:
        """How large its files are, all together."""
        return sum(len(one.data) for one in self.files)


@asynccontextmanager
async def filled(request: Request, turn: asyncio.Semaphore) -> AsyncIterator[Filled]:
    """The fields of a form and its files; a file that was not chosen is none.

    They lie on the disk until it is their turn: only so many are in memory at once.
    """
    if not request.headers.get("content-type", "").startswith(MULTIPART):
        yield Filled(words=await _let_go(request))
        return
    parser = _Parser(request, MOST_KEPT)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise HTTPException(400) from error
    try:
        async with turn:
            yield await _filled(form, parser)
    finally:
        await form.close()


async def _filled(form: FormData, parser: _Parser) -> Filled:
    some = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    too_many = parser.has_let_go or len(some) > MOST_FILES
    kept = [] if too_many else some
    files = [Sent(name=one.filename or "", data=await one.read()) for one in kept]
    return Filled(words=_words(form), files=tuple(files), too_many=too_many)


async def words_alone(request: Request) -> dict[str, str]:
    """The fields of a form, of whose files nothing is kept; none of what is no form.

    All of it is read: a browser hears no answer before it has sent all.
    """
    if not request.headers.get("content-type", "").startswith(MULTIPART):
        return await _let_go(request)
    try:
        form = await _Parser(request, 0).parse()
    except MultiPartException:
        return await _let_go(request)
    await form.close()
    return _words(form)


class _Parser(MultiPartParser):
    """A form of whose files no more is kept than `most` bytes in all."""

    def __init__(self, request: Request, most: int) -> None:
        super().__init__(
            request.headers,
            request.stream(),
            max_files=MOST_READ,
            max_fields=MOST_FIELDS,
            max_part_size=MOST_FIELD,
        )
        self._left = most

    @property
    def has_let_go(self) -> bool:
        """True where more came."""
        return self._left < 0

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """A piece of a field, or of a file."""
        if self._current_part.file is not None:
            self._left -= end - start
        if self._current_part.file is None or self._left >= 0:
            super().on_part_data(data, start, end)


def _words(form: FormData) -> dict[str, str]:
    return {name: plain(value) for name, value in form.items() if isinstance(value, str)}


def plain(text: str) -> str:
    """A text as it was typed, its lines ended as ours are."""
    return CONTROL.sub("", text.replace("\r\n", "\n"))


async def _let_go(request: Request) -> dict[str, str]:
    with suppress(RuntimeError):  # It was read to its end before.
        async for _ in request.stream():
            pass
    return {}


def number(text: str) -> str:
    """The number of an action or of an entry, as digits; empty for anything else."""
    fits = text.isdecimal() and text.isascii() and len(text) <= LONGEST_NUMBER
    return text if fits else ""
