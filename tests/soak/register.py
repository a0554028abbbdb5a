"""What the register says, read beside the service: runs, what waits, and what was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlmodel import col

from models.database import open_engine, reading
from models.ledger import OPEN_STATES, Message, MessageNotice, Notice, Run
from models.people import Person, Post
from models.plan import Action
from models.rules.words import MessageState, NoticeState, Step
from tests.agreement.playing import NEWS, Heard

WAITING = select(col(Notice.id)).where(col(Notice.state) == NoticeState.WAITING)
UNDER_WAY = (
    select(col(MessageNotice.notice_id))
    .join(Message, col(Message.id) == col(MessageNotice.message_id))
    .where(col(Message.state).in_(OPEN_STATES))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a day has yet to tell: notices, those of them that are in no message yet, messages,
    when the first of these is tried again, and those that nobody tries again.
    """

    notices: int
    fresh: int
    messages: int
    next_at: datetime | None
    undecided: tuple[tuple[int, str], ...]

    @property
    def nothing(self) -> bool:
        """True where all is told."""
        return not self.notices and not self.messages


@dataclass(frozen=True)
class Register:
    """The register of a home, read only."""

    engine: Engine

    @classmethod
    def of(cls, home: Path) -> Register:
        """That of a home."""
        return cls(open_engine(f"sqlite:///{home / 'register.db'}"))

    def has_run(self, day: date) -> bool:
        """True once the day's follow-up is recorded."""
        with reading(self.engine) as session:
            return session.scalar(select(col(Run.id)).where(col(Run.as_of) == day)) is not None

    def left(self) -> Left:
        """What is still to be told."""
        columns = (Message.id, Message.message_id, Message.next_attempt_at, Message.lease_until)
        query = select(*map(col, columns), col(Message.state))
        with reading(self.engine) as session:
            found = session.execute(query.where(col(Message.state).in_(OPEN_STATES))).all()
            notices = session.scalars(WAITING).all()
            under_way = session.scalars(UNDER_WAY).all()
        times = [
            lease if state is MessageState.SENDING else again for *_, again, lease, state in found
        ]
        unknown = [row for row in found if row[4] is MessageState.UNKNOWN and row[2] is None]
        return Left(
            notices=len(notices),
            fresh=len(set(notices) - set(under_way)),
            messages=len(found),
            next_at=min((at for at in times if at), default=None),
            undecided=tuple((row[0] or 0, row[1]) for row in unknown),
        )

    def waiting_people(self) -> set[str]:
        """The names of those for whom something waits."""
        query = select(col(Person.name)).join(Notice, col(Notice.person_id) == col(Person.id))
        with reading(self.engine) as session:
            found = session.scalars(query.where(col(Notice.state) == NoticeState.WAITING))
            return {str(name) for name in found}

    def states(self) -> dict[str, MessageState]:
        """Per message by its Message-ID how it stands."""
        with reading(self.engine) as session:
            rows = session.execute(select(col(Message.message_id), col(Message.state)))
            return {number: state for number, state in rows}  # noqa: C416 - rows are no pairs

    def heard(self) -> set[Heard]:
        """Every notice that was told, as both readings of the procedure are compared on it."""
        query = (
            select(
                col(Notice.told_on),
                col(Notice.step),
                col(Action.reference),
                col(Notice.reason),
                col(Post.name),
                col(Notice.copied),
            )
            .join(Post, col(Post.id) == col(Notice.post_id))
            .outerjoin(Action, col(Action.id) == col(Notice.action_id))
            .where(col(Notice.told_on).is_not(None))
        )
        with reading(self.engine) as session:
            return {
                Heard(on, step.value, action or _about(step, reason), post, copy=copied)
                for on, step, action, reason, post, copied in session.execute(query)
            }


def _about(step: Step, reason: str) -> str:
    """The kinds of news that an S tells of."""
    kinds = {kind for word, kind in NEWS.items() if word in reason}
    return " ".join(sorted(kinds)) if step is Step.S else ""
