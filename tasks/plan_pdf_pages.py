"""The pages of a PDF as words and ruled lines.

PDFium runs no script here, follows no link and opens nothing that is embedded: no environment for
forms is ever made.
"""

from __future__ import annotations

from typing import Any

from tasks.plan_pdf_dots import with_dots
from tasks.plan_pdf_page import Page
from tasks.plan_pdf_shapes import drawn_on
from tasks.plan_pdf_words import words_of

MOST_PAGES = 150


class TooMuch(Exception):  # noqa: N818 - an answer about a file
    """A document that holds more than a plan does; the message says what."""


class Turned:
    """Points of a page as it is looked at: from its upper left corner, turned as it says."""

    def __init__(self, box: tuple[float, float, float, float], turn: int) -> None:
        """The page's box in its own space, and by how much it is turned clockwise."""
        self.left, self.bottom, self.right, self.top = box
        self.turn = turn

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The distances from the left and from the top."""
        match self.turn:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y


def read_pages(data: bytes) -> list[Page]:
    """The pages of a document.

    Raises PdfiumError for what is no PDF or wants a password, TooMuch for what is no plan.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) > MOST_PAGES:
            raise TooMuch(f"{len(document):,} pages")
        return [_page(document[at], at + 1) for at in range(len(document))]
    finally:
        document.close()


def is_repaired(data: bytes) -> bool:
    """True of a document whose list of its own parts was no good, so that PDFium made another."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return not pypdfium2.raw.FPDF_DocumentHasValidCrossReferenceTable(document.raw)
    finally:
        document.close()


def _page(page: Any, number: int) -> Page:
    turned = Turned(page.get_bbox(), page.get_rotation())
    try:
        words, unread = words_of(page, turned.point)
        drawn = drawn_on(page, turned.point)
        width, height = page.get_size()
        return Page(
            number,
            width,
            height,
            words=tuple(with_dots(words, drawn.areas)),
            rules=tuple(drawn.rules),
            areas=tuple(drawn.areas),
            pictures=drawn.pictures,
            unread=unread,
        )
    finally:
        page.close()
