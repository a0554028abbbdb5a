"""The agencies and posts that a plan's rows name: found in the register, or made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from models.chain import text_hash
from models.governance import Agency, BoardSection
from models.people import Post
from models.recording import Recording, number
from models.rules.contacts import match_key
from models.rules.plan_section_labels import section_key
from models.rules.words import Channel, PostKind


@dataclass(slots=True)
class Places:
    """A board's agencies and posts by the keys that names are matched by.

    What a plan names and nobody has entered yet is made, with its entry for the history.
    """

    session: Session
    board_id: int
    board_name: str
    today: date
    agencies: dict[str, int] = field(default_factory=dict)
    posts: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    own_sections: frozenset[str] = frozenset()
    recording: Recording = field(init=False)

    def __post_init__(self) -> None:
        """Read what the board has: three queries."""
        self.recording = Recording(self.session, self.today)
        agencies = select(Agency).where(col(Agency.board_id) == self.board_id)
        self.agencies = {match_key(row.name): number(row) for row in self.session.exec(agencies)}
        posts = select(Post).where(col(Post.board_id) == self.board_id)
        for row in self.session.exec(posts):
            self.posts[row.match_key] = (number(row), row.agency_id)
        sections = select(BoardSection.name).where(col(BoardSection.board_id) == self.board_id)
        self.own_sections = frozenset(section_key(name) for name in self.session.exec(sections))

    def is_own(self, section: str) -> bool:
        """True of a section whose actions are the board's own (rule 13)."""
        return section_key(section) in self.own_sections

    def agency(self, section: str) -> int:
        """The agency of a section; the board itself for its own sections and for none."""
        name = section if section and not self.is_own(section) else self.board_name
        key = match_key(name)
        if key not in self.agencies:
            row = Agency(board_id=self.board_id, name=name)
            made = f"the agency {name}"
            self.agencies[key] = self.recording.add(row, "agency", made, name=text_hash(name))
        return self.agencies[key]

    def post(self, name: str, section: str) -> tuple[int, int | None]:
        """The post of that name and its agency.

        A post that no contacts name belongs to the agency of its section (interface.md, "Files").
        """
        key = match_key(name)
        if key not in self.posts:
            row = Post(
                board_id=self.board_id,
                agency_id=self.agency(section),
                name=name,
                match_key=key,
                kind=PostKind.LEAD,
                channel=Channel.EMAIL,
            )
            made = self.recording.add(row, "post", f"the post {name}", name=text_hash(name))
            self.posts[key] = (made, row.agency_id)
        return self.posts[key]
