"""What a visitor of the page leads: as any message may say it, and, opened, in the plan's words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from models.action_reading import action_facts, some
from models.board_reading import board_facts
from models.clearing_writing import mailbox_of
from models.letter_reading import Letterhead, action_words, letterhead
from models.page_reading import (
    Answer,
    Holder,
    OwnText,
    answers_of,
    ids_led_by,
    own_text,
    reasons_of,
)
from models.rules.days_ahead import A_YEAR, Ahead
from models.rules.facts import ActionFacts, BoardFacts, PostFacts
from models.rules.overview import OwnAction, in_order, is_shown
from tasks.channels import reply_address
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.own_played import Basis, OwnPlayed
from tasks.rehearsal import later_boards
from tasks.visiting import posts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A person's own actions on a day, the most urgent first, with the dates ahead of them.

    `ahead` has the days of each action, the most urgent first, then the meetings. `seq` is how far
    the history was: what is recorded after it came while the page was open. `ids` are the actions
    that the person leads, those too that were closed so long ago that they are not shown.
    """

    board: str
    marking: str
    posts: tuple[str, ...]
    today_on: date
    actions: tuple[OwnAction, ...]
    closed: tuple[OwnAction, ...]
    ahead: tuple[Ahead, ...]
    ask_post: str
    ask_address: str
    seq: int
    ids: tuple[int, ...]

    def action(self, action_id: int) -> OwnAction | None:
        """The action of that number, where it is one of these."""
        both = (*self.actions, *self.closed)
        return next((one for one in both if one.action_id == action_id), None)


def overview(
    office: Office, session: Session, whose: Holder, played: OwnPlayed | None = None
) -> Overview:
    """What a person leads today; nobody else's actions, and nothing that a message may not say.

    An action whose lead changed is in it no more: the new lead answers. `played` are the actions
    that were shown before: what did not change since is not played ahead again.
    """
    today, board_id = office.clock.today(), whose.board_id
    board = board_facts(session, board_id, today, board_calendar, until=today + A_YEAR)
    posts = posts_of(board, whose.person_id, today)
    ids = ids_led_by(session, whose.person_id, today)
    facts = [a for a in action_facts(session, some(ids), today) if is_shown(a, today)]
    basis = Basis(
        board=board,
        posts=frozenset(post.post_id for post in posts),
        today=today,
        later=tuple(later_boards(session, board_id, today, today + A_YEAR)),
    )
    own = (played or OwnPlayed()).shown(whose.person_id, basis, facts)
    shown = _in_words(session, own)
    led = _Led(board=board, today=today, posts=posts, ids=ids, facts=facts, shown=shown)
    return _laid_out(office, session, whose, led)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Led:
    """What a person leads: their posts, the facts of each action, and how it is shown.

    All of it is of one day: a midnight may fall before it is laid out.
    """

    board: BoardFacts
    today: date
    posts: tuple[PostFacts, ...]
    ids: tuple[int, ...]
    facts: list[ActionFacts]
    shown: tuple[OwnAction, ...]


def _in_words(session: Session, own: tuple[OwnAction, ...]) -> tuple[OwnAction, ...]:
    """The most urgent first, each with its title and what was answered last."""
    words = action_words(session, some(one.action_id for one in own))
    return in_order(
        replace(
            one,
            short_title=words[one.action_id].short_title,
            last_answer=words[one.action_id].last_answer or "",
        )
        for one in own
    )


def _laid_out(office: Office, session: Session, whose: Holder, led: _Led) -> Overview:
    today, board = led.today, led.board
    head = letterhead(session, board.board_id)
    over = sorted({a.committee_id for a in led.facts} or set(board.committees))
    committee = board.committees[over[0]]
    holder = board.posts[committee.secretary_id].holder(today)
    ask = mailbox_of(session, holder.person_id) if holder else None
    meetings = (board.committees[i].next_meeting(today) for i in over)
    days = [one for action in led.shown for one in action.ahead]
    days += [_meets(m.on) for m in meetings if m is not None]
    return Overview(
        board=head.board,
        marking=head.marking or board.policy.markings[0],
        posts=tuple(post.name for post in led.posts),
        today_on=today,
        actions=tuple(one for one in led.shown if one.is_open),
        closed=tuple(one for one in led.shown if not one.is_open),
        ahead=tuple(days),
        ask_post=board.posts[committee.secretary_id].name,
        ask_address=ask.email if ask else _reply_to(office, head),
        seq=whose.history[0],
        ids=led.ids,
    )


def _meets(on: date) -> Ahead:
    return Ahead(on=on, kind="meeting", reference="", words="The committee meets")


def _reply_to(office: Office, head: Letterhead) -> str:
    return reply_address(office.settings, head.reply_to, head.mail_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a code opens: the plan's own words, earlier answers, and why it was decided so."""

    text: OwnText = field(repr=False)
    answers: tuple[Answer, ...] = field(repr=False)
    reasons: tuple[tuple[date, str], ...] = field(repr=False)


def opened_action(session: Session, action_id: int) -> Opened:
    """An action in the plan's own words, with all that was answered and decided of it."""
    return Opened(
        text=own_text(session, action_id),
        answers=answers_of(session, action_id),
        reasons=reasons_of(session, action_id),
    )
