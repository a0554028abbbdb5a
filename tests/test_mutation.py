"""The run that changes the rules: what it changes, and that it sees what a test sees."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from functools import partial

import pytest

from models.rules import calendar, rehearsal_calendar
from tests.mutation import __main__ as run
from tests.mutation import afresh
from tests.mutation.changes import RULES, changes, changes_of
from tests.mutation.constants import put_in_place
from tests.mutation.forks import NOBODY, Forks


def test_each_change_is_one_and_is_taken_back() -> None:
    """No two changes of a module are the same text, none is the module as it was, and the last
    leaves the tree as it found it.
    """
    plain = ast.unparse(ast.parse((RULES / "calendar.py").read_text(encoding="utf-8")))
    texts = [ast.unparse(change.tree) for change in changes("calendar")]
    assert len(texts) > 100
    assert plain not in texts
    assert len(set(texts)) > 0.95 * len(texts)


EXAMPLE = """
LONGEST = 5

class Week:
    def covers(self, day, last=None):
        self.check(day)
        return self.first <= day and not self.closed

def ends(days, *, usual=min(2, 3)):
    return max(day for day in days if day) or (LONGEST, "x 1", "u40")
"""
MADE = (
    ("", "`5` → `6`"),
    ("", "`min(2, 3)` → `max(2, 3)`"),
    ("Week.covers", "`self.check(day)` → `pass`"),
    ("Week.covers", "`self.first <= day` → `self.first < day`"),
    ("Week.covers", "`self.first <= day and (not self.closed)` → `not self.closed`"),
    ("Week.covers", "`not self.closed` → `self.closed`"),
    ("ends", "`day` → `True`"),
    ("ends", "`'u40'` → `'Xu40'`"),
    ("ends", "`(LONGEST, 'x 1', 'u40')` → `('x 1', 'u40')`"),
)


def test_changes_of_each_kind_are_made() -> None:
    """A number, a call left out, a bound, a condition and its parts, a word, a row: no sentence."""
    made = [(one.function, one.words) for one in changes_of(EXAMPLE, "example")]
    assert set(MADE) <= set(made)
    assert not [words for _, words in made if "Xx 1" in words]


def test_a_vocabulary_loses_its_first_word_and_no_other() -> None:
    """A dozen words in a row are data; eleven are changed one by one, each in two ways."""
    words = [f'"w{number}"' for number in range(12)]
    made = [one.words for one in changes_of(f"WORDS = {{{', '.join(words)}}}", "example")]
    assert len(made) == 1
    assert len(list(changes_of(f"WORDS = {{{', '.join(words[:11])}}}", "example"))) == 22


# A test of another file may have left a thread behind, of which a fork would know nothing.
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_fork_answers_and_one_that_dies_has_seen_the_change() -> None:
    """What loops, fails or fills the memory under a change has not done what it should."""
    told: dict[str, int | None] = {}
    forks = Forks()
    forks.start(lambda: 7, partial(told.__setitem__, "red"))
    forks.start(lambda: None, partial(told.__setitem__, "green"))
    forks.start(lambda: int(1 / 0), partial(told.__setitem__, "dies"))
    forks.finish()
    assert told == {"red": 7, "green": None, "dies": NOBODY}


def test_a_constant_is_put_where_it_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every module that holds it by name has the changed one; the lines that look are told."""
    for module in (calendar, rehearsal_calendar):
        monkeypatch.setattr(module, "SATURDAY", calendar.SATURDAY)  # as it was, in the end
    change = next(one for one in changes("calendar") if one.words == "`5` → `6`")
    lines = put_in_place(change)
    assert [vars(one)["SATURDAY"] for one in (calendar, rehearsal_calendar)] == [6, 6]
    assert lines is not None
    assert {module for module, _ in lines} == {"calendar", "rehearsal_calendar"}


def test_the_lines_of_a_statement_end_where_what_is_below_begins() -> None:
    """A test is asked for a change where it runs the statement, not what stands below it."""
    text = "def day(on):\n    if (on and\n            not on):\n        return 1\n    return 2\n"
    lines = {one.words: one.lines for one in changes_of(text, "example")}
    assert lines["`on and (not on)` → `True`"] == range(2, 4)
    assert lines["`1` → `2`"] == range(4, 5)


def test_a_modules_own_tests_come_first() -> None:
    """The file of its name, then those that import it, and none that cannot see it."""
    first, *others = [path.rpartition("/")[2] for path in afresh.tests_of("stops")]
    assert first == "test_stops.py"
    assert "test_stages.py" in others
    assert "test_committees.py" not in others
    assert afresh.tests_of("plan_leads")[0].endswith("test_lead_wordings.py")


def _functions(module: str) -> set[str]:
    """The functions and methods of a module of the rules, and "" for the module itself."""
    tree = ast.parse((RULES / f"{module}.py").read_text(encoding="utf-8"))
    classes = [one for one in tree.body if isinstance(one, ast.ClassDef)]
    methods = {f"{one.name}.{name}" for one in classes for name in _names(one.body)}
    return {"", *_names(tree.body), *methods}


def _names(body: list[ast.stmt]) -> list[str]:
    return [one.name for one in body if isinstance(one, ast.FunctionDef)]


def test_what_is_explained_is_there_and_explained_once() -> None:
    """Each entry says why in a sentence; its module has its function, and no two are of one change.

    That the change is made and lives is for the run itself to say.
    """
    entries = tomllib.loads(run.EXPLAINED.read_text(encoding="utf-8"))["alive"]
    places = Counter((one["module"], one["function"], one["change"]) for one in entries)
    assert [place for place, times in places.items() if times > 1] == []
    assert [one for one in entries if not one["why"].endswith(".")] == []
    known = {module: _functions(module) for module, _, _ in places}
    assert [place for place in places if place[1] not in known[place[0]]] == []
