"""A contacts file entered: agencies, posts, their holders and deputies, and the history of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.chain import append, text_hash
from models.day_writing import ask_all
from models.governance import Agency, Board, Committee
from models.people import Post
from models.people_asking import STAND_INS, ask_leads_again
from models.people_holders import People
from models.recording import Recording, number
from models.rules.contact_posts import ContactPost
from models.rules.contacts import ContactProblem, match_key
from models.rules.mail_address import address_key
from models.rules.tenures import TenureRefused
from models.rules.words import Channel, PostKind


@dataclass(slots=True)
class Entered:
    """What a contacts file made, changed and left open; sentences and posts, no person's name.

    Where there are `problems` the caller keeps nothing.
    """

    posts: int = 0
    people: int = 0
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    vacant: list[str] = field(default_factory=list)
    problems: list[ContactProblem] = field(default_factory=list)


@dataclass(slots=True)
class _Posts:
    """The board's agencies and posts, by the keys that names are matched by."""

    board_id: int
    columns: frozenset[str]
    recording: Recording
    problems: list[ContactProblem] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    stands_in_no_more: bool = False
    agencies: dict[str, Agency] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    offices: set[int] = field(default_factory=set)

    def load(self) -> None:
        session = self.recording.session
        agencies = select(Agency).where(col(Agency.board_id) == self.board_id)
        self.agencies = {match_key(row.name): row for row in session.exec(agencies)}
        posts = select(Post).where(col(Post.board_id) == self.board_id)
        self.posts = {row.match_key: row for row in session.exec(posts)}
        self.offices = set(offices_of(session, self.board_id))

    def enter(self, said: Sequence[ContactPost]) -> list[tuple[ContactPost, Post]]:
        """The agencies and posts of the file are there, as the file has them."""
        self._enter_agencies(post.said.agency for post in said)
        fresh = {match_key(one.said.post) for one in said} - self.posts.keys()
        pairs = [(one, self._post(one)) for one in said]
        self.recording.session.flush()
        for one, post in pairs:
            if post.match_key in fresh:
                name = text_hash(post.name)
                self.recording.tell_new(post, "post", f"the post {post.name}", name=name)
            self._update(one, post)
        for one, post in pairs:
            self._set_deputy(one, post)
        return pairs

    def _enter_agencies(self, names: Iterable[str | None]) -> None:
        for name in names:
            if name and match_key(name) not in self.agencies:
                agency = Agency(board_id=self.board_id, name=name)
                self.agencies[match_key(name)] = agency
                hashed = text_hash(name)
                self.recording.add(agency, "agency", f"the agency {name}", name=hashed)

    def _post(self, one: ContactPost) -> Post:
        key = match_key(one.said.post)
        if key not in self.posts:
            kind = one.said.kind or PostKind.LEAD
            post = Post(board_id=self.board_id, name=one.said.post, match_key=key, kind=kind)
            self.posts[key] = post
            self.recording.session.add(post)
        return self.posts[key]

    def _update(self, one: ContactPost, post: Post) -> None:
        """What the file says of the post itself holds; a column that it has not says nothing.

        The kind of a post that holds an office is the office's, which the committee's file gives.
        """
        said, before = one.said, (post.agency_id, post.kind)
        wanted: dict[str, object] = {}
        if said.agency:
            wanted["agency_id"] = self.agencies[match_key(said.agency)].id
        if said.kind and post.id not in self.offices:
            wanted["kind"] = said.kind
        if "Channel" in self.columns:
            wanted["channel"] = said.channel or Channel.EMAIL
        if "Teams" in self.columns:
            wanted["teams_secret"] = said.teams
        self.recording.set(post, "post", post.name, **wanted)
        if (post.agency_id, post.kind) != before:
            self.touched.add(number(post))
            self.stands_in_no_more |= before[1] in STAND_INS

    def _set_deputy(self, one: ContactPost, post: Post) -> None:
        deputy = self.posts.get(match_key(one.said.deputy or ""))
        if one.said.deputy and deputy is None:
            message = f'neither the file nor the register has a post "{one.said.deputy}".'
            self.problems.append(ContactProblem(row=one.said.row, column="Deputy", message=message))
        elif "Deputy" in self.columns:
            wanted = deputy.id if deputy else None
            if self.recording.set(post, "post", post.name, deputy_post_id=wanted):
                self.touched.add(number(post))


def offices_of(session: Session, board_id: int) -> dict[int, list[PostKind]]:
    """The posts that hold an office of the board or its committees, and which."""
    offices: dict[int, list[PostKind]] = defaultdict(list)
    committees = select(Committee.secretary_post_id, Committee.chair_post_id).where(
        col(Committee.board_id) == board_id
    )
    for secretary, chair in session.exec(committees.order_by(col(Committee.id))):
        offices[secretary].append(PostKind.SECRETARY)
        offices[chair].append(PostKind.CHAIR)
    independent = session.get_one(Board, board_id).independent_chair_post_id
    if independent is not None:
        offices[independent].append(PostKind.INDEPENDENT_CHAIR)
    return dict(offices)


def write_contacts(
    session: Session,
    board_id: int,
    said: Sequence[ContactPost],
    columns: frozenset[str],
    *,
    at: datetime,
    today: date,
) -> Entered:
    """What the file made and changed, in this transaction, with its history entries.

    The same file a second time changes nothing. Nobody is removed: who holds a post that the file
    does not name is reported as missing. Open actions led by a post whose holder, deputy, agency
    or address changed are asked again today (interface.md, "Files"; step A), and all of them where
    it stands in for any lead.
    """
    # Two files at once on PostgreSQL: the second waits here, and then sees what the first did.
    session.exec(select(Board.id).where(col(Board.id) == board_id).with_for_update()).one()
    recording = Recording(session, today)
    posts = _Posts(board_id, columns, recording)
    posts.load()
    people = People(recording, board_id)
    people.load()
    pairs = posts.enter(said)
    people.enter(pairs)
    problems = posts.problems + _hold(people, pairs)
    if problems:
        return Entered(problems=sorted(problems, key=lambda problem: problem.row))
    people.settle()
    if recording.changes:
        append(session, board_id, recording.changes, at)
    if posts.stands_in_no_more:
        ask_all(session, board_id)
    ask_leads_again(session, posts.touched | people.touched, today)
    return _entered(pairs, posts, people)


def _hold(people: People, pairs: Sequence[tuple[ContactPost, Post]]) -> list[ContactProblem]:
    problems = []
    for one, post in pairs:
        try:
            people.hold(one, post)
        except TenureRefused as error:
            problems.append(
                ContactProblem(row=error.row, column=error.column, message=error.message)
            )
    return problems


def _entered(pairs: Sequence[tuple[ContactPost, Post]], posts: _Posts, people: People) -> Entered:
    in_file = {number(post) for _, post in pairs}
    with_holder = {number(post) for one, post in pairs if one.holders}
    entered = Entered(
        posts=len(pairs),
        people=len({address_key(c.email or "") for one, _ in pairs for c in one.holders}),
        new=posts.recording.made,
        changed=posts.recording.changed,
    )
    for post in sorted(posts.posts.values(), key=number):
        held = people.holder(number(post), posts.recording.today) is not None
        if held and number(post) not in with_holder:
            entered.missing.append(post.name)
        if not held and number(post) in in_file | posts.offices:
            entered.vacant.append(post.name)
    return entered
