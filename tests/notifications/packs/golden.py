"""Pages of a pack as pictures, kept and compared: python -m tests.notifications.packs.golden.

A picture is small and grey, and may differ by what a renderer's next version draws otherwise: a
few dots. A word more, a rule less or a table moved by a line is more than that.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from models.rules.packs_figures import figures
from models.rules.words import Edition
from notifications.packs.content import document
from notifications.packs.pdf import pdf
from tests.notifications.packs.conftest import example

FOLDER = Path(__file__).parent / "golden"
PAGES = {"cover": 0, "decisions": 1, "position": 3, "plan": -1}
SCALE = 0.75
"""Of 72 dots an inch: letters are not read, their places are."""
DIFFERENT, ALLOWED = 60, 40
"""By how much of 255 a dot must differ to count, and how many dots may."""


def drawn(content: bytes) -> dict[str, Image.Image]:
    """The pages that are kept, as pictures."""
    with pypdfium2.PdfDocument(content) as file:
        count = len(file)
        return {
            name: file[at % count].render(scale=SCALE, grayscale=True).to_pil()
            for name, at in PAGES.items()
        }


def kept(name: str) -> Image.Image:
    """The picture of a page as it was kept."""
    with Image.open(FOLDER / f"{name}.png") as picture:
        return picture.convert("L")


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many dots differ by more than a shade; all of them where the pages are of two sizes."""
    if one.size != other.size:
        return one.width * one.height
    return sum(ImageChops.difference(one, other).histogram()[DIFFERENT:])


def keep() -> None:
    """Draw the pages anew and keep them: look at each before it is committed."""
    FOLDER.mkdir(exist_ok=True)
    for name, picture in drawn(pdf(document(figures(example()), Edition.RESTRICTED))).items():
        picture.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    keep()
