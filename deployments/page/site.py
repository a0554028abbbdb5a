"""The lead's page on one register: who asks, what they lead, and the page that says so."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from deployments.page.forms import OPENED, VISIT, Visit, keep, visit_of
from deployments.page.said import answer_words
from models.database import reading
from models.rules.date_words import day_words
from models.rules.overview import OwnAction, summary
from notifications.page.rendering import CHOICES, Frame, by_day, page
from notifications.page.timeline import time_line
from tasks.office import Office
from tasks.own_actions import Overview, opened_action, overview
from tasks.page_answers import Given
from tasks.visiting import Visitor, page_key, visitor

KEPT = 256
Key = tuple[int, tuple[int, str], date]


class NotYours(Exception):  # noqa: N818 - it reads as what happened
    """The action is none of the visitor's; whether there is such an action is not said.

    It holds the request that asked for it.
    """


@dataclass(slots=True)
class Site:
    """The page; what people lead is kept while nothing is recorded anew."""

    office: Office
    key: str = field(init=False, repr=False)
    root: str = field(init=False)
    secure: bool = field(init=False)
    _kept: OrderedDict[Key, Overview] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __post_init__(self) -> None:
        """Find under which path the page is served, and whether by TLS."""
        self.key = page_key(self.office)
        address = urlsplit(self.office.settings.page_url or "")
        self.root, self.secure = address.path.rstrip("/"), address.scheme == "https"

    def seen(self, request: Request, link: str) -> Seen:
        """A request at a link. Raises LinkClosed where it opens nothing."""
        with reading(self.office.engine) as session:
            who = visitor(self.office, link, session)
            own = self._own(session, who)
        visit = visit_of(request, self.key, link)
        now = self.office.clock.now()
        opened = visit.is_opened(request.cookies.get(OPENED, ""), now)
        return Seen(site=self, visit=visit, who=who, own=own, opened=opened)

    def _own(self, session: Session, who: Visitor) -> Overview:
        """What the visitor leads: read once for each state of the history and each day."""
        key = (who.person_id, who.holder.history, self.office.clock.today())
        with self._lock:
            kept = self._kept.get(key)
        if kept is None:
            kept = overview(self.office, session, who)
            with self._lock:
                self._kept[key] = kept
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One request of a visitor: who it is, what they lead, and whether a code was entered."""

    site: Site
    visit: Visit
    who: Visitor
    own: Overview
    opened: bool

    @property
    def base(self) -> str:
        """The path of the link."""
        return f"{self.site.root}/l/{self.who.link}"

    def page(self, name: str, *, status: int = 200, **words: Any) -> Response:
        """A page of the visitor's own, with what their forms must carry."""
        own = self.own
        frame = Frame(
            root=self.site.root,
            base=self.base,
            board=own.board,
            marking=own.marking,
            ask_post=own.ask_post,
            ask_address=own.ask_address,
        )
        response = HTMLResponse(page(name, frame, form=self.visit.form, **words), status)
        self.keep(response, VISIT, self.visit.word)
        return response

    def keep(self, response: Response, name: str, value: str) -> None:
        """Give the visitor a cookie that goes to this link alone."""
        keep(response, name, value, path=self.base, secure=self.site.secure)

    def action(self, action_id: int) -> OwnAction:
        """The action of that number. Raises NotYours."""
        found = self.own.action(action_id)
        if found is None:
            raise NotYours(self)
        return found

    def overview_page(self) -> Response:
        """All that the visitor leads, and the days ahead."""
        own = self.own
        return self.page(
            "overview",
            posts=", ".join(own.posts) or "You hold no post today",
            today=day_words(own.today_on),
            summary=summary(own.actions),
            actions=own.actions,
            closed=own.closed,
            ahead=by_day(own.ahead),
            time_line=time_line(own.ahead, own.today_on),
        )

    def action_page(
        self, action_id: int, *, given: Given | None = None, fault: str = ""
    ) -> Response:
        """One action and the form to answer it with; with a fault, as it was filled in."""
        one = self.action(action_id)
        return self.page(
            "action",
            status=422 if fault else 200,
            one=one,
            opened=self._opened(action_id) if self.opened else None,
            answer_words=answer_words,
            choices=CHOICES,
            given=given or Given(),
            fault=fault,
            seq=self.own.seq,
            year=self.own.today_on.year,
        )

    def _opened(self, action_id: int) -> Any:
        with reading(self.site.office.engine) as session:
            return opened_action(session, action_id)

    def code_page(self, action: str, *, fault: str = "", sent: bool = False) -> Response:
        """Where a code is entered; `action` is where to go on, or empty."""
        return self.page(
            "code", status=422 if fault else 200, action=action, fault=fault, sent=sent
        )
