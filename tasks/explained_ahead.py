"""What of an action is held back or passed over, and what comes next, as `matters why` tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.rules.coming import Coming, firsts_of_days
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.holding import waits_at_gate
from models.rules.ladder import StepView, Verdict, view
from models.rules.months import month_cause
from models.rules.notices import Notice
from models.rules.passed_over import (
    NotTold,
    held_clause,
    passed_reminders,
    reminders_to_pass,
    stopped_lists,
)
from models.rules.recipients import is_told_as_well
from models.rules.rehearsal import RehearsedDay
from models.rules.step_words import LISTED_FOR_SECRETARY, STEP_CLAUSES
from models.rules.stopped_stages import stage_kept_back, stages_taken
from models.rules.words import Step
from tasks.explained import HeldBack, Next
from tasks.explained_told import is_meant, joined, name_of

UNANSWERED = "Unanswered for {} working days, it is a decision in the pack."
AGAIN = {
    Step.M: "Then each month while it is open.",
    Step.C: "Then at each checkpoint.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An action, its board and a day, with the days that come if nobody answers or decides."""

    action: ActionFacts
    board: BoardFacts
    as_of: date
    days: Sequence[RehearsedDay]

    @property
    def views(self) -> tuple[StepView, ...]:
        """Every step of the action as of the day."""
        return view(self.action, self.board, self.as_of)

    def held_back(self) -> tuple[HeldBack, ...]:
        """What was not told on its day, or will not be, by its day; what has no day at the end."""
        found = [*self._passed(), *self._held()]
        return tuple(sorted(found, key=lambda one: one.planned_on or date.max))

    def _passed(self) -> Iterator[HeldBack]:
        asked = (self.action, self.board, self.as_of)
        for one in (*passed_reminders(*asked), *reminders_to_pass(*asked, self.days)):
            yield self._not_told(one)

    def _held(self) -> Iterator[HeldBack]:
        lists = stopped_lists(self.action, self.board, self.as_of)
        comes = {n.cause for day in self.days for n in day.notices if n.step is Step.M}
        for one in lists:
            if month_cause(one.planned_on) not in comes:
                yield self._not_told(one)
        listed = {one.planned_on for one in lists}
        for one in stages_taken(self.action, self.board, self.as_of):
            yield self._not_told(one)
        kept = stage_kept_back(self.action, self.board, self.as_of)
        for v in self.views:
            again = v.step is Step.M and v.planned_on in listed
            if v.verdict is Verdict.HELD_BACK and not again:
                without = v.planned_on is None and kept is not None and kept.step is v.step
                yield self._kept(v, kept if without else None)

    def _kept(self, v: StepView, kept: NotTold | None) -> HeldBack:
        """A step that is held back; `kept` is its stage where a stop leaves it without a day."""
        return HeldBack(
            step=v.step,
            name=self._name(v.step, v.cause, self.action.due_on),
            planned_on=kept.planned_on if kept else v.planned_on,
            verdict=v.verdict,
            reason=kept.reason if kept else v.reason,
            clause=held_clause(v, self.action, self.board, self.as_of),
            due_on=self.action.due_on,
        )

    def _not_told(self, one: NotTold) -> HeldBack:
        return HeldBack(
            step=one.step,
            name=self._name(one.step, "", one.due_on),
            planned_on=one.planned_on,
            verdict=Verdict.PASSED_OVER,
            reason=one.reason,
            clause=one.clause,
            due_on=one.due_on,
        )

    def next_steps(self, held_for: Mapping[Step, str]) -> tuple[Next, ...]:
        """What is on its way, by why it has not left, and what comes after it."""
        waiting = [
            Next(
                step=v.step,
                name=self._name(v.step, v.cause, self.action.due_on),
                planned_on=v.planned_on,
                verdict=v.verdict,
                reason=held_for.get(v.step) or v.reason,
            )
            for v in self.views
            if v.verdict is Verdict.WAITING
        ]
        firsts = firsts_of_days(self.action, self.board, self.days, self.as_of)
        # A day that finds a vacancy has an S, and the secretary's day is shown of no action.
        firsts = tuple(one for one in firsts if one.view.step is not Step.S)
        held_by = {v.step: v.reason for v in self.views if v.verdict is Verdict.HELD_BACK}
        return (*waiting, *(self._next(one, held_by) for one in firsts))

    def _next(self, one: Coming, held_by: Mapping[Step, str]) -> Next:
        step, posts, own = one.view.step, self.board.posts, one.for_secretary
        return Next(
            step=step,
            name=self._name(step, one.view.cause, self.action.due_on, for_secretary=own),
            planned_on=one.on,
            verdict=one.view.verdict,
            reason=joined(one.view.reason, waits_at_gate(step, self.board.policy)),
            to=tuple(posts[n.post_id].name for n in one.notices if not n.copy),
            copies=tuple(posts[n.post_id].name for n in one.notices if n.copy),
            clause=LISTED_FOR_SECRETARY if own else STEP_CLAUSES[step],
            held_by="" if own else held_by.get(step, ""),
            again=self._again(step),
            as_well=tuple(posts[n.post_id].name for n in one.notices if self._as_well(step, n)),
            instead_of={posts[n.post_id].name: n.for_words for n in one.notices if n.for_words},
            own_right=tuple(posts[n.post_id].name for n in one.notices if self._own(step, n)),
        )

    def _as_well(self, step: Step, one: Notice) -> bool:
        """True of who is told a stage because its first-named is not escalated past."""
        meant = one.copy or one.for_words
        return not meant and is_told_as_well(self.action, self.board, step, one.post_id)

    def _own(self, step: Step, one: Notice) -> bool:
        return bool(one.for_words) and is_meant(self.action, self.board, step, one.post_id)

    def _again(self, step: Step) -> str:
        if step in (Step.I6, Step.I12):
            return UNANSWERED.format(self.board.policy.reminders.impact_late_wd)
        return AGAIN.get(step, "")

    def _name(
        self, step: Step, cause: str, due: date | None, *, for_secretary: bool = False
    ) -> str:
        about = (self.action, self.board)
        return name_of(step, cause, due, *about, for_secretary=for_secretary)
