"""Pages as HTML: what people wrote is never markup, and nothing that is missing is passed over."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from notifications.page.rendering import Frame, lines, page, style, style_mark

FRAME = Frame(board="<b>Board</b>", marking="OFFICIAL", ask_post="Secretary")


def test_what_somebody_wrote_is_text() -> None:
    """A board's name or a note with markup in it shows as it was written."""
    html = page("sentence", FRAME, title="<script>", said=("a & b",))
    assert "<script>" not in html
    assert "&lt;b&gt;Board&lt;/b&gt;" in html
    assert "a &amp; b" in html
    assert lines("<i>\n\n b ") == "<p>&lt;i&gt;</p>\n<p>b</p>"


def test_a_word_that_a_page_wants_must_be_there() -> None:
    """A page with a hole in it goes to nobody."""
    with pytest.raises(UndefinedError):
        page("sentence", FRAME, title="A title")


def test_a_page_runs_nothing_and_asks_nobody_else() -> None:
    """No script, no style in a tag, no address but our own style sheet's."""
    html = page("sentence", FRAME, title="A title", said=())
    assert "<script" not in html
    assert "style=" not in html
    assert html.count("href=") == 3  # past the header, the sheet, an icon that is none
    assert f'href="/page-{style_mark()}.css"' in html
    assert "url(" not in style()
    assert "@import" not in style()
