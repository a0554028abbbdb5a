"""A person's waiting notices as a letter: to whom it goes, its lines, and how to reply."""

from __future__ import annotations

from models.letter_reading import Mailbox
from models.rules.facts import CommitteeFacts, PostFacts
from models.rules.letters import Letter, Line, is_assured
from models.rules.outbox import Waiting
from models.rules.quick import with_other
from models.rules.words import Step
from tasks.action_lines import action_line, action_of, bare_line
from tasks.board_lines import Of, board_lines, committee_of
from tasks.desk_facts import Desk

# A step that answers one thing after another says each of them.
ANSWERS = (Step.D, Step.Z, Step.C, Step.W10, Step.W30)


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
    said = bare_line if bare else action_line
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
    return desk.board.committees[action_of(desk, own).committee_id]


def _chief(notices: list[Waiting]) -> Waiting:
    """The notice in whose capacity the person is addressed: their own before a copy."""
    return min(notices, key=lambda n: (n.copied, n.for_post_id is not None, n.notice_id))
