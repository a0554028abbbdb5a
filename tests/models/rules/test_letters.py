"""What a letter holds, in what order, and the first words of it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.circulation import Enclosure
from models.rules.letters import (
    Letter,
    Line,
    Part,
    bare_reference,
    counted,
    heading,
    is_assured,
    opening,
    ordered,
    reference_order,
    sections,
    subject,
)
from models.rules.step_words import SERIOUSNESS, STEP_WORDS
from models.rules.words import Step
from tests.readings import wanted
from tests.tables import table

AS_OF = date(2010, 11, 1)


def line(step: Step = Step.E1, number: int = 1, **other: Any) -> Line:
    """A line with the least a test needs."""
    facts: dict[str, Any] = {
        "step": step,
        "action_id": number,
        "reference": f"child-k/{number}",
        "short_title": "Review K, recommendation",
        "agency": "Health trust",
        "due_on": date(2010, 10, 29),
        "wanted": "Please answer.",
        "wanted_by": date(2010, 11, 8),
        "why": "Sent as a step.",
        "standing": "Overdue by 1 working day.",
    }
    return Line(**(facts | other))


def letter(*lines: Line, **other: Any) -> Letter:
    """A letter to a post of an assured domain."""
    facts: dict[str, Any] = {
        "board": "Northmoor LSCB",
        "committee": "Standing committee",
        "marking": "OFFICIAL",
        "to_post": "Head of nursing",
        "to_address": "nursing@example.org",
        "assured": True,
        "lines": lines,
        "as_of": AS_OF,
        "sender_name": "Northmoor LSCB",
        "sender_address": "actions@northmoor.example.org",
        "reply_to": "reviews@northmoor.example.org",
        "ask_post": "Co-ordinator",
        "ask_address": "reviews@northmoor.example.org",
        "how_to_reply": "Reply to this message.",
    }
    return Letter(**(facts | other))


ENCLOSED = Enclosure(
    edition="public", name="pack.pdf", sha256="", size=1, folder="pack-v1"
)  # fmt: skip


@pytest.mark.clause("8.2")
def test_a_bare_notice_has_neither_files_nor_a_folder() -> None:
    """And calls a line by its reference, or by what kind of step it is."""
    lines = (line(Step.P, files=(ENCLOSED,), folder_url="https://example.org"), line(Step.S, 2))
    whole, bare = letter(*lines), letter(*lines, assured=False)
    assert (whole.files, whole.folder_url) == ((ENCLOSED,), "https://example.org")
    assert (bare.files, bare.folder_url) == ((), "")
    assert letter(line()).folder_url == ""
    assert letter(line(), lines[0]).folder_url == "https://example.org"
    assert bare_reference(line()) == "child-k/1"
    assert bare_reference(line(Step.S, action_id=None)) == STEP_WORDS[Step.S].subject


@pytest.mark.clause("8.1")
@table(
    ("due", "first", "expected"),
    [
        (None, None, None),
        (AS_OF, None, None),
        (AS_OF, AS_OF, None),
        (AS_OF, date(2010, 9, 30), "30 September 2010"),
        (None, date(2010, 9, 30), "30 September 2010"),
    ],
)
def test_the_first_date_is_said_where_it_is_another(
    due: date | None, first: date | None, expected: str | None
) -> None:
    """Beside the current one."""
    assert line(due_on=due, original_due_on=first).original_words == expected


@pytest.mark.clause("5.5")
def test_an_action_told_by_two_steps_is_counted_once() -> None:
    """Whatever each wants; and a line of no part of the secretary's list comes before its parts."""
    two = letter(line(Step.E2, wanted="one"), line(Step.E1, wanted="another"))
    assert counted(two).startswith("1 ")
    assert "," not in counted(two)
    first, second = ordered((line(Step.M, part=next(iter(Part))), line(Step.M)))
    assert (first.part, second.part) == (None, next(iter(Part)))


@pytest.mark.clause("8.2")
def test_an_address_without_a_domain_is_on_none() -> None:
    """Nor is any on a listed domain that is empty."""
    assert not is_assured("post@", [""])
    assert not is_assured("post@", ["gov.uk"])
    assert not is_assured("post@example.org", [""])


@pytest.mark.clause("5.5")
def test_every_step_has_a_place_and_words() -> None:
    """No step of the table can come to a person without a rank and a name."""
    assert sorted(SERIOUSNESS) == sorted(Step)
    assert set(STEP_WORDS) == set(Step)


@pytest.mark.clause("5.5")
def test_the_most_serious_comes_first() -> None:
    """E5 to E1, then R0, R5, R20, A and M, whatever the order they were gathered in."""
    wanted = [Step.E5, Step.E4, Step.E3, Step.E2, Step.E1, Step.R0, Step.R5, Step.R20, Step.A]
    wanted += [Step.M, Step.S]
    lines = [line(step) for step in wanted]
    random.Random(7).shuffle(lines)  # noqa: S311 - an order, not a secret
    assert [each.step for each in ordered(lines)] == wanted


@pytest.mark.clause("5.5")
def test_own_lines_come_before_copies_then_the_earliest_date_then_the_number() -> None:
    """Within a step a reader's own lines lead, and 9 stands before 10."""
    lines = [
        line(number=10),
        line(number=9),
        line(number=2, due_on=None),
        line(number=1, copy=True),
        line(number=3, due_on=date(2010, 9, 1)),
    ]
    assert [each.action_id for each in ordered(lines)] == [3, 9, 10, 2, 1]


@pytest.mark.clause("5.5")
@given(st.lists(st.text(alphabet="0123456789ab./²", max_size=6), max_size=6))
def test_any_references_can_be_put_in_order(references: list[str]) -> None:
    """Numbers and letters may stand anywhere in a reference; one order comes of any other."""
    backwards = list(reversed(references))
    assert sorted(references, key=reference_order) == sorted(backwards, key=reference_order)


@pytest.mark.clause("5.5")
def test_a_letter_without_a_line_is_refused() -> None:
    """An empty message would say nothing and count as told."""
    with pytest.raises(ValueError, match="no line"):
        letter()


@pytest.mark.clause("8.1")
def test_a_board_has_its_own_words_for_a_step() -> None:
    """They head the lines of the step, and its copies; other steps keep ours."""
    lines = (line(Step.E2), line(Step.E2, 2, copy=True), line(Step.E1, 3))
    parts = sections(replace(letter(*lines), words={"E2": "For the safeguarding lead"}))
    assert [part.heading for part in parts] == [
        "For the safeguarding lead",
        "For the safeguarding lead: your copy",
        "Overdue",
    ]


@pytest.mark.clause("5.5")
def test_lines_stand_under_a_heading_for_their_kind() -> None:
    """Each kind has a heading, with the month on a list and a copy called one."""
    parts = sections(
        letter(
            line(Step.E2),
            line(Step.E2, 2, copy=True),
            line(Step.E1, 3),
            line(Step.R0, 4, due_on=AS_OF),
            line(Step.M, 5),
            line(Step.M, 6),
        )
    )
    assert [(part.heading, len(part.lines)) for part in parts] == [
        ("Escalated to you", 1),
        ("Escalated to the agency's safeguarding lead: your copy", 1),
        ("Overdue", 1),
        ("Due today", 1),
        ("Your list for November 2010", 2),
    ]


@pytest.mark.clause("4.4")
def test_r0_before_a_day_off_does_not_say_today() -> None:
    """R0 of a Sunday goes out on the Friday: the date is not today."""
    saturday = line(Step.R0, due_on=date(2010, 10, 31))
    assert heading(saturday, date(2010, 10, 29), {}) == "Due before the next working day"


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


@pytest.mark.clause("5.5")
def test_what_all_lines_of_a_section_say_is_said_once() -> None:
    """A sentence that differs in one line belongs to the lines again."""
    same = sections(letter(line(number=1), line(number=2)))[0]
    assert (same.wanted, same.wanted_by) == ("Please answer.", date(2010, 11, 8))
    other = sections(letter(line(number=1), line(number=2, wanted="Please ring.")))[0]
    assert other.wanted is None
    assert other.agency == "Health trust"


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


@pytest.mark.clause("8.2")
@table(
    ("address", "assured"),
    [
        ("lead@northmoor.gov.uk", True),
        ("lead@gov.uk", True),
        ("lead@NHS.NET", True),
        ("lead@northmoor.gov.uk.", True),
        ("lead@notgov.uk", False),
        ("lead@gov.uk.example.org", False),
        ("gov.uk@example.org", False),
        ("lead@", False),
        ("", False),
    ],
)
def test_an_assured_address_is_on_a_listed_domain_or_below_it(
    address: str, *, assured: bool
) -> None:
    """A domain that only looks like a listed one gets the bare notice."""
    assert is_assured(address, ("gov.uk", "nhs.net")) is assured


@pytest.mark.clause("8.2")
def test_an_empty_entry_among_the_domains_assures_nobody() -> None:
    """A stray comma in a policy file must not open the door to every domain."""
    assert not is_assured("lead@example.org", ("", "."))
    assert not is_assured("lead@", ("", "."))


@pytest.mark.clause("8.1")
def test_the_first_date_is_told_only_where_it_changed() -> None:
    """A date that stands as it was is not printed twice."""
    moved = line(original_due_on=date(2010, 9, 30))
    assert moved.original_words == "30 September 2010"
    assert line(original_due_on=date(2010, 10, 29)).original_words is None
    assert line().original_words is None


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
