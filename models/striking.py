"""What an entry of the history did, taken back and done again.

An entry's effects depend on itself, and whether it may be on what was before it. So what is struck
and all that came after it is taken back, and each later entry is put to the rules again on the
register as it stands then. The rows keep their numbers: a notice's cause is one of them. All in
the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import col, select

from models.answers import Decision, Evidence, Response, Stop
from models.effects_writing import Cause, When, adopt_closures, end_stops, settle_conclusion
from models.governance import Meeting
from models.history import History
from models.plan import Action, DueVersion
from models.rules import decisions, responses
from models.rules.corrections import ANSWERS
from models.rules.progress import Deciding, Effects, NotAllowed, Said
from models.rules.words import DecisionKind
from models.striking_by_hand import ByHand, acted
from models.striking_rows import Made


@dataclass(slots=True)
class Striking(ByHand):
    """One action's entries taken back from one on, and done again without it.

    `standing` are those that hold so far, in the order in which they were recorded.
    """

    standing: list[History] = field(default_factory=list)

    def take_back(self, entry: History) -> Made:
        """What an entry made, now that its rows are struck and what it ended goes on."""
        word = entry.what.partition(" ")[0]
        if word == "answered":
            return self._answer(entry, self.day)
        if word == "decided":
            return self._decision(entry, self.day)
        return self.take_back_by_hand(entry)

    def do_again(self, entry: History) -> None:
        """An entry's rows stand again. Raises NotAllowed where the rules refuse it now."""
        word = entry.what.partition(" ")[0]
        if word == "answered":
            self._answer_again(entry)
        elif word == "decided":
            self._decide_again(entry)
        else:
            self.do_again_by_hand(entry)
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
        by = acted(row.person_id, row.post_id)
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
