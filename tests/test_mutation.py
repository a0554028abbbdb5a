"""The run that changes the rules: what it changes, and that it sees what a test sees."""

from __future__ import annotations

import ast

import pytest

from tests.mutation import afresh
from tests.mutation.changes import RULES, changes
from tests.mutation.forks import Forks


def test_each_change_is_one_and_is_taken_back() -> None:
    """No two changes of a module are the same text, none is the module as it was, and the last
    leaves the tree as it found it.
    """
    plain = ast.unparse(ast.parse((RULES / "calendar.py").read_text(encoding="utf-8")))
    texts = [ast.unparse(change.tree) for change in changes("calendar")]
    assert len(texts) > 100
    assert plain not in texts
    assert len(set(texts)) > 0.95 * len(texts)


@pytest.mark.parametrize(
    ("module", "function", "words"),
    [
        ("stops", "covering", "`s.kind in kinds and s.covers(day)` → `s.kind in kinds`"),
        ("stops", "extension_ends_on", "`min(met)` → `max(met)`"),
        (
            "stops",
            "extension_ends_on",
            "`m.freeze_on >= stop.from_on` → `m.freeze_on > stop.from_on`",
        ),
        ("calendar", "", "`5` → `6`"),
        ("calendar", "Calendar.between", "`self._check(start)` → `pass`"),
        ("months", "is_month_day", "`not ran` → `ran`"),
    ],
)
def test_changes_of_each_kind_are_made(module: str, function: str, words: str) -> None:
    """A condition dropped, an extreme turned, a bound moved, a number, a call left out, a "not"."""
    assert (function, words) in [(one.function, one.words) for one in changes(module)]


# A test of another file may have left a thread behind, of which a fork would know nothing.
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_fork_answers_and_one_that_dies_has_seen_the_change() -> None:
    """What loops, fails or fills the memory under a change has not done what it should."""
    unseen: list[str] = []
    forks = Forks()
    forks.start(lambda: True, lambda: unseen.append("red"))
    forks.start(lambda: False, lambda: unseen.append("green"))
    forks.start(lambda: 1 / 0 > 0, lambda: unseen.append("dies"))
    forks.finish()
    assert unseen == ["green"]


def test_a_modules_own_tests_come_first() -> None:
    """The file of its name, and then those that import it."""
    first, *others = [path.rpartition("/")[2] for path in afresh.own_tests("stops")]
    assert first == "test_stops.py"
    assert set(others) <= {path.name for path in afresh.TESTS.glob("test_*.py")}
    assert [path.rpartition("/")[2] for path in afresh.own_tests("stages")] == ["test_stages.py"]
