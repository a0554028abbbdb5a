"""Which heading of a plan names which of its columns, and which row, or which two, head a table.

What a single heading says stands in `plan_heading_offers`, the wordings in `plan_synonyms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from models.rules.plan_heading_offers import (
    ASIDES,
    JOINS,
    LONGEST_BESIDE,
    OPENINGS,
    TOLD_BESIDE,
    added_wordings,
    exact_fields,
    is_known,
    is_none_of_ours,
    laid_aside,
    offer_of,
    opening_of,
)

Headings = Mapping[str, Sequence[str]] | None
_Pairs = Sequence[tuple[str, str]]
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
    aside = laid_aside(header, added)
    offers = {
        place: offer_of(text, added) for place, text in enumerate(header) if place not in aside
    }
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
    if _are_of_a_row(cells):
        return False
    added = added_wordings(headings or {})
    # Most rows of data are told at little cost.
    if again and not added and sum(opening_of(text) in OPENINGS for text in cells) < 2:  # noqa: PLR2004
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
    fields = {} if _are_of_a_row(cells) else column_fields(cells, headings)
    return _heads(fields) and len(fields) >= FEWEST


def _are_of_a_row(cells: Sequence[str]) -> bool:
    """True where one is a number and no more, or longer than any heading."""
    return any(text.isdigit() or len(text) > LONGEST_BESIDE for text in cells)


def _heads(fields: Mapping[int, str]) -> bool:
    found = set(fields.values())
    return bool(found & _DESCRIBES) and (bool(found & _ANSWERS) or found >= _DESCRIBES)


def header_of_two(
    upper: Sequence[str], lower: Sequence[str], headings: Headings = None, *, heads: bool
) -> tuple[str, ...]:
    """The headings of two rows as one; () where the lower one is no part of a header.

    The upper one names groups, or the lower one ends some of its headings; where the upper one
    `heads` a table by itself, the lower one may say more.
    """
    pairs = [(up.strip(), low.strip()) for up, low in zip_longest(upper, lower, fillvalue="")]
    both = _grouped(pairs, headings) or _wrapped(pairs, headings)
    return both or (_lower(pairs, headings) if heads else ())


def _grouped(pairs: _Pairs, headings: Headings) -> tuple[str, ...]:
    """The headings of two rows where the upper one names groups; () where it does not.

    A group's heading stands over the first of its columns and the cells beside that are empty (or
    repeat it). Every cell of the lower row is then a known heading, alone or with its group's, and
    some columns have theirs in the upper row alone: else that is a title.
    """
    added = added_wordings(headings or {})
    groups = _spread(up for up, _ in pairs)
    told = [(up, low if low != up else "") for up, (_, low) in zip(groups, pairs, strict=True)]
    # Most pairs of rows are told at little cost.
    if not any(one == other and low and beside for (one, low), (other, beside) in pairwise(told)):
        return ()
    header = tuple(
        _joined(group, low, added) if low else up
        for (up, _), (group, low) in zip(pairs, told, strict=True)
    )
    known = [
        (bool(low), bool(offer_of(text, added)[1] or is_none_of_ours(text, added)))
        for text, (_, low) in zip(header, told, strict=True)
    ]
    holds = (False, True) in known and (True, False) not in known
    return header if holds and is_header(header, headings) else ()


def _spread(upper: Iterable[str]) -> Iterator[str]:
    """The groups of a row, each over all of its columns."""
    group = ""
    for text in upper:
        group = text or group
        yield group


def _wrapped(pairs: _Pairs, headings: Headings) -> tuple[str, ...]:
    """The headings of two rows where the lower one ends some of the upper: "Target", "date".

    What stands there makes a known heading with what is above it; else ().
    """
    added = added_wordings(headings or {})
    if not all(is_known(f"{up} {low}", added) for up, low in pairs if low):
        return ()
    joined = tuple(f"{up} {low}".strip() for up, low in pairs)
    return joined if is_header(joined, headings) else ()


def _lower(pairs: _Pairs, headings: Headings) -> tuple[str, ...]:
    """The lower of two rows that could each head a table, where it says more; else ().

    The upper one names groups over all of its columns. What it has over an empty cell stays.
    """
    upper, lower = zip(*pairs, strict=True)
    more = len(column_fields(lower, headings)) > len(column_fields(upper, headings))
    return tuple(low or up for up, low in pairs) if more and is_header(lower, headings) else ()


def _joined(group: str, own: str, added: Mapping[str, str]) -> str:
    """The wording that says most: both together where they are one known, else the column's own."""
    both = f"{group} {own}".strip()
    known = (text for text in (both, f"{own} {group}", own) if is_known(text, added))
    return next(known, both)
