"""The run that changes the rules: what it changes, and that it sees what a test sees."""

from __future__ import annotations

import ast

import pytest

from tests.mutation import afresh
from tests.mutation.changes import RULES, changes, changes_of
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
    unseen: list[str] = []
    forks = Forks()
    forks.start(lambda: True, lambda: unseen.append("red"))
    forks.start(lambda: False, lambda: unseen.append("green"))
    forks.start(lambda: 1 / 0 > 0, lambda: unseen.append("dies"))
    forks.finish()
    assert unseen == ["green"]


def test_a_modules_own_tests_come_first() -> None:
    """The file of its name, then those that import it, and none that cannot see it."""
    first, *others = [path.rpartition("/")[2] for path in afresh.tests_of("stops")]
    assert first == "test_stops.py"
    assert "test_stages.py" in others
    assert "test_committees.py" not in others
    assert afresh.tests_of("plan_offices")[0].endswith("test_lead_wordings.py")
