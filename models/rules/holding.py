"""What is held for a person to release: a run that would send too much, and escalations at a gate.

Source: procedure.md, rule 12, and the review gate of the policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from statistics import median

from models.rules.date_words import day_words
from models.rules.facts import BoardFacts
from models.rules.owed import Notice
from models.rules.policy import Policy, StormGuard
from models.rules.standing import working_days
from models.rules.words import Step

KEPT_BACK_WORDS = "kept back"


def counted(notices: Iterable[Notice]) -> set[int]:
    """To whom the messages of a run go that count: those with more in them than the month's list.

    What a person has released does not count a second time.
    """
    return {n.person_id for n in notices if n.step is not Step.M and not n.let_go}


def storm(count: int, earlier: Sequence[int], guard: StormGuard) -> str:
    """Why a run of so many messages is held, or an empty text.

    `earlier` are the counts of the runs that sent any, the latest first.
    """
    if guard.messages and count > guard.messages:
        return f"it would send {count} messages; more than {guard.messages} are held"
    if not guard.times_usual or len(earlier) < guard.runs_before or count <= guard.at_least:
        return ""
    usual = median(earlier[: guard.runs_counted])
    if count <= guard.times_usual * usual:
        return ""
    return (
        f"it would send {count} messages, more than {guard.times_usual} times the usual "
        f"{usual:g} of a day"
    )


def held_by_storm(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices of a run that is held; the secretary's S tells of it the same day."""
    free = (Step.S,)
    return tuple(n if n.step in free or n.let_go else replace(n, held=True) for n in notices)


def waits_at_gate(step: Step, policy: Policy) -> str:
    """What becomes of a step before it leaves, where the board has a review gate; else nothing."""
    gate = policy.review_gate
    if not gate.on or step.value not in gate.stages:
        return ""
    days = working_days(gate.release_after_wd)
    return f"it waits at the review gate for the secretary, and leaves by itself after {days}"


def held_words(held_on: date, board: BoardFacts, which: str, *, whole_run: bool) -> str:
    """Why a notice that waits has not left: since when it is held, and what lets it go when.

    `which` is the run, or the notice, as the secretary names it to release it.
    """
    since = f"held since {day_words(held_on)}"
    until = f"until the secretary releases it (`matters release {which}`)"
    if whole_run:
        return f"{since} with its whole run, {until}"
    by_itself = board.calendar.plus(held_on, board.policy.review_gate.release_after_wd)
    return f"{since} at the review gate, {until}, or by itself on {day_words(by_itself)}"


def held_at_gate(notices: Iterable[Notice], policy: Policy) -> tuple[Notice, ...]:
    """The notices of a run, those at the review gate held where the board has one."""
    gate = policy.review_gate
    if not gate.on:
        return tuple(notices)
    return tuple(
        replace(n, held=True) if n.step.value in gate.stages and not n.let_go else n
        for n in notices
    )
