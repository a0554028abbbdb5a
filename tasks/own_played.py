"""A visitor's actions as they were played ahead last: what did not change is not played again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from models.rules.facts import ActionFacts, BoardFacts
from models.rules.overview import OwnAction, own_action
from models.rules.rehearsal import Later

MOST = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """All that says how an action is shown, but for its own facts."""

    board: BoardFacts
    posts: frozenset[int]
    today: date
    later: tuple[Later, ...]

    def shows(self, action: ActionFacts) -> OwnAction:
        """The action as the holder of these posts sees it."""
        return own_action(action, self.board, self.posts, self.today, self.later)

    def beside(self, other: Basis) -> Basis:
        """The same with the other's facts of the board, where they are equal: they are large."""
        if (self.board, self.today, self.later) != (other.board, other.today, other.later):
            return self
        return replace(self, board=other.board, later=other.later)


Known = dict[int, tuple[ActionFacts, OwnAction]]


@dataclass(slots=True)
class OwnPlayed:
    """What was shown last to each of the people who came last, for as long as its facts hold.

    An action costs milliseconds to play a year ahead, its facts a tenth of that to compare. The
    facts of a board are held once: what was shown on others of the same board holds no more.
    """

    _of: OrderedDict[int, tuple[Basis, Known]] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def shown(
        self, person_id: int, basis: Basis, actions: Iterable[ActionFacts]
    ) -> tuple[OwnAction, ...]:
        """The actions as a person sees them, each played only where anything of it is new."""
        basis = self._shared(basis)
        with self._lock:
            before, known = self._of.get(person_id, (None, {}))
        known = known if before == basis else {}
        made: Known = {}
        for action in actions:
            facts, own = known.get(action.action_id, (None, None))
            made[action.action_id] = (
                action,
                own if own and facts == action else basis.shows(action),
            )
        with self._lock:
            for other, (old, _) in list(self._of.items()):
                if old.board is not basis.board and old.board.board_id == basis.board.board_id:
                    del self._of[other]
            self._of[person_id] = (basis, made)
            self._of.move_to_end(person_id)
            while len(self._of) > MOST:
                self._of.popitem(last=False)
        return tuple(own for _, own in made.values())

    def _shared(self, basis: Basis) -> Basis:
        with self._lock:
            known = {one.board.board_id: one for one, _ in self._of.values()}
        last = known.get(basis.board.board_id)
        return basis.beside(last) if last else basis

    def keep(self, people: Collection[int], on: date) -> None:
        """Forget what was shown on another day, and to everybody else."""
        with self._lock:
            for person_id, (basis, _) in list(self._of.items()):
                if person_id not in people or basis.today != on:
                    del self._of[person_id]
