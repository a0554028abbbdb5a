"""A real browser at the page: what is laid out, what the keyboard reaches, what axe-core finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

REACHED = {"A", "INPUT", "BUTTON", "TEXTAREA", "SUMMARY"}
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = "axe_playwright_python/axe.min.js"
RUN = "only => axe.run({runOnly: only, resultTypes: ['violations']})"
# Boxes of text of which neither stands in the other, and that lie over one another.
OVERLAPS = """() => {
  const told = [...document.querySelectorAll('body *')].filter(e =>
    (!e.closest('.hidden, .skip, svg') || e.matches('.axis text')) && e.checkVisibility() &&
    ([...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) ||
     e.matches('input:not([type=hidden]), textarea, button')));
  const boxes = told.flatMap(e => [...e.getClientRects()].map(r => ({e, r})));
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const apart = (a, b) => !a.contains(b) && !b.contains(a);
  const inLine = e => !e.closest('svg') && getComputedStyle(e).display === 'inline';
  return boxes.flatMap((a, i) => boxes.slice(i + 1)
    .filter(b => over(a.r, b.r) && apart(a.e, b.e) && !(inLine(a.e) && inLine(b.e)))
    .map(b => a.e.textContent.slice(0, 40) + ' | ' + b.e.textContent.slice(0, 40)));
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(e =>
    !e.closest('.hidden, .skip, svg') && !e.matches('textarea, input') &&
    (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) &&
    getComputedStyle(e).overflow !== 'visible').map(e => e.outerHTML.slice(0, 80))"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = """() => { const e = document.activeElement, s = getComputedStyle(e),
    r = e.getBoundingClientRect();
  return {name: e.innerText || e.id, id: e.id, tag: e.tagName, outline: s.outlineStyle,
          seen: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth}; }"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed (see .ci/packages)")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def tab(browser: Browser, *, width: int = 800, **more: Any) -> Iterator[Page]:
    """A tab of somebody who was never here; it asks nobody but the page, and hears no complaint."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **more)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:"))] == []
    # A page that says what is wrong has a status that says so too.
    assert [words for words in complaints if "Failed to load resource" not in words] == []


def faults(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and good practice: rule, and where."""
    source = Path(str(distribution("axe-playwright-python").locate_file(AXE)))
    page.evaluate(source.read_text(encoding="utf-8"))
    return _found(page, "tag", TAGS)


def faint_by_night(page: Page) -> list[str]:
    """What is hard to read on a dark ground; to be asked once the page has been looked at."""
    page.emulate_media(color_scheme="dark")
    found = _found(page, "rule", ["color-contrast"])
    page.emulate_media(color_scheme="light")
    return [f"by night: {one}" for one in found]


def _found(page: Page, kind: str, values: list[str]) -> list[str]:
    found = page.evaluate(RUN, {"type": kind, "values": values})
    assert found["passes"], "nothing was looked at"
    return [
        f"{one['id']}: {node['target']}" for one in found["violations"] for node in one["nodes"]
    ]


def out_of_place(page: Page) -> list[str]:
    """What sticks out to the side, is cut off or lies over something else."""
    wider = [f"{page.evaluate(WIDER)} px to the side"] if page.evaluate(WIDER) > 0 else []
    return [*wider, *page.evaluate(CUT_OFF), *page.evaluate(OVERLAPS)]


def doubled(page: Page) -> None:
    """Text twice as large, as somebody sets it who reads with difficulty."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")


def reach(page: Page, name: str) -> None:
    """Go on by Tab until something of that name, or id, has the focus; each step can be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        assert at["tag"] in REACHED, f"no {name} to be reached"
        assert at["outline"] == "solid", at
        assert at["seen"], at
        if name in {at["id"], " ".join(at["name"].split())}:
            return
    raise AssertionError(name)


def well_laid(page: Page) -> None:
    """Nothing sticks out or lies over something else."""
    assert out_of_place(page) == [], page.title()


def answered_by_keyboard(page: Page, reference: str, file: Path) -> str:
    """From the first page to the last by Tab, Space, the arrows and Enter; what is shown then."""
    reach(page, f"Answer {reference}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/l/*/*")
    well_laid(page)
    reach(page, "p-in-progress")
    page.keyboard.press("ArrowDown")
    assert page.locator("#p-evidence").is_checked()
    reach(page, "note")
    page.keyboard.type("All of it is done, see the minutes.")
    reach(page, "files")
    page.set_input_files("#files", file)
    reach(page, "Send this answer")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="your answer is recorded").wait_for()
    well_laid(page)
    return page.locator("main").inner_text()
