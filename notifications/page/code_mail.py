"""The message that brings a code for the lead's page: the code first, and what it is not for."""

from __future__ import annotations

from html import escape

from models.rules.letters import Letter, Line
from models.rules.words import Step
from notifications.render import Rendered

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family:Arial,sans-serif;font-size:16px;line-height:1.5">
{paragraphs}
</body></html>
"""
CODE = '<p style="font-size:28px;letter-spacing:4px"><b>{}</b></p>'
STRANGER = (
    "You have not asked for a code? Then somebody else has opened the link of one of your messages:"
)
# A letter has a line; this one names no action.
LINE = Line(
    step=Step.S,
    action_id=None,
    reference="Code",
    short_title="Code",
    agency="",
    wanted="Enter the code.",
    why="Asked for on the page.",
    standing="",
)


def code_mail(letter: Letter, code: str) -> Rendered:
    """The code as text and as HTML; the subject has no digit of it, since previews show it."""
    pilot = f"Pilot: for {letter.to_address} ({letter.to_post})." if letter.redirect_to else ""
    whom = f"the {letter.ask_post}, {letter.ask_address}"
    before = [words for words in (pilot, letter.marking, "Your code is:") if words]
    after = [
        "Enter it on the page of your actions within ten minutes.",
        f"{STRANGER} please tell {whom}.",
    ]
    title = f"{letter.marking}: Your code for the page of {letter.board}"
    paragraphs = [*map(_paragraph, before), CODE.format(code), *map(_paragraph, after)]
    return Rendered(
        subject=title,
        text="\n\n".join([*before, f"    {code}", *after]) + "\n",
        html=PAGE.format(title=escape(title), paragraphs="\n".join(paragraphs)),
    )


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>"
