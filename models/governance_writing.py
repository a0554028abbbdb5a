"""A committee's file entered: board, posts, committee and members, and the history of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, or_
from sqlmodel import Session, col, select

from models.chain import append, text_hash
from models.day_writing import ask_all
from models.governance import Board, BoardSection, Committee, CommitteeMember, PolicyVersion
from models.ledger import Run
from models.meeting_writing import write_meetings
from models.people import Post, Tenure
from models.people_writing import offices_of
from models.recording import Recording, number
from models.rules.committees import CommitteeFile
from models.rules.contacts import match_key
from models.rules.tenures import EARLIEST
from models.rules.words import Division, PostKind


@dataclass(slots=True, kw_only=True)
class Laid:
    """What a committee's file made, changed and left open, in sentences."""

    board_id: int
    committee_id: int
    made: list[str]
    changed: list[str]
    vacant: list[str]
    notes: list[str]
    meetings: tuple[date, ...]


class DivisionSettled(ValueError):  # noqa: N818 - it reads as what happened
    """A board that is followed up already keeps its bank holidays until a policy changes them."""


def write_committee(session: Session, file: CommitteeFile, *, at: datetime, today: date) -> Laid:
    """What the file made and changed, in this transaction, with its history entries.

    The same file a second time changes nothing. A board has policy number 0, the default, from the
    first. Posts are matched by name without case, spacing and punctuation. A meeting that a newer
    file leaves out is reported and stays (interface.md, "Files").
    """
    recording = Recording(session, today)
    board = _board(recording, file, at)
    posts = _Posts(number(board), recording)
    posts.load()
    posts.enter(file)
    before = offices_of(session, number(board))
    chair = posts.number_of(file.independent_chair)
    recording.set(board, "board", board.name, independent_chair_post_id=chair)
    committee = _committee(recording, board, file, posts)
    posts.take_offices(before)
    _members(recording, committee, [posts.number_of(name) or 0 for name in file.members])
    _sections(recording, board, file.board_sections)
    meetings, notes = write_meetings(recording, number(committee), file)
    if recording.changes:
        append(session, number(board), recording.changes, at)
        # A meeting's cut-off moves steps (rule 4), and another officer stands in (rule 7).
        ask_all(session, number(board))
    return Laid(
        board_id=number(board),
        committee_id=number(committee),
        made=recording.made,
        changed=recording.changed,
        vacant=_vacant(session, posts.named(file), today),
        notes=notes,
        meetings=meetings,
    )


def _refuse_other_days(session: Session, board: Board, division: Division) -> None:
    """Raise DivisionSettled where days have been counted by another division's holidays."""
    if board.division is division:
        return
    followed = select(col(Run.id)).where(col(Run.board_id) == number(board)).limit(1)
    if session.exec(followed).first() is not None:
        raise DivisionSettled(
            f"division: {board.name} has been followed up by the bank holidays of"
            f" {board.division.value}, and a change of them is a decision: leave the line as it was"
            f' and adopt a policy with [calendar] division = "{division.value}"'
            " (matters policy adopt)."
        )


def _board(recording: Recording, file: CommitteeFile, at: datetime) -> Board:
    rows = recording.session.exec(select(Board))
    board = next((row for row in rows if match_key(row.name) == match_key(file.board)), None)
    if board is None:
        board = Board(name=file.board, division=file.division)
        recording.add(board, "board", f"the board {file.board}", name=text_hash(file.board))
        # An empty text is the default policy, whichever day it is asked for.
        policy = PolicyVersion(
            board_id=number(board), number=0, text="", holds_from=EARLIEST, recorded_at=at
        )
        recording.add(policy, "policy", "the default policy", number=0)
    _refuse_other_days(recording.session, board, file.division)
    recording.set(
        board,
        "board",
        board.name,
        division=file.division,
        accountable_body=file.accountable_body,
        mail_from=file.mail_from,
        reply_to=file.reply_to,
        marking=file.marking,
    )
    return board


@dataclass(slots=True)
class _Posts:
    """The board's posts by the key that names are matched by, and the offices they hold."""

    board_id: int
    recording: Recording
    posts: dict[str, Post] = field(default_factory=dict)

    def load(self) -> None:
        known = select(Post).where(col(Post.board_id) == self.board_id)
        self.posts = {row.match_key: row for row in self.recording.session.exec(known)}

    def enter(self, file: CommitteeFile) -> None:
        """The posts that the file names are there; their agency is for the contacts to say."""
        kinds = (
            (file.secretary, PostKind.SECRETARY),
            (file.chair, PostKind.CHAIR),
            (file.independent_chair, PostKind.INDEPENDENT_CHAIR),
            *((name, PostKind.MEMBER) for name in file.members),
        )
        for name, kind in kinds:
            key = match_key(name)
            if key and key not in self.posts:
                post = Post(board_id=self.board_id, name=name, match_key=key, kind=kind)
                self.posts[key] = post
                self.recording.add(post, "post", f"the post {name}", name=text_hash(name))

    def number_of(self, name: str) -> int | None:
        return self.posts[match_key(name)].id if name else None

    def named(self, file: CommitteeFile) -> list[Post]:
        """The posts of the file in its order, each once."""
        names = (file.secretary, file.chair, file.independent_chair, *file.members)
        return list(
            {match_key(name): self.posts[match_key(name)] for name in names if name}.values()
        )

    def take_offices(self, before: Collection[int]) -> None:
        """A post with an office is of its kind; one that lost its last office is a member's."""
        offices = offices_of(self.recording.session, self.board_id)
        for post in self.posts.values():
            held = offices.get(number(post), [])
            if held and post.kind not in held:
                self.recording.set(post, "post", post.name, kind=held[0])
            elif not held and number(post) in before:
                self.recording.set(post, "post", post.name, kind=PostKind.MEMBER)


def _committee(recording: Recording, board: Board, file: CommitteeFile, posts: _Posts) -> Committee:
    query = select(Committee).where(col(Committee.board_id) == board.id)
    key = match_key(file.name)
    rows = recording.session.exec(query)
    committee = next((row for row in rows if match_key(row.name) == key), None)
    secretary, chair = posts.number_of(file.secretary) or 0, posts.number_of(file.chair) or 0
    if committee is None:
        committee = Committee(
            board_id=number(board),
            name=file.name,
            secretary_post_id=secretary,
            chair_post_id=chair,
        )
        hashed = text_hash(file.name)
        recording.add(
            committee,
            "committee",
            f"the committee {file.name}",
            name=hashed,
            secretary=secretary,
            chair=chair,
        )
    recording.set(
        committee,
        "committee",
        committee.name,
        secretary_post_id=secretary,
        chair_post_id=chair,
    )
    recording.session.flush()
    return committee


def _members(recording: Recording, committee: Committee, wanted: list[int]) -> None:
    mine = col(CommitteeMember.committee_id) == committee.id
    query = select(CommitteeMember.post_id).where(mine).order_by(col(CommitteeMember.place))
    before = list(recording.session.exec(query))
    if before == wanted:
        return
    recording.session.execute(delete(CommitteeMember).where(mine))
    recording.session.add_all(
        CommitteeMember(committee_id=number(committee), post_id=post, place=place)
        for place, post in enumerate(wanted)
    )
    if before:
        recording.changed.append(f"{committee.name}: members")
    recording.note("members-set", "committee", number(committee), members=wanted)


def _sections(recording: Recording, board: Board, sections: Iterable[str]) -> None:
    mine = col(BoardSection.board_id) == board.id
    before = set(recording.session.exec(select(BoardSection.name).where(mine)))
    wanted = set(sections)
    if before == wanted:
        return
    recording.session.execute(delete(BoardSection).where(mine))
    recording.session.add_all(
        BoardSection(board_id=number(board), name=name) for name in sorted(wanted)
    )
    if before:
        recording.changed.append(f"{board.name}: sections of a plan that are the board's own")
    hashes = [text_hash(name) for name in sorted(wanted)]
    recording.note("sections-set", "board", number(board), sections=hashes)


def _vacant(session: Session, posts: Iterable[Post], today: date) -> list[str]:
    held = set(
        session.exec(
            select(Tenure.post_id).where(
                col(Tenure.from_on) <= today,
                or_(col(Tenure.until_on).is_(None), col(Tenure.until_on) > today),
            )
        )
    )
    return [post.name for post in posts if post.id not in held]
