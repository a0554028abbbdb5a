"""The finishing pass names rows, and leaves no stream that looks a byte short."""

from __future__ import annotations

import io
import itertools
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name

from notifications.packs.finish import finish


def ending_in_a_return() -> tuple[bytes, bytes]:
    """Some text, and its compressed form whose last byte is a carriage return."""
    texts = (f"text {n}".encode() for n in itertools.count())
    return next((t, z) for t in texts if (z := zlib.compress(t)).endswith(b"\r"))


def file_with(**root: object) -> bytes:
    """A file of one page with more in its catalogue."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, value in root.items():
            pdf.Root[f"/{name}"] = value
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_a_return_before_the_end_is_no_half_of_a_line_end() -> None:
    """Data whose last byte is a carriage return is followed by a whole end of line, and whole."""
    text, squeezed = ending_in_a_return()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Kept = pdf.make_stream(b"")
        pdf.Root.Kept.write(squeezed, filter=Name.FlateDecode)
        raw = io.BytesIO()
        pdf.save(raw, recompress_flate=False)
    made = finish(raw.getvalue())
    assert squeezed + b"\r\nendstream" in made
    assert squeezed + b"\nendstream" not in made
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.Kept.read_bytes() == text
        assert not pdf.check_pdf_syntax()


def table(*rows: Array) -> Dictionary:
    """The tags of a table with those rows in its body."""
    head = Dictionary(S=Name.THead, K=Array([Dictionary(S=Name.TR, K=rows[0])]))
    body = Dictionary(S=Name.TBody, K=Array([Dictionary(S=Name.TR, K=row) for row in rows[1:]]))
    return Dictionary(S=Name.Table, K=Array([head, body]))


def cell(kind: Name, *, full: bool = True) -> Dictionary:
    """A cell with one paragraph in it, or with nothing."""
    inside = Array([Dictionary(S=Name.P)]) if full else Array([])
    return Dictionary(S=kind, K=inside)


def test_first_cell_names_its_row_and_the_empty_column_goes() -> None:
    """The first cell of a body row becomes its heading; a column with an empty head is no more."""
    tags = table(
        Array([cell(Name.TH), cell(Name.TH), cell(Name.TH, full=False)]),
        Array([cell(Name.TD), cell(Name.TD), cell(Name.TD, full=False)]),
        Array([cell(Name.TD), cell(Name.TD)]),
    )
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Kept = pdf.make_indirect(tags)
        raw = io.BytesIO()
        pdf.save(raw)
    with pikepdf.open(io.BytesIO(finish(raw.getvalue()))) as pdf:
        head, body = pdf.Root.Kept.K
        assert [len(row.K) for row in (*head.K, *body.K)] == [2, 2, 2]
        for row in body.K:
            assert [c.S for c in row.K] == [Name.TH, Name.TD]
            assert row.K[0].A.Scope == Name.Row


def test_the_same_file_is_finished_the_same() -> None:
    """Two passes over the same bytes give the same bytes, identity included."""
    raw = file_with()
    assert finish(raw) == finish(raw)
