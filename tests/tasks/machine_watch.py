"""A world watched at each step: what was told stays told, and nobody is told what is over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from models.action_reading import action_facts, all_of, owed_by
from models.board_reading import board_facts
from models.board_steps_reading import with_steps
from models.database import reading
from models.day_writing import asked_all_on
from models.history import History
from models.ledger import Message, MessageNotice
from models.policy_reading import policy_in_force
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.notices import Notice, decide
from models.rules.words import MessageState, NoticeState, Step, StopKind
from tasks.deliver import deliver
from tasks.holidays import board_calendar
from tasks.looking import verify_history
from tests.stories.world import BOARD_ID, SECRETARY, World
from tests.tasks.machine_colours import check_colours
from tests.tasks.machine_ledger import Line, check_ledger, check_messages, known, ledger

AFTER_CLOSURE = frozenset({Step.Z, Step.D, Step.S, Step.I6, Step.I12})
ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class Watch:
    """A world, what it had told when it was looked at last, and how long its history was."""

    world: World
    told: dict[int, date] = field(default_factory=dict)
    entries: int = 0
    arrived: Counter[str] = field(default_factory=Counter)
    lost: set[str] = field(default_factory=set)

    @property
    def today(self) -> date:
        """The day it is."""
        return self.world.today

    # --- Days ------------------------------------------------------------------------------

    def run(self, *, send: bool = True) -> int:
        """A run of today; the number of notices that it recorded."""
        self.check_nobody_forgotten()
        closed = self._closed()
        notices = self.world.run(send=send).notices
        self._check_told(closed)
        return notices

    def deliver(self) -> None:
        """What waits is sent, without a run."""
        closed = self._closed()
        deliver(self.world.office, BOARD_ID)
        self._check_told(closed)

    def pass_days(self, days: int, *, every_day: bool = True) -> None:
        """Days go by, each WD with its run, or only those that owe something."""
        for _ in range(days):
            self.world.on(self.today + ONE_DAY)
            if every_day or self.world._owing_from() <= self.today:
                self.run()
            else:
                self.check_nobody_forgotten()

    def lose(self, address: str) -> None:
        """A run in which the reply to whatever is sent to an address is lost.

        What is lost twice waits for a person: one that is lost has its second try first.
        """
        if self._unknown():
            return
        sent = len(self.world.letterbox.arrived)
        self.world.letterbox.lost.add(address)
        self.run()
        self.world.letterbox.lost.clear()
        new = self.world.letterbox.arrived[sent:]
        self.lost |= {post.message_id for post in new if post.to == address}

    def _unknown(self) -> bool:
        unknown = select(col(Message.id)).where(col(Message.state) == MessageState.UNKNOWN)
        with reading(self.world.office.engine) as session:
            return session.scalars(unknown).first() is not None

    def left_over(self) -> bool:
        """True where the last run could not reach somebody, or withdrew what the next may tell."""
        last = self.world.reports[-1]
        sent = last.delivered
        return last.has_exceptions or sent is None or bool(sent.withdrawn)

    def sleep(self, days: int) -> None:
        """Days go by on which nothing runs."""
        self.world.on(self.today + days * ONE_DAY)

    def facts(self, session: Session) -> tuple[tuple[ActionFacts, ...], BoardFacts]:
        """All actions and their board as of today."""
        board = board_facts(session, BOARD_ID, self.today, board_calendar)
        return action_facts(session, all_of(BOARD_ID), self.today), board

    # --- What is held true -----------------------------------------------------------------

    def _closed(self) -> set[int]:
        with reading(self.world.office.engine) as session:
            actions, _ = self.facts(session)
        return {a.action_id for a in actions if a.stopped(self.today, StopKind.CLOSURE)}

    def _check_told(self, closed: set[int]) -> None:
        """What was told today, and that of a closed action nothing but what answers its end."""
        with reading(self.world.office.engine) as session:
            lines = ledger(session)
            again = select(col(MessageNotice.notice_id)).join(
                Message, col(Message.id) == col(MessageNotice.message_id)
            )
            resent = set(session.scalars(again.where(col(Message.attempt) > 1)))
        for one in lines:
            if one.told_on is None or one.id in self.told:
                continue
            assert one.told_on == self.today, f"told on another day than {self.today}: {one}"
            over = one.action_id in closed and one.step not in AFTER_CLOSURE
            assert not over or one.id in resent, f"told of a closed action: {one}"
        self._remember(lines)

    def _remember(self, lines: list[Line]) -> None:
        told = {o.id: o.told_on for o in lines if o.state is NoticeState.TOLD and o.told_on}
        gone = {n: day for n, day in self.told.items() if told.get(n) != day}
        assert not gone, f"told once, and not now: {gone}"
        self.told = told
        self.arrived = Counter(post.message_id for post in self.world.letterbox.arrived)

    def check_nobody_forgotten(self) -> None:
        """`next_on` is never later than a day on which the rules owe something.

        A vacancy is told once, whichever of the actions it concerns is asked.
        """
        with reading(self.world.office.engine) as session:
            board = board_facts(session, BOARD_ID, self.today, board_calendar)
            if not board.calendar.is_wd(self.today):
                return
            last = asked_all_on(session, BOARD_ID)
            holds_from = policy_in_force(session, BOARD_ID, self.today).holds_from
            if last is None or last < holds_from:
                return  # the next run asks every action
            board = with_steps(session, board, self.today)
            asked, every = (
                decide(action_facts(session, chosen, self.today), board, self.today).notices
                for chosen in (owed_by(BOARD_ID), all_of(BOARD_ID))
            )
            lines = ledger(session)
        new = set(every) - set(asked)
        again = self.world.reports and self.world.reports[-1].as_of == self.today
        forgotten = [n for n in new if not (again and _of_one_run(n, lines, self.today))]
        assert not forgotten, f"nobody would ask on {self.today}: {forgotten}"

    def look(self) -> None:
        """Everything that must be true between two steps."""
        self._look_at_ledger()
        self._look_at_history()
        check_colours(self.world)

    def _look_at_ledger(self) -> None:
        with reading(self.world.office.engine) as session:
            _, board = self.facts(session)
            (committee,) = board.committees.values()
            lines = ledger(session)
            assert board.posts[committee.secretary_id].name == SECRETARY
            check_ledger(lines, known(session, board.calendar, committee.secretary_id))
            check_messages(session, self.arrived, self.lost)
        self._remember(lines)

    def _look_at_history(self) -> None:
        assert verify_history(self.world.office) == []
        with reading(self.world.office.engine) as session:
            entries = len(session.scalars(select(col(History.id))).all())
        assert entries >= self.entries, "the history has grown shorter"
        self.entries = entries


def _of_one_run(owed: Notice, lines: list[Line], day: date) -> bool:
    """True of what is told by one run of a day: a stage, the month's list of the secretary.

    Of two stages that were silenced the second waits for the next day; a secretary who comes on
    the day of the list finds it told to whoever stood in.
    """
    today = [o for o in lines if o.action_id == owed.action_id and o.recorded_on == day]
    stage = owed.step.is_stage and any(o.step.is_stage for o in today)
    return stage or (owed.step is Step.M and not owed.copy and not owed.first)
