"""What a day owes: its notices, the posts that could not be told, and when to ask again.

Source: procedure.md, "A notice", rules 1 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.quick import quickly_made
from models.rules.recipients import Recipient
from models.rules.words import Step


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One step, for one cause, to one post: what the day owes and why.

    S and P are of no action, nor is V unless no lead is named.
    """

    action_id: int | None
    step: Step
    cause: str
    post_id: int
    person_id: int
    first: bool
    copy: bool
    planned_on: date
    reason: str
    for_post_id: int | None = None
    for_words: str = ""
    pack_id: int | None = None
    held: bool = False
    let_go: bool = False


def told_to(
    who: Recipient, step: Step, cause: str, *, planned_on: date, reason: str,
    action_id: int | None = None,
) -> Notice:  # fmt: skip
    """The notice of a step to whoever is told it, by their own post or for another."""
    return Notice(
        action_id=action_id,
        step=step,
        cause=cause,
        post_id=who.post_id,
        person_id=who.person_id,
        first=who.first,
        copy=who.copy,
        planned_on=planned_on,
        reason=reason,
        for_post_id=who.for_post_id,
        for_words=who.for_words,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """A post that a step was meant for and that nobody holds, or whose address is refused."""

    action_id: int
    step: Step
    post_id: int | None
    words: str
    told_instead: bool
    agency_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a day owes: its notices, the posts not reached, and when to ask each action again."""

    as_of: date
    quiet: bool
    notices: tuple[Notice, ...] = ()
    unreached: tuple[Unreached, ...] = ()
    next_on: tuple[tuple[int, date | None], ...] = ()
    # The vacancies found that day, in words; not those of the posts that were not reached.
    vacancies: tuple[str, ...] = ()
    # How many of its messages count for the storm guard, and why it is held, if it is.
    counted: int = 0
    held: str = ""
