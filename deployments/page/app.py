"""The lead's page as a web application: which address does what.

Whatever is looked at changes nothing: scanners follow links. What changes something is sent by a
form of ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, FastAPI, Form, Path, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from deployments.page.forms import OPENED
from deployments.page.guard import Guard, TooLarge, sentence
from deployments.page.said import notes_of, said_of, told_of
from deployments.page.site import NotYours, Seen, Site
from notifications.page.rendering import Frame, page, style, style_mark
from tasks.page_answers import LONGEST, Given, Sent, take_answer
from tasks.page_codes import send_code, try_code
from tasks.refused import Refused
from tasks.visiting import LinkClosed

MOST_FILES, MOST_FIELDS, MOST_FIELD = 10, 20, 65_536
HOME = (
    "Open it by the link in the message that was sent to you: the link is your own.",
    "It wants no password, and opens the page for thirty days.",
    "You have no message at hand? Ask the secretary of the committee: the next brings a new link.",
)
CLOSED = (
    "A link opens the page for thirty days, for the person and the address it was sent to.",
    "The next message brings a new one. You can also reply to the message that brought you here.",
)
STRANGE = "This form was not opened here, or too long ago. Look through it and send it once more."
Link = Annotated[str, Path(max_length=100)]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Field = Annotated[str, Form(max_length=LONGEST)]


def make_app(site: Site) -> Guard:
    """The page of a site, with what guards it."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, title="The lead's page")
    app.include_router(_open(site), prefix=site.root)
    app.include_router(_codes(site), prefix=f"{site.root}/l/{{link}}/code")
    app.include_router(_own(site), prefix=f"{site.root}/l/{{link}}")
    _faults(app, site)
    return Guard(app, site.root, site.secure)


def _open(site: Site) -> APIRouter:
    """What anybody may look at."""
    router = APIRouter()

    @router.get("/health")
    def health() -> Response:
        return PlainTextResponse("well")

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
        return site.seen(request, link).code_page(_number(action))

    @router.post("")
    def send(request: Request, link: Link, form: Field = "", action: Field = "") -> Response:
        seen, number = site.seen(request, link), _number(action)
        if not seen.visit.is_own(form):
            return seen.code_page(number, fault=STRANGE)
        tried = send_code(site.office, seen.who)
        return seen.code_page(number, fault=tried.fault, sent=not tried.fault)

    @router.post("/enter")
    def enter(
        request: Request, link: Link, form: Field = "", action: Field = "", code: Field = ""
    ) -> Response:
        seen, number = site.seen(request, link), _number(action)
        if not seen.visit.is_own(form):
            return seen.code_page(number, fault=STRANGE)
        tried = try_code(site.office, seen.who, code)
        if tried.fault:
            return seen.code_page(number, fault=tried.fault)
        response = RedirectResponse(f"{seen.base}/{number}" if number else seen.base, 303)
        seen.keep(response, OPENED, seen.visit.opened_until(site.office.clock.now()))
        return response

    return router


def _own(site: Site) -> APIRouter:
    """What is at a link: all of the visitor's actions, and each of them."""
    router = APIRouter()

    @router.get("")
    def look(request: Request, link: Link) -> Response:
        return site.seen(request, link).overview_page()

    @router.get("/{action_id}")
    def look_at(request: Request, link: Link, action_id: Number) -> Response:
        return site.seen(request, link).action_page(action_id)

    @router.post("/{action_id}")
    async def answer(request: Request, link: Link, action_id: Number) -> Response:
        filled = await _filled(request)
        return await run_in_threadpool(_answered, site, request, (link, action_id), filled)

    return router


Filled = tuple[dict[str, str], list[Sent]]


async def _filled(request: Request) -> Filled:
    """The fields of a form and its files; a file that was not chosen is none."""
    async with request.form(
        max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_FIELD
    ) as form:
        words = {name: value for name, value in form.items() if isinstance(value, str)}
        files = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
        sent = [Sent(name=one.filename, data=await one.read()) for one in files if one.filename]
    return words, sent


def _answered(site: Site, request: Request, at: tuple[str, int], filled: Filled) -> Response:
    """An answer taken and shown back, or given back with what is wrong with it."""
    (link, action_id), (words, files) = at, filled
    seen = site.seen(request, link)
    one = seen.action(action_id)
    given = Given(**{name: words.get(name, "") for name in asdict(Given())})
    if not seen.visit.is_own(words.get("form", "")):
        return seen.action_page(action_id, given=given, fault=STRANGE)
    seq = words.get("seq", "")
    known = int(seq) if seq.isdecimal() and seq.isascii() and len(seq) < 12 else seen.own.seq  # noqa: PLR2004 - a number of the history
    try:
        taken = take_answer(
            site.office, seen.who, (action_id, one.reference), given, files, seq=known
        )
    except Refused as refusal:
        return seen.action_page(action_id, given=given, fault=str(refusal))
    return seen.page(
        "said",
        reference=one.reference,
        taken=taken,
        at=f"{taken.at:%d %B %Y, %H:%M}".lstrip("0"),
        notes=notes_of(taken),
        said=said_of(taken),
        told=told_of(taken),
    )


def _number(text: str) -> str:
    """The number of an action to go on to, as digits; empty for anything else."""
    return text if text.isdecimal() and text.isascii() and len(text) < 12 else ""  # noqa: PLR2004


def _faults(app: FastAPI, site: Site) -> None:
    """What is said where there is nothing to see; the same of a link that never was."""

    @app.exception_handler(LinkClosed)
    def closed(_request: Request, _fault: Exception) -> Response:
        return _sentence(site, 404, "This link is not open", CLOSED)

    @app.exception_handler(NotYours)
    def not_yours(request: Request, _fault: Exception) -> Response:
        seen: Seen = site.seen(request, request.path_params["link"])
        said = ("It may have a new lead, or have been closed some time ago.",)
        return seen.page("sentence", status=404, title="That action is not one of yours", said=said)

    def said(status: int) -> Callable[[Request, Exception], Response]:
        return lambda _request, _fault: sentence(site.root, status)

    @app.exception_handler(HTTPException)
    def nothing(_request: Request, fault: Exception) -> Response:
        return sentence(site.root, fault.status_code if isinstance(fault, HTTPException) else 404)

    for kind, status in ((RequestValidationError, 404), (TooLarge, 413), (Exception, 500)):
        app.add_exception_handler(kind, said(status))


def _sentence(site: Site, status: int, title: str, said: tuple[str, ...]) -> Response:
    words = page("sentence", Frame(root=site.root), title=title, said=said)
    return HTMLResponse(words, status)
