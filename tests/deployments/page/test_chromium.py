"""The page in a real browser: a story from one message to the next, for everybody who reads it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from deployments.page.serving import HOST
from tests.deployments.page.chromium import (
    chromium,
    doubled,
    faint_by_night,
    faults,
    out_of_place,
    reach,
    tab,
    well_laid,
)
from tests.deployments.page.served import Served
from tests.deployments.page.test_forms import SIX
from tests.stories.world import row
from tests.tasks.page_visits import newest


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all of them."""
    with chromium() as browser:
        yield browser


def url(served: Served, path: str) -> str:
    """Where a path of the page is."""
    return f"http://{HOST}:{served.port}{path}"


def headings(page: Page, level: str = "h2") -> list[str]:
    """The headings of a page, each on one line."""
    return [" ".join(words.split()) for words in page.locator(level).all_inner_texts()]


def test_the_plans_own_words_want_a_code(served: Served, link: str, browser: Browser) -> None:
    """By keyboard: asked for, read in the mailbox, entered; another browser sees none of it."""
    with tab(browser, width=320, java_script_enabled=False) as page:
        page.goto(url(served, link))
        page.get_by_role("link", name="Answer child-q/1").press("Enter")
        assert "Carry out recommendation 1" not in page.content()
        reach(page, "Send a code to my address")
        page.keyboard.press("Space")
        page.get_by_label("The six digits").wait_for()
        well_laid(page)
        found = SIX.search(newest(served.world).text)
        assert found
        reach(page, "code")
        page.keyboard.type(f"{found[0][:3]} {found[0][3:]}")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="What the plan says").wait_for()
        well_laid(page)
        assert "Carry out recommendation 1" in page.locator(".opened").inner_text()
        assert "should be carried out." in page.locator(".opened").inner_text()
        where = page.url
    with tab(browser) as page:
        page.goto(where)
        assert "Carry out recommendation 1" not in page.content()


def test_an_answer_that_is_not_taken_is_given_back(
    served: Served, link: str, browser: Browser
) -> None:
    """With what was written, and in its title and first of all what is wrong; then it is taken.

    Sent twice it is recorded once.
    """
    with tab(browser) as page:
        page.goto(url(served, link))
        page.get_by_role("link", name="Answer child-q/1").click()
        page.get_by_label("What has been done").fill("Half of it <b>is</b> done.")
        page.get_by_label("When will it be done?").fill("soon")
        page.get_by_role("button", name="Send this answer").click()
        assert page.title().startswith("Not sent: child-q/1")
        page.get_by_role("alert").get_by_role("link", name="When will it be done").click()
        assert page.get_by_label("When will it be done?").get_attribute("aria-invalid") == "true"
        assert page.get_by_label("What has been done").input_value() == "Half of it <b>is</b> done."
        page.get_by_label("When will it be done?").fill("30 September 2010")
        page.get_by_role("button", name="Send this answer").click()
        assert headings(page, "h1") == ["Thank you: your answer is recorded"]
        assert "Half of it <b>is</b> done." in page.locator("main").inner_text()
        page.reload()
        assert headings(page, "h1") == ["You had said this already"]


def gone_on(page: Page, by: Locator) -> None:
    """The page that a link or button leads to, loaded: a click alone may return before it is."""
    with page.expect_navigation():
        by.click()


def every_page(served: Served, link: str, page: Page) -> Iterator[str]:
    """Each kind of page there is, shown one after the other; the name of each."""
    page.goto(url(served, link))
    yield "overview"
    gone_on(page, page.get_by_role("link", name="Answer child-q/1"))
    yield "action"
    gone_on(page, page.get_by_role("button", name="Send this answer"))
    yield "action with a fault"
    gone_on(page, page.get_by_role("button", name="Send a code to my address"))
    yield "code"
    gone_on(page, page.get_by_role("button", name="Open"))
    yield "code with a fault"
    yield from opened_pages(served, page)
    for path in (f"{link}/9999", "/l/x", "/", "/nothing"):
        page.goto(url(served, path))
        yield path
    served.app.links.a_minute = 0
    page.goto(url(served, link))
    yield "too often"


def opened_pages(served: Served, page: Page) -> Iterator[str]:
    """The pages that come after a code."""
    found = SIX.search(newest(served.world).text)
    page.get_by_label("The six digits").fill(found[0] if found else "")
    gone_on(page, page.get_by_role("button", name="Open"))
    yield "opened action"
    page.get_by_label("It is under way").check()
    page.get_by_label("What has been done").fill("Half of it.\nMore soon.")
    served.world.decide("1", "not-implemented")
    gone_on(page, page.get_by_role("button", name="Send this answer"))
    yield "said, too late"
    gone_on(page, page.get_by_role("link", name="All your actions"))
    yield "overview with one that is closed"
    gone_on(page, page.get_by_role("link", name="Look at child-q/1"))
    yield "opened action, closed and answered"


# Between them they have all that is drawn.
BY_NIGHT = ("overview with one that is closed", "action with a fault", "said, too late")


def test_axe_finds_nothing_on_any_page_and_nothing_is_cut_off_at_double_size(
    served: Served, link: str, browser: Browser
) -> None:
    """WCAG 2.2 AA by axe-core, by day and by night; text of 200 %; the width of a telephone."""
    served.world.import_plan(row("3", "30 June 2011"), review="a-review-with-a-long-name")
    served.opened_up()
    found = {}
    with tab(browser) as page:
        for name in every_page(served, link, page):
            wrong = [*faults(page), *out_of_place(page)]
            wrong += faint_by_night(page) if name in BY_NIGHT else []
            page.set_viewport_size({"width": 320, "height": 900})
            wrong += [f"at 320 px: {one}" for one in out_of_place(page)]
            page.set_viewport_size({"width": 640, "height": 900})
            doubled(page)
            wrong += [f"at 200 %: {one}" for one in out_of_place(page)]
            page.set_viewport_size({"width": 800, "height": 900})
            found[name] = wrong
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(found) == 14
