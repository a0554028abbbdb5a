"""Which sheets of a workbook are named for the agency of their rows.

A sheet's name is an agency's where it is like one, or known to the register. Among several such
sheets another name is an agency's too; a theme's, an audit's or a review's is none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from models.rules.plan_section_labels import is_like_an_agency, is_titled, section_key
from models.rules.plan_sections import agency_named
from models.rules.plan_sheets import Problem
from models.rules.plan_unnamed import WAY


def agencies_of(names: Sequence[str], known: Collection[str] = ()) -> dict[str, str]:
    """The agency that each sheet's name gives, "" for none.

    `known` are the agencies of the register, and the sections that are the board's own.
    """
    keys = {section_key(name) for name in known}
    named = {name: said for name in names if (said := agency_named(name))}
    sure = {name for name, said in named.items() if _is_agency(said, keys)}
    others = named.keys() - sure
    are_many = len(sure) > len(others)
    also = {name for name in others if are_many and _may_be_agency(named[name])}
    return {name: named[name] if name in sure | also else "" for name in names}


def _is_agency(said: str, keys: Collection[str]) -> bool:
    return is_like_an_agency(said) or section_key(said) in keys


def _may_be_agency(said: str) -> bool:
    return is_titled(said) and not any(map(str.isdigit, said))


def not_named(name: str, agency: str) -> list[Problem]:
    """A note of a sheet whose name was not taken for an agency's, though it says something."""
    if agency or not agency_named(name):
        return []
    message = f"The sheet “{name}” has no agency's name: it was taken for the title of its rows."
    return [Problem(code="unnamed_section", severity="note", message=message, suggestion=WAY)]
