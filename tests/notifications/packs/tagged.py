"""What a listener needs of a PDF and a checker does not ask: headings, scopes, figures in words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

LEVELS = ("/H1", "/H2", "/H3")


def complaints(content: bytes) -> list[str]:
    """What is wrong with a pack as a voice reads it, a sentence each; empty of a good one."""
    with pikepdf.open(io.BytesIO(content)) as file:
        tags = list(elements(file.Root.StructTreeRoot))
        tables = [tag for tag in tags if Name.Table == tag.S]
        return [
            *_named(file),
            *(said for n, table in enumerate(tables, 1) for said in _headed(f"table {n}", table)),
            *_drawn([tag for tag in tags if Name.Figure == tag.S]),
            *_in_order([int(str(tag.S)[2:]) for tag in tags if str(tag.S) in LEVELS]),
        ]


def children(element: Any) -> list[Any]:
    """The elements right below one."""
    kids = element.get("/K")
    found = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in found if isinstance(kid, Dictionary) and "/S" in kid]


def elements(element: Any) -> Iterator[Any]:
    """Every element of a tree of tags, in reading order."""
    for kid in children(element):
        yield kid
        yield from elements(kid)


def attribute(element: Any, name: str) -> Any:
    """A table attribute of an element, or None."""
    held = element.get("/A")
    held = list(held) if isinstance(held, Array) else [held]
    return next((a[name] for a in held if a is not None and name in a), None)


def _named(file: Pdf) -> Iterator[str]:
    if str(file.Root.get("/Lang")) != "en-GB":
        yield f"its language is {file.Root.get('/Lang')}, not en-GB"
    if not file.docinfo.get("/Title"):
        yield "it has no title"
    if not file.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle"):
        yield "a window would show its file's name, not its title"
    if not file.docinfo.get("/Keywords"):
        yield "its marking is not in its properties"
    with file.open_outline() as outline:
        if not outline.root:
            yield "it has no bookmarks"


def _headed(name: str, table: Any) -> Iterator[str]:
    parts = children(table)
    if [part.S for part in parts] != [Name.THead, Name.TBody]:
        yield f"{name} has no heading, or no rows"
        return
    (columns,) = children(parts[0])
    if {attribute(cell, "/Scope") for cell in children(columns)} != {Name.Column}:
        yield f"{name} has a heading that is of no column"
    for row in children(parts[1]):
        first, *others = children(row)
        if (first.S, attribute(first, "/Scope")) != (Name.TH, Name.Row):
            yield f"{name} has a row that is not named by its first cell"
        if len(others) + 1 != len(children(columns)):
            yield f"{name} has a row of another length"


def _drawn(figures: list[Any]) -> Iterator[str]:
    for figure in figures:
        said = str(figure.get("/Alt", ""))
        if not any(c.isdigit() for c in said):
            yield f"a figure does not say its numbers: {said!r}"


def _in_order(levels: list[int]) -> Iterator[str]:
    if levels[:1] != [1]:
        yield "the first heading is not of the first level"
    if any(after - before > 1 for before, after in pairwise(levels)):
        yield "a heading skips a level"
