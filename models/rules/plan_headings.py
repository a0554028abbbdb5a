"""Which heading of a plan names which of its columns, and which row, or which two, head a table.

What a single heading says stands in `plan_heading_offers`, the wordings in `plan_synonyms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from models.rules.plan_heading_offers import (
    ASIDES,
    BY_SIGN,
    JOINS,
    LONGEST_BESIDE,
    OPENINGS,
    TOLD_BESIDE,
    added_wordings,
    exact_fields,
    is_known,
    offer_of,
)

Headings = Mapping[str, Sequence[str]] | None
_FIGURES = re.compile(r"\d\s*$|\d\d")
_DESCRIBES = frozenset({"recommendation", "key_actions"})
_ANSWERS = frozenset({"lead", "date", "evidence", "outcomes", "status", "progress", "rag"})
FEWEST = 3


def column_fields(header: Sequence[str], headings: Headings = None) -> dict[int, str]:
    """The field that each known column of a header holds, by place; unknown columns are absent.

    A field stands once, under the plainest of its headings ("Recommendation" before "Finding"). A
    heading that could mean two fields ("Lead agency", "Completion date") takes the one that no
    other heading has taken. Raises ValueError for a field we do not have.
    """
    added = added_wordings(headings or {})
    offers = {place: offer_of(text, added) for place, text in enumerate(header)}
    fields: dict[int, str] = {}
    for place in sorted(offers, key=lambda at: (offers[at][0], len(offers[at][1]))):
        free = [name for name in offers[place][1] if name not in fields.values()]
        if free:
            fields[place] = free[0]
    return fields


def also_told(header: Sequence[str], fields: Mapping[int, str]) -> dict[str, int]:
    """The fields that have no column of their own and stand in another's: "Progress and RAG"."""
    also: dict[str, int] = {}
    for place in fields:
        for part in JOINS.split(ASIDES.sub(" ", header[place])):
            for name in exact_fields(part)[:1]:
                if name in TOLD_BESIDE and name not in fields.values():
                    also.setdefault(name, place)
    return also


def is_header(cells: Sequence[str], headings: Headings = None, *, again: bool = False) -> bool:
    """True of a row that heads a plan's table: what is to be done, and by whom or when.

    Known wordings are enough; where signs must help, three fields and half of the cells are needed
    (four without any known wording), and below a heading row (`again`) all of them, and no
    cell that is none of ours has a figure.
    """
    if any(text.isdigit() or len(text) > LONGEST_BESIDE for text in cells):
        return False
    added = added_wordings(headings or {})
    if again and not added and sum(map(_opens_a_heading, cells)) < 2:  # noqa: PLR2004
        return False
    said = [text for text in cells if text.strip()]
    plain = [text for text in said if is_known(text, added)]
    if again and not plain:
        return False
    if _heads(column_fields(plain, headings)):
        return True
    if any(_FIGURES.search(text) and not offer_of(text, added)[1] for text in said):
        return False
    if not again and _answers_plainly(plain, said, headings):
        return True
    fields = column_fields(said, headings)
    enough = len(said) if again else max(FEWEST if plain else FEWEST + 1, 0.5 * len(said))
    return _heads(fields) and len(fields) >= enough


def _answers_plainly(plain: Sequence[str], said: Sequence[str], headings: Headings) -> bool:
    """True of a row that says who, when and more in so many words, beside a heading of no meaning.

    What is to be done is then told by its cells.
    """
    fields = set(column_fields(plain, headings).values())
    strange = any(text not in plain and not offer_of(text, {})[1] for text in said)
    return {"lead", "date"} <= fields and len(fields) > FEWEST and strange


def may_head(cells: Sequence[str], headings: Headings = None) -> bool:
    """True of a row that heads the table of a grid in which no row is plainly a header.

    Three fields are then enough, whatever else stands in the row.
    """
    if any(text.isdigit() or len(text) > LONGEST_BESIDE for text in cells):
        return False
    fields = column_fields(cells, headings)
    return _heads(fields) and len(fields) >= FEWEST


def _opens_a_heading(text: str) -> bool:
    """False of most texts that are no heading, at little cost."""
    return text[:12].lstrip().partition(" ")[0].lower().rstrip(".:s") in OPENINGS


def _heads(fields: Mapping[int, str]) -> bool:
    found = set(fields.values())
    return bool(found & _DESCRIBES) and (bool(found & _ANSWERS) or found >= _DESCRIBES)


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


def wrapped_header(
    upper: Sequence[str], lower: Sequence[str], headings: Headings = None
) -> tuple[str, ...]:
    """The headings of two rows as one, where the lower ends some of the upper: "Target", "date".

    Each of its words makes a known heading with the one above it; else ().
    """
    added = added_wordings(headings or {})
    pairs = [
        (up.strip(), low.strip())
        for up, low in zip(upper, [*lower, *[""] * len(upper)], strict=False)
    ]
    ends = [f"{up} {low}" for up, low in pairs if low]
    known = all(up for up, low in pairs if low) and all(is_known(text, added) for text in ends)
    if not ends or len(ends) == len(pairs) or not known:
        return ()
    joined = tuple(f"{up} {low}".strip() for up, low in pairs)
    return joined if is_header(joined, headings) else ()


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
