"""A change to what a module of the rules holds, put in the place of the old in a warm process.

Modules hold each other's constants by name, and functions look them up when they are run. What is
made of a constant while modules are imported stays as it was: who is not seen is tried afresh.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from types import CodeType, FunctionType, ModuleType

from tests.mutation.changes import Change
from tests.mutation.reached import Line

KEPT = ast.Import | ast.ImportFrom | ast.FunctionDef
EVERYWHERE: set[Line] = {("", 0)}
OURS = ("deployments", "flows", "models", "notifications", "tasks", "tests")


def put_in_place(change: Change) -> set[Line] | None:
    """The lines of the rules that look at what was changed; None where nothing could be put.

    Of a default of a class nobody knows who looks: EVERYWHERE. Raises what the changed module
    raises.
    """
    module = sys.modules[f"models.rules.{change.module}"]
    old, new = dict(vars(module)), _changed(change, vars(module))
    for name in [name for name in new if _is_new(old, new, name)]:
        was, now = old.get(name), new[name]
        if isinstance(was, type) and isinstance(now, type):
            return _fields(was, now)
    names = {name: old.get(name) for name in new if _is_new(old, new, name)}
    lines: set[Line] = set()
    for holder in list(_ours()):
        for name in [n for n, was in names.items() if vars(holder).get(n, new) is was]:
            setattr(holder, name, new[name])
            lines |= set(_looking(holder, name))
    return lines if names else None


def _changed(change: Change, held: dict[str, object]) -> dict[str, object]:
    """What the module holds once its statements are run as changed, but for its functions."""
    classes = {
        s.name for s in change.tree.body if isinstance(s, ast.ClassDef) and _holds(s, change)
    }
    body = [
        one
        for one in change.tree.body
        if not isinstance(one, KEPT) and (not isinstance(one, ast.ClassDef) or one.name in classes)
    ]
    found = dict(held)
    tree = ast.Module(body=body, type_ignores=[])
    exec(compile(tree, str(change.path), "exec"), found)  # noqa: S102
    return found


def _holds(one: ast.ClassDef, change: Change) -> bool:
    return one.lineno <= change.line <= (one.end_lineno or one.lineno)


def _is_new(old: dict[str, object], new: dict[str, object], name: str) -> bool:
    was, now = old.get(name), new[name]
    return name[:2] != "__" and was is not now and (isinstance(now, type) or bool(was != now))


def _fields(old: type, new: type) -> set[Line] | None:
    """Give a class the other's defaults: those who make one are not known by their lines."""
    if not is_dataclass(old):
        return None
    made, other = vars(old)["__init__"], vars(new)["__init__"]
    made.__defaults__, made.__kwdefaults__ = other.__defaults__, other.__kwdefaults__
    return EVERYWHERE


def _ours() -> Iterator[ModuleType]:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in OURS:
            yield module


def _looking(holder: ModuleType, name: str) -> Iterator[Line]:
    """The lines of the functions of a module of the rules that look a name up."""
    stem = holder.__name__.rpartition(".")[2]
    for code in _codes(holder) if holder.__name__.startswith("models.rules.") else ():
        if name in code.co_names:
            yield from ((stem, line) for *_, line in code.co_lines() if line)


def _codes(holder: ModuleType) -> Iterator[CodeType]:
    for one in list(vars(holder).values()):
        if getattr(one, "__module__", None) != holder.__name__:
            continue
        inner = list(vars(one).values()) if isinstance(one, type) else [one]
        for found in inner:
            plain = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
            plain = getattr(plain, "__wrapped__", plain)
            if isinstance(plain, FunctionType):
                yield from _within(plain.__code__)


def _within(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _within(one)
