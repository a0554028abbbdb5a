"""What is said of numbers that a reference cannot hold as they are printed.

Source: interface, "References": anything but letters, digits, dot and hyphen is left out, and a
reference is given once; "1/2" is 12 in it, which a secretary should know before it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from models.rules.plan_actions import as_in_references
from models.rules.plan_checks import is_a_day
from models.rules.plan_items import PlanItem
from models.rules.plan_sheets import Problem

EXAMPLES = 3
LONGEST = 30
_RUN_TOGETHER = re.compile(r"\d[^A-Za-z0-9.\-]+\d")


def renumbered(items: Sequence[PlanItem], column: str) -> Iterator[Problem]:
    """One problem for all the numbers of a plan that lose a sign; a blank is none.

    It is a warning where figures run together, since that is another number, and one more where
    two numbers become the same.
    """
    numbers = dict.fromkeys(item.number for item in items if 0 < len(item.number) <= LONGEST)
    changed = [number for number in numbers if _loses_a_sign(number)]
    if not changed:
        return
    together = [number for number in changed if _RUN_TOGETHER.search(number)]
    yield Problem(
        code="number_changed",
        severity="warning" if together else "note",
        message=_told(together or changed),
        column=column,
        suggestion=_with_dots(together[0]) if together else "Nothing need be done.",
    )
    if same := _the_same(numbers):
        yield Problem(
            code="duplicate_reference",
            severity="warning",
            message=_told_the_same(same),
            column=column,
        )


def _loses_a_sign(number: str) -> bool:
    return as_in_references(number) != "".join(number.split()) and not is_a_day(number)


def _told(numbers: Sequence[str]) -> str:
    """The first of the numbers with what each is in a reference, and of how many they are."""
    some = [f"“{number}” is {as_in_references(number)}" for number in numbers[:EXAMPLES]]
    return (
        "A reference has letters, digits, dots and hyphens only, and what else a number is printed "
        f"with is left out of it: {', '.join(some)}{_more(numbers)}."
    )


def _more(all_of_them: Sequence[object]) -> str:
    left = len(all_of_them) - EXAMPLES
    return f", and {left} more" if left > 0 else ""


def _with_dots(number: str) -> str:
    dotted = ".".join(re.findall(r"[A-Za-z0-9.\-]+", number))
    return f"To keep them apart, write {dotted} for {number} in the file before it is entered."


def _the_same(numbers: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Each reference that several numbers become, with these."""
    by_reference: dict[str, list[str]] = defaultdict(list)
    for number in numbers:
        by_reference[as_in_references(number)].append(number)
    return [(reference, same) for reference, same in by_reference.items() if len(same) > 1]


def _told_the_same(same: Sequence[tuple[str, list[str]]]) -> str:
    some = [
        f"{' and '.join(f'“{number}”' for number in numbers)} are both {reference}"
        for reference, numbers in same[:EXAMPLES]
    ]
    return f"In a reference {'; '.join(some)}{_more(same)}; each row gets a further number."
