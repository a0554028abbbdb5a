"""Which key holds for which table of a plan, what a row then is, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from models.rules.plan_columns import Columns
from models.rules.plan_keys import FEWEST, Key, mark_of
from models.rules.plan_sheets import Problem, Sheet
from models.rules.plan_states import is_known_state, is_state, opening_colour

_STATES = ("status", "rag")
_WAY = (
    "If it is one, write beside each letter or colour what it means in one of these words: "
    "complete, in progress, not started, not proceeding."
)


class Keyed(NamedTuple):
    """The state that a key gives a row, and the mark that has it; both "" where it gives none."""

    state: str = ""
    mark: str = ""


def keys_of(sheets: Sequence[Sheet], heads: Sequence[Columns]) -> list[Key | None]:
    """For each table the key that it is read with: its sheet's own, else the file's."""
    beside = [key for sheet in sheets for key in sheet.keys_beside]
    return [
        _first([sheet.key, *beside], _marks_of(sheet, columns))
        for sheet, columns in zip(sheets, heads, strict=True)
    ]


def _first(keys: Iterable[Key | None], marks: frozenset[str]) -> Key | None:
    """The first key whose marks the table has; of one not understood, two or more of them."""
    fit = [key for key in keys if key and len(marks & key.words.keys()) >= _fewest(key)]
    return next((key for key in fit if key.is_understood), next(iter(fit), None))


def _fewest(key: Key) -> int:
    return 1 if key.is_understood else FEWEST


def _marks_of(sheet: Sheet, columns: Columns) -> frozenset[str]:
    """What stands in a table's columns of states, and the colours that tell one."""
    places = [at for at, name in columns.fields.items() if name in _STATES]
    texts = (row.cells[at] for row in sheet.rows for at in places if at < len(row.cells))
    fills = (row.fills.get(columns.colour_at, "") for row in sheet.rows)
    return frozenset(map(mark_of, (*texts, *fills))) - {""}


def state_by_key(key: Key | None, cells: Mapping[str, str], rag: str) -> Keyed:
    """What a plan's key says of a row: by its letter, else by its colour where no words say it."""
    if not key or not key.is_understood:
        return Keyed()
    for text in filter(None, map(cells.get, _STATES)):
        mark = mark_of(text)
        if mark in key.states and mark != rag:
            return Keyed(key.states[mark], text.strip())
    if rag not in key.states or _says_itself(cells):
        return Keyed()
    return Keyed(key.states[rag], rag.capitalize())


def _says_itself(cells: Mapping[str, str]) -> bool:
    """True of a row whose own words say its state, beside its colour."""
    told = [cells.get(name, "") for name in _STATES]
    if any(text.strip() and not opening_colour(text) and is_known_state(text) for text in told):
        return True
    says = (cells.get(name, "") for name in ("progress", "date"))
    return bool(cells.get("completed", "").strip()) or any(map(is_state, says))


def said_of_keys(keys: Sequence[Key | None]) -> Iterator[Problem]:
    """A note for each key: where it stands and what it was used for, or that it was not."""
    for key in {id(key): key for key in keys if key}.values():
        if not key.is_understood:
            pairs = "; ".join(f"{mark_said(mark)}, “{said}”" for mark, said in key.words.items())
            message = f"What looks like a key of states ({key.where}) was not understood: {pairs}."
            yield Problem(code="state_key", severity="note", message=message, suggestion=_WAY)
            continue
        read = ", ".join(
            f"{mark_said(mark)} is {state} (“{key.words[mark]}”)"
            for mark, state in key.states.items()
        )
        left = "".join(
            f" What {mark_said(mark)} means (“{said}”) was not understood."
            for mark, said in key.words.items()
            if mark not in key.states
        )
        message = f"The plan's own key of states ({key.where}) was used: {read}.{left}"
        yield Problem(code="state_key", severity="note", message=message, suggestion=_WAY)


def mark_said(mark: str) -> str:
    """A mark as a person writes it: a letter is a capital, a colour a word."""
    return mark.upper() if len(mark) <= len("NYS") and mark != "red" else mark
