"""What a newer version of a plan comes to, in the lists that people are shown."""

from __future__ import annotations

from collections.abc import Iterator

from models.rules.plan_changes import Outcome
from models.rules.plan_items import PlanItem
from notifications.reading import Changes
from tasks.plan_update import NEW, Compared, InDoubt


def changes_said(compared: Compared, review: str) -> tuple[Changes, ...]:
    """What people look at first stands first; a list with nothing in it is left out."""
    gone = ((one, "No row of the newer plan is this action.") for one in compared.gone)
    lists = (
        (
            "Rows in doubt",
            "Nothing is done with them until a person says which they are.",
            map(_doubt, compared.doubts),
        ),
        (
            "What only a person changes",
            "The register stays as it is; the command that would change it is named.",
            _lines(compared, Outcome.DECIDE),
        ),
        (
            "Gone from the plan",
            "They stay in the register and are followed until the committee closes them.",
            gone,
        ),
        (
            "Words that the register follows",
            "The newer plan's; those before them are kept.",
            _lines(compared, Outcome.FOLLOWS),
        ),
        (
            "What stays as it was decided",
            "What people decided, edited or closed since.",
            _lines(compared, Outcome.STAYS),
        ),
        ("Added", "Actions that the register does not have yet.", _added(compared, review)),
    )
    said = (Changes(title=title, says=says, lines=tuple(lines)) for title, says, lines in lists)
    return tuple(one for one in said if one.lines)


def _doubt(doubt: InDoubt) -> tuple[str, str]:
    may = " or ".join(doubt.actions)
    one, new = (f"`--same {doubt.row}={which}`" for which in (doubt.actions[0], NEW))
    return doubt.where, f"It may be {may}. Say which: {one}, or {new}."


def _added(compared: Compared, review: str) -> Iterator[tuple[str, str]]:
    """The new actions of a newer version; of a first import every one is new."""
    if compared.order:
        for one in compared.added:
            yield f"{review}/{one.reference}", _words(one.item)


def _words(item: PlanItem) -> str:
    """What is asked for, or what is to be done where the plan does not say why."""
    return item.recommendation or " ".join(item.key_actions)


def _lines(compared: Compared, outcome: Outcome) -> Iterator[tuple[str, str]]:
    return ((reference, change.sentence) for reference, change in compared.cells(outcome))
