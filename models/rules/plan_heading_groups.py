"""Headings in two rows, of which the upper one names groups of columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.rules.plan_heading_offers import BY_SIGN, added_wordings, offer_of
from models.rules.plan_headings import Headings, column_fields, is_header


def joined_header(
    upper: Sequence[str], lower: Sequence[str], headings: Headings = None
) -> tuple[str, ...]:
    """The headings of two rows as one, where the upper names groups; () where it does not.

    A group's heading stands over the first of its columns and the cells beside that are empty (or
    repeat it). Every cell of the lower row is then a known heading, alone or with its group's, and
    some columns have theirs in the upper row alone: else that is a title.
    """
    width = max(len(upper), len(lower))
    above = _spread([*upper, *[""] * (width - len(upper))])
    below = [*lower, *[""] * (width - len(lower))]
    told = [low if low.strip() and low != up else "" for up, low in zip(above, below, strict=True)]
    added = added_wordings(headings or {})
    grouped = any(
        told[at] and told[at - 1] and above[at] == above[at - 1] for at in range(1, width)
    )
    leaves = any(offer_of(up, added)[1] for up, low in zip(upper, told, strict=False) if not low)
    if not (grouped and leaves):
        return ()
    joined = [
        _joined(up, low, added) if low else up
        for up, low in zip(_own(upper, above, told), told, strict=True)
    ]
    known = all(offer_of(text, added)[1] for text, low in zip(joined, told, strict=True) if low)
    return tuple(joined) if known and is_header(joined, headings) else ()


def lower_header(
    upper: Sequence[str], lower: Sequence[str], headings: Headings = None
) -> tuple[str, ...]:
    """The lower of two rows that could each head a table, where it says more; else ().

    The upper one names groups over all of its columns. What it has over an empty cell stays.
    """
    said = [text for text in lower if text.strip()]
    more = len(said) > sum(bool(text.strip()) for text in upper) and is_header(said, headings)
    if not more or len(column_fields(said, headings)) <= len(column_fields(upper, headings)):
        return ()
    return tuple(
        low if low.strip() else upper[at] if at < len(upper) else "" for at, low in enumerate(lower)
    )


def _spread(upper: Sequence[str]) -> list[str]:
    """A row of groups with each group's heading over all of its columns."""
    spread: list[str] = []
    for text in upper:
        spread.append(text if text.strip() or not spread else spread[-1])
    return spread


def _own(upper: Sequence[str], above: Sequence[str], told: Sequence[str]) -> Iterator[str]:
    """The group over a column that has a heading below; else only what stands there itself."""
    for at, group in enumerate(above):
        yield group if told[at] else upper[at] if at < len(upper) else ""


def _joined(group: str, own: str, added: Mapping[str, str]) -> str:
    """The wording that says most: both together where they are one known, else the column's own."""
    both = (f"{group} {own}", f"{own} {group}", own)
    ranked = [text for text in both if offer_of(text, added)[0] < BY_SIGN]
    return ranked[0] if ranked and group.strip() else f"{group} {own}".strip()
