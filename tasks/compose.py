"""A person's waiting notices as a letter: what it says of each action, and to whom it goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from models.held_news import NewsLine
from models.letter_reading import ActionWords, Letterhead, Mailbox
from models.rules.causes import board_cause_stands
from models.rules.circulation import Packed
from models.rules.drafted_letters import letter_to
from models.rules.facts import ActionFacts, BoardFacts, CommitteeFacts, PostFacts
from models.rules.letters import Letter, Line, Part, is_assured
from models.rules.notices import cause_stands
from models.rules.outbox import Waiting
from models.rules.quick import with_other
from models.rules.recipients import lead_agency
from models.rules.standing import brief
from models.rules.wording import Occasion, Reader, answer_by, wanted, why
from models.rules.words import PostKind, Step, StopKind
from notifications.layouts import NOTHING_OWN, Own
from tasks.board_lines import Of, board_lines, committee_of

# A step that answers one thing after another says each of them.
ANSWERS = (Step.D, Step.Z, Step.C, Step.W10, Step.W30)
READERS = {
    PostKind.SAFEGUARDING_LEAD: Reader.SAFEGUARDING_LEAD,
    PostKind.BOARD_MEMBER: Reader.BOARD_MEMBER,
    PostKind.SECRETARY: Reader.SECRETARY,
    PostKind.CHAIR: Reader.CHAIR,
    PostKind.INDEPENDENT_CHAIR: Reader.INDEPENDENT_CHAIR,
    PostKind.MEMBER: Reader.MEMBER,
    PostKind.CHIEF_OFFICER: Reader.BOARD_MEMBER,
    PostKind.LEAD: Reader.LEAD,
}


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


def asked(board: BoardFacts, as_of: date) -> set[int]:
    """The persons whose addresses stand in letters to others: whom to ask, the secretaries."""
    posts = (board.posts[one.secretary_id] for one in board.committees.values())
    return {holder.person_id for post in posts if (holder := post.holder(as_of))}


def letter(
    desk: Desk, person_id: int, notices: list[Waiting], page_url: str | None = None
) -> Letter:
    """One letter to a person with a line for each action and step that waits for them.

    `page_url` is the person's own link, for a letter that nobody else reads.
    """
    committee, mailbox = _committee(desk, notices), desk.mailboxes[person_id]
    post = desk.board.posts[_chief(notices).post_id]
    lines = _lines(desk, notices, bare=not _is_assured(desk, mailbox.email))
    empty = headed(desk, committee, mailbox, post, lines)
    return with_other(
        empty,
        how_to_reply=_how_to_reply(empty, page_url),
        page_url=page_url,
        words=desk.board.policy.words,
    )


def _how_to_reply(letter: Letter, page_url: str | None) -> str:
    by_mail = f"it reaches the {letter.ask_post}."
    if page_url is None or not letter.assured:
        return f"Reply to this message; {by_mail}"
    return (
        "Open your own page below and say how each action stands: it takes a minute, and wants no "
        f"password. Or reply to this message; {by_mail}"
    )


def headed(
    desk: Desk,
    committee: CommitteeFacts,
    mailbox: Mailbox,
    post: PostFacts,
    lines: tuple[Line, ...],
) -> Letter:
    """A letter of the board to a post's mailbox that says these lines and asks for no answer."""
    return Letter(
        board=desk.head.board,
        committee=committee.name,
        marking=desk.head.marking or desk.board.policy.markings[0],
        to_post=post.name,
        to_person_name=mailbox.name,
        to_address=mailbox.email,
        assured=_is_assured(desk, mailbox.email),
        lines=lines,
        as_of=desk.as_of,
        sender_name=desk.head.board,
        sender_address=desk.sender,
        reply_to=desk.reply_to,
        ask_post=desk.board.posts[committee.secretary_id].name,
        ask_address=_ask_address(desk, committee),
        how_to_reply="",
        redirect_to=desk.redirect_to,
    )


def _ask_address(desk: Desk, committee: CommitteeFacts) -> str:
    """Where whom to ask can be written to: their own address, or else where replies go."""
    holder = desk.board.posts[committee.secretary_id].holder(desk.as_of)
    ask = desk.mailboxes.get(holder.person_id) if holder else None
    return ask.email if ask else desk.reply_to


def _lines(desk: Desk, notices: list[Waiting], *, bare: bool) -> tuple[Line, ...]:
    """A line for each action and step, and for each thing that a step answers."""
    own = [n for n in notices if n.action_id is not None]
    said = _bare_line if bare else _line
    lines = {
        (n.action_id, n.step, n.cause if n.step in ANSWERS else ""): said(desk, n)
        for n in sorted(own, key=lambda n: n.copied, reverse=True)
    }
    return (*lines.values(), *_others(desk, [n for n in notices if n.action_id is None]))


def _others(desk: Desk, notices: list[Waiting]) -> list[Line]:
    """The lines of no action; a file that goes with one goes with none of the next again."""
    found: list[Line] = []
    packed = desk.packed if _takes_files(desk) else {}
    for n in notices:
        before = tuple(file for line in found for file in line.files)
        of = Of(board=desk.board, notice=n, as_of=desk.as_of, packed=packed, before=before)
        found += board_lines(of, desk.news.get(n.notice_id, ()))
    return found


def _takes_files(desk: Desk) -> bool:
    """False in a pilot whose own mailbox is not assured: everybody's files would go there."""
    return desk.redirect_to is None or _is_assured(desk, desk.redirect_to)


def _is_assured(desk: Desk, address: str) -> bool:
    domain = desk.sender.rpartition("@")[2]
    return is_assured(address, (*desk.board.policy.assured_domains, domain))


def _committee(desk: Desk, notices: list[Waiting]) -> CommitteeFacts:
    own = next((n for n in notices if n.action_id is not None), None)
    if own is None:
        return committee_of(desk.board, notices[0])
    return desk.board.committees[_action(desk, own).committee_id]


def _chief(notices: list[Waiting]) -> Waiting:
    """The notice in whose capacity the person is addressed: their own before a copy."""
    return min(notices, key=lambda n: (n.copied, n.for_post_id is not None, n.notice_id))


def _action(desk: Desk, notice: Waiting) -> ActionFacts:
    return desk.actions[notice.action_id or 0]


def _bare_line(desk: Desk, notice: Waiting) -> Line:
    """All that a bare notice and a card may say of an action: what they may not is not made."""
    action = _action(desk, notice)
    return Line(
        step=notice.step,
        action_id=action.action_id,
        reference=desk.words[action.action_id].reference,
        short_title="",
        agency="",
        due_on=action.due_on,
        wanted="",
        why="",
        standing="",
        copy=notice.copied,
        part=_part(desk, notice, action),
    )


def _line(desk: Desk, notice: Waiting) -> Line:
    action = _action(desk, notice)
    words = desk.words[action.action_id]
    occasion = _occasion(desk, notice, action)
    board, as_of = desk.board, desk.as_of
    cut_off = notice.planned_on if notice.step is Step.E4 and "cut-off" in notice.reason else None
    return Line(
        step=notice.step,
        action_id=action.action_id,
        reference=words.reference,
        short_title=words.short_title,
        agency=board.agencies.get(lead_agency(action, board), ""),
        due_on=action.due_on,
        original_due_on=action.original_due_on,
        wanted=wanted(occasion),
        wanted_by=answer_by(occasion, board.calendar),
        last_answer=words.last_answer,
        why=why(
            occasion,
            working_days=_counted(desk, action, notice),
            policy=str(notice.policy_number),
            cut_off_on=cut_off,
        ),
        standing=brief(action, board, as_of),
        copy=notice.copied,
        stand_in_for=notice.for_words or None,
        milestones=words.milestones if notice.step is Step.A or notice.step.is_reminder else (),
        part=_part(desk, notice, action),
    )


def _occasion(desk: Desk, notice: Waiting, action: ActionFacts) -> Occasion:
    board = desk.board
    agency = lead_agency(action, board)
    meeting = board.committees[action.committee_id].next_meeting(desk.as_of)
    return Occasion(
        step=notice.step,
        reader=_reader(desk, notice, action),
        as_of=desk.as_of,
        due_on=action.due_on,
        lead=_lead_words(board, action),
        agency=board.agencies.get(agency, "the agency"),
        meeting_on=meeting.on if meeting else None,
        letter_to=letter_to(action, board),
        outcome=notice.reason,
    )


def _lead_words(board: BoardFacts, action: ActionFacts) -> str:
    return f"the {board.posts[action.leads[0]].name}" if action.leads else "the lead"


def _reader(desk: Desk, notice: Waiting, action: ActionFacts) -> Reader:
    """In what capacity the step is told: that of the post it was meant for."""
    post_id = notice.answers_for
    if post_id in action.leads:
        return Reader.LEAD if post_id == action.leads[0] else Reader.CONTRIBUTOR
    if not action.leads and notice.first and not notice.step.is_stage:
        return Reader.LEAD
    committee = desk.board.committees[action.committee_id]
    if post_id == committee.secretary_id:
        return Reader.SECRETARY
    if post_id == committee.chair_id:
        return Reader.CHAIR
    if post_id == desk.board.independent_chair_id:
        return Reader.INDEPENDENT_CHAIR
    return READERS[desk.board.posts[post_id].kind]


def _counted(desk: Desk, action: ActionFacts, notice: Waiting) -> int | None:
    """The working days the step counts: to or from the due date, or since what it waits for."""
    calendar, due = desk.board.calendar, action.due_on
    if notice.step in (Step.W10, Step.W30):
        since = next((s.from_on for s in action.stops if s.key == notice.cause), desk.as_of)
        return calendar.between(since, desk.as_of)
    if due is None or not (notice.step.is_stage or notice.step.is_reminder):
        return None
    return calendar.between(due, desk.as_of) or calendar.ahead(desk.as_of, due)


def _part(desk: Desk, notice: Waiting, action: ActionFacts) -> Part | None:
    """The part of the secretary's month list that the action stands in."""
    if notice.step is not Step.M or _reader(desk, notice, action) is not Reader.SECRETARY:
        return None
    if action.stopped(desk.as_of, StopKind.EVIDENCE, StopKind.EXTENSION_ASKED):
        return Part.UNDECIDED
    return Part.UNDATED if action.due_on is None else Part.OVERDUE
