"""The message that brings a code for the lead's page: the code first, and what it is not for."""

from __future__ import annotations

from models.rules.letters import Letter, Line
from models.rules.words import Step
from notifications.render import Rendered
from notifications.short_letter import short_letter

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
    said = (
        pilot,
        letter.marking,
        "Your code is:",
        code,
        "Enter it on the page of your actions within ten minutes.",
        f"{STRANGER} please tell the {letter.ask_post}, {letter.ask_address}.",
    )
    title = f"{letter.marking}: Your code for the page of {letter.board}"
    return short_letter(title, said, large=code)
