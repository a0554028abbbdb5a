"""The lead's page on one register: who asks, what they lead, and the page that says so."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from deployments.page.forms import OPENED, VISIT, Visit, keep, visit_of
from deployments.page.kept import Kept
from deployments.page.limits import Bucket
from deployments.page.said import answer_words, place_of, written_in
from deployments.page.sentences import GIVEN_BACK
from deployments.page.shown import Shown, frame_of
from models.database import reading
from models.rules.overview import OwnAction
from models.rules.typed import as_typed, example_day
from notifications.page.rendering import CHOICES, Frame, page
from tasks.heartbeat import is_well
from tasks.office import Office
from tasks.own_actions import Overview, opened_action
from tasks.page_answers import Given
from tasks.visiting import Visitor, page_key, visitor

LOOK_EVERY_SECONDS = 60.0


class NotYours(Exception):  # noqa: N818 - it reads as what happened
    """The action is none of the visitor's; whether there is such an action is not said.

    It holds the request that asked for it.
    """


@dataclass(slots=True)
class Site:
    """The page; what people lead is kept while nothing of it is recorded anew."""

    office: Office
    key: str = field(init=False, repr=False)
    root: str = field(init=False)
    secure: bool = field(init=False)
    near: bool = field(init=False)
    # Of answers with files: so many in memory at once, and so many bytes from one person.
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2), repr=False)
    uploads: Bucket = field(default_factory=lambda: Bucket(5_000_000, 300_000_000), repr=False)
    kept: Kept = field(init=False, repr=False)
    _looked: tuple[float, bool] = field(default=(-LOOK_EVERY_SECONDS, True), repr=False)

    def __post_init__(self) -> None:
        """Find under which path the page is served, by TLS or not, and if the register is near."""
        self.key = page_key(self.office)
        address = urlsplit(self.office.settings.page_url or "")
        self.root, self.secure = address.path.rstrip("/"), address.scheme == "https"
        self.kept = Kept(self.root)
        self.near = self.office.engine.dialect.name == "sqlite"

    def seen(self, request: Request, link: str) -> Seen:
        """A request at a link. Raises LinkClosed where it opens nothing."""
        who = visitor(self.office, link)
        shown = self.kept.found(self.office, who.holder) or self.kept.read(self.office, who.holder)
        return self._request(request, who, shown)

    def glance(self, request: Request, link: str) -> Seen | None:
        """The same where it takes no time: None where the register is far or must be read first."""
        if not self.near:
            return None
        who = visitor(self.office, link)
        shown = self.kept.found(self.office, who.holder)
        return self._request(request, who, shown) if shown else None

    def is_well(self) -> bool:
        """False where `matters health` has something for a person; looked at once a minute."""
        at, well = self._looked
        if monotonic() - at >= LOOK_EVERY_SECONDS:
            well = is_well(self.office)
            self._looked = (monotonic(), well)
        return well

    def is_ours(self, request: Request, link: str, form: str) -> bool:
        """True of a form that was opened at this link by this browser, open as it may be now."""
        return visit_of(request, self.key, link).is_own(form)

    def given_back(self, given: Given, frame: Frame | None = None) -> Response:
        """An answer that nobody can take any more, for its sender to send by another way."""
        words = {"said": GIVEN_BACK, "written": written_in(given)}
        return HTMLResponse(page("returned", frame or Frame(root=self.root), **words), 409)

    def _request(self, request: Request, who: Visitor, shown: Shown) -> Seen:
        visit = visit_of(request, self.key, who.link)
        opened = visit.is_opened(request.cookies.get(OPENED, ""), self.office.clock.now())
        return Seen(site=self, visit=visit, who=who, shown=shown, opened=opened)

    def base(self, who: Visitor) -> str:
        """The path of a visitor's link."""
        return f"{self.root}/l/{who.link}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One request of a visitor: who it is, what they lead, and whether a code was entered."""

    site: Site
    visit: Visit
    who: Visitor
    shown: Shown
    opened: bool

    @property
    def own(self) -> Overview:
        """What the visitor leads."""
        return self.shown.own

    @property
    def base(self) -> str:
        """The path of the link."""
        return self.site.base(self.who)

    @property
    def frame(self) -> Frame:
        """What stands around every page of the visitor."""
        return frame_of(self.own, self.site.root, self.base)

    def page(self, name: str, *, status: int = 200, **words: Any) -> Response:
        """A page of the visitor's own."""
        return HTMLResponse(page(name, self.frame, **words), status)

    def form_page(self, name: str, *, fault: str, **words: Any) -> Response:
        """One with a form, and what proves that it was opened here."""
        status = 422 if fault else 200
        response = self.page(name, status=status, form=self.visit.form, fault=fault, **words)
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
        return HTMLResponse(self.shown.at(self.base))

    def action_page(
        self, action_id: int, *, given: Given | None = None, fault: str = ""
    ) -> Response:
        """One action and the form to answer it with; with a fault, as it was filled in."""
        one = self.action(action_id)
        return self.form_page(
            "action",
            fault=fault,
            one=one,
            opened=self._opened(action_id) if self.opened else None,
            answer_words=answer_words,
            choices=CHOICES,
            given=given or Given(),
            where=place_of(fault),
            seq=self.own.seq,
            day=as_typed(example_day(self.own.today_on)),
            later=as_typed(example_day(max(one.due_on or date.min, self.own.today_on))),
        )

    def _opened(self, action_id: int) -> Any:
        with reading(self.site.office.engine) as session:
            return opened_action(session, action_id)

    def code_page(self, action: str, *, fault: str = "", sent: bool = False) -> Response:
        """Where a code is entered; `action` is where to go on, or empty."""
        return self.form_page("code", fault=fault, action=action, sent=sent)
