"""A letter as text and as HTML: two templates, filled with the same words.

Values go in as data: escaped in HTML, folded in text; nothing a plan or a person wrote is ever
markup.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from models.rules.date_words import day_words
from models.rules.letters import (
    Letter,
    Line,
    Section,
    bare_reference,
    counted,
    once,
    opening,
    sections,
    subject,
)
from models.rules.words import Step
from notifications.layouts import NOTHING_OWN, Layouts, Own, layouts

LOG = logging.getLogger(__name__)

Row = tuple[str, str, str, str, str, str, str, tuple[tuple[str, str], ...]]
Block = tuple[str, int, str, str, str, str, int, bool, tuple[Row, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message's subject and its two bodies, lines ended by a bare line feed."""

    subject: str
    text: str
    html: str


def render(letter: Letter, own: Own = NOTHING_OWN) -> Rendered:
    """The letter in words: a subject, a text of at most 76 columns and an HTML page.

    A letter that is not assured comes out bare: marking, reference, due date, how to reply and
    whom to ask ("What a message may say"). Raises ValueError where `page_url` is not http(s). A
    template of a board's own that fails on this letter is passed over: nobody misses a message
    for it.
    """
    words = filled(letter)
    try:
        return _rendered(layouts(own), words)
    except Exception as fault:
        if own == NOTHING_OWN:
            raise
        LOG.error("A template of the board's own failed: %s.", type(fault).__name__)  # noqa: TRY400 - the traceback would hold the letter
        return _rendered(layouts(NOTHING_OWN), words)


def _rendered(layout: Layouts, words: dict[str, Any]) -> Rendered:
    return Rendered(
        subject=words["subject"],
        text=layout.text.render(words),
        html=layout.html.render(words),
    )


def filled(letter: Letter) -> dict[str, Any]:
    """What both templates are given; tuples, since the sandbox weighs every attribute."""
    full = letter.assured
    return {
        "subject": subject(letter),
        "marking": letter.marking,
        "pilot": _pilot(letter),
        "committee_words": f"{letter.committee}, {letter.board}" if full else letter.sender_name,
        "opening": opening(letter),
        "counts": f"In this message: {counted(letter)}." if _wants_counts(letter) else "",
        "sections": _blocks(letter) if full else (_bare(letter),),
        "how_to_reply": letter.how_to_reply,
        "page_url": web_address(letter.page_url) if full and letter.page_url else "",
        "folder_url": web_address(letter.folder_url) if letter.folder_url else "",
        "ask_post": letter.ask_post,
        "ask_address": letter.ask_address,
        "ask_link": f"mailto:{quote(letter.ask_address, safe='@')}",
        "sent_words": _sent(letter),
    }


def _sent(letter: Letter) -> str:
    whom = f" to {letter.to_post}" if letter.assured else ""
    return f"Sent on {day_words(letter.as_of)}{whom}."


def _wants_counts(letter: Letter) -> bool:
    return letter.assured and len(letter.lines) > 1


def _pilot(letter: Letter) -> str:
    if letter.redirect_to is None:
        return ""
    return (
        f"Pilot: for {letter.to_address} ({letter.to_post}); sent to {letter.redirect_to} instead."
    )


def web_address(url: str) -> str:
    """The link as it is; a scheme that runs when it is clicked never reaches a page or a card."""
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"page_url {url!r} is not a web address: it must start with https://")
    return url


def _blocks(letter: Letter) -> tuple[Block, ...]:
    """The letter's parts; what those of the secretary's list share is said in the first.

    Why it was sent is said under the last of them.
    """
    parts = sections(letter)
    if not letter.secretary_list:
        return tuple(_block(one, one.wanted or "", one.why or "") for one in parts)
    wanted = _first_only([one.wanted or "" for one in parts])
    why = _first_only([one.why or "" for one in reversed(parts)])[::-1]
    return tuple(_block(*one) for one in zip(parts, wanted, why, strict=True))


def _first_only(words: list[str]) -> list[str]:
    """The words, each once, in the place where it stands first."""
    return ["" if said in words[:place] else said for place, said in enumerate(words)]


def _block(section: Section, wanted: str, why: str) -> Block:
    rows = tuple(_row(line, section) for line in section.lines)
    by = day_words(section.wanted_by) if section.wanted_by and section.wanted else ""
    agency = (section.agency if len(rows) > 1 else None) or ""
    wide = max(len(line.reference) for line in section.lines)
    return (
        *(section.heading, len(rows), wanted, by),
        *(agency, why, wide, _has_dates(rows), rows),
    )


def _has_dates(rows: tuple[Row, ...]) -> bool:
    """False of what is no action, such as a vacancy: it wants no empty column."""
    return any(row[2] for row in rows)


def _row(line: Line, section: Section) -> Row:
    own = "" if section.wanted else line.wanted
    shared = section.wanted and section.wanted_by == line.wanted_by
    by = day_words(line.wanted_by) if line.wanted_by and not shared else ""
    due, said = _due(line), tuple(_said(line, section))
    if not due and line.standing:
        said = (("", line.standing), *said)
    # What is no action begins a line: "The meeting on 26 January 2011".
    named = line.reference if line.action_id is not None else capital(line.reference)
    return (
        *(named, line.short_title, due, line.original_words or ""),
        *(line.standing if due else "", own, by, said),
    )


def _due(line: Line) -> str:
    """ "Due 31 October 2010": said in full, since a narrow screen has no column headings."""
    return f"Due {line.due_words}" if line.due_on else capital(line.date_words)


def _said(line: Line, section: Section) -> list[tuple[str, str]]:
    """What a row says that its section does not say for all of them."""
    said: list[tuple[str, str]] = []
    if line.stand_in_for:
        said.append(("You are told in place of a vacant post", line.stand_in_for))
    if section.agency is None or len(section.lines) == 1:
        said.append(("Agency", line.agency))
    if line.last_answer:
        said.append(("Last answered", line.last_answer))
    if line.enclosed:
        said.append(("", line.enclosed))
    if line.milestones:
        said.append(("The plan also mentions", "; ".join(line.milestones)))
    if section.why is None:
        said.append(("", line.why))
    return [(label, words) for label, words in said if words]


def _bare(letter: Letter) -> Block:
    """Each reference once with its due date, and nothing else: what may go to any mailbox."""
    lines = once(letter.lines)
    rows: tuple[Row, ...] = tuple(
        (bare_reference(line), "", _bare_due(line), "", "", "", "", ()) for line in lines
    )
    wide = max(len(bare_reference(line)) for line in lines)
    return ("References", len(rows), "", "", "", "", wide, _has_dates(rows), rows)


def _bare_due(line: Line) -> str:
    # An entry of the secretary's day tells of an answer, and has no date to give.
    if line.action_id is None or line.step is Step.S:
        return ""
    return _due(line) if line.due_on else "No date yet"


def capital(words: str) -> str:
    """The words with a capital first letter; the rest as it was."""
    return words[:1].upper() + words[1:]
