"""One action asked about on one day: what every rule of the ladder is told, and its answer.

Source: procedure.md, "Told" and rule 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.rules.calendar import Calendar
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts, Entry, Stop
from models.rules.firsts import Lines, firsts_of
from models.rules.quick import quickly_made
from models.rules.recipients import secretary_of
from models.rules.stops import stops_on
from models.rules.words import NoticeState, Step, StopKind

# No M, R or E step is told before A ("Told").
BEFORE_A = "the lead has not been told yet that it is theirs (step A)"


class Verdict(StrEnum):
    """What the ladder says of a step on a day."""

    TOLD = "told"
    WAITING = "waiting"
    DUE = "due"
    LATER = "later"
    PASSED_OVER = "passed-over"
    HELD_BACK = "held-back"


@quickly_made
@dataclass(frozen=True, slots=True)
class StepView:
    """One step of an action as of a day: its planned day, the verdict and the reason.

    A step with several causes (two decisions, say) has a view for each.
    """

    step: Step
    cause: str
    planned_on: date | None
    verdict: Verdict
    reason: str
    # Where the table of steps names no posts: those who were told what the step answers.
    posts: tuple[int, ...] = ()


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An action, its board and a day, with what every step asks of them worked out once.

    `key` is the cause that R, E and A have from the current version of the date. `stops` are
    those that have begun by `as_of`, each with the day on which it ends for the ladder (rule 10).
    `lines` is the ledger by step and cause without what was withdrawn; `withdrawn` says of what
    was, for which step and cause, and whether for the leads or for a secretary for whom nobody has
    had it since, and `refused` which of them a
    person kept back, `let_go` which were released since.
    """

    action: ActionFacts
    board: BoardFacts
    as_of: date
    key: str
    first_a_on: date | None
    stops: tuple[Stop, ...]
    lines: Lines
    withdrawn: frozenset[tuple[Step, str, bool]]
    refused: frozenset[tuple[Step, str]]
    let_go: frozenset[tuple[Step, str]]

    @property
    def calendar(self) -> Calendar:
        """The board's working days."""
        return self.board.calendar

    @property
    def is_over(self) -> bool:
        """True of an action that is closed, or whose own entry was struck."""
        closed = self.action.stopped(self.as_of, StopKind.CLOSURE)
        return self.action.struck_on is not None or closed is not None

    def firsts(self, step: Step, cause: str | None = None) -> tuple[Entry, ...]:
        """The first-named person's lines for a step and cause, without those withdrawn."""
        return firsts_of(self.action, self.board, self.as_of, self.lines, (step, cause or self.key))


def ask(action: ActionFacts, board: BoardFacts, as_of: date) -> Question:
    """The question that the rules of the ladder answer."""
    key = action.version.key
    lines, withdrawn = _by_step(action, board)
    refused = frozenset([(e.step, e.cause) for e in action.ledger if e.refused])
    return Question(
        action=action,
        board=board,
        as_of=as_of,
        key=key,
        first_a_on=told_on(firsts_of(action, board, as_of, lines, (Step.A, key))),
        stops=stops_on(action, board, as_of),
        lines=lines,
        withdrawn=withdrawn,
        refused=refused,
        let_go=frozenset([(e.step, e.cause) for e in action.ledger if e.let_go]),
    )


def _by_step(
    action: ActionFacts, board: BoardFacts
) -> tuple[Lines, frozenset[tuple[Step, str, bool]]]:
    lines: dict[tuple[Step, str], tuple[Entry, ...]] = {}
    withdrawn: set[tuple[Step, str, bool]] = set()
    for entry in action.ledger:
        place = (entry.step, entry.cause)
        if entry.state is NoticeState.WITHDRAWN:
            withdrawn |= {(*place, leads) for leads in _whose(action, board, entry)}
        else:
            lines[place] = (*lines.get(place, ()), entry)
    again = {
        one for one in withdrawn if one[2] or not _stands(action, board, lines.get(one[:2], ()))
    }
    return lines, frozenset(again)


def _stands(action: ActionFacts, board: BoardFacts, lines: tuple[Entry, ...]) -> bool:
    """True where one of the lines is the secretary's: a stand-in had what was withdrawn."""
    return any(False in _whose(action, board, one) for one in lines)


def is_secretary_line(action: ActionFacts, board: BoardFacts, entry: Entry) -> bool:
    """True of a line meant for the committee's secretary as such, though a stand-in was told it."""
    secretary = board.committees[action.committee_id].secretary_id
    meant = entry.answers_for == secretary and secretary not in action.leads
    return meant and not entry.first


def _whose(action: ActionFacts, board: BoardFacts, entry: Entry) -> set[bool]:
    """Whose a line was: the leads' (True), the secretary's (False), or both in one.

    Who has the secretary's list and stands in for a lead as well has one line of a month's M.
    """
    if is_secretary_line(action, board, entry):
        return {False}
    return {True, False} if _had_both(action, board, entry) else {True}


def _had_both(action: ActionFacts, board: BoardFacts, entry: Entry) -> bool:
    place = (entry.step, entry.cause)
    refused = {e.person_id for e in action.ledger if e.bounced and (e.step, e.cause) == place}
    out = (board.undeliverable | refused) - {entry.person_id}
    who = secretary_of(action, replace(board, undeliverable=out), entry.recorded_on)
    return who is not None and who.post_id == entry.post_id


def told_on(entries: Iterable[Entry]) -> date | None:
    """The first day on which one of the lines was told; None until then ("Told")."""
    days = [e.told_on for e in entries if e.told_on is not None]
    return min(days) if days else None


def first_a_on(action: ActionFacts) -> date | None:
    """The day A was first told for the action's current version; None until then."""
    key = action.version.key
    return told_on(e for e in action.standing_entries(Step.A) if e.first and e.cause == key)


def fifth_day(board: BoardFacts) -> date:
    """The fifth WD after the last change of policy (rule 14); long past where there was none."""
    change, wait = board.change, board.policy.ladder.after_change_wd
    return date.min if change is None else board.calendar.plus(change.on, wait)


def already(
    q: Question, step: Step, planned_on: date | None, cause: str | None = None
) -> StepView | None:
    """TOLD, WAITING or PASSED_OVER where the ledger has the step; None where it has not.

    A step that waits is not queued a second time, and a withdrawn one counts as neither told nor
    passed over (rule 1).
    """
    if not q.refused and (step, cause or q.key) not in q.lines:
        return None
    lines = q.firsts(step, cause)
    if not lines:
        return kept_back(q, step, planned_on, cause or q.key)
    told = told_on(lines)
    if told is not None:
        verdict, reason = Verdict.TOLD, f"told on {day_words(told)}"
    elif any(e.state is NoticeState.PASSED_OVER for e in lines):
        verdict, reason = Verdict.PASSED_OVER, "passed over by an earlier run"
    else:
        verdict, reason = Verdict.WAITING, "on its way, not yet accepted"
    return StepView(step, cause or q.key, planned_on, verdict, reason)


def kept_back(q: Question, step: Step, planned_on: date | None, cause: str) -> StepView | None:
    """HELD_BACK where the step was refused: not due again until a person says so (rule 12)."""
    if (step, cause) not in q.refused:
        return None
    reason = "kept back, until it is released"
    return StepView(step, cause, planned_on, Verdict.HELD_BACK, reason)
