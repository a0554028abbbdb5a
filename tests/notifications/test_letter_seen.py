"""A letter as a browser lays it out: whole at any width, and read aloud in its order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from models.rules.letters import Letter, Part
from models.rules.words import Step
from notifications.render import render
from tests.notifications.browser import Browser, browser
from tests.notifications.conftest import a_letter, a_line


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all of them."""
    with browser(tmp_path_factory.mktemp("chromium")) as running:
        yield running


def mixed() -> Letter:
    """An escalation and a reminder."""
    return a_letter(
        a_line(Step.R5, 4, due_on=date(2010, 11, 8), standing="In 5 working days.", agency="Trust"),
        a_line(Step.E4, 1, stand_in_for="Ward manager"),
    )


def kinds() -> list[Letter]:
    """A letter of every step, the bare one, a pilot's and the secretary's."""
    entry = a_line(
        Step.S, 0, action_id=None, reference="To the Ward manager", short_title="", due_on=None,
        date_words="", standing="", part=Part.EXCEPTIONS,
    )  # fmt: skip
    long = a_line(reference="a-review-with-quite-a-long-name-2010/102.3", short_title="W" * 60)
    every = [a_letter(a_line(step)) for step in Step if step is not Step.S]
    pilot = a_letter(a_line(), redirect_to="somebody.with.a.long.name@northmoor.example.org")
    return [*every, a_letter(entry), a_letter(long), a_letter(a_line(), assured=False), pilot]


def test_a_letter_is_read_aloud_in_the_order_of_its_weight(page: Browser) -> None:
    """Marking, what is wanted of whom by when, the worst first, how to reply, whom to ask."""
    page.show(render(mixed()).html)
    spoken = page.spoken()
    assert [name for role, name in spoken if role == "heading"] == [
        "Wanted of you, Head of children's nursing: an answer on 2 actions, by 8 November 2010.",
        "Escalated to the committee (1)",
        "Due shortly (1)",
        "How to reply",
    ]
    words = " ".join(name for role, name in spoken if role == "StaticText")
    places = [
        words.index(said)
        for said in (
            "OFFICIAL-SENSITIVE", "Wanted of you", "1 escalated", "Escalated to the committee",
            "Answer by", "child-k/1", "Ward manager", "Due 29 October", "Overdue by", "Sent as",
            "Due shortly", "child-k/4", "In 5 working days", "How to reply", "Questions",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert ("columnheader", "Due and standing") in spoken
    links = [name for role, name in spoken if role == "link"]
    assert links == ["Open the page of your actions", "reviews@northmoor.example.org"]


@pytest.mark.parametrize("width", [360, 600])
def test_every_kind_fits_a_telephone_and_a_reading_pane(page: Browser, width: int) -> None:
    """Nothing is cut off or runs out to the side."""
    for letter in kinds():
        page.show(render(letter).html, width=width)
        assert page.value("document.documentElement.scrollWidth") <= width, letter.lines[0].step


# WCAG 2.2, 1.4.3: the contrast of what is written with what it stands on.
WORST = """(() => {
  const rgb = text => text.match(/[0-9.]+/g).map(Number);
  const part = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = c => 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
  const under = e => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  let worst = 21;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !e.getClientRects().length) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(under(e))];
    worst = Math.min(worst, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  }
  return worst;
})()"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_all_that_is_written_stands_out(page: Browser, *, dark: bool) -> None:
    """Four and a half to one at least, by day and by night, with the pilot's line."""
    for letter in (mixed(), a_letter(a_line(), redirect_to="pilot@example.org")):
        page.show(render(letter).html, dark=dark)
        assert page.value(WORST) >= 4.5
