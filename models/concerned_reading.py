"""What of a board concerns some of its people: what is on its way to them, of which actions, and
the posts that it may be told to.

So a delivery knows as much of a board of a hundred thousand as of one of a hundred.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, or_, select, union
from sqlmodel import Session, col

from models.asking import (
    ASKED,
    KEPT,
    Question,
    ask_about,
    ask_of,
    firsts,
    numbers_of,
    of,
)
from models.governance import Board, Committee, CommitteeMember
from models.ledger import UNDER_WAY, WAITS, Message, MessageNotice, Notice
from models.people import Post, Tenure
from models.plan import ActionLead
from models.post_reading import posts, unaddressed
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.vacancies import told_apart
from models.rules.words import PostKind, Step

_PEOPLE = numbers_of("people")
_VACANT = numbers_of("vacant")
_UNREACHED = numbers_of("unreached")


def concern(session: Session, board_id: int, people: Collection[int]) -> None:
    """From now on the session's questions are about these people, and what they are to be told."""
    ask_about(session, people=people)
    causes = [told_apart(cause) for cause in firsts(session, _vacancies_for(board_id))]
    ask_about(
        session,
        people=people,
        vacant=[number for kind, number in causes if kind == "p"],
        unreached=[number for kind, number in causes if kind == "u"],
    )


@cache
def _vacancies_for(board_id: int) -> Question:
    return of(
        None, select(col(Notice.cause)).where(*_waiting(board_id), col(Notice.step) == Step.V)
    )


@cache
def actions_for(board_id: int) -> Question:
    """The ids of the actions of which something waits for the people, or is on its way to them."""
    waits = select(col(Notice.action_id)).where(*_waiting(board_id))
    carried = (
        select(col(Notice.action_id))
        .join(MessageNotice, col(MessageNotice.notice_id) == col(Notice.id))
        .join(Message, col(Message.id) == col(MessageNotice.message_id))
        .where(
            col(Message.board_id) == board_id,
            col(Message.person_id).in_(_PEOPLE),
            UNDER_WAY,
        )
    )
    return of(None, select(union(waits, carried).subquery().c.action_id))


def waiting_days(session: Session, board_id: int) -> list[int]:
    """The notices of S that wait for them: what each tells is read when it is told."""
    return firsts(session, _days_for(board_id))


@cache
def _days_for(board_id: int) -> Question:
    return of(None, select(col(Notice.id)).where(*_waiting(board_id), col(Notice.step) == Step.S))


def _waiting(board_id: int) -> tuple[Any, ...]:
    return (
        col(Notice.board_id) == board_id,
        col(Notice.person_id).in_(_PEOPLE),
        WAITS,
    )


def posts_for(session: Session, board_id: int) -> list[int]:
    """The ids of the posts that what the people are told may concern, whatever actions it is of.

    Their own, those that what waits for them is to, and those that a vacancy is of; all that are
    no lead's, the board's and its committees'.
    """
    return ids(session, _posts_for(board_id))


@cache
def _posts_for(board_id: int) -> Question:
    query = union(
        select(col(Tenure.post_id)).where(col(Tenure.person_id).in_(_PEOPLE)),
        *_of_notices(*_waiting(board_id)),
        select(col(Post.id)).where(col(Post.id).in_(_VACANT)),
        select(col(Tenure.post_id)).where(col(Tenure.person_id).in_(_UNREACHED)),
        *_officers(board_id),
    )
    return of(None, query)


_DEPUTIES = of(
    None,
    select(col(Post.deputy_post_id)).where(
        col(Post.id).in_(ASKED), col(Post.deputy_post_id).is_not(None)
    ),
)


def posts_held_by(session: Session, people: Collection[int]) -> list[int]:
    """The ids of the posts that these people hold, held or will hold."""
    ask_about(session, people=people)
    return ids(session, _HELD)


_HELD = of(None, select(col(Tenure.post_id)).where(col(Tenure.person_id).in_(_PEOPLE)).distinct())


def posts_of(actions: Iterable[ActionFacts]) -> set[int]:
    """The ids of the posts that these actions name: their leads, and those of their ledgers."""
    actions = list(actions)
    told = [line for action in actions for line in action.ledger]
    leads = {post for action in actions for post in action.leads}
    return leads | {line.post_id for line in told} | {line.answers_for for line in told}


def and_deputies(session: Session, posts_: Collection[int]) -> list[int]:
    """These and their deputies."""
    ask_of(session, posts_)
    return sorted({*posts_, *ids(session, _DEPUTIES)})


@cache
def officers(board_id: int) -> Select[Any]:
    """The ids of a board's posts that are no lead's, and of those that sit on its committees."""
    return _with_deputies(union(*_officers(board_id)))


def _officers(board_id: int) -> tuple[Select[Any], ...]:
    sits = col(Committee.board_id) == board_id
    return (
        select(col(Post.id)).where(col(Post.board_id) == board_id, col(Post.kind) != PostKind.LEAD),
        select(col(Board.independent_chair_post_id)).where(col(Board.id) == board_id),
        select(col(Committee.secretary_post_id)).where(sits),
        select(col(Committee.chair_post_id)).where(sits),
        select(col(CommitteeMember.post_id))
        .join(Committee, col(Committee.id) == col(CommitteeMember.committee_id))
        .where(sits),
    )


def _of_notices(*which: Any) -> tuple[Select[Any], Select[Any]]:
    """The posts that notices are to, and those they were meant for."""
    return select(col(Notice.post_id)).where(*which), select(col(Notice.for_post_id)).where(*which)


def _with_deputies(chosen: CompoundSelect[Any]) -> Select[Any]:
    """These and their deputies; None, where a post is not named, is no post's id."""
    (number,) = chosen.subquery().c
    known = select(number)
    deputies = select(col(Post.deputy_post_id)).where(col(Post.id).in_(known))
    return select(col(Post.id)).where(or_(col(Post.id).in_(known), col(Post.id).in_(deputies)))


def ids(session: Session, chosen: Question, **asked: Any) -> list[int]:
    """The ids that a selection about the people comes to, the lowest first."""
    return sorted({i for i in firsts(session, chosen, **asked) if i is not None})


def know_posts_of(session: Session, board: BoardFacts, chosen: Select[Any], day: date) -> None:
    """From now on the session's questions of `ASKED` are of the posts that a day may concern.

    Those of the chosen actions' leads and ledgers, of those who cannot be reached and of the
    vacancies that were told; all that are no lead's; and the deputies of all these.
    """
    causes = [told_apart(line.cause) for line in board.ledger if line.step is Step.V]
    ask_about(
        session,
        vacant=[number for kind, number in causes if kind == "p"],
        unreached=[*board.refused_on, *(number for kind, number in causes if kind == "u")],
    )
    found = ids(session, _posts_of_day(board.board_id, chosen), as_of=day)
    ask_of(session, and_deputies(session, found))


@lru_cache(KEPT)
def _posts_of_day(board_id: int, chosen: Select[Any]) -> Question:
    query = union(
        select(col(ActionLead.post_id)).where(col(ActionLead.action_id).in_(chosen)),
        *_of_notices(col(Notice.action_id).in_(chosen)),
        select(col(Post.id)).where(col(Post.id).in_(_VACANT)),
        select(col(Tenure.post_id)).where(col(Tenure.person_id).in_(_UNREACHED)),
        *_officers(board_id),
    )
    return of(chosen, query)


def with_posts(session: Session, board: BoardFacts, chosen: Select[Any]) -> BoardFacts:
    """The board with the chosen posts, now and before its policy was changed."""
    known = posts(session, board.board_id, chosen)
    without = unaddressed(session, board.board_id, chosen)
    change = board.change
    if change is not None:
        before = replace(change.before, posts=known, unaddressed=without)
        change = replace(change, before=before)
    return replace(board, posts=known, unaddressed=without, change=change)
