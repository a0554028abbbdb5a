"""The numbers of actions as the plan's own, where it numbers nothing else.

Source: interface, "References": an action is called by its number as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from models.rules.plan_items import PlanItem

MOSTLY = 0.8
_PART = re.compile(r"[a-z]{1,2}|[ivx]+", re.IGNORECASE)


def called_by_action(items: Sequence[PlanItem]) -> list[PlanItem]:
    """The items of a table, numbered by their actions where no recommendation has a number.

    Letters are parts of what stands above them, and numbers that begin anew under each
    recommendation call no action: both stay what they are.
    """
    said = [item.action_no for item in items if item.action_no]
    if any(item.number for item in items) or not _call_each(said):
        return [*items]
    return [replace(item, number=item.action_no, action_no="") for item in items]


def _call_each(numbers: Sequence[str]) -> bool:
    """True of numbers that are no mere letters, of which nearly every one stands once."""
    are_parts = any(map(_PART.fullmatch, numbers))
    return not are_parts and len(set(numbers)) >= MOSTLY * len(numbers)
