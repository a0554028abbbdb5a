"""The small changes that are made to a rule, one at a time: each should turn a test red.

Sentences are left alone (what a step says is for the tests of its words), and so is what does
nothing when it is run: annotations, docstrings, decorators, names of types. A vocabulary, a dozen
words and more in a row, is data that a board extends: it loses its first word and no other, since
a test of each would be the list once more.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "models" / "rules"
SILENT = ("annotation", "returns", "decorator_list", "type_params", "bases", "format_spec", "ctx")
NEIGHBOURS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult, ast.Div: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.USub: ast.UAdd,
}  # fmt: skip
OPPOSITES = {"min": "max", "max": "min", "any": "all", "all": "any"}
UNDONE = ("reversed", "sorted", "abs")
DROPPED = ast.Raise | ast.AugAssign | ast.Continue | ast.Break | ast.Expr
LONGEST = 70
VOCABULARY = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one rule: where it stands, and what became of what.

    `function` is empty for what is run when the module is imported; `words` tells changes apart;
    `lines` are those of the statement, without what stands below it.
    """

    module: str
    function: str
    line: int
    words: str
    tree: ast.Module
    lines: range

    @property
    def path(self) -> Path:
        """The file that is changed."""
        return RULES / f"{self.module}.py"

    def __str__(self) -> str:
        """ "models/rules/stages.py:40 _to_come: `a < b` → `a <= b`"."""
        place = self.function or "(module)"
        return f"models/rules/{self.module}.py:{self.line} {place}: {self.words}"


def changes(module: str) -> Iterator[Change]:
    """Every change to a module of the rules."""
    return changes_of((RULES / f"{module}.py").read_text(encoding="utf-8"), module)


def changes_of(text: str, module: str) -> Iterator[Change]:
    """Every change to a text; a tree has its change until the next one is asked for."""
    tree = ast.parse(text)
    line, lines = 0, range(0)
    for owner, field, place, function in list(_places(tree)):
        old = _get(owner, field, place)
        line = getattr(old, "lineno", getattr(owner, "lineno", line))
        lines = _lines(old) or _lines(owner) or lines
        shown, before = (owner, ast.unparse(owner)) if _is_word(old) else (None, ast.unparse(old))
        for new in _instead(old, owner, field):
            _put(owner, field, place, new)
            words = f"`{_short(before)}` → `{_short(ast.unparse(shown or new))}`"
            yield Change(module, function, line, words, ast.fix_missing_locations(tree), lines)
        _put(owner, field, place, old)


def _lines(node: ast.AST) -> range:
    """The lines of a statement, without those of what is done below it; none of anything else."""
    if not isinstance(node, ast.stmt):
        return range(0)
    below = getattr(node, "body", None)
    last = below[0].lineno - 1 if below else node.end_lineno or node.lineno
    return range(node.lineno, max(node.lineno, last) + 1)


Place = tuple[ast.AST, str, int | None, str]


def _places(node: ast.AST, prefix: str = "", function: str = "") -> Iterator[Place]:
    """Each node of a tree by who holds it, with the function or method in which it is run."""
    for field, value in ast.iter_fields(node):
        if field in SILENT or _does_nothing(node) or _is_vocabulary(node):
            continue
        if field == "keywords" and _is_zip(node):
            continue
        within, deeper = function, prefix
        if isinstance(node, ast.FunctionDef) and not function and field == "body":
            within = prefix + node.name
        if isinstance(node, ast.ClassDef):
            deeper = f"{prefix}{node.name}."
        for place, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                yield node, field, place, within
                yield from _places(child, deeper, within)


def _does_nothing(node: ast.AST) -> bool:
    """True of imports, docstrings, `__all__`, names of types, and how a field is shown."""
    if isinstance(node, ast.Call):
        return _is_call(node, "field")
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        name, value = node.targets[0].id, node.value
        is_type = isinstance(value, ast.Subscript | ast.BinOp)
        is_word = name.lstrip("_")[:1].isupper() and not name.isupper()
        return name == "__all__" or _is_call(value, "TypeVar") or (is_type and is_word)
    return isinstance(node, ast.Import | ast.ImportFrom)


def _is_call(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == name


def _is_vocabulary(node: ast.AST) -> bool:
    """True of many words in a row, and of nothing but words."""
    if not isinstance(node, ast.Tuple | ast.List | ast.Set) or len(node.elts) < VOCABULARY:
        return False
    return all(isinstance(e, ast.Constant) and isinstance(e.value, str) for e in node.elts)


def _is_zip(node: ast.AST) -> bool:
    """True of zip, whose `strict` says to a reader that lengths are equal, and changes nothing."""
    return _is_call(node, "zip")


def _is_word(node: ast.AST) -> bool:
    return isinstance(node, ast.cmpop | ast.operator | ast.boolop | ast.unaryop)


def _instead(old: ast.AST, owner: ast.AST, field: str) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    if type(old) in NEIGHBOURS:
        yield NEIGHBOURS[type(old)]()
    if field == "test" and isinstance(owner, ast.If | ast.IfExp):
        yield from (ast.Constant(value) for value in (True, False))
    if field == "ifs":
        yield ast.Constant(value=True)
    if isinstance(old, DROPPED) and not _does_nothing(old):
        yield ast.Pass()
    yield from _shorter(old)
    if isinstance(old, ast.Constant):
        yield from _other(old.value)
    if isinstance(old, ast.Call) and not _does_nothing(old):
        yield from _calls(old)


def _shorter(old: ast.AST) -> Iterator[ast.AST]:
    """The same without one of its parts, or without a "not"."""
    if isinstance(old, ast.BoolOp):
        yield from (_fewer(old, "values", place) for place in range(len(old.values)))
    if isinstance(old, ast.UnaryOp) and isinstance(old.op, ast.Not):
        yield old.operand
    if isinstance(old, ast.Tuple | ast.List | ast.Set) and len(old.elts) > 1:
        parts = 1 if _is_vocabulary(old) else len(old.elts)
        yield from (_fewer(old, "elts", place) for place in range(parts))
    if isinstance(old, ast.Dict):
        yield from (_without_key(old, place) for place in range(len(old.keys)))


def _fewer(old: ast.AST, field: str, place: int) -> ast.AST:
    """The same without one of its parts; of two alternatives the other stays."""
    parts = getattr(old, field)
    left = [*parts[:place], *parts[place + 1 :]]
    if isinstance(old, ast.BoolOp) and len(left) == 1:
        only: ast.AST = left[0]
        return only
    others = {name: value for name, value in ast.iter_fields(old) if name != field}
    return type(old)(**others, **{field: left})


def _without_key(old: ast.Dict, place: int) -> ast.Dict:
    keys, values = list(old.keys), list(old.values)
    del keys[place], values[place]
    return ast.Dict(keys=keys, values=values)


def _other(value: object) -> Iterator[ast.Constant]:
    if isinstance(value, bool):
        yield ast.Constant(value=not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif isinstance(value, str) and " " not in value and any(map(str.isalnum, value)):
        yield ast.Constant(f"X{value}")


def _calls(old: ast.Call) -> Iterator[ast.AST]:
    """Another function, or the same without one of what it is handed by name or in a row."""
    name = old.func.id if isinstance(old.func, ast.Name) else ""
    if name in OPPOSITES:
        other = ast.Name(OPPOSITES[name], ast.Load())
        yield ast.Call(func=other, args=old.args, keywords=old.keywords)
    if name in UNDONE and old.args:
        yield old.args[0]
    keywords = () if _is_zip(old) else range(len(old.keywords))
    yield from (_fewer(old, "keywords", place) for place in keywords)
    if name in ("min", "max") or any(isinstance(arg, ast.Starred) for arg in old.args):
        several = range(len(old.args)) if len(old.args) > 1 else ()
        yield from (_fewer(old, "args", place) for place in several)


def _get(owner: ast.AST, field: str, place: int | None) -> ast.AST:
    value = getattr(owner, field)
    found: ast.AST = value if place is None else value[place]
    return found


def _put(owner: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(owner, field, node)
    else:
        getattr(owner, field)[place] = node


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
