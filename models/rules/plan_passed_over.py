"""A sheet or a table of a plan's file that is headed as no plan: said, and how loudly.

Where its rows say what is to be done by a post, or by a day, a part of the plan may be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten

from models.rules.plan_heading_offers import offer_of
from models.rules.plan_keys import keys_beside
from models.rules.plan_offices import office_words
from models.rules.plan_sections import is_footnote
from models.rules.plan_sheets import Problem
from models.rules.plan_text import may_hold_date
from models.rules.policy import Offices

_OFFICES = office_words(Offices())
# What stands beside plans: their versions, addresses, a key of colours.
_NO_PLAN = re.compile(
    r"\b(?:version|author|revision|distribution|circulation|attendees|apologies|e-?mail|telephone|meaning"
    r"|definition|abbreviation|glossary|tab|sheet|contents|signature)s?\b"
    r"|\bsign(?:ed)?[- ]?off\b|^(?:key|colour)$",
    re.IGNORECASE,
)
LONGEST_POST = 80
LONGEST_HEAD = 120
FEWEST_CELLS = 2
WAY = (
    "If it is a part of the plan, head its columns as the plan's are (Recommendation, Action, "
    "Lead, Date) and read the file again; or ask whoever looks after the program to name its "
    "headings in the policy, under [headings]."
)


def passed_over(what: str, rows: Iterable[Sequence[str]]) -> Problem:
    """What is said of a sheet or table without a plan's headings: a warning if it may be one."""
    filled = ([" ".join(text.split()) for text in row if text.strip()] for row in rows)
    head, *said = [cells for cells in filled if len(cells) >= FEWEST_CELLS] or [[]]
    is_key = keys_beside(enumerate([head, *said]), {}, "")
    if is_key or _heads_no_plan(head) or not any(map(_may_be_action, said)):
        message = f"{what} is not a table of actions; it was passed over."
        return Problem(code="passed_over", severity="note", message=message)
    rows_say = f"its {len(said)} rows" if len(said) > 1 else "its row"
    message = (
        f"{what} was passed over, though {rows_say} may be actions of the plan: it has no heading "
        f"row that is known ({shorten(', '.join(head), LONGEST_HEAD, placeholder=' …')})."
    )
    return Problem(code="passed_over", severity="warning", message=message, suggestion=WAY)


def below_tables(lines: Iterable[str]) -> Iterator[Problem]:
    """A note for each footnote among the lines that stand below a document's tables."""
    for line in filter(is_footnote, lines):
        said = shorten(line, LONGEST_HEAD, placeholder=" …")
        message = f"“{said}” stands below a table as a note; it was not read."
        yield Problem(code="left_out", severity="note", message=message)


def _heads_no_plan(head: Sequence[str]) -> bool:
    """True of a row that heads what stands beside plans.

    It has a word of that; or it is a label and a post or a day, as the rows below it are then; or
    each of its headings is known, and none says what is to be done.
    """
    if any(map(_NO_PLAN.search, head)):
        return True
    told = [offer_of(text, {})[1][:1] for text in head]
    said = [_is_post_or_date(text) and not means for text, means in zip(head, told, strict=True)]
    if len(head) == FEWEST_CELLS and any(said):
        return True
    return all(told) and ("recommendation",) not in told and ("key_actions",) not in told


def _may_be_action(cells: Sequence[str]) -> bool:
    """True of a row with some words, and beside them a post, an agency or a date."""
    said = [text for text in cells if not _is_post_or_date(text)]
    return len(said) < len(cells) and any(" " in text for text in said)


def _is_post_or_date(text: str) -> bool:
    if len(text) > LONGEST_POST:
        return False
    return _OFFICES.is_service(text) or _OFFICES.opens_post(text) or may_hold_date(text)
