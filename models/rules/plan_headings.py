"""Which heading of a plan names which of its columns, and which row is a heading row.

What a single heading says stands in `plan_heading_offers`, the wordings in `plan_synonyms`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from models.rules.plan_heading_offers import (
    ASIDES,
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
