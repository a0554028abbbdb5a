"""A visitor's overview as it is shown: in the words of its page, and as the page of a link."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from markupsafe import escape

from models.rules.date_words import day_words
from models.rules.overview import summary
from notifications.page.rendering import Frame, by_day, page
from notifications.page.timeline import time_line
from tasks.own_actions import Overview

# Days further ahead than this are shown to whoever asks for them.
SOON = timedelta(days=56)
# Stands for the path of a link; nobody who writes into a register knows it.
LINK = secrets.token_hex(16)


def overview_words(own: Overview) -> dict[str, Any]:
    """An overview in the words in which the page shows it, the days ahead drawn."""
    days = by_day(own.ahead)
    return {
        "posts": ", ".join(own.posts) or "You hold no post today",
        "today": day_words(own.today_on),
        "summary": summary(own.actions),
        "actions": own.actions,
        "closed": own.closed,
        "soon": [day for day in days if day.on - own.today_on <= SOON],
        "late": [day for day in days if day.on - own.today_on > SOON],
        "time_line": time_line(own.ahead, own.today_on),
    }


def frame_of(own: Overview, root: str, base: str) -> Frame:
    """What stands around every page of a visitor."""
    return Frame(
        root=root,
        base=base,
        board=own.board,
        marking=own.marking,
        ask_post=own.ask_post,
        ask_address=own.ask_address,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What a visitor leads, and the page that shows all of it at whichever link they open.

    There is nothing in it of the visit: each form is on a page of its own.
    """

    own: Overview
    _html: bytes = field(repr=False)

    @classmethod
    def of(cls, own: Overview, root: str) -> Shown:
        """An overview as its page."""
        html = page("overview", frame_of(own, root, LINK), **overview_words(own))
        return cls(own, html.encode())

    def at(self, base: str) -> bytes:
        """The page of a link, as it is sent."""
        return self._html.replace(LINK.encode(), escape(base).encode())
