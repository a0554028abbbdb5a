"""How headers and lines of a message are written, where the library is wrong or slow."""

from __future__ import annotations

import re
from email.generator import BytesGenerator
from email.policy import SMTP, EmailPolicy
from functools import lru_cache
from typing import Any

_LINE_END = re.compile(r"\r\n|\r|\n")
# What stands in quotes is one word: there are readers that take a break in it for its end.
WORD = re.compile(r' *(?:"(?:[^"\\]|\\.)*"|[^ ])+')
LINE = 78  # RFC 5322, 2.1.1


class WritingPolicy(EmailPolicy):
    """email.policy.SMTP for messages that are only written, with headers folded by ourselves.

    The library parses each header when it is set, again when it is read and again when it is
    folded, and what it folds it may break (seen in 3.11): a quoted name that is longer than a line
    loses its quotes, so that a comma in it makes two addressees; a long Message-ID is encoded; a
    long subject begins on the second line. Ours are printable ASCII when they are set, and are
    folded where a blank is: a reader takes the break away before it reads anything.
    """

    def header_max_count(self, name: str) -> int | None:
        """How often a header may stand, asked of the library once for each name."""
        return _max_count(name.lower())

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """The header as it was set; what is not printable ASCII is the library's to write."""
        if isinstance(value, str) and value.isascii() and value.isprintable():
            return name, value
        return super().header_store_parse(name, value)

    def header_fetch_parse(self, name: str, value: Any) -> Any:  # noqa: ARG002 - the library's
        """The header as it was stored: nothing here asks for its parts."""
        return value

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The header on lines of at most 78 characters where its words allow it."""
        if hasattr(value, "fold"):
            return super().fold_binary(name, value)
        return (_folded(f"{name}: {value}") + self.linesep).encode("ascii")


def _folded(header: str) -> str:
    """A header with a line break before the last blank that still fits (RFC 5322, 2.2.3)."""
    if len(header) <= LINE:
        return header
    name, first, *words = WORD.findall(header)
    lines = [name + first]
    for word in words:
        if len(lines[-1]) + len(word) > LINE:
            lines.append(word)
        else:
            lines[-1] += word
    return "\r\n".join(lines)


@lru_cache(maxsize=64)
def _max_count(name: str) -> int | None:
    count: int | None = SMTP.header_max_count(name)
    return count


POLICY = WritingPolicy(linesep="\r\n")


class Generator(BytesGenerator):
    """The library's own generator, which ends lines by CRLF in one go instead of line by line.

    A test holds its bytes against those of the library.
    """

    def _write_lines(self, lines: str) -> None:
        if lines:
            self.write(lines_ended(lines))


def lines_ended(lines: str) -> str:
    """The lines, each ended by CRLF."""
    if "\r" in lines:
        return _LINE_END.sub("\r\n", lines)
    return lines.replace("\n", "\r\n")
