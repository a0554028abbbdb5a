"""What a row of a plan takes from the row above it."""

from __future__ import annotations

import re
from dataclasses import replace

from models.rules.plan_items import PlanItem

_AS_ABOVE = re.compile(
    r"(?:(?:the )?(?:same )?(?:as (?:in |for )?|see )(?:the row )?above|ditto|do\.)\W*"
    r"|[\"\u201c\u201d\u3003]+",
    re.IGNORECASE,
)
_OF_ROWS = re.compile(
    r"^\W*(?:(?:action|unique|row) )?(?:id|item|line|row|serial)\b", re.IGNORECASE
)
_PART = re.compile(r"\(?(?:[a-z]|[ivx]+)")


def led_as_above(item: PlanItem, above: PlanItem | None) -> PlanItem:
    """The item with the leads of the row above, where its lead cell says no more than that.

    What was written stays as it is; the date is that of its own row.
    """
    if above is None or not _AS_ABOVE.fullmatch(item.lead_text):
        return item
    theirs = [replace(lead, date=item.date, has_own_date=False, label="") for lead in above.leads]
    return replace(item, leads=tuple(theirs) or item.leads)


def carried(item: PlanItem, above: PlanItem | None) -> PlanItem:
    """The item with the recommendation of the row above, where it carries on over this row.

    It does where the cell is empty under the same number, a part of it or none, where the numbers
    are those of rows ("ID") and not of recommendations, or where it repeats the one above or says
    "as above".
    """
    if above is None or not above.recommendation:
        return item
    says_so = _AS_ABOVE.fullmatch(item.recommendation)
    if item.recommendation and not says_so:
        same = item.recommendation == above.recommendation
        return replace(item, carried_forward=True) if same else item
    part = _PART.fullmatch(item.number)
    of_rows = item.key_actions and _OF_ROWS.search(item.columns.get("number", ""))
    if not (says_so or part or of_rows or _under(item.number, above.number)):
        return item
    return replace(
        item,
        number=above.number if part else item.number or above.number,
        action_no=item.action_no or (item.number if part else ""),
        recommendation=above.recommendation,
        agency_group=item.agency_group or above.agency_group,
        carried_forward=True,
    )


def _under(number: str, above: str) -> bool:
    """True of no number, the same number and its parts: "4.2" and "4b" stand under "4" or "4.1"."""
    stem = re.match(r"(?:[A-Za-z]+[-./ ]?)?\d+", above)
    return number in ("", above) or (
        stem is not None and re.match(rf"{re.escape(stem[0])}(?:$|[./a-z-])", number) is not None
    )
