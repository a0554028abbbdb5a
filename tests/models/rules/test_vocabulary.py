"""The words that the rules say, and those that the register keeps, in one list to be read.

A word of a letter, a pack or a list is the committee's; a word that the register keeps in a column
needs a migration when it changes. Neither changes by the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import EnumType, StrEnum

from models.rules import (
    audit,
    audit_facts,
    corrections,
    decided,
    decisions,
    entries,
    letters,
    overview,
    packs_decisions,
    packs_words,
    plan_changes,
    plan_guesses,
    plan_offices,
    plan_suggestions,
    policy,
    questions,
    rehearsal_difference,
    responses,
    step_words,
    troubles,
    wording,
    words,
    workbook,
)
from tests.readings import wanted

# Imported above, where who looks for the tests of a module finds them.
MODULES = (
    audit,
    audit_facts,
    corrections,
    decided,
    decisions,
    entries,
    letters,
    overview,
    packs_decisions,
    packs_words,
    plan_changes,
    plan_guesses,
    plan_offices,
    plan_suggestions,
    policy,
    questions,
    rehearsal_difference,
    responses,
    step_words,
    troubles,
    wording,
    words,
    workbook,
)


def said(value: object) -> str:
    """A value as the list has it: its parts in a row."""
    if is_dataclass(value):
        return " / ".join(said(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return " / ".join(map(said, value))
    return str(value)


def lines(value: object) -> Iterator[str]:
    """Each entry of a vocabulary on a line of its own; words without an order on one."""
    if isinstance(value, EnumType):
        assert issubclass(value, StrEnum)
        yield from (f"{one.name}: {one.value}" for one in value)
    elif isinstance(value, AbstractSet):
        yield ", ".join(sorted(map(said, value)))
    elif isinstance(value, Mapping):
        yield from (f"{said(key)}: {said(one)}" for key, one in value.items())
    else:
        assert isinstance(value, Iterable)
        yield from map(said, value)


def test_every_vocabulary_is_as_it_is_listed() -> None:
    """Module and name, and below them the words in their order."""
    modules = {one.__name__.rpartition(".")[2]: one for one in MODULES}
    for name, listed in wanted("vocabulary").items():
        module, constant = name.split()
        assert list(lines(vars(modules[module])[constant])) == listed, name
