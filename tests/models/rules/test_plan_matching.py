"""Which row of a newer plan is which action: by reference, by words, or said to be in doubt."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.rules.plan_matching import Doubt, Words, match

SUBJECTS = (
    "The hospital should review how a bruise on a baby who cannot walk is recorded and reported",
    "Every school is to name a governor who reads the minutes of meetings about missing pupils",
    "Housing officers must ask about other adults at an address before they close an enquiry",
    "The police should send the form on the same night and ring the duty worker in the morning",
    "Training for foster carers has to cover what a young person may say of contact by telephone",
)


def words(n: int, *, number: str | None = None, said: str = "", lead: str = "Head") -> Words:
    """The n-th recommendation of the plan, under its number."""
    return Words(
        reference="",
        number=str(n + 1) if number is None else number,
        section="",
        recommendation=said or SUBJECTS[n],
        actions=(f"Carry it out, part {n}",),
        leads=(lead,),
    )


KNOWN = [words(n) for n in range(5)]


def test_a_row_is_known_by_its_recommendation_and_its_actions_each() -> None:
    """A word that goes over from the one into the other makes it another row."""
    one = replace(words(0), recommendation="Ask every school", actions=("Write.", "Meet them"))
    assert one.said == ("ask", "every", "school", "|", "write", "meet", "them")


def test_a_plan_that_is_the_same_is_matched_row_by_row() -> None:
    """Nothing is added, gone or in doubt."""
    found = match(KNOWN, KNOWN)
    assert found.pairs == {n: n for n in range(5)}
    assert (found.added, found.gone, found.doubts) == ([], [], [])


def test_a_row_in_the_middle_moves_the_numbers_and_nothing_else() -> None:
    """What comes after it keeps its action, whatever number it has now."""
    new = words(0, number="3", said="An entirely different wish about transport to the clinic")
    rows = [*KNOWN[:2], new, *(replace(w, number=str(n + 4)) for n, w in enumerate(KNOWN[2:]))]
    found = match(KNOWN, rows)
    assert found.pairs == {0: 0, 1: 1, 3: 2, 4: 3, 5: 4}
    assert (found.added, found.gone, found.doubts) == ([2], [], [])


def test_a_sentence_that_was_mended_is_the_same() -> None:
    """With its number, and where the number moved too."""
    mended = SUBJECTS[1].replace("minutes of meetings", "minutes of all meetings")
    for number in ("2", "9"):
        found = match(KNOWN, [words(1, said=mended, number=number)])
        assert found.pairs == {0: 1}
        assert found.gone == [0, 2, 3, 4]


def test_a_number_alone_makes_no_action() -> None:
    """A row under a number of old with other words is another row."""
    other = words(2, said="Publish the summary on the partnership's pages")
    found = match(KNOWN, [replace(other, actions=("Put it online",))])
    assert (found.pairs, found.added) == ({}, [0])


def test_a_row_that_could_be_two_is_said() -> None:
    """Two actions with the same words, of which one row is left."""
    twins = [words(1, number="2"), words(1, number="3")]
    found = match(twins, [words(1, number="8")])
    assert (found.pairs, found.added, found.gone) == ({}, [], [])
    assert found.doubts == [Doubt(0, (0, 1))]


def test_what_differs_by_its_lead_alone_is_told_apart() -> None:
    """The parts of one row: the same words, each with its own lead."""
    parts = [words(1, lead="Matron"), words(1, lead="Registrar")]
    assert match(parts, list(reversed(parts))).pairs == {0: 1, 1: 0}


def test_a_person_settles_what_is_in_doubt() -> None:
    """A reference names the action, and "new" says that there is none."""
    twins = [replace(words(1), reference="2.1"), replace(words(1), reference="2.2")]
    row = words(1, number="8")
    assert match(twins, [replace(row, reference="2.2")]).pairs == {0: 1}
    assert match(twins, [row], new={0}).added == [0]


def test_rows_that_nothing_tells_apart_are_the_same_in_their_order() -> None:
    """It does not matter which of them is which."""
    assert match([words(1)] * 3, [words(1)] * 3).pairs == {0: 0, 1: 1, 2: 2}


places = st.lists(st.integers(0, 4), max_size=7)


@given(old=places, new=places, moved=st.integers(0, 3))
def test_every_row_and_action_is_accounted_for_once(
    old: list[int], new: list[int], moved: int
) -> None:
    """Whatever was left out, repeated or renumbered: paired, new, gone or in doubt; never two."""
    known = [words(n, number=str(at)) for at, n in enumerate(old)]
    rows = [words(n, number=str(at + moved)) for at, n in enumerate(new)]
    found = match(known, rows)
    doubted = {doubt.row for doubt in found.doubts}
    assert sorted([*found.pairs, *found.added, *doubted]) == list(range(len(rows)))
    assert len(set(found.pairs.values())) == len(found.pairs)
    assert not set(found.gone) & set(found.pairs.values())
    for row, action in found.pairs.items():
        assert known[action].said == rows[row].said
