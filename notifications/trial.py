"""The words of a test message: that messages reach somebody, and that nothing is wanted of them."""

from __future__ import annotations

from models.rules.letters import Letter, Line
from models.rules.words import Step
from notifications.render import Rendered
from notifications.short_letter import short_letter

LINE = Line(
    step=Step.S,
    action_id=None,
    reference="Test",
    short_title="Test message",
    agency="",
    wanted="Nothing is wanted of you.",
    why="Sent as a test.",
    standing="",
)


def trial(letter: Letter) -> Rendered:
    """A test message as text and as HTML; it names no action and asks for no answer."""
    pilot = f"Pilot: for {letter.to_address} ({letter.to_post})." if letter.redirect_to else ""
    what = f"This is a test message of {letter.board}."
    said = (
        pilot,
        letter.marking,
        f"{what} Messages on the actions of reviews come from the same address.",
        "Nothing is wanted of you. If you can read this, they reach you.",
        f"Questions: {letter.ask_post}, {letter.ask_address}",
    )
    return short_letter(f"{letter.marking}: Test message", said)
