"""The tables of a document, each under what stands above it: an agency, a recommendation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from models.rules.plan_heading_rows import is_peer
from models.rules.plan_sections import (
    is_labelled,
    title_agency,
    title_recommendation,
    told_apart,
    without_label,
)
from models.rules.plan_shared_sections import ends_section
from models.rules.plan_sheets import Sheet, in_section, under_recommendation
from models.rules.plan_unnamed import with_unnamed


class Titled(NamedTuple):
    """A table, the lines above it, and the agency that its headings or they name."""

    sheet: Sheet
    lines: Sequence[str]
    named: str


def titled(
    made: Iterable[Sheet], lines: Sequence[str], headed: Sequence[str] = ()
) -> Iterator[Titled]:
    """Tables that stand under the same lines, of which `headed` are set as headings."""
    named = title_agency(headed) or title_agency(lines)
    said = title_recommendation(lines)
    return (Titled(under_recommendation(one, said), lines, named) for one in made)


def sectioned(found: Sequence[Titled]) -> list[Sheet]:
    """The tables, each with the agency that it or the lines above it name.

    A table alone takes only a line that says itself that it names an agency. One without goes on
    with the one before, unless the lines above it are of agencies and name none, or are labelled as
    those above that one.
    """
    labelled = [without_label(line) for line in found[0].lines if is_labelled(line)]
    named = told_apart([one.sheet.title or one.named for one in found])
    sheets, section = [], labelled[-1] if labelled else ""
    headed: Sequence[str] = ()
    for one, title in zip(found, named, strict=True):
        section = title or ("" if _ends(one.lines, headed) else section)
        headed = one.lines if title else headed
        sheets.append(in_section(one.sheet, section))
    return with_unnamed(sheets, [one.lines for one in found])


def _ends(lines: Sequence[str], headed: Sequence[str]) -> bool:
    """True of lines that end the section which `headed` named, and begin none."""
    peers = (is_peer(line, before) for line in lines for before in headed)
    return any(map(ends_section, lines)) or any(peers)
