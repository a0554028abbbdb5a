"""The pages of a pack look as they did when somebody last looked at them."""

from __future__ import annotations

import pytest
from PIL import Image

from models.rules.packs import Snapshot
from models.rules.packs_figures import figures
from models.rules.words import Edition
from notifications.packs.content import document
from notifications.packs.pdf import pdf
from tests.notifications.packs.conftest import example
from tests.notifications.packs.golden import ALLOWED, PAGES, differing, drawn, kept


def pages_of(snapshot: Snapshot) -> dict[str, Image.Image]:
    """The pages of its restricted edition that are kept."""
    return drawn(pdf(document(figures(snapshot), Edition.RESTRICTED)))


@pytest.fixture(scope="module")
def pages() -> dict[str, Image.Image]:
    """The pages of the example as they are laid out now."""
    return pages_of(example())


@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_looks_as_it_was_kept(pages: dict[str, Image.Image], name: str) -> None:
    """All but a few dots are the same; `python -m tests.notifications.packs.golden` keeps anew."""
    assert differing(pages[name], kept(name)) <= ALLOWED


def test_a_word_more_is_seen(pages: dict[str, Image.Image]) -> None:
    """One word on each page, a colour or a line of a table more is not let pass."""
    other = pages_of(example(words="Again.", committee="Case review subcommittee"))
    assert {name for name in PAGES if differing(other[name], pages[name]) > ALLOWED} >= {
        "cover", "plan",
    }  # fmt: skip
    assert differing(pages["cover"], pages["plan"]) > ALLOWED
