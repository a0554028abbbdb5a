"""A letter as a card for Teams: references and counts, and nothing else of the plan.

An Adaptive Card 1.5 in the frame that a Workflows webhook takes. Its words stand in text runs,
which know no markdown: nothing that a plan or a person wrote becomes a link or a mention.
Source: "What a message may say", and Microsoft's limit of 28 KB a message.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from models.rules.letters import Letter, Section, counted, once, sections
from notifications.render import web_address

LARGEST = 28_000
MOST_REFERENCES = 40
CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"

Element = dict[str, Any]


def build_card(letter: Letter, *, message_id: str, page_url: str | None = None) -> bytes:
    """The card as it is posted, under 28,000 bytes; the same facts, the same bytes.

    A long list of references is cut short, with how many are left out. `page_url` is the page's
    own address, never one person's link: a channel has many readers. Raises ValueError where even
    the counts do not fit.
    """
    for most in (MOST_REFERENCES, 8, 0):
        written = _written(_card(letter, message_id, page_url, most))
        if len(written) < LARGEST:
            return written
    raise ValueError(f"the card is larger than {LARGEST} bytes: shorten the names of the posts")


def _written(card: Element) -> bytes:
    attachment = {"contentType": CONTENT_TYPE, "contentUrl": None, "content": card}
    message = {"type": "message", "attachments": [attachment]}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def _card(letter: Letter, message_id: str, page_url: str | None, most: int) -> Element:
    title = f"{letter.board}: {counted(letter)}"
    card: Element = {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": "1.5",
        # The two-letter code: clients refuse en-GB.
        "lang": "en",
        "fallbackText": title,
        "speak": f"{title}. {_closing(letter)}",
        "msteams": {"width": "Full"},
        "body": [*_head(letter, title), *_lists(letter, most), *_foot(letter, message_id)],
    }
    if page_url:
        action = {"type": "Action.OpenUrl", "title": "Open your actions"}
        card["actions"] = [action | {"url": web_address(page_url)}]
    return card


def _head(letter: Letter, title: str) -> list[Element]:
    marking = [_words((letter.marking, {"weight": "Bolder", "size": "Small"}))]
    return [
        *(marking if letter.marking else []),
        _words((title, {"weight": "Bolder", "size": "Large"})),
        _words((f"For: {letter.to_post}", {})),
    ]


def _lists(letter: Letter, most: int) -> list[Element]:
    """One paragraph a kind, most serious first: its heading, its number, its references."""
    return [
        _words(
            (f"{section.heading} ({len(section.lines)})", {"weight": "Bolder"}),
            (_references(section, most), {}),
            separator=True,
        )
        for section in sections(letter)
    ]


def _references(section: Section, most: int) -> str:
    """ ": child-k/1, child-k/2 and 3 more"; nothing of what is no action."""
    found = [line.reference for line in once(section.lines) if line.action_id is not None]
    shown, left = found[:most], len(found[most:])
    if not shown:
        return ""
    return f": {', '.join(shown)}{f' and {left} more' if left else ''}"


def _foot(letter: Letter, message_id: str) -> list[Element]:
    small = {"size": "Small", "isSubtle": True}
    return [
        _words((_closing(letter), {}), separator=True),
        _words((f"Notice {message_id[:8]}. Please write no details of the case here.", small)),
    ]


def _closing(letter: Letter) -> str:
    """How to answer and whom to ask, by post: a channel has many readers."""
    return (
        f"How to reply: tell the {letter.ask_post} how it stands, by reference, or send them the "
        "evidence. They also answer questions."
    )


def _words(*runs: tuple[str, Element], separator: bool = False) -> Element:
    inlines: Iterable[Element] = (
        {"type": "TextRun", "text": text, **style} for text, style in runs if text
    )
    block: Element = {"type": "RichTextBlock", "inlines": list(inlines)}
    return block | {"separator": True, "spacing": "Medium"} if separator else block
