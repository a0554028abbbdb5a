"""A table in one test is its rows: none is left out, and each that is red is named."""

from __future__ import annotations

import pytest

from tests import tables
from tests.tables import table

ROWS = [(1, 1), pytest.param(2, 3, id="two and three"), (4, 4), (5, 6)]


def equal(one: int, other: int, *, seen: list[object]) -> None:
    """Red where the two differ; `seen` stands for a fixture."""
    seen.append(one)
    assert one == other


def test_every_row_is_tried_and_each_red_one_is_named() -> None:
    """One that is red stops none of the others."""
    seen: list[object] = []
    with pytest.RaisesGroup(AssertionError, AssertionError, match="2 of 4 rows") as red:
        table(("one", "other"), ROWS)(equal)(seen=seen)
    assert seen == [1, 2, 4, 5]
    notes = [error.__notes__ for error in red.value.exceptions]
    assert notes == [["in the row two and three"], ["in the row 5"]]


def test_a_row_that_is_red_alone_is_red_as_a_test_of_its_own_is() -> None:
    """Nothing to unpack: the assertion with its values, and the row beside it."""
    with pytest.raises(AssertionError) as red:
        table("one", [1, 2, 1], ids=["first", "second", "third"])(
            lambda one: equal(one, 1, seen=[])
        )()
    assert red.value.__notes__ == ["in the row second"]


def test_what_was_not_raised_is_red_as_well() -> None:
    """pytest.raises says so by what is no Exception."""

    def refused(text: str) -> None:
        with pytest.raises(ValueError, match="invalid"):
            int(text)

    with pytest.raises(pytest.fail.Exception) as red:
        table("text", ["a", "1"])(refused)()
    assert red.value.__notes__ == ["in the row '1'"]


@pytest.mark.parametrize("left", ["one"])
@table("right", ["one", "one"])
def test_fixtures_and_marks_reach_a_table(left: str, right: str) -> None:
    """A table stands among other decorators."""
    assert left == right


def test_each_row_is_a_test_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The changes to the rules are tried on the rows that can see them."""
    monkeypatch.setattr(tables, "each_row", True)
    marked = table(("one", "other"), ROWS)(equal)
    assert [mark.name for mark in vars(marked)["pytestmark"]] == ["parametrize"]
