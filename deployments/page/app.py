"""The lead's page as a web application: which address does what.

Whatever is looked at changes nothing: scanners follow links. What changes something is sent by a
form of ours.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, FastAPI, Form, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from deployments.page.answering import Link, own_routes
from deployments.page.filling import number
from deployments.page.forms import OPENED
from deployments.page.guard import Guard, TooLarge, TooSlow, sentence
from deployments.page.sentences import CLOSED, HOME, STRANGE
from deployments.page.site import NotYours, Seen, Site
from notifications.page.rendering import Frame, page, style, style_mark
from tasks.page_answers import LONGEST
from tasks.page_codes import send_code, try_code
from tasks.visiting import LinkClosed

Field = Annotated[str, Form(max_length=LONGEST)]


def make_app(site: Site) -> Guard:
    """The page of a site, with what guards it."""
    app = FastAPI(
        title="The lead's page",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # It would send people to whatever host the request names.
        redirect_slashes=False,
    )
    # What is asked for most comes first, and past what FastAPI does for an address with fields.
    app.add_route(f"{site.root}/l/{{link}}", _look(site), methods=["GET"])
    app.include_router(_open(site), prefix=site.root)
    app.include_router(_codes(site), prefix=f"{site.root}/l/{{link}}/code")
    app.include_router(own_routes(site), prefix=f"{site.root}/l/{{link}}")
    _faults(app, site)
    return Guard(app, site.root, site.secure)


def _look(site: Site) -> Callable[[Request], Awaitable[Response]]:
    """What a link opens: all of the visitor's actions."""

    def overview(request: Request) -> Response:
        return site.seen(request, request.path_params["link"]).overview_page()

    async def look(request: Request) -> Response:
        # What is kept is shown before a thread would be woken; nobody waits for what is not.
        seen = site.glance(request, request.path_params["link"])
        return seen.overview_page() if seen else await run_in_threadpool(overview, request)

    return look


def _open(site: Site) -> APIRouter:
    """What anybody may look at."""
    router = APIRouter()

    @router.get("/health")
    def health() -> Response:
        if site.is_well():
            return PlainTextResponse("well")
        return PlainTextResponse("look: matters health says at what", 503)

    @router.get("/robots.txt")
    def robots() -> Response:
        return PlainTextResponse("User-agent: *\nDisallow: /\n")

    @router.get(f"/page-{style_mark()}.css")
    def sheet() -> Response:
        kept = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(style(), media_type="text/css", headers=kept)

    @router.get("/")
    def home() -> Response:
        return _sentence(site, 200, "The page of your actions", HOME)

    return router


def _codes(site: Site) -> APIRouter:
    """How a code is asked for and entered."""
    router = APIRouter()

    @router.get("")
    def ask(request: Request, link: Link, action: str = "") -> Response:
        return site.seen(request, link).code_page(number(action))

    @router.post("")
    def send(request: Request, link: Link, form: Field = "", action: Field = "") -> Response:
        seen, after = site.seen(request, link), number(action)
        if not seen.visit.is_own(form):
            return seen.code_page(after, fault=STRANGE)
        tried = send_code(site.office, seen.who)
        return seen.code_page(after, fault=tried.fault, sent=not tried.fault)

    @router.post("/enter")
    def enter(
        request: Request, link: Link, form: Field = "", action: Field = "", code: Field = ""
    ) -> Response:
        seen, after = site.seen(request, link), number(action)
        if not seen.visit.is_own(form):
            return seen.code_page(after, fault=STRANGE)
        tried = try_code(site.office, seen.who, code)
        if tried.fault:
            return seen.code_page(after, fault=tried.fault)
        response = RedirectResponse(f"{seen.base}/{after}" if after else seen.base, 303)
        seen.keep(response, OPENED, seen.visit.opened_until(site.office.clock.now()))
        return response

    return router


def _faults(app: FastAPI, site: Site) -> None:
    """What is said where there is nothing to see; the same of a link that never was."""

    @app.exception_handler(LinkClosed)
    def closed(_request: Request, _fault: Exception) -> Response:
        return _sentence(site, 404, "This link is not open", CLOSED)

    @app.exception_handler(NotYours)
    def not_yours(_request: Request, fault: Exception) -> Response:
        seen: Seen = fault.args[0]
        said = ("It may have a new lead, or have been closed some time ago.",)
        return seen.page("sentence", status=404, title="That action is not one of yours", said=said)

    def said(status: int) -> Callable[[Request, Exception], Response]:
        return lambda _request, _fault: sentence(site.root, status)

    @app.exception_handler(HTTPException)
    def nothing(_request: Request, fault: Exception) -> Response:
        known = fault if isinstance(fault, HTTPException) else HTTPException(404)
        answer = sentence(site.root, known.status_code)
        answer.headers.update(known.headers or {})
        return answer

    kinds = {RequestValidationError: 404, TooLarge: 413, TooSlow: 408, Exception: 500}
    for kind, status in kinds.items():
        app.add_exception_handler(kind, said(status))


def _sentence(site: Site, status: int, title: str, said: tuple[str, ...]) -> Response:
    words = page("sentence", Frame(root=site.root), title=title, said=said)
    return HTMLResponse(words, status)
