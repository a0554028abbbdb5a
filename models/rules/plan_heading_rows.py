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
    own = _figure(_ITSELF.sub("", text))
    return _figure_of(below).startswith(f"{own}.")


def is_missing(text: str, above: Sequence[str], below: Sequence[str]) -> bool:
    """True of "2 - withdrawn" between the rows 1 and 3: the row itself, and no agency's name."""
    figures = [_figure_of(above), _figure(text), _figure_of(below)]
    if not all(map(str.isdigit, figures)) or is_like_an_agency(bare_section(text)):
        return False
    before, own, after = map(int, figures)
    return before < own < after


def _figure(text: str) -> str:
    """ "2.1" for "2.1 Share"; "" for a text that begins with none."""
    found = _FIGURE.match(text)
    return found[1] if found else ""


def _figure_of(cells: Sequence[str]) -> str:
    return _figure(next(filter(str.strip, cells), ""))


def is_peer(text: str, section: str) -> bool:
    """True of a line labelled as the heading of an agency above it, with a number that goes on."""
    order = order_of(text)
    if not order or order != order_of(section):
        return False
    return order != "figure" or _whole(text) > _whole(section)


def _whole(text: str) -> int:
    """3 for "3.1 Housing", whose label is a figure."""
    return int(_figure(text.lstrip("([")).partition(".")[0])


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
    return order_of(text) in orders and not is_theme(text) and is_titled(without_order(text))
