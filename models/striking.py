"""What an entry of the history did, taken back and done again.

An entry's effects depend on itself, and whether it may be on what was before it. So what is struck
and all that came after it is taken back, and each later entry is put to the rules again on the
register as it stands then. The rows keep their numbers: a notice's cause is one of them. All in
the caller's transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import col, select

from models.action_reading import action_facts, some
from models.answers import Decision, Edit, Evidence, Response, Stop
from models.effects_writing import Cause, When, adopt_closures, end_stops, settle_conclusion
from models.governance import Meeting
from models.history import History
from models.plan import Action, ActionLead, DueVersion
from models.rules import by_hand, decisions, responses
from models.rules.corrections import ANSWERS
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.progress import Actor, Deciding, Effects, NotAllowed, Said, refuse_closed
from models.rules.words import DecisionKind, VersionCause
from models.striking_rows import Rows

BoardOn = Callable[[date], BoardFacts]


@dataclass(frozen=True, slots=True)
class Made:
    """What an entry made: the causes of notices that go back to it, the posts that lead by it."""

    causes: frozenset[str] = frozenset()
    posts: frozenset[int] = frozenset()
    actions: frozenset[int] = frozenset()


@dataclass(slots=True)
class Striking(Rows):
    """One action's entries taken back from one on, and done again without it.

    `standing` are those that hold so far, in the order in which they were recorded.
    """

    day: date
    board_on: BoardOn
    standing: list[History] = field(default_factory=list)

    def take_back(self, entry: History) -> Made:
        """What an entry made, now that its rows are struck and what it ended goes on."""
        word = entry.what.partition(" ")[0]
        if word == "answered":
            return self._answer(entry, self.day)
        if word == "decided":
            return self._decision(entry, self.day)
        by_word: dict[str, Callable[[History], Made]] = {
            "date confirmed": lambda one: self._confirmation(one, self.day),
            "silenced": lambda one: self._silence(one, self.day),
            "edited": self._untitle,
            "handed over": self._hand_back,
            "split": lambda one: self._parts(one, self.day),
            "action added": lambda one: self._addition(one, self.day),
        }
        return by_word[entry.what](entry)

    def do_again(self, entry: History) -> None:
        """An entry's rows stand again. Raises NotAllowed where the rules refuse it now."""
        word = entry.what.partition(" ")[0]
        if word == "answered":
            self._answer_again(entry)
        elif word == "decided":
            self._decide_again(entry)
        else:
            by_word: dict[str, Callable[[History], None]] = {
                "date confirmed": self._confirm_again,
                "silenced": self._silence_again,
                "edited": self._title_again,
                "handed over": self._hand_over_again,
                "split": self._split_again,
            }
            by_word[entry.what](entry)
        self.session.flush()
        self.standing.append(entry)

    @contextmanager
    def answers_after(self, day: date) -> Iterator[None]:
        """While a decision of a day is recorded, answers of later days are taken back.

        Minutes are often recorded after the next answer came in: evidence of the day after a
        return is not what was returned, and of the day after a closure it comes late.
        """
        later = [e for e in self.standing if e.what in ANSWERS and e.holds_from > day]
        for one in reversed(later):
            self.take_back(one)
            self.standing.remove(one)
        yield
        for one in later:
            self.do_again(one)

    def _asked(self, entry: History) -> tuple[ActionFacts, BoardFacts]:
        """An entry's action, on its day, as the register stands without what came after."""
        self.session.flush()
        day = entry.holds_from
        (action,) = action_facts(self.session, some([entry.action_id or 0]), day)
        return action, self.board_on(day)

    # --- Answers -----------------------------------------------------------------------------

    def _answer(self, entry: History, day: date | None) -> Made:
        self.mark(Response, [entry.subject_id], day)
        stops = self.stops(entry, col(Stop.response_id))
        self.mark(Stop, stops, day)
        return Made(causes=frozenset([f"r{entry.subject_id}", *(f"s{i}" for i in stops)]))

    def _answer_again(self, entry: History) -> None:
        action, board = self._asked(entry)
        row = self.session.get_one(Response, entry.subject_id)
        files = self.session.exec(select(Evidence.id).where(Evidence.response_id == row.id)).all()
        said = Said(
            progress=row.progress,
            note=row.note,
            evidence_files=len(files),
            forecast_on=row.forecast_on,
            extension_until=row.extension_until,
            reason=row.extension_reason,
        )
        before = responses.overtaken(self._later_days(entry))
        by = _actor(row.person_id, row.post_id)
        effects = responses.respond(action, said, by, board, entry.holds_from, before=before)
        self.mark(Response, [entry.subject_id], None)
        self.stand_again(entry, effects.opens, Cause(response_id=entry.subject_id))

    def _later_days(self, entry: History) -> list[tuple[str, date]]:
        later = (one for one in self.standing if one.holds_from > entry.holds_from)
        return [(one.what, one.holds_from) for one in later]

    # --- Decisions ---------------------------------------------------------------------------

    def _decision(self, entry: History, day: date | None) -> Made:
        self.mark(Decision, [entry.subject_id], day)
        row = self.session.get_one(Decision, entry.subject_id)
        if row.kind is DecisionKind.CONCLUDE:
            settle_conclusion(self.session, row.review_id or 0)
            return Made(causes=frozenset([f"d{row.id}"]))
        self._settle(row)
        if row.kind is DecisionKind.ADOPT:
            self._unadopt(entry)
        if row.kind is DecisionKind.SUPERSEDED:
            self._supersede(entry, None)
        self._go_on(entry)
        stops = self.stops(entry, col(Stop.decision_id))
        versions = self.versions(entry)
        self.mark(Stop, stops, day)
        self.mark(DueVersion, versions, day)
        keys = (f"d{row.id}", *(f"s{i}" for i in stops), *(f"v{i}" for i in versions))
        return Made(causes=frozenset(keys))

    def _decide_again(self, entry: History) -> None:
        action, _ = self._asked(entry)
        row = self.session.get_one(Decision, entry.subject_id)
        if row.post_id in action.leads:
            raise NotAllowed("nobody decides on an action they lead")
        effects = decisions.FOLLOWS[row.kind](action, self._deciding(row))
        if row.kind in decisions.CHANGING:
            with self.answers_after(entry.holds_from):
                self._stand(entry, row, effects)
        else:
            self._stand(entry, row, effects)

    def _stand(self, entry: History, row: Decision, effects: Effects) -> None:
        """A decision stands again, with what follows from it."""
        action_id = entry.action_id or 0
        self.mark(Decision, [entry.subject_id], None)
        self.mark(DueVersion, self.versions(entry), None)
        self._settle(row)
        if effects.adopts:
            adopt_closures(self.session, action_id, Cause(decision_id=row.id))
        if row.kind is DecisionKind.SUPERSEDED:
            self._supersede(entry, row.into_action_id)
        when = When(holds_from=entry.holds_from, at=entry.recorded_at)
        end_stops(self.session, action_id, effects.ends, when, row.id)
        self.stand_again(entry, effects.opens, Cause(decision_id=row.id))

    def _deciding(self, row: Decision) -> Deciding:
        meeting = self.session.get(Meeting, row.meeting_id) if row.meeting_id else None
        return Deciding(
            kind=row.kind,
            on=row.holds_from,
            until=row.until_on,
            event=row.event,
            interval_months=row.interval_months,
            reason=row.reason,
            into_action_id=row.into_action_id,
            meeting_on=meeting.held_on if meeting else None,
            minute=row.minute_ref,
            chairs_action=row.chairs_action,
        )

    def _settle(self, row: Decision) -> None:
        """A reopening that is struck, or stands again, says whether the review is concluded."""
        if row.kind is DecisionKind.REOPEN and row.action_id is not None:
            settle_conclusion(self.session, self.session.get_one(Action, row.action_id).review_id)

    def _supersede(self, entry: History, into: int | None) -> None:
        self.set(Action, col(Action.id) == entry.action_id, superseded_by_id=into)

    def _unadopt(self, entry: History) -> None:
        """The closure that the plan recorded waits again for the committee's word."""
        self.set(
            Stop,
            col(Stop.action_id) == entry.action_id,
            col(Stop.decision_id) == entry.subject_id,
            awaiting_adoption=True,
            decision_id=None,
        )

    def _go_on(self, entry: History) -> None:
        """What a decision ended lasts again until the end it was opened with."""
        self.set(
            Stop,
            col(Stop.action_id) == entry.action_id,
            col(Stop.ended_by_decision_id) == entry.subject_id,
            until_on=col(Stop.own_until_on),
            ended_by_decision_id=None,
        )

    # --- Dates, silences, titles -------------------------------------------------------------

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

    # --- Leads, parts, additions -------------------------------------------------------------

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
        by = _actor(entry.person_id or 0, json.loads(entry.facts)["post"])
        by_hand.refuse_split(action, by, board, entry.holds_from)
        self._parts(entry, None)

    def _addition(self, entry: History, day: date | None) -> Made:
        self.mark(Action, [entry.subject_id], day)
        self.set(Action, col(Action.id) == entry.subject_id, next_on=None)
        return Made(actions=frozenset([entry.subject_id]))


def _actor(person_id: int, post_id: int) -> Actor:
    return Actor(person_id=person_id, post_ids=frozenset({post_id}), post_id=post_id)
