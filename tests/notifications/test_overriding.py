"""A board's own template: what is refused when it is saved, and one that fails later."""

from __future__ import annotations

import pytest

from notifications.layouts import HTML, NOTHING_OWN, TEMPLATES, TEXT, Own, version_of
from notifications.overriding import LARGEST, faults_of, trial
from notifications.render import render
from tests.notifications.conftest import a_letter, a_line

OURS = {name: (TEMPLATES / name).read_text(encoding="utf-8") for name in (TEXT, HTML)}


@pytest.mark.parametrize("name", [TEXT, HTML])
def test_ours_with_a_line_more_may_be_used(name: str) -> None:
    """And what is made with it says the line; the version that messages record is another."""
    source = OURS[name].replace("{{ opening", "Northmoor greets you. {{ opening", 1)
    assert faults_of(name, source) == []
    own = Own(text=source) if name == TEXT else Own(html=source)
    made = render(a_letter(a_line()), own)
    assert "Northmoor greets you." in (made.text if name == TEXT else made.html)
    assert version_of(own) != version_of(NOTHING_OWN)


def html(more: str) -> str:
    """Our HTML template with something more in it."""
    return OURS[HTML].replace("</body>", f"{more}</body>")


REFUSED = [
    (TEXT, OURS[TEXT] + "{{ recommendation }}", "It asks for recommendation, which no message"),
    (TEXT, OURS[TEXT] + "{% if no %}{{ letter.lines }}{% endif %}", "It asks for letter"),
    (TEXT, OURS[TEXT] + "{% for %}", "Line "),
    (TEXT, OURS[TEXT] + "{{ ''.__class__.__mro__ }}", "It cannot be filled"),
    (TEXT, OURS[TEXT] + "{{ opening.no_such }}", "It cannot be filled"),
    (TEXT, OURS[TEXT] + "{{ 'a' * 1000000000 }}", "a template multiplies"),
    (TEXT, OURS[TEXT] + "{{ 9 ** 9 ** 9 ** 9 }}", "a template multiplies"),
    (TEXT, OURS[TEXT] + "{{ 'a' | center(900000) }}", "more than 500000 letters"),
    (TEXT, OURS[TEXT] + "{{ 1 / 0 }}", "It cannot be filled"),
    (TEXT, OURS[TEXT] + "{% include '/etc/passwd' %}", "It cannot be filled"),
    (TEXT, "Hello.", "does not say the marking"),
    (TEXT, OURS[TEXT].replace("{{ how_to_reply", "{{ ask_post"), "does not say how to reply"),
    (HTML, html("<script>x()</script>"), "runs nothing and fetches nothing"),
    (HTML, html("<p onclick='x()'>Hello</p>"), "runs nothing and fetches nothing"),
    (HTML, html("<img src='https://evil.example/x.png'>"), "runs nothing and fetches nothing"),
    (HTML, html("<p style='background:url(//evil.example)'>x</p>"), "fetches nothing"),
    (HTML, html("<a href='https://evil.example'>x</a>"), "It links to https://evil.example"),
    (HTML, html("<a href='javascript:x()'>x</a>"), "runs nothing"),
    (HTML, html("<p background='//evil.example/x'>x</p>"), "fetches nothing"),
    (HTML, html("<input type='image'>"), "runs nothing and fetches nothing"),
    (HTML, html(r"<p style='background:u\72l(//evil.example)'>x</p>"), "written as a number"),
    (HTML, html("<!--% if no %-->{{ opening | safe }}<!--% endif %-->"), "the filter safe, which"),
    (TEXT, OURS[TEXT] + "{{ opening | urlize }}", "the filter urlize, which"),
    (HTML, html("<!--% autoescape false %-->x<!--% endautoescape %-->"), "It turns off"),
    (HTML, html("<p title='{{ opening }}'>x</p>"), "It makes markup, or an address"),
    (HTML, html("<style>p { color: {{ ask_post }} }</style>"), "It makes markup, or an address"),
]


@pytest.mark.parametrize(("name", "source", "said"), REFUSED)
def test_what_may_not_be_used_is_found_by_trying_it(name: str, source: str, said: str) -> None:
    """Names that are not there, what runs or fetches, what says too little or too much."""
    faults = list(trial(name, source))
    assert any(said in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        (TEXT, OURS[TEXT] + "{{ 'a' | center(4000000000) }}", "too much memory"),
        (TEXT, OURS[TEXT] + "a" * LARGEST, "more than 64000 bytes"),
        ("letter.css", "", "is no template"),
    ],
)
def test_the_trial_has_a_process_of_its_own(name: str, source: str, said: str) -> None:
    """A template that would fill the machine ends that process and not this one."""
    (fault,) = faults_of(name, source)
    assert said in fault


def test_a_template_that_fails_on_one_letter_holds_none_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Ours is used for that one, and the log says so without a word of the letter."""
    own = Own(text=OURS[TEXT] + "{{ 1 / (ask_post | length - 7) }}")
    letter = a_letter(a_line(), ask_post="Manager")
    assert render(letter, own) == render(letter)
    assert "A template of the board's own failed: ZeroDivisionError" in caplog.text
    assert "Manager" not in caplog.text
