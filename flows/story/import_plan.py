"""A plan goes in: its file is read and its actions entered under their review."""

from __future__ import annotations

from tasks.office import Do
from tasks.plan_asked import Import
from tasks.plans import Imported
from tasks.plans import import_plan as enter


def import_plan(do: Do, what: Import, *, keep: bool = True) -> Imported:
    """The plan's actions entered, or on a dry run what would be."""
    return do(enter, what, keep=keep)
