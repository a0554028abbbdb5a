"""What was done by hand, taken back and done again: dates, silences, titles, leads, parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from models.action_reading import action_facts, some
from models.answers import Edit, Stop
from models.history import History
from models.plan import Action, ActionLead, DueVersion
from models.rules import by_hand
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.progress import Actor, NotAllowed, refuse_closed
from models.rules.words import VersionCause
from models.striking_rows import Made, Rows

BoardOn = Callable[[date], BoardFacts]


@dataclass(slots=True)
class ByHand(Rows):
    """The entries of one action that a person made by a command of their own.

    They are struck on `day`; `board_on` has the board's facts of the day of an entry.
    """

    day: date
    board_on: BoardOn

    def take_back_by_hand(self, entry: History) -> Made:
        """What such an entry made, now that its rows are struck."""
        by_word: dict[str, Callable[[History], Made]] = {
            "date confirmed": lambda one: self._confirmation(one, self.day),
            "silenced": lambda one: self._silence(one, self.day),
            "edited": self._untitle,
            "handed over": self._hand_back,
            "split": lambda one: self._parts(one, self.day),
            "action added": lambda one: self._addition(one, self.day),
        }
        return by_word[entry.what](entry)

    def do_again_by_hand(self, entry: History) -> None:
        """Its rows stand again. Raises NotAllowed where the rules refuse it now."""
        by_word: dict[str, Callable[[History], None]] = {
            "date confirmed": self._confirm_again,
            "silenced": self._silence_again,
            "edited": self._title_again,
            "handed over": self._hand_over_again,
            "split": self._split_again,
        }
        by_word[entry.what](entry)

    def _asked(self, entry: History) -> tuple[ActionFacts, BoardFacts]:
        """An entry's action, on its day, as the register stands without what came after."""
        self.session.flush()
        day = entry.holds_from
        (action,) = action_facts(self.session, some([entry.action_id or 0]), day)
        return action, self.board_on(day)

    def _confirmation(self, entry: History, day: date | None) -> Made:
        query = select(DueVersion.id).where(
            col(DueVersion.action_id) == entry.action_id,
            col(DueVersion.cause) == VersionCause.CONFIRMED,
            col(DueVersion.recorded_at) == entry.recorded_at,
        )
        versions = [i for i in self.session.exec(query) if i is not None]
        self.mark(DueVersion, versions, day)
        return Made(causes=frozenset(f"v{i}" for i in versions))

    def _confirm_again(self, entry: History) -> None:
        action, _ = self._asked(entry)
        if action.due_on is not None:
            raise NotAllowed("no reading would wait to be confirmed")
        self._confirmation(entry, None)

    def _silence(self, entry: History, day: date | None) -> Made:
        self.mark(Stop, [entry.subject_id], day)
        return Made(causes=frozenset([f"s{entry.subject_id}"]))

    def _silence_again(self, entry: History) -> None:
        action, board = self._asked(entry)
        row = self.session.get_one(Stop, entry.subject_id)
        until = json.loads(entry.facts)["until"]
        refuse_closed(action, row.from_on)
        by_hand.refuse_longer_silence(action, row.from_on, date.fromisoformat(until), board)
        self._silence(entry, None)

    def _untitle(self, entry: History) -> Made:
        self.mark(Edit, [entry.subject_id], self.day)
        row = self.session.get_one(Edit, entry.subject_id)
        self.set(Action, col(Action.id) == entry.action_id, **row.before)
        return Made()

    def _title_again(self, entry: History) -> None:
        self.mark(Edit, [entry.subject_id], None)
        row = self.session.get_one(Edit, entry.subject_id)
        self.set(Action, col(Action.id) == entry.action_id, **row.after)

    def _hand_back(self, entry: History) -> Made:
        self.mark(Edit, [entry.subject_id], self.day)
        row = self.session.get_one(Edit, entry.subject_id)
        self.mark(ActionLead, row.after["rows"], self.day)
        self.until(row.before["rows"], None)
        return Made(posts=frozenset(row.after["leads"]) - frozenset(row.before["leads"]))

    def _hand_over_again(self, entry: History) -> None:
        action, _ = self._asked(entry)
        refuse_closed(action, entry.holds_from)
        self.mark(Edit, [entry.subject_id], None)
        row = self.session.get_one(Edit, entry.subject_id)
        self.mark(ActionLead, row.after["rows"], None)
        self.until(row.before["rows"], entry.holds_from)

    def _parts(self, entry: History, day: date | None) -> Made:
        facts = json.loads(entry.facts)
        self.mark(Action, facts["parts"], day)
        self.until(facts["rows"], None if day else entry.holds_from)
        next_on = None if day else entry.holds_from
        self.set(Action, col(Action.id).in_(facts["parts"]), next_on=next_on)
        return Made(actions=frozenset(facts["parts"]))

    def _split_again(self, entry: History) -> None:
        action, board = self._asked(entry)
        by = acted(entry.person_id or 0, json.loads(entry.facts)["post"])
        by_hand.refuse_split(action, by, board, entry.holds_from)
        self._parts(entry, None)

    def _addition(self, entry: History, day: date | None) -> Made:
        self.mark(Action, [entry.subject_id], day)
        self.set(Action, col(Action.id) == entry.subject_id, next_on=None)
        return Made(actions=frozenset([entry.subject_id]))


def acted(person_id: int, post_id: int) -> Actor:
    """Who made an entry, in the post in which it was made."""
    return Actor(person_id=person_id, post_ids=frozenset({post_id}), post_id=post_id)
