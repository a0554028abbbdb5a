"""What an S tells, line by line: what was answered, was not delivered, was found, is held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from models.answers import Response
from models.audit_news import found_between, of_committee
from models.held_news import NewsLine, held_lines
from models.history import History
from models.ledger import Message, MessageNotice, Notice
from models.letter_reading import HAS_FILES, said_words
from models.news_window import MEANT, OUTCOMES, Window, window_of
from models.pack import Pack
from models.people import Post
from models.plan import Action, Review
from models.rules.audit import says, way_out
from models.rules.corrections import ANSWERS, LATE
from models.rules.date_words import day_words
from models.rules.facts import BoardFacts, CommitteeFacts
from models.rules.letters import Part
from models.rules.troubles import WAY_OUT, trouble_words
from models.rules.words import Channel, MessageState, Step
from models.trouble_writing import troubles_between

TOO_LATE = ", too late to change anything"
NOT_TOLD = {
    MessageState.FAILED: "A message of {day} could not be delivered.",
    MessageState.BOUNCED: "A message of {day} came back undelivered: what it told is due again.",
    MessageState.UNKNOWN: "A message of {day} may or may not have arrived: it is tried once more; "
    "matters settle lists those that then wait for you.",
}
BY_TEAMS = "A card of {day} could not be delivered by Teams: what it told goes by e-mail."
OF_A_PACK = " It told of a pack."


def news_of(session: Session, board: BoardFacts, notice_id: int) -> tuple[NewsLine, ...]:
    """What the S of a notice tells: all that was new when its run queued it."""
    query = select(col(Notice.run_id), MEANT).where(col(Notice.id) == notice_id)
    run_id, post = session.execute(query).one()
    lines: list[NewsLine] = []
    for committee in board.committees.values():
        if committee.secretary_id == post:
            window = window_of(session, committee, board.board_id, run_id)
            lines += answers(session, board.board_id, committee, window)
            lines += undelivered(session, board.board_id, window)
            lines += self_check(session, board, committee, window)
            lines += troubles(session, board.board_id, window)
            lines += _of_packs(session, committee, window)
            lines += _vacancies(session, board.board_id, window)
    return tuple(dict.fromkeys([*lines, *held_lines(session, board.board_id)]))


def _recorded(board_id: int, window: Window, *what: str) -> Any:
    """The numbers of what the history has of these kinds in a time."""
    query = select(col(History.subject_id)).where(
        col(History.board_id) == board_id,
        col(History.seq) > window.after,
        col(History.what).in_(what),
    )
    return query if window.until is None else query.where(col(History.seq) <= window.until)


def answers(
    session: Session, board_id: int, committee: CommitteeFacts, window: Window
) -> list[NewsLine]:
    """The answers on a committee's actions that were recorded in a time."""
    rows: Iterable[Any] = session.execute(
        select(
            col(Action.id),
            col(Action.reference),
            col(Post.name),
            col(Response.progress),
            col(Response.forecast_on),
            col(Response.extension_until),
            col(Response.note).is_not(None),
            HAS_FILES,
            col(Response.holds_from),
            col(Response.id).in_(_recorded(board_id, window, LATE)),
        )
        .join(Action, col(Action.id) == col(Response.action_id))
        .join(Review, col(Review.id) == col(Action.review_id))
        .join(Post, col(Post.id) == col(Response.post_id))
        .where(
            col(Response.id).in_(_recorded(board_id, window, *ANSWERS)),
            col(Review.committee_id) == committee.committee_id,
            col(Response.struck_on).is_(None),
        )
        .order_by(col(Response.id))
    )
    return [_answer(*row) for row in rows]


def _answer(action: int, reference: str, post: str, *said: Any) -> NewsLine:
    *what, note, files, on, late = said
    told = said_words(*what, note=note, files=files)
    words = f"{told}, said the {post} on {day_words(on)}{TOO_LATE if late else ''}."
    return NewsLine(
        part=Part.ANSWERS,
        action_id=action,
        reference=reference,
        words=words[:1].upper() + words[1:],
    )


def undelivered(session: Session, board_id: int, window: Window) -> list[NewsLine]:
    """The messages that were refused or lost in a time, each by the post it was for."""
    rows: Iterable[Any] = session.execute(
        select(
            func.min(col(Post.name)),
            col(Message.state),
            col(Message.dated_at),
            col(Message.channel),
            func.max(col(Notice.pack_id)),
        )
        .join(MessageNotice, col(MessageNotice.message_id) == col(Message.id))
        .join(Notice, col(Notice.id) == col(MessageNotice.notice_id))
        .join(Post, col(Post.id) == col(Notice.post_id))
        .where(
            col(Message.id).in_(_recorded(board_id, window, *OUTCOMES)),
            col(Message.state).in_(list(NOT_TOLD)),
        )
        .group_by(col(Message.id), col(Message.state), col(Message.dated_at), col(Message.channel))
        .order_by(col(Message.id))
    )
    return [_lost(*row) for row in rows]


def _lost(
    post: str, state: MessageState, dated_at: datetime, channel: Channel, pack_id: int | None
) -> NewsLine:
    words = BY_TEAMS if channel is Channel.TEAMS else NOT_TOLD[state]
    words += OF_A_PACK if pack_id is not None else ""
    said = words.format(day=day_words(dated_at.date()))
    return NewsLine(part=Part.EXCEPTIONS, reference=f"To the {post}", words=said)


def self_check(
    session: Session, board: BoardFacts, committee: CommitteeFacts, window: Window
) -> list[NewsLine]:
    """What the self-check found anew in a time, each with what can be done about it."""
    found = found_between(session, board.board_id, window.after, window.until)
    return [
        NewsLine(
            part=Part.EXCEPTIONS,
            reference=reference or _name(session, one.post_id or committee.secretary_id),
            words=f"Self-check: {says(one.fault, one.step, one.on)}. "
            f"What to do: {way_out(one.fault)}.",
            action_id=one.action_id,
        )
        for reference, one in of_committee(session, committee.committee_id, found)
    ]


def troubles(session: Session, board_id: int, window: Window) -> list[NewsLine]:
    """The runs that were late, failed or cut off in a time."""
    found = troubles_between(session, board_id, window.after, window.until)
    return [
        NewsLine(
            part=Part.EXCEPTIONS,
            reference="Schedules",
            words=f"{trouble_words(one, on)}. {WAY_OUT}.",
        )
        for one, on in found
    ]


def _name(session: Session, post_id: int) -> str:
    name: str = session.execute(select(col(Post.name)).where(col(Post.id) == post_id)).scalar_one()
    return name


def _of_packs(session: Session, committee: CommitteeFacts, window: Window) -> list[NewsLine]:
    """What runs in a time found of packs: drafts that are late, members who were stood in for."""
    is_draft = col(Notice.cause).endswith("-draft")
    query = (
        select(col(Notice.reason), is_draft, col(Post.name), col(Notice.for_words))
        .join(Pack, col(Pack.id) == col(Notice.pack_id))
        .join(Post, col(Post.id) == col(Notice.post_id))
        .where(
            col(Pack.committee_id) == committee.committee_id,
            col(Notice.step) == Step.P,
            or_(is_draft, col(Notice.for_words) != ""),
            *_in_runs(window),
        )
    )
    rows: Iterable[Any] = session.execute(query)
    said = {
        reason if draft else f"{reason}: the {post} is told in place of the {absent}"
        for reason, draft, post, absent in rows
    }
    return [
        NewsLine(part=Part.EXCEPTIONS, reference="Pack", words=_sentence(one))
        for one in sorted(said)
    ]


def _in_runs(window: Window) -> tuple[Any, Any]:
    last = window.until_run or window.after_run
    return col(Notice.run_id) > window.after_run, col(Notice.run_id) <= last


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."


def _vacancies(session: Session, board_id: int, window: Window) -> list[NewsLine]:
    """The vacancies that were found in a time: those of which V was queued."""
    query = select(col(Notice.reason)).where(
        col(Notice.board_id) == board_id,
        col(Notice.action_id).is_(None),
        col(Notice.step) == Step.V,
        *_in_runs(window),
    )
    rows = session.execute(query.order_by(col(Notice.id))).scalars()
    return [
        NewsLine(part=Part.VACANCIES, reference="Vacancy", words=_sentence(said)) for said in rows
    ]
