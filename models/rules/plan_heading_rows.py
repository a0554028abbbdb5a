"""A line in a table that heads the rows below it and is no row.

A row says several things. A line that is merged over all of its cells, stands where the numbers
stand, or is numbered as the parent of what is below, is a heading where those rows say themselves
what they are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from models.rules.plan_section_labels import (
    bare_section,
    is_like_an_agency,
    is_theme,
    is_titled,
    order_of,
    without_order,
)
from models.rules.plan_sections import LONGEST_TITLE, asks, is_footnote

MERGED = 3
_ITSELF = re.compile(
    r"\s*(?:rec\w*|finding|learning|lesson|issue)\b(?:\.?\s*no\b)?\.?", re.IGNORECASE
)
_FIGURE = re.compile(r"\s*(\d+(?:\.\d+)*)")
Fields = Mapping[int, str]


def heads_rows(text: str, fields: Fields, filled: Sequence[int], below: Sequence[str]) -> bool:
    """True of a heading of the row `below`, which has a recommendation of its own, or a number."""
    says = {fields.get(at) for at, cell in enumerate(below) if cell.strip()}
    its_own = "recommendation" if "recommendation" in fields.values() else "number"
    if not {"key_actions", its_own} <= says:
        return False
    is_said = asks(text) or is_footnote(text) or text.endswith((".", ";"))
    if is_said or len(text) > LONGEST_TITLE:
        return False
    if _ITSELF.match(text) or is_parent(text, below):
        return is_parent(text, below)
    is_number = fields.get(filled[0]) in ("number", "action_no") and " " in text
    return is_theme(text) or len(filled) >= MERGED or is_number


def is_parent(text: str, below: Sequence[str]) -> bool:
    """True of "2. Records" and "Recommendation 2" above a row that begins with 2.1."""
    own = _FIGURE.match(_ITSELF.sub("", text, count=1))
    first = _FIGURE.match(next(filter(str.strip, below), ""))
    return bool(own and first and first[1].startswith(f"{own[1]}."))


def is_missing(text: str, above: Sequence[str], below: Sequence[str]) -> bool:
    """True of "2 - withdrawn" between the rows 1 and 3: the row itself, and no agency's name."""
    first = (next(filter(str.strip, cells), "") for cells in (above, below))
    found = [_FIGURE.match(said) for said in (text, *first)]
    if not all(found) or is_like_an_agency(bare_section(text)):
        return False
    own, before, after = (one[1] for one in found if one)
    return own.isdigit() and before.isdigit() and after.isdigit() and (
        int(before) < int(own) < int(after)
    )  # fmt: skip


def is_peer(text: str, section: str) -> bool:
    """True of a line labelled as the heading of an agency above it, with a number that goes on."""
    order = order_of(text)
    if not order or order != order_of(section):
        return False
    figures = [_FIGURE.match(said.lstrip("([")) for said in (section, text)]
    before, own = (int(one[1].partition(".")[0]) if one else 0 for one in figures)
    return order != "figure" or own > before


def agency_orders(lines: Iterable[str]) -> frozenset[str]:
    """The kinds of label that the agencies among a table's headings have."""
    short = (text for text in lines if len(text) <= LONGEST_TITLE)
    return frozenset(
        filter(None, (order_of(text) for text in short if is_like_an_agency(bare_section(text))))
    )


def is_subject_among(text: str, orders: frozenset[str]) -> bool:
    """True of "Area 3: Record keeping", where no heading that is so labelled names an agency.

    A name has capitals: "Area 3: Oakfield Park" may be one.
    """
    order = order_of(text)
    return bool(order) and order not in orders and not is_titled(bare_section(text))


def is_agency_among(text: str, orders: frozenset[str]) -> bool:
    """True of a name without a word for an organisation, labelled as the agencies beside it are."""
    name = without_order(text)
    return name != text and order_of(text) in orders and not is_theme(text) and is_titled(name)
