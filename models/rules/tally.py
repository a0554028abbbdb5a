"""What the actions of a day come to as they are asked one after the other: who counts, who was not
reached. Their notices are not kept here, so that a day of any number of actions can be decided.

Source: procedure.md, the table of steps (V, S, P), rules 5, 7 and 12.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.board_notices import (
    board_notices,
    pack_exceptions,
    secretary_notices,
    vacancies_found,
)
from models.rules.facts import BoardFacts
from models.rules.holding import counted, held_at_gate, storm
from models.rules.owed import Notice, Unreached
from models.rules.quick import quickly_made
from models.rules.vacancies import Vacant


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one action owes as of a day, whom it did not reach, and when to ask it again."""

    action_id: int
    notices: tuple[Notice, ...]
    unreached: tuple[Unreached, ...] = ()
    vacant: tuple[Vacant, ...] = ()
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What a day owes besides its actions: V and P, then S; and why all of it is held, if it is.

    `counted` is the number of its messages for the storm guard, `people_held` that of the persons
    for whom something is held.
    """

    own: tuple[Notice, ...] = ()
    news: tuple[Notice, ...] = ()
    vacancies: tuple[str, ...] = ()
    counted: int = 0
    held: str = ""
    people_held: int = 0


class Tally:
    """What is kept of the answers of a day's actions; the board's own part is worked out of it."""

    __slots__ = ("_board", "_counted", "_held", "_may_be_held", "_vacant", "let_go", "unreached")

    def __init__(self, board: BoardFacts) -> None:
        self._board = board
        self._counted: set[int] = set()
        self._may_be_held: set[int] = set()
        self._held: set[int] = set()
        self._vacant: dict[str, Vacant] = {}
        self.unreached: list[Unreached] = []
        self.let_go: list[Notice] = []

    def add(self, one: Answer) -> None:
        """An action was asked."""
        if one.notices:
            self._count(one.notices)
        self.unreached += one.unreached
        for vacant in one.vacant:
            self._vacant[vacant.cause] = vacant

    def end(self, as_of: date) -> End:
        """What the board owes besides, every action having been asked; nothing on a quiet day."""
        board = self._board
        if not board.calendar.is_wd(as_of):
            return End()
        new = vacancies_found(self._vacant.values(), board, as_of)
        own = held_at_gate(board_notices(new, board, as_of), board.policy)
        self._count(own)
        number = len(self._counted)
        why = storm(number, board.sent, board.policy.storm_guard) if board.sent is not None else ""
        people_held = len(self._may_be_held if why else self._held)
        late, missed = pack_exceptions(own, board), {f"p{one.post_id}" for one in self.unreached}
        return End(
            own=own,
            news=secretary_notices(new, people_held, board, as_of, late),
            vacancies=tuple(v.reason for v in new if v.cause.partition("-")[0] not in missed),
            counted=number,
            held=why,
            people_held=people_held,
        )

    def _count(self, notices: tuple[Notice, ...]) -> None:
        self._counted |= counted(notices)
        self.let_go += [n for n in notices if n.let_go]
        self._may_be_held |= {n.person_id for n in notices if not n.let_go}
        self._held |= {n.person_id for n in notices if n.held}
