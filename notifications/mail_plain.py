"""The most usual message, a text and an HTML page in ASCII, written as the library writes it.

Nothing in it is encoded, so there is nothing to work out; a test holds it to the library's bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

from notifications.mail_policy import POLICY, lines_ended

LONGEST_LINE = 998  # RFC 5322, 2.1.1
_PART = 'Content-Type: text/{}; charset="utf-8"\r\nContent-Transfer-Encoding: 7bit\r\n{}\r\n'
TEXT, HTML = _PART.format("plain", ""), _PART.format("html", "MIME-Version: 1.0\r\n")


def goes_as_it_is(body: str) -> bool:
    """True where the body needs no transfer encoding."""
    return body.isascii() and max(map(len, body.split("\n"))) <= LONGEST_LINE


def written(headers: Mapping[str, str], text: str, html: str, boundary: str) -> bytes:
    """The message of these headers and of two bodies that go as they are."""
    heads = {
        **headers,
        "Content-Type": f'multipart/alternative; boundary="{boundary}"',
        "Content-Language": "en-GB",
    }
    stored = [(name, POLICY.header_store_parse(name, value)[1]) for name, value in heads.items()]
    parts = (TEXT, _whole(text), HTML, _whole(html))
    body = f"\r\n--{boundary}\r\n{{}}{{}}\r\n--{boundary}\r\n{{}}{{}}\r\n--{boundary}--\r\n"
    return b"".join(POLICY.fold_binary(*one) for one in stored) + body.format(*parts).encode(
        "ascii"
    )


def _whole(body: str) -> str:
    """The lines of a body, the last of them ended as well."""
    lines = lines_ended(body)
    return lines if lines.endswith("\r\n") else f"{lines}\r\n"
