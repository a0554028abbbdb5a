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
    "models.effects_writing.adopt_closures",
    "models.effects_writing.end_stops",
    "models.effects_writing.follow",
    "models.effects_writing.open_stops",
    "models.effects_writing.settle_conclusion",
    "models.hand_writing",
    "models.pack_writing.approve",
    "models.pack_writing.issue",
    "models.policy_writing",
    "models.rules.authority",
    "models.rules.by_hand",
    "models.rules.corrections.refuse_other",
    "models.rules.conclusion.refuse_unfinished",
    "models.rules.decisions.confirm",
    "models.rules.decisions.FOLLOWS",
    "models.rules.decisions.decide",
    "models.rules.responses.respond",
    "models.striking",
    "models.striking_by_hand",
    "tasks.answers.confirm",
    "tasks.answers.respond",
    "tasks.by_hand.add",
    "tasks.by_hand.edit",
    "tasks.by_hand.silence",
    "tasks.by_hand.split",
    "tasks.corrections.correct",
    "tasks.decisions.decide",
    "tasks.pack_issuing.approve_pack",
    "tasks.pack_issuing.issue_pack",
    "tasks.policies.adopt",
}
Body = dict[str, ast.AST]
RUN = "(run)"


@cache
def body(module: str) -> Body:
    """A module's functions, classes and values by name, itself as ""; empty where it is not ours.

    What its own lines do, beside them, goes by `RUN`.
    """
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    if module.partition(".")[0] not in PACKAGES or not path.is_file():
        return {}
    return parts_of(ast.parse(path.read_text(encoding="utf-8")))


def parts_of(whole: ast.Module) -> Body:
    """The parts of a module by their names."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    found: Body = {"": whole, RUN: ast.Module([], [])}
    for node in whole.body:
        if isinstance(node, kinds):
            found[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = (
                n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)
            )
            found |= dict.fromkeys(names, node)
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            found[RUN].body.append(node)  # type: ignore[attr-defined]
    return found


def imported(whole: ast.AST) -> dict[str, str]:
    """Names that were imported, wherever that stands, by what they are."""
    found: dict[str, str] = {}
    for node in ast.walk(whole):
        if isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {
                alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names
            }
    return found


@cache
def imports(module: str) -> dict[str, str]:
    """What a module has imported."""
    return imported(body(module)[""])


def dotted(node: ast.AST) -> str:
    """ "tasks.decisions": a module as it is named; empty for what is no name."""
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return f"{owner}.{node.attr}" if owner else ""
    return node.id if isinstance(node, ast.Name) else ""


def named(node: ast.AST, module: str, known: dict[str, str]) -> Iterator[str]:
    """The places that a part of a module names, by what the module has imported."""
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute):
            owner = dotted(one.value)
            yield f"{known.get(owner, '')}.{one.attr}"
        elif isinstance(one, ast.Name):
            yield known.get(one.id, f"{module}.{one.id}")


def uses(place: str) -> Iterator[str]:
    """ "tasks.answers.decide": the functions, classes and values of ours that one of them names.

    Whoever uses one of a module has had all of it run.
    """
    module, _, name = place.rpartition(".")
    yield f"{module}.{RUN}"
    yield from named(body(module)[name], module, imports(module))


def is_ours(place: str) -> bool:
    """True of what stands at the top of a module of ours."""
    module, _, name = place.rpartition(".")
    return bool(name) and name in body(module)


def reached_from(folder: str) -> set[str]:
    """Every function, class and value that something in a folder leads to, directly or not."""
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


@pytest.mark.parametrize(
    "text",
    [
        "from tasks.decisions import decide\n\ndef flow(): decide()",
        "from tasks import decisions\n\ndef flow(): decisions.decide()",
        "import tasks.decisions\n\ndef flow(): tasks.decisions.decide()",
        "import tasks.decisions as d\n\ndef flow(): d.decide()",
        "def flow():\n    from tasks.decisions import decide\n    decide()",
        "from tasks.decisions import decide\nSTEPS = {'decide': decide}\n",
        "from tasks.decisions import decide\nSTEP: object = decide\n",
        "from tasks.decisions import decide\nprint(decide)\n",
        "from tasks.decisions import decide\nif True:\n    step = decide\n",
        "from tasks.decisions import decide\n\nclass Flow:\n    step = decide",
    ],
)
def test_a_way_is_found_however_it_is_written(text: str) -> None:
    """As a name, through its module, in a table, or in a line that is run as the module is read."""
    whole = ast.parse(text)
    known, parts = imported(whole), parts_of(whole)
    found = {use for name, part in parts.items() if name for use in named(part, "flows.x", known)}
    assert "tasks.decisions.decide" in found
