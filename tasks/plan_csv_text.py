"""The bytes of a text file as a text: UTF-8, UTF-16 or Windows-1252, by what stands in them."""

from __future__ import annotations

import codecs

from tasks.plan_refusal import refused

HEAD_BYTES = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(data: bytes) -> tuple[str, list[int]]:
    """The text, and the lines whose bytes are not UTF-8 in a file that otherwise is."""
    for mark, encoding in _MARKS:
        if data.startswith(mark) and encoding != "utf-8":
            return _strict(data[len(mark) :], encoding), []
    unmarked = _unmarked(data)
    if unmarked:
        return _strict(data, unmarked), []
    data = data.removeprefix(codecs.BOM_UTF8)
    _no_nul(data)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _by_line(data)


def _unmarked(data: bytes) -> str:
    """UTF-16 of one kind or the other, where every second byte of a beginning is nothing."""
    head = data[:HEAD_BYTES]
    even, odd = head[::2].count(0), head[1::2].count(0)
    most = len(head) * 2 // 5
    if odd >= most > even * 10:
        return "utf-16-le"
    return "utf-16-be" if even >= most > odd * 10 else ""


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(1, "do not make up UTF-16") from error
    _no_nul(text.encode("utf-8", "surrogatepass"))
    return text


def _no_nul(data: bytes) -> None:
    at = data.find(0)
    if at >= 0:
        raise _not_text(data.count(b"\n", 0, at) + 1, "do not belong in a text file (NUL)")


def _not_text(line: int, what: str) -> Exception:
    return refused(
        "not_plain_text",
        f"Line {line} holds bytes that {what}. Open the plan in Excel, save it as “CSV UTF-8” and "
        "load it. Nothing was read.",
    )


def _by_line(data: bytes) -> tuple[str, list[int]]:
    """Windows-1252 where a line is not UTF-8; such lines are odd only where others are UTF-8."""
    lines, odd, has_utf8 = [], [], False
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
            has_utf8 = has_utf8 or not line.isascii()
        except UnicodeDecodeError:
            odd.append(number)
            lines.append(_windows(line, number))
    return "\n".join(lines), odd if has_utf8 else []


def _windows(line: bytes, number: int) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _not_text(number, "are neither UTF-8 nor Windows-1252") from error
