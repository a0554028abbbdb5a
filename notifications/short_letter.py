"""A letter of a few paragraphs: a test message, a code. It has no list and no button."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from notifications.render import Rendered

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"></head>
<body style="font-family:Arial,sans-serif;font-size:16px;line-height:1.5">
{paragraphs}
</body></html>
"""
LARGE = '<p style="font-size:28px;letter-spacing:4px"><b>{}</b></p>'
PLAIN = "<p>{}</p>"


def short_letter(subject: str, paragraphs: Sequence[str], *, large: str = "") -> Rendered:
    """The paragraphs as text and as HTML, what is `large` so; what is empty is left out."""
    said = [words for words in paragraphs if words]
    html = ((LARGE if words == large else PLAIN).format(escape(words)) for words in said)
    text = (f"    {words}" if words == large else words for words in said)
    return Rendered(
        subject=subject,
        text="\n\n".join(text) + "\n",
        html=PAGE.format(title=escape(subject), paragraphs="\n".join(html)),
    )
