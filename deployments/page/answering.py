"""One action at a link: looked at, and answered by a form of ours."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from deployments.page.filling import Filled, filled, number, words_alone
from deployments.page.said import given_in, notes_of, said_of, told_of
from deployments.page.sentences import STRANGE, TOO_MANY, TOO_MUCH
from deployments.page.site import NotYours, Seen, Site
from models.rules.overview import OwnAction
from tasks.page_answers import take_answer
from tasks.refused import Refused
from tasks.visiting import LinkClosed

Link = Annotated[str, Path(max_length=100)]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


def own_routes(site: Site) -> APIRouter:
    """What is at a link: each of the visitor's actions."""
    router = APIRouter()

    @router.get("/{action_id}")
    def look_at(request: Request, link: Link, action_id: Number) -> Response:
        return site.seen(request, link).action_page(action_id)

    @router.post("/{action_id}")
    async def answer(request: Request, link: Link, action_id: Number) -> Response:
        try:
            # Asked before the files are read: whoever has no link fills neither memory nor disk.
            seen = await run_in_threadpool(site.seen, request, link)
            one = seen.action(action_id)
        except (LinkClosed, NotYours) as gone:
            words = await words_alone(request)
            if not site.is_ours(request, link, words.get("form", "")):
                raise
            whose = gone.args[0].frame if isinstance(gone, NotYours) else None
            return site.given_back(given_in(words), whose)
        async with filled(request, site.turn) as sent:
            return await run_in_threadpool(answered, seen, one, sent)

    return router


def answered(seen: Seen, one: OwnAction, sent: Filled) -> Response:
    """An answer taken and shown back, or given back with what is wrong with it."""
    office, action_id, given = seen.site.office, one.action_id, given_in(sent.words)
    if not seen.visit.is_own(sent.words.get("form", "")):
        return seen.action_page(action_id, given=given, fault=STRANGE)
    if sent.too_many:
        return seen.action_page(action_id, given=given, fault=TOO_MANY)
    if not seen.site.uploads.allows(str(seen.who.person_id), sent.size):
        return seen.action_page(action_id, given=given, fault=TOO_MUCH)
    seq = int(number(sent.words.get("seq", "")) or seen.own.seq)
    try:
        taken = take_answer(
            office, seen.who, (action_id, one.reference), given, sent.files, seq=seq
        )
    except LinkClosed:
        return seen.site.given_back(given)
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
