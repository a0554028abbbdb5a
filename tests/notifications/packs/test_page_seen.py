"""The HTML twin in a real browser: axe-core finds nothing, it fits a telephone, and it prints."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest
from playwright.sync_api import Browser

from models.rules.packs import Snapshot
from models.rules.packs_figures import figures
from models.rules.words import Edition
from notifications.packs import palette
from notifications.packs.content import document
from notifications.packs.page import page
from tests.deployments.page.chromium import WIDER, chromium, faults, tab


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all of them."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def text(snapshot: Snapshot) -> str:
    """The restricted edition of the example."""
    return page(document(figures(snapshot), Edition.RESTRICTED)).decode("utf-8")


def test_axe_finds_nothing(browser: Browser, snapshot: Snapshot, text: str) -> None:
    """WCAG 2.2 AA by axe-core, in both editions."""
    public = page(document(figures(snapshot), Edition.PUBLIC)).decode("utf-8")
    for shown in (text, public):
        with tab(browser, width=1200) as seen:
            seen.set_content(shown)
            assert faults(seen) == []


BROKEN = {
    "html-has-lang": (' lang="en-GB"', ""),
    "document-title": ("<title>", "<title hidden></title><desc>"),
    "color-contrast": (f"color: {palette.QUIET}", "color: #b0b0b0"),
    "role-img-alt": (' role="img" aria-label="Hospital trust', ' role="img" data-was="'),
    "heading-order": ("<h2", "<h4"),
    "scrollable-region-focusable": (' tabindex="0"', ""),
}


def test_what_is_broken_is_noticed(browser: Browser, text: str) -> None:
    """Each thing taken away is found under the rule that asks for it."""
    broken = text
    for good, bad in BROKEN.values():
        assert good in broken
        broken = broken.replace(good, bad)
    with tab(browser, width=320) as seen:
        seen.set_content(broken)
        assert BROKEN.keys() <= {said.split(":")[0] for said in faults(seen)}


def test_it_fits_a_telephone(browser: Browser, text: str) -> None:
    """At 320 pixels, and with text of twice the size, only tables are moved sideways."""
    with tab(browser, width=320) as seen:
        seen.set_content(text)
        assert seen.evaluate(WIDER) <= 0
        seen.set_viewport_size({"width": 640, "height": 900})
        seen.evaluate("document.documentElement.style.fontSize = '200%'")
        assert seen.evaluate(WIDER) <= 0


def test_it_prints_the_plan_on_its_side(browser: Browser, text: str) -> None:
    """On A4, the plan landscape and the rest upright."""
    with tab(browser) as seen:
        seen.set_content(text)
        printed = seen.pdf(prefer_css_page_size=True)
    with pikepdf.open(io.BytesIO(printed)) as file:
        sizes = [(float(p.mediabox[2]), float(p.mediabox[3])) for p in file.pages]
    assert sizes[0] == pytest.approx((595, 842), abs=1.5)
    assert sizes[-1] == pytest.approx((842, 595), abs=1.5)
