"""The first words of a letter: its subject, what is wanted of whom by when, and what it counts."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.letters import Letter, Part, counted, opening, ordered, sections, subject
from models.rules.words import Step
from tests.models.rules.written import AS_OF, letter, line
from tests.readings import wanted


@pytest.mark.clause("5.5")
def test_an_action_told_by_two_steps_is_counted_once() -> None:
    """Whatever each wants; and a line of no part of the secretary's list comes before its parts."""
    two = letter(line(Step.E2, wanted="one"), line(Step.E1, wanted="another"))
    assert counted(two).startswith("1 ")
    assert "," not in counted(two)
    first, second = ordered((line(Step.M, part=next(iter(Part))), line(Step.M)))
    assert (first.part, second.part) == (None, next(iter(Part)))


@pytest.mark.clause("4.3")
def test_the_secretarys_list_is_in_the_order_of_its_parts_with_counts() -> None:
    """Overdue, undated and undecided stand apart, each counted."""
    listed = letter(
        line(Step.M, 1, part=Part.UNDECIDED),
        line(Step.M, 2, part=Part.OVERDUE),
        line(Step.M, 3, part=Part.UNDATED, due_on=None),
        line(Step.M, 4, part=Part.OVERDUE),
    )
    assert [part.heading for part in sections(listed)] == [
        "Overdue",
        "Without an agreed date",
        "Waiting for a decision",
    ]
    assert counted(listed) == "2 overdue, 1 without an agreed date, 1 waiting for a decision"
    assert subject(listed) == (
        "OFFICIAL: Secretary's list, 1 November 2010: 2 overdue, 1 without an agreed date, "
        "1 waiting for a decision"
    )


@pytest.mark.clause("4.2")
def test_a_monthly_list_is_counted_by_how_its_actions_stand() -> None:
    """Twenty lines of one step would else be counted as twenty lines."""
    listed = letter(
        line(Step.M, 1),
        line(Step.M, 2, due_on=None),
        line(Step.M, 3, due_on=date(2010, 12, 1)),
    )
    assert counted(listed) == "1 overdue, 1 coming up, 1 without an agreed date"


@pytest.mark.clause("8.1")
def test_the_first_line_says_what_is_wanted_of_whom_by_when() -> None:
    """One action, several, or nothing at all: the reader knows from the first line."""
    assert opening(letter(line())) == (
        "Wanted of you, Head of nursing: an answer by 8 November 2010."
    )
    several = letter(line(), line(number=2, wanted_by=date(2010, 11, 5)))
    assert opening(several) == (
        "Wanted of you, Head of nursing: an answer on 2 actions, the first by 5 November 2010."
    )
    informed = letter(line(Step.Z, wanted_by=None))
    assert opening(informed) == "To Head of nursing: for your information. No answer is needed."


@pytest.mark.clause("4.3")
def test_the_secretarys_list_is_for_looking_through() -> None:
    """The secretary's list asks for no answer and does not say that nothing is to be done."""
    listed = letter(line(Step.M, part=Part.OVERDUE, wanted_by=None))
    assert opening(listed) == "For Head of nursing: the list of 1 November 2010, to look through."
    assert sections(listed)[0].wanted is None


@pytest.mark.clause("4.12")
def test_entries_that_are_no_actions_are_called_matters() -> None:
    """A vacancy on the secretary's list is not counted among actions."""
    vacancy = letter(line(Step.S, 1, action_id=None), line(Step.S, 2))
    assert "2 matters" in opening(vacancy)


@pytest.mark.clause("8.1")
def test_the_subject_begins_with_the_marking_and_never_has_a_title() -> None:
    """Marking, then reference and date or counts; no title, post or agency."""
    one, two = letter(line()), letter(line(), line(Step.A, 2))
    assert subject(one) == "OFFICIAL: Overdue: child-k/1, due 29 October 2010"
    assert subject(two) == "OFFICIAL: 2 actions: 1 overdue, 1 newly yours"
    assert subject(letter(line(), line(number=2))) == "OFFICIAL: 2 actions overdue"
    assert subject(letter(line(Step.M), line(Step.M, 2))) == (
        "OFFICIAL: Your list for November 2010: 2 actions"
    )
    assert subject(letter(line(), marking="")).startswith("Overdue")


@pytest.mark.clause("8.2")
def test_a_bare_notice_gives_nothing_away_in_its_first_words() -> None:
    """Neither the subject nor the opening of a bare notice names step, post or title."""
    bare = letter(line(Step.E5), assured=False)
    assert subject(bare) == "OFFICIAL: Notice about child-k/1"
    assert opening(bare) == "1 action below, and how to reply."


LETTERS = {
    "one overdue": letter(line()),
    "one without a date": letter(line(Step.A, due_on=None, date_words="to be agreed")),
    "one whose date moved": letter(line(original_due_on=date(2010, 9, 30))),
    "one action told by two steps": letter(line(Step.E2), line(Step.E1)),
    "a question": letter(line(Step.I6, due_on=None)),
    "two, by days of their own": letter(
        line(), line(number=2, wanted_by=date(2010, 11, 5), agency="Housing", why="Sent again.")
    ),
    "two, and one of them for information": letter(line(), line(Step.Z, 2, wanted_by=None)),
    "two for information": letter(
        line(Step.Z, wanted_by=None), line(Step.Z, 2, wanted_by=None, why="Held.")
    ),
    "one action and one matter": letter(line(Step.S, 1, action_id=None), line(Step.S, 2)),
    "two matters of one name": letter(
        line(Step.V, action_id=None), line(Step.V, action_id=None, wanted="Please ring.")
    ),
    "two matters that differ in their title": letter(
        line(Step.V, action_id=None), line(Step.V, action_id=None, short_title="Another")
    ),
    "two matters that differ in their reference": letter(
        line(Step.V, action_id=None), line(Step.V, 2, action_id=None)
    ),
    "one matter told twice": letter(line(Step.V, action_id=None), line(Step.V, action_id=None)),
    "a list": letter(
        line(Step.M), line(Step.M, 2, due_on=AS_OF), line(Step.M, 10), line(Step.M, 9)
    ),
    "a list and a reminder": letter(line(Step.M), line(Step.R0, 2, due_on=AS_OF)),
    "the last reminder of a day off": letter(line(Step.R0, 2, due_on=date(2010, 10, 31))),
    "a reminder before its day": letter(line(Step.R20, 2, due_on=date(2010, 11, 29))),
    "what the secretary has of a day": letter(
        *(line(Step.S, n, part=part, wanted_by=None) for n, part in enumerate(Part)),
        *(line(Step.S, 10 + n, part=part, wanted_by=None) for n, part in enumerate(Part)),
    ),
    "the secretary's list of one part each": letter(
        *(line(Step.M, n, part=part, wanted_by=None) for n, part in enumerate(Part))
    ),
    "one entry of one part twice": letter(
        line(Step.S, action_id=None, part=Part.HELD),
        line(Step.S, action_id=None, part=Part.ANSWERS),
    ),
    "the secretary's list and a step": letter(line(), line(Step.M, 2, part=Part.OVERDUE)),
    "a bare notice of two": letter(line(), line(number=2), assured=False),
    "a bare notice of a matter": letter(line(Step.V, action_id=None), assured=False),
}


def said(one: Letter) -> list[str]:
    """The first words of a letter, and its lines under their headings."""
    parts = (
        (part.heading, part.wanted, part.wanted_by, part.why, part.agency) for part in sections(one)
    )
    return [
        subject(one),
        opening(one),
        counted(one),
        *(" | ".join(str(each) for each in part if each) for part in parts),
        *(
            f"- {each.reference}: {each.due_words}"
            + (f", first {each.original_words}" if each.original_words else "")
            for each in one.lines
        ),
    ]


@pytest.mark.clause("4.2", "4.3", "5.5", "8.1", "8.2")
def test_a_whole_letter_in_its_first_words() -> None:
    """Its subject, what is wanted by when, its counts, and its lines under their headings."""
    assert {name: said(one) for name, one in LETTERS.items()} == wanted("letters")
