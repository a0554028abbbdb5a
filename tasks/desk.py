"""All that a board's letters are composed from, read at one moment."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from models import outbox_reading as queue
from models.action_reading import action_facts
from models.board_reading import board_facts
from models.board_steps_reading import with_steps
from models.letter_reading import action_words, letterhead, mailboxes
from models.news_reading import news_of
from tasks import compose
from tasks.channels import reply_address, sender_address, webhooks_set
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.templates import own_templates


def _link_key(office: Office) -> str | None:
    """What links are signed with, or None where messages carry none."""
    key = office.settings.secret_key
    return key.get_secret_value() if key and office.settings.page_url else None


def read_desk(office: Office, session: Session, board_id: int, today: date) -> compose.Desk:
    """The desk of a board: its posts, actions, mailboxes and news as of today."""
    chosen = queue.waiting_actions(board_id)
    head = letterhead(session, board_id)
    board = with_steps(session, board_facts(session, board_id, today, board_calendar), today)
    days = queue.waiting_secretary_days(session, board_id)
    return compose.Desk(
        board=board,
        news={i: news_of(session, board, i) for i in days},
        head=head,
        actions={a.action_id: a for a in action_facts(session, chosen, today)},
        words=action_words(session, chosen),
        mailboxes=mailboxes(session, board_id),
        sender=sender_address(office.settings, head.mail_from),
        reply_to=reply_address(office.settings, head.reply_to, head.mail_from),
        as_of=today,
        bounces_to=office.settings.mail_bounces_to,
        redirect_to=office.settings.redirect_to,
        webhooks=webhooks_set(office.settings, board),
        page_root=office.settings.page_url,
        link_key=_link_key(office),
        templates=own_templates(office),
    )
