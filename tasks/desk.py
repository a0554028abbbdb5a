"""All that letters are composed from, read at one moment: of the board, and of some people.

A delivery turns from a hundred people to the next hundred: what it holds does not grow with them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from models.action_reading import action_facts
from models.asking import ASKED, ask_of
from models.board_reading import board_facts
from models.board_steps_reading import with_steps
from models.concerned_reading import (
    actions_for,
    and_deputies,
    concern,
    ids,
    officers,
    posts_for,
    posts_of,
    waiting_days,
    with_posts,
)
from models.letter_reading import action_words, letterhead, mailboxes
from models.news_lines import news_of
from models.rules.facts import BoardFacts
from tasks.channels import reply_address, sender_address, webhooks_set
from tasks.desk_facts import Desk
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.pack_files import packed_by
from tasks.pack_folders import packs_folder
from tasks.templates import own_templates


def _link_key(office: Office) -> str | None:
    """What links are signed with, or None where messages carry none."""
    key = office.settings.secret_key
    return key.get_secret_value() if key and office.settings.page_url else None


def board_desk(office: Office, session: Session, board_id: int, today: date) -> Desk:
    """The desk of a board as of today, with nobody's letters on it."""
    head = letterhead(session, board_id)
    chosen = officers(board_id)
    facts = board_facts(session, board_id, today, board_calendar, chosen=chosen)
    board, packs = with_steps(session, facts, today), packs_folder(office)
    return Desk(
        board=board,
        head=head,
        actions={},
        words={},
        mailboxes={},
        sender=sender_address(office.settings, head.mail_from),
        reply_to=reply_address(office.settings, head.reply_to, head.mail_from),
        as_of=today,
        bounces_to=office.settings.mail_bounces_to,
        redirect_to=office.settings.redirect_to,
        page_root=office.settings.page_url,
        link_key=_link_key(office),
        templates=own_templates(office),
        packed=packed_by(session, board, packs),
        packs_folder=packs,
    )


def read_desk(
    office: Office, session: Session, board_id: int, today: date, people: Collection[int]
) -> Desk:
    """The desk of a board with all that letters to these people are composed from."""
    return desk_for(office, session, board_desk(office, session, board_id, today), people)


def desk_for(office: Office, session: Session, desk: Desk, people: Collection[int]) -> Desk:
    """The desk with all that letters to these people are composed from, and to nobody else."""
    board_id = desk.board.board_id
    concern(session, board_id, people)
    days = waiting_days(session, board_id)
    posts = posts_for(session, board_id)
    ask_of(session, ids(session, actions_for(board_id)))
    actions = action_facts(session, ASKED, desk.as_of)
    words = action_words(session, ASKED)
    ask_of(session, and_deputies(session, {*posts, *posts_of(actions)}))
    board = with_posts(session, desk.board, ASKED)
    return replace(
        desk,
        board=board,
        news={i: news_of(session, board, i) for i in days},
        actions={action.action_id: action for action in actions},
        words=words,
        mailboxes=mailboxes(session, board_id, {*people, *_asked(board, desk.as_of)}),
        webhooks=webhooks_set(office.settings, board),
    )


def _asked(board: BoardFacts, as_of: date) -> set[int]:
    """The persons whose addresses stand in letters to others: whom to ask, the secretaries."""
    posts = (board.posts[one.secretary_id] for one in board.committees.values())
    return {holder.person_id for post in posts if (holder := post.holder(as_of))}
