"""A pack is whole for a voice, and each thing that would break it for one is noticed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf

from models.rules.packs import Snapshot
from models.rules.packs_figures import figures
from models.rules.words import Edition
from notifications.packs.content import document
from notifications.packs.pdf import pdf
from tests.notifications.packs.tagged import children, complaints, elements


@pytest.fixture(scope="module")
def whole(snapshot: Snapshot) -> bytes:
    """The restricted edition of the example."""
    return pdf(document(figures(snapshot), Edition.RESTRICTED))


def test_nothing_is_wrong_with_a_pack(whole: bytes) -> None:
    """Tables with headings and scopes, figures in words, headings in order, language and title."""
    assert complaints(whole) == []


def _first(file: Pdf, name: str) -> Any:
    return next(tag for tag in elements(file.Root.StructTreeRoot) if str(tag.S) == name)


def _no_language(file: Pdf) -> None:
    del file.Root.Lang


def _no_title(file: Pdf) -> None:
    del file.docinfo["/Title"]


def _file_name_shown(file: Pdf) -> None:
    file.Root.ViewerPreferences.DisplayDocTitle = False


def _no_marking(file: Pdf) -> None:
    del file.docinfo["/Keywords"]


def _no_bookmarks(file: Pdf) -> None:
    del file.Root.Outlines


def _no_head(file: Pdf) -> None:
    table = _first(file, "/Table")
    table.K = Array(children(table)[1:])


def _no_scope(file: Pdf) -> None:
    (columns,) = children(_first(file, "/THead"))
    del children(columns)[0].A


def _no_row_header(file: Pdf) -> None:
    row = children(_first(file, "/TBody"))[0]
    children(row)[0].S = Name.TD


def _a_cell_less(file: Pdf) -> None:
    row = children(_first(file, "/TBody"))[0]
    row.K = Array(children(row)[:-1])


def _silent_figure(file: Pdf) -> None:
    _first(file, "/Figure").Alt = "A chart"


def _skipped_level(file: Pdf) -> None:
    _first(file, "/H2").S = Name("/H3")


def _late_first_level(file: Pdf) -> None:
    _first(file, "/H1").S = Name("/H2")


BROKEN: dict[str, Callable[[Pdf], None]] = {
    "its language is None, not en-GB": _no_language,
    "it has no title": _no_title,
    "a window would show its file's name, not its title": _file_name_shown,
    "its marking is not in its properties": _no_marking,
    "it has no bookmarks": _no_bookmarks,
    "table 1 has no heading, or no rows": _no_head,
    "table 1 has a heading that is of no column": _no_scope,
    "table 1 has a row that is not named by its first cell": _no_row_header,
    "table 1 has a row of another length": _a_cell_less,
    "a figure does not say its numbers: 'A chart'": _silent_figure,
    "a heading skips a level": _skipped_level,
    "the first heading is not of the first level": _late_first_level,
}


@pytest.mark.parametrize("said", list(BROKEN))
def test_what_is_broken_is_noticed(whole: bytes, said: str) -> None:
    """One thing taken away is one complaint, and no other."""
    with pikepdf.open(io.BytesIO(whole)) as file:
        BROKEN[said](file)
        out = io.BytesIO()
        file.save(out)
    assert complaints(out.getvalue()) == [said]


def test_the_checker_of_the_standard_notices_too(whole: bytes) -> None:
    """Without language and words for a figure a file is not PDF/UA-1, and the checker says so."""
    page = pytest.importorskip("page", reason="page-validation is not installed")
    with pikepdf.open(io.BytesIO(whole)) as file:
        _no_language(file)
        del _first(file, "/Figure").Alt
        out = io.BytesIO()
        file.save(out)
    report = page.validate_pdf_bytes(out.getvalue(), profile=page.ValidationProfile.PDF_UA_1)
    assert len(report.failures) >= 2
