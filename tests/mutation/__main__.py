"""Change the rules one small thing at a time; each change should turn a test red.

    python -m tests.mutation [--every N] [MODULE ...]

With --every only each N-th change is made: the share that lives, at a fraction of the time.
What lives is printed with its place. Exit status 0 where at most one in twenty lives, each of them
is explained in alive.toml, and nothing is explained there that is seen.
"""

from __future__ import annotations

import sys
import tomllib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path

import pytest

from tests.mutation import afresh
from tests.mutation.changes import RULES, Change, changes
from tests.mutation.forks import Forks
from tests.mutation.quick import Name, Quick

EXPLAINED = Path(__file__).with_name("alive.toml")
AT_MOST = 0.05
A_LOT = 50
Key = tuple[str, str, str]
Answer = tuple[Counter[str], list[Name], list[Name]]


def main(asked: Sequence[str]) -> int:
    """Try every change to the modules asked for, or to all; say what lives."""
    parser = ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    given = parser.parse_args(asked)
    every = [path.stem for path in sorted(RULES.glob("*.py")) if path.stem[0] != "_"]
    return _tried(given.modules or every, given.every)


def _tried(modules: Sequence[str], each: int) -> int:
    tried, left, unsure = _quick(modules, each)
    why = _explained(modules)
    alive = _said(left, why)
    print(f"{len(unsure)} of {sum(tried.values())} changes are tried afresh", flush=True)
    alive += _said(_afresh(unsure), why)
    stale = sorted(set(why) - {_key(change) for change in alive}) if each == 1 else []
    for module, function, words in stale:
        print(f"alive.toml explains what is seen: {module} {function}: {words}")
    unexplained = [change for change in alive if _key(change) not in why]
    _say(modules, tried, alive, unexplained)
    return int(bool(unexplained or stale) or len(alive) > AT_MOST * sum(tried.values()))


def _said(names: Iterable[Name], why: dict[Key, str]) -> list[Change]:
    """The changes of these names, once they are printed with the reason why they may live."""
    alive = [change for change, _ in _named(set(names))]
    for change in alive:
        print(f"{change}\n    {why.get(_key(change), 'not explained')}", flush=True)
    return alive


def _quick(modules: Sequence[str], each: int) -> Answer:
    """How many changes there are to each module, which of them live, and which may."""
    context = get_context("fork")
    answers: SimpleQueue[Answer | None] = context.SimpleQueue()
    process = context.Process(target=_session, args=(modules, each, answers))
    process.start()
    answer = answers.get()
    process.join()
    if answer is None:
        raise SystemExit("The tests of the rules are red before anything is changed.")
    return answer


def _session(modules: Sequence[str], each: int, answers: SimpleQueue[Answer | None]) -> None:
    quick = Quick(modules, each)
    status = pytest.main([*afresh.ARGUMENTS, str(afresh.TESTS)], plugins=[quick])
    fine = status is pytest.ExitCode.OK and quick.tried
    answers.put((quick.tried, quick.alive, quick.unsure) if fine else None)


def _afresh(unsure: Iterable[Name]) -> list[Name]:
    """Those of the changes that no test sees when the module is imported as changed."""
    alive: list[Name] = []
    forks = Forks()
    for number, (change, name) in enumerate(_named(set(unsure)), 1):
        forks.start(partial(_by, change), partial(_keep, alive, name))
        if number % A_LOT == 0:
            print(f"{number} tried afresh, {len(alive)} not seen so far", flush=True)
    forks.finish()
    return alive


def _by(change: Change) -> int | None:
    return 0 if afresh.is_seen(change) else None


def _keep(alive: list[Name], name: Name, by: int | None) -> None:
    if by is None:
        alive.append(name)


def _named(wanted: set[Name]) -> Iterator[tuple[Change, Name]]:
    """The changes of these names, in the order of the files."""
    for module in sorted({module for module, _ in wanted}):
        for number, change in enumerate(changes(module)):
            if (module, number) in wanted:
                yield change, (module, number)


def _explained(modules: Sequence[str]) -> dict[Key, str]:
    entries = tomllib.loads(EXPLAINED.read_text(encoding="utf-8")).get("alive", [])
    return {
        (one["module"], one["function"], one["change"]): one["why"]
        for one in entries
        if one["module"] in modules
    }


def _key(change: Change) -> Key:
    return change.module, change.function, change.words


def _say(
    modules: Sequence[str], tried: Counter[str], alive: list[Change], unexplained: list[Change]
) -> None:
    lives, dark = (Counter(change.module for change in some) for some in (alive, unexplained))
    print(f"{'module':<24}{'changes':>9}{'alive':>7}{'share':>8}{'not explained':>15}")
    rows = [(module, tried[module], lives[module], dark[module]) for module in modules]
    total = sum(tried.values())
    for name, number, left, why_not in (*rows, ("all", total, len(alive), len(unexplained))):
        share = left / number if number else 0
        print(f"{name:<24}{number:>9}{left:>7}{share:>8.1%}{why_not:>15}")
    holds = len(alive) <= AT_MOST * total
    print(f"At most {AT_MOST:.0%} may live: {'that holds' if holds else 'that does not hold'}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
