"""The finishing pass on a PDF: row headers, small size, one identity for the same content."""

from __future__ import annotations

import io
import re
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

_STREAM = re.compile(rb"\d+ 0 obj\n<<[^\n]* /Length (\d+)[^\n]* >>\nstream\n")
_ENDED = b"\nendstream\nendobj\n"


def finish(pdf: bytes) -> bytes:
    """The same pages, with the first body cell of each row a header of its row.

    Typst cannot tag row headers yet, and a reader who moves through a table by voice needs them
    (PDF/UA-1, ISO 14289-1, 7.5). The same input gives the same bytes.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        for element in document.objects:
            if isinstance(element, Dictionary) and element.get("/S") == Name.Table:
                _name_rows(element)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
            linearize=False,
            fix_metadata_version=False,
        )
    return _plainly_ended(out.getvalue())


def _plainly_ended(pdf: bytes) -> bytes:
    """The same file in which no stream's last byte can be taken for half an end of line.

    A stream that ends in a carriage return, before the line feed that ends it, looks a byte short
    (PDF/A-3, ISO 19005-3, 6.1.7.1: its Length must match). There the end of line is made two
    bytes, and a space before the data goes, so that nothing else in the file moves.
    """
    made = bytearray(pdf)
    for found in _STREAM.finditer(pdf):
        end = found.end() + int(found.group(1))
        if pdf[end - 1 : end] == b"\r" and pdf.startswith(_ENDED, end):
            start = found.end() - len(b" >>\nstream\n")
            made[start : end + 1] = pdf[start + 1 : end] + b"\r\n"
    return bytes(made)


def _name_rows(table: Any) -> None:
    rows = [row for part in _kids(table) for row in (part, *_kids(part)) if row.S == Name.TR]
    columns = len(_kids(rows[0]))
    tied = not _kids_or_content(_kids(rows[0])[-1])
    for row in rows:
        if tied and len(_kids(row)) == columns:
            row.K = Array(_kids(row)[:-1])
        _name_row(row)


def _name_row(row: Any) -> None:
    first = _kids(row)[0]
    if first.S != Name.TD:
        return
    first.S = Name.TH
    scope = next((a for a in _attributes(first) if a.get("/O") == Name.Table), None)
    if scope is not None:
        scope.Scope = Name.Row
        return
    made = Dictionary(O=Name.Table, Scope=Name.Row)
    old = _attributes(first)
    first.A = Array([*old, made]) if old else made


def _kids_or_content(element: Any) -> bool:
    """True of an element that holds anything: the column that ties rows together holds nothing."""
    kids = element.get("/K")
    return kids is not None and not (isinstance(kids, Array) and len(kids) == 0)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    found = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in found if isinstance(kid, Dictionary)]


def _attributes(element: Any) -> list[Any]:
    found = element.get("/A")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]
