"""What lies on a desk: all that letters are composed from, and by it which notices still stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from models.held_news import NewsLine
from models.letter_reading import ActionWords, Letterhead, Mailbox
from models.rules.causes import board_cause_stands
from models.rules.circulation import Packed
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.notices import cause_stands
from models.rules.outbox import Waiting
from models.rules.words import Step
from notifications.layouts import NOTHING_OWN, Own


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """All that letters of one board are composed from, read at one moment."""

    board: BoardFacts
    head: Letterhead
    actions: Mapping[int, ActionFacts]
    words: Mapping[int, ActionWords]
    mailboxes: Mapping[int, Mailbox]
    sender: str
    reply_to: str
    as_of: date
    news: Mapping[int, tuple[NewsLine, ...]] = field(default_factory=dict)
    redirect_to: str | None = None
    webhooks: frozenset[str] = frozenset()
    page_root: str | None = None
    link_key: str | None = field(default=None, repr=False)
    templates: Own = NOTHING_OWN
    bounces_to: str | None = None
    packed: Packed = field(default_factory=dict)
    packs_folder: Path = field(default=Path(), repr=False)


def sift(desk: Desk, notices: Iterable[Waiting]) -> tuple[list[Waiting], list[tuple[Waiting, str]]]:
    """The notices whose causes stand, and those whose cause is gone with the reason (rule 6)."""
    good: list[Waiting] = []
    gone: list[tuple[Waiting, str]] = []
    for notice in notices:
        because = _gone(desk, notice)
        if because is None:
            good.append(notice)
        else:
            gone.append((notice, because))
    return good, gone


def _gone(desk: Desk, notice: Waiting) -> str | None:
    if notice.person_id not in desk.mailboxes:
        return "the person has no address that takes messages"
    if notice.action_id is None:
        return _boards_own_is_gone(desk, notice)
    action = desk.actions.get(notice.action_id)
    if action is None:
        return "the action is not in the register"
    return cause_stands(action, desk.board, notice.entry, desk.as_of)


def _boards_own_is_gone(desk: Desk, notice: Waiting) -> str | None:
    """The same of V, S and P; an S whose held messages were let go meanwhile may say nothing."""
    because = board_cause_stands(desk.board, notice.entry, desk.as_of)
    if because is None and notice.step is Step.S and not desk.news.get(notice.notice_id):
        return "nothing that it told of is new any more"
    return because
