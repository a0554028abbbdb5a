"""No automatic run decides anything: what records a decision cannot be reached from a flow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("deployments", "flows", "models", "notifications", "tasks")
# Where an action is answered for, closed, extended, given a date, adopted; a pack let out.
DECIDING = {
    "models.adding",
    "models.answer_writing",
    "models.correcting",
    "models.hand_writing",
    "models.pack_writing.approve",
    "models.pack_writing.issue",
    "models.rules.authority",
    "models.rules.by_hand",
    "models.rules.corrections.refuse_other",
    "models.rules.conclusion.refuse_unfinished",
    "models.rules.decisions.confirm",
    "models.rules.decisions.decide",
    "models.rules.responses",
    "models.striking",
    "tasks.answers.confirm",
    "tasks.answers.respond",
    "tasks.by_hand.add",
    "tasks.by_hand.edit",
    "tasks.by_hand.silence",
    "tasks.by_hand.split",
    "tasks.corrections.correct",
    "tasks.decisions.decide",
    "tasks.packs.approve_pack",
    "tasks.packs.issue_pack",
}
Body = dict[str, ast.AST]


@cache
def body(module: str) -> Body:
    """A module's functions and classes by name, itself as ""; empty where it is none of ours."""
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    if module.partition(".")[0] not in PACKAGES or not path.is_file():
        return {}
    whole = ast.parse(path.read_text(encoding="utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return {node.name: node for node in whole.body if isinstance(node, kinds)} | {"": whole}


@cache
def imports(module: str) -> dict[str, str]:
    """Names of a module that were imported, wherever in it that stands, by what they are."""
    found: dict[str, str] = {}
    for node in ast.walk(body(module)[""]):
        if isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {
                alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names
            }
    return found


def uses(place: str) -> Iterator[str]:
    """ "tasks.answers.decide": the functions and classes of ours that one of them names."""
    module, _, name = place.rpartition(".")
    for node in ast.walk(body(module)[name]):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{imports(module).get(node.value.id, '')}.{node.attr}"
        elif isinstance(node, ast.Name):
            yield imports(module).get(node.id, f"{module}.{node.id}")


def is_ours(place: str) -> bool:
    """True of a function or class that stands at the top of a module of ours."""
    module, _, name = place.rpartition(".")
    return name in body(module)


def reached_from(folder: str) -> set[str]:
    """Every function and class that something in a folder leads to, directly or not."""
    files = (path.relative_to(ROOT).with_suffix("") for path in (ROOT / folder).rglob("*.py"))
    modules = [".".join(path.parts) for path in files]
    waiting = {f"{module}.{name}" for module in modules for name in body(module) if name}
    reached: set[str] = set()
    while waiting:
        place = waiting.pop()
        reached.add(place)
        waiting |= {use for use in uses(place) if is_ours(use)} - reached
    return reached


def deciding(reached: set[str]) -> set[str]:
    """Those of the places that decide, and the modules that do nothing else."""
    return {one for one in DECIDING if any(f"{place}.".startswith(f"{one}.") for place in reached)}


@pytest.mark.clause("2.6")
def test_no_flow_reaches_what_decides() -> None:
    """A flow looks, tells, flags and puts together; people decide by the commands and the page."""
    assert deciding(reached_from("flows")) == set()


def test_commands_reach_all_of_it() -> None:
    """The same search finds every place from where people work, so that it can find one."""
    assert deciding(reached_from("deployments")) == DECIDING
