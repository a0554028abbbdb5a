"""The pages of a PDF as words and ruled lines, read by a process of its own with narrow limits.

PDFium is a library of C++: what a hostile file makes of it ends with that process, not with ours.
It runs no script, follows no link and opens nothing that is embedded.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import astuple
from typing import Any

from tasks.plan_pdf_page import Page
from tasks.plan_pdf_shapes import rules_of
from tasks.plan_pdf_words import words_of

MOST_PAGES = 200
SECONDS = 10
MEMORY = 384 * 1024 * 1024


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


def _page(page: Any, number: int) -> Page:
    turned = Turned(page.get_bbox(), page.get_rotation())
    try:
        words, unread = words_of(page, turned.point)
        rules, pictures = rules_of(page, turned.point)
        width, height = page.get_size()
        return Page(number, width, height, tuple(words), tuple(rules), pictures, unread)
    finally:
        page.close()


def main() -> None:
    """Reads a PDF from the standard input and writes its pages, or why not, as JSON."""
    import pypdfium2

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    try:
        answer: dict[str, Any] = {"pages": list(map(astuple, read_pages(sys.stdin.buffer.read())))}
    except (TooMuch, MemoryError) as error:
        answer = {"too_much": str(error) or "more than fits into memory"}
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        answer = {"locked": True} if locked else {"broken": True}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
